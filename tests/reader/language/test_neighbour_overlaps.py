"""What the rows of a page share with those around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reader.language.neighbour_overlaps import neighbour_overlaps
from bot.text.similarity import pair_overlap

ROWS = st.lists(st.text("夜市今天，1A", min_size=1, max_size=5), min_size=1, max_size=9)


def enumerate_rows(rows):
    """For each character of the joined rows its place, and the number of its row."""
    return enumerate(number for number, row in enumerate(rows) for _ in row)


@given(ROWS, st.integers(1, 4))
def test_the_overlap_of_rows_is_that_with_the_joined_rows_around(rows, reach):
    """A pair may span two of these rows; few pairs count for less."""
    above, below, elsewhere = neighbour_overlaps(rows, reach)
    for at, row in enumerate(rows):
        weight = (len(row) - 1) / (len(row) + 3)
        assert above[at] == pytest.approx(weight * pair_overlap(row, "".join(rows[max(0, at - reach) : at])))
        assert below[at] == pytest.approx(weight * pair_overlap(row, "".join(rows[at + 1 : at + 1 + reach])))
        # the pairs that begin on other rows than this one and its neighbours
        rest = ["".join(rows)[start : start + 2] for start, other in enumerate_rows(rows) if abs(other - at) > 1]
        assert elsewhere[at] == pytest.approx(weight * pair_overlap(row, "\n".join(rest)))
