"""What stands between and below the paragraphs of a web page: captions, tables, links to other stories, buttons."""

from __future__ import annotations

import pytest

from bot.pages.html import read_html
from bot.reader.page import read_page

FIRST = "江州南街的面馆开了二十年，只卖一种面，街坊都认得老板，老板也认得每一位街坊的口味。"
SECOND = "老板说，一种面做好了就够了，别的面让别的馆子去做，自己只管把汤熬浓。"
THIRD = "面馆的墙上挂着一块旧木牌，上面的价钱改过七次，字还是老板父亲写的。"
CAPTION = "老板在灶前捞面，热气上到屋梁。"


def read(html, head=""):
    """Kind, headline, authors and paragraphs of each article of a page."""
    page = read_html(f"<html><head>{head}</head><body>{html}</body></html>".encode(), "a.html")
    return [(a.kind, a.headline, list(a.authors), list(a.paragraphs)) for a in read_page(page).articles]


@pytest.mark.parametrize(
    "line",
    [
        "請繼續往下閱讀...",
        "【往下看更多】",
        "点击展开全文",
        "廣告",
        "影片載入中…",
        "视频加载中...",
        "ADVERTISEMENT",
        "—END—",
        "繼續閱讀",
        "讚 12　分享　留言",
        "登录后发表评论",
        "複製連結",
        "查看更多 >>",
        "下載程式｜私隱政策｜聯絡我們",
        "图片均来自网络",
        "延伸閱讀：<a href=1>南街的老茶館換了掌櫃</a>",
        "更多江州新聞：<a href=1>南街的老茶館換了掌櫃</a>",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_buttons_between_paragraphs_are_no_text(line, tag):
    """A line of nothing but what sites write on buttons, or a link to another story, is left out wherever it stands."""
    html = f"<h1>面馆只卖一种面</h1><div><p>{FIRST}</p><{tag}>{line}</{tag}><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert read(html) == [("article", "面馆只卖一种面", [], [FIRST, SECOND, THIRD])]


@pytest.mark.parametrize("line", ["一種面", "看更多的人", "下一站，更大的灶台", "老板的话：", "完工那天"])
def test_short_lines_that_say_something_are_text(line):
    """A line that begins like a button goes on with the text where it says more."""
    html = f"<h1>面馆只卖一种面</h1><div><p>{FIRST}</p><p>{line}</p><p>{SECOND}</p></div>"
    assert read(html)[0][3] == [FIRST, line, SECOND]


@pytest.mark.parametrize(
    "picture",
    [
        f"<figure><img src=a><figcaption>{CAPTION}</figcaption></figure>",
        f"<div class=a><img src=a><span>{CAPTION}</span></div>",
        f"<div><div><img src=a></div><div>{CAPTION}</div></div>",
        f"<table><tr><td><img src=a></td></tr><tr><td>{CAPTION}</td></tr></table>",
        f"<div><a href=a><img src=a></a>{CAPTION}</div>",
    ],
)
@pytest.mark.parametrize("place", range(3))
def test_the_only_text_in_the_element_of_a_picture_is_its_caption(picture, place):
    """It is a caption of its own above, between and below the paragraphs."""
    parts = [f"<p>{FIRST}</p>", f"<p>{SECOND}</p>"]
    parts.insert(place, picture)
    told = read(f"<main><h1>面馆只卖一种面</h1>{''.join(parts)}</main>")
    assert sorted(told) == [("article", "面馆只卖一种面", [], [FIRST, SECOND]), ("caption", "", [], [CAPTION])]


def test_a_paragraph_with_a_picture_in_it_is_text():
    """A photo within a paragraph makes no caption of it, and neither does a button with an icon."""
    html = f"<h1>面馆只卖一种面</h1><div><p><img src=a>{FIRST}</p><div><img src=b>分享</div><p>{SECOND}</p></div>"
    assert read(html) == [("article", "面馆只卖一种面", [], [FIRST, SECOND])]


@pytest.mark.parametrize("rows", [2, 5, 12])
def test_a_table_between_or_below_paragraphs_is_text(rows):
    """Each row is a paragraph, with what signs the notice below it."""
    cells = [("片区", "时间", "电话"), *((f"第{n}片", "9:00", f"555{n:04}") for n in range(rows))]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    html = (
        f"<h1>关于调整供水时间的通告</h1><div><p>{FIRST}</p><table>{table}</table><p>特此通告。</p><p>江州供水公司</p>"
        "<p>2021年3月2日</p></div><div>【打印本页】【关闭窗口】</div><div>主办：江州市政府办公室</div>"
    )
    told = ["　".join(row) for row in cells]
    assert [p.replace(" ", "　") for p in read(html)[0][3]] == [
        FIRST,
        *told,
        "特此通告。",
        "江州供水公司",
        "2021年3月2日",
    ]


def test_comments_below_the_element_of_the_text_are_left_out():
    """The text ends where its element ends; what readers say stands in another."""
    html = (
        f"<div>面馆只卖一种面</div><div>2021年3月2日</div><div>{FIRST}<br><br>{SECOND}<br><br>記者　周曉芸</div>"
        "<div><b>讀者留言（2）</b><div>Ann 2021-03-02 09:10<br>好吃，想再去一次</div>"
        "<div>阿江 2021-03-02<br>在哪條街？</div></div>"
    )
    assert read(html, "<title>面馆只卖一种面</title>") == [("article", "面馆只卖一种面", ["周曉芸"], [FIRST, SECOND])]


def test_facts_in_boxes_of_one_line_are_told_apart():
    """A page's style shows a space between them, though the source has none."""
    line = "<span>撰文：周曉芸</span><span>出版：2021-03-02 07:00</span><span>更新：2021-03-03 09:45</span>"
    html = f"<main><h1>面馆只卖一种面</h1><p>{line}</p><p>{FIRST}</p><p>{SECOND}</p></main>"
    assert read(html) == [("article", "面馆只卖一种面", ["周曉芸"], [FIRST, SECOND])]


@pytest.mark.parametrize(("name", "authors"), [("塗小晴", ["塗小晴"]), ("江州通訊社", []), ("新聞中心", [])])
def test_whom_linked_data_calls_a_person_is_an_author(name, authors):
    """A rare surname is none the worse there; an office is no person whatever the page says."""
    data = f'{{"@type":"NewsArticle","author":{{"@type":"Person","name":"{name}"}}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert read(f"<h1>面馆只卖一种面</h1><p>{FIRST}</p><p>{SECOND}</p>", head)[0][2] == authors


@pytest.mark.parametrize("byline", ["本报记者　周　晓　通讯员　孙立", "□ 本报记者 周晓 通讯员 孙立"])
def test_each_text_that_an_epaper_declares_is_an_article(byline):
    """Pre-title, title and sub-title above it are its headline in the order of the page, though none is a heading."""
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in ("开张二十年", "面馆只卖一种面", "老板说够了", byline))
    html = (
        "<table><tr><td>第03版：民生</td></tr><tr><td><a href=1>面馆只卖一种面</a></td></tr></table>"
        f"<div><table>{rows}</table><div><a>放大</a> <a>缩小</a></div>"
        f"<founder-content><p>　　{FIRST}</p></founder-content></div>"
        "<div><table><tr><td></td></tr><tr><td>旧衣柜捐出棉衣</td></tr></table>"
        f"<founder-content><p>　　本报讯（记者 米小江）{THIRD}</p></founder-content></div><div>下一篇</div>"
    )
    assert read(html, "<title>江州日报数字报-面馆只卖一种面</title>") == [
        ("article", "开张二十年 面馆只卖一种面 老板说够了", ["周晓", "孙立"], [FIRST]),
        ("article", "旧衣柜捐出棉衣", ["米小江"], [THIRD]),
    ]


def test_a_report_of_an_agency_with_its_editors_at_the_end():
    """A note on privacy above, the editors and a number at the end, and a note on rights below are no text."""
    html = (
        "<h1>南街老麵館重開</h1><div>2021/3/2 18:20</div><div>請同意我們的隱私權規範，才能啟用聽新聞的功能。</div>"
        f"<div><p>（中央社記者周曉芸青嵐縣2日電）{FIRST}</p><p>{SECOND}（編輯：林一鳴）1100302</p></div>"
        "<div>本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。</div>"
    )
    assert read(html) == [("article", "南街老麵館重開", ["周曉芸"], [FIRST, SECOND])]


def test_a_caption_above_the_text_that_an_epaper_declares_is_no_headline():
    """A photo stands between the byline and the text."""
    photo = "<table><tr><td><img src=1></td></tr><tr><td>图为新渡船靠岸。孙立 摄</td></tr></table>"
    html = (
        f"<div><h3>渡口添新船</h3><h2>票价不变</h2><p>本报记者 周晓</p>{photo}<founder-content><p>{FIRST}</p>"
        f"</founder-content></div><div><h3>南街换灯</h3><founder-content><p>{THIRD}</p></founder-content></div>"
    )
    assert sorted(read(html)) == [
        ("article", "南街换灯", [], [THIRD]),
        ("article", "渡口添新船 票价不变", ["周晓"], [FIRST]),
        ("caption", "", ["孙立"], ["图为新渡船靠岸。孙立 摄"]),
    ]


def test_cells_with_a_paragraph_each_are_one_row():
    """An editor of messages puts <p> into each cell; two paragraphs in a cell stay two."""
    table = (
        "<table><tr><td><p>岗位</p></td><td><p>人数</p></td></tr><tr><td><p>厨师</p></td><td><p>2</p></td></tr></table>"
    )
    html = f"<h1>面馆招人</h1><div><p>{FIRST}</p>{table}<p>{SECOND}</p></div>"
    assert read(html)[0][3] == [FIRST, "岗位 人数", "厨师 2", SECOND]
    page = f"<h1>面馆招人</h1><table><tr><td><p>{FIRST}</p><p>先到先得</p><p>{SECOND}</p></td></tr></table>"
    assert read(page)[0][3] == [FIRST, "先到先得", SECOND]


def test_captions_below_the_text_are_captions():
    """Pictures that stand right below the element of the text belong to its article."""
    photo = f"<div class=p><img src=a><br>{CAPTION}　何一舟攝</div>"
    text = f"<div id=t><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    html = f"<h1>一碗面卖了二十年</h1>{text}{photo}<div><a href=1>下一則</a></div>"
    assert read(html) == [
        ("article", "一碗面卖了二十年", [], [FIRST, SECOND, THIRD]),
        ("caption", "", ["何一舟"], [f"{CAPTION} 何一舟攝"]),
    ]


@pytest.mark.parametrize(
    "box",
    [
        "<div class=s>喜歡這篇文章嗎？<a>訂閱我們</a>，每週寄給您。</div>",
        "<div><a>#面館</a><a>#江州</a></div>",
        "<div>#面馆 #江州</div>",
        "<p>＊作者为江州文史馆馆员，著有散文多种。</p>",
        "<p>（作者系江州文史馆馆员）</p>",
        "<div class=x><a>臉書</a><a>轉寄</a></div>",
    ],
)
def test_boxes_below_the_text_are_left_out(box):
    """A box with a link, keywords, and a note on the author whom the byline names are no text."""
    html = f"<h1>一碗面卖了二十年</h1><div>作者：何一舟</div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{box}"
    assert read(html) == [("article", "一碗面卖了二十年", ["何一舟"], [FIRST, SECOND, THIRD])]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("2021-03-02 来源：江州晚报 记者：何一舟 通讯员：林知秋 浏览：12", ["何一舟", "林知秋"]),
        ("2021-03-02 来源：江州晚报 作者：何一舟 点击：1307次", ["何一舟"]),
        ("2021-03-02 编辑：汪小禾 记者：何一舟", ["何一舟"]),
    ],
)
def test_each_label_names_its_people(line, authors):
    """A label ends the names before it; editors are no authors."""
    assert read(f"<h1>一碗面卖了二十年</h1><div>{line}</div><p>{FIRST}</p><p>{SECOND}</p>")[0][2] == authors


@pytest.mark.parametrize("title", ["即時新聞", "上期回顧", "街坊都在讀", "本周人氣榜"])
def test_a_heading_over_links_belongs_to_them(title):
    """What it says does not matter: bold, and nothing but links below it."""
    links = "<p><a href=1>12:30 南街的老茶館換了掌櫃</a></p><p><a href=2>渡口添了新渡船</a></p>"
    html = f"<h1>面馆只卖一种面</h1><div><p>{FIRST}</p><p>{SECOND}</p><p><b>{title}</b></p>{links}</div>"
    assert read(html) == [("article", "面馆只卖一种面", [], [FIRST, SECOND])]


def test_who_wrote_a_text_may_stand_above_the_photo_at_its_end():
    """The line is a byline, and the photo's text a caption."""
    picture = f"<div><img src=a><br><span>{CAPTION}（南枫攝）</span></div>"
    html = f"<h1>面馆只卖一种面</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>記者：王小雨</p></div>{picture}"
    assert read(html) == [
        ("article", "面馆只卖一种面", ["王小雨"], [FIRST, SECOND]),
        ("caption", "", ["南枫"], [f"{CAPTION}（南枫攝）"]),
    ]


def test_the_photographer_in_a_caption_is_no_author():
    """A caption between the first paragraphs stays one though a reporter took the photo."""
    caption = f"{CAPTION}記者王小雨／攝影"
    picture = f"<figure><figcaption>{caption}</figcaption></figure>"
    html = f"<h1>面馆只卖一种面</h1><div><p>{FIRST}</p>{picture}<p>{SECOND}</p></div>"
    assert read(html) == [
        ("article", "面馆只卖一种面", [], [FIRST, SECOND]),
        ("caption", "", ["王小雨"], [caption]),
    ]
