"""Article → passages: whole sentences packed to the size that retrieves and reads best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.records import Article, Passage, Span
from bot.text.positions import Joined, concatenate, from_pieces
from bot.text.sentences import sentences

__all__ = [
    "MAX_CHARACTERS",
    "TARGET_CHARACTERS",
    "Sentence",
    "build_passage",
    "build_passages",
    "pack_sentences",
    "passage_texts",
    "split_sentences",
]

# Sizes measured before the project began on questions about government notices: packing sentences to 250 characters
# with 350 at most found the answer in the first passage more often than smaller passages did.
TARGET_CHARACTERS = 250
MAX_CHARACTERS = 350
# A paragraph end is taken as the end of a passage if the passage has at least this much already.
ENOUGH_CHARACTERS = 120

_CLAUSE = re.compile(r"[，、,：:]")


def _units(text: str) -> list[Span]:
    """Sentences, those that are longer than a passage broken at a comma, or anywhere if there is none."""
    units: list[Span] = []
    for span in sentences(text):
        start = span.start
        while span.end - start > MAX_CHARACTERS:
            window = text[start : start + MAX_CHARACTERS]
            commas = [match.end() for match in _CLAUSE.finditer(window)]
            end = start + (commas[-1] if commas else MAX_CHARACTERS)
            units.append(Span(start, end))
            start = end
        units.append(Span(start, span.end))
    return units


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article with its place in the page."""

    joined: Joined
    # the number of its paragraph, from 0
    paragraph: int

    @property
    def source(self) -> int:
        """Which of the article's sources it stands on."""
        return self.joined.runs[0][4] if self.joined.runs else 0


def split_sentences(article: Article) -> list[Sentence]:
    """The sentences of an article, in order; together they are its whole text. None is longer than a passage."""
    layout = article.layout or [()] * len(article.paragraphs)
    found: list[Sentence] = []
    for number, (paragraph, pieces) in enumerate(zip(article.paragraphs, layout, strict=True)):
        whole = from_pieces(paragraph, pieces)
        found.extend(Sentence(whole.cut(span.start, span.end), number) for span in _units(paragraph))
    return found


def pack_sentences(sentences: Sequence[Sentence]) -> list[range]:
    """The sentences that make up each passage: in order, without overlap, none left out."""
    ranges: list[range] = []
    start = length = 0
    for number, sentence in enumerate(sentences):
        size = len(sentence.joined.text)
        above = sentences[number - 1] if number > start else None
        if above is not None:
            # a passage ends with a paragraph if it is long enough, and where the article goes on to another page
            turned = above.source != sentence.source
            ended = above.paragraph != sentence.paragraph and length >= ENOUGH_CHARACTERS
            limit = MAX_CHARACTERS if length < ENOUGH_CHARACTERS else TARGET_CHARACTERS
            if turned or ended or length + size > limit:
                ranges.append(range(start, number))
                start, length = number, 0
        length += size
    if start < len(sentences):
        ranges.append(range(start, len(sentences)))
    return ranges


def build_passage(article: Article, identifier: str, sentences: Sequence[Sentence]) -> Passage | None:
    """A passage of some neighbouring sentences of an article; None where they are only white space."""
    joined = concatenate([sentence.joined for sentence in sentences]).strip()
    if not joined.text:
        return None
    # a sentence that is cut at the page's end goes with the page it begins on
    pieces = joined.pieces
    lines = [piece.line for piece in pieces if piece.source == pieces[0].source]
    source = article.sources[pieces[0].source] if pieces and article.sources else None
    return Passage(
        id=identifier,
        text=joined.text,
        file=source.file if source else article.file,
        lines=(min(lines), max(lines)) if lines else None,
        pieces=pieces,
    )


def build_passages(article: Article) -> dict[range, Passage]:
    """The passages of an article, in order, each by the numbers of the sentences that it consists of.

    They do not overlap, and together they are the article's whole text. A passage has whole sentences and at most 350
    characters; only a sentence that is longer itself is broken.
    """
    sentences = split_sentences(article)
    passages: dict[range, Passage] = {}
    for part in pack_sentences(sentences):
        passage = build_passage(article, f"{article.id}.{part.start + 1}", sentences[part.start : part.stop])
        if passage is not None:
            passages[part] = passage
    return passages


def passage_texts(article: Article) -> list[tuple[range, str]]:
    """The texts of `build_passages`, without the places of their characters in the page."""
    if article.others:
        # where it goes on to another page, its layout says which sentence stands where
        return [(part, passage.text) for part, passage in build_passages(article).items()]
    units = [
        Sentence(Joined(paragraph[span.start : span.end], ()), number)
        for number, paragraph in enumerate(article.paragraphs)
        for span in _units(paragraph)
    ]
    texts = (
        (part, "".join(unit.joined.text for unit in units[part.start : part.stop]).strip())
        for part in pack_sentences(units)
    )
    return [(part, text) for part, text in texts if text]
