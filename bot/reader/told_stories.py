"""Stories whose headline and paragraphs the layout tells → drafts: credits, labels, captions and briefs are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.reader.authors.bylines import is_title, read_authors, read_byline, read_pen_name
from bot.reader.authors.leadins import find_leadin
from bot.reader.briefs import split_briefs
from bot.reader.drafts import Draft
from bot.reader.furniture.furniture import is_layout_credit
from bot.reader.furniture.labels import (
    DECORATION,
    begins_note,
    begins_notice,
    is_note_label,
    is_notice_heading,
    is_notice_title,
)
from bot.reader.layout.flush_rows import SIGNATURE_INDENT
from bot.reader.layout.layouts import CAPTION
from bot.reader.layout.splitting import ToldStory
from bot.reader.lines import phrases
from bot.reader.lines.credits import (
    LONG_NOTE,
    begins_caption,
    ends_with_provider,
    find_closing_note,
    find_compilers,
    find_credit,
    find_signer,
    find_signer_behind,
    is_about_author,
)
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import Row, is_indented, join_rows
from bot.records import Kind
from bot.text.characters import CJK, SPACE, find_last_bracket
from bot.text.names import is_likely_name
from bot.text.patterns import REPORTERS, compile_pattern
from bot.text.positioned_text import EMPTY, PositionedText
from bot.text.segmenter import default_segmenter
from bot.text.similarity import pair_overlap

# A photo story has at most so many characters in so many paragraphs; longer texts are articles with a photo.
PHOTO_STORY, PHOTO_PARAGRAPHS = 500, 5
# Characters: the name of a section or column has no more.
LABEL = 6
# 【图说】, 〖一家之言〗 on a line of its own
_LABEL = compile_pattern(r"[【〖〔\[][^【】〖〗〔〕\[\]，。]{2,10}[】〗〕\]]")
_WIRED = compile_pattern(f"电.*(?:{REPORTERS})")
# A line of names, with nothing but spaces and the like between them.
_NAMES = compile_pattern(rf"[{CJK}·]{{1,4}}(?:[{SPACE}、]+[{CJK}·]{{1,4}})*")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of a story, with what it turns out to be."""

    text: PositionedText
    # the people whom its photo credit names; None where it has no credit
    photographers: tuple[str, ...] | None = None
    # it is nothing but a photo credit
    is_credit: bool = False
    # the page marks it as the caption of a photo
    pictured: bool = False


@dataclass
class _Parts:
    """The parts of a story; complete once all its paragraphs are read."""

    # without the jump marks above and below it
    headline: list[Row] = field(default_factory=list)
    paragraphs: list[_Paragraph] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    bylines: list[PositionedText] = field(default_factory=list)
    # a summary or an editors' note stands before the text
    noted: bool = False
    # a paragraph of it begins with a lead-in
    wired: bool = False
    # it is a notice, where contacts are text
    is_notice: bool = False
    # its title says so, and whoever signs it is no author
    is_titled_notice: bool = False
    # several bylines stand in the text, each above or below the part that it signs
    signed_parts: bool = False
    continued_from: bool = False
    continued_on: bool = False


def draft_told_story(story: ToldStory) -> Iterator[Draft]:
    """The article of a story and its captions; where a story is a column of briefs, the article of each brief."""
    for part in split_briefs(story) or [story]:
        if part.paragraphs:
            yield from _draft_story(part)


def _draft_story(story: ToldStory) -> Iterator[Draft]:
    """The article of a story that is no column of briefs, and its captions."""
    parts = _read_parts(story)
    display = [RowRole(row, Role.DISPLAY, marked=story.marked) for row in parts.headline]
    if not parts.paragraphs:
        return
    if _is_photo_story(parts, alone=story.marked):
        yield _draft("caption", parts.paragraphs, parts, display)
        return
    article, captions = _take_captions(parts.paragraphs, credited=story.marked)
    if article:
        kind: Kind = "fragment" if parts.continued_from or parts.continued_on else "article"
        # the layout has already told names of sections from headlines; marks do not
        yield replace(_draft(kind, article, parts, display), labelled=story.marked)
    for number, caption in enumerate(captions):
        # a story without an article is a photo, and the headline is its title
        yield _draft("caption", caption, _Parts(), [] if article or number else display)


def _read_parts(story: ToldStory) -> _Parts:
    """The parts of a story: what its rows turn out to be."""
    parts = _Parts()
    for row in _leave_out_label(story):
        if phrases.find_continued_from(row.plain) == len(row.plain):
            parts.continued_from = True
        elif title := row.before_jump_mark():
            parts.continued_from = True
            parts.headline.append(title)
        else:
            parts.headline.append(row)
    for row in story.bylines:
        byline = read_authors(row.text) if story.marked else None
        byline = byline or read_byline(row.text, lenient=True) or read_pen_name(row.text)
        if byline:
            parts.names += byline.names
        elif signer := find_signer(row.text):
            parts.names.append(signer)
        parts.bylines.append(row.printed)
    heading = any(is_notice_heading(row.plain) for row in parts.headline)
    parts.is_titled_notice = any(is_notice_title(row.text) for row in parts.headline)
    parts.is_notice = heading or parts.is_titled_notice or begins_notice(story.paragraphs[0][0].plain)
    parts.signed_parts = _count_bylines(story.paragraphs) > 1
    for number, rows in enumerate(story.paragraphs):
        below = story.paragraphs[number + 1 : number + 2]
        # a letter ends above what the editors say of it
        last = not below or begins_note(below[0][0].plain)
        if last or not _take_name_line(rows, parts, below[0]):
            _read_paragraph(rows, parts, first=_may_begin(parts), last=last, pictured=rows[0].line in story.pictured)
    return parts


def _leave_out_label(story: ToldStory) -> list[Row]:
    """The headline of a story without the name of a section or column that stands apart above it.

    Such a label has few characters, and none of its words stands in the story.
    """
    rows = story.headline
    if len(rows) < 2:
        return rows
    if _LABEL.fullmatch(rows[0].plain):
        return rows[1:]
    if not rows[1].gap:
        return rows
    label = "".join(rows[0].plain.strip(DECORATION).split())
    text = "".join(row.plain for row in rows[1:]) + "".join(row.plain for part in story.paragraphs for row in part)
    return rows[1:] if len(label) <= LABEL and label.isalpha() and not pair_overlap(label, text) else rows


def _may_begin(parts: _Parts) -> bool:
    """Whether the next paragraph may begin the text with a lead-in: before it stand nothing but photos, or a note."""
    return all(one.pictured for one in parts.paragraphs) or (parts.noted and not parts.bylines)


def _count_bylines(paragraphs: Sequence[Sequence[Row]]) -> int:
    """How many paragraphs are bylines with a title and nothing else; those in brackets sign the whole story."""
    lines = (rows[0].text for rows in paragraphs if len(rows) == 1)
    bylines = (read_byline(line) for line in lines if line[0] not in "（(")
    return sum(byline is not None and byline.titled and not byline.photo for byline in bylines)


def _draft(kind: Kind, paragraphs: Sequence[_Paragraph], parts: _Parts, display: list[RowRole]) -> Draft:
    """An article, or a caption with its photographers, of some paragraphs of a story."""
    names = [*parts.names]
    if kind == "caption":
        names += [name for paragraph in paragraphs for name in paragraph.photographers or ()]
    texts = [paragraph.text for paragraph in paragraphs]
    return Draft(kind, texts, tuple(dict.fromkeys(names)), display, parts.bylines, labelled=False)


def _read_paragraph(rows: list[Row], parts: _Parts, *, first: bool, last: bool, pictured: bool) -> None:
    """Adds a paragraph to the parts of its story, without what names the authors and without marks.

    Args:
        rows: the paragraph.
        parts: those of the story so far.
        first: whether the paragraph may begin with a lead-in.
        last: whether it is the last one.
        pictured: whether the page marks it as the caption of a photo.
    """
    text = join_rows(rows)
    if pictured:
        credit = find_credit(text.text)
        parts.paragraphs.append(_Paragraph(text, credit.names if credit else (), pictured=True))
        return
    if is_note_label(text.text):
        parts.noted = True
        return
    if is_layout_credit(text.text) and not parts.is_notice:
        return
    text = _take_jump_marks(text, parts)
    parts.noted |= begins_note(text.text)
    compilers = find_compilers(text.text)
    credit = find_credit(text.text)
    if credit is None:
        text = _take_signer(text, parts, rows[0], first=first, last=last)
    parts.names += compilers
    text = _take_leadin(text, parts, first=first, credited=credit is not None)
    if text.text:
        photographers = credit.names if credit else None
        parts.paragraphs.append(_Paragraph(text, photographers, is_credit=bool(credit and credit.start == 0)))


def _take_name_line(rows: Sequence[Row], parts: _Parts, below: Sequence[Row]) -> bool:
    """Whether an indented line below a headline is its byline, which the parts then hold.

    南　枫, 本报评论员, 本报记者 南枫 文/图; what other titled bylines sign is decided later.

    Args:
        rows: the paragraph.
        parts: those of the story so far.
        below: the next paragraph; without a blank line above it, a single name below a note may be a subhead, 植　绿,
            and so may one that the paragraph repeats.
    """
    text = rows[0].text
    other = len(rows) > 1 or rows[0].leadin or is_note_label(text)
    if other or not parts.headline or parts.bylines or not _may_begin(parts):
        return False
    byline = read_byline(text, lenient=True)
    names = byline.names if byline else ()
    if byline and byline.titled:
        signs = byline.photo and "文" in text and not parts.signed_parts
    elif not _NAMES.fullmatch(text):
        signs = is_title(text)
    else:
        words = text.split()
        named = "".join(words) in "".join(row.plain for row in below)
        apart = below[0].gap > 0 or (not parts.paragraphs and (len(words) > 1 or not named))
        if byline is None and not default_segmenter().is_word("".join(words)) and (pen_name := read_pen_name(text)):
            names = pen_name.names
        signs = bool(names) and (apart or len(names) > 1) and (len(names) == 1 or all(map(is_likely_name, names)))
    if signs:
        parts.names += names
        parts.bylines.append(rows[0].printed)
    return signs


def _take_jump_marks(text: PositionedText, parts: _Parts) -> PositionedText:
    """A paragraph without （上接第1版） at its beginning and （下转第3版） at its end, which the parts remember."""
    if end := phrases.find_continued_from(text.text):
        parts.continued_from = True
        text = text.cut(end).strip()
    if (start := phrases.find_continued_on(text.text)) >= 0:
        parts.continued_on = True
        text = text.cut(0, start).strip()
    return text


def _take_leadin(text: PositionedText, parts: _Parts, *, first: bool, credited: bool) -> PositionedText:
    """A paragraph without its lead-in, whose names the parts then hold.

    Args:
        text: the paragraph.
        parts: those of its story so far.
        first: whether it may begin the story's text, so that a lead-in need not name anybody.
        credited: whether it ends with a photo credit: （记者　南枫　摄） signs the photo.
    """
    # a story that begins with a telegram may have more of them: 【中央社海州十日電】
    begins = first or (parts.wired and text.text[:1] in "【〔（[")
    if not begins and (parts.bylines or credited):
        return text
    leadin = find_leadin(text.text)
    # below a summary or a caption reporters are named where the text begins
    if leadin is None or not (begins or leadin.names):
        return text
    parts.wired = True
    parts.names[:0] = leadin.names
    parts.bylines.append(text.cut(0, leadin.end))
    return text.cut(leadin.end).strip()


def _take_signer(text: PositionedText, parts: _Parts, row: Row, *, first: bool, last: bool) -> PositionedText:
    """A paragraph without the note in brackets that closes its story, or empty if it is a byline of the story.

    Args:
        text: the paragraph.
        parts: those of its story so far.
        row: its first row.
        first, last: as for `_read_paragraph`.
    """
    apart = row.indent >= SIGNATURE_INDENT or not is_indented(row)
    signer = find_signer(text.text) if (last or apart) and not parts.is_titled_notice else None
    if signer is None and not parts.is_titled_notice and (behind := find_signer_behind(text.text)):
        parts.names.append(behind)
    text = _take_signature(text, parts, signer if apart else None, first=first, last=last)
    if text.text and signer is not None and not apart:
        # who signs a letter in the indent of its text is its author, and the row stays as printed
        parts.names.append(signer)
    return text


def _take_signature(
    text: PositionedText, parts: _Parts, signer: str | None, *, first: bool, last: bool
) -> PositionedText:
    """A paragraph without its closing note or byline; a note that is long stays, because it is text.

    Args:
        text: the paragraph.
        parts: those of its story so far.
        signer: who signs it, where its first row stands apart from the text.
        first, last: as for `_read_paragraph`.
    """
    note = find_closing_note(text.text)
    # where every part of a story has its own, （据新华社海州5月3日电　记者某某） closes one
    wired = note is not None and bool(note.names) and _WIRED.search(text.text, note.start) is not None
    if note and (note.start == 0 or last or wired):
        parts.names += note.names
        if len(text.text) - note.start > LONG_NOTE:
            return text
        parts.bylines.append(text.cut(note.start))
        text = text.cut(0, note.start).strip()
    # on a line of its own, or behind the last sentence
    start = max(0, find_last_bracket(text.text)) if text.text.endswith(("）", ")")) else 0
    about = text.text[start:]
    if last and parts.names and is_about_author(about) and not find_compilers(about):
        parts.bylines.append(text.cut(start))
        return text.cut(0, start).strip()
    if signer is not None:
        parts.names.append(signer)
        parts.bylines.append(text)
        return EMPTY
    byline = read_byline(text.text) if text.text else None
    if byline and byline.titled:
        parts.names += byline.names
        # the first paragraph may be a summary, above the byline
        below_summary = len(parts.paragraphs) == 1 and not parts.bylines
        if (first or last or below_summary) and not parts.signed_parts:
            parts.bylines.append(text)
            return EMPTY
    return text


def _is_photo_story(parts: _Parts, *, alone: bool) -> bool:
    """Whether a story is a photo with its text: short, with a photo credit at its end and no reporters.

    Args:
        parts: those of the story.
        alone: whether the credit must be a paragraph of its own, because captions stand below texts, too.
    """
    paragraphs = parts.paragraphs
    credited = paragraphs[-1].photographers is not None and not parts.bylines and len(paragraphs) > alone
    credited &= not alone or paragraphs[-1].is_credit
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
    article: list[_Paragraph] = []
    captions: list[list[_Paragraph]] = []
    open_caption = False
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        ends = (
            credited and (paragraph.photographers is not None or ends_with_provider(text)) and not paragraph.is_credit
        )
        announced = paragraph.pictured or (begins_caption(text) and not _is_list_item(paragraphs, number))
        if announced or (ends and len(text) <= CAPTION):
            captions.append([paragraph])
            open_caption = not paragraph.photographers
        elif open_caption and paragraph.is_credit:
            captions[-1].append(paragraph)
            open_caption = False
        else:
            article.append(paragraph)
            open_caption = False
    return article, captions


def _is_list_item(paragraphs: Sequence[_Paragraph], number: int) -> bool:
    """Whether a paragraph that begins with a mark, ▲, is an item of a list: the next one to it begins alike."""
    first = max(0, number - 1)
    marks = ["" if one.photographers else one.text.text[:1] for one in paragraphs[first : number + 2]]
    mark = marks[number - first]
    return not mark.isalnum() and marks.count(mark) > 1
