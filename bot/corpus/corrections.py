"""Applies an operator's corrections to the articles of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot.corpus.correction_file import Correction
from bot.errors import SidecarError
from bot.reader.page import read_page
from bot.records import Article, Page, Piece, Span
from bot.sentence import Sentence
from bot.text.characters import strip_punctuation


def apply_corrections(
    page: Page, articles: Sequence[Article], corrections: Sequence[Correction]
) -> tuple[list[Article], list[SidecarError]]:
    """The articles of a page after its corrections, and an error for each correction that does not fit the page.

    Corrections with lines come first: the article of each is read from its lines alone, and the rest of the page is
    read as if those lines were blank. Headlines, authors and kinds follow.
    """
    bordered, claimed, problems = _read_bordered(page, corrections)
    corrected = list(articles)
    if claimed:
        rest = set(range(1, len(page.lines) + 1)) - claimed
        corrected = list(read_page(_keep_lines(page, rest)).articles)
    for correction in corrections:
        if correction.lines is None:
            try:
                position = _find_article(page, corrected, correction)
            except ValueError as error:
                problems.append(_misfit(page, correction, error))
            else:
                article = corrected[position]
                corrected[position : position + 1] = [] if correction.drop else [_change(article, correction)]
    if claimed:
        corrected = sorted([*corrected, *bordered], key=lambda article: article.lines or (0, 0))
        corrected = [replace(article, id=f"{page.file}#{number}") for number, article in enumerate(corrected, start=1)]
    return corrected, problems


def _misfit(page: Page, correction: Correction, reason: ValueError) -> SidecarError:
    return SidecarError(
        correction.place,
        "does not fit {page} ({reason}): mend it or delete it; the correction is skipped",
        page=page.file,
        reason=reason,
    )


def _change(article: Article, correction: Correction) -> Article:
    """The article with headline, authors and kind as the correction says."""
    return replace(
        article,
        headline=article.headline if correction.headline is None else correction.headline,
        authors=article.authors if correction.authors is None else correction.authors,
        kind=correction.kind or article.kind,
    )


# --- corrections without lines ---------------------------------------------------------------------------------------
def _find_article(page: Page, articles: Sequence[Article], correction: Correction) -> int:
    """The position of the one article that begins with a correction's words.

    An article whose body begins with them counts before one whose byline, lead-in or headline does.

    Raises:
        ValueError: when there is no such article, or more than one.
    """
    words = strip_punctuation(correction.words)
    by_body: list[int] = []
    by_head: list[int] = []
    for position, article in enumerate(articles):
        body = strip_punctuation("".join(article.paragraphs))
        above = strip_punctuation(_text_above_body(page, article))
        if body.startswith(words):
            by_body.append(position)
        elif strip_punctuation(article.headline).startswith(words) or -1 < (above + body).find(words) < len(above):
            by_head.append(position)
    matches = by_body or by_head
    if len(matches) != 1:
        pattern = "{count} articles begin with {words!r}" if matches else "no article begins with {words!r}"
        raise ValueError(Sentence(pattern, count=len(matches), words=correction.words[:20]))
    return matches[0]


def _text_above_body(page: Page, article: Article) -> str:
    """The article's lines before the first words of its body: headline, byline, lead-in."""
    if not article.lines or not any(article.layout):
        return ""
    start = page.lines[article.lines[0] - 1].start
    first = next(pieces[0].span.start for pieces in article.layout if pieces)
    return page.text[start:first]


# --- corrections with lines ------------------------------------------------------------------------------------------
def _read_bordered(page: Page, corrections: Iterable[Correction]) -> tuple[list[Article], set[int], list[SidecarError]]:
    """The articles of the corrections with lines, the numbers of those lines, and an error for each misfit."""
    articles: list[Article] = []
    claimed: set[int] = set()
    problems: list[SidecarError] = []
    for correction in corrections:
        if correction.lines is None:
            continue
        try:
            numbers = _claim_lines(page, correction, claimed)
            article = _read_one_article(page, numbers)
            if article is None and not correction.drop:
                raise ValueError("these lines hold no text of an article")
        except ValueError as error:
            problems.append(_misfit(page, correction, error))
            continue
        claimed.update(numbers)
        if article is not None and not correction.drop:
            articles.append(_change(article, correction))
    return articles, claimed, problems


def _claim_lines(page: Page, correction: Correction, claimed: Collection[int]) -> list[int]:
    """The numbers of a correction's lines.

    Raises:
        ValueError: when the page has no such lines, another correction claims them, or the words are not in them.
    """
    ranges = correction.lines or ()
    if max(last for _, last in ranges) > len(page.lines):
        raise ValueError(Sentence("it has {count} lines", count=len(page.lines)))
    numbers = sorted({number for first, last in ranges for number in range(first, last + 1)})
    if taken := [number for number in numbers if number in claimed]:
        raise ValueError(Sentence("line {line} belongs to another correction already", line=taken[0]))
    text = "".join(page.text[page.lines[number - 1].start : page.lines[number - 1].end] for number in numbers)
    if strip_punctuation(correction.words) not in strip_punctuation(text):
        raise ValueError(
            Sentence(
                "{words!r} is not in its lines {first} to {last}",
                words=correction.words[:20],
                first=numbers[0],
                last=numbers[-1],
            )
        )
    return numbers


def _keep_lines(page: Page, numbers: Collection[int]) -> Page:
    """The page with all other lines made blank; every character that is kept stays where it is."""
    parts = []
    position = 0
    for number, span in enumerate(page.lines, start=1):
        parts.append(page.text[position : span.start])
        parts.append(page.text[span.start : span.end] if number in numbers else " " * len(span))
        position = span.end
    return replace(page, text="".join([*parts, page.text[position:]]))


def _read_one_article(page: Page, numbers: Sequence[int]) -> Article | None:
    """All text of some lines as one article; None where they hold none.

    Where the reader takes them for several articles, the headlines of the later ones become paragraphs.
    """
    articles = read_page(_keep_lines(page, set(numbers))).articles
    if not articles:
        return None
    first = articles[0]
    paragraphs, layout = list(first.paragraphs), list(first.layout)
    for article in articles[1:]:
        for text, piece in _headline_lines(page, article, numbers):
            paragraphs.append(text)
            layout.append((piece,))
        paragraphs.extend(article.paragraphs)
        layout.extend(article.layout)
    spans = [article.lines for article in articles if article.lines]
    return replace(
        first,
        paragraphs=paragraphs,
        layout=layout,
        authors=list(dict.fromkeys(name for article in articles for name in article.authors)),
        kind=first.kind if len(articles) == 1 else "article",
        lines=(min(first for first, _ in spans), max(last for _, last in spans)),
    )


def _headline_lines(page: Page, article: Article, numbers: Sequence[int]) -> list[tuple[str, Piece]]:
    """The lines of an article's headline, each with its place."""
    headline = strip_punctuation(article.headline)
    body = {piece.line for pieces in article.layout for piece in pieces}
    lines = []
    for number in numbers:
        span = page.lines[number - 1]
        text = page.text[span.start : span.end]
        bare = text.strip()
        if number not in body and strip_punctuation(bare) and strip_punctuation(bare) in headline:
            start = span.start + len(text) - len(text.lstrip())
            lines.append((bare, Piece(0, Span(start, start + len(bare)), number)))
    return lines
