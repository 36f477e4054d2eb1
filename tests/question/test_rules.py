"""Each rule that few questions need has questions in tests/data/questions_rules.jsonl that need it."""

from collections import defaultdict
from pathlib import Path
from unittest import mock

import pytest

from bot import Retriever
from bot.evaluation.question_files import JudgedQuestion, read_questions
from bot.question import spelling

# For each kind of question the function that is its rule, and what the function gives without the rule.
RULES = {
    "number": ("bot.question.quantities._numbers", []),
    "share": ("bot.question.quantities._percents", []),
    "date": ("bot.question.quantities._dates", []),
    "year": ("bot.question.quantities._years", []),
    "shape": ("bot.question.spelling.look_alike", ""),
    "place": ("bot.answering.words.place_names.find_place_names", []),
    "other time": ("bot.answering.words.times.lacks_relative_time", False),
    "topic": ("bot.answering.searcher.Searcher._find_topic", None),
}
QUESTIONS: defaultdict[str, list[JudgedQuestion]] = defaultdict(list)
for line in read_questions(Path(__file__).parent.parent / "data" / "questions_rules.jsonl"):
    assert isinstance(line, JudgedQuestion)
    QUESTIONS[line.kind].append(line)


def quality(retriever: Retriever, judged: JudgedQuestion) -> float:
    """How good an answer is: 0 to 1 by the rank of the right passage, half for one that is shown as perhaps related."""
    answer = retriever.answer(judged.question, judged.history)
    if judged.answer is None:
        return float(not answer.answered)
    words = "".join(judged.answer.split())
    ranks = [hit.rank for hit in answer.hits if words in "".join(hit.passage.text.split())]
    return (1.0 if answer.answered else 0.5) / min(ranks) if ranks else 0.0


def test_every_rule_has_questions():
    """And every question has a rule."""
    assert QUESTIONS.keys() == RULES.keys()


@pytest.mark.parametrize("kind", RULES)
def test_a_question_is_answered_worse_without_its_rule(kind, seeds):
    """A rule whose questions come out alike without it is not needed."""
    target, nothing = RULES[kind]
    # what is kept of characters that look alike is found anew with the rule and without it
    spelling._similar_characters.cache_clear()
    retriever = Retriever.from_folder(seeds)
    with_rule = {judged.question: quality(retriever, judged) for judged in QUESTIONS[kind]}
    with mock.patch(target, return_value=nothing):
        spelling._similar_characters.cache_clear()
        retriever = Retriever.from_folder(seeds)
        without = {judged.question: quality(retriever, judged) for judged in QUESTIONS[kind]}
    spelling._similar_characters.cache_clear()
    assert [question for question in with_rule if with_rule[question] <= without[question]] == []


def test_characters_that_look_alike_make_a_name_surer(seeds):
    """干人助干企是什么 finds its passage without them, too, but is not sure of it."""
    question = "干人助干企是什么"
    spelling._similar_characters.cache_clear()
    surely = Retriever.from_folder(seeds).answer(question)
    with mock.patch("bot.question.spelling.look_alike", return_value=""):
        spelling._similar_characters.cache_clear()
        hardly = Retriever.from_folder(seeds).answer(question)
    spelling._similar_characters.cache_clear()
    assert surely.answered and surely.confidence > 0.5 > 0.25 > hardly.confidence
