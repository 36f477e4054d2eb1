"""Articles of pages whose lines are marked (`Page.marked`): web pages and Markdown. Nothing has to be guessed there.

A line that begins with "# " begins an article, and those directly below it are its decks; "## " is a subheading. The
authors may stand below the headline. A caption stands in ![ ]. Every other paragraph follows a blank line, a heading or
an indent. A line with an indent has no mark.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from bot.reader.authors.bylines import read_authors, read_byline
from bot.reader.drafts import Draft, draft_notice
from bot.reader.furniture.furniture import is_furniture, tells_where_to_answer
from bot.reader.furniture.head_lines import names_page
from bot.reader.layout.splitting import ToldStory
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.reader.told_stories import draft_told_story
from bot.text.patterns import FULL_DATE

_MARK = re.compile(r"(#{1,6}) (?=\S)")
# The caption of a photo: ![…]
_PICTURE = re.compile(r"!\[(?=\S).*\]")


def draft_marked_articles(rows: Sequence[Row]) -> list[Draft]:
    """The articles and captions of a marked page."""
    stories = _split_into_stories(rows)
    subheads = {row.line for row in rows if (mark := _find_mark(row)) and len(mark[1]) > 1}
    if len(stories) > 1 and _is_head(stories[0]):
        # the date and the like above the first headline
        stories = stories[1:]
    drafts: list[Draft] = []
    for story in stories:
        _take_bylines(story, subheads)
        while len(story.paragraphs) > 1 and _is_furniture(story.paragraphs[-1]) and not _is_signed(story.paragraphs):
            story.paragraphs.pop()
        drafts += draft_told_story(story)
    headline = [RowRole(row, Role.DISPLAY, marked=True) for row in stories[-1].headline]
    return [draft_notice(headline)] if headline and not drafts else drafts


def _is_head(story: ToldStory) -> bool:
    """Whether a page's first story is nothing but the page's head: furniture, or below its name and issue no prose."""
    if story.headline:
        named = all(is_furniture(row.text) or names_page(row.text) for row in story.headline)
        return named and not any(PROSE_MARK.search(row.plain) for rows in story.paragraphs for row in rows)
    return all(map(_is_furniture, story.paragraphs))


def _split_into_stories(rows: Sequence[Row]) -> list[ToldStory]:
    stories = [ToldStory(marked=True)]
    below_heading = True
    for row in rows:
        mark, pictured = _find_mark(row), False
        level = len(mark[1]) if mark else 0
        if mark:
            row = Row.from_text(row.printed.cut(mark.end()), row.indent, row.gap)
        elif not row.indent and _PICTURE.fullmatch(row.text):
            row = Row.from_text(row.printed.cut(2, len(row.text) - 1), row.indent, row.gap)
            stories[-1].pictured.add(row.line)
            pictured = True
        if level == 1:
            if stories[-1].paragraphs:
                stories.append(ToldStory(marked=True))
            stories[-1].headline.append(row)
        elif level or below_heading or row.gap or is_indented(row) or pictured:
            # a subheading is a paragraph, too
            stories[-1].paragraphs.append([row])
        else:
            stories[-1].paragraphs[-1].append(row)
        below_heading = level > 0
    return stories


def _find_mark(row: Row) -> re.Match[str] | None:
    return None if row.indent else _MARK.match(row.text)


def _take_bylines(story: ToldStory, subheads: Container[int]) -> None:
    """Makes bylines of a story's first rows that name its authors, and leaves out the furniture under the headline.

    A subheading is neither, and what stands below it belongs to the text; `subheads` are the lines of all.
    """
    while story.headline and story.paragraphs and story.paragraphs[0][0].line not in subheads:
        first = story.paragraphs[0][0]
        furniture = len(story.paragraphs) > 1 and is_furniture(first.text)
        byline = None if furniture else read_authors(first.text) or read_byline(first.text, lenient=True)
        if byline and not byline.photo:
            story.bylines.append(first)
        elif not furniture:
            return
        del story.paragraphs[0][0]
        if not story.paragraphs[0]:
            del story.paragraphs[0]


def _is_furniture(rows: Sequence[Row]) -> bool:
    text = rows[0].closed_up.text
    return len(rows) == 1 and is_furniture(text) and not tells_where_to_answer(text)


def _is_signed(paragraphs: Sequence[Sequence[Row]]) -> bool:
    """Whether paragraphs end as a notice does, with who gives it and the day: 江州市供水公司, 2022年8月17日."""
    signer, day = paragraphs[-2][-1].text, paragraphs[-1][0].text
    return FULL_DATE.fullmatch(day) is not None and PROSE_MARK.search(signer) is None
