"""A whole page: its articles, and every character in one part."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.corpus.passages import build_passages
from bot.reader.page import read_page
from bot.records import Page
from tests.support.hostile import SHAPES
from tests.support.pages import read_pages
from tests.support.press.strategies import pages as pressed_pages
from tests.support.reading import read_text

BRIDGE = "跨江新桥今天通车，全长两公里，从城东到城西只要五分钟。建设者用了三年时间。"
LAMPS = "元宵花灯会昨晚开幕，两千盏花灯沿河点亮，市民扶老携幼前来看灯。灯会到月底结束。"


def test_an_empty_page_has_no_articles() -> None:
    """Nothing, white space and furniture give no article."""
    assert [read_text(text) for text in ("", " \n　\n", "A03\n")] == [[], [], []]


@pytest.mark.parametrize("text", ["#", "##", "　　#", "# \n#"])
def test_a_mark_of_a_headline_over_nothing_is_text(text):
    """It marks no headline, and a page of such marks is read."""
    assert {line for article in read_text(text) for line in article.paragraphs} == {text.split()[0]}


@pytest.mark.parametrize("space", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize("head", ["", "江州日报\n2023年5月18日 第3版\n\n"])
def test_a_headline_below_the_only_story_of_a_page_is_its_own(head, space) -> None:
    """Whatever space is between them; where the story has one above, what stands below is none of its headline."""
    story = f"　　{BRIDGE}\n　　市政部门说，新桥将于下月开通公交，票价两元。"
    (article,) = read_text(f"{head}{story}{space}跨江新桥今天通车\n")
    assert (article.headline, len(article.paragraphs)) == ("跨江新桥今天通车", 2)
    (article,) = read_text(f"{head}新桥通了\n\n{story}{space}跨江新桥今天通车\n")
    assert article.headline == "新桥通了"


def test_two_stories_with_their_authors() -> None:
    """Each story has its own headline, authors, text and lines."""
    page = f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n花灯亮起来\n记者 李 华\n\n{LAMPS}\n"
    assert [(one.headline, one.authors, one.paragraphs, one.lines) for one in read_text(page)] == [
        ("跨江新桥通车", ("王小雨",), (BRIDGE,), (1, 4)),
        ("花灯亮起来", ("李华",), (LAMPS,), (6, 9)),
    ]


def test_a_story_with_a_byline_of_its_own_is_not_the_signed_one_above() -> None:
    """A text under a headline that closes with names is a new story, if the one above was signed."""
    page = f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n元宵花灯亮起来\n\n{LAMPS}（李晓明）\n"
    assert [(one.headline, one.authors) for one in read_text(page)] == [
        ("跨江新桥通车", ("王小雨",)),
        ("元宵花灯亮起来", ("李晓明",)),
    ]


def test_a_pull_quote_is_in_no_article() -> None:
    """Words of the body in large type are neither headline nor paragraph."""
    page = (
        f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n建设者用了三年时间\n\n大桥的夜景灯光也同时点亮，引来许多市民拍照。\n"
    )
    (article,) = read_text(page)
    assert "".join(article.paragraphs) == f"{BRIDGE}大桥的夜景灯光也同时点亮，引来许多市民拍照。"


def test_a_story_from_another_page_is_a_fragment() -> None:
    """（上接第1版） makes a fragment of the story below."""
    (article,) = read_text(f"（上接第1版）\n\n{BRIDGE}\n")
    assert (article.kind, article.headline) == ("fragment", "")


@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_headline_repeated_with_the_jump_mark_behind_it_heads_a_fragment(indent: str) -> None:
    """《跨江新桥通车》（上接第1版）: the mark is no part of the headline, with indented paragraphs and without."""
    parts = f"《跨江新桥通车》（上接第1版）\n{indent}{BRIDGE}\n《路灯亮了》上接1版\n{indent}{LAMPS}\n"
    assert [(article.kind, article.headline) for article in read_text(parts)] == [
        ("fragment", "《跨江新桥通车》"),
        ("fragment", "《路灯亮了》"),
    ]


def test_the_torn_off_end_goes_back_to_its_place() -> None:
    """The last characters of a story, printed at its top, stand at its end again."""
    (article,) = read_text(f"跨江新桥通车\n记者 王小雨\n\n时间。\n\n{BRIDGE[:-3]}\n")
    assert article.paragraphs == (BRIDGE,)


def test_a_page_of_display_type_alone_is_a_notice():
    """One line is a text; of several the first is the headline. Nothing that was printed stays unread."""
    assert [(a.headline, a.paragraphs) for a in read_text("周四晚上停电")] == [("", ("周四晚上停电",))]
    assert [(a.headline, a.paragraphs) for a in read_text("停水通知\n5月3日停水\n")] == [("停水通知", ("5月3日停水",))]


def test_a_torn_end_above_a_leadin_begins_no_story_of_its_own() -> None:
    """The last characters of a story, printed above its 本报讯, go back to its end."""
    page = f"跨江新桥通车\n\n米多高。\n\n本报讯（记者 王小雨） {BRIDGE}桥塔有一百二十\n"
    (article,) = read_text(page)
    assert "".join(article.paragraphs) == f"{BRIDGE}桥塔有一百二十米多高。"


def test_a_summary_between_headline_and_byline_belongs_to_its_story() -> None:
    """核心提示 and one paragraph may stand above 本报记者, whose names stand on the next line."""
    page = f"跨江新桥通车\n\n核心提示\n{BRIDGE}\n\n本报记者\n王小雨 李晓明\n\n{LAMPS}\n{BRIDGE}\n"
    (article,) = read_text(page)
    assert (article.headline, article.authors) == ("跨江新桥通车", ("王小雨", "李晓明"))
    assert "".join(article.paragraphs) == f"{BRIDGE}{LAMPS}{BRIDGE}"


def test_a_guide_to_other_pages_is_in_no_article() -> None:
    """导读 and the rows under it that end with a page's number belong to the page."""
    page = f"导读\n花灯亮起来 详见3版\n渔港醒得早……5版\n\n跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n"
    (article,) = read_text(page)
    assert (article.headline, "".join(article.paragraphs)) == ("跨江新桥通车", BRIDGE)


# Pages take a while to press; the number of examples keeps the suite quick, the fuzzer runs for longer.
slowly = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def visible(character):
    """Whether a reader sees the character: no white space, no control, format or private-use character."""
    return not character.isspace() and unicodedata.category(character)[0] != "C"


def check(page, **options):
    """The facts that hold for every page."""
    reading = read_page(page, **options)
    seen = [0] * len(page.text)
    for part in reading.parts:
        line = page.lines[part.line - 1]
        assert line.start <= part.span.start < part.span.end <= line.end
        # furniture is of a kind that has a name, so that no prose is lost among it
        assert (part.kind is None) == (part.article is not None)
        for at in range(part.span.start, part.span.end):
            seen[at] += 1
    assert all(seen[at] == 1 for at, character in enumerate(page.text) if visible(character))
    assert max(seen, default=0) <= 1
    for article in reading.articles:
        passages = list(build_passages(article).values())
        texts = list(zip(article.paragraphs, article.layout, strict=True))
        texts += [(passage.text, passage.pieces) for passage in passages]
        for text, pieces in texts:
            assert "".join(page.text[piece.span.start : piece.span.end] for piece in pieces) == text
            assert text.strip()
        assert all(len(passage.text) <= 350 for passage in passages)
        assert article.lines is not None
        assert 1 <= article.lines[0] <= article.lines[1] <= len(page.lines)


@given(pressed_pages())
@slowly
def test_every_character_of_a_pressed_page_is_one_thing(pressed):
    """On pages of any style, every visible character is in one part, and every text is made of pieces of the page."""
    check(Page("page.txt", pressed.text))


LONG = f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n花灯亮起来\n记者 李 华\n\n{LAMPS}\n\n\n" * 500


def test_a_page_with_too_many_lines_is_read_in_pieces():
    """Each piece ends where the page has most space, so that no story is cut, and nothing is lost."""
    page = Page("page.txt", LONG)
    reading = read_page(page)
    assert reading.pieces > 1
    assert [article.paragraphs for article in reading.articles] == [(BRIDGE,), (LAMPS,)] * 500
    check(page)
    assert read_page(Page("page.txt", LONG[: len(LONG) // 5])).pieces == 1


def test_a_page_that_takes_too_long_is_read_in_pieces():
    """Each piece ends where the page has most space, so that no story is cut, and nothing is lost."""
    page = Page("page.txt", LONG[: len(LONG) // 5])
    reading = read_page(page, seconds=0.0)
    assert reading.slow and reading.pieces > 1
    assert reading.articles == read_page(page).articles
    assert not read_page(page).slow
    check(page, seconds=0.0)


def test_a_short_page_is_read_to_its_end_whatever_time_it_takes():
    """A page that has fewer lines than any piece is one piece."""
    page = Page("page.txt", LONG[: len(LONG) // 100])
    at_once, at_leisure = read_page(page, seconds=0.0), read_page(page)
    assert at_once == at_leisure
    # which are no part of what is compared, because they are found when they are asked for
    assert at_once.parts == at_leisure.parts


def test_marked_lines_need_no_pieces():
    """Where each headline is marked, a page may be as long as it likes."""
    assert read_page(Page("page.md", "# 花灯亮起来\n\n灯会昨晚开幕。\n\n" * 2000, marked=True)).pieces == 1


@pytest.mark.parametrize("name", SHAPES)
def test_every_character_of_a_hostile_page_is_one_thing(name, tmp_path):
    """Nothing is lost of a page that no newspaper prints."""
    path = tmp_path / f"page{SHAPES[name].suffix}"
    path.write_text(SHAPES[name].make(20_000), encoding="utf-8")
    for page in read_pages([path]):
        if isinstance(page, Page):
            check(page)


CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们，。、；：！？“”（）《》—…·　 \n\r\f\u200b\ue000"
PHRASES = [
    *(
        "本报讯",
        "（记者 李华）",
        "记者 张三",
        "张三 摄",
        "（下转第3版）",
        "▲（上接第1版）",
        "# ",
        "图为",
        "责任编辑：李四",
    ),
    *("2023年5月18日 星期四", "A03 要闻", "\n\n", "\n　　", "12.5%", "www.abc.cn", "ＡＰＰ", "🙂", "𠮷"),
]
NEWSPRINT = st.sampled_from([*CHARACTERS, *PHRASES])


@given(st.lists(NEWSPRINT, max_size=80).map("".join))
@settings(max_examples=150)
def test_every_character_of_any_text_is_one_thing(text):
    """The same for scraps of newsprint in any order, with marks or without: no exception, nothing lost."""
    check(Page("page.txt", text))
    check(Page("page.md", text, marked=True))


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_any_text_can_be_read(text):
    """The same for any text at all."""
    check(Page("page.txt", text))


def test_reading_is_the_same_every_time():
    """The articles of a page depend on nothing but the page."""
    text = "城东停水\n\n本报讯（记者 李华）5月3日城东停水。\n"
    assert read_text(text) == read_text(text)


def test_two_processes_read_a_page_alike():
    """Sets of words come in another order in each process; what is told of a page does not."""
    program = (
        "from tests.support.reading import read_text\n"
        "from tests.support.press.report import press_pages\n"
        "print([read_text(page.text, name) for name, page in press_pages(20, 3)])"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert told[0] == told[1]


def test_a_kicker_of_four_characters_that_is_marked_as_the_headline_stays():
    """A mark says that it belongs to the headline, though the text has none of its words; a section's name goes."""
    text = "# 商团昨起夜巡各街\n\n　　商会昨天召集董事会议，决定由警察分班夜巡，自初更起至天明止，各街栅门照常关闭。\n"
    assert [article.headline for article in read_text(f"# 冬防开始\n{text}")] == ["冬防开始 商团昨起夜巡各街"]
    assert [article.headline for article in read_text(f"# 社会新闻\n{text}")] == ["商团昨起夜巡各街"]
