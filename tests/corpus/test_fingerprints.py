"""Winnowing fingerprints."""

from dataclasses import fields, replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.fingerprints import COMMON, LONGEST, NEXT, Fingerprints
from bot.records import Article
from tests.corpus.test_duplicates import NOTICE, OTHER, WIRE, article

bodies = st.lists(st.sampled_from([*WIRE, *OTHER, NOTICE, "见第3版"]), max_size=3)


@given(st.lists(bodies, min_size=1, max_size=6), st.dictionaries(st.integers(0, 5), bodies), st.data())
def test_fingerprints_can_be_split_concatenated_and_replaced(texts, others, data):
    """The result equals the fingerprints made of the articles themselves."""
    articles = [article(str(number), text) for number, text in enumerate(texts)]
    own = Fingerprints.from_articles(articles)
    at = data.draw(st.integers(0, len(articles)))
    together = Fingerprints.concatenate(list(own.split([at, len(articles) - at])))
    put = {number: article("new", text, kind="fragment") for number, text in others.items() if number < len(articles)}
    anew = Fingerprints.from_articles(put.get(number, one) for number, one in enumerate(articles))
    for found, expected in ((together, own), (own.with_replaced(put), anew)):
        for column in fields(Fingerprints):
            assert getattr(found, column.name).tolist() == getattr(expected, column.name).tolist()


def candidates(*articles):
    return Fingerprints.from_articles(articles).find_candidates(range(len(articles))).tolist()


def test_texts_that_share_a_quarter_are_candidates():
    """Punctuation and paragraphs do not matter; different stories are not candidates."""
    wire = article("a", WIRE)
    assert candidates(wire, article("b", OTHER), article("c", ["".join(WIRE[:2]).replace("，", ",")])) == [[0, 2]]
    assert candidates(wire) == candidates() == candidates(article("b", []), article("c", ["见第3版"])) == []


def test_only_the_numbers_asked_for_are_looked_at():
    """Pairs with other articles are left out."""
    fingerprints = Fingerprints.from_articles([article(str(number), WIRE) for number in range(4)])
    assert fingerprints.find_candidates([1, 3]).tolist() == [[1, 3]]


def test_a_digest_changes_with_every_field_but_the_layout_and_the_other_sources():
    """Equal articles have equal ones."""
    first = article("a", WIRE, newspaper="永康日报")

    def digest(one: Article) -> int:
        return int(Fingerprints.from_articles([one]).digests[0])

    assert digest(first) == digest(replace(first, layout=()))
    for change in ({"id": "b"}, {"headline": "题"}, {"date": "2023-05-18"}, {"page": "3"}, {"kind": "fragment"}):
        assert digest(first) != digest(replace(first, **change))
    assert digest(first) != digest(replace(first, paragraphs=[*WIRE, "。"]))


@pytest.mark.parametrize("printings", [100, 1000])
def test_the_candidates_for_a_story_printed_often_grow_with_its_printings(printings):
    """Beyond 64 printings each is compared with at most 16 others, so that a thousand cost ten times a hundred."""
    text = "".join(Random(1).choices("".join([*WIRE, *OTHER, NOTICE]), k=400))
    assert printings > COMMON
    equal = candidates(*(article(f"{number}", [text]) for number in range(printings)))
    assert printings * LONGEST < len(equal) <= printings * (LONGEST + NEXT)
