"""What the web page shows, as plain records for its templates: runs of text with what each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.chat import citation
from bot.chat.marks import find_marks
from bot.chat.replies import Replies
from bot.records import Answer, Article, Hit, Page, Passage, Span
from bot.reply import Reply

Role = Literal["", "sentence", "exact", "perhaps", "passage"]
"""What a run of text is: a sentence that answers, the words that do, a sentence that perhaps answers, the passage in
its article; "" for the rest."""


class Run(NamedTuple):
    """A run of text that is set in one way."""

    text: str
    role: Role


Paragraph = list[Run]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as it is shown."""

    # its place among the hits, from 1
    at: int
    paragraphs: list[Paragraph]
    headline: str
    # authors; newspaper, day and page; file and lines; other places; as far as they are known
    facts: list[str]


class PrintedLine(NamedTuple):
    """A line of a page."""

    number: int
    text: str
    # whether it belongs to the passage, or else to its article
    of: Literal["", "article", "passage"]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with the passage and what answers marked, and its page."""

    headline: str
    paragraphs: list[Paragraph]
    facts: list[str]
    file: str
    # of the page that the passage stands on; none where its file is not there, or has changed
    lines: list[PrintedLine]
    has_changed: bool = False

    @property
    def first_line(self) -> int:
        """The number of the passage's first line on its page; 1 where it is not known."""
        return next((line.number for line in self.lines if line.of == "passage"), 1)


def view_passage(answer: Answer, at: int, replies: Replies) -> PassageView:
    """A hit of an answer, with its marks."""
    hit = answer.hits[at - 1]
    marked = _find_marked(answer, hit)
    paragraphs = [_cut(hit.passage.text, paragraph, marked) for paragraph in hit.passage.paragraphs]
    return PassageView(at, paragraphs, _headline(hit.article, replies), _facts(hit, replies))


def view_headline(reply: Reply, at: int, replies: Replies) -> PassageView:
    """A hit of a reply without its text."""
    hit = reply.answer.hits[at - 1]
    return PassageView(at, [], _headline(hit.article, replies), _facts(citation.of_reply(reply, hit), replies))


def view_article(answer: Answer, at: int, page: Page | None, replies: Replies) -> ArticleView:
    """The article of a hit, with its passage and what answers marked, beside the page that the passage stands on.

    Args:
        answer, at: the hit, by its place among those of the answer.
        page: the page that the passage stands on, read anew; None where its file is not there.
        replies: the language.
    """
    hit = answer.hits[at - 1]
    article, passage = hit.article, hit.passage
    marked = (*_find_marked(answer, hit), ("passage", (Span(0, len(passage.text)),)))
    paragraphs = [
        _cut(text, Span(0, len(text)), [(role, _find_spans(text, passage, spans)) for role, spans in marked])
        for text in article.paragraphs
    ]
    facts = _facts(citation.of_whole_article(hit), replies)
    file = passage.file or article.file or ""
    lines = [] if page is None else list(_print_lines(page, hit))
    has_changed = page is not None and not lines
    return ArticleView(_headline(article, replies), paragraphs, facts, file, lines, has_changed)


def _find_marked(answer: Answer, hit: Hit) -> Sequence[tuple[Role, Sequence[Span]]]:
    """The ranges of a hit's text that answer, by the role that each has."""
    marks = find_marks(answer, hit)
    return ("exact", marks.answering), ("sentence" if marks.answering else "perhaps", marks.sentences)


def _headline(article: Article, replies: Replies) -> str:
    return replies.headline.format(headline=article.headline) if article.headline else ""


def _facts(hit: Hit, replies: Replies) -> list[str]:
    place = " ".join(filter(None, (hit.passage.file or hit.article.file or "", citation.format_lines(hit, replies))))
    facts = (
        citation.format_authors(hit.article, replies),
        citation.format_issue(hit, replies),
        place,
        citation.format_other_places(hit, replies),
    )
    return [fact for fact in facts if fact]


def _cut(text: str, within: Span, marked: Sequence[tuple[Role, Iterable[Span]]]) -> Paragraph:
    """A part of a text in runs, each with the first role whose spans it lies in."""
    roles: list[Role] = [""] * len(text)
    for role, spans in reversed(marked):
        for span in spans:
            roles[span.start : span.end] = [role] * (min(span.end, len(text)) - span.start)
    runs: Paragraph = []
    start = within.start
    for at in range(within.start + 1, within.end + 1):
        if at == within.end or roles[at] != roles[start]:
            runs.append(Run(text[start:at], roles[start]))
            start = at
    return runs


def _find_spans(paragraph: str, passage: Passage, spans: Iterable[Span]) -> Iterator[Span]:
    """Where ranges of a passage stand in a paragraph of its article."""
    for part in passage.paragraphs:
        text = passage.text[part.start : part.end].strip()
        if not text or (at := paragraph.find(text)) < 0:
            continue
        first = passage.text.index(text, part.start)
        for span in spans:
            start, end = max(span.start, first), min(span.end, first + len(text))
            if start < end:
                yield Span(start - first + at, end - first + at)


def _print_lines(page: Page, hit: Hit) -> Iterator[PrintedLine]:
    """The lines of a page with what they are to a hit; none where the page is no longer the one that was read."""
    passage, article = hit.passage, hit.article
    source = passage.pieces[0].source if passage.pieces else 0
    here = [piece for piece in passage.pieces if piece.source == source]
    for piece in here:
        if page.text[piece.span.start : piece.span.end] != passage.text[piece.at : piece.at + len(piece.span)]:
            return
    of_passage = {piece.line for piece in here}
    of_article = {piece.line for pieces in article.layout for piece in pieces if piece.source == source}
    for number, span in enumerate(page.lines, start=1):
        of: Literal["", "article", "passage"] = (
            "passage" if number in of_passage else "article" if number in of_article else ""
        )
        yield PrintedLine(number, page.text[span.start : span.end], of)
