"""Examples for the exact words: for each question all candidates of the article that answers, the right one first.

`python -m benchmarks.exact_examples OUT.jsonl --public FILE… --questions FILE --pages FOLDER …`

A line is a decision between the candidates and "none"; `benchmarks.fit quantity` and `benchmarks.fit name` read it.
A question of a public set (SQuAD's form) has the words that answer; a line of a question file has them as "exact", as
for `benchmarks.exact_words`, and the sentence that answers as "answer". Of words that stand in several places, right
or wrong, the place with most points by the present weights counts. Questions of the own files count six times as much
as those of the public sets for numbers and times, and three times as much for names.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.exact_words import is_same
from benchmarks.public_sets import read_public
from bot import Retriever
from bot.answering.exact.finder import Candidate, ExactAnswerFinder
from bot.answering.exact.name_weights import NAME_MODEL
from bot.answering.rerank import Reranker
from bot.answering.sentence_postings import SentencePostings
from bot.linear_model import LinearModel
from bot.question.interpretation import Interpreter
from bot.question.preferences import Preferences
from bot.question.question import Question
from bot.text.normalization import fold

# How much counts a question of the own files, one that nothing answers, one that benchmarks/cloze.py made of a page,
# and by model one of a public set.
OWN, UNANSWERED, MADE, PUBLIC = 3.0, 1.0, 0.2, {"quantity": 0.05, "name": 1.0}

# An answer of more characters is more than the exact words.
LONG = 8


@dataclass(frozen=True)
class ExactExample:
    """A question with the candidates of the article that answers it."""

    # "quantity" or "name"
    model: str
    question: str
    # how much it counts
    mass: float
    # the features of the right candidate, or of "none" where no candidate is right, and of all others
    alternatives: list[dict[str, float]]


class Asker:
    """Asks questions about articles that are known to answer them.

    Args:
        retriever: the corpus.
    """

    def __init__(self, retriever: Retriever) -> None:
        self.articles = retriever.articles
        self._index = retriever._answerer.index
        self._interpreter = Interpreter(self._index, retriever._answerer.lexicon, Preferences(self._index))

    def read(
        self, question: str, history: Sequence[str], number: int
    ) -> tuple[ExactAnswerFinder, SentencePostings, Sequence[float]]:
        """What finds the exact words of a question, with the sentences of an article and how well each answers."""
        index = self._index
        read = [Question(one, index.analyzer, index.config) for one in (*history, question)]
        interpretation = self._interpreter.interpret(read[-1], read[:-1])
        postings = SentencePostings(index.folded_sentences(number), index.analyzer, index.config)
        terms = interpretation.query.fields["pairs"]
        finder = ExactAnswerFinder(
            interpretation.question, {term: weight * index.idf("pairs", term) for term, weight in terms.items()}
        )
        return finder, postings, Reranker(index, interpretation, lambda _: postings).sentence_points(number)

    def ask(self, question: str, history: Sequence[str], number: int, exact: Sequence[str]) -> ExactExample | None:
        """The example of a question; None where it asks for no exact words or the article has no candidate.

        Args:
            question: as typed.
            history: the questions before it.
            number: of the article that answers.
            exact: the words that answer, any of them.
        """
        finder, postings, points = self.read(question, history, number)
        article = self.articles[number]
        candidates = finder.find_candidates(postings.squeezed, points, postings.words, article.date, article.headline)
        if not candidates:
            return None
        name = "name" if finder.model is NAME_MODEL else "quantity"
        return ExactExample(name, question, OWN, order(candidates, exact, finder.model))


def order(candidates: Sequence[Candidate], exact: Sequence[str], model: LinearModel) -> list[dict[str, float]]:
    """The features of the right candidate and of the others, each words' best place; "none" is one of them."""
    right_words = {one.words for one in candidates if any(is_same(one.words, each) for each in exact)}
    if not right_words:
        # some sets give a whole sentence: its only candidate is right
        long = [fold("".join(each.split())) for each in exact if len(each) > LONG]
        inside = {one.words for one in candidates if any(one.words in each for each in long)}
        right_words = inside if len(inside) == 1 else set()
    best: dict[str, tuple[float, Candidate]] = {}
    for one in candidates:
        words = "" if one.words in right_words else one.words
        points = model.score(one.features)
        if words not in best or points > best[words][0]:
            best[words] = points, one
    none = dict.fromkeys(model.weights, 0.0) | {"none": 1.0}
    right = best.pop("", None)
    others = [dict(one.features) for _, one in best.values()]
    return [dict(right[1].features), *others, none] if right else [none, *others]


def ask_public(path: Path, part: range) -> Iterator[ExactExample]:
    """The questions of a public set, each about its paragraph, in an index of all of them."""
    paragraphs = read_public(path, part=part)
    asker = Asker(Retriever.from_articles(paragraph.article for paragraph in paragraphs))
    for number, paragraph in enumerate(paragraphs):
        for question, words in paragraph.questions:
            example = asker.ask(question, (), number, [words])
            if example:
                yield ExactExample(example.model, question, PUBLIC[example.model], example.alternatives)


def ask_own(path: Path, retriever: Retriever) -> Iterator[ExactExample]:
    """The questions of a file that have exact words, each about the article that has its answer.

    Of a question that no article answers the article found first has no right words.
    """
    asker = Asker(retriever)
    numbers = {article.id: number for number, article in enumerate(asker.articles)}
    texts = ["".join("".join(article.paragraphs).split()) for article in asker.articles]
    for record in map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines())):
        answer = "".join((record.get("answer") or "").split())
        if not answer:
            first = retriever.search(record["question"], k=1)
            example = first and asker.ask(record["question"], (), numbers[first[0].article.id], ())
            if example:
                yield replace(example, mass=UNANSWERED)
            continue
        if not record.get("exact"):
            continue
        for number, (text, article) in enumerate(zip(texts, asker.articles, strict=True)):
            if answer in text and record.get("file") in (None, article.file):
                example = asker.ask(record["question"], record.get("history", ()), number, record["exact"])
                if example:
                    yield replace(example, mass=MADE) if record.get("kind") == "cloze" else example
                break


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--public", type=Path, nargs="*", default=[])
    parser.add_argument("--questions", type=Path, nargs="*", default=[])
    parser.add_argument("--pages", type=Path, help="what the questions are about")
    parser.add_argument("--part", type=int, default=66, help="of a public set so many of every hundred articles")
    options = parser.parse_args(arguments)
    if options.questions and options.pages is None:
        parser.error("--questions needs --pages FOLDER")
    count = 0
    with options.out.open("w", encoding="utf-8") as out:
        sources = [ask_public(path, range(options.part)) for path in options.public]
        if options.questions:
            retriever = Retriever.from_folder(options.pages)
            sources += [ask_own(path, retriever) for path in options.questions]
        for source in sources:
            for example in source:
                count += 1
                out.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
    print(f"{count} examples")
    return 0


if __name__ == "__main__":
    sys.exit(main())
