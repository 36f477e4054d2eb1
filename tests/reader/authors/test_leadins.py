"""Lead-ins: the words before a report's first sentence."""

import pytest

from bot.reader.authors.leadins import Leadin, begins_leadin, find_leadin, is_leadin, opens_byline_bracket


@pytest.mark.parametrize(
    ("text", "leadin", "names"),
    [
        ("本报讯 清晨的渔港", "本报讯 ", ()),
        ("本报讯（记者 王小雨）清晨", "本报讯（记者 王小雨）", ("王小雨",)),
        ("海州晚报讯 记者 王小雨 李华报道：清晨", "海州晚报讯 记者 王小雨 李华报道：", ("王小雨", "李华")),
        ("新华社宁波10月30日电（记者 方小舟）渡口", "新华社宁波10月30日电（记者 方小舟）", ("方小舟",)),
        ("（记者 王小雨 通讯员 李华）清晨", "（记者 王小雨 通讯员 李华）", ("王小雨", "李华")),
        ("（中央社记者林一鸣台北2日电）港口今天开放", "（中央社记者林一鸣台北2日电）", ("林一鸣",)),
        ("【林一鸣／综合报道】港口今天开放", "【林一鸣／综合报道】", ("林一鸣",)),
        ("（江口2日讯）港口今天开放", "（江口2日讯）", ()),
        ("（江口七日电）港口今天开放", "（江口七日电）", ()),
        ("渔报讯 港口昨日开放", "渔报讯 ", ()),
        ("（中央社东京2日综合外电报道）港口今天开放", "（中央社东京2日综合外电报道）", ()),
        ("〔记者林一鸣、陈海／台南报道〕港口今天开放", "〔记者林一鸣、陈海／台南报道〕", ("林一鸣", "陈海")),
        ("记者林一鸣／台南报道　港口今天开放", "记者林一鸣／台南报道　", ("林一鸣",)),
        ("（即时中心／综合报道）港口今天开放", "（即时中心／综合报道）", ()),
        ("新华社海州5月3日电（王小雨、李华）港口", "新华社海州5月3日电（王小雨、李华）", ("王小雨", "李华")),
        ("新华社海州5月3日电（阿依古丽、李华）港口", "新华社海州5月3日电（阿依古丽、李华）", ("阿依古丽", "李华")),
        ("新华社海州5月3日电（经济观察）港口", "新华社海州5月3日电", ()),
        ("【本报记者王小雨北京报道】港口今天开放", "【本报记者王小雨北京报道】", ("王小雨",)),
        ("【明报专讯】港口今日开放", "【明报专讯】", ()),
        ("【又电】港口今日开放", "【又电】", ()),
        ("【本报海州三日电话】港口今晨开放", "【本报海州三日电话】", ()),
        ("（东海社海州电）港口今日开放", "（东海社海州电）", ()),
        ("（东海社）港口今日开放", "（东海社）", ()),
        ("〔本报专访〕港口今日开放", "〔本报专访〕", ()),
        ("又讯：港口今日开放", "又讯：", ()),
        ("又电　港口今日开放", "又电　", ()),
        ("海州七日电　港口今日开放", "海州七日电　", ()),
        ("海州廿一日专电：港口今日开放", "海州廿一日专电：", ()),
        ("中央社讯　港口今日开放", "中央社讯　", ()),
        ("(海州电台消息) 港口今日开放", "(海州电台消息) ", ()),
        ("江口经济网海州6月12日讯 港口今天开放", "江口经济网海州6月12日讯 ", ()),
        ("江口晚报讯（记者 王小雨）港口今日开放", "江口晚报讯（记者 王小雨）", ("王小雨",)),
        ("江口文汇报讯（记者 王小雨）港口今日开放", "江口文汇报讯（记者 王小雨）", ("王小雨",)),
        ("江口时报【记者王小雨╱海州报道】港口今日开放", "江口时报【记者王小雨╱海州报道】", ("王小雨",)),
        ("【江口时报 王小雨 / 海州报道】港口今日开放", "【江口时报 王小雨 / 海州报道】", ("王小雨",)),
        ("江口科技讯 北京时间6月12日早间消息，港口今天开放", "江口科技讯 北京时间6月12日早间消息，", ()),
        ("【海州日报专讯】【本报讯】港口今日开放", "【海州日报专讯】【本报讯】", ()),
    ],
)
def test_a_leadin_is_found_with_the_names_in_it(text, leadin, names):
    """With 本报讯, a wire's dateline, or a byline in brackets alone."""
    found = find_leadin(text)
    assert found is not None
    assert (text[: found.end], found.names) == (leadin, names)
    assert begins_leadin(text)


@pytest.mark.parametrize(
    "text",
    [
        "清晨的渔港刚刚醒来",
        "（社会组织）渔港的",
        "【招租】门面",
        # a clause of the sentence
        "据海州日报报道，渔港",
        "据江口新闻网消息，渔港",
        "（图片由渔港提供）",
        "通讯员王小雨",
        "电视报道了新桥",
        "又讯问了两名船员",
        "海州七日电灯全灭",
        "与腾讯 合作开发",
        "法院提审讯 问了",
    ],
)
def test_other_beginnings_are_no_leadin(text):
    """Brackets without a byline, and words that only begin alike."""
    assert find_leadin(text) is None


def test_a_reporter_behind_a_leadin_may_end_the_line():
    """【本报讯】记者 某某 stands alone below a headline; what goes on is no name."""
    assert find_leadin("【本报讯】记者 陈嘉欣") == Leadin(11, ("陈嘉欣",))
    assert find_leadin("【本报讯】记者陈嘉欣昨天到了渔港。") == Leadin(5, ())


def test_a_line_may_be_a_leadin_and_nothing_else():
    """Then it is no headline, whatever stands above it."""
    assert is_leadin("生活中心／综合报道") and is_leadin("记者林一鸣／台北报道")
    assert not is_leadin("记者林一鸣／台北报道　港口今日开放") and not is_leadin("港口今日开放")


def test_a_leadin_may_be_broken_by_the_line_end():
    """本报讯（记者 上 begins one, and a bracket for the byline stays open."""
    assert begins_leadin("本报讯（记者 上") and opens_byline_bracket("本报讯（记者 上")
    assert not opens_byline_bracket("本报讯（记者 王小雨）清晨")
