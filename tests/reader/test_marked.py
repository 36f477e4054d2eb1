"""Pages whose lines are marked → articles, without a guess."""

from __future__ import annotations

import pytest

from bot.reader.page import read_page
from bot.records import Page

FIRST = "清江路菜市场改造工程昨天完工，两百多个摊位今天早上全部开张，停车位比原来多了一倍。"
SECOND = "市场管理员说，下月起每周三上午设便民服务日，市民可以来修伞、磨刀、配钥匙。"


def read(text):
    return [
        (article.kind, article.headline, list(article.authors), list(article.paragraphs))
        for article in read_page(Page("a.md", text, marked=True)).articles
    ]


def test_marks_alone_decide_what_is_a_headline():
    """Two lines with "# " are decks; "## " is a paragraph; no other line begins an article, whatever it looks like."""
    text = f"# 甲乙丙\n# 丁戊己庚\n\n{FIRST}\n\n## 便民服务\n\n湿地来了候鸟\n\n{SECOND}\n\n# 夜市开张\n\n{SECOND}\n"
    assert read(text) == [
        ("article", "甲乙丙 丁戊己庚", [], [FIRST, "便民服务", "湿地来了候鸟", SECOND]),
        ("article", "夜市开张", [], [SECOND]),
    ]


def test_a_heading_that_is_the_head_of_the_page_begins_no_article():
    """Nor does the table of its date and editors below it, whatever its columns are called."""
    text = f"# 江畔周报 第 812 期\n\n日期　版次　编辑\n\n2023-10-13　第 3 版　周晓芸\n\n# 夜市开张\n\n{FIRST}\n"
    assert read(text) == [("article", "夜市开张", [], [FIRST])]


def test_a_paragraph_follows_a_blank_line_a_heading_or_an_indent():
    """Other lines go on with the paragraph above; an indented line has no mark."""
    text = f"# 甲乙丙\n{FIRST[:10]}\n{FIRST[10:]}\n　　{SECOND}\n　　# 一号\n"
    assert read(text) == [("article", "甲乙丙", [], [FIRST, SECOND, "# 一号"])]


@pytest.mark.parametrize("byline", ["作者：周晓芸", "本报记者 周晓芸", "文/周晓芸", "周晓芸"])
def test_authors_stand_below_the_headline(byline):
    """With any byline that the reader knows."""
    assert read(f"# 菜市场完工\n\n{byline}\n\n{FIRST}\n") == [("article", "菜市场完工", ["周晓芸"], [FIRST])]


def test_pen_names_after_the_readers_own_label_are_taken_as_they_are():
    """The line 作者：… comes from the reader of web pages, which knows where each name ends."""
    assert read(f"# 菜市场完工\n\n作者：小河、阿里·买买提\n\n{FIRST}\n")[0][2] == ["小河", "阿里·买买提"]


def test_leadin_closing_byline_and_jump_marks_are_no_text():
    """本报讯（记者 某某）, （某某）, （下转第3版）."""
    assert read(f"# 菜市场完工\n\n本报讯（记者 周晓芸）{FIRST}\n\n{SECOND}（孙立）\n") == [
        ("article", "菜市场完工", ["周晓芸", "孙立"], [FIRST, SECOND])
    ]
    assert read(f"# 菜市场完工\n\n{FIRST}（下转第3版）\n") == [("fragment", "菜市场完工", [], [FIRST])]


def test_captions_stand_apart_from_the_story():
    """By their credit or their first words; a section of captions alone is a caption with a headline."""
    text = f"# 菜市场完工\n\n{FIRST}\n\n市民在买菜。 孙立 摄\n\n图为新市场。\n\n{SECOND}\n"
    assert sorted(read(text)) == [
        ("article", "菜市场完工", [], [FIRST, SECOND]),
        ("caption", "", [], ["图为新市场。"]),
        ("caption", "", ["孙立"], ["市民在买菜。 孙立 摄"]),
    ]
    assert read("# 买菜\n\n市民在买菜。 孙立 摄\n") == [("caption", "买菜", ["孙立"], ["市民在买菜。 孙立 摄"])]


def test_editors_and_dates_around_the_text_are_furniture_unless_they_are_all():
    """No text is lost where a section has nothing else."""
    assert read(f"# 菜市场完工\n\n2021年3月2日\n\n{FIRST}\n\n责任编辑：王小二\n")[0][3] == [FIRST]
    assert read("# 通知\n\n2021年3月2日\n") == [("article", "通知", [], ["2021年3月2日"])]


def test_who_signs_a_notice_and_the_day_are_its_last_paragraphs():
    """The day alone below a sentence is the site's."""
    signed = f"# 通知\n\n{FIRST}\n\n江州市供水公司\n\n2021年3月2日\n"
    assert read(signed) == [("article", "通知", [], [FIRST, "江州市供水公司", "2021年3月2日"])]


def test_notes_of_newsletters_are_furniture():
    """Below each story, below the last one, and above the first."""
    text = f"在浏览器中查看 | 订阅\n\n# 买菜\n\n{FIRST}\n\n阅读全文\n\n# 赶集\n\n{FIRST}\n\n不想再收到？退订\n"
    assert [article[3] for article in read(text)] == [[FIRST], [FIRST]]


def test_a_page_of_nothing_but_a_leadin_has_no_article():
    """Nothing is left once it is taken off."""
    assert read("本报讯") == []


def test_every_character_of_the_page_has_a_part():
    """Headlines, bylines and paragraphs with their marks and furniture."""
    page = Page("a.md", f"# 菜市场完工\n\n作者：周晓芸\n\n{FIRST}\n\n## 服务\n\n责任编辑：王小二\n", marked=True)
    parts = read_page(page).parts
    text = "".join(page.text[part.span.start : part.span.end] for part in parts)
    assert "".join(text.split()) == "".join(page.text.split())
    assert {part.role for part in parts} == {"headline", "byline", "paragraph", "furniture"}


def test_a_subheading_and_what_stands_below_it_are_text():
    """周一 alone is the date of a page elsewhere; a marked subheading is none, nor is the name below it a byline."""
    text = f"# 门诊表\n\n## 周一\n\n内科 王小雨 8:00-12:00\n\n{FIRST}\n"
    assert read(text) == [("article", "门诊表", [], ["周一", "内科 王小雨 8:00-12:00", FIRST])]
