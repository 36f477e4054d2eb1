"""The role of each row of a page: body text, display type (headlines), byline, jump mark or furniture.

Fixed phrases and what stands around decide first, in the order of `_RoleAssigner._role`; the headline model decides
what they leave open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from statistics import median
from typing import NamedTuple

from bot.reader.authors.bylines import Byline, read_byline, read_pen_name
from bot.reader.authors.leadins import is_leadin
from bot.reader.furniture.labels import is_section_label
from bot.reader.lines import phrases
from bot.reader.lines.credits import find_closing_note, find_signer
from bot.reader.lines.headline_score import RowContext, score_display
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK, HEAD_MARK, fits_column
from bot.reader.lines.row_features import ECHO, PROSE_MARK, RowFeatures
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import bracket_balance, find_last_bracket

Decision = Callable[[Row, RowContext], float]
"""How likely a row is display type: above 0 if more likely than not."""


class Role(Enum):
    """What a row is on its page."""

    BODY = "body"
    # display type: headline, deck, subheading, a photo's title; which of them is decided later
    DISPLAY = "display"
    # a pull quote: words of a text that the page repeats in large type
    QUOTE = "quote"
    BYLINE = "byline"
    JUMP = "jump"
    FURNITURE = "furniture"


class RowRole(NamedTuple):
    """A row with its role, and what the role's decision found besides."""

    row: Row
    role: Role
    byline: Byline | None = None
    # a headline marked as such: "# …"
    marked: bool = False
    # a subheading marked as such: "## …" where headlines have "# "
    subhead: bool = False
    # （上接第1版） stands behind the row on its line
    continued_from: bool = False
    # display type in a block with space around whose words stand elsewhere on the page
    pull_quote: bool = False
    # what the headline model says of display type; None where fixed phrases decide
    score: float | None = None


# A column's width is learned from so many rows above or below, or from fewer that end no sentence.
REACH, COLUMN_ROWS = 6, 4
# A text that begins with words of its headline stands so many rows below it.
HEADLINE_REACH = 8
# A headline at the top of a page has fewer rows of furniture above.
TOP_ROWS = 8


def assign_roles(features: RowFeatures, decide: Decision = score_display) -> list[RowRole]:
    """A role for every row, in order.

    Args:
        features: what the page's rows show.
        decide: whether a row is display type, where fixed phrases leave it open; benchmarks/fit.py knows the truth.
    """
    return _RoleAssigner(features, decide).assign()


class _Place(NamedTuple):
    """Where a row stands: what is known when its role is decided."""

    at: int
    # the rows above it with their roles
    above: Sequence[RowRole]
    # the row above is body text that stops in mid-sentence
    open_above: bool

    @property
    def role_above(self) -> Role | None:
        """The role of the row above; None at the top of the page."""
        return self.above[-1].role if self.above else None

    @property
    def below_title(self) -> bool:
        """Whether the row above is a title that wants names."""
        byline = self.above[-1].byline if self.above else None
        return byline is not None and not byline.names

    @property
    def below_authors(self) -> bool:
        """Whether the row above names a story's authors, not a photo's."""
        byline = self.above[-1].byline if self.above else None
        return byline is not None and not byline.photo


class _RoleAssigner:
    """Decides the roles of a page's rows from the top; the roles above are evidence for those below.

    Args:
        features: what the rows show.
        decide: whether a row is display type, where fixed phrases leave it open.
    """

    def __init__(self, features: RowFeatures, decide: Decision) -> None:
        self._decide = decide
        self._features = features
        self._rows = features.rows
        self._texts = features.texts

    def assign(self) -> list[RowRole]:
        """A role for every row."""
        roles: list[RowRole] = []
        for index in range(len(self._rows)):
            roles.append(self._role(_Place(index, roles, self._is_open_body(index - 1, roles))))
        # a row above display type may be the first row of the same headline
        for index in reversed(range(len(roles) - 1)):
            below_is_display = roles[index].role is Role.BODY and roles[index + 1].role is Role.DISPLAY
            if below_is_display and self._begins_headline(index, roles[:index]):
                roles[index] = RowRole(self._rows[index], Role.DISPLAY, score=roles[index].score)
        return roles

    def _is_open_body(self, index: int, roles: Sequence[RowRole]) -> bool:
        """Whether a row is body text that stops in mid-sentence."""
        return index >= 0 and roles[index].role is Role.BODY and not self._features.closed[index]

    # --- columns -----------------------------------------------------------------------------------------------------

    def _column_above(self, place: _Place) -> float:
        """The width of the column above a row in cells; 0.0 where there is no text to tell."""
        nearest, farthest = place.at - 1, max(0, place.at - REACH)
        end = nearest
        while end >= farthest and place.above[end].role is Role.BODY:
            end -= 1
        return self._column_width(range(nearest, end, -1), 1)

    def _column_below(self, index: int) -> float:
        """The width of the column below a row in cells; 0.0 where there is no text to tell."""
        first, in_block, fixed = index + 1, self._features.in_block, self._features.fixed
        # the other rows of a headline's block are no column
        while in_block[index] and first < len(self._rows) and in_block[first]:
            first += 1
        end, farthest = first, min(len(self._rows) - 1, index + REACH)
        while end <= farthest and not fixed[end]:
            end += 1
        return self._column_width(range(first, end), 0)

    def _column_width(self, body: Iterable[int], space: int) -> float:
        """The width of the column that some rows stand in; 0.0 where there is no text to tell.

        Only lines of prose count, those with punctuation in them or beside them: the decks of a headline may be of
        equal width too. Lines that end a sentence may be short and do not count either, unless there are no others.

        Args:
            body: the indices of the rows, the nearest first.
            space: what to add to a row's index for that of the row below the space between it and the one before.
        """
        features = self._features
        full: list[float] = []
        ended: list[float] = []
        for position in body:
            # beyond a space the column may have another width
            if full and features.apart[position + space]:
                break
            if features.tells_column[position]:
                (ended if features.closed[position] else full).append(features.widths[position])
                if len(full) == COLUMN_ROWS:
                    break
        return median(full) if len(full) > 1 else max(full + ended, default=0.0)

    # --- decisions ---------------------------------------------------------------------------------------------------

    def _role(self, place: _Place) -> RowRole:
        return (
            self._marked_headline(place.at)
            or self._end_of_body(place)
            or self._jump(place.at)
            or self._continued_headline(place)
            or self._pull_quote(place.at)
            or self._fixed_row(place)
            or self._byline(place)
            or self._scored(place)
        )

    def _marked_headline(self, index: int) -> RowRole | None:
        """A headline or subheading that is marked with "#"."""
        row, marks = self._rows[index], self._features.style.marks
        mark = HEAD_MARK.match(self._texts[index]) if marks else None
        if not mark or mark.end() == len(self._texts[index]):
            return None
        head = mark[0].count("#") == marks
        unmarked = Row.from_text(row.closed_up.cut(mark.end()), row.indent, row.gap)
        return RowRole(unmarked, Role.DISPLAY, marked=head, subhead=not head)

    def _end_of_body(self, place: _Place) -> RowRole | None:
        """A row that ends the body text above, though it looks like something else."""
        if place.role_above is Role.BODY and self._features.ends_text[place.at]:
            return RowRole(self._rows[place.at], Role.BODY)
        return None

    def _jump(self, index: int) -> RowRole | None:
        """（上接第1版） or （下转第3版） on a line of its own."""
        text = self._texts[index]
        if phrases.is_jump_mark(text):
            # where its bracket is closed on the next row, the text goes on there
            broken = phrases.find_continued_from(text) > 0 and bracket_balance(text) > 0
            return RowRole(self._rows[index], Role.BODY if broken else Role.JUMP)
        return None

    def _continued_headline(self, place: _Place) -> RowRole | None:
        title = None if place.open_above else self._rows[place.at].before_jump_mark()
        return RowRole(title, Role.DISPLAY, continued_from=True) if title else None

    def _pull_quote(self, index: int) -> RowRole | None:
        if self._features.pull_quote[index]:
            return RowRole(self._rows[index], Role.DISPLAY, pull_quote=True)
        return None

    def _fixed_row(self, place: _Place) -> RowRole | None:
        """Furniture, and bylines with a title, unless the sentence above goes on in the row."""
        index, features = place.at, self._features
        row, text, byline = self._rows[index], self._texts[index], features.bylines[index]
        if place.open_above and (features.in_brackets[index] or phrases.is_address(text)):
            # the second line of 本报讯（记者 某某 通讯员 某某）, or an address within a sentence
            return RowRole(row, Role.BODY)
        if not features.fixed[index]:
            return None
        if place.open_above:
            # 某某告诉记者，… fills the column amid a sentence
            columns = self._column_above(place), self._column_below(index)
            if all(fits_column(features.widths[index], column, first_line=False) for column in columns):
                return None
        if byline and (byline.titled or byline.photo):
            # the first row of a sentence is none: 截至记者发稿时，; behind a title 、 ends a byline that is cut short
            amid_sentence = text[-1] == "，" and self._breaks_off(place)
            return None if amid_sentence else RowRole(row, Role.BYLINE, byline)
        return RowRole(row, Role.FURNITURE)

    def _byline(self, place: _Place) -> RowRole | None:
        """Names without a title, where a byline is to be expected."""
        index, features = place.at, self._features
        row, text, byline = self._rows[index], self._texts[index], features.bylines[index]
        expected = place.below_title or place.role_above is Role.DISPLAY
        introduced = self._is_below_introduction(place)
        if expected and byline is None and not row.leadin:
            byline = read_byline(text, lenient=True) or self._pen_name(index)
        if byline is None or self._breaks_off(place):
            return None
        if not place.open_above and (introduced or self._stands_as_byline(place)):
            return RowRole(row, Role.BYLINE, byline)
        return None

    def _breaks_off(self, place: _Place) -> bool:
        """Whether a row ends with a comma though no title above wants its names and no byline below goes on."""
        bylines, below = self._features.bylines, place.at + 1
        goes_on = below < len(bylines) and bylines[below] is not None
        return self._texts[place.at][-1] in "、，" and not (place.below_title or goes_on)

    def _is_below_introduction(self, place: _Place) -> bool:
        """Whether only one paragraph, which sums up the story, stands between a headline and a row above its text."""
        at = place.at - 1
        if self._features.style.wrapped or at < 1 or place.role_above is not Role.BODY or place.open_above:
            return False
        # 核心提示 may stand over it
        label = place.above[at - 1].role is Role.FURNITURE
        headed = at > label and place.above[at - 1 - label].role is Role.DISPLAY
        return headed and place.at + 1 < len(self._rows) and bool(PROSE_MARK.search(self._texts[place.at + 1]))

    def _pen_name(self, index: int) -> Byline | None:
        """A byline that says where somebody works, 机修车间　李华, or is no name where names sign other texts."""
        below = self._texts[index + 1] if index + 1 < len(self._rows) else ""
        if not (PROSE_MARK.search(below) or below.endswith(("：", ":"))):
            return None
        if signer := find_signer(self._rows[index].text):
            return Byline((signer,), titled=False, photo=False)
        others = [one for one in self._features.bylines if one and not (one.titled or one.photo)]
        return read_pen_name(self._texts[index]) if len(others) > 1 else None

    def _stands_as_byline(self, place: _Place) -> bool:
        """Whether names stand where a byline does: under display type, with a body below."""
        index, fixed = place.at, self._features.fixed
        if index + 1 == len(self._rows):
            return place.role_above is Role.BODY
        if place.below_authors:
            # the last name of a byline that did not fit on one row
            return True
        under_head = place.role_above in (Role.DISPLAY, Role.FURNITURE, Role.JUMP)
        return place.below_title or (under_head and not fixed[index + 1])

    def _scored(self, place: _Place) -> RowRole:
        """Display type or body text, by the score of all features."""
        index = place.at
        row, repeated = self._rows[index], self._features.repeated[index]
        ends_text = row.note or (self._texts[index][-1] == "。" and not repeated)
        ends_text = ends_text or (row.leadin and is_leadin(self._texts[index]))
        score = None if ends_text else self._decide(row, self._context(place, display_below=False))
        return RowRole(row, Role.DISPLAY if score is not None and score > 0 else Role.BODY, score=score)

    def _begins_headline(self, index: int, above: Sequence[RowRole]) -> bool:
        """Whether a row that stops in mid-sentence above display type is display type, too."""
        text = self._texts[index]
        if not self._features.style.wrapped or self._is_open_body(index - 1, above):
            return False
        if text[-1] == "。" or self._rows[index].leadin or len(text) < 2 or self._features.ends_text[index]:
            return False
        return self._decide(self._rows[index], self._context(_Place(index, above, False), display_below=True)) > 0

    # --- what the headline model asks --------------------------------------------------------------------------------

    def _context(self, place: _Place, *, display_below: bool) -> RowContext:
        index, above, features, style = place.at, place.above, self._features, self._features.style
        row, width, justified = self._rows[index], features.widths[index], features.justified[index]
        below = self._rows[index + 1] if index + 1 < len(self._rows) else None
        first_line = not place.open_above
        # where the next row is display type, the rows below are no column
        column_above, column_below = self._column_above(place), 0.0 if display_below else self._column_below(index)
        fits_above = (
            justified
            or fits_column(width, column_above, first_line=first_line)
            or (place.open_above and abs(width - features.widths[index - 1]) <= COLUMN_SLACK)
        )
        fits_below = justified or fits_column(width, column_below, first_line=first_line)
        columns = [column for column in (column_above, column_below) if 0 < column <= COLUMN_MAX]
        stands_apart = bool(columns) and not (fits_above or fits_below)
        # the row above, of the same block, is body text: so this one is no headline's
        goes_on = place.open_above and not features.apart[index]
        return RowContext(
            above=self._texts[index - 1] if index else "",
            below=self._texts[index + 1] if below is not None else "",
            topic_above=features.overlaps[0][index],
            topic_below=features.overlaps[1][index],
            width=width,
            ends_sentence=self._features.closed[index],
            open_above=place.open_above,
            is_top=len(above) < TOP_ROWS and all(entry.role is Role.FURNITURE for entry in above),
            label_above=bool(above) and is_section_label(above[-1].row.text),
            display_above=place.role_above is Role.DISPLAY,
            # a justified line fills its column by definition
            fits_above=fits_above,
            fits_below=fits_below,
            narrower=max(0.0, 1 - width / min(columns)) if stands_apart else 0.0,
            no_column=not columns,
            usual_width=features.usual_width[index],
            topic_page=features.overlaps[2][index],
            unspaced=features.spaced and row.gap <= style.gap + 1,
            echoes=self._echoes(place),
            justified=justified,
            column_above=column_above in columns,
            column_below=column_below in columns,
            page_indents=style.indents,
            indented=is_indented(row),
            indented_below=style.indents and below is not None and is_indented(below),
            starts_below=below is not None and features.begins_story[index + 1],
            unmarked=style.marks > 0,
            page_cuts_paragraphs=style.cuts,
            whole_paragraphs=features.whole_lines,
            close_set=features.close_set[index],
            apart=features.apart[index],
            far_apart=row.gap > style.gap + 1,
            leads_to_start=features.leads[index] and not goes_on,
            in_block=features.in_block[index] and not goes_on,
            repeated=features.repeated[index],
            byline_above=place.below_authors,
            story_ends_above=index > 0 and self._closes_story(index - 1),
            jump_above=bool(above) and phrases.find_continued_from(above[-1].row.plain) > 0,
            tight=row.gap < style.gap or (below is not None and below.gap < style.gap),
            is_last=below is None or (features.fixed[index + 1] and features.bylines[index + 1] is None),
        )

    def _echoes(self, place: _Place) -> bool:
        """Whether a row begins with words of the headline above it, as the first words of a text may do."""
        start = self._texts[place.at][:ECHO]
        if len(start) < ECHO:
            return False
        for entry in reversed(place.above[-HEADLINE_REACH:]):
            if entry.role is Role.BODY:
                return False
            if entry.role is Role.DISPLAY and start in entry.row.plain:
                return True
        return False

    def _closes_story(self, index: int) -> bool:
        """Whether a row is the last of a story: it ends with a note in brackets or with （下转第3版）."""
        text = self._texts[index]
        if phrases.find_continued_on(text) >= 0:
            return True
        if not self._features.closed[index] or text[-1] not in ")）":
            return False
        return find_last_bracket(text) < 0 or find_closing_note(text) is not None
