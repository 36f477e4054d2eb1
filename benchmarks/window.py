"""Fits what says which sentences of an article are shown: `python -m benchmarks.window --index I --questions FILE…`.

The sentences of the article that answers compete as in a softmax (bot/answering/excerpt.py), and the weights are those
that make the right one likeliest. A line of a question file has the page as "file" and the sentence that answers as
"answer"; every second line is kept apart. Questions are asked without vectors of meaning, and with them where the index
has some; both have the same weights. Questions of public sets (`--public`, SQuAD's form) count a quarter; their
paragraphs of one title are an article.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.logistic_regression import Choices, fit_weights
from bot import Article, Retriever
from bot.answering.answerer import Answerer
from bot.answering.exact.finder import HOLDS, PER_NAME, PER_NUMBER, ExactAnswerFinder
from bot.answering.excerpt import SHARPNESS
from bot.answering.ranking import CANDIDATES
from bot.answering.rerank import PARAGRAPH, PASSAGE, Reranker, find_paragraphs
from bot.answering.sentence_postings import SentencePostings
from bot.corpus.passages import pack_sentences
from bot.question.interpretation import Interpreter
from bot.question.preferences import Preferences
from bot.question.question import Question
from bot.retrieval.filters import NO_FILTER
from bot.semantic.meaning import Meaning

# How much a question of a public set counts.
PUBLIC = 0.25
# A weight is expected to be so far from 0.
SIGMA = 5.0
# Each weight as it is, in points of a sentence.
PRESENT = {
    "points": 1.0,
    "passage": PASSAGE,
    "paragraph": PARAGRAPH,
    "holds": HOLDS,
    "number": PER_NUMBER,
    "name": PER_NAME,
}

Choice = list[dict[str, float]]


def measure_sentences(answerer: Answerer, question: str, history: Sequence[str], article: int) -> Choice:
    """What each sentence of an article has of what the weights are of."""
    index = answerer.index
    read = [Question(one, index.analyzer, index.config) for one in (*history, question)]
    interpretation = Interpreter(index, answerer.lexicon, Preferences(index)).interpret(read[-1], read[:-1])
    query, sentences = interpretation.query, index.sentences(article)
    postings = SentencePostings(index.folded_sentences(article), index.analyzer, index.config)
    reranker = Reranker(index, interpretation, lambda _: postings)
    meaning = Meaning(index, query, interpretation.meant, answerer.vectors)
    meaning.compare(index.search(query, CANDIDATES, NO_FILTER))
    points = meaning.move_sentences(article, reranker.sentence_points(article)) or reranker.points_beside(article)
    terms = {term: weight * index.idf("pairs", term) for term, weight in query.fields["pairs"].items()}
    finder = ExactAnswerFinder(interpretation.asks, terms)
    page = index.articles[article]
    findings = finder.find(postings.squeezed, points, postings.words, page.date, page.headline)
    name, weight = ("number", PER_NUMBER) if finder.wants_quantity else ("name", PER_NAME)
    if not findings.best or not findings.best.features:
        name, weight = "holds", HOLDS
    columns = {
        "points": points,
        "passage": reranker.points_of_runs(article, [one.start for one in pack_sentences(sentences)]),
        "paragraph": reranker.points_of_runs(article, find_paragraphs(sentences)),
        **{each: [0.0] * len(sentences) for each in ("holds", "number", "name")},
        name: [findings.gains.get(number, 0.0) / weight for number in range(len(sentences))],
    }
    return [dict(zip(columns, map(float, row), strict=True)) for row in zip(*columns.values(), strict=True)]


def choose(answerer: Answerer, article: int, answer: str, sentences: Choice) -> Choice | None:
    """The decision for a sentence with the answer, the best by the present weights; None where there is none."""
    texts = ["".join(sentence.text.split()) for sentence in answerer.index.sentences(article)]
    begin, at = "".join(texts).find(answer), 0
    right = []
    for number, text in enumerate(texts):
        if 0 <= begin < at + len(text) and at < begin + len(answer):
            right.append(number)
        at += len(text)
    if not right or len(texts) == 1:
        return None
    best = max(right, key=lambda number: sum(PRESENT[name] * value for name, value in sentences[number].items()))
    return [sentences[best], *(values for number, values in enumerate(sentences) if number not in right)]


def ask_own(path: Path, retriever: Retriever) -> Iterator[Choice | None]:
    """A decision for each question of a file; None where no article has the answer."""
    answerer = retriever._answerer
    for line in filter(str.strip, path.read_text("utf-8").splitlines()):
        record = json.loads(line)
        answer = "".join((record.get("answer") or "").split())
        having = (
            number
            for number, article in enumerate(answerer.index.articles)
            if article.file == record.get("file") and answer in "".join("".join(article.paragraphs).split())
        )
        article = next(having, None) if answer else None
        if article is None:
            yield None
            continue
        sentences = measure_sentences(answerer, record["question"], record.get("history") or (), article)
        yield choose(answerer, article, answer, sentences)


def ask_public(path: Path) -> Iterator[Choice | None]:
    """A decision for each question of a public set."""
    entries = json.loads(path.read_text(encoding="utf-8"))["data"]
    texts = [tuple(paragraph["context"] for paragraph in entry["paragraphs"]) for entry in entries]
    answerer = Retriever.from_articles(Article(str(at), "", text) for at, text in enumerate(texts))._answerer
    for number, entry in enumerate(entries):
        for asked in (each for paragraph in entry["paragraphs"] for each in paragraph["qas"]):
            answer = "".join(asked["answers"][0]["text"].split())
            yield choose(answerer, number, answer, measure_sentences(answerer, asked["question"], (), number))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True, help="a stored index of the pages that are asked about")
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--public", type=Path, nargs="*", default=[])
    options = parser.parse_args(arguments)
    opened = [Retriever.open(options.index, paths=None, encoder=encoder) for encoder in ("none", "auto")]
    asked = [(1.0, list(ask_own(path, each))) for each in opened for path in options.questions]
    asked += [(PUBLIC, list(ask_public(path))) for path in options.public]
    halves: list[Choices] = []
    masses = []
    for half in (0, 1):
        kept = [(mass, one) for mass, rows in asked for at, one in enumerate(rows) if one and at % 2 == half]
        halves.append(Choices([one for _, one in kept], tuple(PRESENT)))
        masses.append(np.array([mass for mass, _ in kept]))
    present = SHARPNESS * np.array(list(PRESENT.values()))
    fitted = fit_weights(halves[0], np.zeros(len(present)), np.full(len(present), True), SIGMA, masses=masses[0])
    print(f"sharpness {fitted[0]:.2f}")
    for name, now, new in zip(PRESENT, present / SHARPNESS, fitted / fitted[0], strict=True):
        print(f"{name:<12}{now:>8.2f}{new:>8.2f}")
    for title, choices in zip(("fitted on", "kept apart"), halves, strict=True):
        losses = ", ".join(f"{choices.compute_loss(weights):.4f}" for weights in (present, fitted))
        print(f"{title}: {choices.count} questions; loss by present and fitted weights: {losses}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
