"""The white space before the rows of a page: how far its paragraphs are set in, and which rows are centred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.reader.layout.flush_rows import SIGNATURE_INDENT
from bot.reader.layout.layouts import find_column
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


def settle_indents(rows: Sequence[Row]) -> list[Row]:
    """The rows as if the page's paragraphs were set in by two characters and its headlines stood at the margin.

    An indent that all rows have, headlines too, tells nothing: then all stand at the margin.
    """
    if len(rows) > 1 and len({row.indent for row in rows}) == 1:
        return [row._replace(indent=0.0) for row in rows]
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
