"""The words of answers, as patterns."""

from __future__ import annotations

from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]  # what a pattern may begin with is told by its parts
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from bot.intent.answer_words import _BEGIN_OTHERWISE, _BEGINNINGS, _WORDS, compile_count, compile_words
from bot.intent.intent import AnswerType

UNITS = ["", *"个人名家项条座辆种只支度米吨斤元天"]
EVERY = [chr(code) for code in range(1, 1 << 16) if not 0xD800 <= code < 0xE000]


def beginnings(parts):
    """The characters that a parsed pattern may begin with, and whether it may be empty."""
    found = set()
    for operation, value in parts:
        if operation in (codes.ASSERT, codes.ASSERT_NOT, codes.AT):
            continue
        own, may_be_empty = beginnings_of(operation, value)
        found |= own
        if not may_be_empty:
            return found, False
    return found, True


def beginnings_of(operation, value):
    if operation is codes.LITERAL:
        return {chr(value)}, False
    if operation is codes.IN:
        found = set()
        for kind, one in value:
            assert kind in (codes.LITERAL, codes.RANGE, codes.CATEGORY), kind
            if kind is codes.LITERAL:
                found.add(chr(one))
            elif kind is codes.RANGE:
                found |= {chr(code) for code in range(one[0], one[1] + 1)}
            else:
                assert one is codes.CATEGORY_DIGIT
                found |= {character for character in EVERY if character.isdecimal()}
        return found, False
    if operation is codes.BRANCH:
        own = [beginnings(branch) for branch in value[1]]
        return set().union(*(found for found, _ in own)), any(empty for _, empty in own)
    if operation is codes.SUBPATTERN:
        return beginnings(value[-1])
    assert operation in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT), operation
    found, may_be_empty = beginnings(value[2])
    return found, may_be_empty or not value[0]


def allowed():
    return beginnings(parser.parse(f"[{_BEGINNINGS}]"))[0]


@pytest.mark.parametrize("answer_type", [one for one in _WORDS if one not in _BEGIN_OTHERWISE])
def test_no_number_or_time_begins_with_another_character_than_is_looked_for(answer_type):
    found, may_be_empty = beginnings(parser.parse(_WORDS[answer_type]))
    assert not may_be_empty
    assert found - allowed() == set()


@pytest.mark.parametrize("names_goods", [False, True])
def test_no_count_begins_with_another_character_than_is_looked_for(names_goods):
    for unit in UNITS:
        pattern, _ = compile_count(unit, names_goods)
        guard, words = pattern.pattern[: len(_BEGINNINGS) + 6], pattern.pattern[len(_BEGINNINGS) + 6 :]
        assert guard == f"(?=[{_BEGINNINGS}])"
        found, may_be_empty = beginnings(parser.parse(words))
        assert not may_be_empty
        assert found - allowed() == set()


@pytest.mark.parametrize(
    ("answer_type", "words"),
    [(AnswerType.MONEY, "几百元"), (AnswerType.DURATION, "不到三天"), (AnswerType.CHANGE, "翻了两番")],
)
def test_words_are_found_wherever_they_begin(answer_type, words):
    pattern = compile_words(answer_type)
    assert pattern
    found = pattern.findall("他说,不到三天,第二季度近半数人在翌日凌晨5点到场,翻了两番,花了几百元")
    assert words in found


@pytest.mark.parametrize("run", ["1", "一", "十", "1,", "几十", "多万", "1至"])
def test_a_long_run_of_numerals_is_read_to_its_end(run):
    """Every pattern ends on a text that is nothing but numerals, and finds no answer in it: no run has a unit."""
    text = run * (20_000 // len(run))
    patterns = {compile_words(answer_type) for answer_type in _WORDS}
    asked = product(UNITS, (False, True), (False, True))
    patterns |= {compile_count(unit, names_goods, may_be_share)[0] for unit, names_goods, may_be_share in asked}
    assert {found for pattern in patterns if pattern for found in pattern.findall(text)} == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一千二百三十四万五千六百七十八元", "一千二百三十四万五千六百七十八元"),
        ("几十万亿元", "几十万亿元"),
        ("1万多亿元", "1万多亿元"),
        ("二十多万元", "二十多万元"),
    ],
)
def test_a_number_in_words_is_found_whole(text, words):
    """As long as a sum of money in words is, and with 多 between its parts."""
    pattern = compile_words(AnswerType.MONEY)
    assert pattern
    assert pattern.findall(f"共花了{text}。") == [words]


@pytest.mark.parametrize(("unit", "words"), [("本", "10册"), ("台", "3部"), ("栋", "6幢")])
def test_what_is_counted_with_one_word_is_printed_with_another(unit, words):
    """几本书 may be 10册."""
    pattern, ends = compile_count(unit, True)
    assert ends and [ends.search(found) for found in pattern.findall(f"共有{words}。")] != [None]
