"""Head lines: lines with nothing but what a page's head has."""

import pytest

from bot.reader.furniture.head_lines import names_issue, names_page, normalize_line, parse_head_line


def test_a_head_line_is_read_into_its_parts():
    """What the masthead asks for, and what is left of the line."""
    line = parse_head_line(normalize_line("２０２３年５月１８日 星期四 海 州 日 报 第3版 综合"))
    assert line is not None
    assert (line.dates, line.pages, line.newspapers, line.words) == (["2023-05-18"], ["3"], ["海州日报"], ["综合"])
    assert line.kinds == 4 and line.is_labelled


@pytest.mark.parametrize(
    "line", ["双色球第2024088期开奖", "第3届读书节明天开幕", "本报讯", "3人获奖", "十年磨一剑", "渔港灯会周五开幕"]
)
def test_what_a_headline_may_say_is_no_head(line):
    """Numbers that count something, and words alone, name neither a page nor an issue."""
    assert not names_page(line)
    assert not names_issue(line)
