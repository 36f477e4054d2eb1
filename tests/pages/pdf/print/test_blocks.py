"""Printed lines → blocks."""

from bot.pages.pdf.print.blocks import find_blocks
from bot.pages.pdf.print.glyphs import PrintedLine


def line(text, left, baseline, size=10.0):
    return PrintedLine(text, left, left + size * len(text), baseline, baseline, size, len(text))


def texts(*lines):
    return sorted(block.text for block in find_blocks(lines))


def test_lines_of_a_column_are_a_block_and_wider_white_begins_another():
    """The usual distance between two lines of the column is 15."""
    column = [line(text, 0, y) for text, y in (("甲甲甲甲", 0), ("乙乙乙乙", 15), ("丙丙丙丙", 30), ("丁丁丁丁", 50))]
    assert texts(*column) == ["丁丁丁丁", "甲甲甲甲乙乙乙乙丙丙丙丙"]


def test_another_size_begins_another_block():
    """A headline closely above its story."""
    assert texts(line("樱花开了", 0, 0, 20.0), line("公园的樱花", 0, 18)) == ["公园的樱花", "樱花开了"]


def test_a_line_above_two_columns_belongs_to_neither():
    """Two lines stand closely below it."""
    assert texts(line("甲" * 9, 0, 0), line("乙乙乙乙", 0, 15), line("丙丙丙丙", 50, 15)) == [
        "丙" * 4,
        "乙" * 4,
        "甲" * 9,
    ]


def test_the_places_of_a_block_are_those_of_its_lines():
    """The top is one size above the first baseline; the bottom is the last baseline."""
    (block,) = find_blocks([line("甲甲甲甲", 0, 10), line("乙乙乙乙乙", 0, 25)])
    assert (block.left, block.top, block.right, block.bottom, block.size) == (0, 0, 50, 25, 10)


def test_vertical_lines_side_by_side_are_one_block_read_from_the_right():
    """As a byline of several columns of characters is."""
    stacks = [PrintedLine(text, left, left + 10, 0, 30, 10.0, 3) for text, left in (("李小华", 0), ("王小芳", 15))]
    (block,) = find_blocks(stacks)
    assert (block.text, block.is_vertical) == ("王小芳李小华", True)


def test_a_line_in_the_middle_below_a_headline_is_no_part_of_the_column_below():
    """A byline over three columns is closely above the middle one, and begins elsewhere than that one does."""
    column = [line("丙" * 9, 34, 54 + 15 * at) for at in range(3)]
    assert texts(line("甲" * 6, 8, 20, 24.0), line("记者林一帆吴海", 45, 40), *column) == [
        "丙" * 27,
        "甲" * 6,
        "记者林一帆吴海",
    ]


def test_the_first_line_of_a_paragraph_is_part_of_its_column_though_it_stands_in_the_middle():
    """It is set in by two characters, and ends where the column does."""
    column = [line("丙" * 9, 34, 54 + 15 * at) for at in range(3)]
    assert texts(line("甲" * 5, 29, 20, 24.0), line("乙" * 7, 54, 40), *column) == ["乙" * 7 + "丙" * 27, "甲" * 5]
