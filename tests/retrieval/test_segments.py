"""Analyzed articles → segments."""

from random import Random

import pytest

from bot.retrieval import build, segments
from bot.retrieval.analyzer import Analyzer
from bot.retrieval.build import analyze_articles
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.index import Index
from bot.retrieval.segments import build_segments
from tests.retrieval.test_update import arrays
from tests.support.equality import random_articles

ARTICLES = list(random_articles(Random(3), ["城东停水三天。", "市场监督管理局（以下简称“市监局”）说。"], 30))


@pytest.mark.parametrize(("together", "left"), [(2, 4), (3, 2), (8, 9), (100, 30)])
def test_many_segments_become_few(monkeypatch, together, left):
    """Thirty batches, each a segment of its own: 16 + 8 + 4 + 2 of them are together, or 27 + 3, or 3 · 8 and 6 alone.
    Their articles and passages come in order."""
    monkeypatch.setattr(build, "BATCH_SIZE", 1)
    monkeypatch.setattr(segments, "OCCURRENCES", 1)
    monkeypatch.setattr(segments, "MERGED_TOGETHER", together)
    built = list(build_segments(analyze_articles(ARTICLES, DEFAULT_CONFIG, Analyzer())))
    assert len(built) == left
    assert sum(segment.article_count for segment in built) == 30
    assert all(sorted(segment.article_of) == segment.article_of.tolist() for segment in built)


@pytest.mark.parametrize("together", [2, 3, 100])
def test_merging_changes_nothing(monkeypatch, together):
    """An index of segments that were merged once or often equals one that was built in one piece."""
    whole = arrays(Index(ARTICLES).tables)
    monkeypatch.setattr(build, "BATCH_SIZE", 1)
    monkeypatch.setattr(segments, "OCCURRENCES", 1)
    monkeypatch.setattr(segments, "MERGED_TOGETHER", together)
    assert arrays(Index(ARTICLES).tables) == whole
