"""Questions asked without the articles that answer them."""

from bot import Article, Retriever
from bot.evaluation.absence import judge_without_articles
from bot.evaluation.question_files import JudgedQuestion

PAPER = Retriever.from_articles(
    [
        Article("water", "城东停水", ["城东水厂检修，周三上午停水三小时。"]),
        Article("bus", "新公交线路", ["106路公交车下月开通，从码头开往医院。"]),
        Article("bus again", "公交简讯", ["106路公交车下月开通。"]),
    ]
)


def test_the_answering_article_is_gone_and_the_question_has_no_answer():
    """The water works' question no longer finds its article; whatever it finds is wrong."""
    question = JudgedQuestion("城东停水多久？", (), None, "停水三小时")
    (outcome,) = judge_without_articles([question], PAPER)
    assert outcome.judged.answer is None
    assert outcome.rank is None
    assert all(hit.article.id != "water" for hit in outcome.answer.hits)


def test_all_articles_with_the_answer_are_taken_out():
    """Both articles of the bus line go; a question without an answer, or with one that no article has, is left out."""
    questions = [
        JudgedQuestion("106路公交车什么时候开通？", (), None, "106路公交车下月开通"),
        JudgedQuestion("火星有水吗？", (), None, None),
        JudgedQuestion("谁是市长？", (), None, "某某"),
    ]
    (outcome,) = judge_without_articles(questions, PAPER)
    assert {hit.article.id for hit in outcome.answer.hits} <= {"water"}
