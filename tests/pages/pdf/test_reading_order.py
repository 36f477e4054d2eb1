"""Glyphs with their places on a page → text in reading order."""

import random
import time
from collections import Counter

import pytest

from bot.pages.pdf.lines import Glyph
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


@pytest.mark.parametrize("count", [450, 20_000])
def test_scattered_type_takes_time_in_proportion(count):
    """20,000 glyphs in random places and sizes take seconds."""
    rng = random.Random(5)
    glyphs = [
        Glyph("字", x, x + size, rng.uniform(0, 3000), size)
        for size, x in ((rng.uniform(4, 40), rng.uniform(0, 3000)) for _ in range(count))
    ]
    start = time.process_time()
    assert compose_text(glyphs)
    assert time.process_time() - start < 15
