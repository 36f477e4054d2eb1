"""Web pages → text and headlines."""

from __future__ import annotations

import contextlib
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import MissingExtraError, PageError
from bot.pages.html import read_html
from bot.pages.load import read_file
from bot.reader.page import read_page
from bot.records import Page

EPAPER = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>湖州日报数字报-我市集中销毁假冒伪劣物资20余吨</title><style>p {{ color: red }}</style></head>
<body>
<div class="header"><a href="/">首页</a> | <a href="/a">上一版</a> <a href="/b">下一版</a></div>
<ul id="titleList"><li><a href="c1">我市集中销毁假冒伪劣物资20余吨</a></li><li><a href="c2">公园樱花开了</a></li></ul>
<div class="toolbar">放大 缩小 默认</div>
<div class="article">
  <h3>守护一方平安</h3><h1>我市集中销毁<br>假冒伪劣物资20余吨</h1><h2>——记市市场监管局“清源”行动</h2>
  <h4>记者 张翔 通讯员 李华</h4>
  <div id="ozoom">
    <p>　　本报讯 记者近日从市市场监管局获悉，今年以来，为规范涉案物资管理，实现处置闭环，
有效杜绝违法物品流入市场，市场监管部门组织开展了涉案物资集中销毁行动。</p>
    <figure><img src="x.jpg" alt="销毁"><figcaption>图为销毁现场。 王伟 摄</figcaption></figure>
    <p>&nbsp;&nbsp;&nbsp;&nbsp;截至目前，已集中销毁涉案物资20余吨&mdash;&mdash;包括童装、&#x98DF;&#21697;等。</p>
    <h3>全程留痕</h3>
    <p>　　销毁过程全程录像。<br>　　下一步，市局将建立长效机制。</p>
  </div>
</div>
<div class="footer">版权所有 湖州日报社</div>
<script>var text = "<p>不是文章</p>";</script><!-- <p>也不是</p> -->
</body></html>"""

FRONT_PAGE = """<body><h1>城市早报</h1>
<article><h2><a href="1">城东小区明天停水</a></h2><p>因管道改造，5月3日起城东小区停水，5月6日恢复供水。</p></article>
<article><h2>公园樱花开了</h2><p class="author">记者 王芳</p><p>人民公园的樱花本周末盛开，免费开放。</p>
<p>市民可以乘坐5路公交车前往。</p></article>
<div><h3><a href="3">另一条新闻的标题</a></h3><h3><a href="4">还有一条新闻的标题</a></h3></div></body>"""

FOUNDER = """<html><head><title>城东小区明天停水一天</title></head><body><form><table>
<tr><td>2022年8月17日</td><td><a href="a">上一篇</a></td></tr>
<tr><td class="font01"><founder-title>城东小区明天停水一天</founder-title></td></tr>
<tr><td><founder-content><P>　　因管道改造，5月3日起城东小区停水，5月6日恢复供水。</P><P>　　请居民提前储水。</P>
</founder-content></td></tr></table></form></body></html>"""


def articles(html, encoding="utf-8"):
    return read_page(read_html(html.encode(encoding), "a.html")).articles


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("utf-16", "utf-16"), ("gb2312", "utf-8")],
)
def test_an_article_page_gives_its_article(charset, encoding):
    """Decks, byline, paragraphs, subheading and caption, in each encoding and with a right or wrong declaration."""
    page = read_html(EPAPER.format(charset=charset).encode(encoding), "a.html")
    story, caption = sorted(read_page(page).articles, key=lambda article: article.kind)
    assert story.headline.replace(" ", "") == ("守护一方平安我市集中销毁假冒伪劣物资20余吨——记市市场监管局“清源”行动")
    assert story.authors == ("张翔", "李华")
    assert story.paragraphs == (
        "记者近日从市市场监管局获悉，今年以来，为规范涉案物资管理，实现处置闭环，有效杜绝违法物品流入市场，"
        "市场监管部门组织开展了涉案物资集中销毁行动。",
        "截至目前，已集中销毁涉案物资20余吨——包括童装、食品等。",
        "全程留痕",
        "销毁过程全程录像。",
        "下一步，市局将建立长效机制。",
    )
    assert caption.kind == "caption"
    assert caption.authors == ("王伟",)


def test_nothing_of_the_site_itself_is_left():
    """The text has no menus, buttons, lists of links, scripts, comments and page footer."""
    text = read_html(EPAPER.format(charset="utf-8").encode(), "a.html").text
    for word in ("首页", "上一版", "樱花", "放大", "版权", "不是文章", "也不是", "color", "{"):
        assert word not in text


def test_every_article_of_a_page_keeps_its_headline():
    """A front page with two teasers gives two stories, without the newspaper's name and the list of links."""
    found = articles(FRONT_PAGE)
    assert [article.headline for article in found] == ["城东小区明天停水", "公园樱花开了"]
    assert found[1].authors == ("王芳",)
    assert found[1].paragraphs == ("人民公园的樱花本周末盛开，免费开放。", "市民可以乘坐5路公交车前往。")


@pytest.mark.parametrize(
    "byline", ["<h2>记者 王芳</h2>", "<h2>本报记者王芳</h2>", "<h3>□ 王芳</h3>", "<h4>王芳 李大明</h4>"]
)
def test_a_heading_that_names_the_reporters_is_no_deck(byline):
    """The headline has no names, and the story has the author."""
    (story,) = articles(f"<h1>公园樱花开了</h1>{byline}<p>人民公园的樱花本周末盛开，免费开放。</p>")
    assert (story.headline, story.authors[0]) == ("公园樱花开了", "王芳")


def test_a_page_of_tables_is_read():
    """Pages of Founder's e-paper system have tables, elements of their own, and a form around everything."""
    (story,) = articles(FOUNDER)
    assert story.headline == "城东小区明天停水一天"
    assert story.paragraphs == ("因管道改造，5月3日起城东小区停水，5月6日恢复供水。", "请居民提前储水。")


def test_a_page_without_headings_gets_the_headline_of_its_title():
    """The block that repeats the beginning of the page's <title> is the headline."""
    html = (
        "<title>公园樱花开了 - 城市早报</title><div><b>公园樱花开了</b></div>"
        "<div>人民公园的樱花本周末盛开，免费开放。</div>"
    )
    assert read_html(html.encode(), "a.html").text == "# 公园樱花开了\n\n人民公园的樱花本周末盛开，免费开放。\n"


def test_breaks_and_spaces_are_those_that_a_reader_sees():
    """Each <br> ends a paragraph; a line end in the source is only a space in Latin text."""
    html = "<div>第一段\n   第一行<br>第二行<br><br>第二段 ab\n cd<br>&emsp;&emsp;第三段&nbsp;甲</div>"
    assert read_html(html.encode(), "a.html").text == "第一段第一行\n\n第二行\n\n第二段 ab cd\n\n第三段 甲\n"


def test_parts_are_left_out_for_their_names_only_where_something_remains():
    """If the only text of a page is in an element called "banner", it is read."""
    assert "樱花" in read_html('<div class="banner"><p>人民公园的樱花开了。</p></div>'.encode(), "a.html").text


@pytest.mark.parametrize(
    "html", ["<html></html>", "<!-- x -->", "<a href=1>首页</a>", "<p>&nbsp;</p>", "<script>1</script>"]
)
def test_a_page_without_an_article_is_named(html):
    """The error says that a page of tags and links holds no article."""
    with pytest.raises(PageError, match=r"a\.html: no article on this web page"):
        read_html(html.encode(), "a.html")


@pytest.mark.parametrize("library", ["lxml", "readability"])
def test_the_missing_extra_is_named(monkeypatch, library):
    """Without a library the error names the extra that installs it."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=r"\[html\]"):
        read_html(b"<p>x</p>", "a.html")


PARTS = st.sampled_from(
    "<p> </p> <div class=title> </div> <h1> </h1> <h3> <br> <table> <td> </table> <a href=x> </a> <article> "
    "</article> <script> </script> <!-- --> <title> </title> <b> <li> <template> <select> <svg> &nbsp; &#x4e2d; &#0; "
    "&bogus; < > & <founder-title> <p hidden> <div style=display:none> <?xml <![CDATA[ ]]> <head> <body> </html> <nav> "
    "</nav> <x:y>".split()
)


@given(st.lists(PARTS | st.text(max_size=12) | st.just("公园樱花开了，免费开放。"), max_size=60).map("".join))
@settings(max_examples=200, deadline=2000)
def test_any_soup_of_tags_is_a_page_or_a_page_error(html):
    """Whatever the nesting of tags, no other exception is raised, and the reader can read the page."""
    try:
        page = read_html(html.encode("utf-8", "replace"), "a.html")
    except PageError:
        return
    assert isinstance(page, Page)
    read_page(page)


@pytest.mark.parametrize(
    "part",
    [
        "<div>",
        "<a ",
        "<a '",
        "<!--",
        "<b><table>",
        "<p><",
        "&#",
        "</p>",
        "<h1>x",
        "<p class=title>x<br>",
        "&nbsp;",
        " \n",
    ],
)
def test_any_soup_takes_time_in_proportion(part):
    """300 kB of one tag repeated take seconds: time is linear."""
    start = time.process_time()
    with contextlib.suppress(PageError):
        read_html(("樱花开了。" + part * (300_000 // len(part))).encode(), "a.html")
    assert time.process_time() - start < 8


FIRST = "清江路菜市场改造工程昨天完工，两百多个摊位今天早上全部开张，停车位比原来多了一倍。"
SECOND = "市场管理员说，下月起每周三上午设便民服务日，市民可以来修伞、磨刀、配钥匙。"
THIRD = "“以前一下雨就积水，现在地面干干净净。”买菜的居民告诉记者。"
HEADLINE = "清江路菜市场改造完工"
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"


def test_a_table_of_many_cells_and_many_short_paragraphs_take_linear_time():
    """500 × 500 cells and 65 kB of short paragraphs are read in seconds, and no text is lost."""
    start = time.process_time()
    table = read_html(f"<table>{('<tr>' + '<td>新闻</td>' * 500 + '</tr>') * 500}</table>".encode(), "a.html")
    short = read_html(("<p>新闻</p>" * 5000).encode(), "a.html")
    assert table.text.count("新闻") == 250_000
    assert sum(len(paragraph) for paragraph in read_page(short).articles[0].paragraphs) == 10_000
    assert time.process_time() - start < 30


def test_a_page_where_two_readings_disagree_is_named(tmp_path):
    """The page is read, with the text below its headline, and a notice says that it is in doubt."""
    links = "".join(f"<li><a href={number}>东湖湿地来了候鸟{number}</a></li>" for number in range(12))
    notes = "".join(
        f"<div>本站第{number}条：转载的文章，版权归作者和原来的媒体所有，请与我们联系，电话见页脚。</div>"
        for number in range(6)
    )
    path = tmp_path / "a.html"
    html = f"<h1>{HEADLINE}</h1><div class=article-content>{TEXT}</div><ul>{links}</ul><div class=footer>{notes}</div>"
    path.write_text(html, encoding="utf-8")
    page, notice = read_file(path, "a.html", 10**6)
    assert isinstance(page, Page)
    assert page.text == f"# {HEADLINE}\n\n{FIRST}\n\n{SECOND}\n"
    assert isinstance(notice, PageError)
    assert not notice.failed


def test_a_deck_that_begins_with_a_dash_may_stand_above_its_headline():
    """Such a deck is no heading, and the article begins with it all the same."""
    prose = "沈阳市今天早晨起风，气象台提醒市民出门注意安全，沿街店铺收好招牌。" * 3
    html = f"<h1>老街修好了</h1><p>{prose}</p><p>——气象台发布提醒</p><h1>今天有大风</h1><p>{prose}</p>"
    assert articles(html)[-1].headline.endswith("今天有大风")
