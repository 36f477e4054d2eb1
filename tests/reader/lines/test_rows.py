"""Rows: where a page's lines stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reader.lines.rows import is_indented, read_rows
from bot.records import Page

LINES = st.lists(
    st.sampled_from(["夜市", "　　开张", " ", "\t", "\x0c", "\u2028", "\x85", "a\u200bb", "\n", "\r", "\r\n"])
)


@given(LINES.map("".join))
def test_a_row_stands_on_the_line_that_a_text_editor_counts(text):
    """Whatever ends a line, and whatever invisible characters are in it."""
    page = Page("page.txt", text)

    for row in read_rows(page):
        line = page.lines[row.line - 1]
        assert line.start <= row.printed.pieces[0].span.start
        assert row.printed.pieces[-1].span.end <= line.end
        assert row.text == "".join(text[piece.span.start : piece.span.end] for piece in row.printed.pieces)


def test_a_row_has_the_measures_of_its_line():
    """Indent and width in cells, and the blank lines above, but not those above the first row."""
    first, second = read_rows(Page("page.txt", "\n\n　　夜市开张\n\n  Wi5 店\n"))
    assert (first.text, first.indent, first.gap, first.width, first.line) == ("夜市开张", 2.0, 0, 4.0, 3)
    assert (second.text, second.indent, second.gap, second.width) == ("Wi5 店", 1.0, 1, 3.0)
    assert is_indented(first) and not is_indented(second)


def test_a_row_is_judged_without_the_spaces_that_justify_it():
    """And with narrow digits and letters."""
    (row,) = read_rows(Page("page.txt", "本 报 讯 ２ 月 ３ 日 渔 港 开 市 。\n"))
    assert row.plain == "本报讯2月3日渔港开市。"
    assert row.closed and row.leadin


def test_a_vertical_byline_may_have_a_stroke():
    """文, /, 叶, 青: one row, though a stroke is no Chinese character."""
    assert [row.text for row in read_rows(Page("a.txt", "渔港醒得早\n文\n/\n叶\n青\n\n渔港醒了。\n"))][1] == "文/叶青"


@pytest.mark.parametrize("name", ["记者叶青", "本报记者叶小青", "通讯员叶青"])
def test_a_vertical_byline_stands_on_a_page_with_a_blank_line_below_every_line(name):
    """A space ends a vertical line only where the page's other lines have none."""
    above, below = ["渔港醒得早"], ["渔港昨天醒得早，渔船两点出海，", "四点回港，鱼市六点开张，八点", "收摊。"]
    for gap in ("\n", "\n\n", "\n\n\n"):
        rows = read_rows(Page("a.txt", gap.join([*above, *name, *below])))
        assert [row.text for row in rows] == [*above, name, *below]
    # 2 characters alone, apart from others of their kind, are no line
    assert len(read_rows(Page("a.txt", "\n".join([*above, *below, "叶", "", "青", *below])))) == 9
