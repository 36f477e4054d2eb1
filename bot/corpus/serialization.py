"""Articles as compressed JSON, problems as JSON, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.errors import PageError, SidecarError
from bot.records import Article, Piece, Source, Span
from bot.sentence import Sentence


def write_article(article: Article) -> bytes:
    """An article as JSON in zlib's format, .7 bytes for a byte of text; equal articles give equal bytes."""
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
    # file names that are no valid text have lone surrogates
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return zlib.compress(written)


DIGEST_SIZE = 16
"""The number of bytes of a digest."""


def digest(written: bytes) -> bytes:
    """The hash of a serialized article, by which an update recognises articles that have not changed."""
    return blake2b(written, digest_size=DIGEST_SIZE).digest()


def digests(written: Iterable[bytes]) -> npt.NDArray[np.uint8]:
    """The digests of some serialized articles, one row for each."""
    return np.frombuffer(b"".join(map(digest, written)), np.uint8).reshape(-1, DIGEST_SIZE)


def read_article(data: bytes, *, with_layout: bool = True) -> Article:
    """The reverse of `write_article`.

    Args:
        data: what it gave.
        with_layout: whether its place on the page is wanted, if it stands on one page alone; without, this takes two
            thirds of the time.

    Raises:
        ValueError, KeyError, TypeError: when the bytes are no article.
    """
    record: dict[str, Any] = json.loads(_decompress(data))
    record["lines"] = tuple(record["lines"]) if record["lines"] else None
    record["others"] = [
        Source(file, (first, last), newspaper, date, page)
        for file, first, last, newspaper, date, page in record["others"]
    ]
    if with_layout or record["others"]:
        record["layout"] = [_pieces(numbers) for numbers in record["layout"]]
    else:
        record["layout"] = ()
    return Article(**record)


def read_texts(data: bytes) -> tuple[str, Sequence[str]]:
    """The headline and the paragraphs alone of what `write_article` wrote, in half the time of the whole article.

    Raises:
        ValueError, KeyError, TypeError: as `read_article`.
    """
    written = _decompress(data)
    # what comes before the authors is all that is needed; in a text JSON has no quotation mark without a backslash
    record = json.loads(written[: written.index(_AFTER_PARAGRAPHS) + 1] + b"}")
    return record["headline"], record["paragraphs"]


_AFTER_PARAGRAPHS = b'],"authors":'


def _decompress(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(str(error)) from None


def _pieces(numbers: list[int]) -> tuple[Piece, ...]:
    fives = zip(*[iter(numbers)] * 5, strict=True)
    return tuple(Piece(at, Span(start, end), line, source) for at, start, end, line, source in fives)


def write_problem(problem: PageError | SidecarError) -> list[Any]:
    """A problem as a list of values that JSON can hold."""
    kind = "page" if isinstance(problem, PageError) else "beside"
    return [kind, *map(_write_sentence, problem.args)]


def read_problem(values: list[Any]) -> PageError | SidecarError:
    """The reverse of `write_problem`.

    Raises:
        ValueError, TypeError: when the values are no problem.
    """
    kind, *fields = values
    return (PageError if kind == "page" else SidecarError)(*map(_read_sentence, fields))


def _write_sentence(value: Any) -> Any:
    """A sentence as its pattern and its fields; a text or a number as it is."""
    if isinstance(value, Sentence):
        return [value.pattern, {name: _write_sentence(field) for name, field in value.fields.items()}]
    return value if isinstance(value, str | int | float) else str(value)


def _read_sentence(value: Any) -> Any:
    if isinstance(value, list):
        pattern, fields = value
        return Sentence(pattern, **{name: _read_sentence(field) for name, field in fields.items()})
    return value
