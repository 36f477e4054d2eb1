"""Filters by newspaper and date."""

import numpy as np
import pytest

from bot.question.question import Question
from bot.records import Article, Newspaper, Source
from bot.retrieval.filters import Filter, Publications, day_number
from bot.retrieval.index import Index


def test_a_search_is_narrowed_to_a_newspaper_and_its_dates():
    """Only articles printed there and then are found; an article without a date is in no span of time."""
    texts = {"永康日报": "2022-08-17", "湖州日报": "2022-06-01", "嘉兴日报": None}
    index = Index(
        [
            Article(id=name, headline="", paragraphs=["全城停水。"], newspaper=name, date=day)
            for name, day in texts.items()
        ]
    )

    def newspapers_found(**narrow):
        return {entry.article.id for entry in index.search(Question("停水").query, 9, Filter(**narrow))}

    assert newspapers_found() == set(texts)
    assert newspapers_found(newspaper="湖州") == {"湖州日报"}
    assert newspapers_found(since="2022-07-01") == {"永康日报"}
    assert newspapers_found(until="2022-06-01") == {"湖州日报"}
    assert newspapers_found(newspaper="永康", until="2022-01-01") == set()


def test_the_newspapers_of_a_corpus_have_their_days():
    """Those of most days first; a story that two papers print counts for both; what names nothing has no name."""
    printed = publications(
        [("城东日报", "2022-08-17"), ("城西日报", "2022-08-18")],
        [("城东日报", "2022-06-01")],
        [("城东日报", "2022-06-01")],
        [(None, None)],
    )
    east, west = (
        Newspaper("城东日报", 3, 2, "2022-06-01", "2022-08-17"),
        Newspaper("城西日报", 1, 1, *["2022-08-18"] * 2),
    )
    assert printed.list_newspapers() == [east, west, Newspaper("", 1)]
    assert printed.list_newspapers(Filter(newspaper="城南")) == []
    # neither the other newspaper of a story nor the other days of a newspaper
    assert printed.list_newspapers(Filter(newspaper="城西")) == [west]
    assert printed.list_newspapers(Filter(since="2022-08-01", until="2022-08-17")) == [
        Newspaper("城东日报", 1, 1, *["2022-08-17"] * 2)
    ]


def test_a_name_in_both_scripts_is_one_newspaper():
    """A page may be typed in either; the spelling of most articles is the name, and each finds all of them."""
    rows = publications([("江湾晚報", "2022-08-17")], [("江湾晚报", "2022-08-17")], [("江湾晚报", "2022-08-18")])
    both = Newspaper("江湾晚报", 3, 2, "2022-08-17", "2022-08-18")
    for within in (Filter(), Filter(newspaper="江湾晚报"), Filter(newspaper="江灣晚報")):
        assert rows.list_newspapers(within) == [both]
    assert rows.find_unmet(Filter(newspaper="江湾早报")).newspapers == ("江湾晚报",)


def test_of_two_spellings_the_one_of_most_articles_that_a_filter_lets_through_is_the_name():
    """One page of a day is typed in the other script."""
    rows = publications([("江湾晚報", "2022-08-17")], [("江湾晚报", "2022-08-18")], [("江湾晚报", "2022-08-18")])
    assert [paper.name for paper in rows.list_newspapers(Filter(until="2022-08-17"))] == ["江湾晚報"]
    assert [paper.name for paper in rows.list_newspapers()] == ["江湾晚报"]


def publications(*sources):
    """The publications of articles, each printed at some places."""
    return Publications.from_articles(
        [
            Article(
                id=str(number), headline="", paragraphs=[], file="a", lines=(1, 1),
                newspaper=first[0], date=first[1], others=[Source("b", (1, 1), *one) for one in others],
            )
            for number, (first, *others) in enumerate(sources)
        ]
    )  # fmt: skip


HERE, THERE, NOWHERE = ("永康日报", "2022-08-17"), ("湖州晚报", "2022-06-01"), (None, None)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Filter("永康"), [True, True, False]),
        (Filter("永康", until="2022-07-01"), [False, False, False]),
        (Filter(since="2022-07-01"), [True, True, False]),
        (Filter("湖州", "2022-06-01", "2022-06-01"), [False, True, False]),
        (Filter("没有的报"), [False, False, False]),
    ],
)
def test_all_conditions_must_hold_for_the_same_publication(condition, expected):
    """An article in two newspapers matches by either, but not with the name of one and the date of the other."""
    assert publications([HERE], [HERE, THERE], [NOWHERE]).matching(condition).tolist() == expected


def test_publications_are_updated_as_if_made_from_the_new_corpus():
    """One article is removed, one renumbered, one added; the newspaper of the removed one is dropped."""
    updated = publications([THERE], [HERE, NOWHERE]).updated(
        np.array([-1, 0]), publications([("甲报", "2022-01-01")]), np.array([1])
    )
    anew = publications([HERE, NOWHERE], [("甲报", "2022-01-01")])
    assert updated.newspaper_names == anew.newspaper_names == ("", "永康日报", "甲报")
    for column in ("articles", "days", "newspapers", "article_days"):
        assert getattr(updated, column).tolist() == getattr(anew, column).tolist()


@pytest.mark.parametrize(("date", "number"), [("2022-08-17", 20220817), (None, 0), ("", 0)])
def test_day_numbers_are_in_the_order_of_dates(date, number):
    """0 stands for no date."""
    assert day_number(date) == number


def test_a_newspaper_that_is_not_there_is_found_with_those_that_are():
    """A part of a name is enough for it to be there; pages without a newspaper name none."""
    rows = publications([("海州日报", "2022-08-17")], [(None, "2022-08-17")])
    assert rows.find_unmet(Filter(newspaper="海州")).newspaper is None
    unmet = rows.find_unmet(Filter(newspaper="海州日抱"))
    assert (unmet.newspaper, unmet.newspapers) == ("海州日抱", ("海州日报",))


def test_articles_without_a_date_are_counted_where_days_are_chosen():
    """An article with a date at one of its places is not counted; without a choice of days nothing is."""
    rows = publications([("甲报", None), ("甲报", "2022-08-17")], [("甲报", None)], [("甲报", "2022-08-18")])
    unmet = rows.find_unmet(Filter(newspaper="甲", since="2022-01-01"))
    assert (unmet.undated, unmet.articles) == (1, 3)
    assert not rows.find_unmet(Filter(newspaper="甲")).undated
