"""Measures questions that follow others: `python -m benchmarks.conversation [--files FILE…] [--talk FILE…] [SET…]`.

For each question file over the seeds, and for each SET (a JSON file in SQuAD's format, each of whose paragraphs is an
article), it prints the share of questions whose first article stays right, of

- new subjects: a short question that is answered right alone, after a question that another article answers. The short
  ones are those of 14 characters or less; longer ones are cut to their rarest words and their question word.
- follow-ups: the questions of a file that have a history, and questions of a SET after another one of the same
  paragraph, with the words that both share dropped or replaced by a pronoun. Right is a passage with the answer.
- talk: lines of a FILE, each with "text", after a question that is answered; right is no passage and no answer.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from bot import Article, Retriever
from bot.evaluation.metrics import judge
from bot.evaluation.question_files import JudgedQuestion, read_questions
from bot.question.question import Question
from bot.records import Answer
from bot.retrieval.index import Index
from bot.settings import default_corpus

DATA = Path(__file__).parents[1] / "tests" / "data"
FILES = [DATA / f"{name}.jsonl" for name in ("questions", "questions_work", "questions_everyday", "questions_report")]
# The longest short question, as typed and as cut.
LONGEST, LONGEST_CUT = 14, 12
# So many other questions stand before each short one, one at a time.
BEFORE = 3
# and so many short ones of each set
MOST = 200
PRONOUNS = ("它", "那个", "这个", "该")
_ASKING = re.compile("什么时候|为什么|什么|多少|怎么样?|哪[里儿个些年天]?|谁|几[个年月天岁点]?|多[久长大高]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the words of the passage that answers it."""

    question: str
    answer: str
    # the page, or the number of the paragraph
    place: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Set:
    """A corpus and its questions."""

    name: str
    retriever: Retriever
    questions: Sequence[Asked]

    def first_is_right(self, asked: Asked, question: str, history: Sequence[str] = ()) -> Answer | None:
        """The answer, if its first passage is right."""
        answer = self.retriever.answer(question, history=history, k=1)
        if not answer.hits:
            return None
        judged = JudgedQuestion(question, tuple(history), asked.place if "." in asked.place else None, asked.answer)
        if judged.file is None and answer.hits[0].article.id != asked.place:
            return None
        return answer if judge([judged], lambda *_: answer)[0].rank == 1 else None


def load_files(paths: Sequence[Path], retriever: Retriever) -> Iterator[Set]:
    """The questions over the seeds that have an answer, a set for each file."""
    for path in paths:
        judged = [one for one in read_questions(path) if isinstance(one, JudgedQuestion) and one.answer and one.file]
        yield Set(
            path.stem,
            retriever,
            [Asked(one.question, one.answer or "", one.file or "", one.history) for one in judged],
        )


def load_set(path: Path) -> Set:
    """The paragraphs of a file in SQuAD's format as articles, and its questions."""
    articles: list[Article] = []
    questions: list[Asked] = []
    for entry in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in entry["paragraphs"]:
            name = f"p{len(articles)}"
            articles.append(Article(id=name, headline="", paragraphs=[paragraph["context"]]))
            questions += [Asked(one["question"], one["answers"][0]["text"], name) for one in paragraph["qas"]]
    return Set(path.stem, Retriever.from_articles(articles), questions)


def shorten(question: str, index: Index) -> Iterator[str]:
    """The question itself where it is short, else its one to three rarest words with its question word."""
    if len(question) <= LONGEST:
        yield question
        return
    asking = _ASKING.search(question)
    read = Question(question, index.analyzer, index.config)
    words = sorted({word for word in read.words if len(word) > 1}, key=lambda word: (-index.idf("words", word), word))
    for count in (3, 2, 1):
        rarest = set(words[:count])
        cut = "".join(dict.fromkeys(word for word in read.words if word in rarest)) + (asking[0] if asking else "")
        if 4 <= len(cut) <= LONGEST_CUT:
            yield cut


def new_subjects(questions: Set, index: Index, random: Random) -> Iterator[tuple[str, Asked, str]]:
    """A question, another of another article, and its short form, which is answered right alone."""
    alone = {}
    for asked in questions.questions:
        if not asked.history:
            alone[asked] = questions.first_is_right(asked, asked.question)
    answered = [asked for asked, answer in alone.items() if answer]
    for asked in random.sample(answered, min(MOST, len(answered))):
        for short in shorten(asked.question, index):
            found = questions.first_is_right(asked, short)
            if not found:
                continue
            article = found.hits[0].article.id
            others = [one for one in answered if (answer := alone[one]) and answer.hits[0].article.id != article]
            for earlier in random.sample(others, min(BEFORE, len(others))):
                yield earlier.question, asked, short
            break


def follow_ups(questions: Set, random: Random) -> Iterator[tuple[str, tuple[str, ...], Asked, str]]:
    """Kind, history, question, and what is typed: those of the file, and those made of two of one paragraph."""
    for asked in questions.questions:
        if asked.history:
            yield "of the file", asked.history, asked, asked.question
    before: Asked | None = None
    made: list[tuple[str, tuple[str, ...], Asked, str]] = []
    for asked in questions.questions:
        if "." not in asked.place and before is not None and before.place == asked.place:
            shared = SequenceMatcher(None, before.question, asked.question, autojunk=False).find_longest_match()
            words = asked.question[shared.b : shared.b + shared.size]
            if shared.size >= 2 and not _ASKING.search(words) and len(words) <= len(asked.question) - 4:
                for kind, instead in (("dropped", ""), ("a pronoun", random.choice(PRONOUNS))):
                    typed = asked.question.replace(words, instead).strip("，的 ")
                    made.append((kind, (before.question,), asked, typed))
        before = asked
    yield from random.sample(made, min(2 * MOST, len(made)))


def measure(questions: Set, seed: int, show: bool) -> None:
    """Prints the shares of one set."""
    index, random = questions.retriever._answerer.index, Random(seed)
    rows: dict[str, list[bool]] = {}
    for earlier, _, short in new_subjects(questions, index, random):
        alone = questions.retriever.answer(short, k=1)
        after = questions.retriever.answer(short, history=[earlier], k=1)
        kept = bool(after.hits) and after.hits[0].article.id == alone.hits[0].article.id
        rows.setdefault("new subjects", []).append(kept)
        if show and not kept:
            print(f"  lost: {earlier} → {short} ({alone.confidence:.2f} alone, {after.confidence:.2f})")
    for kind, history, asked, typed in follow_ups(questions, random):
        right = questions.first_is_right(asked, typed, history) is not None
        rows.setdefault(f"follow-ups, {kind}", []).append(right)
        if show and not right:
            print(f"  wrong: {' → '.join(history)} → {typed} [{asked.question}]")
    for name, outcomes in rows.items():
        print(
            f"| {questions.name} | {name} | {sum(outcomes)} of {len(outcomes)} | {sum(outcomes) / len(outcomes):.3f} |"
        )


def measure_talk(path: Path, retriever: Retriever, questions: Set, show: bool) -> None:
    """Prints how many lines of talk get neither a passage nor an answer, after a question that is answered."""
    good = [asked.question for asked in questions.questions if questions.first_is_right(asked, asked.question)]
    lines = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    outcomes = []
    for number, text in enumerate(lines):
        answer = retriever.answer(text, history=[good[number % len(good)]], k=1)
        outcomes.append(not answer.answered and (answer.band == "silent" or bool(answer.talk)))
        if show and not outcomes[-1]:
            print(f"  shown: {text} ({answer.band} {answer.confidence:.2f})")
    print(f"| {path.stem} | talk | {sum(outcomes)} of {len(outcomes)} | {sum(outcomes) / len(outcomes):.3f} |")


def main() -> None:
    """Measures what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET")
    parser.add_argument("--files", nargs="*", type=Path, default=FILES, metavar="FILE")
    parser.add_argument("--talk", nargs="*", type=Path, default=[], metavar="FILE")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="also print what goes wrong")
    options = parser.parse_args()
    seeds = Retriever.from_folder(default_corpus())
    print("| set | kind | right | share |\n| --- | --- | --- | --- |")
    of_files = list(load_files(options.files, seeds))
    for questions in (*of_files, *map(load_set, options.sets)):
        measure(questions, options.seed, options.show)
    for path in options.talk:
        measure_talk(path, seeds, of_files[0], options.show)


if __name__ == "__main__":
    main()
