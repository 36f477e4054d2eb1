"""Which pairs of texts are worth comparing."""

from random import Random

import numpy as np
import pytest

from bot.corpus.merging import candidates as module
from bot.corpus.merging.candidates import COMMON, LONGEST, NEXT, Measures, find_candidates
from bot.corpus.merging.merge import NewArticles
from tests.corpus.merging.test_duplicates import NOTICE, OTHER, WIRE, article


def found(*articles, is_new=None):
    new = NewArticles.of_all(articles)
    measures = new.texts(np.ones(len(articles), bool)).measures
    return find_candidates(np.sort(new.entries), measures, is_new).tolist()


def test_texts_that_share_a_quarter_are_candidates():
    """Punctuation and paragraphs do not matter; different stories are not candidates."""
    wire = article("a", WIRE)
    assert found(wire, article("b", OTHER), article("c", ["".join(WIRE[:2]).replace("，", ",")])) == [[0, 2]]
    assert found(wire) == found() == found(article("b", []), article("c", ["见第3版"])) == []


def test_only_pairs_with_a_new_text_are_looked_at():
    """Either of the two may be the new one."""
    articles = [article(str(number), WIRE) for number in range(4)]
    assert found(*articles, is_new=np.array([False, True, False, False])) == [[0, 1], [1, 2], [1, 3]]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(("2023-05-18", "2023-05-25"), [[0, 1]]), (("2023-05-18", "2023-05-26"), []), (("2023-05-18", None), [[0, 1]])],
)
def test_texts_of_days_far_apart_are_not_compared(days, expected):
    """Seven days are near; an unknown day is near to all."""
    assert found(*(article(str(number), WIRE, date=day) for number, day in enumerate(days))) == expected


def test_lengths_that_rule_out_the_same_story_are_not_compared():
    """Equal ones never do."""
    nothing = np.zeros(4, np.int32)
    measures = Measures(np.array([100, 49, 30, 30], np.int32), nothing, nothing)
    assert measures.may_be_same(np.array([[0, 1], [2, 3], [0, 0]])).tolist() == [False, True, True]


@pytest.mark.parametrize("printings", [100, 1000])
def test_the_candidates_for_a_story_printed_often_grow_with_its_printings(printings):
    """Beyond 64 printings each is compared with at most 16 others, so that a thousand cost ten times a hundred."""
    text = "".join(Random(1).choices("".join([*WIRE, *OTHER, NOTICE]), k=400))
    assert printings > COMMON
    equal = found(*(article(f"{number}", [text]) for number in range(printings)))
    assert printings * LONGEST < len(equal) <= printings * (LONGEST + NEXT)


def test_many_entries_are_looked_at_a_part_at_a_time(monkeypatch):
    """With the same result, wherever the parts end."""
    random = Random(1)
    text = "".join(random.choices("".join([*WIRE, *OTHER, NOTICE]), k=400))
    articles = [
        article(f"{number}", [text[: random.randrange(100, 400)]] if number % 3 else WIRE) for number in range(120)
    ]
    whole = found(*articles)
    for size in (1, 7, 1000):
        for name in ("_SLICE", "_ENTRIES_AT_ONCE", "_PLACES_AT_ONCE"):
            monkeypatch.setattr(module, name, size)
        assert found(*articles) == whole != []
