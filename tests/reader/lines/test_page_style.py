"""Page style: how a page is set as a whole."""

from bot.reader.lines.page_style import COLUMN_MAX, fits_column, measure_page_style
from bot.reader.lines.rows import read_rows
from bot.records import Page

COLUMN = "清晨的渔港刚刚醒来，船老大\n把一筐筐鲜鱼抬上码头，等在岸边的\n商贩围了过来，你一言我一语地问\n"
PARAGRAPH = "跨江新桥今天上午通车，全长两公里，从城东到城西只要五分钟，比从前快了半个多小时，市民走在桥上都说好。\n"


def style_of(text):
    """The style of a page."""
    return measure_page_style(read_rows(Page("page.txt", text)))


def test_text_in_columns_is_wrapped():
    """Most of it stands in short lines; whole paragraphs are not."""
    assert style_of(COLUMN * 3).wrapped
    assert not style_of(PARAGRAPH * 3).wrapped


def test_the_usual_gap_is_that_of_most_rows():
    """A blank line between all of them, or none."""
    assert style_of(COLUMN * 3 + "\n" + COLUMN).gap == 0
    assert style_of(PARAGRAPH + "\n" + PARAGRAPH + "\n" + PARAGRAPH).gap == 1


def test_two_indented_rows_make_an_indented_page():
    """One alone may be anything."""
    assert style_of(f"　　{COLUMN}　　{COLUMN}").indents
    assert not style_of(f"　　{COLUMN}{COLUMN}").indents


def test_the_fewest_marks_are_those_of_headlines():
    """More of them mark a subheading."""
    assert style_of(f"## 渔港醒得早\n{PARAGRAPH}### 夜市\n{PARAGRAPH}").marks == 2
    assert style_of(PARAGRAPH).marks == 0


def test_long_rows_without_an_end_are_cut_paragraphs():
    """Some of them; one may be a slip."""
    assert style_of((PARAGRAPH.strip()[:-1] + "\n") * 3).cuts
    assert not style_of(PARAGRAPH * 3).cuts


def test_a_row_fills_its_column_up_to_hanging_punctuation():
    """A first line may lack the indent, and wide text has no columns to fill."""
    assert fits_column(15.0, 16.0, first_line=False) and not fits_column(12.0, 16.0, first_line=False)
    assert fits_column(13.5, 16.0, first_line=True) and not fits_column(13.5, 16.0, first_line=False)
    assert fits_column(COLUMN_MAX + 9, COLUMN_MAX + 1, first_line=False)
    assert not fits_column(15.0, 0.0, first_line=True)
