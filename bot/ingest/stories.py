"""Units and borders → stories: where one story ends and the next begins, and which headline is whose.

Headlines stand before their story, after it, or elsewhere on the page. Evidence is added up at every border to decide
whether the story goes on; then the display type of the borders is dealt out (headlines.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ingest import vocabulary
from bot.ingest.headlines import deal
from bot.ingest.roles import RowRole
from bot.ingest.similarity import Similarity
from bot.ingest.units import Border, Unit

__all__ = ["Story", "tell_stories"]


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
# Points as in roles.py; above 0 a new story begins.
NEW_BYLINE = 4.0  # a byline stands there
NEW_LEADIN = 5.0  # 本报讯
NEW_ENDLINE = 5.0  # the story above has closed with its byline in brackets
NEW_JUMP = 6.0  # （上接第1版）, （下转第3版）
NEW_MARK = 6.0  # "# "
NEW_FRAME = 4.0  # a text frame of its own
NEW_HEAD = 1.0  # display type
NEW_DECKS = 1.0  # several rows of it
NEW_LONG_HEAD = 0.5  # as long as a headline, not as a subheading
SAME_SHORT_HEAD = -1.0  # as short as a subheading
SAME_NUMBERED = -4.0  # 一、 （二）
SAME_UNFINISHED = -5.0  # the text above stops in mid-sentence
SAME_UNSIGNED = -3.0  # no byline, where stories on this page have one
SAME_PLAIN = -3.0  # nothing stands there at all
TOPIC = 6.0  # for each point that the headline is nearer to the text below than to the text above
COHESION = -20.0  # for each point of similarity between the texts above and below
COHESION_USUAL = 0.08  # two stories of one page share this much

LONG_HEAD = 12
SHORT_HEAD = 8


def _signed(border: Border, below: Unit, above: Unit | None) -> bool:
    return bool(border.bylines or below.leadin.text or (above and above.endline.text))


def _new_points(border: Border, above: Unit, below: Unit, between: float, nearer: float, unsigned: float) -> float:
    points = 0.0
    if border.bylines:
        points += NEW_BYLINE
    if below.leadin.text:
        points += NEW_LEADIN
    if above.endline.text:
        points += NEW_ENDLINE
    if border.continued_from or below.continued_from or above.continued_on:
        points += NEW_JUMP
    if any(head.marked for head in border.heads):
        points += NEW_MARK
    if below.frame:
        points += NEW_FRAME
    if border.heads:
        text = "".join(head.row.text for head in border.heads)
        points += NEW_HEAD
        if len(border.heads) > 1:
            points += NEW_DECKS
        if len(text) >= LONG_HEAD:
            points += NEW_LONG_HEAD
        elif len(text) <= SHORT_HEAD:
            points += SAME_SHORT_HEAD
        if vocabulary.is_list_heading(text):
            points += SAME_NUMBERED
        points += TOPIC * max(0.0, nearer)
    elif not border.bylines:
        points += SAME_PLAIN
    if not below.frame and not _signed(border, below, above):
        points += SAME_UNSIGNED * unsigned
    if not vocabulary.ends_closed(above.text) and not above.endline.text:
        points += SAME_UNFINISHED
    return points + COHESION * (between - COHESION_USUAL)


def _split(units: Sequence[Unit], borders: Sequence[Border]) -> list[Story]:
    """Stories without headlines yet; display type inside a story becomes its subheadings."""
    similarity = Similarity([unit.text for unit in units])
    headed = [n for n in range(len(units)) if borders[n].heads]
    signed = sum(_signed(borders[n], units[n], units[n - 1] if n else None) for n in headed)
    unsigned = signed / len(headed) if signed > 1 else 0.0
    stories = [Story([units[0]])]
    for n in range(1, len(units)):
        border = borders[n]
        text = "".join(head.row.text for head in border.heads)
        nearer = similarity.of(text, n) - similarity.of(text, n - 1) if text else 0.0
        points = _new_points(border, units[n - 1], units[n], similarity.between(n - 1, n), nearer, unsigned)
        if points > 0:
            stories.append(Story([units[n]]))
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
