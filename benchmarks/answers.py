"""Measures the time of whole answers to questions asked for the first time: `python -m benchmarks.answers FOLDER …`.

    python -m benchmarks.answers FOLDER [--questions FILE …] [--count 200] [--index FOLDER]

The questions are those of question files, by default none, and sentences of the corpus with three words of ten left
out. Each is asked once, of us (`answer`) and of others over the same passages, cut by jieba: a plain script with
rank-bm25, the BM25 retrievers of LangChain (rank-bm25 too) and LlamaIndex (bm25s), and tantivy. Those that are not
installed (`pip install langchain-community llama-index-retrievers-bm25 tantivy`) are left out; each gives three. They
take turns, so that other load on the machine affects all. Prints processor milliseconds at the median, 95 and 99 %,
how many times as long each takes as our answer, and for how many questions the first passage has what answers: the
sentence that was asked for, or the answer that the file gives. Questions that ask on about another are left out. What
a process does once (the dictionaries are loaded) is done before, with other sentences.
"""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import jieba
from rank_bm25 import BM25Okapi

from bot import Retriever
from bot.corpus.passages import passage_texts, split_sentences

SEED = 13
# Sentences of so many characters are asked, with this share of their words.
SHORTEST, LONGEST, KEPT = 12, 60, 0.7
# So many sentences are asked before the time is taken.
WARM = 20
# So many passages are asked for.
SHOWN = 3
# The name of our answers in the tables.
OURS = "answer"

Ask = Callable[[str], Sequence[str]]
"""Gives the best passages for a question, best first."""


def draw_sentences(retriever: Retriever, count: int) -> dict[str, str]:
    """Some questions, each a sentence of the corpus with words left out, and the sentence of each."""
    random, drawn = Random(SEED), dict[str, str]()
    texts = [text for article in retriever.articles for text in article.paragraphs]
    sentences = [one for text in texts for one in re.split("[。！？；]", text) if SHORTEST <= len(one) <= LONGEST]
    for sentence in random.sample(sentences, min(count, len(sentences))):
        drawn["".join(word for word in jieba.cut(sentence) if random.random() < KEPT) + "？"] = sentence
    return drawn


def read_questions(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """The questions of some files that stand alone and have an answer, each with it."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line) if line.strip() else {}
            if record.get("answer") and not record.get("history"):
                yield record["question"], record["answer"]


def squeeze(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def prepare_peers(passages: Sequence[str]) -> dict[str, Ask]:
    """The others that are installed, ready to be asked about some passages."""
    makers = {"plain script": _plain_script, "LangChain": _langchain, "LlamaIndex": _llama_index, "tantivy": _tantivy}
    peers: dict[str, Ask] = {}
    for name, make in makers.items():
        try:
            peers[name] = make(passages)
        except ImportError as problem:
            print(f"{name} is left out: {problem.name} is not installed")
    return peers


def _plain_script(passages: Sequence[str]) -> Ask:
    scorer = BM25Okapi([jieba.lcut_for_search(text) for text in passages])

    def search(question: str) -> list[str]:
        scores = scorer.get_scores(jieba.lcut_for_search(question))
        return [passages[number] for number in scores.argsort()[::-1][:SHOWN]]

    return search


def _langchain(passages: Sequence[str]) -> Ask:
    retrievers = importlib.import_module("langchain_community.retrievers")
    retriever = retrievers.BM25Retriever.from_texts(passages, preprocess_func=jieba.lcut_for_search, k=SHOWN)
    return lambda question: [document.page_content for document in retriever.invoke(question)]


def _llama_index(passages: Sequence[str]) -> Ask:
    # it cuts by a pattern for Western languages, so that texts are given as words with spaces between
    retrievers = importlib.import_module("llama_index.retrievers.bm25")
    node: Any = importlib.import_module("llama_index.core.schema").TextNode
    nodes = [node(text=_spaced(text), metadata={}, id_=str(number)) for number, text in enumerate(passages)]
    retriever = retrievers.BM25Retriever.from_defaults(
        nodes=nodes, similarity_top_k=SHOWN, skip_stemming=True, token_pattern=r"\S+"
    )
    return lambda question: [passages[int(found.node_id)] for found in retriever.retrieve(_spaced(question))]


def _tantivy(passages: Sequence[str]) -> Ask:
    engine: Any = importlib.import_module("tantivy")
    schema = engine.SchemaBuilder().add_unsigned_field("number", stored=True)
    index = engine.Index(schema.add_text_field("words", tokenizer_name="words", index_option="freq").build())
    index.register_tokenizer("words", engine.TextAnalyzerBuilder(engine.Tokenizer.whitespace()).build())
    writer = index.writer()
    for number, text in enumerate(passages):
        writer.add_document(engine.Document(number=number, words=_spaced(text)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> list[str]:
        words = jieba.lcut_for_search(question)
        each = [(engine.Occur.Should, engine.Query.term_query(index.schema, "words", word, "freq")) for word in words]
        hits = searcher.search(engine.Query.boolean_query(each), limit=SHOWN).hits
        return [passages[searcher.doc(address)["number"][0]] for _, address in hits]

    return search


def _spaced(text: str) -> str:
    return " ".join(jieba.lcut_for_search(text))


def measure(ask: Ask, question: str) -> tuple[float, str]:
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
        sentences = list(draw_sentences(retriever, options.count + WARM).items())
        groups = {"sentences": sentences[WARM:], "question files": list(read_questions(options.questions))}
        passages = [text for article in retriever.articles for _, text in passage_texts(split_sentences(article))]
        ways: dict[str, Ask] = {
            OURS: lambda question: [hit.passage.text for hit in retriever.answer(question, k=SHOWN).hits],
            **prepare_peers(passages),
        }
        retriever.warm_up()
        for question, _ in sentences[:WARM]:
            for ask in ways.values():
                ask(question)
        for group, questions in groups.items():
            if not questions:
                continue
            times: dict[str, list[float]] = {name: [] for name in ways}
            right = dict.fromkeys(ways, 0)
            for question, answer in questions:
                for name, ask in ways.items():
                    taken, first = measure(ask, question)
                    times[name].append(taken)
                    right[name] += squeeze(answer) in squeeze(first)
            print(f"{group}: {len(questions)} questions, {len(retriever)} articles, {len(passages)} passages")
            print(f"  {'CPU ms':14}{'50 %':>9}{'95 %':>9}{'99 %':>9}{'as long as ours':>24}{'first has it':>15}")
            ours = at_shares(times[OURS])
            for name, taken_by in times.items():
                shares = at_shares(taken_by)
                print(
                    f"  {name:14}"
                    + "".join(f"{value:9.1f}" for value in shares)
                    + "".join(f"{theirs / mine:8.2f}" for theirs, mine in zip(shares, ours, strict=True))
                    + f"{right[name] / len(questions):15.3f}"
                )


if __name__ == "__main__":
    main()
