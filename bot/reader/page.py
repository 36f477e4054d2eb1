"""Page → articles: the steps of reading, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.reader.lines import phrases
from bot.reader.lines.labels import is_column_label, is_section_label
from bot.reader.lines.page_style import PageStyle, measure_page_style
from bot.reader.lines.repeated_text import is_quoted
from bot.reader.lines.roles import Role, RowRole, assign_roles
from bot.reader.lines.rows import Row, read_rows
from bot.reader.stories.boundaries import Story, group_into_stories
from bot.reader.stories.boxes import split_boxes
from bot.reader.stories.captions import Caption, find_captions
from bot.reader.stories.displaced_endings import mend_torn_end
from bot.reader.stories.headlines import is_wrapped
from bot.reader.stories.paragraphs import join_rows
from bot.reader.stories.segments import split_into_segments
from bot.records import Article, Kind, Page, Piece, Span
from bot.text.positions import Joined, concatenate
from bot.text.similarity import Similarity, share

__all__ = ["PageReading", "Part", "PartRole", "read_page"]

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


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page with its articles and its parts; every visible character is in exactly one part."""

    page: Page
    # articles, captions and fragments in the order of their first line; empty where the page has none
    articles: tuple[Article, ...]
    # in the order of the page
    parts: tuple[Part, ...]


@dataclass
class _Draft:
    """An article before it has a number."""

    kind: Kind
    paragraphs: list[Joined]
    authors: list[str]
    # rows of the headline, in the order printed
    heads: list[RowRole]
    # further text that belongs to it: bylines, lead-ins
    bylines: list[Joined]

    @property
    def text(self) -> str:
        return "".join(paragraph.text for paragraph in self.paragraphs)


def read_page(page: Page) -> PageReading:
    """The articles of a page, and what every character of it was taken for."""
    rows = read_rows(page)
    if not rows:
        return PageReading(page, (), ())
    style = measure_page_style(rows)
    drafts = [draft for part in split_boxes(rows) for draft in _drafts(part, style)]
    drafts.sort(key=lambda draft: _first_line(draft))
    articles = [_article(draft, f"{page.file}#{number}", page.file) for number, draft in enumerate(drafts, start=1)]
    return PageReading(page, tuple(articles), _parts(page, rows, drafts, articles))


def _drafts(rows: Sequence[Row], style: PageStyle) -> list[_Draft]:
    """What stands in some rows of a page, in any order."""
    roles = assign_roles(rows, style)
    captions = find_captions(roles, style)
    segments, boundaries = split_into_segments(roles, captions, style)
    drafts = [_caption(roles, caption) for caption in captions]
    stray: list[RowRole] = [row for boundary in boundaries for row in boundary.display]
    if segments:
        stories, stray = group_into_stories(segments, boundaries)
        drafts.extend(_story(story) for story in stories)
    _title_captions([draft for draft in drafts if draft.kind == "caption" and not draft.heads], stray)
    drafts = [draft for draft in drafts if draft.text]
    if not drafts and stray:
        drafts = [_notice(stray)]
    return drafts


def _parts(page: Page, rows: Sequence[Row], drafts: Sequence[_Draft], articles: Sequence[Article]) -> tuple[Part, ...]:
    """What every visible character was taken for, in the order of the page; what no article has is furniture."""
    taken: list[tuple[int, int, Part]] = []
    for number, (draft, article) in enumerate(zip(drafts, articles, strict=True)):
        roles: tuple[tuple[PartRole, Sequence[Sequence[Piece]]], ...] = (
            ("headline", [head.row.joined.pieces for head in _headline_rows(draft.heads, draft.text)]),
            ("byline", [text.pieces for text in draft.bylines]),
            ("paragraph", article.layout),
        )
        for role, texts in roles:
            for piece in (piece for text in texts for piece in text):
                taken.append((piece.span.start, piece.span.end, Part(role, piece.span, piece.line, number)))
    taken.sort(key=lambda entry: entry[:2])
    parts: list[Part] = []
    queue = iter([*taken, (len(page.text), len(page.text), None)])
    start, end, part = next(queue)
    for _, position, last, line, _ in (run for row in rows for run in row.joined.runs):
        while position < last:
            if start > position:
                stop = min(start, last)
                if page.text[position:stop].strip():
                    parts.append(Part("furniture", Span(position, stop), line, None))
                position = stop
            elif end <= position:
                start, end, part = next(queue)
            else:
                assert part is not None
                parts.append(part)
                position = max(position, end)
                start, end, part = next(queue)
    return tuple(parts)


def _first_line(draft: _Draft) -> int:
    return min(text.line for text in (*draft.bylines, *draft.paragraphs))


def _unique(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _caption(roles: Sequence[RowRole], caption: Caption) -> _Draft:
    rows = [entry.row for entry in roles[caption.text : caption.end]]
    # the credit may stand on a line of its own: a space keeps it apart from the caption's last word
    credit = roles[caption.end - 1]
    if credit.role is Role.BYLINE and len(rows) > 1:
        paragraphs = [join_rows(rows[:-1]), join_rows(rows[-1:])]
    else:
        paragraphs = [join_rows(rows)]
    heads = list(roles[caption.start : caption.text])
    return _Draft("caption", paragraphs, _unique(caption.photographers), heads, [])


def _story(story: Story) -> _Draft:
    paragraphs: list[Joined] = []
    names: list[str] = []
    bylines: list[Joined] = []
    for number, segment in enumerate(story.segments):
        own = list(segment.paragraphs)
        for subhead in reversed(_decks(_unquoted(story.subheadings.get(number, []), story.text))):
            if own and not phrases.ends_sentence(subhead.text) and is_wrapped(subhead.text, own[0].text):
                # it goes on in the text below: no subheading, but a line that looked like one
                own[0] = concatenate([subhead, own[0]])
            else:
                own.insert(0, subhead)
        paragraphs.extend(own)
        names.extend(segment.leadin_names)
        bylines.extend(text for text in (segment.leadin, segment.closing_byline) if text.text)
    for entry in story.bylines:
        assert entry.byline is not None
        names.extend(entry.byline.names)
        bylines.append(entry.row.joined)
    names.extend(name for segment in story.segments for name in segment.closing_names)
    paragraphs = [paragraph for paragraph in paragraphs if paragraph.text]
    if not story.continued_from:
        # what goes on from another page may well begin with the end of a sentence
        paragraphs = mend_torn_end(paragraphs, goes_on=story.continued_on)
    return _Draft(_kind(story, paragraphs), paragraphs, _unique(names), story.headline, bylines)


def _unquoted(heads: Sequence[RowRole], body: str) -> list[RowRole]:
    """Display type inside a story without its pull quotes.

    A pull quote repeats the body in large type, a subheading says something of its own. The rows of a quote stand one
    below the other; its last one may be too short to be told by itself.
    """
    groups: list[list[RowRole]] = []
    for head in (head for head in heads if not head.pull_quote):
        if groups and head.row.gap == 0 and head.row.line == groups[-1][-1].row.line + 1:
            groups[-1].append(head)
        else:
            groups.append([head])
    kept: list[RowRole] = []
    for group in groups:
        texts = [head.row.text for head in group]
        quoted = sum(len(text) for text in texts if is_quoted(text, body))
        if not is_quoted("".join(texts), body) and quoted <= sum(map(len, texts)) / 2:
            kept.extend(head for head in group if not is_quoted(head.row.text, body))
    return kept


def _kind(story: Story, paragraphs: Sequence[Joined]) -> Kind:
    if story.continued_from or story.continued_on:
        return "fragment"
    opening = paragraphs[0].text if paragraphs else ""
    begun = bool(story.segments[0].leadin.text or story.bylines)
    if not begun and (phrases.begins_with_connective(opening) or phrases.begins_inside_sentence(opening)):
        return "fragment"
    return "article"


def _notice(rows: Sequence[RowRole]) -> _Draft:
    """A page of display type alone, such as a notice: its first line is the headline, if there are others."""
    heads = list(rows[:1]) if len(rows) > 1 else []
    return _Draft("article", [row.row.joined for row in rows[len(heads) :]], [], heads, [])


# A photo's title is short and says little of what the caption says.
TITLE_SIMILARITY = 0.15


def _title_captions(captions: Sequence[_Draft], stray: list[RowRole]) -> None:
    """Gives captions without a title the stray display type that speaks of what they show."""
    if not captions or not stray:
        return
    similarity = Similarity([caption.text for caption in captions])
    for row in list(stray):
        score, best = max((similarity.of(row.row.text, n), -n) for n in range(len(captions)))
        if score >= TITLE_SIMILARITY and not captions[-best].heads:
            captions[-best].heads.append(row)
            stray.remove(row)


def _decks(heads: Sequence[RowRole]) -> list[Joined]:
    """The decks of a headline: rows with nothing between are one deck where a word or a bracket spans the line end."""
    decks: list[list[Row]] = []
    for head in heads:
        row = head.row
        above = decks[-1][-1] if decks else None
        if above is not None and row.gap == 0 and row.line == above.line + 1 and is_wrapped(above.text, row.text):
            decks[-1].append(row)
        else:
            decks.append([row])
    return [concatenate([row.joined for row in rows]) for rows in decks]


# A column's name is no longer than this, and the headline below it longer than that.
COLUMN_NAME, COLUMN_HEAD = 4, 6


def _is_label(text: str, below: str, body: str) -> bool:
    """Whether the first row of a headline is the name of a section, or of a column that says nothing of the story."""
    if is_section_label(text) or is_column_label(text):
        return True
    short = len(text) <= COLUMN_NAME and len(below) > COLUMN_HEAD
    return short and text.isalpha() and not share(text, body)


def _headline_rows(heads: Sequence[RowRole], body: str) -> list[RowRole]:
    """The rows of a headline without a section's name above it."""
    rows = list(heads)
    while len(rows) > 1 and _is_label(rows[0].row.plain, rows[1].row.plain, body):
        rows.pop(0)
    return rows


def _headline(heads: Sequence[RowRole], body: str) -> str:
    """The headline's decks joined with one space."""
    return " ".join(" ".join(deck.text.split()) for deck in _decks(_headline_rows(heads, body)))


def _article(draft: _Draft, identifier: str, file: str) -> Article:
    numbers = [run[3] for text in (*draft.bylines, *draft.paragraphs) for run in text.runs]
    body = (min(numbers), max(numbers))
    # a headline elsewhere on the page does not stretch the article's lines over its neighbours
    near = [head.row.line for head in draft.heads if body[0] - 12 <= head.row.line <= body[1] + 12]
    return Article(
        id=identifier,
        headline=_headline(draft.heads, draft.text),
        paragraphs=[paragraph.text for paragraph in draft.paragraphs],
        authors=draft.authors,
        kind=draft.kind,
        file=file,
        lines=(min([body[0], *near]), max([body[1], *near])),
        layout=[paragraph.pieces for paragraph in draft.paragraphs],
    )
