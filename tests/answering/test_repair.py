"""Slips of the input method."""

import pytest

from bot.answering.repair import Repairs
from bot.records import Article
from bot.retrieval.index import Index
from bot.retrieval.query import make_query

INDEX = Index(
    [
        Article(id="a", headline="", paragraphs=["住房公积金可以提取。潮汐窗口周六开放。"]),
        Article(id="b", headline="", paragraphs=["向日葵小屋开张，产值过亿。"]),
    ]
)


@pytest.mark.parametrize(
    ("typed", "slip", "meant"),
    [
        ("公积斤怎么提取", "公积斤", "公积金"),
        ("朝汐窗口", "朝汐", "潮汐"),
        ("响日葵小屋", "响日葵", "向日葵"),
        ("产直多少", "产直", "产值"),
    ],
)
def test_what_sounds_alike_and_stands_in_the_corpus_is_found(typed, slip, meant):
    """The slip and the word that was meant."""
    found = {repair.typed: repair.meant[0] for repair in Repairs(INDEX).find(typed)}
    assert found[slip] == meant


def test_what_the_corpus_has_is_no_slip():
    """Words of the corpus are left alone, and so are words that sound like nothing in it."""
    assert list(Repairs(INDEX).find("潮汐窗口的产值")) == []
    assert list(Repairs(INDEX).find("恐龙化石")) == []


def test_a_slip_does_not_begin_within_a_word():
    """钦堂乡有 holds no 享有: 乡 belongs to the name before it."""
    index = Index([Article(id="a", headline="", paragraphs=["居民享有优惠。"])])
    assert list(Repairs(index).find("钦堂乡有几个")) == []


def test_what_was_meant_is_added_with_less_weight():
    """The typed word stays; the repaired one is looked up as well."""
    query, found = Repairs(INDEX).repair(make_query("朝汐窗口"), "朝汐窗口")
    assert [repair.meant for repair in found] == [("潮汐",)]
    assert query.fields["pairs"]["朝汐"] == 1.0
    assert 0 < query.fields["pairs"]["潮汐"] < 1.0
    assert "潮汐" not in query.asked["pairs"]


def test_an_empty_corpus_repairs_nothing():
    """There is nothing that could have been meant."""
    assert list(Repairs(Index([])).find("公积斤")) == []
