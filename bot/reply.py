"""What a message of a conversation gets: an answer, another passage, a whole article, or a sentence for talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.records import Answer, Hit, Talk

ReplyKind = Literal["answer", "passage", "headlines", "article", "source", "author", "date", "no_more", "talk"]
"""What a reply is: the answer to a question; another passage of the last question; the headlines of several
articles; the whole article that is shown, where it stands, who wrote it, when it was printed; that there is nothing
more to show, or which of several is meant; a sentence for talk."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a message gets."""

    kind: ReplyKind
    # what the corpus says, or which kind of talk the message is; its hits are the passages that the reply is about
    answer: Answer
    # of a passage, its place among those of the question, from 1; and how many these are
    position: int = 1
    total: int = 1
    # the id of the first of these passages
    first: str = ""
    # whether the passage stands in the article of the first
    same_article: bool = False
    # whether the question is answered; marks stand in its first passage only
    is_answered: bool = False
    # whether the passage is that of an earlier question, because the last one was not answered
    is_earlier: bool = False
    # a part of a refused question that the paper answers: the question without words that no article has, or one of
    # several questions; of an answered one that of several which the passage leaves open; "" where there is none
    rewording: str = ""

    @property
    def is_about_whole_article(self) -> bool:
        """Whether the reply speaks of whole articles and not of passages."""
        return self.kind in ("article", "author", "date", "headlines")

    @property
    def hit(self) -> Hit | None:
        """The passage that is shown or spoken of; None where there is none."""
        return self.answer.hits[0] if self.answer.hits and self.answer.band != "silent" else None


def answer_reply(found: Answer, order: Sequence[Hit], text: str) -> Reply:
    """The answer to a question, with the passages that can be shown for it."""
    return Reply("answer", replace(found, question=text), 1, len(order), order[0].passage.id if order else "")


def passage_reply(found: Answer, order: Sequence[Hit], position: int, talk: Talk | None, text: str) -> Reply:
    """One of the passages of a question, by its position from 1."""
    hit = replace(order[position - 1], rank=1)
    return Reply(
        "passage",
        _talk_answer(text, talk, hit),
        position,
        len(order),
        order[0].passage.id,
        same_article=hit.article.id == order[0].article.id,
        is_answered=found.answered,
    )


def talk_reply(text: str, talk: Talk | None, kind: ReplyKind = "talk") -> Reply:
    """A sentence, and no passage."""
    return Reply(kind, _talk_answer(text, talk))


def _talk_answer(text: str, talk: Talk | None, *hits: Hit) -> Answer:
    return Answer(text, answered=False, confidence=0.0, hits=hits, talk=talk, rule="talk")


def article_reply(text: str, talk: Talk, hit: Hit, position: int, total: int, *, is_earlier: bool = False) -> Reply:
    """What is said of the article of a hit."""
    kinds: dict[Talk, ReplyKind] = {"article": "article", "author": "author", "date": "date"}
    answer = _talk_answer(text, talk, replace(hit, rank=1))
    return Reply(kinds.get(talk, "source"), answer, position, total, is_earlier=is_earlier)
