"""What a person is told where the corpus does not answer, and whom a name that only sounds alike is taken for."""

import pytest

from bot import Article, Retriever

PAPER = Retriever.from_articles(
    [
        Article("fish", "养鱼能手开讲", ["村民陈晓岚在文化礼堂讲了稻田养鱼的办法。陈晓岚说，一亩稻田能多收三百斤鱼。"]),
        Article("fund", "公积金可以提取", ["租房的职工可以提取住房公积金，每月不超过一千五百元，七月起实行。"]),
        Article("bus", "公交线路调整", ["106路公交车下月起改走滨江大道，末班车延长到晚上十点。"]),
    ]
)


def test_words_that_no_article_has_are_told():
    """Hot pot is not in the paper; the rest of the question says too little to be told."""
    answer = PAPER.answer("火锅店有哪些？")
    assert not answer.answered
    assert answer.unknown == ("火锅店",)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("火锅店最热的是哪家？", ("火锅店",)),
        ("滞纳金算不算六十八块？", ("滞纳金",)),
        ("疫苗打过没？", ("疫苗",)),
        ("学区房怎么买？", ("学区房",)),
        ("漫展什么时候？", ("漫展",)),
        ("5G基站建在哪？", ("5G", "基站")),
        ("S12走得通吗？", ("S12",)),
        ("地铁票不交会怎么样？", ("地铁票",)),
        ("学游泳要看几本书？", ("游泳",)),
        ("漏水了包给谁？", ("漏水",)),
        ("稻子卖给谁？", ()),
        ("中学校长是谁？", ()),
        ("村里的泳池多大？", ("泳池",)),
        ("泳池总共多大？", ("泳池",)),
        ("地铁怎么回事？", ("地铁",)),
        ("我从报纸上看到的地铁是怎么回事？", ("地铁",)),
        ("我家不扣吗？", ()),
        ("猫叫什么？", ()),
        ("办走读是真是假？", ("走读",)),
    ],
)
def test_what_is_told_is_a_word(question, told):
    """No pieces of badly cut speech, no numbers, and nothing that names no thing."""
    answer = PAPER.answer(question)
    assert (answer.answered, answer.unknown) == (False, told)


def test_an_answer_tells_no_unknown_words():
    """What was answered needs no excuse."""
    answer = PAPER.answer("陈晓岚讲了养鱼的什么办法？")
    assert answer.answered
    assert answer.unknown == ()


def test_a_name_that_only_sounds_alike_is_perhaps_related():
    """陈小兰 may be somebody else than 陈晓岚: she is offered as a question, not as the answer."""
    answer = PAPER.answer("陈晓兰讲了养鱼的什么办法？")
    assert answer.band == "related"
    assert answer.suggestion == "陈晓岚讲了养鱼的什么办法？"


@pytest.mark.parametrize("question", ["安阳理想城住着多少人？", "理想城住几户？"])
def test_pieces_of_words_are_nobody(question):
    """城住 sounds like 曾住, which may be a name, but begins with no surname."""
    paper = Retriever.from_articles(
        [
            Article("estate", "通道终于通了", ["安阳理想城的2000多个居民只能从小胡同出入，物业今年打通了消防通道。"]),
            Article("house", "老屋修好了", ["诗人曾住的老屋修好了，下月对外开放。"]),
        ]
    )
    assert paper.answer(question).answered


@pytest.mark.parametrize(
    ("question", "suggestion"),
    [
        ("住房公积斤怎么提取？", "住房公积金怎么提取？"),
        ("公积斤买的火锅在哪里？", None),
        ("住房公积金怎么提取？", None),
    ],
)
def test_a_correction_is_suggested_only_if_it_is_answered(question, suggestion):
    """A slip is mended where the paper then answers; a question that stays without an answer is left as it is."""
    assert PAPER.answer(question).suggestion == suggestion


def test_a_word_that_stands_in_the_paper_is_no_slip_to_be_suggested():
    """同乡 and 桐乡 sound alike, and both are in the paper."""
    paper = Retriever.from_articles(
        [
            Article("a", "桐乡开潮汐窗口", ["桐乡的潮汐窗口中午不打烊，办事的人多时加开窗口。"]),
            Article("b", "老乡相聚", ["在外务工的同乡相聚一堂。"]),
        ]
    )
    answer = paper.answer("同乡的潮汐窗口中午打烊吗？")
    assert answer.hits[0].article.id == "a"
    assert answer.suggestion is None


def test_a_question_of_which_no_article_has_a_word_is_not_answered_after_another(retriever):
    """The earlier question's words make its article found again, which says nothing of the new subject."""
    history = ["潮汐窗口是什么意思"]
    assert retriever.answer(history[0]).answered
    for question in ("马云是谁", "房价会跌吗"):
        after = retriever.answer(question, history)
        assert (after.answered, after.span) == (False, None)
