"""A row is one line of a page together with what it is; the press moves rows, and prints them last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Literal

from tests.support.press.styles import Weights

Role = Literal["blank", "headline", "byline", "body", "caption", "torn", "mark", "label", "pull", "furniture"]


@dataclass(frozen=True)
class Row:
    """One line of a page."""

    text: str
    role: Role
    # the number of its story or photo; None where it belongs to the page
    owner: int | None = None
    # the last row of a column
    ends_column: bool = False


BLANK = Row("", "blank")


def pick(rng: Random, weights: Weights) -> str:
    """One of the choices, as often as its weight says."""
    return rng.choices([choice for choice, _ in weights], [weight for _, weight in weights])[0]


def joined(blocks: Sequence[Sequence[Row]], gap: Sequence[Row] = (BLANK,)) -> list[Row]:
    """The rows of all blocks that are not empty, with `gap` between them."""
    rows: list[Row] = []
    for block in blocks:
        if block:
            rows += [*gap, *block] if rows else block
    return rows


def inserted(body: list[Row], block: list[Row], rng: Random) -> list[Row] | None:
    """The block in the middle of the body: at the end of a column, or between any two lines.

    Not within the lead-in or the closing brackets, which are hard enough to read in one piece; None where the body is
    too short for that.
    """
    lengths = list(accumulate(len(row.text) for row in body))
    rows_at = [
        at
        for at in range(1, len(body))
        if body[at - 1].role == body[at].role == "body" or (body[at - 1].role == "body" and body[at] == BLANK)
        if lengths[at - 1] > 45 and lengths[-1] - lengths[at - 1] > 40
    ]
    columns_at = [at for at in rows_at if body[at - 1].ends_column]
    if not rows_at:
        return None
    at = rng.choice(columns_at if columns_at and rng.random() < 0.6 else rows_at)
    after = body[at:]
    while after and after[0] == BLANK:
        after = after[1:]
    return [*body[:at], BLANK, *block, BLANK, *after]
