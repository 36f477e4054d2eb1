"""Furniture: lines that belong to a page and to no article."""

import pytest

from bot.reader.lines.bylines import read_byline
from bot.reader.lines.furniture import find_furniture, is_furniture, is_slogan, may_be_furniture
from bot.reader.lines.rows import read_rows
from bot.records import Page


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月18日 星期四 农历癸卯年三月廿九",
        "２０２３年５月１８日",
        "二〇二三年五月十八日 星期四",
        "2023-05-18 星期四",
        "第3版",
        "A03 综合",
        "综合 3版",
        "海州日报 ｗｗｗ.ｈｚｒｂ.ｃｎ",
        "第1234期 今日8版",
        "国内统一刊号：CN33-0012",
        "责任编辑：王小雨 版式：李晓明",
        "编辑 王小雨 版式设计 李 华",
        "版式设计：李 华",
        "新闻热线：85310000",
        "news@hzrb.cn",
        "━━━━━━",
        "老街重新开张……3版",
        "“换脸”卖货被罚……8版",
        "今日天气：多云转晴 9℃~17℃",
        "扫描二维码 关注我们",
        "公益广告",
    ],
)
def test_a_pages_own_lines_are_furniture(text):
    """Dates, numbers, editors, contacts, pointers to other pages and what no story says."""
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "渔港醒得早",
        "视觉盛宴",
        "编辑部的故事",
        "要闻",
        "海州市人民政府令第724号",
        "5月18日上午，新桥通车。",
        "王小雨 李华",
        "",
    ],
)
def test_headlines_sections_and_prose_are_none(text):
    """A word of an editor's work may begin a headline, and a section's name may stand above one."""
    assert not is_furniture(text)


def test_a_bare_number_is_furniture_only_where_nothing_else_stands_around():
    """Beside a section's name it looks like a line of a column; a sentence never does."""
    assert may_be_furniture("8 城市周刊") and may_be_furniture("今日海州报")
    assert not may_be_furniture("8 个路口，两段上下坡道")


def test_slogans_and_mottos_fill_gaps_between_stories():
    """What towns ask of people, and what a paper says of itself; names of people are no motto."""
    assert is_slogan("节约用水人人有责") and is_slogan("权威 贴近 好看") and is_slogan("讲海州好故事")
    assert not is_slogan("王敏 李强 张华")


def furniture_of(text):
    """For each row of a page whether it is furniture."""
    rows = read_rows(Page("page.txt", text))
    bylines = [read_byline(row.text) for row in rows]
    return find_furniture(rows, bylines, [row.closed for row in rows], 0)


def test_a_slogan_over_a_byline_is_a_headline():
    """Elsewhere it fills a gap."""
    assert furniture_of("节约用水人人有责\n记者 王小雨\n清晨的渔港。") == [False, False, False]
    assert furniture_of("清晨的渔港。\n\n节约用水人人有责\n") == [False, True]


def test_a_number_within_a_sentence_is_no_page_number():
    """The row above must end its sentence, and none may go on below."""
    assert furniture_of("清晨的渔港。\n\n8 城市周刊\n") == [False, True]
    assert furniture_of("清晨的渔港留出\n8 城市周刊\n") == [False, False]


def test_an_unknown_name_over_the_head_line_is_the_papers():
    """今日海州 above the section and the page number."""
    assert furniture_of("今日海州\n第6版\n渔港醒得早\n清晨的渔港。") == [True, True, False, False]
