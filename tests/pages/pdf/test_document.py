"""PDF files → pages, from the bytes to the articles."""

from __future__ import annotations

import random
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import MissingExtraError, PageError
from bot.pages.pdf.document import read_pdf
from bot.reader.page import read_page
from bot.records import Page
from tests.support.pdf import Sheet, random_page, wrapped
from tests.support.press.stories import load_stories

STORIES = [story for story in load_stories() if 200 <= sum(map(len, story.paragraphs)) <= 900]
TWO_DECKS = [
    story
    for story in STORIES
    if len(story.decks) > 1 and all(text.endswith(("。", "”")) and "www" not in text for text in story.paragraphs)
]


def bare(text):
    return "".join(text.split())


def only(data, file="a.pdf"):
    """The one page of a PDF."""
    (page,) = read_pdf(data, file)
    assert isinstance(page, Page), page
    return page


def two_stories():
    """Three columns; two stories one below the other, a vertical byline, a photo with its caption, the page's head."""
    first, second = TWO_DECKS[:2]
    sheet = Sheet()
    sheet.line(40, 30, "2022年8月17日 星期三", 8)
    sheet.line(280, 30, "综合新闻", 14)
    sheet.line(540, 30, "3版", 8)
    sheet.centred(40, 545, 75, first.decks[0], 16)
    sheet.centred(40, 545, 110, first.decks[-1], 26)
    sheet.stack(565, 150, "记者 王某某 李华")
    y = sheet.columns([40, 212, 384], 140, wrapped(first.paragraphs, 16))
    sheet.picture(384, y, 160, 60)
    sheet.column(384, y + 72, ["图为施工现场。 张三 摄"], 8, 10)
    sheet.centred(40, 545, y + 130, second.decks[-1], 24)
    sheet.columns([40, 212, 384], y + 160, wrapped(second.paragraphs, 16))
    return first, second, sheet


def test_a_page_of_columns_gives_its_stories():
    """Headlines have all decks, bodies go over three columns, the vertical byline and the caption are found."""
    first, second, sheet = two_stories()
    articles = read_page(only(sheet.data())).articles
    stories = [article for article in articles if article.kind == "article"]
    assert [bare(article.headline) for article in stories] == [bare("".join(first.decks)), bare(second.decks[-1])]
    assert [article.paragraphs for article in stories] == [tuple(first.paragraphs), tuple(second.paragraphs)]
    assert stories[0].authors == ("王某某", "李华")
    assert [article.authors for article in articles if article.kind == "caption"] == [("张三",)]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(degrees):
    """A page with a rotation gives the same text as one without."""
    _, _, sheet = two_stories()
    upright = only(sheet.data()).text
    turned = Sheet(size=(600, 600))
    turned.turn(degrees)
    turned._canvas.translate(300, 300)
    turned._canvas.rotate(degrees)
    turned._canvas.translate(-300, -300)
    turned.column(50, 100, wrapped(["公园的樱花本周末盛开，免费开放，市民可以乘坐公交车前往。"], 12))
    plain = Sheet(size=(600, 600))
    plain.column(50, 100, wrapped(["公园的樱花本周末盛开，免费开放，市民可以乘坐公交车前往。"], 12))
    assert only(turned.data()).text == only(plain.data()).text
    assert "#" in upright


def test_pages_of_newspapers_come_back_whole():
    """On random pages 95 % of the stories have their text in one piece and in order, and 80 % are read exactly."""
    rng = random.Random(7)
    total = in_order = whole = 0
    for _ in range(10):
        data, printed = random_page(STORIES, rng)
        page = only(data)
        text = bare(page.text).replace("图为活动现场。王伟摄", "")
        articles = {(bare(article.headline), bare("".join(article.paragraphs))) for article in read_page(page).articles}
        for story in printed:
            total += 1
            in_order += bare(story.body) in text
            whole += (bare(story.headline), bare(story.body)) in articles
    assert total > 40
    assert in_order >= 0.95 * total
    assert whole >= 0.8 * total


def test_letter_spaced_headlines_and_words_are_one():
    """A headline with spaces between its characters is one line without them; Latin words keep their spaces."""
    sheet = Sheet()
    sheet.line(40, 100, "湖州日报头条", 24, spread=20)
    y = sheet.column(40, 140, wrapped(["公园的樱花本周末盛开，免费开放，市民可以乘坐公交车前往，请勿折枝。" * 3], 20))
    sheet.line(40, y, "详见 Hangzhou West Lake 官网。")
    text = only(sheet.data()).text
    assert text.startswith("# 湖州日报头条\n")
    assert "Hangzhou West Lake" in text


def test_two_headlines_side_by_side_are_two():
    """They have the same height and size, and the gutter between their columns tells them apart."""
    sheet = Sheet()
    for x, headline, text in (
        (40, "城东小区明天停水", "因管道改造，城东小区停水。"),
        (216, "公园樱花本周开放", "人民公园的樱花开了。"),
    ):
        sheet.line(x, 100, headline, 20)
        sheet.column(x, 130, wrapped([text * 4, text * 3], 16))
    text = only(sheet.data()).text
    assert text.index("# 城东小区明天停水\n") < text.index("城东小区停水。") < text.index("# 公园樱花本周开放\n")


def test_a_subheading_gets_no_mark():
    """Small display type between two complete paragraphs of a column begins no story."""
    sheet = Sheet()
    sheet.line(40, 100, "全市医保新政策发布", 36)
    y = sheet.column(40, 130, wrapped(["公园的樱花本周末盛开，免费开放，市民可以乘坐公交车前往。"] * 3, 20))
    sheet.line(40, y + 6, "缓缴到年底", 13)
    sheet.column(40, y + 24, wrapped(["公园的樱花本周末盛开，免费开放，市民可以乘坐公交车前往。"] * 3, 20))
    text = only(sheet.data()).text
    assert "# 全市医保新政策发布\n" in text
    assert "\n\n缓缴到年底\n\n" in text


def test_the_pages_of_a_file_are_numbered():
    """They are `a.pdf#1`, `a.pdf#2` and so on; one error names all pages without text."""
    sheet = Sheet()
    sheet.line(40, 100, "第一页的文字在这里")
    sheet.new_page()
    sheet.picture(0, 0, 100, 100)
    sheet.new_page()
    sheet.line(40, 100, "第三页的文字在这里")
    pages = list(read_pdf(sheet.data(), "a.pdf"))
    assert [getattr(page, "file", "") for page in pages] == ["a.pdf#1", "a.pdf#3", "a.pdf"]
    assert str(pages[2]) == "a.pdf: no text on page 2 of 3, only pictures; skipped"


def scan():
    sheet = Sheet()
    sheet.picture(0, 0, 600, 800)
    return sheet.data()


def locked():
    sheet = Sheet(password="geheim")
    sheet.line(40, 100, "文字")
    return sheet.data()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (scan(), "only pictures"),
        (locked(), "password"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (scan()[:300], "damaged"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_one_error(data, reason):
    """A scan, a file with a password and a damaged file give one error each, with the reason."""
    try:
        (error,) = read_pdf(data, "a.pdf")
    except PageError as raised:
        error = raised
    assert isinstance(error, PageError)
    assert str(error).startswith("a.pdf: ")
    assert reason in str(error)


def test_the_missing_extra_is_named(monkeypatch):
    """Without pypdfium2 the error names the extra that installs it."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError, match=r"\[pdf\]"):
        list(read_pdf(b"%PDF-1.7", "a.pdf"))


WHOLE = two_stories()[2].data()


@given(st.data())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_a_damaged_pdf_is_pages_or_page_errors(data):
    """Whichever of its bytes were overwritten or cut off."""
    pdf = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(0, 30))):
        pdf[data.draw(st.integers(0, len(pdf) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(pdf) // 2, len(pdf)) | st.just(len(pdf)))
    try:
        found = list(read_pdf(bytes(pdf[:cut]), "a.pdf"))
    except PageError:
        return
    assert all(isinstance(one, (Page, PageError)) for one in found)
