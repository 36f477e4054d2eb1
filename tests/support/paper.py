"""A small invented paper: functions that answer as the product does, without a corpus behind them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import Conversation, show_passage, take_turn
from bot.records import Answer, Article, Hit, Passage, Span
from bot.reply import Reply


def make_hit(
    text: str,
    rank: int = 1,
    *,
    highlights: Sequence[tuple[int, int]] = (),
    passage_id: str | None = None,
    lines: tuple[int, int] | None = (12, 31),
    breaks: Sequence[int] = (),
    **article,
) -> Hit:
    """A hit whose article has every field that can be shown."""
    fields = {
        "id": "a1",
        "headline": "医保缓缴政策出台",
        "paragraphs": [text],
        "authors": ["胡美樱子", "李四"],
        "newspaper": "某某日报",
        "date": "2022-08-17",
        "file": "000_page.txt",
    }
    return Hit(
        rank=rank,
        score=10.0 / rank,
        passage=Passage(id=passage_id or f"a1.{rank}", text=text, lines=lines, breaks=tuple(breaks)),
        article=Article(**fields | article),
        highlights=tuple(Span(*span) for span in highlights),
    )


def make_answer(*hits: Hit, answered: bool = True, question: str = "问题") -> Answer:
    """An answer with these hits."""
    return Answer(question=question, answered=answered and bool(hits), confidence=0.9 if answered else 0.1, hits=hits)


def paper(question: str, history: Sequence[str], k: int) -> Answer:
    """Answers everything with `k` passages that repeat the question and, behind it, the questions before."""
    context = "".join(f"（先问了{earlier}）" for earlier in history)
    return make_answer(
        *(
            make_hit(
                f"{question}{context}：原话第{rank}段。",
                rank,
                highlights=[(0, len(question))],
                passage_id=f"{question}{context}.{rank}",
            )
            for rank in range(1, k + 1)
        ),
        question=question,
    )


def reply_with(answer: Answer, position: int = 1) -> Reply:
    """What a question with this answer gets, or the passage at a position after it."""
    if position == 1:
        return take_turn(lambda *_: answer, Conversation(), "问题？")[0]
    reply, _ = show_passage(lambda *_: answer, Conversation(("问题？",)), position)
    assert reply is not None
    return reply
