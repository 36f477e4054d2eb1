"""Articles and problems as JSON, and back."""

from __future__ import annotations

import json
from typing import Any

from bot.errors import PageError, SidecarError
from bot.records import Article, Piece, Source, Span

__all__ = ["read_article", "read_problem", "write_article", "write_problem"]


def write_article(article: Article) -> bytes:
    """An article as JSON without line breaks; equal articles give equal bytes."""
    record: dict[str, Any] = {
        "id": article.id,
        "headline": article.headline,
        "paragraphs": article.paragraphs,
        "authors": article.authors,
        "kind": article.kind,
        "newspaper": article.newspaper,
        "date": article.date,
        "file": article.file,
        "lines": article.lines,
        "page": article.page,
        "others": [[other.file, *other.lines, other.newspaper, other.date, other.page] for other in article.others],
        # for each paragraph the numbers of its pieces, five each
        "layout": [
            [
                number
                for piece in pieces
                for number in (piece.at, piece.span.start, piece.span.end, piece.line, piece.source)
            ]
            for pieces in article.layout
        ],
    }
    # File names that are no valid text have lone surrogates, which UTF-8 cannot encode but JSON's escapes can.
    return json.dumps(record, separators=(",", ":")).encode("ascii")


def read_article(data: bytes) -> Article:
    """The reverse of `write_article`.

    Raises:
        ValueError, KeyError, TypeError: when the bytes are no article.
    """
    record = json.loads(data)
    record["lines"] = tuple(record["lines"]) if record["lines"] else None
    record["others"] = [
        Source(file, (first, last), newspaper, date, page)
        for file, first, last, newspaper, date, page in record["others"]
    ]
    record["layout"] = [_pieces(numbers) for numbers in record["layout"]]
    return Article(**record)


def _pieces(numbers: list[int]) -> tuple[Piece, ...]:
    fives = zip(*[iter(numbers)] * 5, strict=True)
    return tuple(Piece(at, Span(start, end), line, source) for at, start, end, line, source in fives)


def write_problem(problem: PageError | SidecarError) -> list[Any]:
    """A problem as a list of values that JSON can hold."""
    return (
        ["page", problem.file, problem.reason, problem.failed]
        if isinstance(problem, PageError)
        else ["beside", problem.file, problem.reason]
    )


def read_problem(values: list[Any]) -> PageError | SidecarError:
    """The reverse of `write_problem`.

    Raises:
        ValueError, TypeError: when the values are no problem.
    """
    kind, *fields = values
    return PageError(*fields) if kind == "page" else SidecarError(*fields)
