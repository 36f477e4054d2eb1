"""Rows of a page whose layout tells where paragraphs begin → stories: the other lines are headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.reader.authors.bylines import names_authors, read_byline, read_pen_name
from bot.reader.authors.leadins import find_leadin, is_leadin
from bot.reader.furniture.crew import names_crew
from bot.reader.furniture.furniture import is_slogan
from bot.reader.furniture.labels import (
    begins_notice,
    is_box_label,
    is_column_label,
    is_known_section,
    is_list_line,
    is_note_label,
    is_notice_heading,
    is_section_label,
)
from bot.reader.layout.flush_rows import VERSE
from bot.reader.layout.layouts import Layout, continues_paragraph, may_head_caption
from bot.reader.lines import phrases
from bot.reader.lines.credits import begins_caption, find_closing_note, find_credit, find_signer
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import CLOSING_MARKS
from bot.text.patterns import FULL_DATE
from bot.text.similarity import pair_overlap

# Whom a speech or a letter addresses, on a line of its own: 同志们，朋友们：
_SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的|各位|广大)[^。！？：:]{1,20}[：:]|[^。！？]{0,40}(?:们|先生|女士|阁下|同志|同学|同胞|代表|委员|编辑|读者|诸位|各位)[：:]"
)

_DAY = re.compile(rf"[（(]{FULL_DATE.pattern}[)）]")
# A note at a story's end takes at most so many lines.
NOTE_ROWS = 8
# So many headlines that are no subheads show whether the stories of a page are signed, and this share that they are.
LEAST_SURE, SIGNED = 3, 0.8
# Characters: a subhead that has as much space around as headlines has no more.
SUBHEAD = 8
# So many rows of display type above a story may be the headlines of several.
HEAP = 3


@dataclass
class ToldStory:
    """The rows of a story, as the layout or the page's marks tell them; complete once the page is split."""

    headline: list[Row] = field(default_factory=list)
    bylines: list[Row] = field(default_factory=list)
    # the rows of each paragraph, subheads and credits among them
    paragraphs: list[list[Row]] = field(default_factory=list)
    # of a page whose lines are marked (`Page.marked`)
    marked: bool = False
    # the lines that the page marks as the caption of a photo
    pictured: set[int] = field(default_factory=set)


def split_by_layout(rows: Sequence[Row], layout: Layout, left_out: Sequence[bool]) -> list[ToldStory]:
    """The stories of a page whose layout is clear; what belongs to none is left out.

    Args:
        rows: the page's rows.
        layout: the conventions that they keep.
        left_out: for each row whether it is furniture or repeats the words of a story.
    """
    splitter = _Splitter(layout)
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        if row.line not in layout.starts and left_out[at]:
            # three words that look like a slogan may be the first deck of a headline
            deck = below is not None and not (below.gap or left_out[at + 1] or is_section_label(below.text))
            deck &= is_slogan(row.text)
            # contacts and 分类广告 are furniture unless a text stands below
            over_text = below is not None and below.line in layout.starts
            over_list = over_text and all(is_list_line(other.plain) for other in rows[at + 1 : at + 3])
            notice = over_text and (is_notice_heading(row.plain) or (over_list and not names_crew(row.text)))
            if not (deck or notice or is_section_label(row.text)):
                splitter.pass_over(row)
                continue
        splitter.add(row, below)
    _move_headlines_up(splitter.stories)
    return _join_subheads(splitter.stories)


def are_headed(stories: Sequence[ToldStory]) -> bool:
    """Whether headlines stand with their stories.

    They do not where the last story has no text, or where one has a heap of headlines and another, signed, has none.
    """
    heaped = any(len(story.headline) >= HEAP for story in stories)
    bare = any(not story.headline and story.paragraphs and _signs_first(story) for story in stories)
    return bool(stories[-1].paragraphs) and not (heaped and bare)


def _move_headlines_up(stories: Sequence[ToldStory]) -> None:
    """Gives headlines that touch the text above them, with a space below, to that text if it has no other.

    A headline below the only text of a page is that text's, whatever space is between them.
    """
    only = len(stories) == 2 and not stories[1].paragraphs
    for above, story in pairwise(stories):
        if above.headline or not above.paragraphs or not story.headline:
            continue
        rows = story.headline
        end = next((at for at in range(1, len(rows)) if rows[at].gap), len(rows))
        below = rows[end:] or story.bylines or [row for part in story.paragraphs for row in part]
        if (rows[0].gap and not only) or (below and not below[0].gap):
            end = _count_nearer(rows, above, story) if _signs_first(above) else 0
        above.headline, story.headline = rows[:end], rows[end:]


def _count_nearer(rows: Sequence[Row], above: ToldStory, story: ToldStory) -> int:
    """How many of some headlines belong to the story above because of their words; one is left for the story below."""
    texts = ["".join(row.plain for part in one.paragraphs for row in part) for one in (above, story)]
    overlaps = [[pair_overlap(row.plain, text) for text in texts] for row in rows[:-1]]
    return max((at for at, (to_above, to_story) in enumerate(overlaps, start=1) if to_above > to_story), default=0)


def _join_subheads(stories: Sequence[ToldStory]) -> list[ToldStory]:
    """The stories of a page with the parts below subheads that were taken for headlines.

    Where nearly every story is signed, a few characters over a text that nobody signs are a subhead: the text goes on
    with the signed story above, or up to the signature below.
    """
    told = [story for story in stories if story.paragraphs and is_indented(story.paragraphs[0][0])]
    sure = [story for story in told if not _may_be_part(story)]
    if len(sure) < LEAST_SURE or sum(_signs_first(story) or _signs_last(story) for story in sure) < SIGNED * len(sure):
        return list(stories)
    joined: list[ToldStory] = []
    for story in stories:
        if joined and _may_be_part(story) and _goes_on(joined[-1], story):
            joined[-1].paragraphs += [[row] for row in story.headline] + story.paragraphs
        else:
            joined.append(story)
    return joined


def _goes_on(above: ToldStory, story: ToldStory) -> bool:
    """Whether two stories have one signature together, above the first or below the second."""
    return _signs_first(above) != _signs_last(story)


def _may_be_part(story: ToldStory) -> bool:
    """Whether the headline of a story may be a subhead: one short row, no nearer to the text below."""
    if len(story.headline) != 1 or not story.paragraphs or _signs_first(story):
        return False
    row, below = story.headline[0], story.paragraphs[0][0]
    if is_section_label(row.text):
        return False
    return len(row.plain) <= SUBHEAD and 0 < row.gap <= below.gap and is_indented(below)


def _signs_first(story: ToldStory) -> bool:
    """Whether a story names its authors, or says where it comes from, before its text."""
    return bool(story.bylines or (story.paragraphs and story.paragraphs[0][0].leadin))


def _signs_last(story: ToldStory) -> bool:
    """Whether a story names its authors, or says where it comes from, at its end."""
    last = story.paragraphs[-1]
    return find_closing_note(_end_of(last)) is not None or find_signer(last[-1].text) is not None


class _Splitter:
    """Splits a page into stories, given its rows from the top."""

    def __init__(self, layout: Layout) -> None:
        self.stories = [ToldStory()]
        self._layout = layout
        # the story that indented rows belong to
        self._open = self.stories[0]
        # the blank lines above what was left out right above the next row
        self._space = 0

    def pass_over(self, row: Row) -> None:
        """Leaves out a row; the space above it stands above the next one, unless a sentence goes on there."""
        last, column = self._open.paragraphs[-1:], self._layout.column
        goes_on = last and not last[0][-1].closed and (column is None or column.is_filled_by(last[0][-1]))
        self._space = 0 if goes_on else row.gap

    def add(self, row: Row, below: Row | None) -> None:
        """Adds a row, with a look at the row below."""
        row, self._space = row._replace(gap=max(row.gap, self._space)), 0
        story = self._open
        if story.paragraphs and self._is_inside(row):
            story.paragraphs[-1].append(row)
        elif self._starts(row):
            self._add_indented(row)
        elif story.paragraphs and self._continues(row, below):
            story.paragraphs[-1].append(row)
        elif self._is_day(row):
            return
        elif self._is_label(row, below):
            space = row.gap >= self._layout.space or not story.paragraphs
            if below is not None and self._starts(below) and space:
                # nothing but the section's name stands above the text: briefs, or a story without a headline
                self._begin_story(ToldStory(headline=[row]))
            else:
                self.pass_over(row)
        elif self._is_box_label(row, below):
            # a text beside the story has a headline of its own
            self._begin_story(ToldStory())
        elif self._is_caption(row, below):
            self._add_caption(row, below)
        elif self._ends_caption(row):
            self.stories[-1].paragraphs.append([row])
        elif self._is_byline(row, below):
            story.bylines.append(row)
        elif self._begins_signed_story(row, below):
            self._begin_story(ToldStory(bylines=[row]))
        elif self._is_text(row, below) or self._is_subhead(row, below):
            story.paragraphs.append([row])
        elif story.paragraphs:
            self._begin_story(ToldStory(headline=[row]))
        else:
            story.headline.append(row)

    def _is_day(self, row: Row) -> bool:
        """Whether a row below a headline says when a speech was given: （2021年3月2日）."""
        return bool(self._open.headline) and not self._open.paragraphs and _DAY.fullmatch(row.plain) is not None

    def _starts(self, row: Row) -> bool:
        """Whether a row is the first of a paragraph."""
        return row.line in self._layout.starts

    def _is_inside(self, row: Row) -> bool:
        """Whether a row at the margin stands right below a comma, which ends verses but no paragraph."""
        above = self._open.paragraphs[-1][-1]
        prose = above.width > VERSE and above.plain.endswith("，")
        return prose and not (row.gap or is_indented(row) or is_list_line(row.plain))

    def _continues(self, row: Row, below: Row | None) -> bool:
        """Whether a row that is not indented goes on with the last paragraph."""
        above = self._open.paragraphs[-1][-1]
        return continues_paragraph(above, row, below, self._layout.column)

    def _begin_story(self, story: ToldStory) -> None:
        self.stories.append(story)
        self._open = story

    def _add_indented(self, row: Row) -> None:
        """Adds the first row of a paragraph; it begins a story where the one above is closed or both are signed."""
        paragraphs = self._open.paragraphs
        if paragraphs:
            note = find_closing_note(_end_of(paragraphs[-1]))
            signed = not self._open.headline or self._is_signed() or _may_be_part(self._open)
            # a telegram below less space than stands between stories goes on under the headline
            apart = row.gap > 0 and row.gap >= self._layout.space
            leadin = find_leadin(row.plain)
            begins = leadin and (((apart or note) and signed) or (leadin.names and self._is_unparted(row)))
            # the title of a brief is no sentence, and below a note of its own something on the author may follow
            below_end = row.gap > 0 and note and note.start > 0 and PROSE_MARK.search(row.plain)
            if begins or below_end or (begins_notice(row.plain) and not self._is_item(row)):
                self._begin_story(ToldStory())
        self._open.paragraphs.append([row])

    def _is_unparted(self, row: Row) -> bool:
        """Whether nothing but 本报讯 parts a story from the open one: no space above stories, and no author's name."""
        if self._layout.space or len(self._open.paragraphs) < 2 or self._is_signed():
            return False
        noted = any(is_note_label(part[0].text) for part in self._open.paragraphs)
        return row.plain.startswith("本报讯") and not noted

    def _is_item(self, row: Row) -> bool:
        """Whether a notice is an item of the open story: its headline is the heading of notices, or names this one."""
        if any(is_notice_heading(one.plain) for one in self._open.headline) and not row.gap:
            return True
        name = row.plain.replace(":", "：").partition("：")[0]
        return any(name in one.plain for one in self._open.headline)

    def _is_signed(self) -> bool:
        """Whether the open story has named its authors at its beginning or at its end."""
        paragraphs = self._open.paragraphs
        signed = self._open.bylines or paragraphs[0][0].leadin
        return bool(signed or find_closing_note(_end_of(paragraphs[-1])))

    def _add_caption(self, row: Row, below: Row | None) -> None:
        """Adds a caption that is not indented; display type above is its title, unless the story's text follows."""
        story = self._open
        if story.paragraphs or not self._is_title_of(story.headline, row, below):
            self.stories.append(ToldStory(self._take_title(row, below), paragraphs=[[row]]))
            return
        story.paragraphs.append([row])
        # what follows without a headline goes on with the story before
        self._open = next((other for other in reversed(self.stories[:-1]) if other.paragraphs), ToldStory())

    def _take_title(self, caption: Row, below: Row | None) -> list[Row]:
        """Takes the title of a caption amid a story off the paragraphs above; a subhead tells what the text tells."""
        paragraphs = self._open.paragraphs
        inside = not 0 < self._layout.space <= caption.gap
        title = inside and len(paragraphs) > 1 and len(paragraphs[-1]) == 1 and may_head_caption(paragraphs[-1][0])
        return paragraphs.pop() if title and self._is_title_of(paragraphs[-1], caption, below) else []

    def _is_title_of(self, display: Sequence[Row], caption: Row, below: Row | None) -> bool:
        """Whether display type above a caption is its title and not the headline of the text below."""
        if below is None or not (self._starts(below) or below.leadin or read_byline(below.text)):
            return True
        byline = read_byline(below.text)
        if is_leadin(below.plain) or (byline and not byline.photo):
            # ▲… between a headline and its byline shows what the story tells
            return False
        title = "".join(row.plain for row in display)
        return bool(title) and pair_overlap(title, caption.plain) >= pair_overlap(title, below.plain)

    def _is_label(self, row: Row, below: Row | None) -> bool:
        """Whether a row is the name of a section above a headline."""
        if is_notice_heading(row.plain) and below is not None and self._starts(below):
            return False
        begins = bool(self._open.paragraphs) or not self._open.headline
        if not begins and below is not None and not below.gap and is_column_label(row.text):
            # 短评 between a headline and its author
            return self._starts(below)
        apart = below is not None and below.gap > 0
        return begins and (is_known_section(row.text) or (apart and is_section_label(row.text)))

    def _is_box_label(self, row: Row, below: Row | None) -> bool:
        """Whether a row is the label of a box, 小贴士, with a headline between it and its text."""
        over_headline = below is not None and not (below.gap or self._starts(below) or self._is_text(below, None))
        return row.gap > 0 and over_headline and bool(self._open.paragraphs) and is_box_label(row.text)

    def _is_caption(self, row: Row, below: Row | None) -> bool:
        """Whether a row is the text of a photo: it begins as one does, or a credit stands at its end or below."""
        credit = find_credit(row.plain)
        if begins_caption(row.plain) or (credit is not None and credit.start > 0):
            return True
        if below is None or self._starts(below) or not phrases.ends_sentence(row.plain):
            return False
        credit = find_credit(below.plain)
        return credit is not None and credit.start == 0

    def _ends_caption(self, row: Row) -> bool:
        """Whether a row is the credit of the caption above it."""
        above = self.stories[-1].paragraphs
        if not above or self._starts(above[-1][0]):
            return False
        credit = find_credit(row.plain)
        return credit is not None and credit.start == 0

    def _is_byline(self, row: Row, below: Row | None) -> bool:
        """Whether a row between a headline and the text names the authors."""
        story = self._open
        if story.paragraphs or not story.headline or is_note_label(row.text) or is_section_label(row.text):
            return False
        if row.line in self._layout.bylines or names_authors(row.text):
            return True
        if below is None or not self._starts(below):
            return False
        signed = row.gap > 0 or below.gap > 0 or any(other.bylines for other in self.stories)
        pen_name = signed and not is_known_section(row.text) and read_pen_name(row.text) is not None
        return pen_name or find_signer(row.text) is not None

    def _begins_signed_story(self, row: Row, below: Row | None) -> bool:
        """Whether a byline stands over the text of a story without a headline: space above, the text right below."""
        if below is None or not self._starts(below) or not row.gap:
            return False
        byline = read_byline(row.text)
        return byline is not None and byline.titled

    def _is_text(self, row: Row, below: Row | None) -> bool:
        """Whether a row is text of a story though it is not indented."""
        if row.leadin or row.plain.rstrip(CLOSING_MARKS).endswith("。"):
            return True
        story = self._open
        if not (story.headline or story.paragraphs):
            return False
        if story.paragraphs and (row.note or phrases.find_continued_on(row.plain) == 0):
            return True
        if is_note_label(row.text):
            return True
        if below is not None and self._starts(below) and _SALUTATION.fullmatch(row.plain):
            return True
        byline = read_byline(row.text)
        return byline is not None and byline.titled

    def _is_subhead(self, row: Row, below: Row | None) -> bool:
        """Whether a row is a subhead that is not indented: it has less space above, or no byline as headlines have."""
        if not self._open.paragraphs or below is None or not self._starts(below) or below.leadin:
            return False
        return row.gap < self._layout.space


def _end_of(rows: Sequence[Row]) -> str:
    """The end of a paragraph that may be broken into lines."""
    return "".join(row.plain for row in rows[-NOTE_ROWS:])
