"""Segments: stretches of body text, and what is taken off their beginning and end."""

from __future__ import annotations

from bot.reader.lines.page_style import measure_page_style
from bot.reader.lines.roles import assign_roles
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import read_rows
from bot.reader.stories.captions import find_captions
from bot.reader.stories.segments import Boundary, Segment, split_into_segments
from bot.records import Page


def segments_of(text: str) -> tuple[list[Segment], list[Boundary]]:
    """The segments of a page and their boundaries."""
    rows = read_rows(Page("page.txt", text))
    style = measure_page_style(rows)
    roles = assign_roles(RowFeatures(rows, style))
    return split_into_segments(roles, find_captions(roles, style), style)


def test_a_leadin_is_taken_off_with_its_names() -> None:
    """本报讯（记者 某某） is no part of the text, and its names are kept."""
    (segment,), _ = segments_of("本报讯（记者 王小雨） 跨江新桥今天通车，全长两公里。\n")
    assert (segment.leadin_names, segment.text) == (("王小雨",), "跨江新桥今天通车，全长两公里。")


def test_a_byline_in_brackets_closes_its_segment() -> None:
    """After （某某） at the end of a sentence another segment begins."""
    bridge = "跨江新桥今天通车，全长两公里，从城东到城西只要五分钟，建设者用了三年时间。"
    lamps = "元宵花灯会昨晚开幕，两千盏花灯沿河点亮，市民扶老携幼前来看灯，灯会到月底结束。"
    segments, _ = segments_of(f"{bridge}（王小雨）\n\n{lamps}\n")
    assert [(segment.text, segment.closing_names) for segment in segments] == [(bridge, ("王小雨",)), (lamps, ())]


def test_names_in_brackets_need_no_known_surname_after_a_sentence() -> None:
    """（泽仁卓玛 冯涛） after the last sentence is a byline, because one of the two is plainly a name."""
    (segment,), _ = segments_of("跨江新桥今天通车，全长两公里。（泽仁卓玛 冯涛）\n")
    assert segment.closing_names == ("泽仁卓玛", "冯涛")


def test_the_end_of_a_line_parts_two_names_in_brackets() -> None:
    """The names of a closing byline that is broken between two names are read as if a space stood there."""
    (segment,), _ = segments_of(
        "跨江新桥今天通车，全长两公里，从城东到城西\n只要五分钟，桥上还有人行道\n和观景台。（顾婷 田浩\n江雨荷）\n"
    )
    assert segment.closing_names == ("顾婷", "田浩", "江雨荷")
    (segment,), _ = segments_of(
        "跨江新桥今天通车，全长两公里，从城东到城西\n只要五分钟，桥上还有人行道\n和观景台。（顾婷\n田浩）\n"
    )
    assert segment.closing_names == ("顾婷", "田浩")
    assert segment.text.endswith("观景台。")


def test_a_name_in_brackets_may_be_broken_by_the_end_of_a_line() -> None:
    """A name of which the first character ends a line is one name."""
    (segment,), _ = segments_of(
        "跨江新桥今天通车，全长两公里，从城东到城西\n只要五分钟，桥上还有人行道\n和观景台。（顾婷 江\n雨荷）\n"
    )
    assert segment.closing_names == ("顾婷", "江雨荷")


def test_a_jump_mark_ends_a_segment() -> None:
    """（下转第3版） is taken off, and the segment is known to go on elsewhere."""
    (segment,), _ = segments_of("跨江新桥今天通车，从城东到城西只要五（下转第3版）\n")
    assert (segment.continued_on, segment.text) == (True, "跨江新桥今天通车，从城东到城西只要五")


def test_a_mark_from_another_page_begins_a_segment() -> None:
    """（上接第1版） before the first words is taken off, and the segment is known to have begun elsewhere."""
    (segment,), _ = segments_of("（上接第1版）分钟就能到城西。新桥今天通车，全长两公里。\n")
    assert (segment.continued_from, segment.text) == (True, "分钟就能到城西。新桥今天通车，全长两公里。")


def test_display_type_stands_in_the_boundary() -> None:
    """Headline and byline stand between the segments and in none of them."""
    _, boundaries = segments_of(
        "跨江新桥今天通车，全长两公里。\n\n\n花灯亮起来\n记者 王小雨\n\n元宵花灯会昨晚开幕，市民扶老携幼前来看灯。\n"
    )
    assert [head.row.text for head in boundaries[1].display] == ["花灯亮起来"]
    assert [entry.row.text for entry in boundaries[1].bylines] == ["记者 王小雨"]


def test_a_jump_mark_may_be_broken_after_its_first_bracket() -> None:
    """Neither half of （下转第6版▲） is text where the end of a line parts them."""
    (segment,), _ = segments_of(
        "跨江新桥今天通车，全长两公里，从城东到城西\n只要五分钟，桥上还有人行道（\n下转第6版▲）\n"
    )
    assert segment.continued_on and segment.text.endswith("人行道")


def test_a_jump_mark_may_be_broken_before_its_last_bracket() -> None:
    """（上接第4版 and ） on the next line are one mark."""
    (segment,), _ = segments_of("（上接第4版\n）从城东到城西只要五分钟，桥上\n还有人行道和观景台。\n")
    assert segment.continued_from and segment.text.startswith("从城东")


def test_furniture_between_two_texts_shows_at_their_boundary() -> None:
    """The page's own lines above a byline or a headline are noted; those within a text are not."""
    page = (
        "跨江新桥今天通车，全长两公里。\n\n本报热线 0791-86849110\n\n记者 王小雨\n\n元宵花灯会昨晚开幕，市民来看灯。\n"
    )
    _, boundaries = segments_of(page)
    assert [boundary.furniture for boundary in boundaries] == [False, True, False]
