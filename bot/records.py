"""The records that flow through the product: Page → Article → Passage → Hit → Answer.

All are frozen. Their text is that of the page, unchanged; an article and a passage also hold the pieces that say where
in the page each of its characters stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, cast, get_args

from bot.arguments import check_text, list_records, list_texts, read_date, read_lines
from bot.explanation import Explanation, Rule

# Of 790 answers to 1,102 questions that five writers asked over a month of a daily, those less sure than this are right
# in .44 (5 % of the right ones), the others in .84.
UNSURE = 0.5

LINE_END = re.compile(r"\r\n?|\n")
"""What ends a line of a page."""

INDENT = "　　"
"""What begins a paragraph of a page whose lines are marked (`Page.marked`), where no blank line stands before it."""

Kind = Literal["article", "caption", "fragment"]

Band = Literal["answer", "related", "silent"]
"""What a reply says of the hits: they answer, they may be related, the corpus does not answer."""

Talk = Literal[
    "more", "back", "repeat", "article", "source", "author", "date", "doubt", "wrong", "clear", "explain", "browse",
    "newspapers", "greeting", "thanks", "assent", "farewell", "who", "help", "complaint", "compliment", "human", "task",
    "newsroom", "clock", "weather", "sum", "feeling", "crisis", "emergency", "remark", "laughter", "nonsense",
    "foreign", "vague", "nothing",
]  # fmt: skip
"""Kinds of talk, which is no question to the paper.

The first concern what was shown before: the next passage, the one before, the same once more, the whole article, where
it stands, who wrote it, when it was printed, whether it is true, that it is not what was asked; then that another
subject begins, and that the passage is to be explained. "browse" asks what news there is, of any kind or of one
(医保新闻): its hits are articles, with a passage of each. "newspapers" asks which papers there are, or for one of a day
(昨天的报纸). "who" is 你是谁; "task" is 讲个笑话; "newsroom" is 我要投稿;
"crisis" is 我想自杀, "emergency" 我家着火了; "remark" tells something that no article has, and asks nothing; "vague" is
a question that names no subject, after no other; "nothing" has no letter.
"""

Lines = tuple[int, int]
"""First and last line in the source file, 1-based, both inclusive."""

if TYPE_CHECKING:
    from datetime import date

    class _IsoDate:
        """What type checkers know of a day: it may be given as a date, and is read as text."""

        def __get__(self, record: object, kind: type, /) -> str | None: ...
        def __set__(self, record: object, day: date | str | None, /) -> None: ...
else:
    _IsoDate = str | None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters (code points): `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range of characters: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as `spans`, in order, with touching and overlapping ranges made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif len(span):
            merged.append(span)
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is printed without a break on one line of a page.

    For every piece `text[at : at + len(span)] == page.text[span.start : span.end]`, where `text` is the paragraph or
    the passage that the piece belongs to, and `page` the page of `article.sources[source]`.
    """

    # where the run begins in the paragraph or passage
    at: int
    # where the run stands in the page's text
    span: Span
    # the line of the page, 1-based
    line: int
    # which of the article's sources the page is; above 0 only in an article that goes on over several pages
    source: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article, or a part of it, is printed."""

    # path within the corpus, with forward slashes
    file: str
    # from the first to the last line that belongs to it
    lines: Lines
    newspaper: str | None = None
    # the page's date, ISO 8601 (2022-08-17)
    date: str | None = None
    # the page's number as printed: "3", "A03"
    page: str | None = None


@dataclass(frozen=True)
class Page:
    """One page's text as decoded, with nothing changed but the byte-order mark dropped."""

    # path within the corpus, with forward slashes
    file: str
    text: str
    # the name of the encoding that the bytes were read with
    encoding: str = "utf-8"
    # The file says what each line is: "# " begins a headline, "## " a subheading, and every other paragraph follows a
    # blank line, a heading or an indent. In other pages the reader has to find that out.
    marked: bool = False
    # what the file says of the page outside its text, in the form of `Article`
    newspaper: str | None = None
    date: str | None = None
    number: str | None = None
    # two readings of the file disagree on what the page's text is
    doubtful: bool = False

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The page's lines without their line ends; line n (1-based) is `lines[n - 1]`.

        A line ends at \\n, \\r\\n or \\r, as a text editor counts; a form feed is white space within a line.
        """
        spans: list[Span] = []
        start = 0
        for end in LINE_END.finditer(self.text):
            spans.append(Span(start, end.start()))
            start = end.end()
        if start < len(self.text):
            spans.append(Span(start, len(self.text)))
        return tuple(spans)


@dataclass(frozen=True)
class Article:
    """What a reader would cut out with scissors: one story, or one photo with its text.

    Only `id`, `headline` and `paragraphs` are needed to make one by hand; the rest is known when the article was
    read from a page.
    """

    # unique in its corpus
    id: str
    # decks joined with one space; "" where the page prints none
    headline: str
    # the newspaper's own paragraphs, without byline and lead-in; those read from a page have no line breaks, those made
    # by hand keep theirs, where a word that is broken by one is not found
    paragraphs: Sequence[str]
    # people's names, without titles and inner spaces, in the order printed
    authors: Sequence[str] = ()
    # "article", "caption" (a photo and its text) or "fragment" (its start or end is on another page)
    kind: Kind = "article"
    newspaper: str | None = None
    # the page's date, ISO 8601 (2022-08-17); a `datetime.date` is taken as well, and kept as text
    date: _IsoDate = cast("_IsoDate", None)  # noqa: RUF009  # it does nothing
    # the page it was read from; None where it was made by hand
    file: str | None = None
    # from the first to the last line that belongs to it, headline and byline included
    lines: Lines | None = None
    # the number of the page as printed: "3", "A03"
    page: str | None = None
    # further places: the page it goes on to, or another page with the same story
    others: Sequence[Source] = ()
    # for each paragraph, where its characters stand; empty where it was made by hand
    layout: Sequence[Sequence[Piece]] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        for name in ("id", "headline"):
            check_text(f"Article.{name}", getattr(self, name))
        for name in ("newspaper", "file", "page"):
            if getattr(self, name) is not None:
                check_text(f"Article.{name}", getattr(self, name))
        for name in ("paragraphs", "authors"):
            object.__setattr__(self, name, list_texts(f"Article.{name}", getattr(self, name)))
        object.__setattr__(self, "date", read_date("Article.date", self.date))
        if self.lines is not None:
            object.__setattr__(self, "lines", read_lines("Article.lines", self.lines))
        object.__setattr__(self, "others", list_records("Article.others", self.others, Source))
        object.__setattr__(self, "layout", tuple(map(tuple, list_records("Article.layout", self.layout, Iterable))))
        if not self.id:
            raise ValueError("Article.id is empty: give every article a name that no other has")
        if self.kind not in get_args(Kind):
            raise ValueError(f"Article.kind is {self.kind!r}: take one of {', '.join(get_args(Kind))}")
        if self.layout and len(self.layout) != len(self.paragraphs):
            raise ValueError(f"Article.layout has {len(self.layout)} paragraphs, the text {len(self.paragraphs)}")

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every place where it is printed, its own first; empty where it was made by hand."""
        if self.file is None or self.lines is None:
            return tuple(self.others)
        return (Source(self.file, self.lines, self.newspaper, self.date, self.page), *self.others)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: one to a few whole sentences of one article, 350 characters at most."""

    # the article's id, a full stop, and the number of its first sentence in the article, from 1; where it ends
    # is chosen for each question, so that one id may have several texts
    id: str
    # the page's characters without its line breaks; an article made by hand keeps those of its paragraphs
    text: str
    # the page it stands on, and its lines there; None where the article was made by hand
    file: str | None = None
    lines: Lines | None = None
    # where its characters stand in the page; empty where the article was made by hand
    pieces: tuple[Piece, ...] = ()
    # where in the text a new paragraph begins: rising positions between its first and its last character
    breaks: tuple[int, ...] = ()

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """The newspaper's paragraphs, or parts of them, as ranges of the text; together they are all of it."""
        return tuple(Span(start, end) for start, end in pairwise((0, *self.breaks, len(self.text))))


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found for one question, with the article that it stands in."""

    # from 1, best first
    rank: int
    # above 0; comparable only among the hits of one question
    score: float
    passage: Passage
    article: Article
    # ranges of `passage.text` worth marking, in order, not overlapping
    highlights: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Newspaper:
    """What a corpus has of one newspaper."""

    # "" for the pages that name none
    name: str
    # so many articles, photos and fragments included
    articles: int
    # so many days' papers, and the first and the last of these days (ISO 8601); 0 and "" where no page has a date
    issues: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the corpus says to a question: the hits, and whether they answer it."""

    question: str
    # False where the corpus does not answer; `hits` may then still hold the nearest passages
    answered: bool
    # 0 to 1: how likely it is that the first hit answers the question
    confidence: float
    hits: tuple[Hit, ...] = ()
    # "answer" exactly where answered is True; if not given, "related" where there are hits, else "silent"
    band: Band | None = None
    # the kind of talk that was typed instead of a question; then there are no hits, but for "browse"
    talk: Talk | None = None
    # the question as it may have been meant, where a word of it stands in no article and the corpus answers the other
    suggestion: str | None = None
    # the exact words that answer, a range of the first hit's `passage.text` within its highlights; None where the
    # question wants no number, time, person or place, or where it is not clear which words answer
    span: Span | None = None
    # where the corpus does not answer: the words of the question that no article has
    unknown: tuple[str, ...] = ()
    # for each hit, why it has its score; empty unless asked for
    explanations: tuple[Explanation, ...] = ()
    # which rule decided between the question alone and the questions before it
    rule: Rule = "first"
    # for the talk "newspapers", those that the corpus has, the ones of most days first
    newspapers: tuple[Newspaper, ...] = ()

    def __post_init__(self) -> None:
        if self.span is not None and not (
            self.hits and 0 < len(self.span) <= self.span.end <= len(self.hits[0].passage.text)
        ):
            raise ValueError(f"{self.span} is no range of the first hit's text")
        if self.band is None:
            band: Band = "answer" if self.answered else "related" if self.hits else "silent"
            object.__setattr__(self, "band", band)
        elif (self.band == "answer") != self.answered:
            raise ValueError(f"answered is {self.answered}, and the band {self.band!r}: they contradict each other")

    @property
    def is_unsure(self) -> bool:
        """Whether the first hit is called the answer and is hardly likelier than not to be it, which is to be said."""
        return self.answered and self.confidence < UNSURE

    @property
    def explanation(self) -> Explanation | None:
        """Why the first hit has its score, and the answer its confidence; None unless asked for."""
        return self.explanations[0] if self.explanations else None

    def answering_spans(self, hit: Hit) -> tuple[Span, ...]:
        """The ranges of a hit's text that answer: the exact words where they are known, else its highlights."""
        return (self.span,) if self.span and hit.rank == 1 else hit.highlights


MAX_QUESTION = 500
"""So many characters of a question are read. A typed question is shorter; a pasted text beyond it blurs the search."""

MAX_HISTORY = 5
"""So many earlier questions are passed on with a new one, which may refer to them."""

AnswerFunction = Callable[[str, Sequence[str], int], Answer]
"""`answer(question, history, k)` gives the answer with at most `k` hits; several threads may call it at the same time.

`history` holds the person's earlier questions, oldest first.
"""
