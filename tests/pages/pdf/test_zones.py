"""Rules and white strips that part the stories of a page, and columns around a headline."""

import pytest

from bot.pages.pdf.print.glyphs import Glyph
from bot.pages.pdf.print.rules import Area
from bot.pages.pdf.reading_order import compose_text


def column(character, left, top, rows, *, indented=False, ended=True):
    """A column of `rows` lines of 12 characters of 10 points, 15 points apart, one character again and again."""
    text = "　　" * indented + character * 12 * rows
    text = text[: 12 * rows - 1] + "。" if ended else text[: 12 * rows]
    return line(text, left, top, 10)


def line(text, left, top, size, *, in_other_face=False):
    """Type in lines of 12 characters, the first baseline an em below `top`."""
    per_line = 12 if size == 10 else len(text)
    return [
        Glyph(character, x, x + size, top + size + at // per_line * 15, size, in_other_face=in_other_face)
        for at, character in enumerate(text)
        if character != "　"
        for x in (left + at % per_line * size,)
    ]


def stories(glyphs, rules=()):
    """The text below each headline, each run of one character once."""
    found: dict[str, str] = {}
    headline = ""
    for row in compose_text(glyphs, rules).splitlines():
        if row.startswith("# "):
            headline = row[2:]
        elif row.strip():
            found[headline] = found.get(headline, "") + row.strip()
    return {headline: "".join(dict.fromkeys(text.replace("。", ""))) for headline, text in found.items()}


def test_columns_on_both_sides_of_a_headline_are_its_own_where_a_rule_parts_them_from_the_story_above():
    """They begin at the height of the headline, which stands over the columns in the middle."""
    glyphs = line("渡口开了新航线", 150, 20, 24) + column("甲", 0, 60, 4) + column("乙", 140, 60, 4)
    glyphs += column("丙", 280, 60, 4) + column("丁", 0, 150, 8, ended=False) + line("老街今天换新颜", 145, 150, 16)
    glyphs += column("戊", 140, 180, 6, ended=False) + column("己", 280, 150, 8)
    rules = [Area(0, 135, 400, 136)]
    assert stories(glyphs, rules) == {"渡口开了新航线": "甲乙丙", "老街今天换新颜": "丁戊己"}


def test_columns_broken_by_a_headline_in_their_middle_go_on_below_it():
    """Each column is read down to its end, across the headline, before the next one."""
    glyphs = column("甲", 0, 20, 3, ended=False) + column("丙", 140, 20, 3, ended=False)
    glyphs += line("一把剪刀用了四十年", 20, 80, 22) + column("乙", 0, 120, 3, ended=False) + column("丁", 140, 120, 3)
    assert stories(glyphs) == {"一把剪刀用了四十年": "甲乙丙丁"}


def test_a_column_between_two_headlines_goes_on_from_the_one_that_breaks_off():
    """Left of it a sentence breaks off; the headline on its right is nearer."""
    glyphs = line("路灯一夜之间亮了", 0, 20, 20) + column("甲", 0, 60, 4) + column("乙", 140, 60, 4, ended=False)
    glyphs += column("丙", 280, 20, 6) + line("菜场搬新家", 410, 20, 20) + column("丁", 410, 60, 4)
    assert stories(glyphs) == {"路灯一夜之间亮了": "甲乙丙", "菜场搬新家": "丁"}


def test_a_white_strip_parts_the_columns_of_a_story_from_those_around_the_next_headline():
    """No rule stands between them, and the second column begins beside its headline."""
    glyphs = line("渡口开了新航线", 20, 20, 24) + column("甲", 0, 60, 4) + column("乙", 140, 60, 4)
    glyphs += line("老街换新", 0, 145, 20) + column("丙", 0, 180, 4, ended=False) + column("丁", 140, 145, 6)
    assert stories(glyphs) == {"渡口开了新航线": "甲乙", "老街换新": "丙丁"}


def test_what_stands_above_the_first_rule_is_the_head_of_the_page():
    """The number and the name of the newspaper are no headlines, however large they are."""
    glyphs = line("江州日报", 0, 0, 20) + line("03", 360, 0, 20) + line("渡口开了新航线", 20, 60, 24)
    glyphs += column("甲", 0, 100, 20) + column("乙", 140, 100, 20)
    text = compose_text(glyphs, [Area(0, 30, 400, 31)])
    assert [row for row in text.splitlines() if row.startswith("#")] == ["# 渡口开了新航线"]
    assert text.startswith("江州日报")


@pytest.mark.parametrize("in_other_face", [True, False])
def test_type_a_little_larger_than_the_text_is_a_headline_in_a_face_of_its_own(in_other_face):
    """It stands closely above a text, as in a column of small stories."""
    glyphs = line("供热企业备足了煤", 0, 20, 11.5, in_other_face=in_other_face) + column("甲", 0, 40, 5)
    assert compose_text(glyphs).startswith("# ") is in_other_face


def test_a_column_of_one_line_below_a_headline_is_no_byline():
    """The last column of a story may have but one line, at the height where the others begin."""
    glyphs = line("渡口开了新航线今天", 0, 20, 28) + column("甲", 0, 70, 4, ended=False) + line("乙乙。", 140, 70, 10)
    assert stories(glyphs) == {"渡口开了新航线今天": "甲乙"}


def test_a_box_in_the_head_of_the_page_may_hold_nothing_but_a_line_in_small_type():
    """The weather in a frame beside the name of the newspaper is no story, and the page is read."""
    weather = "今天晴转多云气温九到十八度风力三到四级"
    glyphs = [Glyph(one, 290 + at * 7, 297 + at * 7, 17, 7) for at, one in enumerate(weather)]
    glyphs += line("渡口开了新航线", 20, 60, 24) + column("甲", 0, 100, 20) + column("乙", 140, 100, 20)
    text = compose_text(glyphs, [Area(280, 0, 440, 30)])
    assert weather in text.splitlines() and "# 渡口开了新航线" in text.splitlines()
