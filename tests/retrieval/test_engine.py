"""The engine that searches the arrays of an index."""

from random import Random

import numpy as np
import pytest

from bot.question.question import Question
from bot.retrieval.analyzer import FIELDS
from bot.retrieval.engine import ArrayEngine
from bot.retrieval.filters import NO_FILTER, Filter
from bot.retrieval.index import Index
from tests.support.equality import random_articles

SENTENCES = ["城东停水三天。", "医保缓缴到年底。", "公园樱花开了。", "停水的医保公园。", "水水水水医。"]
WEIGHTS = {name: dict.fromkeys(terms, 100) for name, terms in Question("城东医保停水").query.fields.items()}


@pytest.fixture(scope="module")
def index():
    """A hundred passages with ties."""
    return Index(random_articles(Random(3), SENTENCES, 100))


def test_the_scores_of_single_passages_are_those_of_a_search(index):
    """`scores` looks up passages one by one; `top_passages` adds whole posting lists."""
    engine = ArrayEngine(index.tables)
    passages, scores = engine.top_passages(WEIGHTS, len(index), NO_FILTER)
    every = engine.scores(WEIGHTS, np.arange(len(index)))
    assert passages.tolist() == np.flatnonzero(every).tolist()
    assert scores.tolist() == every[passages].tolist()


def test_a_filter_lets_only_its_articles_through(index):
    """The scores of the passages that are left stay as they are."""
    engine, within = ArrayEngine(index.tables), Filter("城东", since="2022-06-01")
    allowed = index.tables.allowed(within)
    passages, scores = engine.top_passages(WEIGHTS, len(index), within)
    every = engine.scores(WEIGHTS, np.arange(len(index)))
    assert 0 < len(passages) < np.count_nonzero(every)
    assert passages.tolist() == np.flatnonzero(allowed & (every > 0)).tolist()
    assert scores.tolist() == every[passages].tolist()


def test_a_term_contributes_to_passages_and_to_articles(index):
    """Both have their own postings; those of articles are grouped."""
    contributions = list(ArrayEngine(index.tables).contributions(WEIGHTS))
    assert {(field, postings.grouped) for field, _, postings in contributions} == {
        (field, grouped) for field in FIELDS for grouped in (False, True)
    }
