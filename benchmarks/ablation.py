"""Measures what each part of ranking contributes: `python -m benchmarks.ablation [SET…]`, with options.

With `--with "singles=1 article_b=0.5" …` it compares such settings, each with all other parameters as people get them.
Otherwise it prints Markdown tables. The first adds one part after the other to plain jieba and rank-bm25; the second
leaves out one part of the whole. Both ask the questions of each FILE (by default two files in tests/data) about a
corpus. A third table, like the first, asks those of each SET, a JSON file in SQuAD's format. All SETs together are one
corpus, in which each paragraph is an article; an answer is right if the first hit is the paragraph of the question.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import jieba
from rank_bm25 import BM25Okapi

from bot import Article, Retriever
from bot.corpus.passages import build_passages
from bot.evaluation.metrics import compute_rates, judge
from bot.evaluation.question_files import JudgedQuestion, read_questions
from bot.records import Answer, Hit
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig, read_config
from bot.settings import default_corpus

DATA = Path(__file__).parents[1] / "tests" / "data"
FILES = [DATA / "questions.jsonl", DATA / "questions_work.jsonl"]

PLAIN = "jieba and rank-bm25 as they come"
# The ranking configuration that scores only words, with the k1 and b that rank-bm25 has by default.
BARE = {
    "pairs": 0, "singles": 0, "passage_k1": 1.5, "passage_b": 0.75, "article_weight": 0, "headline": False, "lead": 0,
    "traditional": False, "drop_asking": False, "lexicon": False, "slips": False, "sentence_weight": 0,
    "coverage_weight": 0, "number_weight": 0, "window": False,
}  # fmt: skip
# Each step gives the parameters that it names their default values, and keeps those of the steps before.
STEPS = [
    ("words of search mode, idf of Lucene", ()),
    ("+ Traditional folded", ("traditional",)),
    ("+ pairs of characters", ("pairs",)),
    ("+ single characters, 1.5 times", ("singles",)),
    ("+ question words out", ("drop_asking",)),
    ("+ k1 .5, b .4", ("passage_k1", "passage_b")),
    ("+ headline in the passage", ("headline",)),
    ("+ lead of 80 characters in it", ("lead",)),
    ("+ article's score", ("article_weight",)),
    ("+ passage cut around the best sentence", ("window",)),
    ("+ best sentence of the article", ("sentence_weight",)),
    ("+ coverage by one sentence", ("coverage_weight",)),
    ("+ numbers of the question", ("number_weight",)),
    ("+ lexicon", ("lexicon",)),
    ("+ slips repaired (all)", ("slips",)),
]
WITHOUT = [name for _, names in STEPS for name in names if not name.startswith("passage_")]

Search = Callable[[str, int], Sequence[Hit]]
Asked = tuple[str, str]
"""A question and the id of the article that answers it."""


def build_plain_search(articles: Sequence[Article]) -> Search:
    """A search of the same passages with jieba's words and rank-bm25 as they come."""
    passages = [(article, passage) for article in articles for passage in build_passages(article).values()]
    model = BM25Okapi([jieba.lcut(passage.text) for _, passage in passages])

    def search(question: str, k: int) -> Sequence[Hit]:
        scores = model.get_scores(jieba.lcut(question))
        best = sorted(range(len(passages)), key=lambda number: -scores[number])[:k]
        return [Hit(rank, float(scores[n]), passages[n][1], passages[n][0]) for rank, n in enumerate(best, start=1)]

    return search


def list_steps() -> Iterator[tuple[str, RankingConfig]]:
    """The name and the ranking configuration of each step."""
    values = dict(BARE)
    for name, added in STEPS:
        for part in added:
            del values[part]
        yield name, DEFAULT_CONFIG.changed(values)


def read_squad(paths: Sequence[Path], every: int) -> tuple[list[Article], dict[str, list[Asked]]]:
    """Read files in SQuAD's format.

    Returns:
        The paragraphs of all files as articles; and by the file's name every n-th of its questions.
    """
    articles: list[Article] = []
    sets: dict[str, list[Asked]] = {}
    for path in paths:
        asked = sets.setdefault(path.stem, [])
        for story in json.loads(path.read_text(encoding="utf-8"))["data"]:
            for paragraph in story["paragraphs"]:
                identifier = f"{path.stem}.{len(articles)}"
                articles.append(Article(id=identifier, headline="", paragraphs=[paragraph["context"]]))
                asked += [(qa["question"], identifier) for qa in paragraph["qas"] if qa["question"].strip()]
        sets[path.stem] = asked[::every]
    return articles, sets


def score_files(search: Search, questions: Sequence[JudgedQuestion]) -> list[float]:
    """The shares of questions with the answer in the first passage and in the first three; refusals do not matter."""

    def ask(question: str, history: Sequence[str], k: int) -> Answer:
        hits = tuple(search(question, k))
        return Answer(question, answered=bool(hits), confidence=0.0, hits=hits)

    return [rate.share for rate in compute_rates(judge(questions, ask))[:2]]


def score_sets(search: Search, sets: dict[str, list[Asked]]) -> list[float]:
    """For each set the share of questions whose paragraph is the first hit."""
    shares = []
    for asked in sets.values():
        first = [next((hit.article.id for hit in search(question, 1)), None) for question, _ in asked]
        right = sum(one == wanted for one, (_, wanted) in zip(first, asked, strict=True))
        shares.append(right / (len(asked) or 1))
    return shares


def print_table(heads: Sequence[str], rows: Iterable[tuple[str, list[float]]]) -> None:
    """Print a Markdown table, each row as soon as it has been computed."""
    print("| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads))
    for name, values in rows:
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in values) + " |", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET")
    parser.add_argument("--files", nargs="*", type=Path, default=FILES)
    parser.add_argument("--corpus", default=default_corpus(), help="what the files ask about; by default the seeds")
    parser.add_argument("--with", dest="settings", nargs="*", default=[], metavar="SETTINGS", help="NAME=VALUE …")
    parser.add_argument("--every", type=int, default=1, help="only each n-th question of the sets")
    arguments = parser.parse_args()
    questions = [
        entry
        for path in arguments.files
        for entry in read_questions(path)
        if isinstance(entry, JudgedQuestion) and entry.answer is not None and not entry.history
    ]
    settings = ["", *arguments.settings] if arguments.settings else []
    steps = [(one or "as people get it", read_config(one.split())) for one in settings] or list(list_steps())
    if questions:
        corpus = Retriever.from_folder(arguments.corpus)
        heads = (f"{len(questions)} questions", "first", "within three")

        def score(config: RankingConfig) -> list[float]:
            return score_files(corpus.with_config(config).search, questions)

        start = (PLAIN, score_files(build_plain_search(corpus.articles), questions))
        print_table(heads, chain([start], ((name, score(config)) for name, config in steps)))
        if not settings:
            print()
            rows = ((f"all without {name}", score(DEFAULT_CONFIG.changed({name: BARE[name]}))) for name in WITHOUT)
            print_table(heads, rows)
    if arguments.sets:
        articles, sets = read_squad(arguments.sets, arguments.every)
        corpus = Retriever.from_articles(articles)
        print()
        rows = ((name, score_sets(corpus.with_config(config).search, sets)) for name, config in steps)
        titles = ("success@1", *(f"{name} ({len(asked)})" for name, asked in sets.items()))
        print_table(titles, chain([(PLAIN, score_sets(build_plain_search(articles), sets))], rows))


if __name__ == "__main__":
    main()
