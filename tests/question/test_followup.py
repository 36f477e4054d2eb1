"""Questions that lean on the ones before."""

import pytest

from bot import Article, Retriever
from bot.question.followup import add_history, clears_history
from bot.question.question import Question


def words(question, *history):
    asked = Question(question)
    return add_history(asked.query, asked, [Question(earlier) for earlier in history]).fields["words"]


@pytest.mark.parametrize("question", ["那自己要出多少？", "它什么时候开始？", "在哪里办？", "还有别的单位吗？"])
def test_a_question_that_leans_gets_the_earlier_subject(question):
    """The subject joins with less weight than the question's own words."""
    found = words(question, "医保缓缴政策是什么？")
    assert 0 < found["医保"] < 1


def test_a_new_subject_drops_the_old_one():
    """A question that names its own subject stands alone."""
    assert "医保" not in words("钦堂乡去年一共建了几个共享法庭和调解室？", "医保缓缴政策是什么？")


def test_another_question_clears_what_was_asked():
    """换个问题 ends the subject, for itself and for what follows."""
    assert clears_history(Question("换个问题，停水到几点？"))
    assert "医保" not in words("换个问题，在哪里办？", "医保缓缴政策是什么？")
    assert "医保" not in words("那几点开门？", "医保缓缴政策是什么？", "换个问题")


def test_the_question_before_the_last_counts_less():
    """Two questions back is fainter than one back."""
    found = words("那几点开门？", "医保窗口在哪？", "图书馆在哪？")
    assert found["医保"] < found["图书馆"]


def test_nothing_asked_stays_nothing():
    """An emoji after a question asks nothing."""
    assert not any(words("😀", "医保缓缴政策是什么？"))


TOPICS = Retriever.from_articles(
    [
        Article(
            id="water",
            headline="城东停水通知",
            paragraphs=[
                "8月17日起城东停水检修管道，居民请提前储水。",
                "最迟8月20日恢复供水，水质先浑后清属正常现象。",
            ],
        ),
        Article(id="road", headline="城西修路", paragraphs=["城西大道最晚9月底修好，最晚国庆节前要通车，请绕行。"]),
        Article(id="bus", headline="公交改线", paragraphs=["五路公交车下月改线，不再经过人民公园，改走解放路。"]),
    ]
)


def test_a_question_that_leans_stays_with_the_article_of_the_one_before():
    """最晚 stands in another article only; what was spoken of is the water."""
    alone = TOPICS.answer("那最晚到什么时候？")
    after = TOPICS.answer("那最晚到什么时候？", history=["城东停水几天？"])
    assert alone.hits[0].article.id == "road"
    assert after.hits[0].article.id == "water"
    assert "恢复供水" in after.hits[0].passage.text


def test_a_new_subject_leaves_the_article_of_the_one_before():
    """What has a subject of its own is looked up everywhere, and so is what comes after 换个问题."""
    assert TOPICS.answer("五路公交车改走哪条路？", history=["城东停水几天？"]).hits[0].article.id == "bus"
    plain = TOPICS.answer("那最晚到什么时候？")
    assert TOPICS.answer("那最晚到什么时候？", history=["城东停水几天？", "换个问题"]).hits == plain.hits


def test_a_place_is_a_subject_of_its_own():
    """However short the question is: it is not about what was spoken of before."""
    places = Retriever.from_articles(
        [
            Article(id="a", headline="桐乡医保", paragraphs=["桐乡市的医保窗口周六也办业务，居民可以刷卡。"]),
            Article(
                id="b", headline="医保缓缴", paragraphs=["企业的医保费可以缓缴三个月，最迟年底补缴，医保待遇不变。"]
            ),
        ]
    )
    assert places.answer("桐乡医保", history=["企业医保费缓缴到什么时候？"]).hits[0].article.id == "a"


def test_thanks_do_not_end_a_subject():
    """谢谢 in between is no question."""
    found = TOPICS.answer("那最晚到什么时候？", history=["城东停水几天？", "谢谢"])
    assert found.hits[0].article.id == "water"


def test_what_the_article_of_the_one_before_gets_is_explained():
    """It is a reason of its own, and the points add up."""
    history = ["城东停水几天？"]
    hit = TOPICS.answer("那最晚到什么时候？", history=history).hits[0]
    found = TOPICS.explain("那最晚到什么时候？", hit, history=history)
    assert [reason.origin for reason in found.reasons if reason.part == "topic"] == ["history"]
    assert sum(reason.points for reason in found.reasons) == pytest.approx(hit.score)
