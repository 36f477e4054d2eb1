"""Units and borders → stories: where one story ends and the next begins, and which headline is whose.

Headlines stand before their story, after it, or elsewhere on the page. Evidence is added up at every border to decide
whether the story goes on; then the display type of all borders is dealt out at once, so that every story gets a
headline that speaks of what it speaks of, if there is one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ingest import vocabulary
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


# --- which headline is whose? --------------------------------------------------------------------------------------
HEAD_TOPIC = 4.0  # for the similarity, 0 to 1, of a headline with its story
HEAD_BEFORE = 0.4  # most papers print it before
HEAD_NONE = -1.5  # a story without any
HEAD_TWICE = -2.5  # a story with one before and one after
HEAD_STRAY = -1.2  # a row of display type that belongs to neither neighbour
HEAD_TORN = -2.0  # two rows with nothing between them go different ways, or a ——… without the row above it
HEAD_MARKED = 6.0  # "# " stands before a story, never after
# A stray headline or a photo's title is given to a story without a headline if it is this similar.
STRAY_SIMILARITY = 0.25


def _torn(heads: Sequence[RowRole], at: int) -> bool:
    """Whether a cut before row `at` of a border parts rows that stand together."""
    if not 0 < at < len(heads):
        return False
    above, below = heads[at - 1].row, heads[at].row
    return below.text.startswith(("—", "--")) or (below.gap == 0 and below.line == above.line + 1)


def _deal(stories: Sequence[Story], borders: Sequence[Border]) -> list[list[RowRole]]:
    """Gives every story the display type around it that suits best; what suits none is returned, a list a border.

    Dynamic programming over the borders: the state is how many rows at the top of a border go to the story above; the
    next number is where the rows for the story below begin.
    """
    similarity = Similarity([story.text for story in stories])
    Choice = tuple[int, int]

    def choices(index: int) -> list[Choice]:
        count = len(borders[index].heads)
        if index == 0:
            return [(0, start) for start in range(count + 1)]
        if index == len(stories):
            return [(end, count) for end in range(count + 1)]
        return [(end, start) for end in range(count + 1) for start in range(end, count + 1)]

    def text(index: int, start: int, end: int) -> str:
        return "".join(head.row.text for head in borders[index].heads[start:end])

    def story_points(index: int, before: Choice, after: Choice) -> float:
        lead = text(index, before[1], len(borders[index].heads))
        trail = text(index + 1, 0, after[0])
        if lead and trail:
            points = HEAD_TWICE + HEAD_BEFORE
        elif not lead and not trail:
            return HEAD_NONE
        else:
            points = HEAD_BEFORE if lead else 0.0
        # rows count each: a deck that speaks of another story costs what it would bring there
        points += HEAD_TORN * sum(
            _torn(borders[at].heads, cut) for at, cut in ((index, before[1]), (index + 1, after[0]))
        )
        rows = [*borders[index].heads[before[1] :], *borders[index + 1].heads[: after[0]]]
        marked = sum(HEAD_MARKED for head in borders[index].heads[before[1] :] if head.marked)
        topic = sum(similarity.of(row.row.text, index) for row in rows)
        return points + marked + HEAD_TOPIC * topic / math.sqrt(len(rows))

    best: list[dict[Choice, tuple[float, list[Choice]]]] = [
        {choice: (HEAD_STRAY * (choice[1] - choice[0]), [choice]) for choice in choices(0)}
    ]
    for index in range(len(stories)):
        step: dict[Choice, tuple[float, list[Choice]]] = {}
        for choice in choices(index + 1):
            step[choice] = max(
                (
                    points + story_points(index, before, choice) + HEAD_STRAY * (choice[1] - choice[0]),
                    [*path, choice],
                )
                for before, (points, path) in best[-1].items()
            )
        best.append(step)
    _, path = max(best[-1].values())
    for index, story in enumerate(stories):
        story.heads = borders[index].heads[path[index][1] :] + borders[index + 1].heads[: path[index + 1][0]]
    return [borders[index].heads[end:start] for index, (end, start) in enumerate(path)]


def tell_stories(units: Sequence[Unit], borders: Sequence[Border]) -> tuple[list[Story], list[list[RowRole]]]:
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
    stray = _deal(stories, outer)
    stories[-1].bylines = stories[-1].bylines + borders[-1].bylines
    _adopt(stories, stray)
    return stories, stray


def _adopt(stories: Sequence[Story], stray: list[list[RowRole]]) -> None:
    """Gives stray rows to stories without a headline that they are similar to; takes them out of `stray`."""
    similarity = Similarity([story.text for story in stories])
    for rows in stray:
        for row in list(rows):
            bare = [n for n, story in enumerate(stories) if not story.heads or story.heads[-1] in rows]
            if not bare:
                return
            score, best = max((similarity.of(row.row.text, n), -n) for n in bare)
            if score >= STRAY_SIMILARITY:
                stories[-best].heads.append(row)
                rows.remove(row)
