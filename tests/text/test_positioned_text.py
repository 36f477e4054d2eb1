"""Text with the positions of its characters on the page."""

from hypothesis import given
from hypothesis import strategies as st

from bot.text.positioned_text import EMPTY, PositionedText, close_up, concatenate

PAGE = "　　本报讯 停水了。\u200b\n第二\u00ad行 \n"


def printed(text):
    """The characters of the page that a text stands on."""
    return "".join(PAGE[piece.span.start : piece.span.end] for piece in text.pieces)


def lines():
    first, second = PAGE.split("\n")[:2]
    return PositionedText.from_line(first, 0, 1), PositionedText.from_line(second, len(first) + 1, 2)


def test_a_line_has_no_white_space_at_its_ends_and_nothing_invisible():
    """And every character knows its place on the page."""
    first, second = lines()
    assert (first.text, second.text) == ("本报讯 停水了。", "第二行") == (printed(first), printed(second))
    assert (first.line, second.lines) == (1, (2, 2))
    assert PositionedText.from_line(" \u200b ", 0, 1) == EMPTY


@given(st.integers(0, 11), st.integers(0, 11))
def test_whatever_is_cut_and_put_together_keeps_its_positions(start, end):
    """Parts of a text of two lines, and the text without a part of it."""
    whole = concatenate(lines())
    assert whole.text == printed(whole) and whole.lines == (1, 2)
    part = whole.cut(start, end)
    assert part.text == whole.text[start:end] == printed(part)
    if start <= end <= len(whole.text):
        rest = whole.without([(start, end)])
        assert rest.text == whole.text[:start] + whole.text[end:] == printed(rest)
    assert [(piece.at, piece.line) for piece in whole.pieces] == [(0, 1), (8, 2), (10, 2)]


def test_spaces_of_justification_go_and_others_stay():
    """进 出 很 不 方 was spread to fill its line; a date has its spaces by habit."""
    for text, closed in (
        ("进 出 很 不 方", "进出很不方"),
        ("2022 年 7 月 9 日", "2022 年 7 月 9 日"),
        ("【 本 报 讯 】 新 桥 通 车", "【本报讯】新桥通车"),
        ("停水", "停水"),
    ):
        assert close_up(PositionedText.from_line(text, 0, 1)).text == closed
