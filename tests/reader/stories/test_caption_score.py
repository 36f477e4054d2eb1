"""Where a caption begins: possible extents, their features, and the likeliest."""

import pytest

from bot.reader.lines.page_style import measure_page_style
from bot.reader.lines.roles import assign_roles
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import read_rows
from bot.reader.stories.caption_score import (
    Extent,
    PageRows,
    compute_features,
    find_extents,
    find_likeliest,
    find_title,
)
from bot.reader.stories.caption_weights import CAPTION_MODEL
from bot.records import Page

STORY = ["渔港刚刚醒来，船老大把鲜鱼", "一筐筐抬上码头，等在岸边的", "商贩围了过来，问起了价钱。"]
CAPTION = ["志愿者在农贸市场向市民发放", "垃圾分类的宣传资料。"]


def rows_of(*lines):
    """The rows of a page; an empty string is a blank line."""
    rows = read_rows(Page("page.txt", "\n".join(lines)))
    style = measure_page_style(rows)
    return PageRows(assign_roles(RowFeatures(rows, style)), style)


def holding(rows, extent, *, credit_only=True):
    """The features of an extent that hold."""
    values = compute_features(rows, extent, credit_only=credit_only)
    assert values.keys() == CAPTION_MODEL.weights.keys()
    return {name for name, value in values.items() if value}


def test_every_row_above_the_credit_may_be_the_first():
    """With no title, or with rows of one that stand as close as the text; a row before `taken` is another caption's."""
    rows = rows_of(*STORY, "", *CAPTION, "张三 摄")
    extents = list(find_extents(rows.roles, 5, 6, 2, credit_only=True))
    starts_and_texts = [(4, 4), (3, 4), (3, 3), (2, 3), (2, 2)]
    assert extents == [Extent(start, text, 6) for start, text in starts_and_texts]


def test_the_space_above_shows_where_a_caption_begins():
    """More blank lines above than usual speak for a row, rows with such a space after them against it."""
    rows = rows_of(*STORY, "", *CAPTION, "张三 摄")
    assert {"space_above", "after_end"} <= holding(rows, Extent(3, 3, 6))
    assert "space_inside" in holding(rows, Extent(2, 2, 6))
    assert find_likeliest(rows, 5, 6, 0, credit_only=True) == Extent(3, 3, 6)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["图为志愿者发放垃圾分类的宣传资料。"], {"announces"}),
        (["，向市民发放垃圾分类的宣传资料。"], {"begins_inside"}),
        (["近日，志愿者发放垃圾分类的资料。"], {"begins_sentence"}),
        (["本报讯（记者 李华） 志愿者发放宣传资料。"], {"leadin", "begins_sentence"}),
        (["发资料。"], {"few_cells"}),
        (["志愿者在农贸市场发放资料。", "志愿者在农贸市场发放资料。"], {"sentences"}),
    ],
)
def test_the_features_of_a_captions_text(lines, names):
    """What a caption says gives it these features, and no others that depend on its words."""
    wording = {"announces", "begins_inside", "begins_sentence", "leadin", "few_cells", "sentences"}
    rows = rows_of(*STORY, "", *lines, "张三 摄")
    first = len(STORY)
    assert holding(rows, Extent(first, first, first + len(lines) + 1)) & wording == names


def test_a_title_speaks_of_what_the_caption_says():
    """Its words stand in the caption, not in the story above; without a title its features are 0."""
    rows = rows_of(*STORY, "", "发放宣传资料", *CAPTION, "张三 摄")
    with_title = compute_features(rows, Extent(3, 4, 7), credit_only=True)
    assert with_title["title"] == 1 and with_title["title_topic"] > 0.5
    assert not any(name.startswith("title") for name in holding(rows, Extent(4, 4, 7)))
    assert find_likeliest(rows, 6, 7, 0, credit_only=True) == Extent(3, 4, 7)


def test_a_sentence_above_is_no_title():
    """The last row of the story above ends a sentence, and says what the story says."""
    rows = rows_of(*STORY, *CAPTION, "张三 摄")
    assert "title_sentence" in holding(rows, Extent(2, 3, 6))
    assert find_title(rows, 3, 6, 0) == Extent(3, 3, 6)


def test_a_caption_within_a_word_of_the_story_bridges_it():
    """The word goes on below: 码 | 头."""
    rows = rows_of("渔港刚刚醒来，船老大把鱼抬上码", *CAPTION, "张三 摄", "头，等在岸边的商贩围了过来问起")
    assert {"left_open", "bridged"} <= holding(rows, Extent(1, 1, 4))


def test_a_caption_begins_below_the_row_that_goes_on_past_it():
    """The row above, which the text below goes on, is not the caption's: 举办科技 | … | 论坛."""
    above = ["清晨的渔港刚刚醒来，今年还要", "在码头的新仓库里举办科技"]
    rows = rows_of(*above, "", "志愿者在洱海边捡拾垃圾。", "（图片由环境局提供）", "", "论坛，商贩们也可以来听一听。")
    values = compute_features(rows, Extent(2, 2, 4), credit_only=True)
    assert values["goes_past"] > values["goes_in"]
    assert find_likeliest(rows, 3, 4, 0, credit_only=True) == Extent(2, 2, 4)


def test_words_that_meet_past_a_caption_and_stand_together_elsewhere_bridge_it():
    """岸边的 | 商贩: the page has these characters together, so that the sentence goes on there."""
    rows = rows_of(*STORY[:2], *CAPTION, "张三 摄", "商贩围了过来，问起价钱。", "等在岸边的商贩多了。")
    values = compute_features(rows, Extent(2, 2, 5), credit_only=True)
    assert values["bridged_seam"] == 3


def test_the_first_row_of_a_caption_speaks_of_what_the_others_say():
    """A row of the story above has words of the story, and none of the caption."""
    rows = rows_of(*STORY, "等在岸边的商贩围了过来", *CAPTION, "市民拿到资料。", "张三 摄")
    with_row, without = (compute_features(rows, Extent(at, at, 7), credit_only=True)["own_topic"] for at in (3, 4))
    assert with_row == 1.0 and without <= 0


def test_a_title_of_two_rows_is_as_good_as_the_worse_of_them():
    """The headline of the story above is no first row of a photo's title: it speaks of that story alone."""
    rows = rows_of(*STORY, "", "渔港商贩问价钱", "垃圾分类进市场", *CAPTION, "张三 摄")
    alone, both = (compute_features(rows, Extent(start, 5, 8), credit_only=True)["title_topic"] for start in (4, 3))
    assert both < 0 < alone
