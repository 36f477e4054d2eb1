"""The white space before the rows of a page: how far its paragraphs are set in, and which rows are centred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.reader.layout.flush_rows import SIGNATURE_INDENT
from bot.reader.layout.layouts import EXACT, LEAST_FULL, find_column, measure_token
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.patterns import FULL_DATE

# Cells: what paragraphs are set in by where a page keeps the usual indent.
USUAL = 2.0
# A page whose paragraphs are set in by less or more has at least so many of them, and this share of its rows.
LEAST_ROWS, LEAST_SHARE = 3, 0.1
# This share of the rows that are set in at all must be set in alike.
SURE = 0.9
# Cells: rows that are centred are set in by so many or more, and their middles differ by no more than SLACK.
LEAST_INDENT, SLACK = 1.5, 0.25
# So many rows with different indents and one middle are centred.
LEAST_CENTRED = 3
# Where indents were lost, at least this share of the paragraphs begins with a line that lacks one; the others may go on
# with paragraphs that something interrupts.
LOST = 0.8
# The marks that hang over a line's end.
CLOSING = "，。、；：？！”’）》」』"


def settle_indents(rows: Sequence[Row]) -> list[Row]:
    """The rows as if the page's paragraphs were set in by two characters and its headlines stood at the margin.

    An indent that all rows have, headlines too, tells nothing: then all stand at the margin.
    """
    if len(rows) > 1 and len({row.indent for row in rows}) == 1:
        return _restore_lost([row._replace(indent=0.0) for row in rows])
    return _usual_indents(_without_centring(rows))


def _usual_indents(rows: Sequence[Row]) -> list[Row]:
    """The rows with the usual indent where those of the page's paragraphs have another.

    What is set in by less than usual may also be a text frame, or dirt: all such rows must be alike and begin
    paragraphs.
    """
    counts = Counter(row.indent for row in rows if row.indent)
    indent, count = max(counts.items(), key=lambda entry: entry[1], default=(0.0, 0))
    alike = count >= SURE * counts.total()
    if indent == USUAL or (indent < SIGNATURE_INDENT and any(map(is_indented, rows)) and _keeps_column(rows, indent)):
        return list(rows)
    if count < max(LEAST_ROWS, LEAST_SHARE * len(rows)) or not alike:
        return list(rows)
    return [row._replace(indent=USUAL) if row.indent == indent else row for row in rows]


def _keeps_column(rows: Sequence[Row], indent: float) -> bool:
    """Whether paragraphs are set in by as much as is printed, because their first lines then end where the others do.

    Four narrow blanks may stand for two characters: then more first lines end there with the usual indent.
    """
    column, _ = find_column([row for row in rows if not (row.closed or row.indent)])
    first = [row for row in rows if row.indent == indent]
    usual = [row._replace(indent=USUAL) for row in first]
    return sum(map(column.is_filled_by, usual)) <= sum(map(column.is_filled_by, first))


def _without_centring(rows: Sequence[Row]) -> list[Row]:
    """The rows, those that are centred without their indent: the middle of several, set in differently, is one.

    Where a row is signed and dated, the signature stands in the middle above the date; neither is a headline.
    """
    middles = {
        at: row.indent + row.width / 2
        for at, row in enumerate(rows)
        if row.indent >= LEAST_INDENT and not row.plain.endswith("。") and not FULL_DATE.search(row.plain)
    }
    centred: set[int] = set()
    for middle in set(middles.values()):
        group = [at for at, other in middles.items() if abs(other - middle) <= SLACK]
        if len({rows[at].indent for at in group}) >= LEAST_CENTRED:
            centred.update(group)
    return [row._replace(indent=0.0) if at in centred else row for at, row in enumerate(rows)]


def _restore_lost(rows: Sequence[Row]) -> list[Row]:
    """The rows with the indent of each paragraph's first line, where a page has lost all of them.

    Such a line was broken though what stands below had room in it: the indent took that.
    """
    end = _find_widest(rows)
    room = [end - row.width - measure_token(below) for row, below in pairwise(rows)] + [end]
    if not end or not _has_lost(rows, room):
        return list(rows)
    restored = list(rows)
    for at in reversed(range(len(rows))):
        # a full line had no room for an indent
        full = rows[at].closed and _measure_width(rows[at]) > end - USUAL
        if not full and _begins_paragraph(restored, at, room):
            restored[at] = rows[at]._replace(indent=USUAL)
    return restored


def _begins_paragraph(rows: Sequence[Row], at: int, room: Sequence[float]) -> bool:
    """Whether a row of a page that has lost its indents begins a paragraph; those of the rows below are restored."""
    row, above = rows[at], rows[at - 1] if at else None
    if row.note or row.leadin:
        return not row.note
    ended = above is None or room[at - 1] >= (0 if above.closed else USUAL)
    if row.closed:
        return ended
    below = rows[at + 1 : at + 2]
    if not (below and _is_short(row, room[at])) or is_indented(below[0]):
        return False
    return (ended or (above is not None and above.closed)) and PROSE_MARK.search(row.plain + below[0].plain) is not None


def _has_lost(rows: Sequence[Row], room: Sequence[float]) -> bool:
    """Whether the paragraphs of a page begin with lines that lack their indent, and all other lines are full.

    Args:
        rows: of the page.
        room: in each row, in cells, once it held what stands below, too.
    """
    places = range(1, len(rows) - 1)
    begun = [at for at in places if rows[at - 1].closed and room[at - 1] >= USUAL and not rows[at].closed]
    first = sum(_is_short(rows[at], room[at]) for at in begun)
    full = sum(room[at] < 0 for at in begun)
    inside = [at for at in places if room[at - 1] < 0 and not (rows[at - 1].closed or rows[at].closed)]
    broken = [at for at in places if not rows[at].closed and PROSE_MARK.search(rows[at].plain)]
    return (
        first >= LEAST_ROWS
        and first >= LOST * (first + full)
        and sum(room[at] < 0 for at in inside) >= SURE * len(inside)
        and sum(room[at] < USUAL for at in broken) >= SURE * len(broken)
    )


def _is_short(row: Row, room: float) -> bool:
    """Whether a row was broken with as much room in it as an indent takes."""
    return not row.closed and 0 <= room < USUAL


def _find_widest(rows: Sequence[Row]) -> float:
    """Where the widest lines of broken paragraphs end, in cells; 0 where too few end there."""
    broken = [
        above for above, row in pairwise(rows) if not (above.closed or row.gap) and PROSE_MARK.search(above.plain)
    ]
    ends = Counter(map(_measure_width, broken))
    return max((end for end in ends if ends[end] + ends[end - EXACT] >= LEAST_FULL), default=0.0)


def _measure_width(row: Row) -> float:
    """The width of a row without a mark that may hang over the column's end."""
    return row.width - (row.plain[-1] in CLOSING)
