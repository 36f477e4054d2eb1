"""Lines of Chinese text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.line_breaks import MEASURE, break_lines, count_columns
from bot.records import Span

NEVER_FIRST = "，。：、；！？）」』》”"
NEVER_LAST = "（「『《“"


def lines(text, columns):
    return [text[span.start : span.end] for span in break_lines(text, columns)]


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("城东小区停水三天", 8, ["城东小区", "停水三天"]),
        # the mark does not fit, and takes its character along
        ("城东小区，停水三天。", 8, ["城东小", "区，停水", "三天。"]),
        # the opening mark goes with what follows; closing marks stay together
        ("供水公司（热线）", 10, ["供水公司", "（热线）"]),
        ("他说：“停水。”她问：“哪天？”", 16, ["他说：“停水。”她", "问：“哪天？”"]),
        # numbers and Latin words are whole
        ("停水影响居民1200户", 15, ["停水影响居民", "1200户"]),
        ("自2022-08-17起降3.5%，", 11, ["自", "2022-08-17", "起降3.5%，"]),
        ("用COVID-19疫苗", 8, ["用", "COVID-19", "疫苗"]),
        ("打baowen --plain", 13, ["打baowen", "--plain"]),
        ("２０２２年１２月底前", 10, ["２０２２年", "１２月底前"]),
        # a line ends at a space and the next begins without it
        ("记者 李华 通讯员 王五", 10, ["记者 李华", "通讯员 王", "五"]),
        # a dash and an ellipsis are one mark
        ("他走了——永远", 5, ["他走", "了——", "永远"]),
        # nor is a range, or an ordinal with what it counts, or a mark behind a space
        ("见本版第34—48行", 12, ["见本版", "第34—48行"]),
        ("共有34—48人", 8, ["共有", "34—48人"]),
        ("on lines 34–48", 10, ["on lines", "34–48"]),
        ("《停水通知》 · 文：李华", 12, ["《停水通", "知》 · 文：", "李华"]),
        # what is longer than a line is divided anywhere
        ("见www.example.com/abc", 8, ["见", "www.exam", "ple.com/", "abc"]),
        ("", 8, []),
        ("　", 8, []),
    ],
)
def test_lines_break_where_a_printer_breaks_them(text, columns, expected):
    """Between characters and at spaces; not before closing marks, after opening ones, or within a word."""
    assert lines(text, columns) == expected


def test_what_is_to_stay_whole_goes_to_the_next_line_unless_it_is_longer_than_a_line():
    """Names of people, say; the marks of a line's end hold within and behind it."""
    text = "《停水》 · 文：李华、王五 · 城东日报"
    whole = [Span(text.index("文"), text.index("五") + 1), Span(text.index("城"), len(text))]
    found = [text[span.start : span.end] for span in break_lines(text, 18, whole)]
    assert found == ["《停水》 ·", "文：李华、王五 ·", "城东日报"]
    found = [text[span.start : span.end] for span in break_lines(text, 10, whole)]
    assert found == ["《停水》 ·", "文：李华、", "王五 ·", "城东日报"]


UNITS = st.sampled_from(["城", "东", "区", "停。", "（水", "热）", "“天", "问”，", "12.5%的", "ABC人", "到——", "等…… "])


@given(st.lists(UNITS).map("".join), st.integers(8, MEASURE))
def test_every_line_keeps_the_rules(text, columns):
    """No line is too long, none begins or ends with a wrong mark, and together they are the text without its spaces."""
    found = lines(text, columns)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(0 < count_columns(line) <= columns for line in found)
    assert all(line == line.strip() for line in found)
    assert not any(line[0] in NEVER_FIRST for line in found)
    assert not any(line[-1] in NEVER_LAST for line in found[:-1])
    assert sum(line.count("12.5%") + line.count("ABC") for line in found) == text.count("12.5%") + text.count("ABC")


@pytest.mark.parametrize("text", ["，" * 60, "（" * 60, "a" * 60, "　" * 60 + "，"])
def test_what_cannot_be_divided_is_divided_where_the_line_is_full(text):
    """Nothing is lost, and no line is too long."""
    found = lines(text, 12)
    assert "".join(found) == text.strip()
    assert max(map(count_columns, found)) <= 12


def test_columns_are_those_of_a_terminal():
    """Two for a Chinese character and a full-width mark, one for a Latin letter, none for a combining mark."""
    assert [count_columns(text) for text in ("停水", "A1", "，", "e\u0301", "ｱ")] == [4, 2, 2, 1, 1]


def test_a_number_keeps_its_unit_behind_a_space():
    """2022 年 and 9 月 are divided by nobody."""
    text = "从 2022 年 7 月至 9 月"
    assert [text[line.start : line.end] for line in break_lines(text, 17)] == ["从 2022 年 7 月至", "9 月"]
    assert [text[line.start : line.end] for line in break_lines(text, 10)] == ["从 2022 年", "7 月至", "9 月"]


def test_a_number_keeps_its_magnitude():
    """723.7 and 723.7万 are two numbers."""
    text = "车票723.7万张，共12万亿元"
    assert [text[line.start : line.end] for line in break_lines(text, 10)] == ["车票", "723.7万", "张，共", "12万亿元"]


def test_a_command_is_not_torn_from_its_stroke():
    """/quit stays whole at a line's end."""
    text = "也可以说“换个问题”。/quit 退出"
    for width in range(8, 40, 2):
        lines = [text[line.start : line.end] for line in break_lines(text, width)]
        assert not any(line.rstrip().endswith("/") for line in lines), lines
