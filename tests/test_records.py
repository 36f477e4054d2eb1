"""The records."""

import dataclasses

import pytest

from bot.records import Article, Page, Span, merge_spans


def test_lines_are_counted_as_an_editor_counts():
    """Lines end at newline, carriage return or both; a form feed ends none."""
    page = Page("p.txt", "一\r\n二\r三\n\n五\f五")
    assert [page.text[span.start : span.end] for span in page.lines] == ["一", "二", "三", "", "五\f五"]


def test_records_cannot_be_changed():
    """An article keeps what it was made with."""
    article = Article(id="a", headline="题", paragraphs=["文"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.headline = "别的"  # type: ignore[misc]


def test_an_article_takes_lists_and_keeps_tuples():
    """Lists given for paragraphs and authors cannot be changed from outside afterwards."""
    paragraphs = ["文"]
    article = Article(id="a", headline="题", paragraphs=paragraphs, authors=["张三"])
    paragraphs.append("更多")
    assert article.paragraphs == ("文",)
    assert article.authors == ("张三",)


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"paragraphs": "一段话"}, "paragraphs"),
        ({"paragraphs": None}, "paragraphs"),
        ({"headline": None}, "headline"),
        ({"id": 7}, "id"),
        ({"id": ""}, "id"),
        ({"kind": "story"}, "article, caption, fragment"),
    ],
)
def test_a_wrong_article_is_refused_with_the_reason(fields, names):
    """Text or nothing for paragraphs, no headline, no text or an empty one for the id, and an unknown kind."""
    with pytest.raises((TypeError, ValueError), match=names):
        Article(**{"id": "a", "headline": "", "paragraphs": ["文"], **fields})


def test_a_span_cannot_end_before_it_starts():
    """A range of characters is half-open and not negative."""
    with pytest.raises(ValueError, match=r"\[3, 2\)"):
        Span(3, 2)


def test_merged_spans_hold_the_same_characters():
    """Touching and overlapping ranges become one, empty ones go, order is by position."""
    assert merge_spans([Span(5, 7), Span(0, 2), Span(2, 4), Span(6, 9), Span(11, 11)]) == (Span(0, 4), Span(5, 9))
