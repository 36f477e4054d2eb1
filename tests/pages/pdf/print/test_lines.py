"""Glyphs with their places on a page → lines of columns and vertical lines."""

import pytest

from bot.pages.pdf.print.glyphs import Glyph
from bot.pages.pdf.print.lines import find_lines
from bot.pages.pdf.print.rules import Area

SIZE = 10.0


def row(text, left, baseline, step=SIZE):
    """Glyphs on one baseline; a space in the text stays white."""
    return [
        Glyph(character, left + at * step, left + at * step + SIZE, baseline, SIZE)
        for at, character in enumerate(text)
        if character != " "
    ]


def texts(*rows, drawn=()):
    return sorted(line.text for line in find_lines([glyph for row in rows for glyph in row], drawn))


def test_a_gutter_through_several_rows_divides_them_into_columns():
    """A gap of one character in one row is no gutter, because the rows around it have none there."""
    rows = [row("甲乙丙丁", 0, 15 * at) + row("戊己庚辛", 50, 15 * at) for at in range(3)]
    assert texts(*rows) == ["戊己庚辛"] * 3 + ["甲乙丙丁"] * 3
    assert texts(
        row("甲乙丙丁戊己庚辛壬", 0, 0), row("甲乙丙丁 己庚辛壬", 0, 15), row("甲乙丙丁戊己庚辛壬", 0, 30)
    ) == [
        "甲乙丙丁 己庚辛壬",
        "甲乙丙丁戊己庚辛壬",
        "甲乙丙丁戊己庚辛壬",
    ]


def test_columns_need_not_have_the_same_baselines():
    """The rows of the two columns tell of the gutter in turn."""
    rows = [row("甲乙丙丁", 0, 14 * at) + row("戊己庚辛", 50, 14 * at + (at > 0)) for at in range(4)]
    assert texts(*rows) == ["戊己庚辛"] * 4 + ["甲乙丙丁"] * 4


def test_characters_one_under_the_other_are_a_vertical_line():
    """A wider distance between two of them is a space; two characters are too few for a line."""
    names = [Glyph(character, 0, SIZE, y, SIZE) for character, y in zip("李华王芳", (0, 12, 36, 48), strict=True)]
    (line,) = find_lines(names)
    assert (line.text, line.is_vertical, line.baseline, line.last_baseline) == ("李华 王芳", True, 0, 48)
    assert [line.is_vertical for line in find_lines(names[:2])] == [False, False]


def test_a_letter_spaced_headline_is_one_line_without_spaces():
    """Four characters and more with even white between them."""
    assert texts(row("樱花开了", 0, 0, 25.0)) == ["樱花开了"]


@pytest.mark.parametrize(("gap", "text"), [(1.0, "abcd"), (3.0, "ab cd")])
def test_latin_words_have_spaces_between_them(gap, text):
    """From a fifth of the size of the type on."""
    glyphs = [Glyph(letter, 5 * at, 5 * at + 5, 0, SIZE) for at, letter in enumerate("ab")]
    glyphs += [Glyph(letter, 10 + gap + 5 * at, 15 + gap + 5 * at, 0, SIZE) for at, letter in enumerate("cd")]
    assert texts(glyphs) == [text]


def test_a_shadow_is_left_out():
    """The same character printed again a little to the right."""
    glyphs = [Glyph("樱", 0, 10, 0, SIZE), Glyph("樱", 1, 11, 0, SIZE), Glyph("花", 10, 20, 0, SIZE)]
    assert texts(glyphs) == ["樱花"]


def test_a_gutter_that_other_rows_show_divides_the_two_lines_of_a_short_story():
    """The mark at the end of a line may hang over the edge of its column."""
    above = [row("甲乙丙丁", 0, 15 * at) + row("戊己庚辛", 52, 15 * at) for at in range(4)]
    # a headline between, and then two lines of two columns, the second with a mark in the gutter
    below = [row("壬癸子丑", 0, 200) + row("寅卯辰巳", 52, 200), row("午未申酉，", 0, 215) + row("戌亥", 52, 215)]
    found = texts(*above, *below)
    assert {"壬癸子丑", "寅卯辰巳", "午未申酉，", "戌亥"} <= set(found)


def test_a_space_elsewhere_than_the_known_gutters_divides_nothing():
    """The names in a byline have white between them, which reaches over no gutter."""
    above = [row("甲乙丙丁", 0, 15 * at) + row("戊己庚辛", 52, 15 * at) for at in range(4)]
    assert "记者 林一帆" in texts(*above, row("记者 林一帆", 20, 300))


def test_a_rule_between_two_columns_is_a_gutter_even_in_a_single_row():
    """The rule has to stand beside the row, and a line drawn below the row is none."""
    only = row("甲乙丙丁", 0, 100) + row("戊己庚辛", 48, 100)
    assert texts(only, drawn=[Area(43.5, 80, 44.5, 130)]) == ["戊己庚辛", "甲乙丙丁"]
    for elsewhere in (Area(43.5, 20, 44.5, 60), Area(0, 105, 90, 106), Area(20, 80, 21, 130)):
        assert texts(only, drawn=[elsewhere]) == ["甲乙丙丁 戊己庚辛"]


def test_the_cells_of_a_table_stay_in_their_row():
    """Two characters that begin at one x in all rows, with something on their right, are no column of text."""
    names = ["渡口", "码头", "老街"]
    rows = [row(name, 0, 15 * at) + row("票价三元", 30, 15 * at) for at, name in enumerate(names)]
    assert texts(*rows) == sorted(f"{name} 票价三元" for name in names)


def test_two_rows_with_a_space_at_one_place_show_a_gutter():
    """Both lines end and begin there as columns do; spaces that end at different places are no gutter."""
    first = row("甲乙丙丁", 0, 0) + row("戊己庚辛", 50, 0)
    assert texts(first, row("壬癸子丑", 0, 15) + row("寅卯辰巳", 50, 15)) == [
        "壬癸子丑",
        "寅卯辰巳",
        "戊己庚辛",
        "甲乙丙丁",
    ]
    assert texts(first, row("壬癸子丑", 0, 15) + row("寅卯辰巳", 58, 15)) == ["壬癸子丑 寅卯辰巳", "甲乙丙丁 戊己庚辛"]


@pytest.mark.parametrize(("width", "text"), [(20.0, "渡口——老街"), (10.0, "渡口—老街")])
def test_a_dash_as_wide_as_two_characters_is_two(width, text):
    """Its two characters have one place; a dash of one square that is printed twice there is a shadow."""
    dashes = [Glyph("—", 20, 20 + width, 0, SIZE)] * 2
    assert texts(row("渡口", 0, 0) + dashes + row("老街", 20 + width, 0)) == [text]
