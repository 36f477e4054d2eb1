"""Measures exact words and passages: how often words are shown and right, and how long passages are.

python -m benchmarks.exact_words FILE… --corpus PATH [--show]

A line of a file is a question of `baowen eval` with "exact": the shortest words that answer, any of them; a question
without, or with an empty list, asks for no such words. Words are right if they are one of these, but for what limits
them (约, 以上, 起, 每月) and the year of a date.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bot import Retriever
from bot.evaluation.metrics import Rate
from bot.records import Answer
from bot.text.normalization import fold

_LIMITS = re.compile(
    "^(?:约|近|达|超|不低于|不超过|超过|不到|每月|每年|每人|每小时|一天|一年|今年|最[迟晚]于?|[从自于在到至])+"
    "|(?:左右|以[上内下]|内|多|起|前|后|止|开始)+$"
)
# 3000—6000元 is 3000至6000元.
_TO = re.compile(r"(?<=\w)[—\-~–至到]+(?=\d)")
_NUMBER = re.compile(r"[\d.]+|[一二两三四五六七八九十百千万亿〇零半]+")
# Words of which one is part of the other are the same if their numbers are, and they differ by so many characters.
_MOST_MORE = 6


def is_same(words: str, exact: str) -> bool:
    """Whether words say the same as those that are right."""
    one, other = (_TO.sub("至", _LIMITS.sub("", fold("".join(text.split())))) for text in (words, exact))
    if one == other:
        return True
    if not one or not other or (one not in other and other not in one) or abs(len(one) - len(other)) > _MOST_MORE:
        return False
    has_year = re.fullmatch(r"(?:\d{4}|[今去明])年.*", one) is not None and other in one
    return has_year or _NUMBER.findall(one) == _NUMBER.findall(other)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and what was shown for it."""

    question: str
    exact: Sequence[str]
    # the rank of the first passage with the answer; None where none has it, 0 where the question has none
    rank: int | None
    # whether the first passage highlights the answer
    marked: bool
    # the number of characters of the first passage
    length: int
    # the exact words shown, without white space; None where there are none
    words: str | None

    @property
    def right(self) -> bool:
        """Whether the words shown are right."""
        return self.words is not None and any(is_same(self.words, exact) for exact in self.exact)


def ask(retriever: Retriever, lines: Sequence[str]) -> list[Asked]:
    """What is shown for the questions of a file's lines."""
    asked = []
    for record in map(json.loads, lines):
        answer: Answer = retriever.answer(record["question"], record.get("history", ()))
        wanted = "".join((record.get("answer") or "").split())
        texts = {
            hit.rank: "".join(hit.passage.text.split())
            for hit in answer.hits
            if record.get("file") in (None, hit.article.file)
        }
        ranks = [rank for rank, text in texts.items() if wanted in text]
        first = answer.hits[0].passage.text if answer.hits else ""
        marks = "".join(first[span.start : span.end] for hit in answer.hits[:1] for span in hit.highlights)
        asked.append(
            Asked(
                record["question"],
                record.get("exact") or (),
                (min(ranks) if ranks else None) if wanted else 0,
                wanted in "".join(marks.split()),
                len(first),
                "".join(first[answer.span.start : answer.span.end].split()) if answer.span else None,
            )
        )
    return asked


def rates(asked: Sequence[Asked]) -> list[Rate]:
    """What is counted of the questions."""
    answerable = [one for one in asked if one.rank != 0]
    first = [one for one in answerable if one.rank == 1]
    short = [one for one in asked if one.exact]
    shown = [one for one in short if one.words]
    held = [one for one in short if one.rank == 1]
    held_shown = [one for one in held if one.words]
    others = [one for one in asked if not one.exact]
    return [
        Rate("answer in the first passage", len(first), len(answerable)),
        Rate("answer in the first three", sum(one.rank is not None for one in answerable), len(answerable)),
        Rate("marked, when first", sum(one.marked for one in first), len(first)),
        Rate("exact words shown", len(shown), len(short)),
        Rate("right, when shown", sum(one.right for one in shown), len(shown)),
        Rate("shown, when first", len(held_shown), len(held)),
        Rate("right, when shown and first", sum(one.right for one in held_shown), len(held_shown)),
        Rate("shown where none are asked for", sum(one.words is not None for one in others), len(others)),
    ]


def main() -> None:
    """Prints the rates of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="also print what is wrong or missed")
    options = parser.parse_args()
    retriever = Retriever.from_folder(options.corpus)
    for file in options.files:
        asked = ask(retriever, [line for line in file.read_text("utf-8").splitlines() if line.strip()])
        lengths = [one.length for one in asked if one.rank != 0]
        print(f"{file}: passages of {mean(lengths or [0]):.0f} characters")
        for rate in rates(asked):
            low, high = rate.interval
            print(f"  {rate.name:<31}{rate.share:.3f}  ({rate.count} of {rate.total}; 95 %: {low:.2f}–{high:.2f})")
        for one in asked if options.show else ():
            if one.words and not one.right:
                print(f"  wrong: {one.question}  {one.words}  ({' | '.join(one.exact) or 'none'})")
            elif one.exact and not one.words:
                print(f"  missed: {one.question}  ({one.exact[0]})")


if __name__ == "__main__":
    main()
