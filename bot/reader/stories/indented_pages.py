"""Rows of a page whose every paragraph is indented → stories: the lines that are not indented are headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reader.layout import Layout, continues_paragraph
from bot.reader.lines.bylines import read_byline
from bot.reader.lines.furniture import is_furniture
from bot.reader.lines.labels import is_known_section
from bot.reader.lines.rows import Row, is_indented

__all__ = ["PlainStory", "split_indented_page"]

# Whom a speech or a letter addresses, on a line of its own: 同志们，朋友们：
_SALUTATION = re.compile(r"[^。！？]{0,40}(?:们|先生|女士|阁下|同志|同学|同胞|代表|委员|编辑|读者|諸位|各位)[：:]")


@dataclass
class PlainStory:
    """The rows of a story, as the layout tells them; complete once the page is split."""

    headline: list[Row] = field(default_factory=list)
    # the rows of each paragraph, subheads and credits among them
    paragraphs: list[list[Row]] = field(default_factory=list)


def split_indented_page(rows: Sequence[Row], layout: Layout) -> list[PlainStory]:
    """The stories of a page whose every paragraph is indented; what belongs to none is left out."""
    stories = [PlainStory()]
    for at, row in enumerate(rows):
        story = stories[-1]
        below = rows[at + 1] if at + 1 < len(rows) else None
        if is_indented(row):
            story.paragraphs.append([row])
        elif story.paragraphs and continues_paragraph(story.paragraphs[-1][-1], row, layout.column):
            story.paragraphs[-1].append(row)
        elif is_furniture(row.text) or (is_known_section(row.text) and not story.headline):
            continue
        elif _is_text(row, below, bool(story.headline or story.paragraphs)):
            story.paragraphs.append([row])
        elif story.paragraphs and layout.spaced and not row.gap and not (below is None or below.gap):
            # a subhead that is not indented, where all headlines have space above
            story.paragraphs.append([row])
        elif story.paragraphs:
            stories.append(PlainStory(headline=[row]))
        else:
            story.headline.append(row)
    return stories


def _is_text(row: Row, below: Row | None, has_headline: bool) -> bool:
    """Whether a row is text of a story though it is not indented."""
    if row.leadin or row.plain.endswith("。"):
        return True
    if not has_headline:
        return False
    if below is not None and is_indented(below) and _SALUTATION.fullmatch(row.plain):
        return True
    byline = read_byline(row.text)
    return byline is not None and (byline.titled or byline.photo)
