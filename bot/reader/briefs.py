"""A story that is a column of briefs → the briefs."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reader.layout.splitting import ToldStory
from bot.reader.lines.credits import find_closing_note
from bot.reader.lines.rows import Row, join_rows

# A column of briefs has at least so many of them, and their titles are narrower than BRIEF_TITLE cells.
LEAST_BRIEFS, BRIEF_TITLE = 2, 30.0


def split_briefs(story: ToldStory) -> list[ToldStory]:
    """The briefs of a column under one heading, each with its own headline; empty where a story is no such column.

    Each brief has its title on a line of its own, and ends with its source or with a space below.
    """
    if len(story.headline) > 1 or len(story.paragraphs) < 2 * LEAST_BRIEFS:
        return []
    groups: list[list[list[Row]]] = [[]]
    for rows in story.paragraphs:
        if groups[-1] and (rows[0].gap > 0 or _ends_noted(groups[-1])):
            groups.append([])
        groups[-1].append(rows)
    if len(groups) < LEAST_BRIEFS or not all(len(group) > 1 and _is_title(group[0]) for group in groups):
        return []
    # subheads with a space above stand in any long story
    if not all(_ends_noted(group) for group in groups[:-1]):
        return []
    return [ToldStory(headline=group[0], paragraphs=group[1:], marked=story.marked) for group in groups]


def _is_title(rows: Sequence[Row]) -> bool:
    """Whether a paragraph may be the title of a brief: one narrow row that is no sentence."""
    return len(rows) == 1 and rows[0].width < BRIEF_TITLE and not rows[0].plain.endswith(("。", "）", ")", "；"))


def _ends_noted(group: Sequence[list[Row]]) -> bool:
    """Whether paragraphs end with a note on who wrote them or where they come from."""
    return find_closing_note(join_rows(group[-1]).text) is not None
