"""Questions that lean on the ones before."""

import pytest

from bot import Article, Retriever
from bot.question.followup import (
    add_history,
    complete,
    correct_last,
    has_subject,
    is_empty_of_subject,
    is_part_of_question,
    points_at_shown,
    replace_part,
)
from bot.question.question import Question


def words(question, *history):
    return add_history(Question(question).query, [Question(earlier) for earlier in history]).fields["words"]


def test_a_question_gets_the_earlier_subject():
    """The subject joins with less weight than the question's own words."""
    assert 0 < words("那自己要出多少？", "医保缓缴政策是什么？")["医保"] < 1


def test_the_question_before_the_last_counts_less():
    """Two questions back is fainter than one back."""
    found = words("那几点开门？", "医保窗口在哪？", "图书馆在哪？")
    assert found["医保"] < found["图书馆"]


@pytest.mark.parametrize(
    ("question", "has", "is_empty"),
    [
        ("几点？", False, True),
        ("电话多少？", False, True),
        ("在哪里办？", False, True),
        ("停水呢？", True, False),
        ("虎", False, False),
        ("一个人能拿多少", False, False),
        ("招了三家", False, False),
        ("那几号上班", True, False),
        ("跟多少村结对", True, False),
        ("晚上呢", False, True),
        ("面积多少", False, True),
    ],
)
def test_a_question_of_generalities_has_no_subject(question, has, is_empty):
    """电话多少？ asks of anything; a rare character may be a subject, and 人能 is one that was cut badly."""
    assert (has_subject(Question(question)), is_empty_of_subject(Question(question))) == (has, is_empty)


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("他一个月工资多少", True),
        ("里面贫困户有几个", True),
        ("在那干活一天能挣多少", True),
        ("那边冷不冷", True),
        ("那停水呢", False),
        ("他乡的年夜饭吃什么", False),
        ("那儿童票呢", False),
        ("在这次大会上谁讲话", False),
        ("城里有几家医院", False),
    ],
)
def test_a_pronoun_and_a_place_without_name_point_at_what_was_shown(question, points):
    """A new subject is not spoken of as 他 or 里面; 那 alone may begin any question."""
    assert points_at_shown(Question(question)) is points


@pytest.mark.parametrize(
    ("correction", "meant"),
    [
        ("补贴 打错字了", "工厂拿了多少补贴"),
        ("不好意思打错了，是补贴", "工厂拿了多少补贴"),
        ("手误，补贴", "工厂拿了多少补贴"),
        ("不是补帖，是补贴", "工厂拿了多少补贴"),
        ("是奖金不是补帖", "工厂拿了多少奖金"),
        ("打错了，是奖金", None),
        ("打错的字怎么改", None),
        ("是不是真的", None),
    ],
)
def test_a_word_put_right_stands_in_the_last_question(correction, meant):
    """Either both words are named, or the right one sounds like what was typed."""
    found = correct_last(Question(correction), [Question("工厂拿了多少补帖")])
    assert (found[0] if found else None) == meant


@pytest.mark.parametrize(
    ("question", "is_part"),
    [
        ("那湖州呢？", True),
        ("村里的呢", True),
        ("停水呢？", True),
        ("那几点呢", False),
        ("为什么停水呢", False),
        ("湖州", False),
    ],
)
def test_a_part_of_a_question_asks_nothing_by_itself(question, is_part):
    """那湖州呢 names something, and what is asked of it stands in the question before."""
    assert is_part_of_question(Question(question)) is is_part


@pytest.mark.parametrize(
    ("history", "question", "asked"),
    [
        (["新锅炉几秒烧开一壶水"], "以前呢", "以前几秒"),
        (["新锅炉几秒烧开一壶水", "以前呢"], "那大壶呢", "大壶几秒"),
        (["男单谁赢的"], "那混双呢？", "混双谁"),
        (["男单谁赢的"], "混双几点打", "混双几点打"),
        (["男单赢了"], "那混双呢", "那混双呢"),
        ([], "那混双呢", "那混双呢"),
    ],
)
def test_a_part_alone_asks_what_was_asked_before(history, question, asked):
    """Only what is asked is taken over, not what it was asked of; the last question may be such a part itself."""
    assert complete(Question(question), [Question(earlier) for earlier in history]).folded == asked


def test_a_part_alone_is_answered_with_what_was_asked_before():
    """以前呢 after 几秒 is answered by the seconds of earlier times, without a word of the question beside them."""
    factory = Article(
        "a",
        "水壶厂换了新机器",
        ["水壶厂的新机器几天前装好。", "原本一个壶盖大约20秒压好，现在大约13秒。", "以前厂里的工人都要上夜班。"],
    )
    others = [Article("b", "学校食堂开放", ["学校食堂每天11点开放。"]), Article("c", "公园免费", ["公园门票免费。"])]
    found = Retriever.from_articles([factory, *others]).answer("以前呢", ["水壶厂新机器几秒压一个壶盖"])
    assert found.hits[0].article.id == "a"
    shown = [found.hits[0].passage.text[span.start : span.end] for span in found.hits[0].highlights]
    assert shown[0].startswith("原本一个壶盖大约20秒")


def test_a_part_alone_is_answered_with_numbers_and_without_names(retriever):
    """What looks like a name beside the part may be a piece of what the part names: 荣耀 of 王者荣耀, after 王者呢."""
    match = Article("a", "羽毛球赛落幕", ["羽毛球赛昨天落幕，男单有32人参加，混双有24人参加。"])
    small = Retriever.from_articles([match, Article("b", "公园免费", ["公园门票免费。"])])
    counted = small.answer("那混双呢", ["羽毛球赛男单有多少人参加"])
    assert counted.span and counted.hits[0].passage.text[counted.span.start : counted.span.end] == "24人"
    assert retriever.answer("王者呢", ["电竞", "英雄联盟谁赢的"]).span is None


@pytest.mark.parametrize(
    ("history", "question", "meant"),
    [
        (["五月停水几小时？"], "那六月呢？", "六月停水几小时?"),
        (["5月3日停水几小时？"], "六月呢", "六月停水几小时?"),
        (["5月3日停水几小时？"], "那5号呢", "5月5号停水几小时?"),
        (["停水几小时？"], "五月的", "五月停水几小时?"),
        (["城东停水几小时？"], "城西呢？", "城西停水几小时?"),
        (["湖州建了几个托位？"], "嘉兴呢？", "嘉兴建了几个托位?"),
        (["红星牌电动车多少钱？"], "绿洲牌呢？", "绿洲牌电动车多少钱?"),
        (["红星牌电动车好吗？", "它在哪里买？"], "那绿洲牌呢", "绿洲牌它在哪里买?"),
        (["60岁坐车要钱吗？"], "70岁呢？", "70岁坐车要钱吗?"),
        (["老人坐车要钱吗？"], "小孩呢？", "小孩坐车要钱吗?"),
        (["去年建了几座？"], "今年的呢", "今年建了几座?"),
        (["湖州建了几个托位？"], "我问的是嘉兴", "嘉兴建了几个托位?"),
        (["建了几个托位？"], "那嘉兴呢", "嘉兴建了几个托位?"),
        (["猪肉涨了多少"], "那牛肉呢", "牛肉涨了多少"),
        (["初中招多少人"], "高中呢", "高中招多少人"),
        (["国内卖了多少"], "国外呢", "国外卖了多少"),
        (["网点有几个"], "那自助网点呢", "自助网点有几个"),
        (["7号8号考什么"], "那9号10号呢", "9号10号考什么"),
        (["白天停水吗"], "那晚上呢", "晚上停水吗"),
    ],
)
def test_a_part_replaces_what_is_of_its_kind(history, question, meant):
    """A time, a place, a number of the same, a make, an opposite: the rest of the earlier question is asked again."""
    found = replace_part(Question(question), [Question(earlier) for earlier in history])
    assert found is not None
    assert found[0] == meant


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ([], "那六月呢？"),
        (["红星牌电动车好吗？"], "售价呢？"),
        (["五月停水几小时？"], "六月停水几小时？"),
        (["五月停水几小时？"], "图书馆呢？"),
        (["柳城空气优良率排第几？"], "古树呢？"),
        (["柳城空气优良率排第几？"], "水质呢？"),
        (["湖州建了几个托位？"], "那谁负责呢？"),
        (["代办员有多少人"], "那代表呢"),
        (["代办员有多少人"], "那义工呢"),
        (["补贴发多少"], "那补助呢"),
        (["报名费多少"], "那报名表呢"),
        (["学生有多少"], "那学费呢"),
        (["房间多少钱"], "那时间呢"),
        (["割下来的芦苇做什么"], "他老婆也割芦苇吗"),
    ],
)
def test_what_is_of_no_spoken_kind_replaces_nothing(history, question):
    """A whole question, another subject, an attribute of the same one."""
    assert replace_part(Question(question), [Question(earlier) for earlier in history]) is None


def test_a_replaced_part_is_gone_from_all_questions():
    """What is asked next is no longer about the first make."""
    _, earlier = replace_part(Question("绿洲牌呢？"), [Question("红星牌电动车好吗？"), Question("它在哪里买？")]) or (
        "",
        [],
    )
    assert earlier == ["绿洲牌电动车好吗?"]


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


def test_what_is_asked_of_another_phase_is_not_answered_of_the_first():
    """The article has 一期 alone; what it says of that may be related, and is not the answer."""
    ports = Retriever.from_articles(
        [
            Article(id="a", headline="东港码头建成", paragraphs=["东港码头一期投资3亿元，去年建成，工人有200名。"]),
            Article(id="b", headline="地铁开工", paragraphs=["地铁二期下月开工，居民出行更方便。"]),
        ]
    )
    history = ["东港码头一期投资多少钱？"]
    assert ports.answer(history[0]).answered
    assert not ports.answer("二期呢？", history=history).answered
