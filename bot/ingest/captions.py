"""Which rows are a photo's caption: found by the credit at its end or 图为 at its beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.ingest import vocabulary
from bot.ingest.display import crosses_word
from bot.ingest.names import read_byline
from bot.ingest.roles import COLUMN_MAX, COLUMN_SLACK, INDENT_WIDTH, Habits, Role, RowRole
from bot.ingest.similarity import Similarity

__all__ = ["CaptionRows", "find_captions"]

# A caption is a few sentences; what is longer is a story with a photographer's name under it.
CAPTION_CELLS = 220.0
# How far around a caption the text is read to see whether a title above is the caption's or the neighbour's.
NEIGHBOUR_ROWS = 20


@dataclass(frozen=True, slots=True)
class CaptionRows:
    """A caption as a range of rows: title rows [start, text), text and credit [text, end)."""

    start: int
    text: int
    end: int
    photographers: tuple[str, ...]


def _credit(roles: Sequence[RowRole], index: int) -> tuple[int, bool, tuple[str, ...]] | None:
    """The credit that ends on this row: its first row, whether the row holds nothing else, the photographers."""
    here = roles[index]
    text = here.row.text
    if here.role is Role.BYLINE:
        assert here.byline is not None
        # 文/图 under a headline is the story's byline; after body text it signs a photo with a longer text
        wrote = ("文" in text or "报道" in text) and not (index and roles[index - 1].role is Role.BODY)
        return (index, True, here.byline.names) if here.byline.photo and not wrote else None
    if here.role not in (Role.BODY, Role.DISPLAY):
        return None
    broken = vocabulary.unbalanced(text) < 0
    if not broken and (found := vocabulary.find_credit(text)):
        return index, found[0] == 0, found[1]
    if index and roles[index - 1].role in (Role.BODY, Role.DISPLAY):
        above = roles[index - 1].row.text
        # the line end fell into the credit
        found = None if vocabulary.ends_closed(above) else vocabulary.find_credit(above + text)
        if found and found[0] < len(above):
            return index - 1, found[0] == 0, found[1]
    return None


def _block_start(roles: Sequence[RowRole], credit: int, taken: int, habits: Habits) -> int | None:
    """The first row of the block that ends with the credit, if space sets it apart; None if it is no caption's size.

    Where every line of the page has a blank line above it, lines without one belong together.
    """
    if habits.gap and roles[credit].row.gap:
        return None
    first, width = credit, roles[credit].row.width
    while first > taken and roles[first].row.gap == 0 and roles[first - 1].role in (Role.BODY, Role.DISPLAY):
        if roles[first - 1].marked:
            break
        first -= 1
        width += roles[first].row.width
        if width > CAPTION_CELLS:
            return None
    return first


def _walk_up(roles: Sequence[RowRole], credit: int, credit_only: bool, taken: int, habits: Habits) -> tuple[int, int]:
    """The first row of a caption whose credit stands on row `credit`, and the first of its text.

    The two differ where the caption is a block of its own with its title in it.
    """
    block = _block_start(roles, credit, taken, habits)
    if block is not None and block > taken and crosses_word(roles[block - 1].row.text, roles[block].row.text):
        # more space between its lines than the page has
        block = None
    if block is not None and not (credit_only and block == credit):
        text = block
        while text < min(credit, block + 2) and _is_title(roles, text, credit_only, credit):
            text += 1
        return block, text
    first = credit
    width = roles[credit].row.width
    need_text, need_more = credit_only, True
    last_line = credit - 1 if credit_only else credit
    while first > taken:
        above, here = roles[first - 1], roles[first].row
        if above.role not in (Role.BODY, Role.DISPLAY) or above.marked:
            break
        if above.role is Role.DISPLAY and not need_text:
            break
        if not need_text:
            if vocabulary.ends_closed(above.row.text) or vocabulary.starts_caption(here.text):
                break
            # a caption may have more space between its lines than the page; then a word must go on over the space
            if here.gap > habits.gap and not crosses_word(above.row.text, here.text):
                break
            if above.row.width > COLUMN_MAX or not habits.wrapped:
                break
            # the story above stops in mid-sentence, and here one begins
            if vocabulary.starts_sentence(here.text):
                break
            # the last line may be short; the others share one width
            full = [entry.row.width for entry in roles[first:last_line]]
            wider = above.row.width - median(full) if full else 0.0
            if wider > COLUMN_SLACK or wider < -INDENT_WIDTH - COLUMN_SLACK:
                break
            # its first line lacks the indent
            need_more = wider > -INDENT_WIDTH
        width += above.row.width
        if width > CAPTION_CELLS:
            break
        need_text = False
        first -= 1
        if above.role is Role.DISPLAY or not need_more:
            break
    return first, first


def _is_title(roles: Sequence[RowRole], index: int, credit_only: bool, credit: int) -> bool:
    """Whether a row at the top of a caption's block is its title: a line apart from the text that does not go on below."""
    text = roles[index].row.text
    last = credit - 1 if credit_only else credit
    if index >= last or re.search("[，。；：]", text) or crosses_word(text, roles[index + 1].row.text):
        return False
    if roles[index].role is Role.DISPLAY:
        return True
    full = [entry.row.width for entry in roles[index + 1 : last]] or [roles[last].row.width]
    return abs(roles[index].row.width - median(full)) > COLUMN_SLACK + INDENT_WIDTH


# Points for the display type above a caption being its title; above 0 it is.
TITLE_ABOVE = 0.5  # it stands directly above
TITLE_INSIDE = 4.0  # the text above stops in mid-sentence: no headline stands there
TITLE_TOPIC = 4.0  # for each point that it is nearer to the caption than to the texts around
TITLE_LOOSE = -1.5  # more space below it than between other rows
TITLE_THEN_HEAD = 1.0  # display type, furniture or nothing follows the caption: the story below has its own
TITLE_THEN_BODY = -1.0  # a byline or a body without a headline follows: it may be theirs
TITLE_QUOTED = -6.0  # a pull quote: the story around says the same words
TITLE_AS_BODY = -1.5  # it was taken for body text: short, without punctuation, on a page of long lines
TITLE_BETWEEN = 2.0  # a word goes on from the line above it to the line below the caption
TITLE_LONG = -1.0  # longer than a photo's title
TITLE_LENGTH = 16


def _title_rows(roles: Sequence[RowRole], first: int, end: int, taken: int, habits: Habits) -> int:
    """The first row of the title above a caption, or `first` where the display type above belongs elsewhere."""
    start = first
    while start > taken and first - start < 2 and _can_be_title(roles[start - 1], roles[start], habits):
        start -= 1
        if roles[start].row.gap > habits.gap or roles[start].role is Role.BODY:
            break
    if start == first:
        return first
    caption = "".join(entry.row.text for entry in roles[first:end])
    before = _body(roles[max(0, start - NEIGHBOUR_ROWS) : start])
    after = _body(roles[end : end + NEIGHBOUR_ROWS])
    title = "".join(entry.row.text for entry in roles[start:first])
    similarity = Similarity([caption, before, after])
    above = roles[start - 1] if start else None
    below = roles[end] if end < len(roles) else None
    points = TITLE_ABOVE
    if roles[start].role is Role.BODY:
        points += TITLE_AS_BODY
        if above is not None and below is not None and crosses_word(above.row.text, below.row.text):
            points += TITLE_BETWEEN
    points += TITLE_TOPIC * (similarity.of(title, 0) - max(similarity.of(title, 1), similarity.of(title, 2)))
    if above is not None and above.role is Role.BODY and not vocabulary.ends_closed(above.row.text):
        points += TITLE_INSIDE
    if roles[first].row.gap > habits.gap:
        points += TITLE_LOOSE
    if below is None or below.role in (Role.DISPLAY, Role.FURNITURE, Role.JUMP):
        points += TITLE_THEN_HEAD
    elif above is None or above.role is not Role.BODY or vocabulary.ends_closed(above.row.text):
        points += TITLE_THEN_BODY
    if title in before + after:
        points += TITLE_QUOTED
    if len(title) > TITLE_LENGTH:
        points += TITLE_LONG
    return start if points > 0 else first


def _can_be_title(entry: RowRole, below: RowRole, habits: Habits) -> bool:
    if entry.role is Role.DISPLAY:
        return not entry.marked
    text = entry.row.text
    # body text in a column has lines above and below it; a short one with space on both sides is not of it
    apart = not habits.wrapped or (entry.row.gap > habits.gap and below.row.gap > habits.gap)
    short = entry.role is Role.BODY and apart and len(text) <= TITLE_LENGTH
    return short and not re.search("[，。；、：,;:]", text) and not vocabulary.ends_closed(text)


def _body(entries: Sequence[RowRole]) -> str:
    return "".join(entry.row.text for entry in entries if entry.role is Role.BODY)


def find_captions(roles: Sequence[RowRole], habits: Habits) -> list[CaptionRows]:
    """The captions of a page, in order, not overlapping."""
    captions: list[CaptionRows] = []
    taken = index = 0
    while index < len(roles):
        credit = _credit(roles, index)
        if credit is not None:
            first_credit, credit_only, names = credit
            start, first = _walk_up(roles, first_credit, credit_only, taken, habits)
            # a credit alone under nothing is a byline after all
            if not (credit_only and first == first_credit):
                if start == first:
                    start = _title_rows(roles, first, index + 1, taken, habits)
                captions.append(CaptionRows(start, first, index + 1, names))
                taken = index = index + 1
                continue
        elif roles[index].role in (Role.BODY, Role.DISPLAY) and vocabulary.starts_caption(roles[index].row.text):
            end = _walk_down(roles, index, habits)
            if end is not None:
                start = _title_rows(roles, index, end, taken, habits)
                captions.append(CaptionRows(start, index, end, _photographers(roles[index:end])))
                taken = index = end
                continue
        index += 1
    return captions


def _walk_down(roles: Sequence[RowRole], first: int, habits: Habits) -> int | None:
    """The row after a caption that begins with 图为; None where a credit further down will find it."""
    width = 0.0
    for index in range(first, len(roles)):
        entry = roles[index]
        if _credit(roles, index) is not None:
            return None
        width += entry.row.width
        if width > CAPTION_CELLS or (index > first and entry.role is not Role.BODY):
            return index
        after = roles[index + 1] if index + 1 < len(roles) else None
        if after is not None and _credit(roles, index + 1) is not None:
            return None
        if vocabulary.ends_closed(entry.row.text) or (after is not None and after.row.gap > habits.gap):
            return index + 1
    return len(roles)


def _photographers(entries: Sequence[RowRole]) -> tuple[str, ...]:
    found = read_byline(entries[-1].row.text)
    return found.names if found and found.photo else ()
