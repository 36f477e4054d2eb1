"""The last characters of a story or a paragraph that were torn off and printed at the story's top: put back."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reader.lines import phrases
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK
from bot.reader.lines.rows import cells
from bot.text.positioned_text import EMPTY, PositionedText, concatenate
from bot.text.segmenter import default_segmenter

__all__ = ["mend_torn_end"]

# Points for a line end as the place that the characters come from, set by hand.
FITS = 2.0  # a word or a number goes on from the line into them
SHORT = 2.0  # the line does not fill its column
ENDS_THERE = 1.0  # what follows begins as a paragraph does
GOES_ON = -3.0  # a word or a number goes on from the line into the next
# A gain in likelihood (natural logarithm) that makes a word sure, and how many characters are looked at for it.
SURE, NEAR = 4.0, 5
# The place must be better than any other by so much.
MARGIN = 1.0


def mend_torn_end(paragraphs: list[PositionedText], *, goes_on: bool = False) -> list[PositionedText]:
    """Puts characters torn off a story, where they were printed at its top, back; drops them where they are there too.

    They belong to the story's end where that lacks one, or else to the line end within it that they fit best. Where
    no place is better than the others they are left.

    Args:
        paragraphs: of the story.
        goes_on: whether the story goes on on another page, so that it lacks its end anyway.
    """
    end = phrases.find_displaced_end(paragraphs[0].text) if paragraphs else 0
    torn, kept = (paragraphs[0].cut(0, end), paragraphs[0].cut(end).strip()) if end else (EMPTY, EMPTY)
    rest = [kept, *paragraphs[1:]] if kept.text else paragraphs[1:]
    if not end or not rest:
        return paragraphs
    if any(paragraph.text.endswith(torn.text) for paragraph in rest):
        return rest
    if not goes_on and not phrases.ends_sentence(rest[-1].text):
        return [*rest[:-1], concatenate([rest[-1], torn])]
    if kept.text and kept.pieces[0].line == torn.pieces[-1].line:
        # a short first sentence
        return paragraphs
    places = sorted(_places(rest, torn.text), reverse=True)
    if not places or (len(places) > 1 and places[0][0] - places[1][0] < MARGIN) or places[0][0] < 0:
        return paragraphs
    _, number, at = places[0]
    broken = rest[number]
    return [*rest[:number], concatenate([broken.cut(0, at), torn]), broken.cut(at), *rest[number + 1 :]]


def _places(paragraphs: list[PositionedText], torn: str) -> Iterator[tuple[float, int, int]]:
    """The line ends without an end of a sentence: points, the paragraph's number, the position in it."""
    for number, paragraph in enumerate(paragraphs):
        starts = [
            piece.at
            for above, piece in zip(paragraph.pieces, paragraph.pieces[1:], strict=False)
            if piece.line > above.line
        ]
        lines = [paragraph.text[a:b] for a, b in zip([0, *starts], [*starts, None], strict=True)]
        widest = max(map(cells, lines))
        for at, line, after in zip(starts, lines, lines[1:], strict=False):
            # in a column, the line lacks the width of the characters
            if phrases.ends_sentence(line) or (widest <= COLUMN_MAX and cells(line + torn) > widest + 1):
                continue
            begins = phrases.begins_like_report(after) or after[0] in "“「"
            short = widest <= COLUMN_MAX and cells(line) < widest - COLUMN_SLACK
            points = (
                SHORT * short + FITS * _fit(line, torn) + (ENDS_THERE if begins else GOES_ON * _goes_on(line, after))
            )
            yield points, number, at


def _fit(line: str, torn: str) -> float:
    """How well torn characters go on from a line, 0 to 1: by how likely the two make words together."""
    if phrases.splits_quantity(line, torn) or (line[-1] + torn[0]).isdecimal():
        return 1.0
    if not (line[-1].isalnum() and torn[0].isalnum()):
        return 0.0
    return min(1.0, max(0.0, default_segmenter().joint_gain(line[-NEAR:], torn[:NEAR]) / SURE))


def _goes_on(line: str, after: str) -> bool:
    """Whether a word or a number goes on from one text into another."""
    return (
        phrases.begins_inside_sentence(after)
        or phrases.crosses_word(line, after)
        or phrases.splits_quantity(line, after)
    )
