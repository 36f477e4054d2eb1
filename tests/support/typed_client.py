"""A program of somebody who uses the library and checks it with mypy --strict (`tests/test_typed_client.py`)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

from bot import Answer, Article, BaowenError, Conversation, Hit, Reply, Retriever, Span, __version__, take_turn


def open_corpus(folder: str) -> Retriever:
    try:
        return Retriever.from_folder(folder)
    except BaowenError:
        article = Article(id="a", headline="停水", paragraphs=["5月3日停水。"], date=date(2023, 5, 2))
        day: str | None = article.date
        return Retriever.from_articles([article, Article(id="b", headline="", paragraphs=["文"], date=day)])


def quote(answer: Answer) -> str:
    hit: Hit = answer.hits[0]
    span: Span | None = answer.span
    text: str = hit.passage.text
    lines: tuple[int, int] | None = hit.passage.lines
    return f"{text[span.start : span.end] if span else text} {lines} {hit.article.headline} {answer.confidence:.2f}"


async def ask(retriever: Retriever, question: str, history: Sequence[str]) -> Answer:
    return await asyncio.to_thread(retriever.answer, question, history, k=2)


def talk(retriever: Retriever, texts: Sequence[str]) -> list[str]:
    conversation = Conversation()
    kinds: list[str] = []
    for text in texts:
        reply, conversation = take_turn(retriever.answer, conversation, text)
        said: Reply = reply
        kinds.append(said.kind)
    return kinds


def reworded(retriever: Retriever) -> Retriever:
    return retriever.with_words(synonyms={"断水": ["停水"]}, stop_words=["哪天"], segmenter=list)


version: str = __version__
