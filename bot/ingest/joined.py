"""Text put together from pieces of a page, with the place of every character kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.records import Lines, Piece, Span

__all__ = ["EMPTY", "Joined", "close_up", "concatenate", "from_line"]

# Zero-width characters, soft hyphen, controls, private use (a font's own pictures): nothing that a reader sees as text.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f]+"
)


# A justified line: at least four characters, numbers or Latin words with one space between each two (进 出 很 不 方).
_SPREAD_PART = r"(?:[\u3400-\u9fff，。、；：！？“”‘’（）《》()]|[A-Za-z0-9.%+０-９Ａ-Ｚａ-ｚ．％]{1,8})"
_SPREAD = rf"(?<!\S){_SPREAD_PART}(?:[ 　]{_SPREAD_PART}){{3,}}(?!\S)"
# Of these, at least this share are single Chinese characters: 2022 年 7 月 9 日 is spaced, not spread.
_SPREAD_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Joined:
    """A text and, in order, the pieces of the page that it was put together from; the pieces cover it all."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def lines(self) -> Lines:
        """First and last line of the page; raises IndexError where the text is empty."""
        return self.pieces[0].line, self.pieces[-1].line

    def cut(self, start: int, end: int | None = None) -> Joined:
        """The characters `text[start:end]` with their places; `end` None means to the end."""
        end = len(self.text) if end is None else end
        if start == 0 and end == len(self.text):
            return self
        pieces = []
        for piece in self.pieces:
            low, high = max(start, piece.at), min(end, piece.at + len(piece.span))
            if low < high:
                begin = piece.span.start + low - piece.at
                pieces.append(Piece(low - start, Span(begin, begin + high - low), piece.line, piece.source))
        return Joined(self.text[start:end], tuple(pieces))

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
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        if length:
            pieces.extend([Piece(piece.at + length, piece.span, piece.line, piece.source) for piece in part.pieces])
        else:
            pieces.extend(part.pieces)
        length += len(part.text)
    return Joined("".join([part.text for part in parts]), tuple(pieces))


def from_line(page_text: str, span: Span, line: int) -> Joined:
    """One line of a page without white space at its ends and without characters that nobody sees.

    Args:
        page_text: the whole page.
        span: the line's characters in it.
        line: the line's number, 1-based.
    """
    text = page_text[span.start : span.end]
    bare = text.strip()
    if not bare:
        return EMPTY
    # isprintable is False for the ideographic space too; the search is what decides
    if bare.isprintable() or not _INVISIBLE.search(bare):
        start = span.start + len(text) - len(text.lstrip())
        return Joined(bare, (Piece(0, Span(start, start + len(bare)), line),))
    whole = Joined(text, (Piece(0, span, line),))
    return whole.without(match.span() for match in _INVISIBLE.finditer(text)).strip()


def close_up(joined: Joined) -> Joined:
    """The text without the spaces that justification put between single characters."""
    if " " not in joined.text and "　" not in joined.text:
        return joined
    spaces: list[tuple[int, int]] = []
    for match in re.finditer(_SPREAD, joined.text):
        parts = re.split("[ 　]", match.group())
        if sum(len(part) == 1 and part > "\u2e80" for part in parts) >= _SPREAD_SHARE * len(parts):
            spaces.extend((at, at + 1) for at in range(match.start(), match.end()) if joined.text[at] in " 　")
    return joined.without(spaces)
