"""Web pages → text and headlines."""

from __future__ import annotations

import contextlib
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.metadata import Metadata, read_metadata
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
    with pytest.raises(MissingExtraError, match=r"baowen\[html\]"):
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


# --- one article ---------------------------------------------------------------------------------------------------

FIRST = "清江路菜市场改造工程昨天完工，两百多个摊位今天早上全部开张，停车位比原来多了一倍。"
SECOND = "市场管理员说，下月起每周三上午设便民服务日，市民可以来修伞、磨刀、配钥匙。"
THIRD = "“以前一下雨就积水，现在地面干干净净。”买菜的居民告诉记者。"
HEADLINE = "清江路菜市场改造完工"
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"


def one_article(html):
    """The only article of a page, with its page."""
    page = read_html(html.encode(), "a.html")
    (article,) = read_page(page).articles
    return article, page


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("记者 周晓芸", ["周晓芸"]),
        ("江州日报全媒体记者 周晓芸 孙立", ["周晓芸", "孙立"]),
        ("2021-03-02 08:30 江州日报 记者周晓芸", ["周晓芸"]),
        ("来源：江州晚报 作者：周晓芸 孙立 编辑：王小二", ["周晓芸", "孙立"]),
        ("<span>发布于</span> <span>2021-03-02</span>|<span>作者：周晓芸</span>", ["周晓芸"]),
        ("文/周晓芸 图/孙立", ["周晓芸"]),
        ("文/图 周晓芸", ["周晓芸"]),
        ("文｜周晓芸</p><p>编辑｜王小二", ["周晓芸"]),
        ("执笔/周晓芸、孙立", ["周晓芸", "孙立"]),
        ("周晓芸/江州晚报 2021-03-02 09:10", ["周晓芸"]),
        ("【文/本网专栏作者 周晓芸】", ["周晓芸"]),
        ("2021-03-02 08:10 聯合報 記者周曉芸／江州報導", ["周曉芸"]),
        ("2021-03-02 来源：江州晚报 责任编辑：王小二", []),
        ("責任編輯：王小二", []),
        ("2021-03-02 09:10来源：江州新闻网作者：周晓芸", ["周晓芸"]),
        ("本文作者：周晓芸", ["周晓芸"]),
        ("发表于2021-03-02 | 12次阅读 | 作者周晓芸", ["周晓芸"]),
        ("作者：网络整理", []),
        ("作者：江州发布", []),
        ("作者：网络", []),
    ],
)
def test_a_line_below_the_headline_names_the_authors(line, authors):
    """Whoever wrote is an author, whoever edited is none; the line itself is no paragraph."""
    article, _ = one_article(f"<h1>{HEADLINE}</h1><p>{line}</p>{TEXT}")
    assert article.headline == HEADLINE
    assert list(article.authors) == authors
    assert article.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("<p>江州晚报记者 周晓芸</p>", ["周晓芸"]),
        ("<p>采写：江州晚报记者 周晓芸 实习生 孙立</p><p>编辑：王小二</p>", ["周晓芸", "孙立"]),
        ("<p>作者：记者周晓芸</p><p>编辑：王小二</p><p>【关闭窗口】 【打印本稿】</p>", ["周晓芸"]),
        ("<p>（周晓芸 孙立）</p>", ["周晓芸", "孙立"]),
        ("<p>(责编：王小二、赵钱)</p>", []),
        ("<p>江州晚报记者 周晓芸</p><p>编辑 王小二 校对 赵钱</p>", ["周晓芸"]),
        ("<p>責任編輯：王小二</p>", []),
    ],
)
def test_a_line_below_the_text_names_the_authors(end, authors):
    """The same holds for lines at the end of a story."""
    article, _ = one_article(f"<h1>{HEADLINE}</h1>{TEXT}{end}")
    assert list(article.authors) == authors
    assert article.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    "lead",
    [
        "本报讯（记者 周晓芸）",
        "新华社江州3月2日电（记者周晓芸）",
        "江州网3月2日讯（记者周晓芸 整理）",
        "〔記者周晓芸／江州報導〕",
    ],
)
def test_a_leadin_names_the_authors_and_is_no_text(lead):
    """The first paragraph begins after it."""
    article, _ = one_article(f"<h1>{HEADLINE}</h1><p>{lead}{FIRST}</p><p>{SECOND}</p>")
    assert article.authors == ("周晓芸",)
    assert article.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=author content=周晓芸>",
        "<meta property='article:author' content='周晓芸'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "周晓芸"}]}</script>',
        '<script type="application/ld+json">[{"@graph": [{"author": "周晓芸"}]}]</script>',
    ],
)
def test_the_head_of_a_page_names_the_author(head):
    """<meta> and JSON-LD count where the page prints no author, unless the page calls the person its editor."""
    article, _ = one_article(f"<head>{head}</head><h1>{HEADLINE}</h1>{TEXT}")
    assert article.authors == ("周晓芸",)
    article, _ = one_article(f"<head>{head}</head><h1>{HEADLINE}</h1>{TEXT}<p>责任编辑：周晓芸</p>")
    assert article.authors == ()


@pytest.mark.parametrize(
    ("html", "date", "newspaper"),
    [
        ("<div>2021-03-02 08:10 来源：<a href=x>江州晚报</a></div>", "2021-03-02", "江州晚报"),
        ("<div>2021年3月2日 江州晚报</div>", "2021-03-02", "江州晚报"),
        ("<div>2021-03-02 来源: <a href=x>江州晚报</a><a href=y>举报</a></div>", "2021-03-02", "江州晚报"),
        ("<div>2021</div><div>03/02</div><div>08:10</div>", "2021-03-02", None),
        (
            "<meta name=pubdate content=2021-03-02T08:10:00><meta name=source content=江州晚报>",
            "2021-03-02",
            "江州晚报",
        ),
        ("<meta name=publishdate content=20210302081000>", "2021-03-02", None),
        ('<script type="application/ld+json">{"datePublished": "2021-03-02"}</script>', "2021-03-02", None),
        ("<time itemprop=datePublished datetime=2021-03-02T08:10>3月2日</time>", "2021-03-02", None),
        ("<title>江州日报 2021年3月2日 第03版</title>", "2021-03-02", "江州日报"),
        ("<div>发布于3月2日</div>", None, None),
    ],
)
def test_date_and_source_come_from_the_page(html, date, newspaper):
    """A printed line, the page's head or its title say when and where a story was published."""
    _, page = one_article(f"<h1>{HEADLINE}</h1>{html}{TEXT}")
    metadata = read_metadata(page)
    assert (metadata.date, metadata.newspaper) == (date, newspaper)


@pytest.mark.parametrize(
    "title", ["{}_新浪新闻", "{}|菜市场_新浪新闻", "{}--社会--人民网", "{} - 江州日报", "{}-江州网", "{}｜江州新聞網"]
)
def test_a_page_without_headings_has_the_headline_of_its_title(title):
    """The name of the site is no part of it."""
    article, _ = one_article(f"<title>{title.format(HEADLINE)}</title>{TEXT}")
    assert article.headline == HEADLINE


@pytest.mark.parametrize(
    "noise",
    [
        "<div class=cookie><a>X</a><p>我们使用Cookie改善体验，继续浏览即表示您同意我们的隐私政策。</p></div>{}",
        "<div><a href=1>首页</a> <a href=2>新闻</a></div><div>当前位置：首页 > 新闻</div>{}",
        "{}<div>相关阅读</div><ul><li><a href=1>湿地来了候鸟</a></li></ul>",
        "{}<h2>热门新闻</h2><div><h3><a href=1>湿地来了候鸟</a></h3><p>东湖湿地来了三千只候鸟，比去年多。</p></div>",
        "{}<div>分享到：<a href=1>QQ空间</a></div><div>点赞 12</div><div>打开APP阅读全文</div>",
        "{}<p>上一篇：<a href=1>湿地来了候鸟</a></p><p>关键词：<a href=2>菜市场</a></p>",
        "{}<p>版权声明：本文版权归江州晚报所有。</p><p>Copyright © 2021</p>",
        "<div>打开江州客户端，阅读体验更佳</div>{}<div>24小时热文</div><ol><li><a href=1>夜市开张</a></li></ol>",
    ],
)
def test_what_stands_around_an_article_is_left_out(noise):
    """Banners, menus, buttons, other stories and notes on rights belong to no article."""
    article, _ = one_article(noise.format(f"<h1>{HEADLINE}</h1>{TEXT}"))
    assert (article.headline, article.paragraphs) == (HEADLINE, (FIRST, SECOND))


@pytest.mark.parametrize("name", ["sidebar", "share", "nav", "comment", "ad", "related", "footer"])
def test_no_text_is_lost_for_a_class(name):
    """What an element is called does not decide whether its text is read: all of it, or its second half."""
    article, _ = one_article(f"<h1>{HEADLINE}</h1><div class={name} id={name}>{TEXT}</div>")
    assert article.paragraphs == (FIRST, SECOND)
    article, _ = one_article(f"<h1>{HEADLINE}</h1><div><p>{FIRST}</p></div><div class={name}><p>{SECOND}</p></div>")
    assert article.paragraphs == (FIRST, SECOND)


def test_decks_around_the_headline_belong_to_it():
    """Pre-title and sub-title, by their elements or classes."""
    article, _ = one_article(f"<h3>两百个摊位</h3><h1>{HEADLINE}</h1><p class=subtitle>停车位多了一倍</p>{TEXT}")
    assert article.headline == f"两百个摊位 {HEADLINE} 停车位多了一倍"


def test_subheadings_lists_quotations_and_tables_are_paragraphs():
    """Each item, and each row with its cells, is one."""
    article, _ = one_article(
        f"<h1>{HEADLINE}</h1><p>{FIRST}</p><h2>服务日</h2><ul><li>周一：修伞；</li><li>周三：磨刀。</li></ul>"
        f"<blockquote>{THIRD}</blockquote><table><tr><th>区域<th>摊位</tr><tr><td>蔬菜<td>80个</tr></table><p>{SECOND}</p>"
    )
    rows = ("区域 摊位", "蔬菜 80个")
    assert article.paragraphs == (FIRST, "服务日", "周一：修伞；", "周三：磨刀。", THIRD, *rows, SECOND)


def test_founder_comments_name_the_parts_of_an_article():
    """The comments of Founder's system say what is title, sub-title, author, date and text."""
    article, page = one_article(
        f"<!--enpproperty <date>2021-03-02 00:00:00.0</date><author>本报记者 周晓芸</author><title>{HEADLINE}</title>"
        "<subtitle>停车位多了一倍</subtitle><source>江州日报</source>/enpproperty-->"
        "<table><tr><td>上一版 下一版</td></tr>"
        f"<tr><td>{HEADLINE}</td></tr><tr><td>停车位多了一倍</td></tr><tr><td>字号 大 小</td></tr>"
        f"<tr><td><!--enpcontent-->{TEXT}<!--/enpcontent--></td></tr><tr><td>{THIRD}</td></tr></table>"
    )
    assert article.headline == f"{HEADLINE} 停车位多了一倍"
    assert article.authors == ("周晓芸",)
    assert article.paragraphs == (FIRST, SECOND)
    assert (page.date, page.newspaper) == ("2021-03-02", "江州日报")


def test_several_articles_have_their_own_headlines_and_authors():
    """Headings of one level with text below them begin articles, if the page's title is none of them."""
    html = (
        f"<title>江州日报数字报</title><h1>江州日报</h1><h2>{HEADLINE}</h2><p>记者 周晓芸</p>{TEXT}"
        f"<h2>湿地来了候鸟</h2><div>作者：孙立</div><p>{THIRD}</p><h2>推荐阅读</h2><a href=1>夜市开张</a>"
    )
    first, second = articles(html)
    assert (first.headline, first.authors, first.paragraphs) == (HEADLINE, ("周晓芸",), (FIRST, SECOND))
    assert (second.headline, second.authors, second.paragraphs) == ("湿地来了候鸟", ("孙立",), (THIRD,))
    (one,) = articles(html.replace("江州日报数字报", f"{HEADLINE}_江州网", 1))
    assert one.headline == HEADLINE


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


def test_headings_that_name_sections_are_no_headlines():
    """要闻 over several articles begins none of them."""
    html = (
        f"<h1>江州晚报</h1><h2>要闻</h2><h3>{HEADLINE}</h3>{TEXT}<h3>湿地来了候鸟</h3><p>{THIRD}</p>"
        f"<h2>社会</h2><h3>老街夜市开张</h3><p>{SECOND}</p>"
    )
    assert [(article.headline, article.paragraphs) for article in articles(html)] == [
        (HEADLINE, (FIRST, SECOND)),
        ("湿地来了候鸟", (THIRD,)),
        ("老街夜市开张", (SECOND,)),
    ]


def test_an_epaper_page_says_its_date_and_number_above_the_article():
    """Only where a page leads to its neighbours or has a page number; other sites print the date of the visit there."""
    html = (
        "<div>2021年03月02日 星期二</div><div>第03版：民生</div><div><a href=a>上一版</a></div>"
        "<ul><li><a href=b>夜市开张</a></ul>"
        f"<h1>{HEADLINE}</h1><div>——清江路改造侧记</div><div>（记者 周晓芸）</div><div id=ozoom>{TEXT}</div>"
    )
    article, page = one_article(html)
    assert article.headline == f"{HEADLINE} ——清江路改造侧记"
    assert (article.authors, article.paragraphs) == (("周晓芸",), (FIRST, SECOND))
    assert read_metadata(page) == Metadata(None, "2021-03-02", "03")
    _, page = one_article(f"<div>2021年03月02日 星期二</div>{'<p>江州网</p>' * 5}<h1>{HEADLINE}</h1>{TEXT}")
    assert page.date is None


def test_what_readers_say_and_lists_of_links_belong_to_no_article():
    """Neither below the text nor in the middle of it."""
    article, _ = one_article(
        f"<h1>{HEADLINE}</h1><p>{FIRST}</p><aside><h4>相关</h4><a href=1>湿地来了候鸟</a></aside><p>{SECOND}</p>"
        f"<div>网友评论</div><div>路人甲：这个市场我常去，现在确实干净多了。</div>"
    )
    assert article.paragraphs == (FIRST, SECOND)


def test_a_bold_first_line_is_the_headline_of_a_page_without_headings():
    """So are the lines that the page's title consists of."""
    article, _ = one_article(f"<p><b>{HEADLINE}</b></p><p>周晓芸</p>{TEXT}")
    assert (article.headline, article.authors) == (HEADLINE, ("周晓芸",))
    article, _ = one_article(f"<title>清江路菜市场改造今天完工</title><p>清江路菜市场</p><p>改造今天完工</p>{TEXT}")
    assert article.headline == "清江路菜市场 改造今天完工"


def test_lines_of_preformatted_text_are_paragraphs():
    """A line end in <pre> is a line end."""
    article, _ = one_article(f"<h1>{HEADLINE}</h1><pre>{FIRST}\n{SECOND}</pre>")
    assert article.paragraphs == (FIRST, SECOND)


def test_a_notice_keeps_its_time_and_place():
    """时间：… below a headline is a date line only with a year."""
    article, _ = one_article(
        "<h1>讲座通知</h1><p>时间：3月2日 9:30</p><p>地点：市图书馆</p><p>内容：怎样修伞，怎样磨刀。</p>"
    )
    assert article.paragraphs == ("时间：3月2日 9:30", "地点：市图书馆", "内容：怎样修伞，怎样磨刀。")


def test_a_page_whose_title_begins_with_a_headline_has_one_article():
    """Whatever follows it there; its subheadings may have the same level as the headline."""
    title = f"<title>{HEADLINE}-EDN 江州生活</title><div>首页 - 民生</div>"
    article, _ = one_article(f"{title}<h2>{HEADLINE}</h2>{TEXT}<h2>停车</h2><p>{THIRD}</p>")
    assert (article.headline, article.paragraphs) == (HEADLINE, (FIRST, SECOND, "停车", THIRD))


def test_the_name_of_a_section_in_the_title_is_no_headline():
    """Where the page has a longer heading over its text."""
    menu = "<title>民生新闻--江州市</title><div class=title>民生新闻</div><div>2021-03-02</div>"
    article, _ = one_article(f"{menu}<div class=title>{HEADLINE}</div>{TEXT}")
    assert article.headline == HEADLINE


@pytest.mark.parametrize("level", range(1, 7))
def test_a_heading_of_any_level_over_the_text_is_the_headline(level):
    """If there is no other."""
    article, _ = one_article(f"<h{level}>{HEADLINE}</h{level}><h4>周晓芸</h4>{TEXT}")
    assert (article.headline, article.authors) == (HEADLINE, ("周晓芸",))
