"""Notices: texts under titles that name a kind of notice (停电通知, 遗失声明, 讣告), whatever the layout is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reader.authors.bylines import names_authors
from bot.reader.authors.leadins import find_leadin
from bot.reader.furniture.crew import names_crew
from bot.reader.furniture.furniture import is_furniture, is_imprint, tells_where_to_answer
from bot.reader.furniture.labels import is_list_line, is_list_title, is_notice_title
from bot.reader.layout.flush_rows import SIGNATURE_INDENT, is_cells
from bot.reader.layout.layouts import LEAST_FULL, Column, find_column, measure_end
from bot.reader.layout.splitting import ToldStory
from bot.reader.lines.page_style import COLUMN_SLACK
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import CJK, CLOSING_MARKS
from bot.text.normalization import fold
from bot.text.patterns import FULL_DATE, compile_pattern

# So many rows below a notice may sign it: the institution, a person, the day.
SIGNATURE_ROWS = 5
# Cells: no signature is wider.
SIGNATURE = 20.0
# A text under such a title that has more rows is a report.
MOST_ROWS = 24
# Characters: a slogan's half has at least so many, and hardly a name has: 服务群众 引导群众.
LEAST_HALF = 4
# A table that stands by itself has at least so many rows.
TABLE_ROWS = 3
# Who signs a notice, or with what words; matches folded text.
_SIGNER = compile_pattern(
    rf"[{CJK}·、()\s]{{1,24}}(?:公司|集团|局|厅|社|所|处|中心|委员会|院|银行|学校|大学|厂|店|馆|站|队|会|部|政府|小组)"
    rf"|[{CJK}\s、]{{0,20}}(?:[谨敬叩]?启|泣告|叩谢|同泣|率.{{1,12}})|(?:不?孝|孤哀|护丧|未亡人|杖期)[{CJK}\s、]{{1,20}}"
)
_DAY = compile_pattern(
    r"(?:公元)?(?:(?:\d{4}|[〇○零一二三四五六七八九十]{4}|民国.{1,4}|.{2})年)?(?:[农夏阴古]历)?(?:.{2}年)?"
    r"(?:\d{1,2}|[正元一二三四五六七八九十冬腊]{1,3})月(?:.{1,4}日|(?:初|十|廿|卅|二十|三十)[一二三四五六七八九十]?)"
)


@dataclass(frozen=True, slots=True)
class _MeasuredRows:
    """The rows of a page, and how long its broken lines are."""

    rows: Sequence[Row]
    # where the longest row that stops inside a sentence ends, in characters and in cells; 0 where there is none
    characters: float
    cells: float
    # where the lines of the page's columns end; None where it has none
    column: Column | None

    @classmethod
    def measure(cls, rows: Sequence[Row]) -> _MeasuredRows:
        """The page with the length of its broken lines."""
        broken = [row for row in rows if _is_open(row) and PROSE_MARK.search(row.plain)]
        found, full = find_column(broken)
        column = found if full >= LEAST_FULL else None
        broken = [row for row in broken if column is None or column.measure_overhang(row) <= COLUMN_SLACK]
        characters, cells = (
            max((measure_end(row, in_characters=counted) for row in broken), default=0.0) for counted in (True, False)
        )
        return cls(rows, characters, cells, column)

    def is_full(self, row: Row) -> bool:
        """Whether a row goes to the end of the column, where lines are broken."""
        full = (
            measure_end(row, in_characters=True) >= self.characters - COLUMN_SLACK,
            measure_end(row, in_characters=False) >= self.cells - COLUMN_SLACK,
        )
        return self.characters > 0 and any(full) and not self.is_whole(row)

    def is_whole(self, row: Row) -> bool:
        """Whether a row is wider than broken lines are, so that nothing goes on below it: an advert on one line."""
        if self.column is not None:
            return self.column.measure_overhang(row) > COLUMN_SLACK
        characters, width = (measure_end(row, in_characters=counted) for counted in (True, False))
        return self.characters > 0 and min(characters - self.characters, width - self.cells) > COLUMN_SLACK


def split_notices(rows: Sequence[Row]) -> tuple[list[Row], list[ToldStory]]:
    """The rows of a page without its notices, and the notices, each with its title and its paragraphs.

    A notice goes to the title of the next one, to its signature, or to the headline of a story.
    """
    page = _MeasuredRows.measure(rows)
    heads = [at for at in range(len(rows) - 1) if _is_head(page, at)]
    kept: list[Row] = []
    notices: list[ToldStory] = []
    end = 0
    for first, limit in pairwise([*heads, len(rows)]):
        last = _find_end(page, first, limit)
        if last - first <= MOST_ROWS:
            kept += _cut(rows, end, first)
            notices.append(ToldStory([rows[first]], paragraphs=_split_paragraphs(page, first + 1, last)))
            end = last
    return [*kept, *_cut(rows, end, len(rows))], notices


def _cut(rows: Sequence[Row], first: int, end: int) -> list[Row]:
    """Some rows of a page, with a space above those below a notice: they do not go on with the story above it."""
    part = list(rows[first:end])
    if first and part:
        part[0] = part[0]._replace(gap=max(1, part[0].gap))
    return part


def _is_head(page: _MeasuredRows, at: int) -> bool:
    """Whether a row is the title of a notice: the text stands below."""
    rows, row, below = page.rows, page.rows[at], page.rows[at + 1]
    if _heads_table(rows, at) or (
        is_list_title(row.text) and all(is_list_line(one.plain) for one in rows[at + 1 : at + 3])
    ):
        return True
    if not is_notice_title(row.text) or is_notice_title(below.text) or find_leadin(below.plain):
        return False
    if _is_listed(rows, at + 1) or _is_day(below) or page.is_full(below):
        return True
    return _is_text(below) and not names_authors(below.text)


def _heads_table(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is the title of a table; below it may stand of which day, in which unit, or where.

    No text goes on below the table: then it would stand in a story, below a subhead.
    """
    row, above = rows[at], rows[at - 1]
    if not at or row.closed or row.width > SIGNATURE or PROSE_MARK.search(row.plain) or is_list_line(row.plain):
        return False
    # a row alone in a block above may be the first deck
    ended = above.closed or is_list_line(above.plain) or is_furniture(above.text)
    ended = ended or (row.gap > 0 and at > 1 and not above.gap)
    if not ended or above.plain.endswith(("：", ":", "如下。")):
        return False
    first = at + 1 if is_cells(rows[at + 1]) or rows[at + 1].closed or rows[at + 1].gap else at + 2
    end = next((other for other in range(first, len(rows)) if not is_cells(rows[other]) or rows[other].gap), len(rows))
    return end - first >= TABLE_ROWS and (end == len(rows) or rows[end].gap > 0 or not _is_text(rows[end]))


def _is_listed(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is the first of a list, or names the columns of a table."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) and not rows[at + 1].gap else None
    # 双色球第2024066期 names what is listed below
    named = len(row.text.split()) > 1 or (row.width <= SIGNATURE and any(map(str.isdigit, row.plain)))
    return is_list_line(row.plain) or (named and below is not None and is_list_line(below.plain))


def _is_text(row: Row) -> bool:
    """Whether a row is a line of prose."""
    return row.closed or bool(PROSE_MARK.search(row.plain)) or row.plain.endswith(("：", ":"))


def _is_signature(row: Row) -> bool:
    """Whether a row names who signs a notice, or the day."""
    if row.width > SIGNATURE or PROSE_MARK.search(row.plain):
        return False
    return row.indent >= SIGNATURE_INDENT or _is_day(row) or _SIGNER.fullmatch(fold(row.plain)) is not None


def _is_day(row: Row) -> bool:
    """Whether a row is nothing but a date."""
    return bool(FULL_DATE.fullmatch(row.plain) or _DAY.fullmatch(row.plain))


def _find_end(page: _MeasuredRows, first: int, limit: int) -> int:
    """Where the notice under the title at row `first` ends; `limit` is the title of the next one."""
    rows, signed = page.rows, 0
    for at in range(first + 2, limit):
        row, above = rows[at], rows[at - 1]
        ended = row.gap > 0 or signed > 0 or not (_is_open(above) or (page.is_full(above) and not above.closed))
        # below who signs it may stand whom to call
        calls = signed > 0 and not row.gap and tells_where_to_answer(row.text)
        if ended and signed < SIGNATURE_ROWS and (calls or _signs(rows, at, limit)):
            signed += 1
        elif signed or names_crew(row.text) or is_imprint(row.text) or (ended and _begins_story(page, at, limit)):
            return at
    return limit


def _is_open(row: Row) -> bool:
    """Whether a row stops inside a sentence."""
    if row.plain.endswith(("、", "，")):
        return True
    return not (row.closed or is_list_line(row.plain) or row.plain.endswith((*"：:；;", *CLOSING_MARKS)))


def _signs(rows: Sequence[Row], at: int, limit: int) -> bool:
    """Whether a row says who signs the notice above, or when: nothing of the notice but such rows follows."""
    row, below = rows[at], rows[at + 1] if at + 1 < limit else None
    if below is not None and not below.gap and row.gap and not _may_sign(below):
        # a headline with its text
        return False
    if _is_signature(row):
        return True
    end = at
    while end < limit and end - at < SIGNATURE_ROWS and _may_sign(rows[end]) and not rows[end].gap:
        end += 1
    return end > at and (end == limit or rows[end].gap > 0)


def _may_sign(row: Row) -> bool:
    """Whether a row may be one of those that sign a notice: few words, no list, and no slogan of two equal halves."""
    halves = list(map(len, row.text.split()))
    if len(halves) == 2 and halves[0] == halves[1] >= LEAST_HALF and "".join(row.text.split()).isalpha():
        return False
    return row.width <= SIGNATURE and not (_is_text(row) or (is_list_line(row.plain) and not _is_day(row)))


def _begins_story(page: _MeasuredRows, at: int, limit: int) -> bool:
    """Whether the headline of a story stands at a row, below the end of a sentence or of a list."""
    rows, row = page.rows, page.rows[at]
    if page.is_full(row) and at + 1 < limit and not rows[at + 1].gap:
        return False
    if row.closed or is_list_line(row.plain) or is_indented(row):
        return row.leadin
    return at + 1 >= limit or not is_list_line(rows[at + 1].plain)


def _split_paragraphs(page: _MeasuredRows, first: int, end: int) -> list[list[Row]]:
    """The paragraphs of a notice, whose text begins at row `first`."""
    paragraphs = [[page.rows[first]]]
    for at in range(first + 1, end):
        above, row = page.rows[at - 1], page.rows[at]
        # where lines are broken, one that ends with a sentence goes on only if it is full
        full, opened = page.is_full(above), _is_open(above) and not page.is_whole(above)
        # the end of a list's item has no mark
        opened = opened and not (page.column and is_list_line(paragraphs[-1][0].plain) and not full)
        listed = (is_list_line(row.plain) or is_cells(row)) and not (full and opened)
        signs = _is_signature(row) or _is_signature(above) or (not opened and _signs(page.rows, at, end))
        goes_on = (full or opened) and not (listed or signs or page.is_whole(row))
        # 20 | 23年3月31日: the day that signs the notice may begin within a full row; 18 | :20
        goes_on |= full and above.plain[-1].isdigit() and (row.plain[0].isdigit() or row.plain[0] in ":：")
        if row.gap or is_indented(row) or not goes_on:
            paragraphs.append([row])
        else:
            paragraphs[-1].append(row)
    return paragraphs
