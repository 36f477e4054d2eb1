"""Examples for the confidence: questions whose right answer is known, over corpora of many sizes.

`python -m benchmarks.confidence_examples OUT.jsonl --public FILE… --pages FOLDER --questions FILE… --talk FILE…`

An example is the features of a question with its best passage, and whether that passage holds the answer. Questions
that the corpus does not answer are made by taking the answer away:

* absent: the article is not in the corpus;
* beside: the corpus has another paragraph of what the article is taken from;
* cut: the article is there without the sentence that answers, or, of the own files, without the paragraph;
* changed: the article is there, the question names another number or year than it;
* named, unnamed: what asks only for a name (民情通是什么？) that the corpus has, or has not;
* nearmiss, unanswered: written as such in the question files;
* talk: a line that asks a paper nothing.

Corpora of 10, 50, 300 and 1,000 articles are drawn from the public sets (SQuAD's form) and from the pages; the own
question files are asked over the corpus that they were written for, alone, without the answering article, and among
other articles. With `--large N` all of it is asked once more in N articles put together of real sentences. With
`--index FOLDER` question files are asked as they stand over a stored index, with its vectors if it has some.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

from benchmarks.alterations import (
    change_number,
    cut_to_keywords,
    recombine,
    remove_paragraph,
    remove_sentence,
    squeeze,
)
from benchmarks.labelled_examples import Example
from benchmarks.public_sets import Paragraph, hold_back, read_public, split
from bot import Article, Retriever
from bot.errors import QuestionError
from bot.evaluation.question_files import JudgedQuestion, read_questions
from bot.records import Answer
from bot.settings import default_corpus

# How many corpora of each size, and how many questions of each kind are asked in one.
CORPORA = {10: 16, 50: 6, 300: 2, 1000: 1}
ASKED = {10: 12, 50: 30, 300: 80, 1000: 160}
# So many of the questions are cut to their rarest words, as people type key words.
KEYWORDS = 0.12
# Of the articles of a corpus so many lose the sentence that answers.
CUT = 0.25
# An article without the paragraph that answers stands among so many others of its corpus.
CUT_AMONG = 300
SHOWN = 3
# Of each corpus so many names are asked for, with one of these behind them.
NAMES = 20
ONLY_ASK = ("是什么？", "怎么样？", "", "是啥", "的情况")
# What question files call a question whose article is there and whose fact is not.
NEAR_KINDS = {"nearmiss": "nearmiss", "near": "nearmiss"}


class Maker:
    """Asks questions and keeps the examples.

    Args:
        source: as in `Example`.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.examples: list[Example] = []

    def ask_names(self, retriever: Retriever, kind: str, names: Iterable[str], random: Random) -> None:
        """Adds an example for each name, asked for alone or with words that only ask."""
        for name in names:
            self.ask(retriever, kind, JudgedQuestion(name + random.choice(ONLY_ASK), (), None, name))

    def ask(self, retriever: Retriever, kind: str, question: JudgedQuestion, *, source: str = "") -> None:
        """Adds one example; of a question that has no answer none if a shown passage has the words of the answer."""
        answer = retriever.answer(question.question, question.history, SHOWN, why=True)
        right = bool(answer.hits) and _holds(answer, question.answer, 1)
        if kind not in ("answerable", "named"):
            if kind != "changed" and _holds(answer, question.answer, SHOWN):
                return
            right = False
        # who browses is shown articles, which nobody takes for an answer
        evidence = answer.explanations[0].evidence if answer.explanations else ()
        # what the bias, a rule or the history gives or takes is no feature
        features = {name: value for name, value, _ in evidence if name not in ("bias", "rule", "history")}
        self.examples.append(
            Example(source or self.source, len(retriever.articles), kind, question.question, right, features)
        )


def _holds(answer: Answer, words: str | None, k: int) -> bool:
    # question files may say "" where there is no answer, and every passage has that
    if not words:
        return False
    return any(squeeze(words) in squeeze(hit.passage.text) for hit in answer.hits[:k])


def find_names(articles: Iterable[Article]) -> list[str]:
    """The names that headlines quote: “民情通”."""
    return list(dict.fromkeys(name for article in articles for name in re.findall(r"“(\w{2,8})”", article.headline)))


def ask_public(
    name: str, paragraphs: Sequence[Paragraph], others: Sequence[Article], talk: Sequence[str], random: Random
) -> Iterator[Example]:
    """Corpora of each size drawn from the paragraphs: what is there, what is not, what is cut or changed.

    Args:
        name: of the source.
        paragraphs: of one or more sets.
        others: articles that fill up the corpora that are larger than half of the paragraphs.
        talk: lines that are no questions.
        random: draws.
    """
    maker = Maker(name)
    for size, corpora in CORPORA.items():
        for _ in range(corpora):
            inside, outside = split(paragraphs, random)
            inside, back = hold_back(inside, random)
            inside = inside[:size]
            there = {paragraph.source for paragraph in inside}
            back = [paragraph for paragraph in back if paragraph.source in there]
            articles, whole = [], []
            for paragraph in inside:
                question, words = random.choice(paragraph.questions)
                left = remove_sentence(paragraph.article, words) if random.random() < CUT else None
                articles.append(left or paragraph.article)
                whole.append((paragraph, question, words, left is not None))
            articles += random.sample(others, min(len(others), size - len(articles)))
            retriever = Retriever.from_articles(articles)
            for _, question, words, is_cut in random.sample(whole, min(len(whole), 2 * ASKED[size])):
                if is_cut:
                    maker.ask(retriever, "cut", JudgedQuestion(question, (), None, words))
                    continue
                asked = cut_to_keywords(question, retriever, random) if random.random() < KEYWORDS else question
                maker.ask(retriever, "answerable", JudgedQuestion(asked, (), None, words))
                if changed := change_number(question, random):
                    maker.ask(retriever, "changed", JudgedQuestion(changed, (), None, words))
            taken = (("absent", outside[: ASKED[size]]), ("beside", back[: ASKED[size]]))
            for kind, paragraph in ((kind, one) for kind, group in taken for one in group):
                question, words = random.choice(paragraph.questions)
                if kind == "absent" and random.random() < KEYWORDS:
                    question = cut_to_keywords(question, retriever, random)
                maker.ask(retriever, kind, JudgedQuestion(question, (), None, words))
            for kind, group in (("named", inside), ("unnamed", outside)):
                maker.ask_names(retriever, kind, [one.title for one in group if one.title][:NAMES], random)
            for line in random.sample(talk, min(len(talk), ASKED[size] // 4)):
                maker.ask(retriever, "talk", JudgedQuestion(line, (), None, None))
    yield from maker.examples


def read_own(path: Path) -> list[JudgedQuestion]:
    """The questions of a file; those that follow another are left out because most lean on it."""
    entries = [entry for entry in read_questions(path) if not isinstance(entry, QuestionError)]
    return [entry for entry in entries if not entry.history]


def find_article(retriever: Retriever, question: JudgedQuestion) -> Article | None:
    """The article that answers a question."""
    words = squeeze(question.answer or "")
    for article in retriever.articles:
        if question.file in (None, article.file) and words in squeeze("".join((article.headline, *article.paragraphs))):
            return article
    return None


def ask_own(
    path: Path, home: Retriever, foreign: Sequence[Article], talk: Sequence[str], random: Random, sizes: Sequence[int]
) -> Iterator[Example]:
    """A question file over its corpus, without the answering articles, and in foreign articles with and without it.

    Args:
        path: the question file.
        home: the corpus that it was written for.
        foreign: articles that answer none of its questions.
        talk: lines that are no questions.
        random: draws.
        sizes: of the foreign corpora.
    """
    maker = Maker(path.stem)
    questions = read_own(path)
    answering = {
        question: article for question in questions if question.answer and (article := find_article(home, question))
    }
    _ask_all(maker, home, questions)
    for line in random.sample(list(talk), len(talk) // 3):
        maker.ask(home, "talk", JudgedQuestion(line, (), None, None))
    # a large corpus loses many articles at once, which makes it no smaller to speak of
    articles = list(dict.fromkeys(article.id for article in answering.values()))
    random.shuffle(articles)
    step = 1 if len(home.articles) < 200 else max(1, -(-len(articles) // 4))
    for start in range(0, len(articles), step):
        gone = set(articles[start : start + step])
        rest = home.without(gone)
        for question, article in answering.items():
            if article.id in gone:
                maker.ask(rest, "absent", question, source=f"{path.stem}/{question.kind}")
    names = find_names(home.articles)
    names = random.sample(names, min(len(names), 4 * NAMES))
    maker.ask_names(home, "named", names, random)
    _ask_cut(maker, home, answering, random)
    for size in sizes:
        others = random.sample(list(foreign), min(size, len(foreign)))
        alone = Retriever.from_articles(others)
        maker.ask_names(alone, "unnamed", names[:NAMES], random)
        for question in questions:
            maker.ask(alone, "absent", question, source=f"{path.stem}/{question.kind}")
        if len(home.articles) < 200:
            _ask_all(maker, Retriever.from_articles([*home.articles, *others]), questions)
    yield from maker.examples


def _ask_cut(maker: Maker, home: Retriever, answering: Mapping[JudgedQuestion, Article], random: Random) -> None:
    """Each question over a part of its corpus, where the article lacks the paragraph that answers."""
    left = dict(answering)
    while left:
        # one question of each article
        asked = {article.id: question for question, article in left.items()}
        others = [article for article in home.articles if article.id not in asked]
        cut = {question: remove_paragraph(left.pop(question), question.answer or "") for question in asked.values()}
        articles = [article for article in cut.values() if article]
        retriever = Retriever.from_articles([*articles, *random.sample(others, min(len(others), CUT_AMONG))])
        for question in (question for question, article in cut.items() if article):
            maker.ask(retriever, "cut", question, source=f"{maker.source}/{question.kind}")


def _ask_all(maker: Maker, retriever: Retriever, questions: Iterable[JudgedQuestion]) -> None:
    """Each question as its file judges it."""
    for question in questions:
        kind = "answerable" if question.answer else NEAR_KINDS.get(question.kind, "unanswered")
        maker.ask(retriever, kind, question, source=f"{maker.source}/{question.kind}")


def ask_large(
    size: int,
    paragraphs: Sequence[Paragraph],
    own: Iterable[tuple[Path, Retriever]],
    foreign: Sequence[Article],
    talk: Sequence[str],
    random: Random,
) -> Iterator[Example]:
    """Questions in so many articles, most of them put together of the sentences of all others.

    Half of the public paragraphs are in the corpus, and the own corpora.
    """
    inside, outside = split(paragraphs, random)
    files = list(own)
    real = [*(paragraph.article for paragraph in inside), *foreign]
    homes = {article.id: article for _, home in files for article in home.articles}
    unique = list({**homes, **{article.id: article for article in real}}.values())
    texts = ["".join(article.paragraphs) for article in real]
    retriever = Retriever.from_articles([*unique, *recombine(texts, size - len(unique), random)])
    maker = Maker("public")
    for paragraph in inside[:250]:
        question, words = random.choice(paragraph.questions)
        maker.ask(retriever, "answerable", JudgedQuestion(question, (), None, words))
    for paragraph in outside[:250]:
        question, words = random.choice(paragraph.questions)
        maker.ask(retriever, "absent", JudgedQuestion(question, (), None, words))
    for line in talk:
        maker.ask(retriever, "talk", JudgedQuestion(line, (), None, None))
    for path, _ in files:
        maker.source = path.stem
        _ask_all(maker, retriever, read_own(path))
    # the pages stay, because their sentences are everywhere
    gone = homes.keys() - {article.id for article in foreign}
    rest = retriever.without(gone)
    for path, home in files:
        if home.articles and home.articles[0].id in gone:
            for judged in read_own(path):
                maker.ask(rest, "absent", judged, source=f"{path.stem}/{judged.kind}")
    yield from maker.examples


def read_talk(path: Path) -> list[str]:
    """The lines of a text file, or the field "text" of JSON lines."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [json.loads(line)["text"] if line.startswith("{") else line for line in lines]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="where the examples go, one a line")
    parser.add_argument("--public", type=Path, nargs="*", default=[], help="sets in SQuAD's form")
    parser.add_argument("--pages", type=Path, help="a folder of real pages, as foreign articles")
    parser.add_argument("--questions", type=Path, nargs="*", default=[], help="question files over the corpus")
    parser.add_argument("--page-questions", type=Path, nargs="*", default=[], help="question files over --pages")
    parser.add_argument("--corpus", type=Path, default=default_corpus(), help="what --questions are about")
    parser.add_argument("--index", type=Path, help="only --questions are asked, as they stand, over this stored index")
    parser.add_argument("--talk", type=Path, nargs="*", default=[], help="lines that are no questions")
    parser.add_argument("--held-out", action="store_true", help="the third of sets and talk that is not fitted on")
    parser.add_argument("--large", type=int, default=0, help="only a corpus of so many articles")
    parser.add_argument("--seed", type=int, default=1, help="of what is drawn")
    options = parser.parse_args(arguments)
    random = Random(options.seed)
    part = range(67, 100) if options.held_out else range(67)
    lines = [line for path in options.talk for line in read_talk(path)]
    talk = [line for number, line in enumerate(lines) if (number % 3 == 2) == options.held_out]
    paragraphs = [paragraph for path in options.public for paragraph in read_public(path, part=part)]
    home = Retriever.open(options.index) if options.index else Retriever.from_folder(options.corpus)
    pages = Retriever.from_folder(options.pages) if options.pages else Retriever.from_articles([])
    with options.out.open("w", encoding="utf-8") as file:
        for example in _make(options, random, paragraphs, home, pages, talk):
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
    return 0


def _make(
    options: argparse.Namespace,
    random: Random,
    paragraphs: Sequence[Paragraph],
    home: Retriever,
    pages: Retriever,
    talk: Sequence[str],
) -> Iterator[Example]:
    foreign = [*pages.articles, *(paragraph.article for paragraph in paragraphs)]
    if options.index:
        for path in options.questions:
            maker = Maker(path.stem)
            _ask_all(maker, home, read_own(path))
            yield from maker.examples
        return
    own = [(path, home) for path in options.questions] + [(path, pages) for path in options.page_questions]
    if options.large:
        yield from ask_large(options.large, paragraphs, own, pages.articles, talk, random)
        return
    yield from ask_public("public", paragraphs, pages.articles, talk, random)
    for path in options.questions:
        yield from ask_own(path, home, foreign, talk, random, (50, 300, 1000))
    for path in options.page_questions:
        yield from ask_own(path, pages, [paragraph.article for paragraph in paragraphs], talk, random, (300,))


if __name__ == "__main__":
    sys.exit(main())
