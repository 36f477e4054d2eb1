"""Whether one engine finds what another finds: random corpora with ties, random queries, and plain ==."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import numpy as np

from bot import Article
from bot.corpus.file_table import FileTable
from bot.corpus.merging.merge import Merging
from bot.corpus.serialization import digests, write_article
from bot.question.question import Question
from bot.records import Source
from bot.retrieval.engine import Engine
from bot.retrieval.filters import NO_FILTER, Filter
from bot.retrieval.index import Index
from bot.retrieval.query import Query
from bot.retrieval.storage.corpus_articles import CorpusArticles
from bot.retrieval.storage.stored_articles import JoinedArticles
from bot.retrieval.storage.stored_index import StoredIndex, write_index
from bot.retrieval.tables import Tables

NEWSPAPERS = ("城东日报", "城西日报", "晚报", None)


@dataclass(frozen=True)
class Asked:
    """One search."""

    query: Query
    k: int
    within: Filter = NO_FILTER


def stored(folder: Path, articles: Sequence[Article]) -> StoredIndex:
    """A stored index of articles made by hand."""
    written = tuple(write_article(article) for article in articles)
    about = {
        "corpus_fingerprint": "",
        "program_fingerprint": "",
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "corpus": [str(folder)],
        "problems": [],
    }
    tables = Index(articles).tables
    assert isinstance(tables, Tables), "nothing is laid over it"
    order, nothing = np.arange(len(written)), np.empty(0, np.int64)
    files = FileTable(["all"], [""], [len(written)], [()])
    corpus = CorpusArticles(files, JoinedArticles([written]), digests(written), order, nothing, Merging.empty())
    return write_index(folder, about, corpus, tables)


def random_articles(random: Random, sentences: Sequence[str], passages: int) -> Iterator[Article]:
    """Articles of one to five sentences, about as many passages, every tenth a copy of another one's text.

    Some have no date or no newspaper, some are printed at several places.
    """
    texts: list[list[str]] = []
    for number in range(passages):
        if texts and random.random() < 0.1:
            paragraphs = random.choice(texts)
        else:
            paragraphs = ["".join(random.choices(sentences, k=random.randint(1, 5)))[:240]]
        texts.append(paragraphs)
        places = [
            Source(f"{number}-{at}.txt", (1, 2), random.choice(NEWSPAPERS), random.choice([None, *DAYS]), None)
            for at in range(random.choice([1, 1, 1, 3]))
        ]
        own = places[0]
        yield Article(
            id=f"a{random.randrange(10**9)}-{number}",
            headline=random.choice(sentences)[:12],
            paragraphs=paragraphs,
            newspaper=own.newspaper,
            date=own.date,
            file=own.file,
            lines=own.lines,
            others=places[1:],
        )


DAYS = [f"2022-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 15, 28)]


def random_searches(random: Random, sentences: Sequence[str], count: int) -> Iterator[Asked]:
    """Pieces of sentences, some put together, some with further words at a lower weight, narrowed now and then."""
    for _ in range(count):
        question = _piece(random, sentences) + random.choice(["", "，zzz", _piece(random, sentences)])
        query = Question(question).query
        if random.random() < 0.3:
            query = query.plus(
                Question(_piece(random, sentences)).query.fields, random.choice([0.07, 0.3, 0.55]), "lexicon"
            )
        within = NO_FILTER
        if random.random() < 0.4:
            within = Filter(
                random.choice([None, "城", "城东", "晚报", "没有的报"]),
                random.choice([None, *DAYS]),
                random.choice([None, *DAYS]),
            )
        yield Asked(query, random.choice([1, 3, 10, 30, 200]), within)


def _piece(random: Random, sentences: Sequence[str]) -> str:
    sentence = random.choice(sentences)
    start = random.randrange(len(sentence))
    return sentence[start : start + random.randint(1, 20)]


def differing(index: StoredIndex, engine: Engine, searches: Iterable[Asked]) -> list[Asked]:
    """The searches for which an engine does not give what the arrays give: hits, scores and order, ==."""
    own = Index.from_tables(index.articles, index.tables)
    other = Index.from_tables(index.articles, index.tables, engine)
    return [
        asked
        for asked in searches
        if own.search(asked.query, asked.k, asked.within) != other.search(asked.query, asked.k, asked.within)
    ]
