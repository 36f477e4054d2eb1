"""Distortions of characters and line ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from tests.support.press.rows import Row
from tests.support.press.styles import Style

# zero-width space, joiner and no-break space, soft hyphen, and private-use characters as fonts leave them behind
NOISE = "\u200b\u200d\ufeff\u00ad\ue004\ue5ce\uf06c"

_HALF = str.maketrans("，；：（）！？", ",;:()!?")
_FULL = {ord(char): ord(char) + 0xFEE0 for char in "%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}


def glyphs(style: Style, rng: Random) -> Callable[[str], str]:
    """What the page's type does to every character; the truth is printed in the same type."""
    table: dict[int, int] = {}
    if rng.random() < style.half_punctuation:
        table |= _HALF
    if rng.random() < style.full_width:
        table |= _FULL
    return lambda text: text.translate(table)


def dirty(rows: Sequence[Row], style: Style, rng: Random) -> tuple[list[Row], str]:
    """The rows with stray characters in them, and the page's line end."""
    fed = rng.random() < style.form_feed
    starts = [at for at, row in enumerate(rows) if at and row.owner != rows[at - 1].owner and row.text]
    feed_at = rng.choice(starts) if fed and starts else None
    lines = []
    for at, row in enumerate(rows):
        text = row.text
        if text and rng.random() < style.noise:
            where = rng.randint(0, len(text))
            text = text[:where] + rng.choice(NOISE) + text[where:]
        if text and rng.random() < style.ragged:
            text = rng.choice((" {}", "{} ", "{}  ", "\u00a0{}", "{}\u3000")).format(text)
        if at == feed_at:
            text = "\f" + text
        lines.append(replace(row, text=text))
    return lines, "\r\n" if rng.random() < style.crlf else "\n"
