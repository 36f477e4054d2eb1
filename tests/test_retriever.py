"""The library's arguments: what `Retriever` takes, and one sentence for what it does not."""

from datetime import date, datetime

import pytest

from bot import Article, Retriever

RETRIEVER = Retriever.from_articles(
    [
        Article(id="a", headline="停水通知", paragraphs=["5月3日城东停水。"], date="2024-05-02"),
        Article(id="b", headline="停水通知", paragraphs=["6月3日城西停水。"], date="2024-06-02"),
    ]
)


@pytest.mark.parametrize("since", [date(2024, 6, 1), datetime(2024, 6, 1, 12), "2024-06-01", " 2024-06-01 "])
def test_dates_are_given_as_dates_or_text(since):
    """A date, a point in time and ISO 8601 text mean the same day."""
    assert [hit.article.id for hit in RETRIEVER.search("哪天停水？", since=since)] == ["b"]


@pytest.mark.parametrize(
    "arguments, error, named",
    [
        ({"since": "yesterday"}, ValueError, "since"),
        ({"until": "2024-02-30"}, ValueError, "until"),
        ({"until": 20240602}, TypeError, "until"),
        ({"since": "2024-06-02", "until": "2024-06-01"}, ValueError, "since"),
        ({"newspaper": 7}, TypeError, "newspaper"),
        ({"k": 0}, ValueError, "k "),
        ({"k": -1}, ValueError, "k "),
        ({"k": "3"}, TypeError, "k "),
        ({"k": True}, TypeError, "k "),
        ({"question": None}, TypeError, "question"),
        ({"question": ["停水"]}, TypeError, "question"),
    ],
)
def test_a_wrong_argument_is_named(arguments, error, named):
    """Search and answer refuse it alike, in one sentence that begins with its name."""
    for method in (RETRIEVER.search, RETRIEVER.answer):
        with pytest.raises(error, match=named) as refusal:
            method(**{"question": "哪天停水？", **arguments})
        assert str(refusal.value).startswith(named) and "\n" not in str(refusal.value)


def test_a_retriever_is_a_collection_of_its_articles():
    """It has a length, gives its articles one by one, and says how many there are; an empty one is still usable."""
    assert len(RETRIEVER) == 2
    assert [article.id for article in RETRIEVER] == ["a", "b"]
    assert repr(RETRIEVER) == "<Retriever of 2 articles>"
    empty = Retriever.from_articles([])
    assert empty and len(empty) == 0 and empty.search("停水") == []
