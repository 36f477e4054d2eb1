"""How well each sentence of an article answers."""

import pytest

from bot import Article
from bot.answering.sentence_postings import SentencePostings
from bot.answering.sentence_scores import KIND_POINTS, UNFINISHED_POINTS, TermShares, score_sentences
from bot.intent.intent import QuestionKind
from bot.question.question import Question
from bot.retrieval.index import Index

TEXTS = ["城东小区停水三天。", "共十五户居民。", "停水公告"]
INDEX = Index([Article(id="a", headline="", paragraphs=TEXTS), Article(id="b", headline="", paragraphs=["樱花开了。"])])


def postings(number):
    return SentencePostings(INDEX.folded_sentences(number), INDEX.analyzer, INDEX.config)


def score(question, kind=QuestionKind.OTHER):
    shares = TermShares(INDEX, Question(question).query)
    return score_sentences(shares, kind, [postings(0)])[0]


def test_the_points_of_a_sentence_are_the_sum_of_its_parts():
    """And so is its coverage."""
    scores = score("城东停水几天", QuestionKind.AMOUNT)
    for number, points in enumerate(scores.points):
        assert points == pytest.approx(sum(part.points for part in scores.parts(number)))
        assert scores.coverage[number] == pytest.approx(sum(part.coverage for part in scores.parts(number)))


def test_a_sentence_with_all_terms_covers_the_question():
    """Its coverage is 1, that of a sentence with none of them 0."""
    scores = score("停水三天")
    assert scores.coverage[0] == pytest.approx(1)
    assert scores.coverage[1] == 0


def test_what_is_asked_for_counts_and_a_heading_loses():
    """十五户 is an amount; 停水公告 has no end."""
    scores = score("停水几天", QuestionKind.AMOUNT)
    parts = [{part.part: part.points for part in scores.parts(number)} for number in range(len(TEXTS))]
    assert parts[1]["kind"] == KIND_POINTS
    assert parts[2]["ending"] == UNFINISHED_POINTS
    assert "kind" not in parts[0]


def test_a_sentence_gets_a_share_of_the_one_before():
    """The answer may stand right behind the question's words."""
    assert {part.part for part in score("城东停水").parts(1)} == {"before"}


def test_words_of_an_earlier_question_count_less():
    """Beside 户, which was typed now, the sentence on 停水 gets half of what it gets if that counts in full."""
    query = Question("多少户").query.plus(Question("停水").query.fields, 1.0, "history")
    whole, half = (
        score_sentences(TermShares(INDEX, query, earlier), QuestionKind.OTHER, [postings(0)])[0] for earlier in (1, 0.5)
    )
    assert half.points[0] == pytest.approx(whole.points[0] / 2)
    assert half.coverage == whole.coverage


@pytest.mark.parametrize("question", ["城东停水几天", "樱花什么时候开", "停水12天", "3"])
def test_several_articles_are_scored_as_each_alone(question):
    """The points, the coverage and the parts are the same, to the last bit."""
    shares = TermShares(INDEX, Question(question).query)
    for order in ([0, 1], [1, 0, 1]):
        together = score_sentences(shares, QuestionKind.TIME, list(map(postings, order)))
        for number, scores in zip(order, together, strict=True):
            alone = score_sentences(shares, QuestionKind.TIME, [postings(number)])[0]
            assert (scores.points, scores.coverage) == (alone.points, alone.coverage)
            for sentence in range(len(alone.points)):
                assert scores.parts(sentence) == alone.parts(sentence)


def test_a_passage_has_the_terms_of_all_its_sentences():
    """Each sentence gets the terms of its passage, once each: its parts that are terms where it is a passage alone."""
    scores = score("城东停水几户")

    def terms(numbers):
        return {
            (part.field, part.term): part.points for number in numbers for part in scores.parts(number) if part.term
        }

    alone = scores.points_of_runs([0, 1, 2])
    assert alone.tolist() == pytest.approx([sum(terms([number]).values()) for number in range(3)])
    together = scores.points_of_runs([0, 2])
    assert together[0] == together[1] == pytest.approx(sum(terms([0, 1]).values()))
    assert together[2] == pytest.approx(alone[2])
    assert together[0] > max(alone[:2])


def test_without_terms_a_passage_has_no_points():
    """A question that shares nothing with an article."""
    assert score("火箭").points_of_runs([0, 2]).tolist() == [0, 0, 0]
