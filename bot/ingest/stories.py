"""Units and borders → stories: where one story ends and the next begins, and which headline is whose.

Headlines stand before their story, after it, or elsewhere on the page. Evidence is added up at every border to decide
whether the story goes on; then the display type of the borders is dealt out (headlines.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.ingest import vocabulary
from bot.ingest.headlines import deal
from bot.ingest.roles import RowRole
from bot.ingest.similarity import Similarity
from bot.ingest.units import Border, Unit

__all__ = ["Story", "is_quoted", "tell_stories"]


@dataclass
class Story:
    """Units that belong together, with their display type."""

    units: list[Unit]
    # decks of the headline, in the order printed
    heads: list[RowRole] = field(default_factory=list)
    bylines: list[RowRole] = field(default_factory=list)
    # display type inside the body: before unit n stand the subheadings subheads[n]
    subheads: dict[int, list[RowRole]] = field(default_factory=dict)
    continued_from: bool = False
    continued_on: bool = False

    @property
    def text(self) -> str:
        return "".join(unit.text for unit in self.units)


# --- does a new story begin at a border? ---------------------------------------------------------------------------
# Points, in natural logarithms of odds; above 0 a new story begins. First fitted by logistic regression on 2,300
# borders of pages of the press (tests/support/press), where the unrounded fit left 2 % on the wrong side; then rounded,
# and added to by hand as the rest of the reader changed. Those marked "seeds" are rare in the press: set by hand.
USUAL = -0.9  # more often than not a story goes on
NEW_BYLINE = 4.5  # a byline stands there
NEW_LEADIN = 12.0  # 本报讯: nothing outweighs it
NEW_ENDLINE = 5.5  # the story above has closed with its byline in brackets
NEW_SIGNED = 3.0  # the text below closes with names, and the story above is signed already (set by hand)
NEW_JUMP = 7.0  # （上接第1版）, （下转第3版）
NEW_MARK = 6.0  # "# "
NEW_FRAME = 4.5  # a text frame of its own (seeds)
NEW_SPACE = 2.5  # two blank lines more than usual, or three
WIDE_SPACE = 2
NEW_HEAD = 0.3  # display type
NEW_DECKS = 0.6  # several rows of it
NEW_LONG_HEAD = 0.3  # as long as a headline, not as a subheading
SAME_SHORT_HEAD = -3.5  # as short as a subheading
SAME_NUMBERED = -4.0  # 一、 （二）
SAME_QUOTED = -6.0  # the text around has the same words: a pull quote
SAME_UNFINISHED = -5.0  # the text above stops in mid-sentence
SAME_TORN = -2.0  # the same above a byline: the end may have been torn off
SAME_UNSIGNED = -0.8  # no byline, where stories on this page have one (seeds)
SAME_PLAIN = -2.7  # nothing stands there at all
SAME_BRIEF = -1.8  # one of the two texts is shorter than most stories
TOPIC = 2.3  # for each point that the headline is nearer to the text below than to the text above
ABOVE = -2.6  # for the similarity of the headline with the text above
COHESION = -25.0  # for each point of similarity between the texts above and below
COHESION_USUAL = 0.08  # more speaks for one story; its parts share .05, two stories .02 (medians)

LONG_HEAD = 12
SHORT_HEAD = 8
BRIEF = 120
# Fewer letters and characters stand twice by chance.
QUOTED = 8


def _signed(border: Border, below: Unit, above: Unit | None) -> bool:
    return bool(border.bylines or below.leadin.text or below.endline.text or (above and above.endline.text))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Similarities, 0 to 1, at one border."""

    # of the texts above and below
    between: float
    # of the display type with each
    above: float
    below: float


def _new_points(border: Border, above: Unit, below: Unit, like: _Likeness, *, signed: bool, unsigned: float) -> float:
    """How much speaks for a new story at a border.

    Args:
        signed: whether the story above has named its authors.
        unsigned: the share of this page's stories that are signed, where it is to count that this one is not.
    """
    points = USUAL
    if border.bylines:
        points += NEW_BYLINE
    if below.leadin.text:
        points += NEW_LEADIN
    if above.endline.text:
        points += NEW_ENDLINE
    if signed and below.endline.text:
        points += NEW_SIGNED
    if border.continued_from or below.continued_from or above.continued_on:
        points += NEW_JUMP
    if any(head.marked for head in border.heads):
        points += NEW_MARK
    if below.frame:
        points += NEW_FRAME
    if border.space >= WIDE_SPACE:
        points += NEW_SPACE
    if border.heads:
        points += _head_points([head.row.text for head in border.heads], above.text, below.text)
        points += TOPIC * max(0.0, like.below - like.above) + ABOVE * like.above
    elif not border.bylines:
        points += SAME_PLAIN
    if not below.frame and not _signed(border, below, above):
        points += SAME_UNSIGNED * unsigned
    if not vocabulary.ends_closed(above.text) and not above.endline.text:
        points += SAME_TORN if border.bylines else SAME_UNFINISHED
    if min(len(above.text), len(below.text)) < BRIEF:
        points += SAME_BRIEF
    return points + COHESION * (like.between - COHESION_USUAL)


def _head_points(rows: Sequence[str], above: str, below: str) -> float:
    text = "".join(rows)
    points = NEW_HEAD
    if len(rows) > 1:
        points += NEW_DECKS
    if len(text) >= LONG_HEAD:
        points += NEW_LONG_HEAD
    elif len(text) <= SHORT_HEAD:
        points += SAME_SHORT_HEAD
    if vocabulary.is_list_heading(text):
        points += SAME_NUMBERED
    if is_quoted(text, above) or is_quoted(text, below):
        points += SAME_QUOTED
    return points


_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    return _NO_LETTER.sub("", text)


def is_quoted(text: str, body: str) -> bool:
    """Whether a body has the words of a line of display type, which then is a pull quote."""
    bare = _bare(text)
    return len(bare) >= QUOTED and bare in _bare(body)


def _split(units: Sequence[Unit], borders: Sequence[Border]) -> list[Story]:
    """Stories without headlines yet; display type inside a story becomes its subheadings."""
    similarity = Similarity([unit.text for unit in units])
    headed = [n for n in range(len(units)) if borders[n].heads]
    signed = sum(_signed(borders[n], units[n], units[n - 1] if n else None) for n in headed)
    unsigned = signed / len(headed) if signed > 1 else 0.0
    stories = [Story([units[0]])]
    named = bool(borders[0].bylines or units[0].leadin_names)
    for n in range(1, len(units)):
        border = borders[n]
        text = "".join(head.row.text for head in border.heads)
        like = _Likeness(
            similarity.between(n - 1, n),
            similarity.of(text, n - 1) if text else 0.0,
            similarity.of(text, n) if text else 0.0,
        )
        if _new_points(border, units[n - 1], units[n], like, signed=named, unsigned=unsigned) > 0:
            stories.append(Story([units[n]]))
            named = bool(border.bylines or units[n].leadin_names)
            continue
        story = stories[-1]
        if border.heads:
            story.subheads[len(story.units)] = border.heads
        story.units.append(units[n])
    return stories


def tell_stories(units: Sequence[Unit], borders: Sequence[Border]) -> tuple[list[Story], list[RowRole]]:
    """The stories of a page with their headlines and bylines, and the display type that found no story.

    Args:
        units: the page's units in order, at least one.
        borders: what stands before, between and after them: one more than units.
    """
    stories = _split(units, borders)
    outer: list[Border] = []
    position = 0
    for story in stories:
        border = borders[position]
        outer.append(border)
        story.bylines = border.bylines
        story.continued_from = border.continued_from or any(unit.continued_from for unit in story.units)
        story.continued_on = any(unit.continued_on for unit in story.units)
        position += len(story.units)
    outer.append(borders[-1])
    heads, stray = deal([border.heads for border in outer], [story.text for story in stories])
    for story, own in zip(stories, heads, strict=True):
        story.heads = own
    stories[-1].bylines = stories[-1].bylines + borders[-1].bylines
    return stories, stray
