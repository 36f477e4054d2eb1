"""The last characters of a story that were printed at its top."""

import pytest

from bot.reader.stories.displaced_endings import restore_displaced_end
from bot.text.positioned_text import PositionedText, concatenate


def paragraph(*lines, first=1):
    """A paragraph of some lines of a page."""
    return concatenate(
        [PositionedText.from_line(text, 100 * number, number) for number, text in enumerate(lines, first)]
    )


def texts(*paragraphs, continued_on=False):
    """The texts after displaced characters were restored."""
    return [one.text for one in restore_displaced_end(list(paragraphs), continued_on=continued_on)]


def test_the_end_of_a_story_goes_back_to_its_end():
    """Where the text stops in mid-sentence, the characters on top are its last."""
    assert texts(paragraph("时间。"), paragraph("建设者用了三年", first=2)) == ["建设者用了三年时间。"]


def test_what_is_printed_twice_is_left_out_on_top():
    """Some pages have the end in its place, too."""
    assert texts(paragraph("时间。"), paragraph("建设者用了三年时间。", first=2)) == ["建设者用了三年时间。"]


def test_the_end_of_a_line_goes_back_to_the_line_that_it_completes():
    """The word 码头 goes on in the characters, and the next line begins as a paragraph does."""
    story = paragraph("渔港刚刚醒来，船老大把鲜鱼抬上码", "近日，渔港的商贩多了起来，都说好。", first=2)
    assert texts(paragraph("头。"), story) == [
        "渔港刚刚醒来，船老大把鲜鱼抬上码头。",
        "近日，渔港的商贩多了起来，都说好。",
    ]


@pytest.mark.parametrize("paragraphs", [(), (paragraph("时间。"),), (paragraph("市民都说好，商贩也说好，谁都说好。"),)])
def test_other_beginnings_stay(paragraphs):
    """Nothing, nothing but the characters, and a first sentence of usual length are as they were."""
    assert restore_displaced_end(list(paragraphs)) == list(paragraphs)


def test_a_story_that_goes_on_elsewhere_lacks_its_end_anyway():
    """Its last line is no better place than others."""
    assert texts(paragraph("好。"), paragraph("建设者用了三", first=2), continued_on=True) == ["好。", "建设者用了三"]
