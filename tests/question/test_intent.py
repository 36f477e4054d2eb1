"""What a message asks for: small talk, or an answer of some kind."""

import pytest

from bot.question.intent import QuestionKind
from bot.question.question import Question


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("你好", "greeting"),
        ("您好啊！", "greeting"),
        ("Hello", "greeting"),
        ("谢谢", "thanks"),
        ("好的，谢谢你", "thanks"),
        ("謝謝", "thanks"),
        ("再见", "farewell"),
        ("你是谁？", "who"),
    ],
)
def test_small_talk_is_known(text, talk):
    """Greetings, thanks and farewells, in either script."""
    assert Question(text).talk == talk


@pytest.mark.parametrize(
    "text", ["你好，医保缓缴到几号", "谢谢的谢怎么写", "在吗小区停水吗", "再见演出几点", "医保", "", "好人榜"]
)
def test_a_question_is_no_small_talk(text):
    """What goes on to ask something is a question."""
    assert Question(text).talk is None


def test_small_talk_gets_a_sentence_and_no_passage(retriever):
    """No hit, not answered, and the kind of talk."""
    answer = retriever.answer("谢谢啦")
    assert (answer.hits, answer.answered, answer.talk, answer.band) == ((), False, "thanks", "silent")


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
        ("谁负责？", QuestionKind.PERSON),
        ("在哪里办？", QuestionKind.PLACE),
        ("為什麼停水？", QuestionKind.REASON),
        ("有哪些措施？", QuestionKind.LIST),
        ("停水", QuestionKind.OTHER),
    ],
)
def test_the_kind_of_a_question_is_read_from_its_words(question, kind):
    """Question words tell what is wanted, in either script."""
    assert Question(question).intent.kind is kind
