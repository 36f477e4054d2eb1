"""The rows of tables."""

import pytest

from bot.reader.layout.flush_rows import is_cells
from bot.reader.lines.rows import Row
from bot.text.positioned_text import PositionedText


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("1　海州冰狼　7　2　41　20", True),
        ("名次　队名　胜　负", True),
        ("西红柿　4.5", True),
        ("做文明市民　建美丽江城", False),
        ("（单位：元）　合计 3", False),
        ("三月八日，　水厂　换管", False),
        ("海州", False),
    ],
)
def test_a_row_of_a_table_has_cells_with_spaces_between_them(text, cells):
    """Three words, or two with a number or a label, and no prose; a remark in brackets is none."""
    assert is_cells(Row.from_text(PositionedText.from_line(text, 0, 1), 0.0, 0)) is cells
