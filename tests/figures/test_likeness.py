"""Which questions ask the same in other words."""

import pytest

from bot.figures.likeness import are_alike, group_questions, normalize_question


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("医保能缓缴吗？", "医保怎么缓缴"),
        ("南湖公园哪天开门", "南湖公园什么时候开门？"),
        ("公积金怎麼提取", "公积金如何提取？"),
        ("停水通知", "今天哪里停水通知了"),
    ],
)
def test_the_same_in_other_words_is_alike(first, second):
    """The words that ask, marks and kinds of characters do not count."""
    assert are_alike(first, second)
    assert are_alike(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [("医保能缓缴吗", "医保报销多少钱"), ("南湖公园哪天开门", "北山景区哪天开门票"), ("为什么", "怎么样"), ("", "")],
)
def test_another_subject_is_not_alike(first, second):
    """One word in common is too little, and words that ask have no subject."""
    assert not are_alike(first, second)


def test_a_question_is_kept_in_one_form():
    """Folded, without marks at its ends, and cut where it is no question any more."""
    assert normalize_question("  醫保　能緩繳嗎？！ ") == "医保 能缓缴吗"
    assert len(normalize_question("长" * 500)) == 100


def test_questions_are_grouped_by_likeness():
    """The form asked most names the group; a person who asks twice is one person."""
    asked = [
        ("医保能缓缴吗", "a"),
        ("医保能缓缴吗", "a"),
        ("医保怎么缓缴", "b"),
        ("公园几点开门", "c"),
        ("你好吗", None),
    ]
    first, second, third = group_questions(asked)
    assert (first.question, first.count, first.people) == ("医保能缓缴吗", 3, {"a", "b"})
    assert (second.question, second.count, len(second.people)) == ("公园几点开门", 1, 1)
    assert (third.question, third.people) == ("你好吗", set())
