"""Cuts articles into passages: whole sentences, packed to the size that is found best."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from bot.records import Article, Passage, Piece, Span
from bot.text.patterns import compile_late
from bot.text.sentences import cut_sentences

# Measured on questions about government notices: passages of 250 characters, 350 at most, hold the answer first more
# often than smaller ones.
TARGET_CHARACTERS = 250
MAX_CHARACTERS = 350
# A passage with at least this many characters ends with its paragraph.
ENOUGH_CHARACTERS = 120

_CLAUSE = compile_late(r"[，、,：:]")


class Sentence(NamedTuple):
    """A sentence of an article."""

    text: str
    # the number of its paragraph in the article, from 0, and where in that it begins
    paragraph: int
    start: int
    # the number of the article's source that it stands on, from 0
    source: int = 0


def split_sentences(article: Article) -> list[Sentence]:
    """The sentences of an article, in order; together they are its whole text. None is longer than a passage."""
    result: list[Sentence] = []
    for number, paragraph in enumerate(article.paragraphs):
        start = 0
        for text in _sentence_texts(paragraph):
            result.append(Sentence(text, number, start))
            start += len(text)
    # the places on the page are looked up for those that are shown; only a story on several pages needs them before
    return [_with_source(article, sentence) for sentence in result] if article.others else result


def _with_source(article: Article, sentence: Sentence) -> Sentence:
    pieces = _pieces_of(article, sentence)
    return sentence._replace(source=pieces[0].source) if pieces else sentence


def _pieces_of(article: Article, sentence: Sentence) -> Sequence[Piece]:
    """The pieces of a sentence's paragraph that have some of it."""
    pieces = article.layout[sentence.paragraph] if article.layout else ()
    stop, at = sentence.start + len(sentence.text), attrgetter("at")
    # a paragraph may have thousands of pieces, of which a sentence needs few
    return pieces[max(0, bisect_right(pieces, sentence.start, key=at) - 1) : bisect_left(pieces, stop, key=at)]


def split_texts(paragraphs: Iterable[str]) -> list[str]:
    """The texts of the sentences of an article's paragraphs, as `split_sentences` gives them, without their places."""
    return [text for paragraph in paragraphs for text in _sentence_texts(paragraph)]


def _sentence_texts(text: str) -> list[str]:
    """The sentences of a text; those longer than a passage are broken after a comma, or anywhere without one."""
    texts = cut_sentences(text)
    if len(text) <= MAX_CHARACTERS or max(map(len, texts)) <= MAX_CHARACTERS:
        return texts
    return [part for sentence in texts for part in _break(sentence)]


def _break(sentence: str) -> Iterator[str]:
    while len(sentence) > MAX_CHARACTERS:
        commas = [match.end() for match in _CLAUSE.finditer(sentence, 0, MAX_CHARACTERS)]
        end = commas[-1] if commas else MAX_CHARACTERS
        yield sentence[:end]
        sentence = sentence[end:]
    yield sentence


def pack_sentences(sentences: Sequence[Sentence]) -> list[range]:
    """The numbers of the sentences of each passage: in order, without overlap, none left out.

    A passage ends where it is long enough, with its paragraph if possible, and where the article goes on on another
    page.
    """
    ranges: list[range] = []
    start = length = 0
    for number, sentence in enumerate(sentences):
        if number > start:
            previous = sentences[number - 1]
            is_other_page = previous.source != sentence.source
            is_enough = previous.paragraph != sentence.paragraph and length >= ENOUGH_CHARACTERS
            limit = MAX_CHARACTERS if length < ENOUGH_CHARACTERS else TARGET_CHARACTERS
            if is_other_page or is_enough or length + len(sentence.text) > limit:
                ranges.append(range(start, number))
                start, length = number, 0
        length += len(sentence.text)
    if start < len(sentences):
        ranges.append(range(start, len(sentences)))
    return ranges


def build_passage(article: Article, identifier: str, sentences: Sequence[Sentence]) -> Passage | None:
    """A passage of some neighbouring sentences of an article; None where they are only white space.

    Its file and lines are those of the page that it begins on.
    """
    whole = "".join([sentence.text for sentence in sentences])
    text, start = whole.strip(), len(whole) - len(whole.lstrip())
    if not text:
        return None
    pieces = tuple(_find_pieces(article, sentences, start, len(text)))
    lines = [piece.line for piece in pieces if piece.source == pieces[0].source]
    source = article.sources[pieces[0].source] if pieces and article.sources else None
    return Passage(
        id=identifier,
        text=text,
        file=source.file if source else article.file,
        lines=(min(lines), max(lines)) if lines else None,
        pieces=pieces,
        breaks=_find_breaks(sentences, start, len(text)),
    )


def _find_pieces(article: Article, sentences: Sequence[Sentence], start: int, length: int) -> Iterator[Piece]:
    """The pieces of a passage, with their places in it; the arguments are as for `_find_breaks`."""
    position = -start
    for sentence in sentences:
        # what is added to a place in the paragraph gives the place in the passage
        shift = position - sentence.start
        position += len(sentence.text)
        first, stop = max(sentence.start, -shift), min(position, length) - shift
        for piece in _pieces_of(article, sentence):
            at = max(first, piece.at)
            begin = piece.span.start + at - piece.at
            end = min(piece.span.end, piece.span.start + stop - piece.at)
            if begin < end:
                yield Piece(at + shift, Span(begin, end), piece.line, piece.source)


def _find_breaks(sentences: Sequence[Sentence], start: int, length: int) -> tuple[int, ...]:
    """Where new paragraphs begin in a passage.

    Args:
        sentences: of the passage.
        start: where in the text of the sentences the passage begins, after white space.
        length: how many characters the passage has.
    """
    breaks = []
    position = -start
    for previous, sentence in pairwise(sentences):
        position += len(previous.text)
        if previous.paragraph != sentence.paragraph and 0 < position < length:
            breaks.append(position)
    return tuple(breaks)


def build_passages(article: Article) -> dict[range, Passage]:
    """The passages of an article in order, by the numbers of their sentences.

    They do not overlap, and together they are the article's whole text. A passage has whole sentences and at most 350
    characters; only a sentence that is longer itself is broken.
    """
    sentences = split_sentences(article)
    passages: dict[range, Passage] = {}
    for numbers in pack_sentences(sentences):
        identifier = f"{article.id}.{numbers.start + 1}"
        passage = build_passage(article, identifier, sentences[numbers.start : numbers.stop])
        if passage is not None:
            passages[numbers] = passage
    return passages


def passage_texts(sentences: Sequence[Sentence]) -> list[tuple[range, str]]:
    """The texts of an article's `build_passages`, each with the numbers of its sentences, made in less time.

    Args:
        sentences: as `split_sentences` gives them.
    """
    texts = (
        (numbers, "".join([sentence.text for sentence in sentences[numbers.start : numbers.stop]]).strip())
        for numbers in pack_sentences(sentences)
    )
    return [(numbers, text) for numbers, text in texts if text]
