"""Puts the columns of a story in reading order where a page has the second column before the first one.

Such a story begins with the end of a sentence, which the first column broke off: its last characters stand on top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from bot.linear_model import Feature, LinearModel
from bot.reader.lines import phrases
from bot.text.positioned_text import PositionedText, concatenate
from bot.text.similarity import pair_overlap

TWICE = "fitted 2.6, but on real pages with the characters in both places the columns were swapped each time"
# How likely a story begins with a paragraph. Fitted on the beginnings of 250 real articles, of which a half had the
# second column before the first and the others only the last characters on top; of 250 others 83 % and 95 % are right.
# `python -m benchmarks.column_order ARTICLES --fit` fits the weights again.
COLUMN_MODEL = LinearModel(
    (
        Feature("balance", 4.4, "the difference of the two columns' lengths, as a share of both", values="-1 to 0"),
        Feature("longer", 2.2, "the first column is as long as the second, which ends with the story"),
        Feature("connective", -5.0, "goes on from something said before: 此外, 同时, 他"),
        Feature("recent", 3.4, "the day of the news in its first clauses: 近日, 昨天, 12月3日"),
        Feature("length", -1.9, "its length in hundreds of characters: a beginning is short", values="above 0"),
        Feature(
            "headline", 3.2, "its share of the headline's words, less that of the paragraph on top", values="-1 to 1"
        ),
        Feature("on_top", 1.9, "stands on top: the columns are in order", by_hand=TWICE),
    )
)
# The logarithm of the odds that the columns are swapped where the line of the displaced characters goes on with text.
GOES_ON_BELOW = 2.0


class StoryText(NamedTuple):
    """What is known of a story when its columns are put in order."""

    # as the page has them
    paragraphs: Sequence[PositionedText]
    # "" if it has none
    headline: str
    # it goes on on another page, so that it breaks off anyway
    continued_on: bool = False


def restore_column_order(stories: Sequence[StoryText]) -> list[Sequence[PositionedText]]:
    """The paragraphs of each story of a page in reading order, if it begins with the last characters of a column.

    These belong to the story's last line, where that breaks off or has them, too: then either the columns are swapped,
    and the story begins with the paragraph that is most likely to be its beginning, or they are in order. A page has
    the columns of all such stories alike. Other stories stay as they are.
    """
    torn = [_find_torn(story) for story in stories]
    swapped = sum(one.swapped for one in torn if one) > 0
    return [
        (one.swap_columns() if swapped else one.paragraphs) if one else story.paragraphs
        for story, one in zip(stories, torn, strict=True)
    ]


@dataclass(frozen=True)
class _TornStory:
    """A story whose first characters end its last line, because its columns are swapped or these are displaced."""

    # below the displaced characters; the last of them ends with these
    paragraphs: list[PositionedText]
    # how likely the story begins with each of them, in logarithms of odds
    points: list[float]
    # the text on top goes on with the rest of the paragraph that the first column breaks off
    goes_on: bool

    @property
    def swapped(self) -> float:
        """How much likelier (natural logarithm) the columns are swapped than in order."""
        return GOES_ON_BELOW if self.goes_on else max(self.points[1:], default=-inf) - self.points[0]

    def swap_columns(self) -> list[PositionedText]:
        """The paragraphs in reading order, if the page has the second column before the first."""
        begin = max(range(1, len(self.points)), key=self.points.__getitem__, default=0)
        ordered = [*self.paragraphs[begin:], *self.paragraphs[:begin]]
        if self.goes_on and begin:
            broken = len(ordered) - begin
            ordered[broken - 1 : broken + 1] = [concatenate(ordered[broken - 1 : broken + 1])]
        return ordered


def _find_torn(story: StoryText) -> _TornStory | None:
    """The story, if its first characters belong to its last line; None for any other."""
    found = _split_displaced_end(story)
    if not found:
        return None
    displaced, rest, goes_on = found
    *above, last = rest
    if not last.text.endswith(displaced.text):
        if story.continued_on or phrases.ends_sentence(last.text):
            return None
        last = concatenate([last, displaced])
    paragraphs = [*above, last]
    beginnings = measure_beginnings([one.text for one in paragraphs], story.headline)
    return _TornStory(paragraphs, [COLUMN_MODEL.score(values) for values in beginnings], goes_on)


def _split_displaced_end(story: StoryText) -> tuple[PositionedText, list[PositionedText], bool] | None:
    """The displaced characters on top of a story, the paragraphs below them, and whether these go on on their line."""
    paragraphs = story.paragraphs
    length = phrases.find_displaced_end(paragraphs[0].text) if paragraphs else 0
    if not length:
        return None
    displaced, first = paragraphs[0].cut(0, length), paragraphs[0].cut(length).strip()
    rest = [first, *paragraphs[1:]] if first.text else list(paragraphs[1:])
    return (displaced, rest, bool(first.text) and first.line == displaced.lines[1]) if rest else None


def measure_beginnings(paragraphs: Sequence[str], headline: str) -> Iterator[dict[str, float]]:
    """The features of `COLUMN_MODEL` for each paragraph as the beginning of the story: those above it end the story.

    Args:
        paragraphs: as printed, the displaced characters in their place.
        headline: of the story.
    """
    total, above = sum(map(len, paragraphs)), 0
    on_top = pair_overlap(headline, paragraphs[0])
    for number, text in enumerate(paragraphs):
        yield {
            "balance": -abs(total - 2 * above) / total if number else 0.0,
            "longer": float(0 < above <= total / 2),
            "connective": float(phrases.begins_with_connective(text)),
            "recent": float(phrases.gives_news_day(text)),
            "length": len(text) / 100,
            "headline": pair_overlap(headline, text) - on_top,
            "on_top": float(not number),
        }
        above += len(text)
