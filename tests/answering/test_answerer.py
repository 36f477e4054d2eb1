"""Question → Answer over the seeds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def test_the_answer_stands_first_with_its_article(retriever):
    """The deadline is quoted from the story about deferred payments, with its author."""
    answer = retriever.answer("职工医保缓缴最晚什么时候补缴？")
    first = answer.hits[0]
    assert answer.answered
    assert "最迟于 2022 年 12 月底前全部补缴到位" in first.passage.text
    assert first.article.authors == ("胡美樱子",)


@pytest.mark.parametrize("question", ["世界杯决赛谁赢了？", "红烧肉怎么做？", "猪肉多少钱一斤？"])
def test_the_paper_s_silence_is_admitted(retriever, question):
    """What no page speaks of is not answered."""
    assert not retriever.answer(question).answered


@pytest.mark.parametrize("question", ["", "  ", "什么？", "😀😀", "？"])
def test_nothing_asked_nothing_found(retriever, question):
    """A question with nothing to look up has no hits and is not answered."""
    answer = retriever.answer(question)
    assert (answer.answered, answer.hits, answer.confidence) == (False, (), 0.0)


def test_a_question_that_leans_on_the_last_one_is_understood_with_it(retriever):
    """那一年能拿多少收益 alone names no subject; after a question about peonies it means them."""
    answer = retriever.answer("那一年能拿多少收益？", history=["檀溪镇种芍药花吗？"])
    assert "每亩地预期收益可达3万元至5万元" in answer.hits[0].passage.text


@pytest.mark.parametrize("question, answer", [("办过多少件了", "600余件次"), ("打电话能买气吗", "电话购气服务")])
def test_who_asks_on_is_shown_the_nearest_passage_of_the_article(retriever, question, answer):
    """It may be related, and is no answer; what asks nothing and what speaks to the bot is shown none."""
    history = {"600余件次": "云导服遇到填表不会填能帮忙吗", "电话购气服务": "义乌煤气瓶出了啥标准"}[answer]
    assert retriever.answer(history).answered
    asked_on = retriever.answer(question, [history])
    assert asked_on.band != "silent" and answer in "".join(asked_on.hits[0].passage.text.split())
    assert retriever.answer("你老是答错吗", [history]).band != "related"


def test_a_short_question_in_other_words_than_the_article_s_asks_on(retriever):
    """摆摊 stands nowhere in it, and may be what it calls 开市; a longer question names another subject."""
    history = ["集市上那个义乌来的肉饼叫什么"]
    asked_on = retriever.answer("在哪摆摊", history)
    assert asked_on.band == "related"
    assert "檀溪镇潘周家村" in "".join(asked_on.hits[0].passage.text.split())
    longer = retriever.answer("灯光夜市在哪摆摊，摊位费怎么交", history)
    assert longer.band == "silent" or longer.hits[0].article.id != asked_on.hits[0].article.id


@pytest.mark.parametrize("asked", ["檀溪那个集市上啥小吃最吃香", "没收的假货销毁了多少"])
def test_a_question_whose_rare_words_the_article_lacks_does_not_ask_on(retriever, asked):
    """An article with one common word of it is of another subject."""
    assert retriever.answer(asked).answered
    assert retriever.answer("老年公交卡怎么年检", [asked]).rule != "asks on"


def test_where_a_village_lies_is_said_by_the_names_before_its_own(retriever):
    """The best passage has 海盐县百步镇 before 得胜村, though others name the village more often."""
    answer = retriever.answer("得胜村在哪")
    assert answer.answered
    assert "海盐县百步镇得胜村" in answer.hits[0].passage.text


def test_a_name_alone_is_answered_where_the_paper_names_it_first(retriever):
    """Papers say there whose it is; a speech that stands before it does not."""
    answer = retriever.answer("潮汐窗口")
    span = answer.hits[0].highlights[0]
    assert "桐乡市医保局率先设立“潮汐窗口”" in answer.hits[0].passage.text[span.start : span.end]


def test_a_question_with_a_subject_of_its_own_ignores_the_last_one(retriever):
    """A new subject drops the old one."""
    alone = retriever.answer("钦堂乡有几个共享法庭？")
    after = retriever.answer("钦堂乡有几个共享法庭？", history=["檀溪镇种芍药花吗？"])
    assert [hit.passage.id for hit in alone.hits[:2]] == [hit.passage.id for hit in after.hits[:2]]


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
@settings(max_examples=80)
def test_any_text_gets_an_answer(retriever, question, history):
    """No question makes it fail; confidence is between 0 and 1 and an answered question has hits."""
    answer = retriever.answer(question, history=history)
    assert 0 <= answer.confidence <= 1
    assert answer.hits or not answer.answered


def test_ten_thousand_characters_are_no_trouble(retriever):
    """The beginning of a very long question is what counts."""
    assert retriever.answer("钦堂乡有几个共享法庭？" + "啊" * 10_000).hits[0].article.headline.startswith("建德")


def test_the_same_question_gets_the_same_answer(retriever):
    """Answers do not depend on what was asked before by someone else."""
    assert retriever.answer("潮汐窗口是什么？") == retriever.answer("潮汐窗口是什么？")
