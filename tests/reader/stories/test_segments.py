"""Units: stretches of body text, and what is taken off their beginning and end."""

from __future__ import annotations

from bot.reader.lines.page_style import measure_page_style
from bot.reader.lines.roles import assign_roles
from bot.reader.lines.rows import read_rows
from bot.reader.stories.captions import find_captions
from bot.reader.stories.segments import Border, Unit, cut_units
from bot.records import Page


def units_of(text: str) -> tuple[list[Unit], list[Border]]:
    """The units of a page and their borders."""
    rows = read_rows(Page("page.txt", text))
    style = measure_page_style(rows)
    roles = assign_roles(rows, style)
    units, borders, _ = cut_units(roles, find_captions(roles, style), style)
    return units, borders


def test_a_leadin_is_taken_off_with_its_names() -> None:
    """本报讯（记者 某某） is no part of the text, and its names are kept."""
    (unit,), _ = units_of("本报讯（记者 王小雨） 跨江新桥今天通车，全长两公里。\n")
    assert (unit.leadin_names, unit.text) == (("王小雨",), "跨江新桥今天通车，全长两公里。")


def test_a_byline_in_brackets_closes_its_unit() -> None:
    """After （某某） at the end of a sentence another unit begins."""
    bridge = "跨江新桥今天通车，全长两公里，从城东到城西只要五分钟，建设者用了三年时间。"
    lamps = "元宵花灯会昨晚开幕，两千盏花灯沿河点亮，市民扶老携幼前来看灯，灯会到月底结束。"
    units, _ = units_of(f"{bridge}（王小雨）\n\n{lamps}\n")
    assert [(unit.text, unit.endline_names) for unit in units] == [(bridge, ("王小雨",)), (lamps, ())]


def test_names_in_brackets_need_no_known_surname_after_a_sentence() -> None:
    """（泽仁卓玛 冯涛） after the last sentence is a byline, because one of the two is plainly a name."""
    (unit,), _ = units_of("跨江新桥今天通车，全长两公里。（泽仁卓玛 冯涛）\n")
    assert unit.endline_names == ("泽仁卓玛", "冯涛")


def test_a_jump_mark_ends_a_unit() -> None:
    """（下转第3版） is taken off, and the unit is known to go on elsewhere."""
    (unit,), _ = units_of("跨江新桥今天通车，从城东到城西只要五（下转第3版）\n")
    assert (unit.continued_on, unit.text) == (True, "跨江新桥今天通车，从城东到城西只要五")


def test_a_mark_from_another_page_begins_a_unit() -> None:
    """（上接第1版） before the first words is taken off, and the unit is known to have begun elsewhere."""
    (unit,), _ = units_of("（上接第1版）分钟就能到城西。新桥今天通车，全长两公里。\n")
    assert (unit.continued_from, unit.text) == (True, "分钟就能到城西。新桥今天通车，全长两公里。")


def test_display_type_stands_in_the_border() -> None:
    """Headline and byline stand between the units and in none of them."""
    _, borders = units_of(
        "跨江新桥今天通车，全长两公里。\n\n\n花灯亮起来\n记者 王小雨\n\n元宵花灯会昨晚开幕，市民扶老携幼前来看灯。\n"
    )
    assert [head.row.text for head in borders[1].heads] == ["花灯亮起来"]
    assert [entry.row.text for entry in borders[1].bylines] == ["记者 王小雨"]
