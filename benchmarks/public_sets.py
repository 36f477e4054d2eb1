"""Public sets of questions in SQuAD's form: their paragraphs as articles, in two parts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot import Article

# Of the articles of a public set with several paragraphs so many lose one.
HELD_BACK = 0.5


@dataclass(frozen=True)
class Paragraph:
    """An article of a public set with its questions."""

    article: Article
    # what the article is about; "" where the set does not say
    title: str
    # each with the words that answer
    questions: tuple[tuple[str, str], ...]

    @property
    def source(self) -> str:
        """What it is a paragraph of."""
        return self.article.id.rpartition(".")[0]


def read_public(path: Path, *, part: range = range(100)) -> list[Paragraph]:
    """The paragraphs of a set in SQuAD's form.

    Args:
        path: the file.
        part: of every hundred articles those with these numbers.
    """
    paragraphs = []
    entries = json.loads(path.read_text(encoding="utf-8"))["data"]
    for number, entry in enumerate(entries):
        if number % 100 not in part:
            continue
        for at, paragraph in enumerate(entry["paragraphs"]):
            # half of them without a headline, as passages of a longer text are
            title = entry.get("title", "")
            article = Article(f"{path.stem}.{number}.{at}", title if (number + at) % 2 else "", [paragraph["context"]])
            asked = tuple((each["question"], each["answers"][0]["text"]) for each in paragraph["qas"])
            paragraphs.append(Paragraph(article, title, asked))
    return paragraphs


def split(paragraphs: Sequence[Paragraph], random: Random) -> tuple[list[Paragraph], list[Paragraph]]:
    """Two halves of a public set in random order, with all paragraphs of an article in one of them."""
    sources = list(dict.fromkeys(paragraph.source for paragraph in paragraphs))
    drawn = set(random.sample(sources, len(sources) // 2))
    shuffled = random.sample(paragraphs, len(paragraphs))
    return [one for one in shuffled if one.source in drawn], [one for one in shuffled if one.source not in drawn]


def hold_back(paragraphs: Sequence[Paragraph], random: Random) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs of a public set, and those held back: one of every second article that has several."""
    by_source: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        by_source.setdefault(paragraph.source, []).append(paragraph)
    back = [random.choice(group) for group in by_source.values() if len(group) > 1 and random.random() < HELD_BACK]
    return [paragraph for paragraph in paragraphs if paragraph not in back], back
