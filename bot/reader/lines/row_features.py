"""What each row of a page shows by itself and beside its neighbours, before any row has a role."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache

from bot.reader.authors.bylines import Byline, is_title, may_be_byline, read_byline
from bot.reader.authors.leadins import begins_leadin, opens_byline_bracket
from bot.reader.furniture.furniture import is_furniture, is_slogan, may_be_furniture, tells_where_to_answer
from bot.reader.furniture.labels import is_known_section, is_note_label, is_section_label
from bot.reader.language.character_model import measure_wordings
from bot.reader.language.neighbour_overlaps import neighbour_overlaps
from bot.reader.lines import phrases
from bot.reader.lines.credits import find_credit, find_signer
from bot.reader.lines.headline_score import SHORT
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK, PageStyle
from bot.reader.lines.repeated_text import find_pull_quotes, find_repeated
from bot.reader.lines.rows import Row, cells, is_indented
from bot.text.characters import CJK, bracket_balance
from bot.text.patterns import NEWSPAPER, compile_pattern

PROSE_MARK = compile_pattern(r"[，。；,;]")
"""Punctuation that prose has and headlines seldom have."""

_CLOSING = "”’」』》）)】〕。！？!?…、，,;；:："

# Characters: the number of a page has no more.
PAGE_NUMBER = 4
# A page's own lines stand within so many rows from its top and from its foot.
EDGE = 12
_NEWSPAPER, _PAPER = compile_pattern(rf"[{CJK}]{{2,6}}"), compile_pattern(NEWSPAPER)
_SENTENCE_MARK = compile_pattern("[，。；、]")
# What a row says is compared with so many rows above and below.
TOPIC_ROWS = 20
# A headline with its decks seldom takes more rows.
HEADLINE_ROWS = 5
# A byline in brackets takes as many rows of a narrow column.
BYLINE_ROWS = 3
# Characters: the end of a credit that is broken over two rows has no more.
CREDIT_END = 8
_CREDIT_ENDS = tuple("摄影道供图）)")
# Cells: rows of one column that hold no numbers differ by no more.
SAME_WIDTH = 0.5
# The width of a column is told by so many rows above and below.
WIDTH_ROWS = 30
# So many rows of one width, as binary digits, are a column.
COLUMN_BITS = 4
# Characters with which a text repeats the beginning of its headline.
ECHO = 4
# A justified line has at least so many more characters with its spaces than without.
JUSTIFYING_SPACES = 3


class RowFeatures:
    """The features of a page's rows: each is a list with one entry a row, found when it is first asked for.

    Args:
        rows: the page's rows.
        style: how the page is set.
    """

    def __init__(self, rows: Sequence[Row], style: PageStyle) -> None:
        self.rows = rows
        self.style = style

    # --- by itself -------------------------------------------------------------------------------------------------

    @cached_property
    def texts(self) -> list[str]:
        """The row's text as if it were not justified, with narrow digits and letters."""
        return [row.plain for row in self.rows]

    @cached_property
    def justified(self) -> list[bool]:
        """The row has spaces between its characters so that it fills its column."""
        return [len(row.plain) <= len(row.text) - JUSTIFYING_SPACES for row in self.rows]

    @cached_property
    def widths(self) -> list[float]:
        """The row's width in cells, as if it were not justified."""
        return [row.width if row.closed_up is row.printed else cells(row.closed_up.text) for row in self.rows]

    @cached_property
    def apart(self) -> list[bool]:
        """More space stands above the row than usual."""
        return [row.gap > self.style.gap for row in self.rows]

    @cached_property
    def bylines(self) -> list[Byline | None]:
        """The byline that the row is; one without names where its title stands alone; None for other rows."""
        return list(map(self.byline, range(len(self.rows))))

    def byline(self, index: int) -> Byline | None:
        """One of `bylines`: to find all takes a tenth of the time of a page whose layout is clear, which needs few."""
        return _byline_of(self.rows[index].text)

    @cached_property
    def begins_story(self) -> list[bool]:
        """The row is a byline, or begins with a lead-in or with （上接第1版）."""
        return [
            bool(byline or row.leadin or phrases.find_continued_from(row.plain))
            for row, byline in zip(self.rows, self.bylines, strict=True)
        ]

    @cached_property
    def _has_prose_mark(self) -> list[bool]:
        return [bool(PROSE_MARK.search(text)) for text in self.texts]

    # --- beside its neighbours ---------------------------------------------------------------------------------------

    @cached_property
    def in_brackets(self) -> list[bool]:
        """A bracket that holds a byline was opened above the row and is not closed yet."""
        rows_left = 0
        inside: list[bool] = []
        for row in self.rows:
            inside.append(rows_left > 0)
            rows_left = rows_left - 1 if rows_left and not re.search("[)）]", row.text) else 0
            if opens_byline_bracket(row.text):
                rows_left = BYLINE_ROWS
        return inside

    @cached_property
    def closed(self) -> list[bool]:
        """The row ends where a sentence can end, with a photo credit, a byline in brackets, or as a text ends."""
        closed = [row.closed or find_credit(row.plain) is not None for row in self.rows]
        for at in range(1, len(self.rows)):
            text = self.texts[at]
            if (text.startswith(("（", "(")) and self.byline(at)) or phrases.find_continued_on(text) > 0:
                closed[at] = True
            # a byline in brackets after the last sentence, broken over lines
            if not closed[at] and text[-1] in ")）" and bracket_balance(text) < 0:
                closed[at] = self._closes_byline(at)
            closed[at] = closed[at] or self._ends_text(at, closed[at - 1])
        return closed

    @cached_property
    def ends_text(self) -> list[bool]:
        """The row is the end of the text above if body text stands there, though it looks like something else."""
        return [at > 0 and self._ends_text(at, self.closed[at - 1]) for at in range(len(self.rows))]

    def _ends_text(self, index: int, closed_above: bool) -> bool:
        above, text = self.texts[index - 1], self.texts[index]
        if not text.strip(_CLOSING):
            # the closing quote that did not fit in the row above
            return True
        if text.isdigit() and above[-1].isdigit() and not (closed_above or self.apart[index]):
            # the end of a number, as of a telephone, that began at the end of the row above
            return True
        if closed_above and not self.apart[index] and (tells_where_to_answer(text) or self._signs_letter(index)):
            return True
        begins = phrases.find_continued_from(text) > 0
        if phrases.ends_jump(text) and not begins and 0 <= phrases.find_continued_on(above + text) < len(above):
            # the end of a mark that began at the end of the row above: （下转第 | 3版）
            return True
        if len(text) <= CREDIT_END and text.endswith(_CREDIT_ENDS) and not find_credit(text):
            # the end of a credit that began at the end of the row above: 记者 某某 | 摄
            credit = find_credit(above + text)
            if credit is not None:
                return True
        # names alone in brackets
        bracketed = text[0] in "（(" and text[-1] in ")）" and closed_above
        byline = read_byline(text, lenient=True) if bracketed else None
        return byline is not None and not byline.photo

    def _signs_letter(self, index: int) -> bool:
        """Whether a row names the writer of the letter above, and not a reporter."""
        byline = self.byline(index)
        return not (byline and byline.titled) and find_signer(self.rows[index].text) is not None

    def _closes_byline(self, index: int) -> bool:
        """Whether a row that closes a bracket closes one for a byline, and not a lead-in's."""
        opening = index - 1
        while opening > 0 and self.in_brackets[opening]:
            opening -= 1
        return bracket_balance(self.texts[opening]) > 0 and not self.rows[opening].leadin

    @cached_property
    def fixed(self) -> list[bool]:
        """The row cannot be body text, whatever stands around it: it is furniture, or a byline with a title."""
        return [
            furniture or bool(byline and (byline.titled or byline.photo))
            for furniture, byline in zip(self.furniture, self.bylines, strict=True)
        ]

    @cached_property
    def furniture(self) -> list[bool]:
        """The row belongs to the page and not to an article."""
        furniture: list[bool] = []
        for at in range(len(self.rows)):
            furniture.append(self._belongs_to_page(at, text_above=at > 0 and not furniture[at - 1]))
        for at, row in enumerate(self.rows):
            # the paper's name, which no list has, between other lines of the page
            if not furniture[at] and self._is_at_edge(at) and _NEWSPAPER.fullmatch(row.text):
                over = at + 1 < len(self.rows) and is_furniture(self.rows[at + 1].text)
                furniture[at] = over and (at == 0 or furniture[at - 1])
        return furniture

    def _belongs_to_page(self, index: int, *, text_above: bool) -> bool:
        """Whether a row is furniture by itself, where the row above is none or, with `text_above`, is text."""
        row, below = self.rows[index], index + 1
        if text_above and self.ends_text[index]:
            return False
        if is_furniture(row.text) or is_known_section(row.text) or is_note_label(row.text):
            # a date alone on its line may begin a sentence
            rest = self.texts[below] if below < len(self.rows) and not self.apart[below] else ""
            # 2019年12月7 | 日, but not A03 | 时政
            counts = len(row.plain) > PAGE_NUMBER and phrases.splits_quantity(row.plain, rest)
            return not (counts or phrases.begins_inside_sentence(rest))
        if is_slogan(row.text):
            # the words of a slogan over a byline or lead-in are a headline
            if below == len(self.rows) or is_section_label(self.rows[below].text):
                return True
            return not (self.rows[below].leadin or self.byline(below) is not None)
        amid_text = text_above and not self.closed[index - 1]
        return not amid_text and may_be_furniture(row.text) and self._stands_alone(index)

    def _stands_alone(self, index: int) -> bool:
        """Whether no sentence goes on below a row, and it stands near the page's edge.

        A section's name stands above a headline instead: what stands above a story's text is a headline itself.
        """
        last = index + 1 == len(self.rows)
        text, below = self.texts[index], "" if last else self.texts[index + 1]
        goes_on = (
            phrases.begins_inside_sentence(below)
            or phrases.crosses_word(text, below)
            or phrases.splits_quantity(text, below)
        )
        if goes_on and not self.apart[index + 1]:
            return False
        if is_section_label(self.rows[index].text):
            return not _SENTENCE_MARK.search(below)
        if text.endswith("报") and not _PAPER.fullmatch(text):
            # 三百人抢报 is no newspaper: the name of one that ends so stands by other lines of the page
            beside = (self.rows[at].text for at in (index - 1, index + 1) if 0 <= at < len(self.rows))
            return any(map(is_furniture, beside))
        return self._is_at_edge(index)

    def _is_at_edge(self, index: int) -> bool:
        return min(index, len(self.rows) - 1 - index) < EDGE

    @cached_property
    def repeated(self) -> list[bool]:
        """The row belongs to a block whose words stand elsewhere on the page too."""
        return find_repeated(self.rows, self.apart)

    @cached_property
    def pull_quote(self) -> list[bool]:
        """The row belongs to a block with space around that is repeated as a whole."""
        return find_pull_quotes(self.repeated, self.apart)

    @cached_property
    def overlaps(self) -> tuple[list[float], list[float], list[float]]:
        """How much the row has in common with the rows above it, with those below, and with the rest of the page."""
        return neighbour_overlaps(self.texts, TOPIC_ROWS)

    @cached_property
    def wordings(self) -> list[float]:
        """How likely the row is worded as headlines are, by its characters (log odds)."""
        return measure_wordings(self.texts)

    @cached_property
    def usual_width(self) -> list[float]:
        """How usual the row's width is, 0 to 1: by the rows around of that width that end no sentence."""
        widths = [round(width / SAME_WIDTH) for width in self.widths]
        scale = [math.log2(1 + others) / COLUMN_BITS for others in range(2**COLUMN_BITS)]
        counts: Counter[int] = Counter()
        usual: list[float] = []
        for at in range(-WIDTH_ROWS, len(widths)):
            entering, leaving = at + WIDTH_ROWS, at - WIDTH_ROWS - 1
            if entering < len(widths) and not self.closed[entering]:
                counts[widths[entering]] += 1
            if leaving >= 0 and not self.closed[leaving]:
                counts[widths[leaving]] -= 1
            if at >= 0:
                width = widths[at]
                others = counts[width - 1] + counts[width] + counts[width + 1] - (not self.closed[at])
                usual.append(scale[others] if others < len(scale) else 1.0)
        return usual

    @cached_property
    def spaced(self) -> bool:
        """Whether rows of the page stand far apart: as stories do."""
        return sum(row.gap > self.style.gap + 1 for row in self.rows) > 1

    @cached_property
    def whole_lines(self) -> bool:
        """Whether every line of the page is a whole paragraph."""
        return not self.style.wrapped and not any(
            width > SHORT and not closed and len(PROSE_MARK.findall(text)) > 1
            for text, closed, width in zip(self.texts, self.closed, self.widths, strict=True)
        )

    @cached_property
    def tells_column(self) -> list[bool]:
        """The row's width tells how wide its column is: it is prose, and no photo's text that was not broken."""
        return [
            (mark or self._beside_prose(at)) and not (self.style.wrapped and self.widths[at] > COLUMN_MAX)
            for at, mark in enumerate(self._has_prose_mark)
        ]

    def _beside_prose(self, index: int) -> bool:
        """Whether a row without punctuation stands next to one with it that is as wide."""
        return any(
            0 <= other < len(self.rows)
            and self._has_prose_mark[other]
            and abs(self.widths[other] - self.widths[index]) <= COLUMN_SLACK
            for other in (index - 1, index + 1)
        )

    # --- rows that headlines are made of -----------------------------------------------------------------------------

    @cached_property
    def leads(self) -> list[bool]:
        """No sentence ends from the row to the byline or lead-in below, a few rows away.

        Where more rows than a headline has stand without an end, only those below the last space count.
        """
        leads = [False] * len(self.rows)
        for start in range(1, len(self.rows)):
            if not self._starts[start]:
                continue
            first = start
            while first and start - first <= HEADLINE_ROWS and self._may_be_headline(first - 1):
                first -= 1
            if start - first > HEADLINE_ROWS:
                first = next((at for at in range(first, start) if self.apart[at]), start)
            leads[first:start] = [True] * (start - first)
        return leads

    @cached_property
    def in_block(self) -> list[bool]:
        """The row stands in a block of a few rows with space around it, in which no sentence ends."""
        in_block = [False] * len(self.rows)
        if not self.style.wrapped:
            return in_block
        indented = [self.style.indents and is_indented(row) for row in self.rows]
        first = 0
        for end in range(1, len(self.rows) + 1):
            if end < len(self.rows) and not (self.apart[end] or self.fixed[end] or self._starts[end] or indented[end]):
                continue
            if (
                not indented[first]
                and end - first <= HEADLINE_ROWS
                and all(self._may_be_headline(at) for at in range(first, end))
            ):
                open_above = first > 0 and phrases.crosses_word(self.texts[first - 1], self.texts[first])
                open_below = end < len(self.rows) and phrases.crosses_word(self.texts[end - 1], self.texts[end])
                in_block[first:end] = [not (open_above or open_below)] * (end - first)
            first = end
        return in_block

    @cached_property
    def close_set(self) -> list[bool]:
        """The row stands with others without the space that divides the page's lines, up to a comma."""
        close_set = [False] * len(self.rows)
        first = 0
        for end in range(1, len(self.rows) + 1):
            if end < len(self.rows) and self.rows[end].gap < self.style.gap:
                continue
            stops = (at for at in range(first, end) if self._has_prose_mark[at] or self._starts[at])
            last = next(stops, end)
            if 1 < end - first <= HEADLINE_ROWS + 1:
                close_set[first:last] = [not self.fixed[at] for at in range(first, last)]
            first = end
        return close_set

    @cached_property
    def _starts(self) -> list[bool]:
        """The row begins a story, and not inside a byline's brackets."""
        return [begins and not inside for begins, inside in zip(self.begins_story, self.in_brackets, strict=True)]

    def _may_be_headline(self, index: int) -> bool:
        """Whether a row can belong to a headline of several rows: it ends no sentence and is nothing else."""
        text = self.texts[index]
        ends = "。" in text or phrases.find_continued_on(text) >= 0
        return not (ends or self.fixed[index] or self._starts[index] or self.in_brackets[index])


@lru_cache(maxsize=1024)
def _byline_of(text: str) -> Byline | None:
    if not may_be_byline(text):
        return None
    if is_title(text):
        # the names stand on the next row
        return Byline((), titled=True, photo=False)
    return None if begins_leadin(text) else read_byline(text)
