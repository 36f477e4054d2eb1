"""Markdown → marked lines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pages.load import read_file
from bot.pages.markdown import read_markdown
from bot.reader.page import read_page
from bot.records import Page

FIRST = "清江路菜市场改造工程昨天完工，两百多个摊位今天早上全部开张，停车位比原来多了一倍。"
SECOND = "市场管理员说，下月起每周三上午设便民服务日，市民可以来修伞、磨刀、配钥匙。"


def articles(text):
    return read_page(read_markdown(Page("a.md", text))).articles


def facts(text):
    return [(article.headline, list(article.authors), list(article.paragraphs)) for article in articles(text)]


@pytest.mark.parametrize("blank", ["", "\n"])
def test_text_below_the_title_of_a_file_makes_its_headings_subheads(blank):
    """However many headings of a level there are; the authors of the file are the article's."""
    front = "---\ntitle: 菜市场完工\nauthor: 周晓芸\ndate: 2021-03-02\n---\n"
    text = f"{front}{blank}{FIRST}\n\n## 便民服务\n\n{SECOND}\n\n## 怎么报名\n\n- {SECOND}\n"
    assert facts(text) == [("菜市场完工", ["周晓芸"], [FIRST, "便民服务", SECOND, "怎么报名", SECOND])]


def test_authors_of_the_file_are_kept_where_text_touches_the_headline():
    """A heading in the file may have its text on the next line."""
    front = "---\ntitle: 菜市场\nauthor: 周晓芸\n---\n"
    assert facts(f"{front}\n# 菜市场完工\n{FIRST}\n") == [("菜市场完工", ["周晓芸"], [FIRST])]


@pytest.mark.parametrize(
    "menu",
    [
        "2021年3月2日 · [在线阅读](a) · [往期](b)",
        "**本期目录**\n\n- [菜市场完工](#1)\n- [夜市开张](#2)",
        "[上一期](a) | [下一期](b)",
        "订阅、投稿请回复本邮件 · [退订](a)",
        "[阅读原文 >>](a)",
    ],
)
def test_lines_of_links_are_no_text(menu):
    """A menu above the stories or below one is left out; a link within a sentence is text."""
    linked = "更多信息见[清江市场网站](a)。"
    # a list of contents stands above
    below = "" if "目录" in menu else menu
    text = f"# 江州周刊 第8期\n\n{menu}\n\n---\n\n## 菜市场完工\n\n{FIRST}\n\n{below}\n\n"
    text += f"---\n\n## 夜市开张\n\n{SECOND}\n\n{linked}\n"
    told = ["更多信息见清江市场网站。"]
    expected: list[tuple[str, list[str], list[str]]] = [("菜市场完工", [], [FIRST]), ("夜市开张", [], [SECOND, *told])]
    assert facts(text) == expected


def test_the_highest_heading_that_occurs_again_begins_articles():
    """With ## under a # that names the page, with # alone, and with # again and again; lower ones are subheadings."""
    text = f"## 菜市场完工\n\n{FIRST}\n\n### 便民服务\n\n{SECOND}\n\n## 夜市开张\n\n{SECOND}\n"
    expected: list[tuple[str, list[str], list[str]]] = [
        ("菜市场完工", [], [FIRST, "便民服务", SECOND]),
        ("夜市开张", [], [SECOND]),
    ]
    assert facts(text) == expected
    assert facts(f"# 江州日报 2021年3月2日\n\n{text}") == expected
    assert facts(text.replace("##", "#")) == expected
    assert facts(f"# 菜市场完工\n\n## 便民服务\n\n{FIRST}\n") == [("菜市场完工", [], ["便民服务", FIRST])]


def test_a_single_first_heading_with_text_below_is_the_headline():
    """Then the lower headings are subheadings, however many."""
    text = f"# 菜市场完工\n\n{FIRST}\n\n## 便民服务\n\n{SECOND}\n\n## 停车\n\n{SECOND}\n"
    assert facts(text) == [("菜市场完工", [], [FIRST, "便民服务", SECOND, "停车", SECOND])]


def test_the_heading_of_the_page_names_newspaper_and_date():
    """It belongs to no article."""
    page = read_markdown(Page("a.md", f"# 江州日报 2021年3月2日\n\n## 甲乙丙\n\n{FIRST}\n\n## 丁戊己\n\n{SECOND}\n"))
    assert (page.newspaper, page.date) == ("江州日报", "2021-03-02")
    assert [article.headline for article in read_page(page).articles] == ["甲乙丙", "丁戊己"]


@pytest.mark.parametrize("byline", ["记者 周晓芸", "**本报记者 周晓芸**", "作者：周晓芸", "*文/周晓芸*"])
def test_a_byline_below_the_headline_names_the_author(byline):
    """It may stand apart from the text or directly above it."""
    assert facts(f"# 菜市场完工\n\n{byline}\n\n{FIRST}\n") == [("菜市场完工", ["周晓芸"], [FIRST])]
    assert facts(f"# 菜市场完工\n{byline}\n\n{FIRST}\n") == [("菜市场完工", ["周晓芸"], [FIRST])]


def test_a_line_below_the_headline_says_when_and_where():
    """Date, source and author are taken from it; a notice's own time is text."""
    page = read_markdown(Page("a.md", f"# 菜市场完工\n\n> 作者：周晓芸　来源：江州日报　日期：2021-03-02\n\n{FIRST}\n"))
    (article,) = read_page(page).articles
    assert (article.authors, article.paragraphs) == (("周晓芸",), (FIRST,))
    assert (page.date, page.newspaper) == ("2021-03-02", "江州日报")
    assert facts("# 讲座\n\n时间：3月2日 9:30\n\n地点：图书馆\n") == [
        ("讲座", [], ["时间：3月2日 9:30", "地点：图书馆"])
    ]


def test_headings_that_name_sections_are_no_headlines():
    """要闻 over several articles begins none of them."""
    text = f"# 江州晚报\n## 要闻\n### 甲乙丙\n{FIRST}\n### 丁戊己\n{SECOND}\n## 社会\n### 庚辛壬\n{FIRST}\n"
    assert facts(text) == [("甲乙丙", [], [FIRST]), ("丁戊己", [], [SECOND]), ("庚辛壬", [], [FIRST])]


def test_other_ways_to_write_a_heading():
    """Underlined, without the space after #, in bold type, and a sub-title with a dash; #话题# is none."""
    expected: list[tuple[str, list[str], list[str]]] = [("甲乙丙", [], [FIRST]), ("丁戊己", [], [SECOND])]
    for text in ("{}\n===\n\n", "#{}\n\n", "**{}**\n\n"):
        assert facts(f"{text.format('甲乙丙')}{FIRST}\n\n{text.format('丁戊己')}{SECOND}\n") == expected
    assert facts(f"# 甲乙丙\n## ——丁戊己\n\n{FIRST}\n") == [("甲乙丙 ——丁戊己", [], [FIRST])]
    assert facts(f"# 甲乙丙\n\n#樱花#{FIRST}\n") == [("甲乙丙", [], [f"#樱花#{FIRST}"])]


def test_what_stands_above_the_first_headline_is_text_unless_it_is_the_papers_own():
    """A line with the date and the page's number is furniture; a paragraph is an article without headline."""
    assert facts(f"**2021年3月2日 星期二 第3版**\n\n# 甲乙丙\n\n{FIRST}\n") == [("甲乙丙", [], [FIRST])]
    assert facts(f"{SECOND}\n\n# 甲乙丙\n\n{FIRST}\n") == [("", [], [SECOND]), ("甲乙丙", [], [FIRST])]
    assert facts("# 甲乙丙\n") == [("", [], ["甲乙丙"])]


def test_signs_of_emphasis_links_and_pictures_are_no_text():
    """The words stay; a picture has none."""
    text = "# 菜市场**完工**\n\n停车位[比原来](https://example.org)**多了**一倍，`市民`很高兴。![照片](a.jpg)\n"
    assert facts(text) == [("菜市场完工", [], ["停车位比原来多了一倍，市民很高兴。"])]


def test_items_and_rows_are_paragraphs():
    """Items with and without numbers, lines that begin with an item's number, rows of tables, quotations."""
    text = (
        "# 便民服务\n\n1. 周一修伞；\n2. 周三磨刀：\n（1）菜刀；\n（2）剪刀。\n\n- 周五配钥匙\n- 周六休息\n\n"
        "| 区域 | 摊位 |\n| --- | --- |\n| 蔬菜 | 80个 |\n\n> 欢迎市民前来。\n"
    )
    ((_, _, paragraphs),) = facts(text)
    assert paragraphs == [
        *("1. 周一修伞；", "2. 周三磨刀：", "（1）菜刀；", "（2）剪刀。", "周五配钥匙", "周六休息"),
        *("区域　摊位", "蔬菜　80个", "欢迎市民前来。"),
    ]


def test_lines_of_one_width_are_joined_and_others_are_paragraphs():
    """Text may be broken into lines; a line that is no part of a broken text and ends a sentence is a paragraph."""
    broken = "\n".join(FIRST[at : at + 12] for at in range(0, len(FIRST), 12))
    assert facts(f"# 菜市场完工\n\n{broken}\n") == [("菜市场完工", [], [FIRST])]
    assert facts(f"# 菜市场完工\n\n{FIRST}\n{SECOND}\n好。\n") == [("菜市场完工", [], [FIRST, SECOND, "好。"])]
    assert facts(f"# 菜市场完工\n\n　　{FIRST[:-1]}\n　　{SECOND}\n") == [("菜市场完工", [], [FIRST[:-1], SECOND])]
    assert facts(f"# 菜市场完工\n\n    {FIRST}\n\n    {SECOND}\n") == [("菜市场完工", [], [FIRST, SECOND])]


def test_front_matter_names_title_author_and_date():
    """The lines between two --- at the top are no text."""
    text = f'---\ntitle: "菜市场完工"\nauthor: 周晓芸\ndate: 2021-03-02\ntags: [市场]\n---\n\n{FIRST}\n'
    page = read_markdown(Page("a.md", text))
    (article,) = read_page(page).articles
    assert (article.headline, article.authors, article.paragraphs) == ("菜市场完工", ("周晓芸",), (FIRST,))
    assert page.date == "2021-03-02"


def test_the_author_of_a_front_matter_is_that_of_the_only_headline():
    """The headline may stand below it again; of two articles nobody knows whose author it is."""
    front = "---\ntitle: 菜市场完工\nauthor: 周晓芸\n---\n\n"
    assert facts(f"{front}# 菜市场完工\n\n{FIRST}\n") == [("菜市场完工", ["周晓芸"], [FIRST])]
    two = facts(f"{front}# 菜市场完工\n\n{FIRST}\n\n# 赶集\n\n{SECOND}\n")
    assert [authors for _, authors, _ in two] == [[], []]


def test_lines_are_those_of_the_file(tmp_path):
    """Every paragraph has the number of its line in the file."""
    text = f"# 菜市场完工\r\n\r\n{FIRST}\r\n\r\n- {SECOND}\r\n"
    path = tmp_path / "a.md"
    path.write_bytes(text.encode("gb18030"))
    (page,) = read_file(path, "a.md", 10**6)
    assert isinstance(page, Page)
    (article,) = read_page(page).articles
    assert [layout[0].line for layout in article.layout] == [3, 5]
    assert article.lines == (1, 5)


def test_without_headings_the_lines_are_not_marked():
    """The reader then finds headlines as it does in plain text."""
    assert not read_markdown(Page("a.md", f"菜市场完工\n\n{FIRST}\n")).marked


PARTS = st.sampled_from(
    (
        *(
            "# ",
            "## ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "> ",
            "```\n",
            "| a | b |\n",
            "| --- | --- |\n",
            "**",
            "_",
            "[",
            "](x)",
        ),
        *(
            "---\n",
            "title: x\n",
            "<b>",
            "<!--",
            "    ",
            "　　",
            "樱花开了。",
            "记者 周晓芸",
            "\r",
            "\x00",
            "\\",
            "![",
            "&amp;",
        ),
        "=====\n",
    )
)


@given(st.lists(PARTS, max_size=40).map("".join))
@settings(max_examples=300)
def test_any_text_is_read(text):
    """Whatever the signs, the page keeps its number of lines, and the reader can read it."""
    page = read_markdown(Page("a.md", text))
    assert len(page.text.split("\n")) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    read_page(page)


@pytest.mark.parametrize("part", ["> ", "- ", "*a ", "[", "# x\n\n", "| a |\n|---|\n", "**", "`", "<b>", "1. x\n"])
def test_time_is_in_proportion_to_length(part):
    """50 kB of one sign repeated take seconds."""
    start = time.process_time()
    read_markdown(Page("a.md", "樱花开了。" + part * (50_000 // len(part))))
    assert time.process_time() - start < 8


@pytest.mark.parametrize("title", ["青岚早报", "青岚通信 第十二期", "每日速览 2022-05-06", "一周导读"])
def test_the_headings_below_the_title_of_a_newsletter_begin_articles(title):
    """What it begins with is a greeting, and no text of an article."""
    text = f"# {title}\n\n以下是今天的两条消息。\n\n## 菜市场开张\n\n{FIRST}\n\n## 便民服务日\n\n{SECOND}\n"
    assert facts(text) == [("菜市场开张", [], [FIRST]), ("便民服务日", [], [SECOND])]


def test_subheads_below_an_ordinary_headline_stay_subheads():
    """A headline over a text with two subheads begins one article."""
    text = f"# 菜市场昨天开张\n\n{FIRST}\n\n## 修伞磨刀\n\n{SECOND}\n\n## 停车\n\n{SECOND}\n"
    assert facts(text) == [("菜市场昨天开张", [], [FIRST, "修伞磨刀", SECOND, "停车", SECOND])]


def test_the_path_to_the_page_and_where_a_text_came_out_are_left_out():
    """The path is links with > between them; a note below the text says which paper had it first."""
    text = f"[首页](a) > [城市](b) > 正文\n\n# 菜市场昨天开张\n\n{FIRST}\n\n*本文原载《清江周刊》。*\n"
    assert facts(text) == [("菜市场昨天开张", [], [FIRST])]
