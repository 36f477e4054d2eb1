"""Web pages → headline, authors, text, date and source of each article."""

from __future__ import annotations

import pytest

from bot.corpus.metadata import Metadata, read_metadata
from bot.pages.html import read_html
from bot.reader.page import read_page

FIRST = "清江路菜市场改造工程昨天完工，两百多个摊位今天早上全部开张，停车位比原来多了一倍。"
SECOND = "市场管理员说，下月起每周三上午设便民服务日，市民可以来修伞、磨刀、配钥匙。"
THIRD = "“以前一下雨就积水，现在地面干干净净。”买菜的居民告诉记者。"
HEADLINE = "清江路菜市场改造完工"
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"


def articles(html):
    """The articles of a page, in its order."""
    return read_page(read_html(html.encode(), "a.html")).articles


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
        ("文/周晓芸 图/孙立", ["周晓芸", "孙立"]),
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
        ("<span>2021-03-02</span>\n<span>作者：周晓芸</span>\n<span>来源：江州晚报</span>", ["周晓芸"]),
        ("作者：《江州周刊》记者 周晓芸", ["周晓芸"]),
        ("作者：周晓芸 分享到：", ["周晓芸"]),
        ("2021-03-02 09:10 来源：江州新闻网 周晓芸", ["周晓芸"]),
        ("周晓芸 2021-03-02 09:10:05", ["周晓芸"]),
        ("2021-03-02 09:10 来源：江州新闻网 江州", []),
        ("作者：网络整理", []),
        ("作者：江州发布", []),
        ("作者：网络", []),
        ("中央社記者周曉芸江州3日電", ["周曉芸"]),
        ("生活中心／周曉芸報導", ["周曉芸"]),
        ("周曉芸 ／ 江州報導", ["周曉芸"]),
        ("報導／周曉芸", ["周曉芸"]),
        ("編譯周曉芸／綜合外電報導", ["周曉芸"]),
        ("文、攝影／周曉芸", ["周曉芸"]),
        ("文／周曉芸　攝影／孫立", ["周曉芸", "孫立"]),
        ("撰稿・周曉芸", ["周曉芸"]),
        ("撰文：周曉芸 出版：2021-03-02 10:00", ["周曉芸"]),
        ("即時新聞／綜合報導", []),
        ("【江報專訊】", []),
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
        ("<p>【记者】周晓芸</p><p>【校对】王小二</p>", ["周晓芸"]),
        ("<p>作者 周晓芸 孙立</p><p>编辑 王小二</p>", ["周晓芸", "孙立"]),
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
        "{}<div>关于我们 | 联系我们 | 网站地图</div><div>苏ICP备0001号</div>",
        "{}<div>按讚 追蹤 訂閱</div><div>分享 LINE 列印</div>",
        "{}<p>※提醒您：飲酒過量，有礙健康</p>",
        "{}<p>訂閱江州電子報，早晨看新聞</p><p>【廣告】請繼續往下閱讀</p>",
        "{}<p>您收到此邮件，因为您订阅了江州早报。</p><p>早报每天六点发出，周日停发一天。</p>",
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
    """Pre-title and sub-title are headings of another level; a button beside the headline is none of them."""
    article, _ = one_article(f"<h3>两百个摊位</h3><h1>{HEADLINE}</h1><h2>停车位多了一倍</h2>{TEXT}")
    assert article.headline == f"两百个摊位 {HEADLINE} 停车位多了一倍"
    article, _ = one_article(f"<title>{HEADLINE}_江州网</title><h1>{HEADLINE}<div>听一听这条新闻</div></h1>{TEXT}")
    assert article.headline == HEADLINE


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


def test_a_short_line_that_the_title_begins_with_is_no_headline():
    """A page called 江州今日要闻 has several articles although a line there says 江州."""
    html = f"<title>江州今日要闻</title><p>江州</p><h2>{HEADLINE}</h2>{TEXT}<h2>南湖公园重新开放</h2><p>{THIRD}</p>"
    assert [article.headline for article in articles(html)] == [HEADLINE, "南湖公园重新开放"]


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


def test_the_rows_about_a_notice_on_a_governments_site_are_no_text():
    """索引号, 发文机关 and the like stand between the headline and the text, each with its value."""
    rows = ("索 引 号：JZ-2021-031", "发文机关：江州市水务局", "发文字号：江水发〔2021〕8号", "有效性：有效")
    table = "".join(f"<p>{row}</p>" for row in rows)
    article, _ = one_article(f"<h1>关于停水的通知</h1>{table}{TEXT}")
    assert article.paragraphs == (FIRST, SECOND)


def test_a_page_whose_title_begins_with_a_headline_has_one_article():
    """Whatever follows it there; its subheadings may have the same level as the headline."""
    title = f"<title>{HEADLINE}-EDN 江州生活</title><div>首页 - 民生</div>"
    article, _ = one_article(f"{title}<h2>{HEADLINE}</h2>{TEXT}<h2>停车</h2><p>{THIRD}</p>")
    assert (article.headline, article.paragraphs) == (HEADLINE, (FIRST, SECOND, "停车", THIRD))


def test_the_name_of_a_section_in_the_title_is_no_headline():
    """Where the page has a longer heading over its text."""
    menu = "<title>民生新闻--江州市</title><h2>民生新闻</h2><div>2021-03-02</div>"
    article, _ = one_article(f"{menu}<h2>{HEADLINE}</h2>{TEXT}")
    assert article.headline == HEADLINE


@pytest.mark.parametrize(
    "other",
    [
        "</article><h2>其他人也在看</h2><h4><a href=1>湿地来了候鸟</a></h4>{0}<h4><a href=2>夜市开张</a></h4>{0}",
        "</article><div>举报</div><h1>湿地来了候鸟</h1>{0}{0}",
    ],
)
def test_a_short_article_is_found_above_longer_ones(other):
    """Its headline is the page's title; what stands below the next headline or outside its <article> is none of it."""
    head = f"<title>{HEADLINE}</title><article><h1>{HEADLINE}</h1>"
    article, _ = one_article(head + TEXT + other.format(f"<p>{THIRD * 5}</p>"))
    assert (article.headline, article.paragraphs) == (HEADLINE, (FIRST, SECOND))


def test_a_subheading_of_the_headlines_level_ends_no_article():
    """A page may have only one level of headings; readability-lxml then sees that the text goes on."""
    article, _ = one_article(
        f"<title>{HEADLINE}</title><div><h1>{HEADLINE}</h1>{TEXT * 2}<h1>停车</h1><p>{THIRD}</p></div>"
    )
    assert article.paragraphs[-2:] == ("停车", THIRD)


def test_a_headline_may_lead_to_its_own_page():
    """It is the headline although it is a link, and the line below it names date and authors."""
    article, page = one_article(
        f"<title>{HEADLINE}-民生-江州</title><h2><a href=x>{HEADLINE}</a></h2><p>2021-03-02 作者：周晓芸</p>{TEXT}"
    )
    assert (article.headline, article.authors, page.date) == (HEADLINE, ("周晓芸",), "2021-03-02")


def test_a_byline_may_stand_below_a_caption():
    """A photo comes first on some pages; the byline is no paragraph there either."""
    article = articles(f"<h1>{HEADLINE}</h1><p>▲市場開張。（圖／江州報提供）</p><p>記者周曉芸／江州報導</p>{TEXT}")[0]
    assert (article.authors, article.paragraphs) == (("周曉芸",), (FIRST, SECOND))


@pytest.mark.parametrize("level", range(1, 7))
def test_a_heading_of_any_level_over_the_text_is_the_headline(level):
    """If there is no other."""
    article, _ = one_article(f"<h{level}>{HEADLINE}</h{level}><h4>周晓芸</h4>{TEXT}")
    assert (article.headline, article.authors) == (HEADLINE, ("周晓芸",))


def test_each_paragraph_may_be_the_row_of_a_table():
    """A short paragraph above a long one in the same table is text, too."""
    first = "清江路今年新添步道八公里，沿江的老街也接上了。"
    html = (
        f"<title>{HEADLINE} - 江州网</title><ul><li><a href='/'>首页</a></li><li><a href='/a'>新闻</a></li></ul>"
        f"<div><h1>{HEADLINE}</h1><div>2021-03-02 09:30 来源：江州网</div><div>本报记者 周晓芸</div>"
        f"<div><table><tr><td>{first}</td></tr><tr><td>{SECOND}</td></tr></table></div></div>"
        "<div><h3>相关新闻</h3><ul><li><a href='/1'>老街修缮一新迎来首批商户</a></li></ul></div>"
    )
    article, _ = one_article(html)
    assert list(article.paragraphs) == [first, SECOND]
