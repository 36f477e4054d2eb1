"""Boundaries: whether a new story begins between two segments, and by which features."""

import pytest

from bot.reader.lines.page_style import measure_page_style
from bot.reader.lines.roles import assign_roles
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import read_rows
from bot.reader.stories.boundaries import StoryGrouping, group_into_stories
from bot.reader.stories.boundary_weights import BOUNDARY_MODEL
from bot.reader.stories.captions import find_captions
from bot.reader.stories.segments import split_into_segments
from bot.records import Page

BRIDGE = (
    "跨江新桥今天通车，全长两公里，从城东到城西只要五分钟。建设者用了三年时间，架起了这座大桥，"
    "桥上有四条车道和两条人行道，市民走在桥上可以看见整条江，桥下每天有两百多条船驶过。工程师说，大桥用的钢材够造一座铁塔，"
    "最难的是江心的主墩，水深流急，潜水员在水下工作了四个月，才把基础打好。"
)
LAMPS = (
    "元宵花灯会昨晚开幕，两千盏花灯沿河点亮，市民扶老携幼前来看灯。灯会到月底结束，每晚六点亮灯，"
    "十点熄灯，孩子们最喜欢的是会动的龙灯和能说话的兔子灯，老人们喜欢走马灯。制灯的师傅今年七十二岁，带了八个徒弟，"
    "从去年秋天做到今年春节，光是糊灯的绢就用掉了三百多米。"
)


# features of other values than 0 and 1, which nearly every boundary has
MEASURES = {"cohesion", "topic", "length", "headline_above", "headline_below", "story_length"}


def grouping_of(page):
    """The segments and boundaries of a page, ready to be grouped."""
    rows = read_rows(Page("page.txt", page))
    style = measure_page_style(rows)
    roles = assign_roles(RowFeatures(rows, style))
    return split_into_segments(roles, find_captions(roles, style), style)


def features_of(page):
    """The features of the first boundary between two segments that hold."""
    values = StoryGrouping(*grouping_of(page)).compute_features(1)
    assert values.keys() == BOUNDARY_MODEL.weights.keys()
    return {name for name, value in values.items() if value and name not in MEASURES}


def stories_of(page):
    """Headline and number of segments of each story."""
    stories, _ = group_into_stories(*grouping_of(page))
    return [("".join(entry.row.text for entry in story.headline), len(story.segments)) for story in stories]


@pytest.mark.parametrize(
    ("between", "names"),
    [
        ("\n\n花灯会在城东公园昨晚开幕\n\n", {"display"}),
        ("\n\n看花灯\n\n", {"display", "short"}),
        ("\n\n花灯会在城东公园昨晚开幕\n记者 李晓明\n\n", {"display", "byline"}),
        ("\n\n二、看花灯\n\n", {"display", "short", "numbered"}),
        ("（王小雨）\n\n花灯会在城东公园昨晚开幕\n\n", {"display", "closing_byline"}),
        ("\n\n（上接第1版）\n\n", {"jump"}),
        ("\n\n花灯会在城东公园昨晚开幕\n\n本报讯（记者 李晓明） ", {"display", "leadin"}),
        ("\n\n最难的是江心的主墩水深流急\n\n", {"display", "quoted"}),
    ],
)
def test_what_stands_between_two_texts(between, names):
    """Display type, bylines, jump marks and pull quotes at a boundary are features of it."""
    assert features_of(f"跨江新桥通车\n\n{BRIDGE}{between}{LAMPS}\n") == names


def test_a_text_that_stops_in_mid_sentence_is_unfinished():
    """It speaks against a new story."""
    assert "unfinished" in features_of(f"跨江新桥通车\n\n{BRIDGE[:-12]}\n\n花灯会开幕\n\n{LAMPS}\n")
    assert "unfinished" not in features_of(f"跨江新桥通车\n\n{BRIDGE}\n\n花灯会开幕\n\n{LAMPS}\n")


def test_subheadings_of_a_story_are_equally_long():
    """Display type is compared with the subheadings above and with the display type that comes next."""
    parts = ["跨江新桥通车", BRIDGE, "三年架起一座桥", BRIDGE, "五分钟到达城西", LAMPS, "灯会开幕了", LAMPS]
    page = "\n\n".join(parts)
    grouping = StoryGrouping(*grouping_of(page))
    first = grouping.compute_features(1)
    assert not first["subheadings"] and first["alike_below"]
    grouping.add(1, begins_story=False)
    second = grouping.compute_features(2)
    assert second["subheadings"] and second["alike_above"] and not second["alike_below"]


def test_the_next_story_has_no_words_of_the_headline_above():
    """A headline has words of its own text, and none of the next story's."""
    page = f"跨江新桥今天通车\n\n{BRIDGE}\n\n元宵花灯会昨晚开幕\n\n{LAMPS}\n"
    values = StoryGrouping(*grouping_of(page)).compute_features(1)
    assert values["headline_above"] > 0.5 > values["headline_below"]
    assert values["topic"] > 0.5


def test_a_long_headline_begins_a_story_and_a_subheading_does_not():
    """Long display type over another topic parts stories; a short word over the same topic does not."""
    page = f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n花灯会在城东公园昨晚开幕\n记者 李晓明\n\n{LAMPS}\n"
    assert stories_of(page) == [("跨江新桥通车", 1), ("花灯会在城东公园昨晚开幕", 1)]
    page = f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n江心主墩\n\n{BRIDGE[::-1][1:]}。\n"
    assert stories_of(page) == [("跨江新桥通车", 2)]


def test_a_pull_quote_stands_inside_its_story():
    """Words of the text in display type neither part stories nor are a headline."""
    assert stories_of(f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n最难的是江心的主墩水深流急\n\n{LAMPS}\n") == [
        ("跨江新桥通车", 2)
    ]


def test_a_page_without_text_has_no_stories():
    """Its display type belongs to none."""
    stories, stray = group_into_stories(*grouping_of("停水通知\n"))
    assert (stories, [entry.row.text for entry in stray]) == ([], ["停水通知"])


def test_a_story_is_signed_once():
    """A byline below a signed text speaks for another story; one below an unsigned text says less."""
    below = f"{BRIDGE}\n\n记者 李晓明\n\n{LAMPS}\n"
    assert "byline_again" in features_of(f"跨江新桥通车\n记者 王小雨\n\n{below}")
    assert "byline_again" not in features_of(f"跨江新桥通车\n\n{below}")


def test_the_end_of_a_story_from_another_page_is_no_introduction():
    """What follows （上接第1版） sums up nothing: the byline below it begins a story."""
    page = f"跨江新桥通车\n（上接第1版）\n\n{BRIDGE}\n\n记者 李晓明\n\n{LAMPS}\n"
    assert len(stories_of(page)) == 2
