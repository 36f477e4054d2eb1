"""Corrections by hand: a small text file beside a page that mends what the reader made of it.

It is called as the page with `.fix` behind, and says, article by article, what is wrong:

    文章：本报讯（记者 李华） 近日，我市
    标题：职工医保可以缓缴 最迟年底补缴
    作者：李华、王小明
    行：12-40

文章 names an article by its first words, and so says what the correction expects to find; a correction whose article is
not there is skipped and reported. The whole format is in docs/corrections.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.errors import PageError, SidecarError
from bot.pages.decoding import decode
from bot.reader.page import read_page
from bot.records import Article, Kind, Lines, Page, Piece, Span
from bot.text.characters import letters

__all__ = ["Correction", "correct", "read_corrections"]

# A file of corrections is written by hand: it is no larger than this.
MAX_BYTES = 1024 * 1024
# Fewer letters than this are the beginning of too many articles.
FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be changed in one article; None where a thing stays as it is."""

    # where it stands: "03.txt.fix, line 2"
    place: str
    # the first words of the article, as the page has them
    words: str
    headline: str | None = None
    authors: tuple[str, ...] | None = None
    kind: Kind | None = None
    # the article is exactly these lines of the page
    lines: tuple[Lines, ...] | None = None
    # there is no such article
    drop: bool = False


# --- reading the file ------------------------------------------------------------------------------------------------
_KEYS = {"文章": "words", "标题": "headline", "作者": "authors", "种类": "kind", "行": "lines", "删除": "drop"}
_ENGLISH = {
    "article": "words",
    "headline": "headline",
    "authors": "authors",
    "kind": "kind",
    "lines": "lines",
    "drop": "drop",
}
_KINDS: dict[str, Kind] = {
    "文章": "article",
    "图片": "caption",
    "残篇": "fragment",
    "article": "article",
    "caption": "caption",
    "fragment": "fragment",
}
_ANSWERS = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False, "": True}
_LINE = re.compile(r"(?P<key>[^:：=]{1,12}?)[ 　]*(?:[:：=][ 　]*(?P<value>.*))?")
_RANGE = re.compile(r"第?(\d{1,7})(?:[ ]*(?:-|—+|–|~|～|至|到)[ ]*(\d{1,7}))?行?")


def read_corrections(path: Path, name: str) -> tuple[list[Correction], list[SidecarError]]:
    """The corrections of a file, and an error for each line that cannot be used; the others count.

    Args:
        path: the file.
        name: what the errors call it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return [], [SidecarError(name, "the file is too large for corrections; not used")]
        text = decode(path.read_bytes(), name).text
    except PageError as error:
        return [], [SidecarError(name, error.reason.replace("skipped", "not used"))]
    except OSError as error:
        return [], [SidecarError(name, f"cannot be opened ({error.strerror}); not used")]
    corrections: list[Correction] = []
    problems: list[SidecarError] = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip(" \t　\ufeff")
        if not line or line.startswith(("#", "＃")):
            continue
        try:
            _read_line(line, f"{name}, line {number}", corrections)
        except ValueError as error:
            problems.append(SidecarError(f"{name}, line {number}", f"{error}; left out"))
    usable: list[Correction] = []
    for correction in corrections:
        if correction != Correction(correction.place, correction.words):
            usable.append(correction)
        elif correction.words:
            problems.append(SidecarError(correction.place, f"nothing follows 文章：{correction.words:.20}; left out"))
    return usable, problems


def _read_line(line: str, place: str, corrections: list[Correction]) -> None:
    """Takes one line into the last correction, or begins a new one.

    Raises:
        ValueError: with the reason, when the line cannot be used.
    """
    match = _LINE.fullmatch(line)
    key = match["key"] if match else ""
    field = _KEYS.get(key) or _ENGLISH.get(key.lower())
    if match is None or field is None:
        raise ValueError(f"{line[:20]!r} begins with none of {'：, '.join(_KEYS)}：")
    value = (match["value"] or "").strip()
    if field == "words":
        if len(letters(value)) < FEWEST_LETTERS:
            # what follows belongs to no article that we know
            corrections.append(Correction(place, ""))
            raise ValueError(f"{value!r} is too short: give the article's first {FEWEST_LETTERS} characters or more")
        corrections.append(Correction(place, value))
        return
    if not corrections:
        raise ValueError("no article is named yet: begin with 文章：and its first words")
    if not corrections[-1].words:
        return
    if field != "drop" and getattr(corrections[-1], field) is not None:
        raise ValueError(f"{key} is there twice for one article")
    change: dict[str, Any] = {field: _VALUES[field](value)}
    corrections[-1] = replace(corrections[-1], **change)


def _headline(value: str) -> str:
    return " ".join(value.split())


def _authors(value: str) -> tuple[str, ...]:
    # 李 华、王小明: where marks part the names, a space stands inside one
    marks = r"[、，,;；/]" if re.search(r"[、，,;；/]", value) else r"\s+"
    return tuple(dict.fromkeys(name for part in re.split(marks, value) if (name := "".join(part.split()))))


def _kind(value: str) -> Kind:
    if (kind := _KINDS.get(value.lower())) is None:
        raise ValueError(f"{value!r} is no kind: take one of {', '.join(_KINDS)}")
    return kind


def _lines(value: str) -> tuple[Lines, ...]:
    ranges: list[Lines] = []
    for part in re.split(r"[、，,;；]", value):
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last:
            raise ValueError(f"{value!r} are no lines: write 12-40 or 12-40, 52-60")
        ranges.append((first, last))
    return tuple(ranges)


def _drop(value: str) -> bool:
    if (answer := _ANSWERS.get(value.lower())) is None:
        raise ValueError(f"{value!r} is no answer: take 是 or 否")
    return answer


_VALUES = {"headline": _headline, "authors": _authors, "kind": _kind, "lines": _lines, "drop": _drop}


# --- applying it -----------------------------------------------------------------------------------------------------


def correct(
    page: Page, articles: Sequence[Article], corrections: Sequence[Correction]
) -> tuple[list[Article], list[SidecarError]]:
    """The articles of a page as an operator wants them, and an error for each correction that does not fit the page.

    Borders come first: the lines that corrections claim are read as the articles they say, and the rest of the page is
    read as if those lines were empty. Headlines, authors and kinds follow.
    """
    found = list(articles)
    problems: list[SidecarError] = []
    claimed: set[int] = set()
    borders: list[Article] = []
    for correction in corrections:
        if correction.lines is None:
            continue
        try:
            numbers = _claim(page, correction, claimed)
            article = _article_of(page, numbers)
            if article is None and not correction.drop:
                raise ValueError("these lines hold no text of an article")
        except ValueError as error:
            problems.append(_unfit(page, correction, str(error)))
            continue
        claimed.update(numbers)
        if article is not None and not correction.drop:
            borders.append(_changed(article, correction))
    if claimed:
        rest = set(range(1, len(page.lines) + 1)) - claimed
        found = list(read_page(_only(page, rest)).articles)
    for correction in corrections:
        if correction.lines is not None:
            continue
        try:
            article = _find(page, found, correction)
        except ValueError as error:
            problems.append(_unfit(page, correction, str(error)))
            continue
        at = found.index(article)
        found[at : at + 1] = [] if correction.drop else [_changed(article, correction)]
    if claimed:
        found = _numbered(sorted([*found, *borders], key=lambda article: article.lines or (0, 0)), page)
    return found, problems


def _unfit(page: Page, correction: Correction, reason: str) -> SidecarError:
    return SidecarError(
        correction.place, f"does not fit {page.file} ({reason}): mend it or delete it; the correction is skipped"
    )


def _changed(article: Article, correction: Correction) -> Article:
    """The article with headline, authors and kind as the correction says."""
    return replace(
        article,
        headline=article.headline if correction.headline is None else correction.headline,
        authors=article.authors if correction.authors is None else correction.authors,
        kind=correction.kind or article.kind,
    )


def _find(page: Page, articles: Iterable[Article], correction: Correction) -> Article:
    """The one article that begins with a correction's words: its body, its byline before that, or its headline.

    Raises:
        ValueError: when there is none, or more than one.
    """
    words = letters(correction.words)
    bodies: list[Article] = []
    others: list[Article] = []
    for article in articles:
        body = letters("".join(article.paragraphs))
        before = letters(_before(page, article))
        if body.startswith(words):
            bodies.append(article)
        elif letters(article.headline).startswith(words) or -1 < (before + body).find(words) < len(before):
            others.append(article)
    found = bodies or others
    if len(found) != 1:
        number = "no article begins" if not found else f"{len(found)} articles begin"
        raise ValueError(f"{number} with {correction.words[:20]!r}")
    return found[0]


def _before(page: Page, article: Article) -> str:
    """The article's lines before the first words of its body: headline, byline, lead-in."""
    if not article.lines or not any(article.layout):
        return ""
    start = page.lines[article.lines[0] - 1].start
    first = next(pieces[0].span.start for pieces in article.layout if pieces)
    return page.text[start:first]


def _claim(page: Page, correction: Correction, claimed: Collection[int]) -> list[int]:
    """The numbers of the lines that a correction asks for.

    Raises:
        ValueError: when the page has no such lines, another correction has them, or the words are not in them.
    """
    ranges = correction.lines or ()
    if max(last for _, last in ranges) > len(page.lines):
        raise ValueError(f"it has {len(page.lines)} lines")
    numbers = sorted({number for first, last in ranges for number in range(first, last + 1)})
    if taken := [number for number in numbers if number in claimed]:
        raise ValueError(f"line {taken[0]} belongs to another correction already")
    text = "".join(page.text[page.lines[number - 1].start : page.lines[number - 1].end] for number in numbers)
    if letters(correction.words) not in letters(text):
        raise ValueError(f"{correction.words[:20]!r} is not in its lines {numbers[0]} to {numbers[-1]}")
    return numbers


def _only(page: Page, numbers: Collection[int]) -> Page:
    """The page with all lines but these made blank; every character stays where it is."""
    parts = []
    position = 0
    for number, span in enumerate(page.lines, start=1):
        parts.append(page.text[position : span.start])
        parts.append(page.text[span.start : span.end] if number in numbers else " " * len(span))
        position = span.end
    return replace(page, text="".join([*parts, page.text[position:]]))


def _article_of(page: Page, numbers: Sequence[int]) -> Article | None:
    """The one article that these lines are; what the reader takes for the headlines of more become its paragraphs."""
    found = read_page(_only(page, set(numbers))).articles
    if not found:
        return None
    first = found[0]
    paragraphs, layout = list(first.paragraphs), [list(pieces) for pieces in first.layout]
    for article in found[1:]:
        for text, piece in _headline_lines(page, article, numbers):
            paragraphs.append(text)
            layout.append([piece])
        paragraphs.extend(article.paragraphs)
        layout.extend(map(list, article.layout))
    spans = [article.lines for article in found if article.lines]
    return replace(
        first,
        paragraphs=paragraphs,
        layout=layout,
        authors=list(dict.fromkeys(name for article in found for name in article.authors)),
        kind=first.kind if len(found) == 1 else "article",
        lines=(min(first for first, _ in spans), max(last for _, last in spans)),
    )


def _headline_lines(page: Page, article: Article, numbers: Sequence[int]) -> list[tuple[str, Piece]]:
    """The lines of an article's headline, each with its place."""
    headline = letters(article.headline)
    body = {piece.line for pieces in article.layout for piece in pieces}
    found = []
    for number in numbers:
        span = page.lines[number - 1]
        text = page.text[span.start : span.end]
        bare = text.strip()
        if number not in body and letters(bare) and letters(bare) in headline:
            start = span.start + len(text) - len(text.lstrip())
            found.append((bare, Piece(0, Span(start, start + len(bare)), number)))
    return found


def _numbered(articles: Iterable[Article], page: Page) -> list[Article]:
    """The articles with new ids, in their order on the page."""
    return [replace(article, id=f"{page.file}#{number}") for number, article in enumerate(articles, start=1)]
