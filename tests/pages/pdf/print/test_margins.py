"""What a browser prints around a page."""

import pytest

from bot.pages.pdf.document import read_pdf
from bot.records import Page
from tests.support.pdf import Sheet

STORY = "本报讯（记者冯山）景区管委会昨天宣布，元旦三天景区免门票，观光车照常收费。"


def read(*around):
    """The text of a page with a headline and a story, and with small lines around them, at (x, y) from the top."""
    sheet = Sheet()
    sheet.line(50, 80, "景区元旦免门票", 24)
    sheet.line(50, 120, STORY, 12)
    for x, y, text in around:
        sheet.line(x, y, text, 8)
    (page,) = read_pdf(sheet.data(), "page.pdf")
    assert isinstance(page, Page)
    return page.text


@pytest.mark.parametrize(
    "around",
    [
        (
            (24, 20, "11/28/26, 12:13 AM"),
            (300, 20, "景区元旦免门票 - 龙山网"),
            (24, 785, "https://www.a.cn/2025/0101/c1-2.html"),
            (570, 785, "1/2"),
        ),
        ((24, 20, "2026/11/28 上午9:05"), (24, 785, "file:///D:/报/a.html"), (560, 785, "1/1")),
        ((24, 785, "https://www.a.cn/2025/0101/content_12345678901234567890123456789012345678901234567890.htm 1/1"),),
    ],
)
def test_what_a_browser_prints_around_a_page_is_no_text(around):
    """The day, the title, the address and the number go, however long the address is."""
    assert read(*around) == read()


@pytest.mark.parametrize("text", ["第2版 要闻", "2026/11/28 星期六", "网址 https://www.a.cn 欢迎投稿"])
def test_other_lines_at_the_edge_stay(text):
    """The name of a section, the day of a newspaper, a sentence with an address."""
    assert text.replace(" ", "") in read((24, 20, text)).replace(" ", "")


@pytest.mark.parametrize(
    "around", [(300, 785, "3"), (300, 20, "12"), (290, 785, "- 3 -"), (290, 785, "第 3 页"), (290, 785, "3/8")]
)
def test_the_number_of_the_page_alone_at_an_edge_is_no_text(around):
    assert read(around) == read()


@pytest.mark.parametrize("around", [[(50, 135, "3")], [(300, 785, "2025")], [(50, 785, "3"), (500, 785, "要闻")]])
def test_other_numbers_at_an_edge_stay(around):
    """One right below the text, a year, and one that stands beside the name of a section."""
    number = around[0][2]
    assert number in read(*around).split()
