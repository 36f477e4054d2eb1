"""Page → articles, and what every character of the page was taken for: the steps of reading, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Literal

from bot.reader.drafts import Draft, add_titles, draft_caption, draft_notice, draft_stories
from bot.reader.layout.conventions import SURE, measure_layout
from bot.reader.layout.indents import settle_indents
from bot.reader.layout.insets import split_insets
from bot.reader.layout.interruptions import close_interruptions
from bot.reader.layout.notices import split_notices
from bot.reader.layout.ornaments import settle_ornaments
from bot.reader.layout.page_head import leave_out_head
from bot.reader.layout.splitting import are_headed, split_by_layout
from bot.reader.layout.wrapping import close_gaps, join_wrapped
from bot.reader.left_out import FurnitureKind, LeftOut, find_left_out
from bot.reader.lines.headline_score import RowContext, score_display
from bot.reader.lines.page_style import PageStyle, measure_page_style
from bot.reader.lines.roles import assign_roles
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import Row, read_rows
from bot.reader.marked import draft_marked_articles
from bot.reader.script import read_as_simplified
from bot.reader.stories.boundaries import group_into_stories
from bot.reader.stories.boxes import split_boxes
from bot.reader.stories.captions import find_captions
from bot.reader.stories.doubts import reconsider
from bot.reader.stories.segments import split_into_segments
from bot.reader.time_budget import PAGE_SECONDS, OverBudgetError, TimeBudget
from bot.reader.told_stories import draft_told_story
from bot.records import Article, Page, Span
from bot.text.positioned_text import PositionedText

# No newspaper has so many lines on a page.
MOST_ROWS = 2000
# So few rows are read to the end, whatever time it takes: their lines would have to be longer than a page.
LEAST_ROWS = 100

PartRole = Literal["headline", "byline", "paragraph", "furniture"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some characters on one line of the page, and what the reader took them for."""

    role: PartRole
    span: Span
    # the line of the page, 1-based
    line: int
    # the number of the article that they belong to, from 0; None for furniture
    article: int | None
    # what furniture it is; None for parts of articles, and for what a correction by hand took out of one
    kind: FurnitureKind | None = None


@dataclass(frozen=True)
class PageReading:
    """A page with its articles and its parts; every visible character is in exactly one part."""

    page: Page
    # articles, captions and fragments in the order of their first line; empty where the page has none
    articles: tuple[Article, ...]
    # what its parts are found from
    rows: Sequence[Row] = field(default=(), repr=False, compare=False)
    drafts: Sequence[Draft] = field(default=(), repr=False, compare=False)
    # how many pieces the page was read in: more than 1 where it has more lines than a page of a newspaper, or is slow
    pieces: int = 1
    # reading it in fewer pieces would have taken longer than it may
    slow: bool = False

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """In the order of the page; found when they are asked for, because an index needs none."""
        return _find_parts(read_as_simplified(self.page), self.rows, self.drafts)


def read_page(page: Page, seconds: float = PAGE_SECONDS) -> PageReading:
    """The articles of a page, and what the reader took every character of it for.

    Args:
        page: the page.
        seconds: of the processor; what takes longer is read in pieces that end at blank lines.
    """
    printed, page = page, read_as_simplified(page)
    rows = read_rows(page)
    if not rows:
        return PageReading(printed, ())
    # where the lines are marked, nothing has to be found out about them
    long = [rows] if page.marked else list(_split_long(_settle(rows, seconds)))
    pieces = [draft_marked_articles(rows)] if page.marked else [one for part in long for one in _draft(part, seconds)]
    drafts = [draft for piece in pieces for draft in piece]
    drafts += LeftOut(drafts).draft_prose(rows)
    drafts.sort(key=lambda draft: draft.body_lines[0])
    articles = tuple(draft.to_article(printed, number) for number, draft in enumerate(drafts, start=1))
    return PageReading(printed, articles, rows, drafts, len(pieces), slow=len(pieces) > len(long))


def _settle(rows: Sequence[Row], seconds: float) -> list[Row]:
    """The rows of a page without its head, as if they were set in the usual way."""
    rows = settle_ornaments(settle_indents(leave_out_head(close_gaps(rows))))
    return join_wrapped(close_interruptions(rows, TimeBudget(seconds).has_time))


def _split_long(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows in pieces that end at blank lines, because the time to find stories grows with their square."""
    while len(rows) > MOST_ROWS:
        end = _find_largest_gap(rows, MOST_ROWS // 2, MOST_ROWS)
        yield rows[:end]
        rows = rows[end:]
    yield rows


def _find_largest_gap(rows: Sequence[Row], start: int, end: int) -> int:
    """The row from `start` to `end` with the most blank lines above; the last one where there are none."""
    return max(range(start, end), key=lambda at: (rows[at].gap, at))


def _draft(rows: Sequence[Row], seconds: float) -> list[list[Draft]]:
    """The articles of a piece of a page; where that takes longer than it may, those of each of its halves.

    The halves have half of the time each, so that all attempts together take a few times what one may.
    """
    try:
        return [_draft_piece(rows, TimeBudget(seconds if len(rows) > LEAST_ROWS else inf))]
    except OverBudgetError:
        middle = _find_largest_gap(rows, len(rows) // 3, 2 * len(rows) // 3)
        return [piece for half in (rows[:middle], rows[middle:]) for piece in _draft(half, seconds / 2)]


def _draft_piece(rows: Sequence[Row], budget: TimeBudget) -> list[Draft]:
    """The articles of a page, or of a piece of a page that is too long: by its layout if that is clear.

    Raises:
        OverBudgetError: when it takes too long.
    """
    style = measure_page_style(rows)
    text, insets = split_insets(rows)
    layout = measure_layout(text)
    budget.check()
    if layout.confidence >= SURE and not style.marks:
        # notices keep to no layout, but the page shows its own in them, too
        rest, notices = split_notices(rows)
        if notices:
            text, insets = split_insets(rest)
        stories = split_by_layout(text, layout, find_left_out(RowFeatures(text, style), layout))
        if layout.column is None or are_headed(stories):
            return [draft for story in (*notices, *stories, *insets) for draft in draft_told_story(story)]
    return [draft for part in split_boxes(rows) for draft in _draft_part(part, style, budget)]


def _draft_part(rows: Sequence[Row], style: PageStyle, budget: TimeBudget) -> list[Draft]:
    """The articles in some rows of a page whose layout is not clear, first its notices."""
    rest, notices = split_notices(rows)
    drafts = [draft for notice in notices for draft in draft_told_story(notice)]
    return drafts + (_draft_articles(rest, style, budget) if rest else [])


def _draft_articles(rows: Sequence[Row], style: PageStyle, budget: TimeBudget) -> list[Draft]:
    """The articles in some rows of a page, in any order."""

    def decide(row: Row, context: RowContext) -> float:
        budget.check()
        return score_display(row, context)

    features = RowFeatures(rows, style)
    roles = assign_roles(features, decide)
    captions = find_captions(roles, style)
    decided = reconsider(roles, captions, features)
    if decided != roles:
        roles, captions = decided, find_captions(decided, style)
    budget.check()
    segments, boundaries = split_into_segments(roles, captions, style)
    stories, stray = group_into_stories(segments, boundaries)
    budget.check()
    drafts = [*(draft_caption(roles, caption) for caption in captions), *draft_stories(stories, columns=style.wrapped)]
    drafts, stray = add_titles(drafts, stray)
    return [draft for draft in drafts if draft.text] or ([draft_notice(stray)] if stray else [])


def _find_parts(page: Page, rows: Sequence[Row], drafts: Sequence[Draft]) -> tuple[Part, ...]:
    """The parts of a page, in its order; what belongs to no article is furniture."""
    parts = [part for number, draft in enumerate(drafts) for part in _parts_of_draft(draft, number)]
    taken = bytearray(len(page.text))
    for part in parts:
        taken[part.span.start : part.span.end] = bytes([1]) * len(part.span)
    left_out = LeftOut(drafts)
    for row in rows:
        spans = [(run.line, span) for run in row.printed.runs for span in _find_free(taken, run.start, run.end)]
        # a row that is left out whole is one thing, be there signs that nobody sees in between
        whole = sum(len(span) for _, span in spans) == sum(run.end - run.start for run in row.printed.runs)
        for line, span in spans:
            text = page.text[span.start : span.end]
            if text.strip():
                kind = left_out.name_kind(row.text if whole else text)
                parts.append(Part("furniture", span, line, None, kind))
    return tuple(sorted(parts, key=lambda part: part.span.start))


def _find_free(taken: bytearray, start: int, end: int) -> Iterator[Span]:
    """The stretches between two places of a page that are not taken."""
    while (first := taken.find(0, start, end)) >= 0:
        start = taken.find(1, first, end)
        start = start if start >= 0 else end
        yield Span(first, start)


def _parts_of_draft(draft: Draft, number: int) -> Iterator[Part]:
    """The parts of article number `number`, from 0."""
    texts: tuple[tuple[PartRole, list[PositionedText]], ...] = (
        ("headline", [entry.row.printed for entry in draft.headline_rows]),
        ("byline", draft.bylines),
        ("paragraph", draft.paragraphs),
    )
    for role, joined in texts:
        for run in (run for text in joined for run in text.runs):
            yield Part(role, Span(run.start, run.end), run.line, number)
