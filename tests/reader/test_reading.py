"""What the reader makes of any page: nothing is lost, nothing is told twice, every piece stands where it says."""

import os
import subprocess
import sys
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.corpus.passages import build_passages
from bot.reader.page import read_page
from bot.records import Page
from tests.support.press.strategies import pages as pressed_pages
from tests.support.reading import read_text

# Pages take a while to press; the number of examples keeps the suite quick, the fuzzer runs for longer.
slowly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def visible(character):
    """Whether a reader sees the character: no white space, no control, format or private-use character."""
    return not character.isspace() and unicodedata.category(character)[0] != "C"


def check(page):
    """The facts that hold for every page."""
    reading = read_page(page)
    seen = [0] * len(page.text)
    for part in reading.parts:
        line = page.lines[part.line - 1]
        assert line.start <= part.span.start < part.span.end <= line.end
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
@settings(max_examples=150, deadline=None)
def test_every_character_of_any_text_is_one_thing(text):
    """The same for scraps of newsprint in any order: no exception, nothing lost."""
    check(Page("page.txt", text))


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
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
