"""Questions whose answering article is taken out of the corpus: all of them should be refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.evaluation.metrics import Outcome, is_same_file, judge, strip_spaces
from bot.evaluation.question_files import JudgedQuestion
from bot.records import Answer, Article


class ReducibleEngine(Protocol):
    """What answers from articles of which some can be taken out, such as a `bot.retriever.Retriever`."""

    @property
    def articles(self) -> Sequence[Article]:
        """The corpus."""

    def answer(self, question: str, history: Sequence[str], k: int, /) -> Answer:
        """The answer to a question that follows others."""

    def without(self, ids: Collection[str], /) -> ReducibleEngine:
        """The same without some articles."""


def judge_without_articles(questions: Iterable[JudgedQuestion], engine: ReducibleEngine) -> list[Outcome]:
    """Asks every answerable question over the corpus without the articles that have its answer.

    A question that another of the first three passages still answers is left out.

    Returns:
        Outcomes of questions without an answer, so that an answered one is wrong.
    """
    texts = {
        article.id: (article, strip_spaces("".join((article.headline, *article.paragraphs))))
        for article in engine.articles
    }
    groups: dict[frozenset[str], list[JudgedQuestion]] = {}
    for judged in questions:
        if judged.answer is not None:
            words = strip_spaces(judged.answer)
            answering = (one.id for one, text in texts.values() if is_same_file(one, judged) and words in text)
            groups.setdefault(frozenset(answering), []).append(judged)
    return [
        replace(outcome, judged=replace(outcome.judged, answer=None))
        for ids, group in groups.items()
        if ids
        for outcome in judge(group, engine.without(ids).answer)
        if outcome.rank is None
    ]
