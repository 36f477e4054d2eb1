"""Rows: where a page's lines stand, and what two lines have in common."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reader.lines.rows import read_rows
from bot.records import Page
from bot.text.similarity import Similarity, pairs

LINES = st.lists(
    st.sampled_from(["夜市", "　　开张", " ", "\t", "\x0c", "\u2028", "\x85", "a\u200bb", "\n", "\r", "\r\n"])
)


@given(LINES.map("".join))
def test_a_row_stands_on_the_line_that_a_text_editor_counts(text):
    page = Page("page.txt", text)

    for row in read_rows(page):
        line = page.lines[row.line - 1]
        assert line.start <= row.joined.pieces[0].span.start
        assert row.joined.pieces[-1].span.end <= line.end
        assert row.text == "".join(text[piece.span.start : piece.span.end] for piece in row.joined.pieces)


def test_pairs_are_of_neighbours_and_latin_words_are_whole():
    assert len(pairs("夜市开张")) == 3
    assert len(pairs("夜市，开张")) == 2
    assert pairs("夜市12号") & pairs("新夜市") == pairs("夜市")
    assert pairs("Wi5 店") == frozenset({"wi5"})


def test_a_line_is_nearer_to_the_text_that_has_more_of_its_words():
    similarity = Similarity(["夜市今天开张", "渔港今天开张", "学校放假"])

    assert similarity.shares("夜市开张")[0] > similarity.shares("夜市开张")[1] > similarity.shares("夜市开张")[2] == 0.0
    assert similarity.of("夜市", 0) == 1.0
    assert similarity.between(0, 2) == 0.0
