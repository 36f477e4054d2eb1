"""How much each row of a page shares with those around it, and with the whole page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.text.characters import code_points

# Few pairs prove little: so many are added to those that were looked for and not found.
FEW_PAIRS = 4


def neighbour_overlaps(rows: Sequence[str], reach: int) -> tuple[list[float], list[float], list[float]]:
    """For each row of a page its overlap, 0 to 1, with the rows above it, with those below, and with the whole page.

    The row itself and those right above and below are no part of the whole page.

    As `bot.text.similarity.pair_overlap`, but lower for fewer words. All rows are compared at once, because a search
    for each pair of characters in the text around takes five times as long.

    Args:
        rows: their texts; none is empty.
        reach: how many rows above and below are compared.
    """
    count, text = len(rows), "".join(rows)
    if len(text) < 2:
        return [0.0] * count, [0.0] * count, [0.0] * count
    lengths = np.fromiter(map(len, rows), np.int64, count)
    row_of = np.repeat(np.arange(count), lengths)
    codes = code_points(text).astype(np.int64)
    alphanumeric = np.fromiter(map(str.isalnum, text), bool, len(text))
    # every pair of the page as one number, with room for the row that it begins or ends on
    pairs = (codes[:-1] << 21 | codes[1:]) * count
    first, last = row_of[:-1], row_of[1:]
    begins, ends = np.sort(pairs + first), np.sort(pairs + last)
    asked = np.flatnonzero((first == last) & alphanumeric[:-1] & alphanumeric[1:])
    pairs, row = pairs[asked], first[asked]
    # those that end above the row, less those that begin out of reach; the same below
    is_above = ends.searchsorted(pairs + row) > begins.searchsorted(pairs + np.maximum(0, row - reach))
    farthest = np.minimum(count - 1, row + reach)
    beyond = begins.searchsorted(pairs + row, "right")
    is_below = ends.searchsorted(pairs + farthest, "right") > beyond
    # of each pair of the page the first and the last row that it begins on
    of_pair = begins // count
    starts = np.flatnonzero(np.diff(of_pair, prepend=-1))
    number = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(begins)))[beyond - 1]
    earliest, latest = begins[starts] % count, begins[np.append(starts[1:], len(begins)) - 1] % count
    is_elsewhere = (earliest[number] < row - 1) | (latest[number] > row + 1)
    whole = np.maximum(1, np.bincount(row, minlength=count))
    above, below, elsewhere = (
        np.bincount(row, found, count) / whole * (lengths - 1) / (lengths - 1 + FEW_PAIRS)
        for found in (is_above, is_below, is_elsewhere)
    )
    return above.tolist(), below.tolist(), elsewhere.tolist()
