"""A question in the forms that are looked at."""

import pytest

from bot.question.question import Question, word_borders
from bot.records import MAX_QUESTION
from bot.retrieval.config import RankingConfig


def test_the_forms_of_a_question():
    """Folded to Simplified characters, without white space, and without the words that only ask."""
    question = Question("請問 醫保 在哪裡辦？")
    assert question.folded == "请问 医保 在哪里办?"
    assert question.squeezed == "请问医保在哪里办?"
    assert question.bare.split() == ["医保", "在", "办?"]


def test_a_configuration_may_keep_the_words_that_only_ask():
    """They are terms of the query then."""
    kept = Question("谁负责？", config=RankingConfig(drop_asking=False))
    assert "谁" in kept.query.fields["singles"]
    assert "谁" not in Question("谁负责？").query.fields["singles"]


def test_the_first_characters_of_a_long_question_are_read():
    """The rest is no part of any form."""
    question = Question("停" * MAX_QUESTION + "谁")
    assert len(question.folded) == len(question.squeezed) == MAX_QUESTION
    assert question.intent.types == ()


def test_borders_of_words_are_their_ends():
    """The ends of the text are borders too."""
    assert word_borders(["城东", "停水"]) == {0, 2, 4}


@pytest.mark.parametrize(
    ("question", "kept"), [("修桥花了多少钱", False), ("修桥要多少块钱？", False), ("修桥的钱谁出", True)]
)
def test_the_money_that_is_asked_for_is_no_word_that_is_looked_up(question, kept):
    """Papers print 元; of 多少钱 the 钱 would find what somebody else paid."""
    assert ("钱" in Question(question).query.fields["words"]) is kept
