"""Stories whose headline and paragraphs the layout tells → drafts: credits, labels, captions and briefs are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.reader.drafts import Draft
from bot.reader.layout.splitting import ToldStory
from bot.reader.lines import phrases
from bot.reader.lines.bylines import read_authors, read_byline, read_pen_name
from bot.reader.lines.credits import begins_caption, find_closing_note, find_compilers, find_credit
from bot.reader.lines.furniture import is_layout_credit
from bot.reader.lines.labels import begins_note, begins_notice, is_note_label, is_notice_heading
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import Row
from bot.reader.stories.paragraphs import join_rows
from bot.records import Kind
from bot.text.positioned_text import PositionedText

__all__ = ["draft_told_story"]

# A photo story has at most so many characters in so many paragraphs; longer texts are articles with a photo.
PHOTO_STORY, PHOTO_PARAGRAPHS = 500, 5
# Characters: a longer paragraph is no caption.
CAPTION = 150
# A column of briefs has at least so many.
LEAST_BRIEFS = 2
# Cells: titles of briefs are narrower.
BRIEF_TITLE = 30.0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of a story, with what it turns out to be."""

    text: PositionedText
    # blank lines above
    gap: int
    # the photo credit that it is, or ends with; its names
    photographers: tuple[str, ...] | None = None
    # nothing but a photo credit
    is_credit: bool = False


@dataclass
class _Parts:
    """The parts of a story; complete once all its paragraphs are read."""

    paragraphs: list[_Paragraph] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    bylines: list[PositionedText] = field(default_factory=list)
    # a summary or an editors' note stands before the text
    noted: bool = False
    # contacts in a notice are text
    is_notice: bool = False
    # several bylines stand in the text, each above or below the part that it signs
    signed_parts: bool = False
    continued_from: bool = False
    continued_on: bool = False


def draft_told_story(story: ToldStory) -> Iterator[Draft]:
    """The article of a story and its captions; or the briefs of a column, or the notices under one heading."""
    briefs = _split_briefs(story)
    if briefs:
        for brief in briefs:
            yield from draft_told_story(brief)
        return
    if not story.paragraphs:
        return
    parts = _Parts()
    headline = _read_headline(story.headline, parts)
    for row in story.bylines:
        byline = read_authors(row.text) if story.marked else None
        byline = byline or read_byline(row.text, lenient=True) or read_pen_name(row.text)
        parts.names += byline.names if byline else ()
        parts.bylines.append(row.printed)
    parts.is_notice = any(is_notice_heading(row.plain) for row in headline) or begins_notice(
        story.paragraphs[0][0].plain
    )
    parts.signed_parts = _count_bylines(story.paragraphs) > 1
    for number, rows in enumerate(story.paragraphs):
        _read_paragraph(rows, parts, first=_may_begin(parts), last=number == len(story.paragraphs) - 1)
    display = [RowRole(row, Role.DISPLAY, marked=story.marked) for row in headline]
    if not parts.paragraphs:
        return
    if not story.marked and _is_photo_story(parts):
        yield _draft("caption", parts.paragraphs, parts, display)
        return
    told, captions = _take_captions(parts.paragraphs, credited=story.marked)
    if told:
        kind: Kind = "fragment" if parts.continued_from or parts.continued_on else "article"
        # where the layout tells headlines, it has told the names of sections, too
        yield replace(_draft(kind, told, parts, display), labelled=story.marked)
    for number, caption in enumerate(captions):
        yield _draft("caption", caption, _Parts(), [] if told or number else display)


def _may_begin(parts: _Parts) -> bool:
    """Whether the next paragraph may begin the text with a lead-in: it is the first, or a note stands before."""
    return not parts.paragraphs or (parts.noted and not parts.bylines)


def _count_bylines(paragraphs: Sequence[Sequence[Row]]) -> int:
    """How many paragraphs are bylines with a title and nothing else."""
    bylines = (read_byline(rows[0].text) for rows in paragraphs if len(rows) == 1)
    return sum(byline is not None and byline.titled and not byline.photo for byline in bylines)


def _draft(kind: Kind, paragraphs: Sequence[_Paragraph], parts: _Parts, display: list[RowRole]) -> Draft:
    names = [*parts.names]
    if kind == "caption":
        names += [name for paragraph in paragraphs for name in paragraph.photographers or ()]
    texts = [paragraph.text for paragraph in paragraphs]
    return Draft(kind, texts, tuple(dict.fromkeys(names)), display, parts.bylines, labelled=False)


def _read_headline(rows: Sequence[Row], parts: _Parts) -> list[Row]:
    """The rows of the headline, without the jump marks above and below it."""
    headline: list[Row] = []
    for row in rows:
        if phrases.find_continued_from(row.plain) == len(row.plain):
            parts.continued_from = True
        else:
            headline.append(row)
    return headline


def _read_paragraph(rows: list[Row], parts: _Parts, *, first: bool, last: bool) -> None:
    """Adds a paragraph to the parts of its story; what names the authors or says nothing is taken off."""
    text, gap = join_rows(rows), rows[0].gap
    if is_note_label(text.text):
        parts.noted = True
        return
    if is_layout_credit(text.text) and not parts.is_notice:
        return
    if end := phrases.find_continued_from(text.text):
        parts.continued_from = True
        text = text.cut(end).strip()
    if (start := phrases.find_continued_on(text.text)) >= 0:
        parts.continued_on = True
        text = text.cut(0, start).strip()
    parts.noted |= begins_note(text.text)
    credit = find_credit(text.text)
    note = None if credit else find_closing_note(text.text)
    parts.names += find_compilers(text.text)
    if note and (note.start == 0 or last):
        parts.names += note.names
        parts.bylines.append(text.cut(note.start))
        text = text.cut(0, note.start).strip()
    byline = read_byline(text.text) if text.text and not credit else None
    if byline and byline.titled and not byline.photo:
        parts.names += byline.names
        if (first or last) and not parts.signed_parts:
            parts.bylines.append(text)
            return
    if first and (leadin := phrases.find_leadin(text.text)):
        parts.names[:0] = leadin.names
        parts.bylines.append(text.cut(0, leadin.end))
        text = text.cut(leadin.end).strip()
    if text.text:
        photographers = credit.names if credit else None
        parts.paragraphs.append(_Paragraph(text, gap, photographers, is_credit=bool(credit and credit.start == 0)))


def _is_photo_story(parts: _Parts) -> bool:
    """Whether a story is a photo with its text: short, with a photo credit at its end and no reporters."""
    paragraphs = parts.paragraphs
    credited = paragraphs[-1].photographers is not None and not parts.bylines
    short = len(paragraphs) <= PHOTO_PARAGRAPHS and sum(len(one.text.text) for one in paragraphs) <= PHOTO_STORY
    return credited and short


def _take_captions(
    paragraphs: Sequence[_Paragraph], *, credited: bool
) -> tuple[list[_Paragraph], list[list[_Paragraph]]]:
    """The paragraphs of an article, and those of the captions between and below them.

    Args:
        paragraphs: all paragraphs of the story.
        credited: whether any short paragraph that ends with a photo credit is a caption, as on the web.
    """
    told: list[_Paragraph] = []
    captions: list[list[_Paragraph]] = []
    open_caption = False
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        ends = credited and paragraph.photographers is not None and not paragraph.is_credit
        announced = begins_caption(text) and not _is_list_item(paragraphs, number)
        if announced or (ends and len(text) <= CAPTION):
            captions.append([paragraph])
            open_caption = not paragraph.photographers
        elif open_caption and paragraph.is_credit:
            captions[-1].append(paragraph)
            open_caption = False
        else:
            told.append(paragraph)
            open_caption = False
    return told, captions


def _is_list_item(paragraphs: Sequence[_Paragraph], number: int) -> bool:
    """Whether a paragraph that begins with a mark, ▲, is an item of a list: the next one to it begins alike."""
    marks = ["" if one.photographers else one.text.text[:1] for one in paragraphs[max(0, number - 1) : number + 2]]
    return not marks[min(number, 1)].isalnum() and marks.count(marks[min(number, 1)]) > 1


def _split_briefs(story: ToldStory) -> list[ToldStory]:
    """The briefs of a column under one heading, each with its own headline; empty where a story is no such column.

    Each brief has its title on a line of its own, and ends with its source or with a space below.
    """
    if len(story.headline) > 1 or len(story.paragraphs) < 2 * LEAST_BRIEFS:
        return []
    groups: list[list[list[Row]]] = [[]]
    noted = 0
    for number, rows in enumerate(story.paragraphs):
        ended = bool(groups[-1]) and (rows[0].gap > 0 or noted == number)
        if ended:
            groups.append([])
        groups[-1].append(rows)
        note = find_closing_note(join_rows(rows).text)
        if note:
            noted = number + 1
    if len(groups) < LEAST_BRIEFS or not all(len(group) > 1 and _is_title(group[0]) for group in groups):
        return []
    # subheads with a space above stand in any long story
    if not all(_ends_noted(group) for group in groups[:-1]):
        return []
    return [ToldStory(headline=group[0], paragraphs=group[1:]) for group in groups]


def _is_title(rows: Sequence[Row]) -> bool:
    return len(rows) == 1 and rows[0].width < BRIEF_TITLE and not rows[0].plain.endswith(("。", "）", ")", "；"))


def _ends_noted(group: Sequence[Sequence[Row]]) -> bool:
    return find_closing_note(join_rows(list(group[-1])).text) is not None
