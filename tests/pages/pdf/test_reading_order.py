"""Glyphs with their places on a page → text in reading order."""

import random
import time
from collections import Counter

import pytest

from bot.pages.pdf.print.glyphs import Glyph
from bot.pages.pdf.print.rules import Area
from bot.pages.pdf.reading_order import compose_text


def block(text, left, top, size=10.0, width=12):
    """The glyphs of a text set in lines of `width` characters."""
    return [
        Glyph(
            character, left + at % width * size, left + (at % width + 1) * size, top + (at // width) * size * 1.5, size
        )
        for at, character in enumerate(text)
    ]


def test_columns_are_read_from_left_to_right_under_their_headline():
    """Whatever the order of the glyphs in the file."""
    left, right = "左" * 36, "右" * 36
    glyphs = block(left, 0, 100) + block(right, 140, 100) + block("公园樱花开了", 50, 60, 24.0)
    random.Random(1).shuffle(glyphs)
    text = compose_text(glyphs)
    assert text.startswith("# 公园樱花开了\n")
    assert "".join(text.split()) == f"#公园樱花开了{left}{right}"


def test_a_block_across_the_columns_divides_what_is_above_it_from_what_is_below():
    """Both columns above it are read before it, and both columns below it after."""
    glyphs = (
        block("公园樱花开了", 50, 20, 24.0)
        + block("甲" * 36, 0, 60)
        + block("乙" * 36, 140, 60)
        + block("丙" * 52, 0, 140, width=26)
        + block("丁" * 36, 0, 200)
        + block("戊" * 36, 140, 200)
    )
    letters = [character for character in compose_text(glyphs) if character in "甲乙丙丁戊"]
    assert list(dict.fromkeys(letters)) == list("甲乙丙丁戊")
    assert "".join(letters) == "甲" * 36 + "乙" * 36 + "丙" * 52 + "丁" * 36 + "戊" * 36


def test_a_page_without_glyphs_has_no_text():
    """Spaces are not printed either."""
    assert compose_text([]) == compose_text([Glyph(" ", 0, 10, 10, 10)]) == ""


def test_no_character_of_a_page_is_lost():
    """The text has each printed character exactly as often as the page."""
    rng = random.Random(3)
    for _ in range(5):
        places = [(rng.choice([8.0, 10.0, 24.0]), rng.uniform(0, 500), rng.uniform(0, 700)) for _ in range(300)]
        glyphs = [Glyph(chr(0x4E00 + at), x, x + size, y, size) for at, (size, x, y) in enumerate(places)]
        text = compose_text(glyphs)
        assert Counter("".join(text.split()).replace("#", "")) == Counter(glyph.text for glyph in glyphs)


@pytest.mark.parametrize(("count", "text"), [(450, "字"), (20_000, "字"), (20_000, "。")])
def test_scattered_type_takes_time_in_proportion(count, text):
    """20,000 glyphs in random places and sizes take seconds."""
    rng = random.Random(5)
    glyphs = [
        Glyph(text, x, x + size, rng.uniform(0, 3000), size)
        for size, x in ((rng.uniform(4, 40), rng.uniform(0, 3000)) for _ in range(count))
    ]
    start = time.process_time()
    assert compose_text(glyphs)
    assert time.process_time() - start < 15


def test_a_kicker_of_smaller_type_belongs_to_the_headline_below_it():
    """It is nearer to the headline than to the text above it, which ends a story."""
    glyphs = (
        line("下班以后去学艺", 40, 40, 12)
        + line("夜校开课", 40, 66, 24)
        + line("昨晚开课首批十二门课程报满。", 40, 100, 10)
    )
    assert compose_text(glyphs).startswith("# 下班以后去学艺\n# 夜校开课\n\n")


def test_an_initial_as_high_as_two_lines_begins_the_first_of_them():
    glyphs = line("上", 40, 120, 26)
    glyphs += line("周五下午石板沟小学响起琴声", 67, 105, 10) + line("乐队第一次为家长们演出来了", 67, 120, 10)
    glyphs += line("很多人站着听完了整场的演出。", 40, 135, 10)
    assert "上周五下午石板沟小学响起琴声\n乐队" in compose_text(glyphs)


def test_a_large_character_beside_a_column_is_no_initial():
    """The column goes on below it where it began, and not below the character."""
    glyphs = line("3", 40, 120, 26)
    for at, text in enumerate(
        ["周五下午石板沟小学响起琴声", "乐队第一次为家长们演出来了", "很多人站着听完了整场的演出。"]
    ):
        glyphs += line(text, 67, 105 + 15 * at, 10)
    assert "3周五" not in compose_text(glyphs) and "3" in compose_text(glyphs).split()


def test_a_sentence_pulled_out_of_the_text_is_left_out():
    glyphs = line("渡口装上浮桥", 40, 40, 28) + line("“桥面会随水位升高。”", 40, 70, 15)
    glyphs += line("周大川说桥面会随水位升高。", 40, 100, 10) + line("货车限重五吨夜间关闭不通行。", 40, 115, 10)
    assert compose_text(glyphs).count("桥面会随水位升高") == 1
    # among so many blocks not each can be compared with all others
    scattered = [Glyph("字", at % 2 * 200, at % 2 * 200 + 10, 400 + 40 * at, 10) for at in range(600)]
    assert compose_text(glyphs + scattered).count("桥面会随水位升高") == 2


def test_a_headline_that_the_text_repeats_word_for_word_stays():
    """No headline stands above it."""
    glyphs = line("“桥面会随水位升高。”", 40, 40, 15) + line("周大川说桥面会随水位升高。", 40, 70, 10)
    assert compose_text(glyphs).startswith("# “桥面会随水位升高。”\n")


def test_a_frame_is_a_story_of_its_own():
    """The text of the column goes on below the frame."""
    above = line("浮桥由三十二节钢箱连成全长三百二十", 40, 60, 10) + line(
        "米可以通过小型货车和三轮车村民们", 40, 75, 10
    )
    inside = line("夜校开课了", 60, 110, 16) + line("首批十二门课程报满三百个名额最受欢", 45, 130, 10)
    below = line("推着三轮车十分钟就到对岸。", 40, 170, 10)
    head = line("渡口装上浮桥", 40, 30, 28)
    text = compose_text(head + above + inside + below, [Area(38, 90, 230, 140)])
    assert text.index("推着三轮车") < text.index("# 夜校开课了")


def test_columns_beside_a_headline_that_begin_where_it_does_are_its_story():
    left = [glyph for at in range(8) for glyph in line("本报讯浮桥由三十二节钢箱连成", 40, 40 + 15 * at, 10)]
    right = [glyph for at in range(4) for glyph in line("推着三轮车十分钟就到对岸了呢", 200, 100 + 15 * at, 10)]
    text = compose_text(line("渡口装浮桥", 200, 55, 24) + left + right)
    assert text.startswith("# 渡口装浮桥\n\n本报讯浮桥")


def test_type_that_is_turned_stands_before_the_rest_and_by_itself():
    turned = [
        Glyph(character, 10 + 7 * at, 17 + 7 * at, -560, 7, turn=270) for at, character in enumerate("江州日报社出版")
    ]
    text = compose_text(line("渡口装浮桥", 40, 40, 24) + line("推着三轮车十分钟就到对岸。", 40, 70, 10) + turned)
    assert text == "江州日报社出版\n\n# 渡口装浮桥\n\n推着三轮车十分钟就到对岸。\n"


def line(text: str, left: float, baseline: float, size: float) -> list[Glyph]:
    """The glyphs of a line."""
    return [
        Glyph(character, left + size * at, left + size * at + size, baseline, size) for at, character in enumerate(text)
    ]
