"""The lines and boxes that are drawn on a page."""

from bot.pages.pdf.print.glyphs import Glyph
from bot.pages.pdf.print.rules import Area, find_boxes, split_by_box

FRAME = Area(100, 100, 300, 200)
# its four sides, each a line a point thick
SIDES = [Area(100, 100, 300, 101), Area(100, 199, 300, 200), Area(100, 100, 101, 200), Area(299, 100, 300, 200)]


def glyphs(count, left, baseline):
    """A row of characters of 5 points."""
    return [Glyph("字", left + 5 * at, left + 5 * at + 5, baseline, 5) for at in range(count)]


PAGE = glyphs(30, 110, 150) + glyphs(40, 110, 400)


def test_four_rules_that_meet_at_their_corners_are_a_frame():
    (box,) = find_boxes(SIDES, PAGE)
    assert (round(box.left), round(box.top), round(box.right), round(box.bottom)) == FRAME
    assert find_boxes(SIDES[:3], PAGE) == []


def test_a_frame_around_most_of_the_page_or_around_a_few_words_is_no_box():
    """30 of 70 characters are in the frame; around all of them it is the page's, and around 10 that of a label."""
    assert find_boxes([FRAME], PAGE) == [FRAME]
    assert find_boxes([Area(0, 0, 600, 800)], PAGE) == find_boxes([Area(100, 100, 160, 200)], PAGE) == []


def test_a_character_is_in_the_smallest_box_around_it():
    inner, outer = FRAME, Area(50, 50, 350, 300)
    page = [*PAGE, *glyphs(8, 60, 250)]
    boxes = find_boxes([outer, inner], page)
    assert boxes == [inner, outer]
    assert list(map(len, split_by_box(page, boxes))) == [40, 30, 8]
