"""Puts the columns of a story in reading order where a page has the second column before the first one.

Such a story begins with the end of a sentence, which the first column broke off: its last characters stand on top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

from bot.linear_model import Feature, LinearModel
from bot.reader.lines import phrases
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK
from bot.reader.lines.rows import cells
from bot.text.positioned_text import PositionedText, concatenate
from bot.text.segmenter import default_segmenter
from bot.text.similarity import pair_overlap

__all__ = ["COLUMN_MODEL", "StoryText", "measure_beginnings", "restore_column_order"]

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

# Points for a line end within the story as the place of the characters. Set by hand, because generated pages displace
# the end of a story only.
FITS = 2.0  # a word or a number goes on from the line into the characters
SHORT = 2.0  # the line does not fill its column
BEGINS_BELOW = 1.0  # the next line begins as a paragraph does
GOES_ON = -3.0  # a word or a number goes on from the line into the next
# The best place needs so many more points than any other.
MARGIN = 1.0
# From this gain in likelihood on (natural logarithm), the characters surely go on in a word of the line; so many
# characters on either side are segmented for it.
SURE_WORD, WORD_CHARACTERS = 4.0, 5


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
    the columns of all such stories alike. Otherwise the characters belong to the line end that they fit best, and stay
    on top where no place is clearly the best.
    """
    torn = [_find_torn(story) for story in stories]
    swapped = sum(one.swapped for one in torn if one) > 0
    ordered: list[Sequence[PositionedText]] = []
    for story, one in zip(stories, torn, strict=True):
        if one:
            ordered.append(one.swap_columns() if swapped or one.goes_on else one.paragraphs)
        else:
            ordered.append(_move_displaced_end(story))
    return ordered


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


def _move_displaced_end(story: StoryText) -> Sequence[PositionedText]:
    """The paragraphs of a story, its first characters in the place within it that they clearly come from."""
    found = _split_displaced_end(story)
    if not found or found[2]:
        # a short first sentence on the line of others is not displaced at all
        return story.paragraphs
    displaced, rest, _ = found
    place = _find_place(rest, displaced.text)
    if place is None:
        return story.paragraphs
    broken = rest[place.paragraph]
    mended = [concatenate([broken.cut(0, place.at), displaced]), broken.cut(place.at)]
    return [*rest[: place.paragraph], *mended, *rest[place.paragraph + 1 :]]


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


class _Place(NamedTuple):
    """A line end, as the place that displaced characters come from."""

    points: float
    # the number of the paragraph, and the position in its text
    paragraph: int
    at: int


def _find_place(paragraphs: list[PositionedText], displaced: str) -> _Place | None:
    """The line end that characters clearly come from."""
    places = sorted(_score_places(paragraphs, displaced), reverse=True)
    if not places or places[0].points < 0:
        return None
    clear = len(places) == 1 or places[0].points - places[1].points >= MARGIN
    return places[0] if clear else None


def _score_places(paragraphs: list[PositionedText], displaced: str) -> Iterator[_Place]:
    """The line ends, except ends of paragraphs, that end no sentence and have room for the characters."""
    for number, paragraph in enumerate(paragraphs):
        starts = [below.at for above, below in pairwise(paragraph.pieces) if below.line > above.line]
        lines = [paragraph.text[start:end] for start, end in pairwise([0, *starts, None])]
        widest = max(map(cells, lines))
        in_column = widest <= COLUMN_MAX
        for at, (line, below) in zip(starts, pairwise(lines), strict=True):
            has_room = not in_column or cells(line + displaced) <= widest + 1
            if phrases.ends_sentence(line) or not has_room:
                continue
            points = FITS * _fit(line, displaced) + SHORT * (in_column and cells(line) < widest - COLUMN_SLACK)
            if phrases.begins_like_report(below) or below[0] in "“「":
                points += BEGINS_BELOW
            elif _goes_on(line, below):
                points += GOES_ON
            yield _Place(points, number, at)


def _fit(line: str, displaced: str) -> float:
    """How well characters go on from a line, 0 to 1: by how likely the two make words together."""
    if phrases.splits_quantity(line, displaced) or (line[-1] + displaced[0]).isdecimal():
        return 1.0
    if not (line[-1].isalnum() and displaced[0].isalnum()):
        return 0.0
    gain = default_segmenter().joint_gain(line[-WORD_CHARACTERS:], displaced[:WORD_CHARACTERS])
    return min(1.0, max(0.0, gain / SURE_WORD))


def _goes_on(line: str, below: str) -> bool:
    """Whether a word or a number goes on from one line into the next."""
    return (
        phrases.begins_inside_sentence(below)
        or phrases.crosses_word(line, below)
        or phrases.splits_quantity(line, below)
    )
