"""Stories whose second column is printed before the first."""

import pytest

from bot.reader.stories.column_order import StoryText, restore_column_order
from bot.text.positioned_text import PositionedText, concatenate


def paragraph(*lines, first=1):
    """A paragraph of some lines of a page."""
    return concatenate(
        [PositionedText.from_line(text, 100 * number, number) for number, text in enumerate(lines, first)]
    )


def texts(*paragraphs, headline="", continued_on=False):
    """The texts in reading order."""
    (ordered,) = restore_column_order([StoryText(paragraphs, headline, continued_on)])
    return [one.text for one in ordered]


def test_the_end_of_a_story_goes_back_to_its_end():
    """Where the text stops in mid-sentence, the characters on top are its last."""
    assert texts(paragraph("时间。"), paragraph("建设者用了三年", first=2)) == ["建设者用了三年时间。"]


def test_what_is_printed_twice_is_left_out_on_top():
    """Some pages have the end in its place, too."""
    assert texts(paragraph("时间。"), paragraph("建设者用了三年时间。", first=2)) == ["建设者用了三年时间。"]


@pytest.mark.parametrize("paragraphs", [(), (paragraph("时间。"),), (paragraph("市民都说好，商贩也说好，谁都说好。"),)])
def test_other_beginnings_stay(paragraphs):
    """Nothing, nothing but the characters, and a first sentence of usual length are as they were."""
    assert texts(*paragraphs) == [one.text for one in paragraphs]


def test_a_story_that_goes_on_elsewhere_lacks_its_end_anyway():
    """Its last line is no better place than others."""
    assert texts(paragraph("好。"), paragraph("建设者用了三", first=2), continued_on=True) == ["好。", "建设者用了三"]


# A story in reading order. The page breaks the third paragraph off between its columns.
LEAD = "3月5日，青石镇的修鞋铺门口排起了长队，街坊们都来看老手艺人怎样给旧鞋换底。"
SECOND = "铺子开了四十一年，主人老谭今年六十八岁，一双手上全是老茧，胶水味洗也洗不掉。"
BROKEN = "镇里今年给老手艺人减免了房租，还在铺子对面装了路灯，添了两张供人歇脚的长椅。"
FOURTH = "此外，中学生每个星期三下午来学半天，最小的学徒才十三岁。"
LAST = "老谭说，等学徒能自己开铺子，他就回家种菜。"
HEADLINE = "青石镇老手艺人有了小学徒"


def test_a_second_column_on_top_goes_below_the_first():
    """The first column begins with the day of the news, and breaks off where the second one begins."""
    second_column = paragraph(BROKEN[-3:]), paragraph(FOURTH, first=2), paragraph(LAST, first=3)
    first_column = paragraph(LEAD, first=4), paragraph(SECOND, first=5), paragraph(BROKEN[:-3], first=6)
    assert texts(*second_column, *first_column, headline=HEADLINE) == [LEAD, SECOND, BROKEN, FOURTH, LAST]


def test_characters_that_both_columns_have_are_shown_once():
    """The first column ends with the whole sentence, the second one begins with its last characters."""
    second_column = paragraph(BROKEN[-3:]), paragraph(FOURTH, first=2), paragraph(LAST, first=3)
    first_column = paragraph(LEAD, first=4), paragraph(SECOND, first=5), paragraph(BROKEN, first=6)
    assert texts(*second_column, *first_column, headline=HEADLINE) == [LEAD, SECOND, BROKEN, FOURTH, LAST]


def test_a_paragraph_broken_off_between_the_columns_is_one():
    """The second column goes on in the line that the broken sentence ends in."""
    second_column = paragraph(BROKEN[-3:] + "街坊们说，夜里修鞋也不怕黑了。"), paragraph(LAST, first=2)
    first_column = paragraph(LEAD, first=3), paragraph(SECOND, first=4), paragraph(BROKEN, first=5)
    expected = [LEAD, SECOND, BROKEN + "街坊们说，夜里修鞋也不怕黑了。", LAST]
    assert texts(*second_column, *first_column, headline=HEADLINE) == expected


def test_columns_in_order_stay():
    """Where the paragraph below the displaced characters begins the story, only the characters are moved."""
    rest = (paragraph(text, first=number) for number, text in enumerate([LEAD, SECOND, FOURTH, LAST[:-3]], 2))
    assert texts(paragraph(LAST[-3:]), *rest, headline=HEADLINE) == [LEAD, SECOND, FOURTH, LAST]


def test_a_page_has_the_columns_of_all_stories_alike():
    """A story that could be in either order is in that of the page's other story, which shows it clearly."""
    doubtful = [
        "铺子里来了新学徒，街坊们都说好。",
        "老谭教得很细，一针一线都讲到。",
        "学徒们练了一整年，手上都有了老茧。",
    ]
    story = StoryText([paragraph(text, first=number) for number, text in enumerate(["茧。", *doubtful], 20)], "")
    first = [LEAD, SECOND, BROKEN]
    second = [BROKEN[-3:], FOURTH, LAST]
    clear = StoryText([paragraph(text, first=number) for number, text in enumerate([*second, *first], 1)], HEADLINE)
    in_order = StoryText(
        [paragraph(text, first=number) for number, text in enumerate([LAST[-3:], LEAD, SECOND, FOURTH, LAST], 1)],
        HEADLINE,
    )
    orders = []
    for neighbour in (clear, in_order):
        _, ordered = restore_column_order([neighbour, story])
        orders.append([one.text for one in ordered])
    assert orders[0] != doubtful
    assert sorted(orders[0]) == sorted(doubtful)
    assert orders[1] == doubtful
