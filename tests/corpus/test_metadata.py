"""Where a page comes from: pages.toml, furniture, file names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.metadata import NO_METADATA, Metadata, add_metadata, read_file_name, read_metadata
from bot.records import Page
from tests.support.reading import read_text

# Body text with a date in a sentence, long enough to keep the page's top and foot apart.
BODY = "　　近日，我市医保局发布通知，2021年3月4日起，\n符合条件的企业可以申请缓缴，最迟年底补缴到位。\n" * 15


def metadata(text, file="p.txt", written=NO_METADATA):
    return read_metadata(Page(file, text), written)


@pytest.mark.parametrize(
    ("name", "newspaper", "date", "page"),
    [
        ("2023-05-18.txt", None, "2023-05-18", None),
        ("20230518.txt", None, "2023-05-18", None),
        ("2023年5月18日.txt", None, "2023-05-18", None),
        ("永康日报_2022-08-17_A03.txt", "永康日报", "2022-08-17", "A03"),
        ("hzrb_20230518_03.txt", None, "2023-05-18", "03"),
        ("hzrb20230518A03.txt", None, "2023-05-18", "A03"),
        ("2023-05/18/A03.txt", None, "2023-05-18", "A03"),
        ("杭州日报/2023/05/18/03版.txt", "杭州日报", "2023-05-18", "03"),
        ("杭州日报 2023-05-18 第3版.md", "杭州日报", "2023-05-18", "3"),
        ("2023.05.18/front.txt", None, "2023-05-18", None),
        ("A03.txt", None, None, "A03"),
        # no such day, a checksum, a time stamp, plain numbers: nothing is known
        ("2023-02-30.txt", None, None, None),
        ("000_5743c7f409b0051a.txt", None, None, None),
        ("20190512123456.txt", None, None, None),
        ("3.txt", None, None, None),
        ("a1.txt", None, None, None),
    ],
)
def test_file_names_are_read(name, newspaper, date, page):
    """Valid dates, newspaper names and page numbers are found; other digits are ignored."""
    assert read_file_name(name) == Metadata(newspaper, date, page)


@pytest.mark.parametrize(
    ("top", "newspaper", "date", "page"),
    [
        ("2023年5月18日 星期四\nA03 要 闻\n赣江晚报\nwww.gjwb.com\n", "赣江晚报", "2023-05-18", "A03"),
        ("03 要闻\n星期四 2023年5月18日\n赣江晚报 www.gjwb.com\n", "赣江晚报", "2023-05-18", "03"),
        ("2023.5.18 星期四\n03\n要闻\n蜀南日报\n", "蜀南日报", "2023-05-18", "03"),
        ("第3版\n要闻\n2023-05-18　星期四\n责任编辑：李华\n", None, "2023-05-18", "3"),
        ("二〇二三年五月十八日 星期四\n第三版\n永 康 日 报\n", "永康日报", "2023-05-18", "3"),
        ("２０２３年５月１８日　星期四　Ａ０３\n", None, "2023-05-18", "A03"),
        ("第A03版：要闻\n永康日报 2023年05月18日 星期四 农历三月廿九\n", "永康日报", "2023-05-18", "A03"),
        ("2023年\n5月18日\n星期四\n", None, "2023-05-18", None),
        # no year; no such day; an index of other pages; an address is no name
        ("5月18日 星期四\n", None, None, None),
        ("2023年2月30日 星期四\n", None, None, None),
        ("02版 要闻\n03版 民生\n", None, None, None),
        ("www.yongkangribao.com\n", None, None, None),
    ],
)
def test_the_masthead_at_the_top_is_read(top, newspaper, date, page):
    """Date line, page number and the newspaper's name count when nothing else stands on their line."""
    assert metadata(top + "\n" + BODY) == Metadata(newspaper, date, page)


def test_the_masthead_at_the_foot_is_read():
    """The last lines of a page may hold its name and date."""
    text = BODY + "责编/李华 美编/王芳\n新闻热线：0791-86849110\n赣江晚报 2023年5月18日\n"
    assert metadata(text) == Metadata("赣江晚报", "2023-05-18", None)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        # a notice with its date, by whoever signed it
        BODY + "某某市人民政府\n2023年5月18日\n",
        "本报5月27日讯 记者从市水务局获悉，今年汛期已经开始。\n" + BODY,
        "（上接第1版）\n" + BODY + "（下转第3版）\n",
    ],
)
def test_the_text_of_a_story_gives_no_metadata(text):
    """Dates in sentences, under notices or without a year, and page numbers in jump lines are ignored."""
    assert metadata(text) == NO_METADATA


def test_each_fact_comes_from_the_most_reliable_source():
    """pages.toml takes precedence over the masthead, and the masthead over the file name."""
    text = "2023年5月18日 星期四\n" + BODY
    file = "永康日报_2020-01-01_A03.txt"
    assert metadata(text, file) == Metadata("永康日报", "2023-05-18", "A03")
    assert metadata(text, file, Metadata(page="7")) == Metadata("永康日报", "2023-05-18", "7")


def test_a_number_alone_at_the_edge_counts_less_than_the_file_name():
    """It may be cut off a sentence."""
    assert metadata("5\n某某某某某某某某某某某题目\n" + BODY).page == "5"
    assert metadata("5\n某某某某某某某某某某某题目\n" + BODY, "20230518_03.txt").page == "03"


@given(st.text(max_size=400), st.text(max_size=40))
def test_any_text_and_any_name_can_be_read(text, name):
    """Nothing raises, and a date has ten characters."""
    found = metadata(text, name or "p")
    assert found.date is None or len(found.date) == 10


def test_metadata_is_added_to_every_article():
    """Its source has newspaper, date and page number."""
    articles = add_metadata(
        read_text("城东停水通知\n\n5月3日城东小区停水，6日恢复供水。\n"), Metadata("永康日报", "2023-05-18", "3")
    )
    assert [(source.newspaper, source.date, source.page) for source in articles[0].sources] == [
        ("永康日报", "2023-05-18", "3")
    ]
