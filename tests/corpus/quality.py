"""What comes out right, question by question and article by article, compared with a committed baseline.

    python -m tests.corpus.quality             prints what is worse and what is better than the baseline
    python -m tests.corpus.quality --update    writes what comes out now as the new baseline

`baseline.json` beside this file holds which of these marks each question of tests/data/questions*.jsonl gets when it is
asked over the seeds, and each article of three sets of pages:

    first        the passage that holds the answer is the first one
    in three     it is among the first three
    highlighted  the answer lies in the highlights of the first passage
    answered     the question is answered, as it should be
    refused      the question is refused, because the seeds do not answer it
    whole        headline and body of the article are those that a person would cut out
    authors      its authors are all named, and nobody else is

`test_quality.py` fails when a question or an article loses a mark. After a change that is better on the whole, run this
with --update, and commit the new baseline together with the change.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import Retriever
from bot.evaluation.metrics import Outcome
from bot.evaluation.metrics import judge as judge_answers
from bot.evaluation.question_files import JudgedQuestion, read_questions
from bot.records import Answer, Article
from tests.support.press import STYLES
from tests.support.press.compare import judge as judge_page
from tests.support.press.report import press_pages, product_reader
from tests.support.reading import read_text

HERE = Path(__file__).resolve().parent
BASELINE = HERE / "baseline.json"
SEEDS = HERE.parent.parent / "seeds"
QUESTIONS = HERE.parent / "data"
# The generated pages: three of each style.
GENERATED_PAGES, GENERATED_SEED = 3 * len(STYLES), 1

Marks = dict[str, dict[str, str]]
"""By set of questions or pages, and by question or article: its marks, separated by commas."""


# --- questions -------------------------------------------------------------------------------------------------------
def question_marks(answer: Callable[[str, Sequence[str], int], Answer]) -> Marks:
    """The marks of all questions, by file and question.

    Args:
        answer: answers a question over the seeds, given the questions before it and a number of passages.
    """
    marks: Marks = {}
    for path in sorted(QUESTIONS.glob("questions*.jsonl")):
        questions = [question for question in read_questions(path) if isinstance(question, JudgedQuestion)]
        outcomes = judge_answers(questions, answer)
        marks[path.name] = number_repeated(
            (" → ".join((*outcome.judged.history, outcome.judged.question)), _marks_of(outcome)) for outcome in outcomes
        )
    return marks


def _marks_of(outcome: Outcome) -> str:
    if outcome.judged.answer is None:
        return _join({"refused": not outcome.answer.answered})
    return _join(
        {
            "first": outcome.rank == 1,
            "in three": outcome.rank is not None,
            "highlighted": outcome.highlighted,
            "answered": outcome.answer.answered,
        }
    )


# --- articles --------------------------------------------------------------------------------------------------------
def article_marks() -> Marks:
    """The marks of all articles, by set of pages, and page and headline."""
    return {
        "seeds.jsonl": number_repeated(_seed_articles()),
        "papers.jsonl": number_repeated(_paper_articles()),
        "generated pages": number_repeated(_generated_articles()),
    }


def _seed_articles() -> Iterator[tuple[str, str]]:
    """The articles of the five pages that come with the package; seeds.jsonl was compared with the pages by eye."""
    entries = _json_lines(HERE / "seeds.jsonl")
    for file in sorted({entry["file"] for entry in entries}):
        found = {article.lines: article for article in read_text((SEEDS / file).read_text("utf-8"), file)}
        for entry in entries:
            if entry["file"] == file:
                first, last = entry["lines"]
                article = found.get((first, last))
                whole = article is not None and _is_seed(article, entry)
                authors = article is not None and list(article.authors) == entry["authors"]
                yield f"{file} {entry['headline'] or entry['first']}", _join({"whole": whole, "authors": authors})


def _is_seed(article: Article, entry: Mapping[str, Any]) -> bool:
    first, last = article.paragraphs[0][:16], article.paragraphs[-1][-16:]
    facts = article.kind, article.headline, len(article.paragraphs), first, last
    return facts == tuple(entry[name] for name in ("kind", "headline", "paragraphs", "first", "last"))


def _paper_articles() -> Iterator[tuple[str, str]]:
    """The articles of two pages each of sixteen papers, with texts of their own.

    They were written by somebody who had no part in the reader or in the page generator, and drawn without a look at
    how they are read. A column of headlines above the stories, headlines below them, metro columns of eleven
    characters, notices in boxes amid a sentence, text out of a PDF and out of a scan are among the styles.
    """
    for number, page in enumerate(_json_lines(HERE / "papers.jsonl"), start=1):
        found = {_plain("".join(article.paragraphs)): article for article in read_text(page["text"])}
        for entry in page["articles"]:
            article = found.get(_plain(entry["body"]))
            headlines = {_plain_headline(form) for form in entry["headlines"]}
            names = set(map(_plain, entry["authors"]))
            marks = {
                "whole": article is not None and _plain_headline(article.headline) in headlines,
                "authors": article is not None and set(map(_plain, article.authors)) == names,
            }
            yield f"{page['style']} page {number} {entry['headlines'][0] or entry['body'][:16]}", _join(marks)


def _generated_articles() -> Iterator[tuple[str, str]]:
    """The articles of pages that the page generator makes, the same ones each time."""
    read = product_reader()
    for name, page in press_pages(GENERATED_PAGES, GENERATED_SEED):
        for verdict in judge_page(page, read(page.text, f"{name}.txt"), name).verdicts:
            label = f"{name} {verdict.truth.headline or verdict.truth.paragraphs[0][:16]}"
            yield label, _join({"whole": verdict.whole, "authors": verdict.authors})


def _plain(text: str) -> str:
    """A text without white space, full-width forms made narrow."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _plain_headline(text: str) -> str:
    """A headline without what may stand between its decks."""
    return re.sub(r"[—\-|/#]", "", _plain(text))


def _json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _join(marks: Mapping[str, bool]) -> str:
    return ", ".join(name for name, holds in marks.items() if holds)


def number_repeated(entries: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Labels and marks as a dictionary; a label that comes again gets a number."""
    seen: Counter[str] = Counter()
    marks = {}
    for label, mark in entries:
        seen[label] += 1
        marks[label if seen[label] == 1 else f"{label} ({seen[label]})"] = mark
    return marks


# --- the comparison --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Difference:
    """How marks differ from the baseline: a line for each question or article."""

    worse: list[str]
    better: list[str]
    # in the baseline and not asked or read now, or the reverse
    unknown: list[str]


def compare(baseline: Marks, now: Marks) -> Difference:
    """How the marks of now differ from those of the baseline."""
    difference = Difference([], [], [])
    for name in sorted(baseline.keys() | now.keys()):
        before, after = baseline.get(name, {}), now.get(name, {})
        for label in sorted(before.keys() ^ after.keys()):
            where = "not in the baseline" if label in after else "only in the baseline"
            difference.unknown.append(f"{name}: {label}: {where}")
        for label in sorted(before.keys() & after.keys()):
            old, new = _split(before[label]), _split(after[label])
            if lost := [mark for mark in old if mark not in new]:
                difference.worse.append(f"{name}: {label}: no longer {', '.join(lost)}")
            if gained := [mark for mark in new if mark not in old]:
                difference.better.append(f"{name}: {label}: now {', '.join(gained)}")
    return difference


def _split(marks: str) -> list[str]:
    return marks.split(", ") if marks else []


def read_baseline() -> Marks:
    """The committed marks."""
    marks: Marks = json.loads(BASELINE.read_text("utf-8"))
    return marks


def write_baseline(marks: Marks) -> None:
    """Makes these marks the committed ones, a question or article a line."""
    BASELINE.write_text(json.dumps(marks, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> int:
    """The command; exit status 1 when something is worse."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.quality", description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="write what comes out now as the new baseline")
    options = parser.parse_args()
    marks = question_marks(Retriever.from_folder(SEEDS).answer) | article_marks()
    difference = compare(read_baseline() if BASELINE.exists() else {}, marks)
    for title, lines in (("worse", difference.worse), ("better", difference.better), ("unknown", difference.unknown)):
        print(f"{title}: {len(lines)}", *lines, sep="\n  ")
    for name, entries in marks.items():
        counts = Counter(mark for found in entries.values() for mark in _split(found))
        print(f"{name}: {len(entries)}: " + ", ".join(f"{count} {mark}" for mark, count in counts.items()))
    if options.update:
        write_baseline(marks)
        return 0
    return 1 if difference.worse else 0


if __name__ == "__main__":
    sys.exit(main())
