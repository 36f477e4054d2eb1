"""Articles of pages whose lines are marked (`Page.marked`): web pages and Markdown. Nothing has to be guessed there.

A line that begins with "# " begins an article, and those directly below it are its decks; "## " is a subheading. The
authors may stand below the headline. Every other paragraph follows a blank line, a heading or an indent. A line with an
indent has no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.reader.drafts import Draft, draft_notice
from bot.reader.lines.bylines import read_byline
from bot.reader.lines.credits import begins_caption, find_credit
from bot.reader.lines.furniture import is_furniture
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import Row, is_indented
from bot.reader.stories.paragraphs import join_rows
from bot.reader.stories.segments import build_segment
from bot.text.positioned_text import PositionedText

__all__ = ["draft_marked_articles"]

# Characters: a longer paragraph is no caption.
CAPTION_LENGTH = 150
_MARK = re.compile(r"(#{1,6}) (?=\S)")
# The line of authors that the reader of web pages writes below a headline.
_AUTHORS = re.compile("作者：([^：:]+)")


@dataclass
class _Section:
    """The rows of one article."""

    headline: list[RowRole] = field(default_factory=list)
    # a subheading is a paragraph, too
    paragraphs: list[list[Row]] = field(default_factory=list)


def draft_marked_articles(rows: Sequence[Row]) -> list[Draft]:
    """The articles and captions of a marked page."""
    sections = _split_into_sections(rows)
    if len(sections) > 1 and not sections[0].headline and all(map(_is_furniture, sections[0].paragraphs)):
        # the date and the like above the first headline
        sections = sections[1:]
    drafts = [draft for section in sections for draft in _draft_section(section)]
    return drafts or [draft_notice(sections[-1].headline)]


def _split_into_sections(rows: Sequence[Row]) -> list[_Section]:
    sections = [_Section()]
    below_heading = True
    for row in rows:
        mark = None if row.indent else _MARK.match(row.text)
        level = len(mark[1]) if mark else 0
        if mark:
            row = Row.from_text(row.printed.cut(mark.end()), row.indent, row.gap)
        if level == 1:
            if sections[-1].paragraphs:
                sections.append(_Section())
            sections[-1].headline.append(RowRole(row, Role.DISPLAY, marked=True))
        elif level or below_heading or row.gap or is_indented(row):
            sections[-1].paragraphs.append([row])
        else:
            sections[-1].paragraphs[-1].append(row)
        below_heading = level > 0
    return sections


def _draft_section(section: _Section) -> Iterator[Draft]:
    """The drafts of a section: its captions, and the article of its other paragraphs."""
    paragraphs, bylines, authors = _take_bylines(section)
    while len(paragraphs) > 1 and _is_furniture(paragraphs[-1]):
        paragraphs.pop()
    captions: list[Draft] = []
    told: list[list[Row]] = []
    for rows in paragraphs:
        caption = _draft_caption(rows)
        if caption is None:
            told.append(rows)
        else:
            captions.append(caption)
    if captions and not told:
        # a photo with a headline of its own
        captions[0] = replace(captions[0], display=section.headline)
    yield from captions
    if not told:
        return
    segment = build_segment(told, frame=False)
    signing = [*bylines, *(text for text in (segment.leadin, segment.closing_byline) if text.text)]
    yield Draft(
        "fragment" if segment.continued_from or segment.continued_on else "article",
        [paragraph for paragraph in segment.paragraphs if paragraph.text],
        tuple(dict.fromkeys((*authors, *segment.leadin_names, *segment.closing_names))),
        section.headline,
        signing,
    )


def _take_bylines(section: _Section) -> tuple[list[list[Row]], list[PositionedText], list[str]]:
    """The paragraphs below the bylines and the furniture under the headline; the bylines, and the names in them."""
    paragraphs = [list(rows) for rows in section.paragraphs]
    bylines: list[PositionedText] = []
    names: list[str] = []
    while section.headline and paragraphs:
        first = join_rows(paragraphs[0][:1])
        furniture = len(paragraphs) > 1 and is_furniture(first.text)
        byline = None if furniture else read_byline(first.text, lenient=True)
        if match := _AUTHORS.fullmatch(first.text):
            names += match[1].split("、")
        elif byline and not byline.photo:
            names += byline.names
        elif not furniture:
            break
        if not furniture:
            bylines.append(first)
        del paragraphs[0][0]
        if not paragraphs[0]:
            del paragraphs[0]
    return paragraphs, bylines, names


def _is_furniture(rows: Sequence[Row]) -> bool:
    return len(rows) == 1 and is_furniture(rows[0].closed_up.text)


def _draft_caption(rows: list[Row]) -> Draft | None:
    """The caption that a paragraph is; None where it is none."""
    text = join_rows(rows)
    if len(text.text) > CAPTION_LENGTH:
        return None
    credit = find_credit(text.text)
    # a credit alone, 图片来源：某某网, is a paragraph
    if not begins_caption(text.text) and (credit is None or not credit.start):
        return None
    return Draft("caption", [text], credit.names if credit else ())
