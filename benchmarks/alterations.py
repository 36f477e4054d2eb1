"""Questions and articles changed on purpose, so that a question has no answer, or little to be found by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from random import Random

from bot import Article, Retriever
from bot.text.sentences import cut_sentences


def cut_to_keywords(question: str, retriever: Retriever, random: Random) -> str:
    """Two or three of the rarest words of a question, with spaces between them."""
    index = retriever._answerer.index
    words = [word for word in dict.fromkeys(index.analyzer.segmenter.words(question)) if len(word) > 1]
    rarest = sorted(words, key=lambda word: -index.idf("words", word))[: random.choice((2, 3))]
    return " ".join(word for word in words if word in rarest) or question


def change_number(question: str, random: Random) -> str | None:
    """The question with another number in place of its first one of two digits or more; None where it has none."""
    number = re.search(r"\d{2,}", question)
    if number is None:
        return None
    value = int(number[0])
    other = value + random.choice((-1, 1)) * random.randint(1, max(2, min(value - 10, 9)))
    return question[: number.start()] + str(max(other, 10)) + question[number.end() :]


def remove_sentence(article: Article, words: str) -> Article | None:
    """An article of one paragraph without its sentences that hold some words; None where nothing is left."""
    text = article.paragraphs[0]
    kept = "".join(sentence for sentence in cut_sentences(text) if words not in sentence)
    return Article(article.id, article.headline, [kept]) if words not in kept and len(kept) > 20 else None


def remove_paragraph(article: Article, words: str) -> Article | None:
    """An article without its paragraphs that hold some words; None where nothing is left."""
    kept = [paragraph for paragraph in article.paragraphs if squeeze(words) not in squeeze(paragraph)]
    return replace(article, paragraphs=kept, layout=()) if 0 < len(kept) < len(article.paragraphs) else None


def recombine(texts: Iterable[str], size: int, random: Random) -> list[Article]:
    """So many articles of five to nine sentences drawn from some texts."""
    pool = [sentence for text in texts for sentence in cut_sentences(text)]
    return [
        Article(f"made.{number}", "", ["".join(random.choices(pool, k=random.randint(5, 9)))]) for number in range(size)
    ]


def squeeze(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())
