"""Text that was put together from pieces of a page and knows where on the page each of its characters stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from bot.records import Lines, Piece, Span
from bot.text.characters import CJK, SPACE
from bot.text.patterns import compile_late

# Zero-width characters, soft hyphens, controls, and private use, which is for the pictures of a font: readers see none.
_INVISIBLE = compile_late(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f]+"
)
_SPACE = compile_late(f"[{SPACE}]")
# A justified line: at least four characters, numbers or Latin words with one space between each two (进 出 很 不 方).
_SPREAD_PART = rf"(?:[{CJK}，。、；：！？“”‘’（）《》【】()]|[A-Za-z0-9.%+０-９Ａ-Ｚａ-ｚ．％]{{1,8}})"
_SPREAD = compile_late(rf"(?<!\S){_SPREAD_PART}(?:[{SPACE}]{_SPREAD_PART}){{3,}}(?!\S)")
# At least this share of a justified line's parts are single Chinese characters: 2022 年 7 月 9 日 only has spaces.
_SPREAD_SHARE = 0.6
# Chinese characters and full-width forms come after this one.
_LAST_NARROW = "\u2e80"


class Run(NamedTuple):
    """A stretch of text that stands on one line of a page; the values of `records.Piece`, but quicker to make."""

    # where it begins in the text
    at: int
    # where it begins and ends in the page
    start: int
    end: int
    # the number of its line, from 1
    line: int
    # the number of its page among those of the article
    source: int


class PositionedText(NamedTuple):
    """A text and the runs that it consists of, in order; together they are the whole text."""

    text: str
    runs: tuple[Run, ...]

    @classmethod
    def from_line(cls, text: str, start: int, line: int) -> PositionedText:
        """One line of a page without white space at its ends and without invisible characters.

        Args:
            text: the line.
            start: where it begins in the page.
            line: its number, from 1.
        """
        bare = text.strip()
        if not bare:
            return EMPTY
        # isprintable is a quick test: it is False for the ideographic space too, which is visible
        if bare.isprintable() or not _INVISIBLE.search(bare):
            if len(bare) < len(text):
                start += len(text) - len(text.lstrip())
            return cls(bare, (Run(0, start, start + len(bare), line, 0),))
        whole = cls(text, (Run(0, start, start + len(text), line, 0),))
        return whole.without(match.span() for match in _INVISIBLE.finditer(text)).strip()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The runs as records."""
        return tuple([Piece(at, Span(start, end), line, source) for at, start, end, line, source in self.runs])

    @property
    def line(self) -> int:
        """The first line of the page that the text stands on; raises IndexError where the text is empty."""
        return self.runs[0].line

    @property
    def lines(self) -> Lines:
        """First and last line of the page; raises IndexError where the text is empty."""
        return self.runs[0].line, self.runs[-1].line

    def cut(self, start: int, end: int | None = None) -> PositionedText:
        """The characters `text[start:end]` with their positions; `end` None means to the end."""
        end = len(self.text) if end is None else end
        if start == 0 and end == len(self.text):
            return self
        runs = []
        # a text may have thousands of runs, of which few are cut out
        first = max(0, bisect_right(self.runs, start, key=itemgetter(0)) - 1)
        for number in range(first, len(self.runs)):
            at, run_start, run_end, line, source = self.runs[number]
            if at >= end:
                break
            low, high = max(start, at), min(end, at + run_end - run_start)
            if low < high:
                begin = run_start + low - at
                runs.append(Run(low - start, begin, begin + high - low, line, source))
        return PositionedText(self.text[start:end], tuple(runs))

    def without(self, spans: Iterable[tuple[int, int]]) -> PositionedText:
        """The text without some half-open ranges of characters, which are in order and do not overlap."""
        kept, position = [], 0
        for start, end in spans:
            kept.append(self.cut(position, start))
            position = end
        return concatenate([*kept, self.cut(position)]) if position else self

    def strip(self) -> PositionedText:
        """The text without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))


EMPTY = PositionedText("", ())


def concatenate(texts: Sequence[PositionedText]) -> PositionedText:
    """The texts one after the other with nothing between them."""
    if len(texts) == 1:
        return texts[0]
    runs: list[Run] = []
    length = 0
    for text, text_runs in texts:
        if length:
            runs += [Run(at + length, start, end, line, source) for at, start, end, line, source in text_runs]
        else:
            runs += text_runs
        length += len(text)
    return PositionedText("".join([text.text for text in texts]), tuple(runs))


def close_up(text: PositionedText) -> PositionedText:
    """The text without the spaces that justification put between its characters."""
    if not _SPACE.search(text.text):
        return text
    spaces: list[tuple[int, int]] = []
    for match in _SPREAD.finditer(text.text):
        parts = _SPACE.split(match.group())
        if sum(len(part) == 1 and part > _LAST_NARROW for part in parts) >= _SPREAD_SHARE * len(parts):
            spaces.extend(space.span() for space in _SPACE.finditer(text.text, match.start(), match.end()))
    return text.without(spaces)
