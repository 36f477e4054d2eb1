"""Rows: where a page's lines stand."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reader.lines.rows import read_rows
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
        assert line.start <= row.joined.pieces[0].span.start
        assert row.joined.pieces[-1].span.end <= line.end
        assert row.text == "".join(text[piece.span.start : piece.span.end] for piece in row.joined.pieces)
