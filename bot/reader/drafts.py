"""Stories and captions → drafts: what an article will hold, before its number is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.reader.furniture.labels import is_column_label, is_note_label, is_notice_title, is_section_label
from bot.reader.lines import phrases
from bot.reader.lines.repeated_text import is_quoted
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import Row, join_rows
from bot.reader.script import as_printed, find_name
from bot.reader.stories.boundaries import Story
from bot.reader.stories.captions import Caption
from bot.reader.stories.column_order import StoryText, restore_column_order
from bot.reader.stories.headlines import is_wrapped
from bot.records import Article, Kind, Page
from bot.text.positioned_text import PositionedText, concatenate
from bot.text.similarity import Similarity, pair_overlap

# A photo's title shares at least so much (0 to 1) with the caption; it is short and says little of what that says.
TITLE_SIMILARITY = 0.15
# Characters: the name of a column has at most COLUMN_NAME, and the headline below it more than COLUMN_HEADLINE.
COLUMN_NAME, COLUMN_HEADLINE = 4, 6
# Lines: a headline farther from its text does not count among the article's lines, which its neighbours have.
HEADLINE_NEAR = 12


@dataclass(frozen=True)
class Draft:
    """An article without its number."""

    kind: Kind
    paragraphs: list[PositionedText]
    authors: tuple[str, ...] = ()
    # display type above the text, in the order printed: the headline, and names of sections and columns
    display: list[RowRole] = field(default_factory=list)
    # what names the authors: bylines, lead-ins
    bylines: list[PositionedText] = field(default_factory=list)
    # the first rows of `display` may be names of sections and columns
    labelled: bool = True

    @property
    def text(self) -> str:
        """The text of all paragraphs."""
        return "".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def headline_rows(self) -> list[RowRole]:
        """The rows of the headline, without a section's or column's name above it."""
        rows, text = self.display, self.text
        while self.labelled and len(rows) > 1 and _is_label(rows[0], rows[1].row.plain, text):
            rows = rows[1:]
        return rows

    @property
    def decks(self) -> list[PositionedText]:
        """The decks of the headline."""
        return _join_decks(self.headline_rows)

    @property
    def headline(self) -> str:
        """The decks in the characters that they were read in, joined with one space."""
        return " ".join(" ".join(deck.text.split()) for deck in self.decks)

    @property
    def lines(self) -> set[int]:
        """All lines of the article, those of names of sections and columns above its headline among them."""
        texts = (*(entry.row.printed for entry in self.display), *self.bylines, *self.paragraphs)
        return {run.line for text in texts for run in text.runs}

    @property
    def body_lines(self) -> tuple[int, int]:
        """The first and the last line of paragraphs and bylines."""
        lines = [run.line for text in (*self.bylines, *self.paragraphs) for run in text.runs]
        return min(lines), max(lines)

    def to_article(self, page: Page, number: int) -> Article:
        """The article as it stands on the page, where it has number `number`, from 1."""
        signing = [*self.bylines, *self.paragraphs]
        first, last = self.body_lines
        headline_lines = [entry.row.line for entry in self.display]
        near = [line for line in headline_lines if first - HEADLINE_NEAR <= line <= last + HEADLINE_NEAR]
        return Article(
            id=f"{page.file}#{number}",
            headline=" ".join(" ".join(as_printed(deck, page.text).split()) for deck in self.decks),
            paragraphs=[as_printed(paragraph, page.text) for paragraph in self.paragraphs],
            authors=tuple(find_name(name, signing, page.text) for name in self.authors),
            kind=self.kind,
            file=page.file,
            lines=(min([first, *near]), max([last, *near])),
            layout=[paragraph.pieces for paragraph in self.paragraphs],
        )


def draft_caption(roles: Sequence[RowRole], caption: Caption) -> Draft:
    """The draft of a caption."""
    rows = [entry.row for entry in roles[caption.text : caption.end]]
    paragraphs = [join_rows(rows)]
    # a credit on a line of its own is a paragraph, so that it stays apart from the caption's last word
    if len(rows) > 1 and roles[caption.end - 1].role is Role.BYLINE:
        paragraphs = [join_rows(rows[:-1]), join_rows(rows[-1:])]
    title = list(roles[caption.start : caption.text])
    return Draft("caption", paragraphs, _unique(caption.photographers), title)


def draft_stories(stories: Sequence[Story], *, columns: bool) -> list[Draft]:
    """The drafts of a page's stories, with their subheadings among the paragraphs and their columns in order.

    Args:
        stories: of the page.
        columns: whether its paragraphs are broken into lines: only such pages have pull quotes.
    """
    texts = []
    for story in stories:
        printed = [paragraph for paragraph in _story_paragraphs(story, columns=columns) if paragraph.text]
        headline = "".join(entry.row.text for entry in story.headline)
        texts.append(StoryText(printed, headline, story.continued_on))
    # a story continued from another page may well begin with the end of a sentence
    whole = [at for at, story in enumerate(stories) if not story.continued_from]
    for at, paragraphs in zip(whole, restore_column_order([texts[at] for at in whole]), strict=True):
        texts[at] = texts[at]._replace(paragraphs=paragraphs)
    return [_draft_story(story, list(text.paragraphs)) for story, text in zip(stories, texts, strict=True)]


def _draft_story(story: Story, paragraphs: list[PositionedText]) -> Draft:
    """The draft of a story with these paragraphs."""
    bylines = [entry.byline for entry in story.bylines if entry.byline is not None]
    names = (
        *(name for segment in story.segments for name in segment.leadin_names),
        *(name for byline in bylines for name in byline.names),
        *(name for segment in story.segments for name in segment.closing_names),
    )
    signing = [text for segment in story.segments for text in (segment.leadin, segment.closing_byline) if text.text]
    signing += [entry.row.printed for entry in story.bylines]
    return Draft(_kind(story, paragraphs), paragraphs, _unique(names), story.headline, signing)


def draft_notice(rows: Sequence[RowRole]) -> Draft:
    """The draft of a page of display type alone: its first row is the headline, if there are others."""
    headline = list(rows[:1]) if len(rows) > 1 else []
    return Draft("article", [entry.row.printed for entry in rows[len(headline) :]], display=headline)


def add_titles(drafts: Sequence[Draft], stray: Sequence[RowRole]) -> tuple[list[Draft], list[RowRole]]:
    """The drafts with titles for captions that have none, and the display type that is still stray.

    Args:
        stray: display type that belongs to no story; a row becomes the title of the caption that it is most similar to.
    """
    untitled = [at for at, draft in enumerate(drafts) if draft.kind == "caption" and not draft.display]
    if not untitled or not stray:
        return list(drafts), list(stray)
    similarity = Similarity([drafts[at].text for at in untitled])
    titles: dict[int, RowRole] = {}
    left: list[RowRole] = []
    for row in stray:
        shares = similarity.to_each(row.row.text)
        best = max(range(len(untitled)), key=shares.__getitem__)
        if shares[best] >= TITLE_SIMILARITY and untitled[best] not in titles:
            titles[untitled[best]] = row
        else:
            left.append(row)
    titled = [replace(draft, display=[titles[at]]) if at in titles else draft for at, draft in enumerate(drafts)]
    return titled, left


def _story_paragraphs(story: Story, *, columns: bool) -> Iterator[PositionedText]:
    """The paragraphs of a story, with its subheadings in their places."""
    text = story.text
    for number, segment in enumerate(story.segments):
        paragraphs = list(segment.paragraphs)
        # ## 链接 is the label of a box
        display = [entry for entry in story.subheadings.get(number, []) if not is_note_label(entry.row.plain)]
        # what the page marks with "##" is a subheading whatever it says
        marked = any(entry.subhead for entry in display)
        for subheading in reversed(_join_decks(_without_quotes(display, text) if columns else display)):
            goes_on = paragraphs and not (marked or phrases.ends_sentence(subheading.text))
            if goes_on and is_wrapped(subheading.text, paragraphs[0].text):
                # a line of the text that looked like a subheading
                paragraphs[0] = concatenate([subheading, paragraphs[0]])
            else:
                paragraphs.insert(0, subheading)
        yield from paragraphs


def _without_quotes(display: Sequence[RowRole], body: str) -> list[RowRole]:
    """Display type inside a story without its pull quotes.

    A pull quote repeats the body in large type, a subheading says something else. The rows of a quote stand one below
    the other; its last one may be too short to be recognized alone.
    """
    groups: list[list[RowRole]] = []
    for entry in (entry for entry in display if not entry.pull_quote):
        if groups and _is_next(groups[-1][-1].row, entry.row):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    kept: list[RowRole] = []
    for group in groups:
        texts = [entry.row.text for entry in group]
        whole = "".join(texts)
        if not is_quoted(whole, body):
            kept.extend(entry for entry in group if not is_quoted(entry.row.text, body))
    return kept


def _is_next(above: Row, row: Row) -> bool:
    """Whether a row stands directly below another one."""
    return row.gap == 0 and row.line == above.line + 1


def _join_decks(rows: Sequence[RowRole]) -> list[PositionedText]:
    """The decks of a headline: one row each, or several where a word or a bracket goes on over the line end."""
    decks: list[list[Row]] = []
    for row in (entry.row for entry in rows):
        above = decks[-1][-1] if decks else None
        if above is not None and _is_next(above, row) and is_wrapped(above.text, row.text):
            decks[-1].append(row)
        else:
            decks.append([row])
    return [concatenate([row.printed for row in deck]) for deck in decks]


def _is_label(first: RowRole, below: str, body: str) -> bool:
    """Whether the first row of a headline is the name of a section, or of a column that says nothing of the story.

    A row that is marked as part of the headline is only what names of sections and columns are called.
    """
    text = first.row.plain
    if is_section_label(text) or is_column_label(text):
        return True
    # 一周菜价 says what is listed
    short = len(text) <= COLUMN_NAME and len(below) > COLUMN_HEADLINE and not (first.marked or is_notice_title(text))
    return short and not pair_overlap(text, body)


def _kind(story: Story, paragraphs: Sequence[PositionedText]) -> Kind:
    """A fragment lacks its beginning or its end."""
    if story.continued_from or story.continued_on:
        return "fragment"
    opening = paragraphs[0].text if paragraphs else ""
    signed = bool(story.segments[0].leadin.text or story.bylines)
    if not signed and phrases.begins_with_connective(opening):
        return "fragment"
    return "article"


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
