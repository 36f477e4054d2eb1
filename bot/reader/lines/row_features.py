"""What each row of a page shows by itself and beside its neighbours, before any row has a role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reader.lines import phrases
from bot.reader.lines.credits import find_credit
from bot.reader.lines.headline_score import SHORT
from bot.reader.lines.marks import byline_of, find_furniture, in_brackets
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK, PageStyle
from bot.reader.lines.repeated_text import find_pull_quotes, find_repeated
from bot.reader.lines.rows import Row, cells, is_indented
from bot.text.brackets import unbalanced

__all__ = ["PROSE_MARK", "Clues"]

PROSE_MARK = re.compile(r"[，。；,;]")
# A headline with its decks seldom takes more rows.
HEAD_ROWS = 5


class Clues:
    """The clues of a page's rows: for each a list with one entry a row."""

    def __init__(self, rows: Sequence[Row], style: PageStyle) -> None:
        self.rows = rows
        self.style = style
        self.bylines = [byline_of(row.text) for row in rows]
        self.in_brackets = in_brackets(rows)
        # as if it were not justified
        self.texts = [row.plain for row in rows]
        self.justified = [len(text) <= len(row.text) - 3 for text, row in zip(self.texts, rows, strict=True)]
        self.closed = [row.closed or find_credit(row.plain) is not None for row in rows]
        for at in range(1, len(rows)):
            if self.bylines[at] and self.texts[at][0] in "（(":
                # a byline in brackets on a line of its own
                self.closed[at] = True
            # the byline in brackets after the last sentence, broken over lines
            if not self.closed[at] and self.texts[at][-1] in ")）" and unbalanced(self.texts[at]) < 0:
                self.closed[at] = self._closes_byline(at)
        page_lines = find_furniture(rows, self.texts, self.closed, style.gap)
        # rows that cannot be body text, whatever stands around them
        self.fixed = [
            own or bool(byline and (byline.titled or byline.photo))
            for own, byline in zip(page_lines, self.bylines, strict=True)
        ]
        self.widths = [row.width if row.closed_up is row.joined else cells(row.closed_up.text) for row in rows]
        self.apart = [row.gap > style.gap for row in rows]
        marked = [bool(PROSE_MARK.search(text)) for text in self.texts]
        self.repeated = find_repeated(rows, self.apart)
        self.pull_quote = find_pull_quotes(self.repeated, self.apart)
        # a byline, a lead-in or （上接第1版）
        self.begins = [
            bool(byline or row.leadin or phrases.find_continued_from(row.plain))
            for row, byline in zip(rows, self.bylines, strict=True)
        ]
        self.whole_lines = not style.wrapped and not any(
            width > SHORT and not end and len(PROSE_MARK.findall(text)) > 1
            for text, end, width in zip(self.texts, self.closed, self.widths, strict=True)
        )
        self.starts = [begun and not inside for begun, inside in zip(self.begins, self.in_brackets, strict=True)]
        self.leads = self._lead_to_start()
        self.blocks = self._small_blocks() if style.wrapped else [False] * len(rows)
        self.close_set = self._close_set()
        # a photo's text that was not broken tells nothing about the column
        self.tells_column = [
            (mark or self._beside_prose(at, marked)) and not (style.wrapped and self.widths[at] > COLUMN_MAX)
            for at, mark in enumerate(marked)
        ]

    def _closes_byline(self, index: int) -> bool:
        """Whether a row that closes a bracket closes one for a byline, and not a lead-in's."""
        opening = index - 1
        while opening > 0 and self.in_brackets[opening]:
            opening -= 1
        return unbalanced(self.texts[opening]) > 0 and not self.rows[opening].leadin

    def _beside_prose(self, index: int, marked: Sequence[bool]) -> bool:
        """Whether a row without punctuation stands next to one with it that is as wide."""
        width = self.widths[index]
        above = index > 0 and marked[index - 1] and abs(self.widths[index - 1] - width) <= COLUMN_SLACK
        below = index + 1 < len(marked) and marked[index + 1] and abs(self.widths[index + 1] - width) <= COLUMN_SLACK
        return above or below

    def _may_be_head(self, index: int) -> bool:
        """Whether a row can belong to a headline of several rows: it ends no sentence and is nothing else."""
        text = self.texts[index]
        ends = "。" in text or phrases.find_continued_on(text) >= 0
        return not (ends or self.fixed[index] or self.starts[index] or self.in_brackets[index])

    def _lead_to_start(self) -> list[bool]:
        """For each row whether no sentence ends from it to the byline or lead-in below, a few rows away.

        Where more rows than a headline has stand without an end, only those below the last space count.
        """
        found = [False] * len(self.rows)
        for start in range(1, len(self.rows)):
            if not self.starts[start]:
                continue
            first = start
            while first and start - first <= HEAD_ROWS and self._may_be_head(first - 1):
                first -= 1
            if start - first > HEAD_ROWS:
                first = next((at for at in range(first, start) if self.rows[at].gap > self.style.gap), start)
            found[first:start] = [True] * (start - first)
        return found

    def _small_blocks(self) -> list[bool]:
        """For each row whether it stands in a block of a few rows, space around it, in which no sentence ends."""
        found = [False] * len(self.rows)
        apart = [*self.apart, True]
        indented = [self.style.indents and is_indented(row) for row in self.rows]
        first = 0
        for end in range(1, len(self.rows) + 1):
            if end < len(self.rows) and not (apart[end] or self.fixed[end] or self.starts[end] or indented[end]):
                continue
            if (
                not indented[first]
                and end - first <= HEAD_ROWS
                and all(self._may_be_head(at) for at in range(first, end))
            ):
                open_above = first > 0 and phrases.crosses_word(self.texts[first - 1], self.texts[first])
                open_below = end < len(self.rows) and phrases.crosses_word(self.texts[end - 1], self.texts[end])
                found[first:end] = [not (open_above or open_below)] * (end - first)
            first = end
        return found

    def _close_set(self) -> list[bool]:
        """For each row whether it stands with others without the space that parts the page's lines, up to a comma."""
        found = [False] * len(self.rows)
        first = 0
        for end in range(1, len(self.rows) + 1):
            if end < len(self.rows) and self.rows[end].gap < self.style.gap:
                continue
            last = next((at for at in range(first, end) if PROSE_MARK.search(self.texts[at]) or self.starts[at]), end)
            if 1 < end - first <= HEAD_ROWS + 1 and not self.in_brackets[first]:
                found[first:last] = [not self.fixed[at] for at in range(first, last)]
            first = end
        return found
