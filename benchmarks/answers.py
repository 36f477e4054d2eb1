"""Measures the time of whole answers to questions asked for the first time: `python -m benchmarks.answers FOLDER …`.

    python -m benchmarks.answers FOLDER [--questions FILE …] [--count 200] [--index FOLDER]

The questions are those of question files, by default none, and sentences of the corpus with three words of ten left
out. Each is asked once, of us (`answer`) and of a plain script: jieba and rank-bm25 over the same passages, the best
three by score. They take turns, so that other load on the machine affects both. Prints processor milliseconds at the
median, 95 and 99 %, the ratios, and of the sentences for how many the first passage has the sentence. What a process
does once (the dictionaries are loaded) is done before, with other sentences.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import jieba
from rank_bm25 import BM25Okapi

from bot import Retriever
from bot.corpus.passages import passage_texts

SEED = 13
# Sentences of so many characters are asked, with this share of their words.
SHORTEST, LONGEST, KEPT = 12, 60, 0.7
# So many sentences are asked before the time is taken.
WARM = 20


def draw_sentences(retriever: Retriever, count: int) -> dict[str, str]:
    """Some questions, each a sentence of the corpus with words left out, and the sentence of each."""
    random, drawn = Random(SEED), dict[str, str]()
    texts = [text for article in retriever.articles for text in article.paragraphs]
    sentences = [one for text in texts for one in re.split("[。！？；]", text) if SHORTEST <= len(one) <= LONGEST]
    for sentence in random.sample(sentences, min(count, len(sentences))):
        drawn["".join(word for word in jieba.cut(sentence) if random.random() < KEPT) + "？"] = sentence
    return drawn


class PlainScript:
    """jieba and rank-bm25 over the passages of a corpus."""

    def __init__(self, retriever: Retriever) -> None:
        self._passages = [text for article in retriever.articles for _, text in passage_texts(article)]
        self._scorer = BM25Okapi([jieba.lcut_for_search(text) for text in self._passages])

    def search(self, question: str) -> list[str]:
        """The best three passages."""
        scores = self._scorer.get_scores(jieba.lcut_for_search(question))
        return [self._passages[number] for number in scores.argsort()[::-1][:3]]


def measure(ask: Callable[[str], Sequence[str]], question: str) -> tuple[float, str]:
    """The processor milliseconds of a question, and its first passage."""
    start = time.process_time()
    passages = ask(question)
    return 1000 * (time.process_time() - start), passages[0] if passages else ""


def at_shares(times: Sequence[float]) -> list[float]:
    """The times at the median, 95 and 99 %."""
    ordered = sorted(times)
    return [ordered[int(share * len(ordered))] for share in (0.5, 0.95, 0.99)]


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+", help="folders and files of pages")
    parser.add_argument("--questions", type=Path, nargs="*", default=[], help="question files, JSON lines")
    parser.add_argument("--count", type=int, default=200, help="how many sentences are asked")
    parser.add_argument("--index", type=Path, help="the folder of the index; kept")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    jieba.setLogLevel(60)
    with tempfile.TemporaryDirectory() as place:
        retriever = Retriever.refreshed(options.corpus, options.index or place)
        script = PlainScript(retriever)
        sentences = draw_sentences(retriever, options.count + WARM)
        warm, asked = list(sentences)[:WARM], list(sentences)[WARM:]
        lines = [line for path in options.questions for line in path.read_text(encoding="utf-8").splitlines()]
        groups = {
            "sentences": asked,
            "question files": [json.loads(line)["question"] for line in lines if line.strip()],
        }
        ways: dict[str, Callable[[str], Sequence[str]]] = {
            "answer": lambda question: [hit.passage.text for hit in retriever.answer(question).hits],
            "plain script": script.search,
        }
        for question in warm:
            for ask in ways.values():
                ask(question)
        for group, questions in groups.items():
            if not questions:
                continue
            times: dict[str, list[float]] = {name: [] for name in ways}
            right = dict.fromkeys(ways, 0)
            for question in questions:
                for name, ask in ways.items():
                    taken, first = measure(ask, question)
                    times[name].append(taken)
                    right[name] += sentences.get(question, "\n") in first
            print(f"{group}: {len(questions)} questions, {len(retriever)} articles")
            print(f"  {'CPU ms':16}{'50 %':>9}{'95 %':>9}{'99 %':>9}{'first has the sentence':>26}")
            for name, taken_by in times.items():
                share = f"{right[name] / len(questions):.3f}" if group == "sentences" else "–"
                print(f"  {name:16}" + "".join(f"{value:9.1f}" for value in at_shares(taken_by)) + f"{share:>26}")
            pairs = zip(at_shares(times["plain script"]), at_shares(times["answer"]), strict=True)
            print(f"  {'times as fast':16}" + "".join(f"{theirs / ours:9.1f}" for theirs, ours in pairs))


if __name__ == "__main__":
    main()
