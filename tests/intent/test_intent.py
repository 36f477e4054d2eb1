"""What kind of answer a question asks for."""

import pytest

from bot.intent.intent import AnswerType, QuestionKind, find_holding
from bot.question.question import Question


def test_a_slip_is_offered_and_not_forced(retriever):
    """The question stays as typed; what may have been meant is offered beside the answer."""
    answer = retriever.answer("桐乡的朝汐窗口是做什么的？")
    assert answer.question == "桐乡的朝汐窗口是做什么的？"
    assert answer.suggestion == "桐乡的潮汐窗口是做什么的？"
    assert "潮汐窗口" in answer.hits[0].passage.text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("什么时候开始？", QuestionKind.TIME),
        ("要花多少钱？", QuestionKind.AMOUNT),
        ("电话给我", QuestionKind.AMOUNT),
        ("投诉热线有没", QuestionKind.AMOUNT),
        ("谁负责？", QuestionKind.PERSON),
        ("在哪里办？", QuestionKind.PLACE),
        ("為什麼停水？", QuestionKind.REASON),
        ("停水因为啥？", QuestionKind.REASON),
        ("这家企业为什么停产？", QuestionKind.REASON),
        ("毕业生就业为啥难？", QuestionKind.REASON),
        ("公司主营业务为什么？", QuestionKind.OTHER),
        ("这条路更名为什么？", QuestionKind.OTHER),
        ("这种草又称之为什么？", QuestionKind.OTHER),
        ("这座桥西元几年建成？", QuestionKind.TIME),
        ("有哪些措施？", QuestionKind.LIST),
        ("停水", QuestionKind.OTHER),
    ],
)
def test_the_kind_of_a_question_is_read_from_its_words(question, kind):
    """Question words tell what is wanted, in either script."""
    assert Question(question).intent.kind is kind


def test_money_is_asked_for_as_several_coins():
    """个 of 几个钱 counts nothing."""
    assert Question("一个月能挣几个钱").intent.types[0] is AnswerType.MONEY
    assert AnswerType.MONEY not in Question("一个月能种几个瓜").intent.types


@pytest.mark.parametrize(
    ("kind", "sentence", "holds"),
    [
        (QuestionKind.TIME, "8月17日停水", True),
        (QuestionKind.AMOUNT, "停水", False),
        (QuestionKind.AMOUNT, "三户停水", True),
        (QuestionKind.REASON, "由于检修", True),
        (QuestionKind.LIST, "8月17日停水", False),
    ],
)
def test_sentences_hold_something_of_a_kind(kind, sentence, holds):
    """No word shows that a sentence is a list."""
    assert find_holding(kind, ["樱花开了", sentence]) == ((1,) if holds else ())
