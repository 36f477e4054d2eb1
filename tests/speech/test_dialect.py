"""The asking words of dialects."""

from __future__ import annotations

import pytest

from bot.speech.dialect import spell_standard


@pytest.mark.parametrize(
    ("typed", "standard"),
    [
        ("门票几钿", "门票多少钱"),
        ("个人罚几多", "个人罚多少"),
        ("修那个桥花了好多钱", "修那个桥花了多少钱"),
        ("柚子好多钱一斤?", "柚子多少钱一斤?"),
        ("那棵树好多岁了", "那棵树多少岁了"),
        ("啥辰光开门", "什么时候开门"),
        ("教练系边个", "教练谁"),
        ("有冇停车场", "有没有停车场"),
        ("那个人叫咩名", "那个人叫什么名"),
        ("侬是啥人?", "你是谁?"),
        ("窗口礼拜六开门伐", "窗口礼拜六开门吗"),
        ("中午开门不啦", "中午开门吗"),
        ("阿有停车场", "有没有停车场"),
        ("洋芋多钱一斤", "洋芋多少钱一斤"),
        ("这段路限速好多", "这段路限速多少"),
        ("电梯坏咗几耐", "电梯坏了多久"),
        ("那条鱼有几长", "那条鱼有多长"),
        ("老人活了多大岁数", "老人活了几岁"),
        ("嗰个老师喺边度", "那个老师在哪里"),
        ("看勿懂", "看不懂"),
        ("还有莫得", "还有没有"),
        ("阿拉屋里停水到几时", "我们屋里停水到什么时候"),
    ],
)
def test_what_asks_is_spelled_in_the_standard_language(typed: str, standard: str) -> None:
    """Cantonese, Wu and other asking words are those that the rest of the program knows."""
    assert spell_standard(typed) == standard


@pytest.mark.parametrize(
    "typed",
    (
        "人好多 差不多钱 有几大景点 好多钱都没退 边境贸易 星辰光学 啥个月份 阿拉伯小说 "
        "阿拉善盟 阿拉木图 树木采伐 抹煞了 善哉 伯仲 几钱重"
    ).split(),
)
def test_other_words_stay(typed: str) -> None:
    """A measure, and words that only have the same characters, are no asking words."""
    assert spell_standard(typed) == typed
