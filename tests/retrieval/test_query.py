"""Question → query."""

import pytest

from bot.question.question import Question
from bot.retrieval.query import UNIT


@pytest.mark.parametrize("question", ["什么？", "怎么样呢", "请问", "的了吗", "？？", "😀", "", "   "])
def test_a_question_that_says_nothing_makes_an_empty_query(question):
    """Question words, particles, punctuation and pictures are nothing to look up."""
    assert Question(question).query.empty


def test_question_words_are_not_scored_and_no_term_spans_them():
    """在哪里办 leaves 办, and no pair of characters across the gap."""
    assert dict(Question("医保在哪里办").query.fields["pairs"]) == {"医保": 1, "保在": 1, "办": 1}


@pytest.mark.parametrize("question", ["什么时候停水", "哪一座停水", "啥地方停水？", "哪些地方停水", "什么样子停水"])
def test_what_asks_goes_as_a_whole(question):
    """时候 of 什么时候 and 座 of 哪一座 are not looked up."""
    assert dict(Question(question).query.fields["words"]) == {"停水": 1}


@pytest.mark.parametrize("question", ["我家春光花园停水", "我们家住春光花园停水", "请问，我家在春光花园停水"])
def test_whose_home_it_is_is_not_looked_up(question):
    """A letter to the editor has 我家住, and the notice has not."""
    assert dict(Question(question).query.fields["words"]) == dict(Question("春光花园停水").query.fields["words"])
    assert Question("我家停水").query.fields["singles"]["家"] == 1


def test_a_long_question_is_read_to_its_limit():
    """What stands after the first 500 characters does not count."""
    assert "樱花" not in Question("停水" * 250 + "樱花").query.fields["pairs"]


def test_added_terms_are_no_part_of_what_was_asked():
    """They have a weight that is a multiple of UNIT; a term that the question has keeps its own weight and origin."""
    query = Question("停水").query.plus({"words": {"停水": 1.0, "断水": 2.0}}, 0.123, "lexicon")
    assert query.fields["words"] == {"停水": 1.0, "断水": pytest.approx(25 * UNIT)}
    assert query.origins["words"] == {"停水": "typed", "断水": "lexicon"}
    assert query.asked["words"] == {"停水": 1.0}


def test_characters_count_for_less_as_often_as_is_said():
    """One of two 停 counts a quarter; 热, which was not asked, stays out, and other fields are as before."""
    query = Question("停停水").query
    less = query.less("停热", 0.25)
    assert less.fields["singles"] == pytest.approx({"停": 1.25, "水": 1.0}, abs=UNIT)
    assert less.fields["words"] == query.fields["words"]
