"""A page of an e-paper with several stories: pre-titles, sub-titles and bylines that are no headings."""

from __future__ import annotations

import pytest

from bot.pages.html import read_html
from bot.reader.page import read_page

FIRST = "江州南街的面馆开了二十年，只卖一种面，街坊都认得老板。"
SECOND = "老板说，一种面做好了就够了，别的面让别的馆子去做。"
OTHER = "南街社区的旧衣柜昨天清柜，三百件棉衣装上了去山里的车。"
PAGE = "<title>江州日报 2021年3月2日 第03版 民生</title><div>第03版：民生 <a href=2.html>上一版</a></div>"


def read(html):
    """Headline, authors and paragraphs of each article of a page."""
    page = read_html(f"{PAGE}{html}".encode(), "a.html")
    return [(a.headline, list(a.authors), list(a.paragraphs)) for a in read_page(page).articles]


@pytest.mark.parametrize(
    "story",
    [
        # each part in an element of its own
        "<div><p class=yt>开张二十年</p><h3>面馆的一根筋</h3><p class=ft>老板只卖雪菜面</p><div>本报记者 周晓芸</div>"
        f"<div>　　{FIRST}<br>　　{SECOND}</div></div>",
        # an article element with everything side by side
        "<article><p>开张二十年</p><h3>面馆的一根筋</h3><p>老板只卖雪菜面</p><p>记者 周晓芸</p>"
        f"<p>{FIRST}</p><p>{SECOND}</p></article>",
        # rows of a table, as Founder's system sets them
        "<table><tr><td>开张二十年</td></tr><tr><td><founder-title>面馆的一根筋</founder-title></td></tr>"
        "<tr><td>老板只卖雪菜面</td></tr><tr><td>□ 本报记者 周晓芸</td></tr>"
        f"<tr><td><founder-content><p>{FIRST}</p><p>{SECOND}</p></founder-content></td></tr></table>",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_what_stands_beside_a_headline_in_its_element_belongs_to_it(story, first):
    """Pre-title and sub-title are decks, whether the story is the first of the page or the last."""
    tag = "founder-title" if "founder" in story else "h3"
    other = f"<div><{tag}>旧衣柜捐出棉衣</{tag}><p>{OTHER}</p></div>"
    told = ("开张二十年 面馆的一根筋 老板只卖雪菜面", ["周晓芸"], [FIRST, SECOND])
    stories = [(story, told), (other, ("旧衣柜捐出棉衣", [], [OTHER]))]
    stories = stories if first else stories[::-1]
    assert read("".join(html for html, _ in stories)) == [article for _, article in stories]


def test_a_name_alone_below_a_headline_is_its_byline():
    """A supplement prints names without a title; they are no sub-title."""
    html = f"<div><h2>面馆的一根筋</h2><span>周 晓</span><div>{FIRST}<br>{SECOND}</div></div>"
    html += f"<div><h2>旧衣柜捐出棉衣</h2><span>周晓芸</span><div>{OTHER}</div></div>"
    assert read(html) == [("面馆的一根筋", ["周晓"], [FIRST, SECOND]), ("旧衣柜捐出棉衣", ["周晓芸"], [OTHER])]


def test_a_line_above_a_headline_without_an_element_around_both_stays_with_the_text_above():
    """Where nothing shows to which story a line belongs, it goes on with the text."""
    line = "地址：南街八号"
    html = f"<h2>面馆的一根筋</h2><p>{FIRST}</p><p>{line}</p><h2>旧衣柜捐出棉衣</h2><p>{OTHER}</p>"
    assert read(html) == [("面馆的一根筋", [], [FIRST, line]), ("旧衣柜捐出棉衣", [], [OTHER])]


def test_the_decks_of_a_single_story_are_no_headings_either():
    """Above the headline and below it; on the page of another site such lines are no decks."""
    story = "<div><p>开张二十年</p><p><strong>面馆的一根筋</strong></p><p>老板只卖雪菜面，街坊都说好</p>"
    story += f"<p>□本报记者 周晓芸</p><div><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    title = "<title>江州日报-面馆的一根筋</title>"
    page = read_html(f"{title}<div>第03版：民生 <a href=2.html>上一版</a></div>{story}".encode(), "a.html")
    (article,) = read_page(page).articles
    assert article.headline == "开张二十年 面馆的一根筋 老板只卖雪菜面，街坊都说好"
    assert (article.authors, article.paragraphs) == (("周晓芸",), (FIRST, SECOND))


def test_a_class_that_titles_alone_have_tells_the_articles_of_a_page_without_headings():
    """Each title stands right above prose; the lines above the first are none."""
    html = (
        f"<div class=i><div class=tt>面馆的一根筋</div><div class=nr>　　{FIRST}<br>　　{SECOND}</div></div>"
        f"<div class=i><div class=tt>旧衣柜清柜</div><div class=nr>各位街坊：<br>　　{OTHER}</div></div>"
    )
    assert read(html) == [("面馆的一根筋", [], [FIRST, SECOND]), ("旧衣柜清柜", [], ["各位街坊：", OTHER])]


def test_a_sub_title_and_an_author_may_stand_between_such_a_title_and_its_text():
    """They are a deck and a byline of the story."""
    html = (
        f"<div class=i><div class=tt>面馆的一根筋</div><div class=sub>老板只卖雪菜面</div>"
        f"<div class=by>记者 周晓芸</div>"
        f"<div class=nr><p>{FIRST}</p><p>{SECOND}</p></div></div>"
        f"<div class=i><div class=tt>旧衣柜清柜</div><div class=nr><p>{OTHER}</p></div></div>"
    )
    first, second = read(html)
    assert first == ("面馆的一根筋 老板只卖雪菜面", ["周晓芸"], [FIRST, SECOND])
    assert second == ("旧衣柜清柜", [], [OTHER])


@pytest.mark.parametrize(
    "foot", ["主管单位：江州日报社　江ICP备0000号", "督印人：江州報業　承印：南街印務", "本报法律顾问：李华"]
)
def test_what_stands_below_the_element_of_the_last_story_is_in_none(foot):
    """Whatever it says, because every story has an element of its own."""
    stories = f"<div class=a><h2>面馆的一根筋</h2><p>{FIRST}</p><p>{SECOND}</p></div>"
    stories += f"<div class=a><h2>旧衣柜清柜</h2><p>{OTHER}</p></div>"
    assert read(f"{stories}<div class=f>{foot}</div>") == [
        ("面馆的一根筋", [], [FIRST, SECOND]),
        ("旧衣柜清柜", [], [OTHER]),
    ]


@pytest.mark.parametrize("credit", ["本报记者　王小雨　摄", "通讯员 王小雨 摄影", "王小雨　摄"])
def test_a_short_story_that_only_a_photographer_signs_is_a_photo(credit):
    """It is a caption with its title, and the credit stays a paragraph."""
    html = f"<div><h2>面馆的一根筋</h2><p>{FIRST}</p><p>{SECOND}</p></div>"
    html += f"<div><h2>旧衣柜清柜</h2><p>{OTHER}</p><p>{credit}</p></div>"
    articles = read_page(read_html(html.encode(), "a.html")).articles
    assert [(article.kind, article.authors) for article in articles] == [("article", ()), ("caption", ("王小雨",))]
    assert articles[1].paragraphs[0] == OTHER
