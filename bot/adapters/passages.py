"""Passages as frameworks for retrieval take them: an id, a text, a score, and what is known of it as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.chat.citation import cite
from bot.chat.replies import CHINESE
from bot.records import Answer, Hit
from bot.retriever import Retriever

Value = str | int | float | bool | None


class FoundPassage(NamedTuple):
    """One passage."""

    id: str
    text: str
    # comparable among the passages of one question only
    score: float
    # `describe` documents its keys
    metadata: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Lookup:
    """How a corpus is asked: `Retriever.answer` documents the filters."""

    corpus: Retriever
    k: int = 3
    newspaper: str | None = None
    since: date | str | None = None
    until: date | str | None = None
    # whether nothing is given where the paper does not answer; else its nearest passages are, marked as such
    only_answers: bool = False

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """What `baowen ask` answers."""
        return self.corpus.answer(
            question, history, self.k, newspaper=self.newspaper, since=self.since, until=self.until
        )

    def find(self, question: str) -> list[FoundPassage]:
        """The passages that `baowen ask` shows, best first."""
        return self.passages(self.ask(question))

    def passages(self, answer: Answer) -> list[FoundPassage]:
        """The passages of an answer."""
        if self.only_answers and not answer.answered:
            return []
        return [FoundPassage(hit.passage.id, hit.passage.text, hit.score, describe(hit, answer)) for hit in answer.hits]


def describe(hit: Hit, answer: Answer) -> dict[str, Value]:
    """What is known of a passage.

    `headline`, `authors` (with 、 between them), `newspaper`, `date`, `page`, `article_id`, `file`, `first_line`,
    `last_line`, `rank`; `citation`, all of it on one line; `answered` and `confidence`, whether the paper answers the
    question in its first passage; `answer`, the exact words that do. What is not known is None.
    """
    article, lines, span = hit.article, hit.passage.lines, answer.span if hit.rank == 1 else None
    return {
        "headline": article.headline,
        "authors": "、".join(article.authors),
        "newspaper": article.newspaper,
        "date": article.date,
        "page": article.page,
        "article_id": article.id,
        "file": hit.passage.file,
        "first_line": lines[0] if lines else None,
        "last_line": lines[1] if lines else None,
        "rank": hit.rank,
        "citation": cite(hit, CHINESE),
        "answered": answer.answered,
        "confidence": answer.confidence,
        "answer": hit.passage.text[span.start : span.end] if span else None,
    }
