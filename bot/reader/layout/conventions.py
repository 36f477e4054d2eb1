"""What the layout of a page shows by itself: where paragraphs begin is clear, other lines are headlines.

The reader goes by the layout where it is sure, and by statistics where it is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from bot.reader.layout.flush_rows import find_flush_rows
from bot.reader.lines.bylines import is_title, names_authors, read_pen_name
from bot.reader.lines.furniture import is_furniture, may_be_furniture
from bot.reader.lines.labels import (
    begins_notice,
    is_known_section,
    is_list_line,
    is_note_label,
    is_notice_heading,
    is_section_label,
)
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK
from bot.reader.lines.repeated_text import is_quotation
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import bracket_balance

__all__ = ["SURE", "Column", "Layout", "continues_paragraph", "measure_layout"]

SURE = 0.9
"""From this confidence on, 0 to 1, the layout decides what is a paragraph and what a headline."""

# How a line ends that stops in mid-sentence.
_OPEN_END = re.compile(r"[\w，、]$")
# A headline has at most so many decks; fewer headlines than LEAST_SURE show no habit.
DECKS, LEAST_SURE = 3, 3
# So many blank lines, and so many rows for each block between them, show that blocks are stories; fewer rows if each
# block has a headline and a text.
LEAST_BLOCKS, BLOCK_ROWS, LEAST_CLEAR_ROWS = 1, 3, 2
# More rows of text than this share that stop inside a sentence are lines of broken paragraphs.
MOST_OPEN = 0.3
# Fewer indented rows than this show no habit.
LEAST_INDENTED = 2
# Cells: narrower rows may be subheads; those that touch a paragraph where others do not are no wider than SUBHEAD.
NARROW, SUBHEAD = 14.0, 8.0
# Cells: a row that is wider, and twice as wide as the headline above it, is no deck.
WIDE = 28.0
# Where lines are broken, at least so many rows and this share of the text fill the column; or, in a wide one, so many
# of the rows that stop inside a sentence and this share of them.
LEAST_FULL, FULL_SHARE, LEAST_CLEAR, FULL_CLEAR = 3, 0.4, 2, 0.8
# Where paragraphs are broken, so many rows of display type between two paragraphs are several headlines, or columns.
MOST_DISPLAY = 5


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of broken paragraphs end."""

    # from the margin, in cells or in characters
    end: float
    # the lines have as many characters, be these narrow or wide
    in_characters: bool

    def is_filled_by(self, row: Row) -> bool:
        """Whether a row ends where the column does."""
        return abs(_end(row, in_characters=self.in_characters) - self.end) <= COLUMN_SLACK


@dataclass(frozen=True, slots=True)
class Layout:
    """The conventions that a page keeps."""

    # how sure it is, 0 to 1, which lines begin paragraphs and that the others are headlines
    confidence: float
    # the lines that begin paragraphs
    starts: frozenset[int] = frozenset()
    # None where each paragraph is one line
    column: Column | None = None
    # so many blank lines, or more, stand above nearly every headline; 0 where headlines have no space above
    space: int = 0
    # the lines below headlines that name their authors and nothing else
    bylines: frozenset[int] = frozenset()


def measure_layout(rows: Sequence[Row]) -> Layout:
    """The conventions that the rows of a page show: indents, or else blank lines between stories."""
    by_indents = _measure_indents(rows)
    if by_indents.confidence >= SURE:
        return by_indents
    by_blocks = _measure_blocks(rows)
    if by_blocks.confidence >= SURE:
        return by_blocks
    by_gaps = [_measure_headed(rows), _measure_wide_gaps(rows)]
    # every paragraph ends a sentence where none is cut by a photo or a column
    whole = [layout for layout in by_gaps if _are_closed(rows, layout)]
    return max([by_indents, by_blocks, *whole], key=lambda layout: layout.confidence)


def _measure_wide_gaps(rows: Sequence[Row]) -> Layout:
    """The layout of a page with blank lines between paragraphs, and more of them between stories."""
    usual = round(median(row.gap for row in rows[1:])) if len(rows) > 1 else 0
    wider = [row._replace(gap=max(0, row.gap - usual)) for row in rows]
    return _measure_blocks(wider, usual + 1) if usual else Layout(confidence=0.0)


def _are_closed(rows: Sequence[Row], layout: Layout) -> bool:
    """Whether all rows that begin paragraphs end a sentence, or are items of a list."""
    return all(row.closed or is_list_line(row.plain) for row in rows if row.line in layout.starts)


def _measure_headed(rows: Sequence[Row]) -> Layout:
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


def _measure_blocks(rows: Sequence[Row], space: int = 1) -> Layout:
    """The layout of a page with a blank line between stories, where each paragraph is one line without an indent.

    Args:
        rows: the page's rows.
        space: so many blank lines stand between stories.
    """
    blocks = _split_blocks(rows)
    signed = _find_signed(blocks)
    texts, clear = _find_texts(blocks, signed)
    starts: list[int] = []
    stories = still_open = 0
    for block, text in zip(blocks, texts, strict=True):
        stories += text > 0 or begins_notice(block[0].plain)
        starts += [row.line for row in block[text:]]
        if text == _find_text(block):
            still_open += sum(_goes_on(row, below) for row, below in pairwise(block[text:]))
    few = sum(map(len, blocks)) < (LEAST_CLEAR_ROWS if clear == len(blocks) else BLOCK_ROWS) * stories
    if len(blocks) <= LEAST_BLOCKS or few or still_open > MOST_OPEN * len(starts):
        return Layout(confidence=0.0)
    bylines = frozenset(blocks[at][-1].line for at in signed)
    return Layout(clear / len(blocks), frozenset(starts), space=space, bylines=bylines)


def _goes_on(row: Row, below: Row) -> bool:
    """Whether a row seems to go on in the next; a narrow one over a wide one may be a subhead."""
    wide = row.width > NARROW or below.width <= NARROW + COLUMN_SLACK
    return wide and not (row.closed or below.leadin or is_list_line(row.plain))


def _split_blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows between blank lines, without blocks that are no stories: the page's date, 分類廣告 over the notices."""
    blocks: list[list[Row]] = []
    for row in rows:
        if not blocks or row.gap:
            blocks.append([])
        blocks[-1].append(row)
    kept: list[list[Row]] = []
    for at, block in enumerate(blocks):
        # 本市簡訊 over the briefs is their headline
        below = blocks[at + 1] if at + 1 < len(blocks) else []
        heads = len(block) == 1 and is_section_label(block[0].text) and below and _find_text(below) == 0
        if heads or not all(map(_is_page_line, block)):
            kept.append(block)
    return kept


def _find_signed(blocks: Sequence[Sequence[Row]]) -> set[int]:
    """The blocks that are a headline with its author below; a pen name needs another signed headline on the page."""
    bare = [at for at, block in enumerate(blocks[:-1]) if len(block) > 1 and _find_text(block) == len(block)]
    bare = [at for at in bare if not is_title(blocks[at][0].text)]
    pens = {at for at in bare if read_pen_name(blocks[at][-1].text) and not is_known_section(blocks[at][-1].text)}
    # nothing but a name is set with a space in it
    names = {
        at for at in bare if names_authors(blocks[at][-1].text) or (at in pens and len(blocks[at][-1].text.split()) > 1)
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
    headed = sum(0 < text < len(block) for block, text in zip(blocks, texts, strict=True))
    # most have a headline, or all have a short first line and one surely a headline
    short = len(blocks) > DECKS - 1 and all(len(block) > 1 and block[0].width <= NARROW for block in blocks)
    alike = headed > len(blocks) / 2 or (short and headed > 0)
    # where blank lines part paragraphs, too, a line alone may be a subhead
    parted = all(len(block) == 1 for block, text in zip(blocks, texts, strict=True) if text == 0)
    clear = 0
    above: Literal["headline", "signed headline", "verse", "text"] = "text"
    for at, block in enumerate(blocks):
        if texts[at] < len(block):
            # a headline is in the block, or in one of its own above
            clear += (texts[at] > 0) != (above in ("signed headline", "headline")) or begins_notice(block[0].plain)
            above = "text"
            continue
        if any(len(row.plain) == 1 for row in block) or is_title(block[0].text) or names_authors(block[0].text):
            # a headline that is set vertically, a character a line, or a byline without one
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


def _is_page_line(row: Row) -> bool:
    return is_furniture(row.text) or may_be_furniture(row.text) or is_section_label(row.text)


def _find_text(block: Sequence[Row]) -> int:
    """The index of the first row of text in a block; past the block where it has none."""
    for at, row in enumerate(block[: DECKS + 1]):
        # no headline ends with a colon: 同志们：; a wide one stands over a text that ends
        wide = row.width > COLUMN_MAX and (at > 0 or row.closed or not any(below.closed for below in block[1:]))
        if row.leadin or is_note_label(row.text) or wide or row.plain.endswith(("。", "：", ":")):
            return at
        if not at and len(block) > 1 and all(map(_says, block[:2])):
            return at
        if at and (_begins_list(block, at) or row.width > max(WIDE, 2 * block[0].width)):
            return at
    return len(block)


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


def _measure_indents(rows: Sequence[Row]) -> Layout:
    """The layout of a page whose paragraphs are indented."""
    begins = list(map(is_indented, rows))
    indented = sum(begins)
    if indented < LEAST_INDENTED:
        return Layout(confidence=0.0)
    for at in find_flush_rows(rows):
        begins[at] = True
    column = _measure_column(rows)
    breaches = float(not is_indented(rows[0]) and rows[0].plain.endswith("。"))
    # the rows since the last paragraph
    display = 0
    # the first rows of display type below paragraphs
    heads: list[int] = []
    for at in range(1, len(rows)):
        row, above = rows[at], rows[at - 1]
        if begins[at]:
            # a paragraph begins in the middle of a sentence
            cut = column is not None and not above.closed and column.is_filled_by(above) and not display
            breaches += cut and not is_list_line(above.text)
            display = 0
        elif not display and continues_paragraph(above, row, rows[at + 1] if at + 1 < len(rows) else None, column):
            breaches += column is None
        elif is_furniture(row.text) or (display and (is_note_label(row.text) or names_authors(row.text))):
            continue
        else:
            display += 1
            if column is None and not row.gap:
                # a paragraph stops in mid-sentence, and goes on here
                breaches += (
                    not above.closed
                    and above.width >= NARROW
                    and is_indented(above)
                    and _OPEN_END.search(above.plain) is not None
                    and not is_list_line(above.text)
                )
            # a quotation without space around is a subhead
            if display == 1 and (row.gap or not is_quotation(row.plain)):
                heads.append(at)
            # prose that is not indented, and more display type than a story has
            breaches += row.plain.endswith("。") or (column is not None and display >= MOST_DISPLAY)
    # at the end a headline may touch the text above it; other display type has no text
    without_text = display > 0 and (rows[-display].gap > 0 or display > DECKS)
    if column is not None and without_text and not is_furniture(rows[-1].text):
        return Layout(confidence=0.0)
    starts = frozenset(row.line for row, begins_here in zip(rows, begins, strict=True) if begins_here)
    return Layout(max(0.0, 1 - breaches / indented), starts, column, _measure_space(rows, heads))


def _measure_space(rows: Sequence[Row], heads: Sequence[int]) -> int:
    """The blank lines above headlines: `space` of a Layout.

    Args:
        rows: the page's rows.
        heads: the first rows of display type below paragraphs.
    """
    sure: list[int] = []
    for at in heads:
        under = rows[at + 1 : at + 1 + DECKS]
        below = next((row for row in under if is_indented(row) or names_authors(row.text)), None)
        if below is not None and (below.leadin or not is_indented(below)):
            # headlines over a byline or a lead-in are no subheads
            sure.append(rows[at].gap)
    known = sorted(sure or [rows[at].gap for at in heads])
    if not known or sum(space > 0 for space in known) < SURE * len(known):
        return 0
    return known[int((1 - SURE) * len(known))] if len(sure) >= LEAST_SURE else 1


def continues_paragraph(above: Row, row: Row, below: Row | None, column: Column | None) -> bool:
    """Whether a row that is not indented goes on with the paragraph of the row above.

    Args:
        above: the row before, which belongs to a paragraph.
        row: the row in question.
        below: the row after it; None at the end of the page.
        column: where the lines of paragraphs end; None where each paragraph is one line.
    """
    if column is None:
        # a subhead ends no sentence either, but has no comma
        prose = above.width > COLUMN_MAX or "，" in above.plain or bracket_balance(above.plain) > 0
        return prose and not above.closed and row.closed
    if not column.is_filled_by(above):
        return False
    if not (above.closed or above.plain.endswith((")", "）"))):
        return True
    if row.gap:
        return False
    # the sentence ends where the line does: one that ends a sentence goes on, and so does a full one over another
    more = below is not None and not below.gap and not is_indented(below)
    return not above.closed or row.closed or (more and column.is_filled_by(row))


def _end(row: Row, *, in_characters: bool) -> float:
    """Where a row ends, from the margin."""
    return row.indent + (len(row.text) if in_characters else row.width)


def _measure_column(rows: Sequence[Row]) -> Column | None:
    """Where most lines of broken paragraphs end; None where paragraphs are not broken."""
    # headlines and tables fill no column
    text: list[Row] = []
    below_indent = False
    for row in rows:
        below_indent = is_indented(row) or (below_indent and not row.gap)
        text += [row] * below_indent
    columns = []
    for in_characters in (False, True):
        ends = Counter(round(_end(row, in_characters=in_characters)) for row in rows if not row.plain.endswith("。"))
        end = max((end for end in ends if end >= NARROW), key=lambda end: (ends[end], end), default=0)
        full = sum(count for other, count in ends.items() if abs(other - end) <= 1)
        columns.append((full, Column(float(end), in_characters)))
    full, column = max(columns, key=lambda entry: entry[0])
    goes_on = [above for above, row in pairwise(text) if not (above.closed or row.gap or is_indented(row))]
    filled = sum(map(column.is_filled_by, goes_on))
    # a document has wide lines, and few in each paragraph
    clear = column.end >= WIDE and len(goes_on) >= LEAST_CLEAR and filled >= FULL_CLEAR * len(goes_on)
    return column if clear or full >= max(LEAST_FULL, FULL_SHARE * len(text)) else None
