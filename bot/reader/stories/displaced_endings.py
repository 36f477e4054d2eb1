"""Puts the last characters of a story or paragraph back where they were printed at the top of the story instead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.reader.lines import phrases
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK
from bot.reader.lines.rows import cells
from bot.text.positioned_text import PositionedText, concatenate
from bot.text.segmenter import default_segmenter

__all__ = ["restore_displaced_end"]

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


def restore_displaced_end(paragraphs: list[PositionedText], *, continued_on: bool = False) -> list[PositionedText]:
    """The paragraphs of a story with displaced characters, if it begins with some, where they belong.

    They belong to the story's end, where that lacks the end of a sentence, or else to the line end that they fit best.
    They are left out where the text has them in their place, too, and stay on top where no place is clearly the best.

    Args:
        paragraphs: of the story.
        continued_on: whether the story goes on on another page, so that it lacks its end anyway.
    """
    length = phrases.find_displaced_end(paragraphs[0].text) if paragraphs else 0
    if not length:
        return paragraphs
    displaced, first = paragraphs[0].cut(0, length), paragraphs[0].cut(length).strip()
    rest = [first, *paragraphs[1:]] if first.text else paragraphs[1:]
    if not rest:
        return paragraphs
    if any(paragraph.text.endswith(displaced.text) for paragraph in rest):
        return rest
    if not continued_on and not phrases.ends_sentence(rest[-1].text):
        return [*rest[:-1], concatenate([rest[-1], displaced])]
    if first.text and first.pieces[0].line == displaced.pieces[-1].line:
        # a short first sentence, not displaced at all
        return paragraphs
    place = _find_place(rest, displaced.text)
    if place is None:
        return paragraphs
    broken = rest[place.paragraph]
    mended = [concatenate([broken.cut(0, place.at), displaced]), broken.cut(place.at)]
    return [*rest[: place.paragraph], *mended, *rest[place.paragraph + 1 :]]


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
