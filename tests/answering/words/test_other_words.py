"""Another thing of the kind that a question names answers no question about it."""

import pytest

from bot import Article, Retriever
from bot.answering.words.asked_words import AskedWord
from bot.answering.words.other_words import has_other_word, lacks_supply, prices_others
from bot.text.segmenter import default_segmenter


@pytest.mark.parametrize(
    ("question", "words", "article", "has_other"),
    [
        ("城东网球队的教练是谁", ["城东", "网球"], "城东足球队的教练是李明", True),
        ("城东网球队的教练是谁", ["城东", "网球"], "城东网球队和城东足球队的教练", False),
        ("城东网球队的教练是谁", ["城东", "网球"], "城西足球队的教练是李明", False),
        ("本镇红茶卖多少钱", ["本镇", "红茶"], "本镇绿茶卖500元", True),
        ("城东长跑比赛哪天", ["城东", "长跑", "比赛"], "城东长跑大赛3日开跑", False),
        ("城东(网球)队的教练", ["城东", "网球"], "城东足球队的教练", False),
        ("城东??网球队的教练", ["城东", "网球"], "城东足球队的教练", False),
        ("c++足球队的教练", ["足球"], "城东c++网球队的教练", True),
    ],
)
def test_another_word_of_the_kind_in_its_place_is_another_thing(question, words, article, has_other):
    """It has the same ending, and stands behind what the other stands behind."""
    asked = [AskedWord(word, 5.0, 10.0, ()) for word in words]
    assert has_other_word(question, asked, article, default_segmenter()) is has_other


def test_the_two_lotteries_are_not_the_same():
    """Both are lotteries, and who asks for either by name wants no sums of the other."""
    paper = Retriever.from_articles([Article("lottery", "福彩销售", ["去年南山福彩销售福利彩票9.2亿元。"])])
    assert paper.answer("南山福彩卖了多少").answered
    assert paper.answer("南山彩票卖了多少").answered
    assert not paper.answer("南山体彩卖了多少").answered


def test_a_cut_of_water_is_none_of_power():
    """A notice of one cut says nothing of another on the same street; one of both, or of the supply, may."""
    water = "停水通知 因管道改造,11月29日22:00至次日6:00,南门新村停水。"
    assert lacks_supply("南门新村哪天停电", water) and lacks_supply("南门新村断气吗", water)
    assert not lacks_supply("南门新村哪天停水", water) and not lacks_supply("南门新村没水了吗", water)
    assert not lacks_supply("南门新村停电吗", water + "线路检修,同日拉闸。")
    assert not lacks_supply("南门新村停电停水吗", water)
    assert lacks_supply("南门新村停电停气吗", water)
    assert not lacks_supply("几点停电", "供电公司通知,明天检修。")


@pytest.mark.parametrize(
    ("question", "word", "article", "has_others"),
    [
        ("社区医院种牙多少钱", "种牙", "社区医院拔牙80元", True),
        ("社区医院种牙要多少钱", "种牙", "社区医院拔牙80元", True),
        ("社区医院种牙多少钱", "种牙", "社区医院种牙3000元,拔牙80元", False),
        ("社区医院种牙多少钱", "种牙", "社区医院种植牙3000元,拔牙80元", False),
        ("社区医院种牙要多久", "种牙", "社区医院拔牙只要一刻钟", False),
        ("社区医院挂号多少钱", "挂号", "社区医院拔牙80元", False),
    ],
)
def test_the_price_of_another_of_the_kind_is_none_of_what_is_asked(question, word, article, has_others):
    """拔牙 costs something else than 种牙, which may be called 种植牙 or stand in the article beside it."""
    asked = [AskedWord(word, 5.0, 15.0, ("种植牙",), unknown=True)]
    assert prices_others(question, asked, article, default_segmenter()) is has_others
