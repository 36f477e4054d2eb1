"""Each rule that tells that an article lacks a fact has made-up near misses in tests/data/near_misses.toml."""

import tomllib
from pathlib import Path
from unittest import mock

import pytest

from bot import Article, Retriever
from bot.answering.words import answerability, numbered, other_words, times

PROBES = tomllib.loads((Path(__file__).parent.parent / "data" / "near_misses.toml").read_text("utf-8"))["probe"]
PAPER = [Article(str(number), probe["headline"], [probe["text"]]) for number, probe in enumerate(PROBES)]
TOLD = [question for probe in PROBES for question in probe["told"]]
MISSING = [(question, probe["rule"]) for probe in PROBES for question in probe["missing"]]


@pytest.fixture(scope="module")
def paper():
    """A paper of all the articles."""
    return Retriever.from_articles(PAPER)


@pytest.mark.parametrize("question", TOLD)
def test_what_an_article_tells_is_answered(paper, question):
    """No rule refuses what stands there."""
    answer = paper.answer(question)
    assert answer.answered
    assert question in PROBES[int(answer.hits[0].article.id)]["told"]


@pytest.mark.parametrize(("question", "rule"), MISSING)
def test_a_near_miss_is_refused_because_of_its_rule(paper, question, rule):
    """All that speaks for the article would answer it, if the rule did not see that the fact is missing."""
    assert not paper.answer(question).answered
    module = next(one for one in (answerability, numbered, other_words, times) if hasattr(one, rule))
    with mock.patch.object(module, rule, return_value=False):
        # answers are kept
        assert Retriever.from_articles(PAPER).answer(question).answered
