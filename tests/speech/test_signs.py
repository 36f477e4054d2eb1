"""What the sentences that answer some questions hold."""

import pytest

from bot.speech.signs import find_signs, gives_reason, lacks_sign, lacks_way, needs_sign


@pytest.mark.parametrize(
    ("question", "answers", "beside"),
    [
        ("门口的树后来移走了没", "当天,园林工人把树移到了河边。", "门口的树挡住了路。"),
        ("广场的路灯修好了没有", "路灯已经顺利修复。", "广场的路灯坏了。"),
        ("这个大赛办来为了啥", "大赛旨在推广垂钓。", "大赛在河边举行。"),
        ("领养老金要不要去认证", "退休人员无需认证。", "领养老金的人越来越多。"),
        ("小孩能不能自己坐船吗", "儿童不得单独乘船。", "小孩都爱坐船。"),
        ("展品有哪些", "展品包括瓷器和木雕。", "展品是从外地借来的。"),
        ("老王反映了什么问题", "“楼道的灯半年没有亮过。”", "老王反映后,问题很快解决。"),
        ("明天全城停水是真的吗", "水务公司辟谣:网传消息不实。", "有人在群里说,明天全城停水。"),
        ("桥头老店要关门真的假的", "店主说,店里从未打算歇业。", "网上传出桥头老店要关门。"),
        ("游泳馆礼拜六,晚上开门吗", "游泳馆全年无休。", "游泳馆开门迎客。"),
    ],
)
def test_the_sentence_that_answers_has_a_sign(question, answers, beside):
    """And the one beside it, which has more of the question's words, has none."""
    signs = list(find_signs(question))
    assert signs
    assert all(sign.search(answers) for sign in signs)
    assert not any(sign.search(beside) for sign in signs)


@pytest.mark.parametrize("question", ["城东停水几天", "谁修的路", "路灯在哪里", "最后怎么打上的"])
def test_other_questions_have_no_sign(question):
    """What is asked for is a number, a name, a place, a manner."""
    assert not list(find_signs(question))


def test_a_sum_with_a_name_needs_that_name():
    """A passage about what a park has earned says nothing of its ticket."""
    assert lacks_sign("竹园门票多少钱", "竹园去年收入3000万元。")
    assert not lacks_sign("竹园门票多少钱", "竹园成人票20元。")
    assert lacks_sign("摊位一个月租金多少", "摊位一个月卖出8000元。")
    assert not lacks_sign("摊位一个月多少钱", "摊位一个月卖出8000元。")
    assert not lacks_sign("收费多少钱", "成人票20元。")
    assert not lacks_sign("押金怎么算", "月租1600元，押一付三。")


@pytest.mark.parametrize(
    ("question", "is_contest"),
    [
        ("哪个队第一", True),
        ("谁夺了金奖", True),
        ("哪条船是第一个下水的", False),
        ("谁掠夺了木塔的铜铃", False),
        ("哪一年球队赢得了提名", False),
    ],
)
def test_only_who_asks_for_a_winner_needs_one(question, is_contest):
    """第一个 is the first of several, 掠夺 wins nothing, and 哪一年 asks for a year."""
    assert lacks_sign(question, "木塔边上有人。") is is_contest


def test_opening_at_weekends_needs_a_sign_and_an_outcome_none():
    """A passage tells when somewhere is open, or does not; how something ended is told in any words."""
    assert lacks_sign("图书馆周末开门吗", "图书馆设在镇上,方便居民。")
    assert not lacks_sign("图书馆周末开门吗", "图书馆工作日开放。")
    assert not lacks_sign("树后来移走了没", "园林工人来了。")


@pytest.mark.parametrize(
    ("evidence", "gives"),
    [("路口昨天挖开,行人绕行。", False), ("因管道老化,路口昨天挖开。", True), ("市民因素质高受到好评。", False)],
)
def test_a_reason_is_given_where_a_sentence_says_that_it_gives_one(evidence, gives):
    """因 in 因素 gives none."""
    assert gives_reason(evidence) is gives


@pytest.mark.parametrize(
    ("question", "evidence", "lacks"),
    [
        ("健身卡的押金怎么退", "健身卡押金难退,引来不少投诉。", True),
        ("健身卡的押金怎么退", "市民可凭收据到柜台退押金。", False),
        ("庙会的摊位怎么报名参加", "庙会有摊位200个。", True),
        ("居住证在哪办", "他办了居住证。", True),
        ("居住证在哪办", "居住证可在社区办理。", False),
        ("桥怎么修", "桥正在修。", False),
        ("下雨怎么办", "如遇雨天，检修顺延一天。", False),
        ("护照怎么办", "他的护照丢了。", True),
        ("到哪里登记", "会员带合同到市场所二楼登记。", False),
        ("新春酒会在哪里办", "新春酒会在会展中心举行。", False),
        ("他的追悼会在哪里开", "告别仪式在殡仪馆举行。", False),
        ("公交公司招人在哪报名", "公交公司招司机40名。", True),
        ("公交公司招人在哪报名", "报名地点:枢纽站二楼205室。", False),
        ("公交公司招人在哪报名", "公交公司招人,报名地点设在枢纽站二楼。", False),
        ("健身卡的押金怎么退", "双方在约定地点见面,押金没有退。", True),
        ("借书的小程序在哪里下载", "借书的小程序很受欢迎。", True),
        ("借书的小程序在哪里下载", "扫码即可使用借书的小程序。", False),
    ],
)
def test_a_way_is_lacking_where_no_sentence_names_one(question, evidence, lacks):
    """Only where somebody has something done by an office or a firm."""
    assert lacks_way(question, evidence) is lacks


def test_what_costs_something_must_be_said():
    """Which ones there are can be said in any words."""
    assert needs_sign("要钱不")
    assert not needs_sign("是哪三家")
