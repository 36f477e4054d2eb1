"""Analyzed batches → a segment."""

from random import Random

import pytest

from bot.corpus.serialization import digests, write_article
from bot.retrieval import build
from bot.retrieval.analyzer import Analyzer
from bot.retrieval.build import analyze_articles
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.index import Index
from bot.retrieval.segments import build_segment
from bot.retrieval.tables import Tables
from bot.retrieval.update import update_tables
from bot.text.segmenter import default_segmenter
from tests.retrieval.test_update import arrays
from tests.support.equality import random_articles

ARTICLES = list(random_articles(Random(3), ["城东停水三天。", "市场监督管理局（以下简称“市监局”）说。"], 30))


def test_no_batch_is_no_segment():
    """As where no article is new."""
    assert build_segment([]) is None


def test_articles_and_passages_come_in_order(monkeypatch):
    """Those of thirty batches as those of one."""
    whole = build_segment(analyze_articles(ARTICLES, DEFAULT_CONFIG, Analyzer()))
    monkeypatch.setattr(build, "BATCH_SIZE", 1)
    built = build_segment(analyze_articles(ARTICLES, DEFAULT_CONFIG, Analyzer()))
    assert whole is not None and built is not None
    assert built.article_count == whole.article_count == 30
    assert built.article_of.tolist() == whole.article_of.tolist() == sorted(built.article_of)


@pytest.mark.slow
def test_files_change_nothing(tmp_path, monkeypatch):
    """An index whose batches lay in files, and whose postings were packed by several processes, equals one in memory.
    The batches are deleted."""
    whole = arrays(Index(ARTICLES).tables)
    monkeypatch.setattr(build, "BATCH_SIZE", 100)
    monkeypatch.setattr(build, "WORTH_A_PROCESS", 0)
    written = [write_article(article) for article in ARTICLES]
    empty = Tables.empty(DEFAULT_CONFIG, default_segmenter())
    tables = update_tables(empty, digests(written), written.__getitem__, written.__getitem__, folder=tmp_path)
    assert arrays(tables) == whole
    assert not list(tmp_path.glob("batch-*")) and list(tmp_path.glob("segment-*.words.passages.data.npy"))
