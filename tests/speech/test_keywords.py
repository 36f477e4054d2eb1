"""Tests of the questions that keywords stand for."""

import pytest

from bot.speech.keywords import spell_out
from bot.text.segmenter import default_segmenter


@pytest.mark.parametrize(
    ("keywords", "question"),
    [
        ("青山村 户数", "青山村户数有多少户"),
        ("石碑 字数", "石碑字数有多少字"),
        ("城东大桥 全长", "城东大桥全长是多少"),
        ("景区 门票", "景区门票是多少钱"),
        ("门票 景区", "景区门票是多少钱"),
        ("图书馆 开馆日期", "图书馆开馆日期是哪天"),
        ("水稻 涨幅", "水稻涨幅是百分之多少"),
        ("开发区 企业数", "开发区企业数有多少企业"),
        ("煤矿 储量", "煤矿储量有多少"),
        ("春运 志愿者数量", "春运志愿者数量有多少志愿者"),
        ("城东 公交站点数", "城东公交站点数有多少站点"),
        ("乡镇 网格员数量", "乡镇网格员数量有多少"),
        ("空气 污染指数", "空气污染指数有多少"),
        ("高考 录取分数", "高考录取分数有多少"),
        ("技能 较量", "技能较量"),
        ("空气 质量", "空气质量"),
        ("物价 倍数", "物价倍数是几倍"),
        ("存款 余额", "存款余额是多少钱"),
    ],
)
def test_a_noun_says_what_keywords_ask_for(keywords: str, question: str) -> None:
    """Keywords of which one ends with a noun for a kind of answer become a question after it."""
    assert spell_out(keywords, default_segmenter().is_word) == question


@pytest.mark.parametrize("text", ["景区 门票 多少钱?", "城东 大桥", "门票 涨价 了 吗", "干部 心中有数"])
def test_what_asks_or_says_no_kind_stays(text: str) -> None:
    """A question, and keywords without such a noun, only lose their white space."""
    assert spell_out(text, default_segmenter().is_word) == text.replace(" ", "")
