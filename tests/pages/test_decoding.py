"""Bytes → text, whatever the encoding and in spite of a few broken bytes."""

from __future__ import annotations

import contextlib
import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from bot.errors import PageError
from bot.pages.decoding import decode
from bot.records import Page
from tests.support.press.stories import load_stories

TEXT = (
    "本报讯（记者 李华）　近日，我市医疗保障局发布通知，对符合条件的企业实施阶段性缓缴政策，最迟于年底前补缴到位。\n"
    * 3
)
PARAGRAPHS = [paragraph for story in load_stories() for paragraph in story.paragraphs if len(paragraph) >= 60]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_page_is_read_in_the_encodings_that_papers_use(encoding):
    """Decoding gives the text that was encoded, without the byte-order mark."""
    assert decode(TEXT.encode(encoding), "p.txt").text == TEXT


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs"])
def test_a_page_in_big5_is_read(codec):
    """Pages in Traditional Chinese from Taiwan or Hong Kong."""
    text = (
        "本報訊（記者 李華）近日，我市醫療保障局發佈通知，對符合條件的企業實施階段性緩繳政策，最遲於年底前補繳到位。\n"
        * 3
    )
    assert decode(text.encode(codec), "p.txt").text == text


@pytest.mark.parametrize("before", [0, 50_000])
def test_hong_kongs_own_characters_are_read(before):
    """嘅, 咗, 喺 are only in Big5-HKSCS; the first of them may come after 50,000 other characters."""
    text = "本報訊，香港特區政府昨日公布新安排。\n" * (before // 17) + "佢哋喺旺角搵到嘅舖位，已經租咗畀街坊。\n"
    assert decode(text.encode("big5hkscs"), "p.txt").text == text


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("length", [20, 30, 60])
def test_a_short_page_is_read_without_any_mark(encoding, length):
    """Any twenty characters of a story are enough to find the encoding."""
    random = Random(f"{encoding}/{length}")
    convert = OpenCC("s2hk").convert if encoding == "big5hkscs" else str
    for paragraph in random.sample(PARAGRAPHS, 200):
        start = random.randrange(len(paragraph) - length + 1)
        data = convert(paragraph[start : start + length]).encode(encoding, "ignore")
        assert decode(data, "p.txt").text == data.decode(encoding)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n", "\f", "\v"])
def test_white_space_stays_as_it_is(line_end):
    """Line ends and form feeds of any kind are kept."""
    text = TEXT.replace("\n", line_end)
    assert decode(text.encode(), "p.txt").text == text
    assert decode(text.encode("gbk"), "p.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "big5hkscs", "utf-16-le", "utf-16"])
@pytest.mark.parametrize("broken", [b"\xff", b"\x80", b" ", b"\x00"])
def test_one_broken_byte_costs_two_characters(encoding, broken):
    """The page is read, and loses at most three characters nine times in ten, and never more than eight."""
    text = TEXT if encoding != "big5hkscs" else OpenCC("s2hk").convert(TEXT)
    data = text.encode(encoding)
    lost = []
    for at in range(4, len(data), 7):
        read = decode(data[:at] + broken + data[at + 1 :], "p.txt").text
        same = _common(text, read) + _common(text[::-1], read[::-1])
        lost.append(len(text) - same)
    # a broken UTF-8 character leaves up to three signs, and next to rare characters the place is not always seen
    assert sum(characters <= 3 for characters in lost) >= 0.9 * len(lost)
    assert max(lost) <= 8


def test_a_byte_lost_at_the_beginning_of_a_long_line_garbles_no_more_than_its_place():
    """Plain decoding would shift the pairs of bytes in the whole line, and the page would look like none in GBK."""
    line = "".join(character for character in TEXT if character >= "\x80")
    data = line.encode("gbk")
    read = decode(data[:3] + data[4:], "p.txt")
    assert read.encoding == "gb18030"
    assert read.text.endswith(line[3:])


def _common(left, right):
    """The number of characters that two texts share at the beginning."""
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def test_a_nul_in_a_page_costs_nothing():
    """A page with one NUL is no binary file, and the text around it is complete."""
    data = TEXT.encode() + b"\x00" + TEXT.encode()
    assert decode(data, "p.txt").text == TEXT + "\x00" + TEXT


def test_characters_that_the_page_lost_itself_are_no_damage():
    """U+FFFD in valid UTF-8 is text like any other: the page lost those characters before it was saved."""
    text = "本报讯\ufffd日前\ufffd我市\ufffd\n" * 5
    assert decode(text.encode(), "p.txt").text == text


def test_what_a_page_says_of_its_encoding_does_not_decide():
    """Pages saved by a browser are in UTF-8 and still declare gb2312; the declaration decides for very short pages."""
    assert decode(TEXT.encode(), "p.html", "gb2312").text == TEXT
    assert decode(TEXT.encode("gbk"), "p.html", "utf-8").text == TEXT
    assert decode("快讯".encode("gbk"), "p.html", "GB2312").text == "快讯"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        ("\ufeff".encode(), "empty"),
        (b"\xff\xfe", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary"),
        (b"text\x00text", "binary"),
        (b"\x00" * 100, "binary"),
        (b"\xff\xfeA", "damaged"),
        (Random(7).randbytes(20_000), "binary"),
        (TEXT.encode()[:60] + Random(7).randbytes(9), "damaged|binary"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data, reason):
    """Empty, binary and damaged files are page errors that name the file."""
    with pytest.raises(PageError, match=reason) as caught:
        decode(data, "p.txt")
    assert str(caught.value).startswith("p.txt: ")


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("gb18030", "replace")))
@settings(max_examples=300)
def test_any_bytes_are_a_page_or_a_page_error(data):
    """No other exception is raised, and a page is never empty."""
    try:
        page = decode(data, "p.txt")
    except PageError:
        return
    assert isinstance(page, Page)
    assert page.text.strip()


@given(st.sampled_from(PARAGRAPHS), st.data())
@settings(max_examples=200)
def test_a_damaged_page_is_a_page_or_a_page_error(paragraph, data):
    """Whichever bytes of a page were overwritten or cut off."""
    encoding = data.draw(st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16"]))
    page = bytearray(paragraph.encode(encoding))
    for _ in range(data.draw(st.integers(0, 4))):
        page[data.draw(st.integers(0, len(page) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(PageError):
        assert decode(bytes(page[data.draw(st.integers(0, 3)) :]), "p.txt").text


def test_utf_8_is_read_at_the_speed_of_memory():
    """8 MB take some hundredths of a second; a third of a second allows for a slow machine."""
    data = ("".join(PARAGRAPHS).encode() * 1000)[: 8 * 1024 * 1024 // 3 * 3].decode("utf-8", "ignore").encode()
    start = time.process_time()
    decode(data, "p.txt")
    assert time.process_time() - start < 0.35
