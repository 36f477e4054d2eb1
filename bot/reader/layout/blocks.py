"""The layout of pages without indents: blank lines show where stories begin, or where paragraphs do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

from bot.reader.authors.bylines import is_title, names_authors, read_pen_name, read_spread_name
from bot.reader.furniture.furniture import is_furniture, may_be_furniture
from bot.reader.furniture.labels import (
    begins_notice,
    is_known_section,
    is_list_line,
    is_note_label,
    is_notice_heading,
    is_section_label,
)
from bot.reader.layout.flush_rows import LEAST_VERSES, VERSE
from bot.reader.layout.layouts import CAPTION, DECKS, NARROW, WIDE, Layout, may_head_caption
from bot.reader.lines.credits import find_credit
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row

# So many blank lines, and so many rows for each block between them, show that blocks are stories; fewer rows if each
# block has a headline and a text.
LEAST_BLOCKS, BLOCK_ROWS, LEAST_CLEAR_ROWS = 1, 3, 2
# More rows of text than this share that stop inside a sentence are lines of broken paragraphs.
MOST_OPEN = 0.3
# So few blocks may each have a short first line by chance.
MOST_BY_CHANCE = 2
# Cells: a subhead that touches a paragraph, where other paragraphs touch nothing, is no wider.
SUBHEAD = 8.0


def measure_blocks(rows: Sequence[Row], space: int = 1) -> Layout:
    """The layout of a page with a blank line between stories, where each paragraph is one line without an indent.

    Args:
        rows: the page's rows.
        space: so many blank lines stand between stories.
    """
    blocks = _split_blocks(rows)
    signed = _find_signed(blocks)
    texts, clear = _find_texts(blocks, signed)
    starts: list[int] = []
    stories = still_open = headed_inside = 0
    for block, text in zip(blocks, texts, strict=True):
        stories += text > 0 or begins_notice(block[0].plain)
        starts += [row.line for at, row in enumerate(block) if at >= text and not _is_caption(block, at, text)]
        headed_inside += sum(below.leadin and not row.closed for row, below in pairwise(block[text:]))
        if text == _find_text(block) and not _is_poem(block, text):
            still_open += sum(_goes_on(row, below) for row, below in pairwise(block[text:]))
    few = sum(map(len, blocks)) < (LEAST_CLEAR_ROWS if clear == len(blocks) else BLOCK_ROWS) * stories
    if len(blocks) <= LEAST_BLOCKS or few or still_open > MOST_OPEN * len(starts):
        return Layout(confidence=0.0)
    bylines = frozenset(blocks[at][-1].line for at in signed)
    # a block with a headline over a lead-in inside counts against it, because it has two stories
    return Layout(max(0.0, clear - headed_inside) / len(blocks), frozenset(starts), space=space, bylines=bylines)


def measure_headed(rows: Sequence[Row]) -> Layout:
    """The layout of a page with a blank line between paragraphs, where headlines touch the first of them.

    What touches a paragraph and is short may be a subhead.
    """
    blocks = _split_blocks(rows)
    texts = list(map(_find_text, blocks))
    headed = [(block, text) for block, text in zip(blocks, texts, strict=True) if 0 < text < len(block)]
    sure = sum(
        block[0].width > SUBHEAD or block[text].leadin or any(names_authors(row.text) for row in block[1:text])
        for block, text in headed
    )
    paragraphs = sum(len(block) == 1 and block[0].closed for block in blocks)
    if sure < max(2, len(headed)) or not 0 < texts[0] < len(blocks[0]):
        return Layout(confidence=0.0)
    starts = frozenset(row.line for block, text in zip(blocks, texts, strict=True) for row in block[text:])
    return Layout((len(headed) + paragraphs) / len(blocks), starts, space=1)


def measure_wide_gaps(rows: Sequence[Row]) -> Layout:
    """The layout of a page with blank lines between paragraphs, and more of them between stories."""
    usual = round(median(row.gap for row in rows[1:])) if len(rows) > 1 else 0
    if not usual:
        # one blank line below each headline, and two or more above it
        stories = _split_at(rows, 2)
        spaced = sum(any(row.gap for row in story[1:]) for story in stories)
        usual = int(len(stories) > 1 and spaced > len(stories) / 2)
    wider = [row._replace(gap=max(0, row.gap - usual)) for row in rows]
    return measure_blocks(wider, usual + 1) if usual else Layout(confidence=0.0)


def _is_caption(block: Sequence[Row], at: int, text: int) -> bool:
    """Whether a row of a block is the text of a photo, which the story goes on around, or the credit below it.

    A photo with a text of several paragraphs ends with a credit, too; but nobody else signs it.
    """
    if _is_photo(block):
        return True
    credit = find_credit(block[at].plain)
    if credit is None:
        return text < at < len(block) - 2 and _is_credited(block, at)
    if credit.start == 0:
        return text < at - 1 and at < len(block) - 1 and _is_credited(block, at - 1)
    return text < at < len(block) - 1


def _is_credited(block: Sequence[Row], at: int) -> bool:
    """Whether a photo's credit stands alone below a row, which has a title or is nearer to it than to the text above.

    Under a photo without a text the credit signs no paragraph.
    """
    above, row, below = block[at - 1 : at + 2]
    credit = find_credit(below.plain)
    near = may_head_caption(above) or below.line - row.line < row.line - above.line
    return credit is not None and credit.start == 0 and row.closed and near and len(row.text) <= CAPTION


def _goes_on(row: Row, below: Row) -> bool:
    """Whether a row seems to go on in the next; a narrow one over a wide one may be a subhead."""
    wide = row.width > NARROW or below.width <= NARROW + COLUMN_SLACK
    return wide and not (row.closed or below.leadin or is_list_line(row.plain))


def _split_blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows between blank lines, without blocks that are no stories: the page's date, 分類廣告 over the notices."""
    blocks = _split_at(rows, 1)
    last = blocks[-1]
    # below a signature or a list, a date or a telephone number belongs to the notice
    if len(last) > 1 and is_furniture(last[-1].text) and last[-2].plain.endswith("。"):
        last.pop()
    kept: list[list[Row]] = []
    for at, block in enumerate(blocks):
        # 本市簡訊 over the briefs is their headline
        below = blocks[at + 1] if at + 1 < len(blocks) else []
        heads = len(block) == 1 and is_section_label(block[0].text) and below and _find_text(below) == 0
        if heads or not all(map(_is_page_line, block)):
            kept.append(block)
    return kept


def _split_at(rows: Sequence[Row], space: int) -> list[list[Row]]:
    """The rows between so many blank lines, or more."""
    blocks: list[list[Row]] = []
    for row in rows:
        if not blocks or row.gap >= space:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _find_signed(blocks: Sequence[Sequence[Row]]) -> set[int]:
    """The blocks that are a headline with its author below; a pen name needs another signed headline on the page."""
    bare = [at for at, block in enumerate(blocks[:-1]) if len(block) > 1 and _find_text(block) == len(block)]
    bare = [at for at in bare if not is_title(blocks[at][0].text)]
    pens = {at for at in bare if read_pen_name(blocks[at][-1].text) and not is_known_section(blocks[at][-1].text)}
    # nothing but a name is set with a space in it
    names = {
        at
        for at in bare
        if names_authors(blocks[at][-1].text) or (at in pens and len(blocks[at][-1].spread.split()) > 1)
    }
    return names | pens if len(names | pens) > 1 else names


def _find_texts(blocks: Sequence[Sequence[Row]], signed: Collection[int]) -> tuple[list[int], int]:
    """The row of each block that its text begins with, and how many of the blocks are as they are on a clear page.

    A headline stands in the block of its text or in one of its own above. Other blocks without prose are verses below a
    headline with its author, or a list below its name where most blocks have a headline.

    Args:
        blocks: of the page.
        signed: those that are headlines with their authors.
    """
    texts = list(map(_find_text, blocks))
    alike = _are_headed(blocks, texts)
    # where blank lines part paragraphs, too, a line alone may be a subhead
    parted = all(len(block) == 1 for block, text in zip(blocks, texts, strict=True) if text == 0)
    clear = 0
    above: Literal["headline", "signed headline", "verse", "text"] = "text"
    for at, block in enumerate(blocks):
        if texts[at] < len(block):
            # a headline is in the block, or in one of its own above
            headed = (texts[at] > 0) != (above in ("signed headline", "headline"))
            clear += headed or begins_notice(block[0].plain) or _is_photo(block)
            above = "text"
            continue
        if _is_vertical(block) or is_title(block[0].text) or names_authors(block[0].text):
            # neither has a byline without a headline a text of its own
            continue
        over_text = at + 1 < len(blocks) and texts[at + 1] == 0
        prose = any(PROSE_MARK.search(row.plain) for row in block)
        if above in ("signed headline", "verse") and not (at in signed or over_text or prose):
            texts[at], above = 0, "verse"
            clear += 1
        elif at in signed or (over_text and not parted):
            above = "signed headline" if at in signed else "headline"
            clear += 1
        elif len(block) > 1 and alike and not prose:
            texts[at], above = 1, "text"
            clear += 1
    return texts, clear


def _is_photo(block: Sequence[Row]) -> bool:
    """Whether a block is the text of a photo and its credit, without a title: such a text needs none."""
    credit = find_credit(block[-1].plain)
    return credit is not None and len(block) <= (2 if credit.start == 0 else 1) and len(block[0].text) <= CAPTION


def _are_headed(blocks: Sequence[Sequence[Row]], texts: Sequence[int]) -> bool:
    """Whether most blocks have a headline over their text, or all have a short first line, one surely a headline."""
    headed = sum(0 < text < len(block) for block, text in zip(blocks, texts, strict=True))
    short = len(blocks) > MOST_BY_CHANCE and all(len(block) > 1 and block[0].width <= NARROW for block in blocks)
    return headed > len(blocks) / 2 or (short and headed > 0)


def _is_vertical(block: Sequence[Row]) -> bool:
    """Whether a block is a headline that is set vertically, a character a line."""
    return any(len(row.plain) == 1 for row in block)


def _is_page_line(row: Row) -> bool:
    return is_furniture(row.text) or may_be_furniture(row.text) or is_section_label(row.text)


def _find_text(block: Sequence[Row]) -> int:
    """The index of the first row of text in a block; past the block where it has none."""
    for at, row in enumerate(block[: DECKS + 1]):
        if at and is_furniture(row.text):
            # 2019-06-18 作者： where the site knows none
            continue
        # no headline ends with a colon: 同志们：; a wide one stands over a text that ends
        wide = row.width > COLUMN_MAX and (at > 0 or row.closed or not any(below.closed for below in block[1:]))
        if row.leadin or is_note_label(row.text) or wide or row.plain.endswith(("。", "：", ":")):
            return at
        if not at and len(block) > 1 and all(map(_says, block[:2])):
            return at
        if _is_poem(block, at):
            return at
        if at and (_begins_list(block, at) or row.width > max(WIDE, 2 * block[0].width)):
            return at
    return len(block)


def _is_poem(block: Sequence[Row], at: int) -> bool:
    """Whether verses stand from row `at` of a block on, right below their author."""
    if at < 2 or len(block) - at < LEAST_VERSES:
        return False
    author = names_authors(block[at - 1].text) or read_spread_name(block[at - 1].spread) is not None
    return author and all(row.width <= VERSE and not PROSE_MARK.search(row.plain) for row in block[at:])


def _says(row: Row) -> bool:
    """Whether somebody asks or answers in a row: 问：渡口什么时候恢复？"""
    return is_list_line(row.plain.rstrip("。")) and "：" in row.plain.replace(":", "：") and row.closed


def _begins_list(rows: Sequence[Row], at: int) -> bool:
    """Whether a list or a table begins at a row: below the heading of a notice, or where two lines look like one."""
    if is_notice_heading(rows[at - 1].plain) and not is_notice_heading(rows[at].plain):
        return True
    lines = rows[at : at + 2]
    listed = len(lines) > 1 and not lines[1].gap and all(is_list_line(row.plain) for row in lines)
    # 专家：… over 记者：… is a deck over a byline
    return listed and not names_authors(lines[1].text)
