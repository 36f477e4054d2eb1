"""Text put together from pieces of a page, with the place of every character kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.records import Lines, Piece, Span

__all__ = ["EMPTY", "Joined", "Run", "close_up", "concatenate", "from_line", "from_pieces"]

# Zero-width characters, soft hyphen, controls, private use (a font's own pictures): nothing that a reader sees as text.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f]+"
)


# A justified line: at least four characters, numbers or Latin words with one space between each two (进 出 很 不 方).
_SPREAD_PART = r"(?:[\u3400-\u9fff，。、；：！？“”‘’（）《》()]|[A-Za-z0-9.%+０-９Ａ-Ｚａ-ｚ．％]{1,8})"
_SPREAD = re.compile(rf"(?<!\S){_SPREAD_PART}(?:[ 　]{_SPREAD_PART}){{3,}}(?!\S)")
# Of these, at least this share are single Chinese characters: 2022 年 7 月 9 日 is spaced, not spread.
_SPREAD_SHARE = 0.6


# What a Piece says, not yet made one: where it begins in the text, where it begins and ends in the page, its line and
# source. Texts are cut and joined many times before they are an article's, and plain tuples are quick to make.
Run = tuple[int, int, int, int, int]


class Joined(NamedTuple):
    """A text and, in order, the runs of the page that it was put together from; the runs cover it all."""

    text: str
    runs: tuple[Run, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The runs as records."""
        return tuple([Piece(at, Span(start, end), line, source) for at, start, end, line, source in self.runs])

    @property
    def line(self) -> int:
        """The first line of the page that the text stands on; raises IndexError where the text is empty."""
        return self.runs[0][3]

    @property
    def lines(self) -> Lines:
        """First and last line of the page; raises IndexError where the text is empty."""
        return self.runs[0][3], self.runs[-1][3]

    def cut(self, start: int, end: int | None = None) -> Joined:
        """The characters `text[start:end]` with their places; `end` None means to the end."""
        end = len(self.text) if end is None else end
        if start == 0 and end == len(self.text):
            return self
        runs = []
        for at, first, last, line, source in self.runs:
            low, high = max(start, at), min(end, at + last - first)
            if low < high:
                begin = first + low - at
                runs.append((low - start, begin, begin + high - low, line, source))
        return Joined(self.text[start:end], tuple(runs))

    def without(self, spans: Iterable[tuple[int, int]]) -> Joined:
        """The text with some half-open ranges left out; the ranges are in order and do not overlap."""
        kept, position = [], 0
        for start, end in spans:
            kept.append(self.cut(position, start))
            position = end
        return concatenate([*kept, self.cut(position)]) if position else self

    def strip(self) -> Joined:
        """The text without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))


EMPTY = Joined("", ())


def concatenate(parts: Sequence[Joined]) -> Joined:
    """The parts one after the other with nothing between them."""
    if len(parts) == 1:
        return parts[0]
    runs: list[Run] = []
    length = 0
    for text, own in parts:
        if length:
            runs += [(at + length, start, end, line, source) for at, start, end, line, source in own]
        else:
            runs += own
        length += len(text)
    return Joined("".join([part.text for part in parts]), tuple(runs))


def from_pieces(text: str, pieces: Iterable[Piece]) -> Joined:
    """A text whose places are known."""
    return Joined(
        text, tuple([(piece.at, piece.span.start, piece.span.end, piece.line, piece.source) for piece in pieces])
    )


def from_line(text: str, start: int, line: int) -> Joined:
    """One line of a page without white space at its ends and without characters that nobody sees.

    Args:
        text: the line.
        start: where it begins in the page.
        line: its number, 1-based.
    """
    bare = text.strip()
    if not bare:
        return EMPTY
    # isprintable is False for the ideographic space too; the search is what decides
    if bare.isprintable() or not _INVISIBLE.search(bare):
        if len(bare) < len(text):
            start += len(text) - len(text.lstrip())
        return Joined(bare, ((0, start, start + len(bare), line, 0),))
    whole = Joined(text, ((0, start, start + len(text), line, 0),))
    return whole.without(match.span() for match in _INVISIBLE.finditer(text)).strip()


def close_up(joined: Joined) -> Joined:
    """The text without the spaces that justification put between single characters."""
    if " " not in joined.text and "　" not in joined.text:
        return joined
    spaces: list[tuple[int, int]] = []
    for match in _SPREAD.finditer(joined.text):
        parts = re.split("[ 　]", match.group())
        if sum(len(part) == 1 and part > "\u2e80" for part in parts) >= _SPREAD_SHARE * len(parts):
            spaces.extend((at, at + 1) for at in range(match.start(), match.end()) if joined.text[at] in " 　")
    return joined.without(spaces)
