"""How near the words of a question stand to words of a text."""

import math

import pytest

from bot.answering.exact.matches import Match
from bot.answering.exact.nearness import FADES, Nearness, measure_beside
from bot.intent.answer_pattern import find_answer_pattern
from bot.question.question import Question


def read(question, terms):
    asked = Question(question)
    return Nearness(asked.squeezed, asked.bare, terms, find_answer_pattern(asked.squeezed, asked.intent))


def measure(question, terms, text, *words, older=()):
    """What is measured of each of some words of a text, of which some became another value (older)."""
    nearness = read(question, terms)
    weights = nearness.weigh_terms(text)
    matches = [Match(text.index(one), text.index(one) + len(one), one) for one in words]
    was = dict(zip(matches, older, strict=False))
    return [features for features, *_ in nearness.measure(text, matches, was, weights)]


def test_a_term_looked_up_for_the_question_counts_less_the_farther_it_stands():
    """收购 is looked up for 卖: two characters lie between it and 5元, six and a comma worth six between it and 8元."""
    near, far = measure("笋卖多少钱", {"收购": 1.0}, "收购价为5元,运费达8元", "5元", "8元")
    assert near["meant"] == pytest.approx(math.exp(-2 / FADES))
    assert far["meant"] == pytest.approx(math.exp(-(8 + 6) / FADES))


def test_a_term_of_the_question_itself_is_not_what_is_looked_up():
    """收购 stands in the question."""
    (features,) = measure("收购价是多少", {"收购": 1.0}, "收购价为5元", "5元")
    assert features["meant"] == 0.0


def test_the_verb_before_the_words_that_ask_is_looked_for_around():
    """停了多少家: 停 stands before 762家 and not before 3万家."""
    features = measure("停了多少家药店", {"药店": 1.0}, "查药店3万家,停业762家", "3万家", "762家")
    assert [one["verb"] for one in features] == [0.0, 1.0]


def test_what_is_said_of_a_unit_counts_where_one_is_asked_for():
    """一斤 may be written 每斤; a text without any term has no weights."""
    nearness = read("笋一斤卖多少钱", {"笋价": 2.0})
    assert nearness.weigh_terms("笋价每斤5元")["每斤"] > nearness.weigh_terms("笋价每斤5元")["笋价"]
    assert nearness.weigh_terms("桥通了") == {}
    assert nearness.sum_terms({}) == 1.0


def test_what_the_question_does_not_say_stands_beside_another_number():
    """Of 充电站19座 and 充电桩294个 the second says no more than 桩; 共 and 约 stand beside any number."""
    station, pile = measure("建了多少充电桩", {"充电": 1.0, "电桩": 1.0}, "有充电站19座、充电桩294个", "19座", "294个")
    assert station["foreign"] > pile["foreign"] == 0.0
    (plain,) = measure("桥有多长", {"桥": 1.0}, "桥共约30米", "30米")
    assert plain["foreign"] == plain["foreign_behind"] == 0.0
    fell = measure("桥有多长", {"桥": 1.0}, "桥从30米缩短到20米", "30米", "20米", older=[True, False])
    assert [one["foreign"] for one in fell] == [0.0, 0.0]
    (behind,) = measure("桥有多长", {"桥": 1.0}, "桥30米深", "30米")
    assert behind["foreign_behind"] > 0.0


def test_characters_beside_count_more_than_farther_ones():
    """Of two numbers the one beside the asked characters has more of them; all of them count 1 together."""
    text = "深9米,桥长30米"
    weights = read("桥有多长", {"桥有": 1.0}).weigh_by_rarity(text)
    assert sum(weights.values()) == pytest.approx(1.0)
    first, second = (
        measure_beside(text, Match(text.index(one), text.index(one) + len(one), one), weights)
        for one in ("9米", "30米")
    )
    assert second > first
