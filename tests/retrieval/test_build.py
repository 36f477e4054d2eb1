"""Articles → passages with counted terms."""

from random import Random

import numpy as np
import pytest

from bot.corpus.serialization import write_article
from bot.records import Article
from bot.retrieval import build
from bot.retrieval.analyzer import FIELDS, Analyzer
from bot.retrieval.build import AnalyzedArticles, Written, analyze_articles, analyze_batch
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.index import Index
from tests.retrieval.test_update import arrays
from tests.support.equality import random_articles

ARTICLE = Article(id="a", headline="赏花", paragraphs=["公园樱花开了。"])


def terms(field, postings):
    """The terms of each text, as often as they occur, in order."""
    texts = [""] * postings.size
    ends = np.cumsum(postings.df)
    for term, df, end in zip(field.terms, postings.df, ends, strict=True):
        for text, times in zip(postings.texts[end - df : end], postings.counts[end - df : end], strict=True):
            texts[text] += term * times
    return texts


def test_a_passage_has_the_terms_of_its_text_and_of_headline_and_lead():
    """With lead=2 the first two characters of the article count twice."""
    field = analyze_batch([ARTICLE], RankingConfig(lead=2), Analyzer()).fields["singles"]
    assert terms(field, field.passages) == ["".join(sorted("公园樱花开了赏花公园"))]
    assert field.passage_lengths.tolist() == [10]
    field = analyze_batch([ARTICLE], RankingConfig(lead=0, headline=False), Analyzer()).fields["singles"]
    assert terms(field, field.passages) == ["".join(sorted("公园樱花开了"))]


def test_an_article_has_the_terms_of_its_passages_and_of_its_headline():
    """Whatever is indexed with the passages."""
    field = analyze_batch([ARTICLE], DEFAULT_CONFIG, Analyzer()).fields["singles"]
    assert terms(field, field.articles) == ["".join(sorted("公园樱花开了赏花"))]


def test_an_article_without_text_has_no_passage():
    """It keeps the terms of its headline."""
    batch = analyze_batch([Article(id="a", headline="题", paragraphs=[])], DEFAULT_CONFIG, Analyzer())
    assert batch.article_count == 1 and len(batch.article_of) == 0
    assert batch.fields["singles"].article_lengths.tolist() == [1]


@pytest.mark.parametrize(
    "worth_a_process",
    [pytest.param(1 << 30, id="one process"), pytest.param(0, id="several processes", marks=pytest.mark.slow)],
)
def test_batches_change_nothing(monkeypatch, worth_a_process):
    """An index of many small batches equals one of a single batch, also if other processes analyze them."""
    articles = list(random_articles(Random(3), ["城东停水三天。", "市场监督管理局（以下简称“市监局”）说。"], 30))
    whole = arrays(Index(articles).tables)
    monkeypatch.setattr(build, "BATCH_SIZE", 100)
    monkeypatch.setattr(build, "WORTH_A_PROCESS", worth_a_process)
    assert arrays(Index(articles).tables) == whole


def test_progress_counts_articles(monkeypatch):
    """After each batch the number of articles that are done."""
    monkeypatch.setattr(build, "BATCH_SIZE", 1)
    done: list[int] = []
    three: list[Written] = [ARTICLE, write_article(ARTICLE), ARTICLE]
    batches = list(analyze_articles(three, DEFAULT_CONFIG, Analyzer(), done.append))
    assert done == [1, 2, 3]
    assert all(isinstance(batch, AnalyzedArticles) and set(batch.fields) == set(FIELDS) for batch in batches)
