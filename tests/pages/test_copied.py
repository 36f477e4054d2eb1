"""Web pages copied from a browser: what sites print around an article is left out, and its lines are marked."""

from __future__ import annotations

import pytest

from bot.pages.copied import read_copied
from bot.reader.page import read_page
from bot.records import Page

TEXT = (
    "青嵐鎮的老渡船昨天退役，新船能坐六十人，票價不變。\n\n"
    "船長何大田說，舊船開了三十年，沒有誤過一班。\n\n"
    "鎮公所表示，舊船會停在碼頭邊，給孩子們參觀。\n"
)
PARAGRAPHS = [
    "青嵐鎮的老渡船昨天退役，新船能坐六十人，票價不變。",
    "船長何大田說，舊船開了三十年，沒有誤過一班。",
    "鎮公所表示，舊船會停在碼頭邊，給孩子們參觀。",
]


def read(text):
    """Kind, headline, authors and paragraphs of each article, and the page."""
    page = read_copied(Page("a.txt", text, "utf-8"))
    return [(a.kind, a.headline, list(a.authors), list(a.paragraphs)) for a in read_page(page).articles], page


@pytest.mark.parametrize(
    "above",
    [
        "首頁 > 地方 > 青嵐\n青嵐老渡船退役　新船坐六十人\n2022-05-06 08:10　青嵐網　記者何一舟／青嵐報導\n",
        "港聞\n青嵐老渡船退役　新船坐六十人\n2022年05月06日(五)　記者 何一舟\n分享 收藏 列印\n",
        "生活＞交通\n\n青嵐老渡船退役　新船坐六十人\n2022/5/6 09:30 記者何一舟\nA- A A+\n\n",
    ],
)
@pytest.mark.parametrize(
    "below", ["\n延伸閱讀\n渡口的燈修好了\n", "\n上一篇：渡口的燈修好了\n", "\n#渡船 #青嵐\n", "\n"]
)
def test_a_copied_page_is_its_article(above, below):
    """The path, buttons and sizes of type above the text, and other stories and keywords below it, are no text."""
    articles, page = read(above + TEXT + below)
    assert articles == [("article", "青嵐老渡船退役 新船坐六十人", ["何一舟"], PARAGRAPHS)]
    assert page.date == "2022-05-06"


@pytest.mark.parametrize("edition", ["第A12版:城事/综合", "当前版:07版", "第05版：都市新闻"])
def test_a_page_of_a_paper_on_the_web_lists_its_headlines_above_the_article(edition):
    """The one that stands twice is the article's; the page, its buttons and the other headlines are no text."""
    listed = "渡口的灯修好了\n老渡船退役 新船坐六十人\n山路明年拓宽\n"
    above = (
        f"{edition}\n3上一版  下一版4\n{listed}新闻搜索:\n3上一期 版面导航\n下一篇4 2015年4月23日 放大 缩小 默认\n\n"
    )
    text = f"{above}老渡船退役 新船坐六十人\n\n青岚晚报记者 何一舟\n\n{TEXT}\n下一篇4\n关闭\n"
    assert read(text)[0] == [("article", "老渡船退役 新船坐六十人", ["何一舟"], PARAGRAPHS)]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("六十人同渡　票价不变", ""),
        ("", "六十人同渡　票价不变"),
        ("——青岚镇交通见闻", "何大田的三十年"),
        ("", ""),
    ],
)
def test_the_decks_that_touch_a_listed_headline_are_in_no_list_and_belong_to_it(above, below):
    """Lists of a page's articles have the headlines alone."""
    decks = "\n".join(filter(None, (above, "老渡船昨天退役", below)))
    text = (
        f"第02版：民生\n上一版 下一版\n渡口的灯修好了\n老渡船昨天退役\n上一篇 下一篇\n{decks}\n本报记者 何一舟\n{TEXT}"
    )
    headline = " ".join(decks.replace("　", " ").split("\n"))
    assert read(text)[0] == [("article", headline, ["何一舟"], PARAGRAPHS)]


def test_a_headline_right_below_the_list_is_alone():
    """What stands above it then are the headlines of other articles."""
    text = f"第02版：民生\n上一版 下一版\n老渡船昨天退役\n渡口的灯修好了\n老渡船昨天退役\n本报记者 何一舟\n{TEXT}"
    assert read(text)[0] == [("article", "老渡船昨天退役", ["何一舟"], PARAGRAPHS)]


SECOND = "　　本报讯（记者 林小满）青岚渡口的路灯昨晚全部修好，夜里赶船的人不用再打手电。\n　　镇上还添了十二盏。\n"


@pytest.mark.parametrize(
    "head",
    [
        "青岚晚报\n2022年5月6日 星期五\n上一版 下一版\n第02版：民生\n版面目录\n第01版：要闻\n第02版：民生\n",
        "当前版：第02版 民生\n2022-05-06\n上一版　下一版\n"
        "按日期查找　2022年5月\n日 一 二 三 四 五 六\n第01版 头版\n第02版 民生\n",
        "首页 | 往期 | 检索\n2022年05月06日\n第02版：民生\n上一期 下一期\n"
        "老渡船昨天退役\n渡口的灯修好了\n上一篇 下一篇\n放大 缩小 默认\n",
        "2022年5月6日\n第02版：民生\n标题导航\n老渡船昨天退役\n渡口的灯修好了\n3上一版 下一版4\n",
    ],
)
def test_a_page_of_a_paper_on_the_web_may_have_several_articles(head):
    """What leads to other pages and articles above them is no text, and tells the page's date and number."""
    first = "　　" + "\n　　".join(PARAGRAPHS)
    text = f"{head}\n老渡船昨天退役\n\n{first}\n\n渡口的灯修好了（图片新闻）\n\n{SECOND}\n返回顶部\n"
    articles, page = read(text)
    assert [(headline, paragraphs) for _, headline, _, paragraphs in articles] == [
        ("老渡船昨天退役", PARAGRAPHS),
        (
            "渡口的灯修好了（图片新闻）",
            ["青岚渡口的路灯昨晚全部修好，夜里赶船的人不用再打手电。", "镇上还添了十二盏。"],
        ),
    ]
    assert (page.date, page.number) == ("2022-05-06", "02")
    assert len(page.lines) == len(Page("a.txt", text, "utf-8").lines)


def test_a_headline_above_what_leads_to_other_pages_stays():
    """It is left out with nothing."""
    text = f"青岚老渡船昨天退役\n上一版 下一版\n{TEXT}"
    assert [headline for _, headline, _, _ in read(text)[0]] == ["青岚老渡船昨天退役"]


def test_each_line_stays_the_same_line():
    """Line numbers are those of the file."""
    text = "首頁 / 地方\n青嵐老渡船退役　新船坐六十人\n2022-05-06 08:10　記者何一舟\n" + TEXT
    page = read(text)[1]
    assert len(page.text.split("\n")) == len(text.split("\n"))
    assert page.text.split("\n")[1] == "# 青嵐老渡船退役　新船坐六十人"


def test_captions_stand_by_themselves():
    """A short paragraph that ends with who gave the photo is a caption, and so is what stands below the signature."""
    above = "首頁 > 地方\n青嵐老渡船退役　新船坐六十人\n2022/5/6 09:30\n"
    text = f"{above}{TEXT}記者　何一舟\n新船的甲板上擺滿了花。\n#渡船\n"
    assert read(text)[0] == [
        ("article", "青嵐老渡船退役 新船坐六十人", ["何一舟"], PARAGRAPHS),
        ("caption", "", [], ["新船的甲板上擺滿了花。"]),
    ]
    given = text.replace("\n\n船長", "\n\n舊船停在碼頭。（鎮公所提供）\n\n船長").replace("新船的甲板上擺滿了花。\n", "")
    assert ("caption", "", [], ["舊船停在碼頭。（鎮公所提供）"]) in read(given)[0]


@pytest.mark.parametrize(
    "text",
    [
        # the head and the foot of a printed page
        "A08\n教育\n2022年5月6日/星期五\n\n老渡船退役\n何一舟\n　　老渡船昨天退役，新船能坐六十人，票价不变。\n"
        "责任编辑：林知秋　版式：汪小禾\n",
        # two articles, each with its date
        f"首頁 > 地方\n老渡船退役了嗎\n2022-05-06 08:10\n{TEXT}\n渡口的燈修好了\n2022-05-07 08:10\n{TEXT}",
        "老渡船退役\n\n本报讯（记者　何一舟）老渡船昨天退役，新船能坐六十人，票价不变。\n",
    ],
)
def test_other_pages_stay_as_they_are(text):
    """What shows fewer signs of a site, or more than one article, is read as any plain text."""
    page = Page("a.txt", text, "utf-8")
    assert read_copied(page) is page
