"""What is marked."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.evidence import mark
from bot.answering.kind import Kind, kind_of
from bot.retrieval.query import make_query

PASSAGE = "城东小区有三千户。停水从5月3日开始。居委会送来了桶装水。工人正在抢修管道。"


def marked(question, text):
    return [text[span.start : span.end] for span in mark(make_query(question), kind_of(question), text)]


def test_the_sentence_that_answers_is_marked():
    """停水 and a date stand in the second sentence."""
    assert marked("停水从哪天开始？", PASSAGE) == ["停水从5月3日开始。"]


def test_nothing_is_marked_where_nothing_is_shared():
    """A passage that shares no term has no evidence."""
    assert marked("樱花何时开放", "管道修好了。") == []


def test_a_list_takes_the_sentences_that_follow():
    """A question for measures marks the sentence that announces them and the next two, as one range."""
    text = "会议讨论了停水的应对措施。一是送水上门。二是抢修管道。第三天恢复。"
    assert marked("停水有哪些措施？", text) == ["会议讨论了停水的应对措施。一是送水上门。二是抢修管道。"]


@given(st.text(alphabet="停水从5月3日开始。！？；，：“” a", max_size=120), st.text(max_size=30))
def test_marks_are_ranges_of_the_text(text, question):
    """For any text and question the marked ranges lie inside, in order, apart and not empty."""
    spans = mark(make_query(question), kind_of(question), text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end < right.start for left, right in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("什么时候开始？", Kind.TIME),
        ("要花多少钱？", Kind.AMOUNT),
        ("谁负责？", Kind.PERSON),
        ("在哪里办？", Kind.PLACE),
        ("為什麼停水？", Kind.REASON),
        ("有哪些措施？", Kind.LIST),
        ("停水", Kind.OTHER),
    ],
)
def test_the_kind_of_a_question_is_read_from_its_words(question, kind):
    """Question words tell what is wanted, in either script."""
    assert kind_of(question) is kind
