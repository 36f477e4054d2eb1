"""Winnowing fingerprints."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.merging.fingerprints import NUMBER, Fingerprints
from tests.corpus.merging.test_duplicates import NOTICE, OTHER, WIRE, article

bodies = st.lists(st.sampled_from([*WIRE, *OTHER, NOTICE, "见第3版"]), max_size=3)


@given(st.lists(bodies, min_size=1, max_size=6), st.data())
def test_fingerprints_can_be_concatenated(texts, data):
    """The result equals the fingerprints made of all articles, and so do the entries of each part."""
    articles = [article(str(number), text) for number, text in enumerate(texts)]
    own = Fingerprints.from_articles(articles)
    at = data.draw(st.integers(0, len(articles)))
    parts = Fingerprints.from_articles(articles[:at]), Fingerprints.from_articles(articles[at:])
    together = Fingerprints.concatenate(parts)
    for column in ("fragments", "lengths", "days", "dates", "folders", "counts", "hashes"):
        assert getattr(together, column).tolist() == getattr(own, column).tolist()
    numbers = np.arange(len(articles))
    entries = [part.entries(some).tolist() for part, some in zip(parts, (numbers[:at], numbers[at:]), strict=True)]
    assert entries[0] + entries[1] == own.entries(numbers).tolist()


def test_an_entry_has_the_number_of_its_article():
    """In its lower bits; the upper ones are those of a fingerprint, so that equal texts differ in the numbers only."""
    entries = Fingerprints.from_articles([article("a", WIRE), article("b", WIRE)]).entries(np.array([3, 7]))
    one, other = entries[: len(entries) // 2], entries[len(entries) // 2 :]
    assert set((one & NUMBER).tolist()) == {3} and set((other & NUMBER).tolist()) == {7}
    assert (one & ~NUMBER).tolist() == (other & ~NUMBER).tolist() == sorted((one & ~NUMBER).tolist())


def test_what_tells_articles_apart_without_reading_them():
    """Letters and digits, the day, and whether the date and the folder are the same."""
    known = Fingerprints.from_articles(
        [
            article("a/1", WIRE, date="2023-05-18", kind="fragment"),
            article("a/2", ["一，二"], date="2023-05-19"),
            article("b/1", []),
        ]
    )
    assert known.fragments.tolist() == [True, False, False]
    assert known.lengths.tolist()[1:] == [2, 0]
    assert known.days[1] - known.days[0] == 1 and known.days[2] == 0
    assert known.dates[0] != known.dates[1] and known.dates[2] == 0
    assert known.folders[0] == known.folders[1] != known.folders[2]
