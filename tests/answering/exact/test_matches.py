"""Words of a text that look like an answer."""

import pytest

from bot.answering.exact.matches import find_older
from tests.support.exact_words import matches


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("做一把伞要几道活", "做一把伞要67道工序", ["67道"]),
        ("能坐几个城市的地铁", "能坐32城的地铁", ["32城"]),
        ("稿子限多少字", "稿子限一千字,一字不改", ["一千字"]),
        ("下了几个回合", "62回合后认输,共4小时", ["62回合"]),
        ("能拿多少收益", "有5个大棚,每亩收益3万元", ["3万元"]),
        ("卖了多少彩票", "卖彩票5亿元,用于90个项目", ["5亿元", "90个"]),
        ("谁当选会长", "童书雅当选会长", ["童书雅"]),
        ("哪座桥通车", "望海大桥通车", ["望海大桥"]),
        ("从几月几号到几月几号", "3月1日至6月30日开放", ["3月1日至6月30日"]),
    ],
)
def test_the_words_asked_for_are_found(question, text, words):
    """A noun that stands behind its number as a unit does, people, things, periods."""
    assert [match.words for match in matches(question, text)[1]] == words


@pytest.mark.parametrize(
    ("text", "older"),
    [
        ("票价从15元提高到20元", ["15元"]),
        ("票价由去年的15元提高到现在的20元", ["15元"]),
        ("从三块五、四块,最后涨到五块", ["三块五", "四块"]),
        ("大人20元,小孩15元", []),
    ],
)
def test_values_that_became_another_are_older(text, older):
    """Two values beside each other are not; a series that ends with a change is."""
    _, found = matches("票价多少钱", text)
    assert [match.words for match in found if find_older(text, found).get(match)] == older


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("他能得几分", "他上场25分钟,得8分", ["8分"]),
        ("写一副要多久", "一副卖8分钱,要写三分钟", ["三分钟"]),
        ("跑完用了多久", "他用2小时8分30秒跑完", ["2小时8分30秒"]),
        ("他身高多少", "他身高1.9米,体重80公斤", ["1.9米"]),
    ],
)
def test_a_unit_of_two_kinds_is_read_by_what_stands_behind(question, text, words):
    """分 is a score, a coin, a part of an hour; 高 of 身高 asks for no change."""
    assert [match.words for match in matches(question, text)[1]] == words


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("连续公布多少个月了", "这是连续第七十六个月公布数据", []),
        ("抢救几天才醒", "抢救了9昼夜才醒", ["9昼夜"]),
        ("大比分多少", "大比分扳成4.5:4.5,第六盘3:3", ["4.5:4.5", "3:3"]),
        ("华人占全国人口的比例是多少", "华人约占全国人口的1/10", ["1/10"]),
        ("反诈专线是多少号", "拨打反诈专线96110,共劝阻47万个", ["96110"]),
        ("全区有多少百姓名嘴志愿者", "全区有50多名志愿者", ["50多名"]),
    ],
)
def test_words_are_found_whole_and_by_what_is_asked(question, text, words):
    """No end of a longer number is one; scores have decimals; 百姓名嘴 asks for no 姓名, 专线多少号 for a number."""
    assert [match.words for match in matches(question, text)[1]] == words
