"""Doubtful rows: decided once more together with their neighbours, once all roles and captions are known."""

from collections.abc import Mapping, Sequence

import pytest

from bot.reader.lines.page_style import measure_page_style
from bot.reader.lines.roles import Role, RowRole, assign_roles
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import read_rows
from bot.reader.stories.captions import find_captions
from bot.reader.stories.doubt_weights import DOUBT_MODEL
from bot.reader.stories.doubts import DOUBT, DoubtfulRows, find_readings, reconsider
from bot.records import Page

BODY, DISPLAY = Role.BODY, Role.DISPLAY

HARBOUR = [
    "　　清晨的渔港刚刚醒来，船老大把一筐",
    "筐鲜鱼抬上码头，等在岸边的商贩围了过",
    "来，你一言我一语地问起了今天的价钱。",
    "　　到了九点，码头又安静下来，只有海",
    "鸥还在防波堤上走来走去。",
]


def read_roles(lines: Sequence[str], scores: Mapping[str, float]) -> list[RowRole]:
    """The roles of a page's rows where the headline model gives some of them these scores, and no others."""
    rows = read_rows(Page("page.txt", "\n".join(lines)))
    style = measure_page_style(rows)
    features = RowFeatures(rows, style)
    roles = assign_roles(features, lambda row, _: scores.get(row.plain, -2 * DOUBT))
    return reconsider(roles, find_captions(roles, style), features)


def display_of(roles: Sequence[RowRole]) -> list[str]:
    """The rows of display type."""
    return [entry.row.plain for entry in roles if entry.role is DISPLAY]


@pytest.mark.parametrize(("count", "expected"), [(1, 2), (2, 4), (3, 8), (4, 16), (5, 30), (8, 128)])
def test_rows_are_read_in_every_way_with_three_changes_at_most(count: int, expected: int) -> None:
    """n rows have two readings for each choice of at most three of the n - 1 borders between them."""
    readings = find_readings(count)
    assert len(set(readings)) == len(readings) == expected


def test_a_line_that_goes_on_in_the_last_words_of_a_story_is_text() -> None:
    """Nothing stands below a headline but a few words: the row is the first half of a sentence."""
    lines = [*HARBOUR, "全市渔业协会的副主席林一", "帆出席。", "", "", "跨江新桥今天通车", *HARBOUR]
    scores = {"全市渔业协会的副主席林一": 1.0, "跨江新桥今天通车": 9.0}
    assert display_of(read_roles(lines, scores)) == ["跨江新桥今天通车"]


def test_the_second_row_of_a_headline_goes_with_the_first() -> None:
    """A headline that is broken in a word which the story has is one, though its second row may be text by itself."""
    story = ["　　今年春天，城东的防波堤加高了半米，", "风浪再大，船也停得稳，渔民睡得踏实。"]
    lines = [*HARBOUR, "", "老码头的防波", "堤加高了半米", "", *story]
    scores = {"老码头的防波": 9.0, "堤加高了半米": -0.5}
    assert display_of(read_roles(lines, scores)) == ["老码头的防波", "堤加高了半米"]


def test_a_sentence_that_goes_on_past_a_row_makes_it_a_pull_quote() -> None:
    """Words of the page amid a sentence are a quote in large type, though the column has its width."""
    quote = "海鸥还在防波堤上走来走去"
    lines = [*HARBOUR[:2], quote, *HARBOUR[2:]]
    assert display_of(read_roles(lines, {quote: -0.5})) == [quote]


def test_a_first_line_that_lost_its_indent_is_text() -> None:
    """Where paragraphs begin narrower by two characters, a phrase as wide as that begins the paragraph."""
    first = "清江市渔业协会的会长"
    paragraphs = [
        "新桥的两侧昨天留出了",
        "八个路口和两段上坡道，可",
        "供车辆通行。",
        "从城东开车过桥到城西",
        "只要五分钟，比从前快一刻",
        "钟还多。",
    ]
    lines = [*paragraphs, first, "林一帆上午也赶到码头看鱼", "，他说今年的鱼比去年多。", *paragraphs]
    assert display_of(read_roles(lines, {first: 4.5})) == []


def test_sure_rows_keep_their_roles() -> None:
    """A row whose score is far from 0 is what the headline model says, whatever stands around."""
    lines = [*HARBOUR, "全市渔业协会的副主席林一", "帆出席。", *HARBOUR]
    score = {"全市渔业协会的副主席林一": DOUBT + 1}
    assert display_of(read_roles(lines, score)) == list(score)


def test_a_run_ends_at_sure_rows_and_after_eight() -> None:
    """Rows of captions and furniture stand in no run."""
    names = [f"渔港第{number}码头" for number in "一二三四五六七八九十"]
    lines = ["2023年3月5日 星期日", *HARBOUR, *names, *HARBOUR]
    rows = read_rows(Page("page.txt", "\n".join(lines)))
    features = RowFeatures(rows, measure_page_style(rows))
    roles = assign_roles(features, lambda row, _: 1.0 if row.plain in names else -2 * DOUBT)
    runs = list(DoubtfulRows(roles, [], features).find_runs())
    assert runs == [(5, 13), (13, 15)]


def test_every_feature_has_a_value() -> None:
    """The features of a reading are those of the model, and those of the rows as they were are kept."""
    rows = read_rows(Page("page.txt", "\n".join(HARBOUR)))
    features = RowFeatures(rows, measure_page_style(rows))
    roles = assign_roles(features, lambda row, _: -1.0)
    values = DoubtfulRows(roles, [], features).compute_features(0, (BODY, BODY))
    assert values.keys() == DOUBT_MODEL.weights.keys()
    assert (values["kept"], values["score"], values["rows"]) == (2, 0, 0)


def test_a_page_of_nothing_but_doubts_keeps_its_roles() -> None:
    """A table has hundreds of doubtful rows; to compare all their readings would take seconds."""
    rows = read_rows(Page("page.txt", "2020年1月1日 12.5%\n" * 200))
    features = RowFeatures(rows, measure_page_style(rows))
    roles = assign_roles(features, lambda row, _: -1.0)
    assert reconsider(roles, [], features) == roles


def test_a_quote_amid_a_sentence_parts_no_paragraph() -> None:
    """Display type with space around that repeats words of the page is a quote where a sentence goes on past it."""
    quote = "海鸥还在防波堤上走来走去"
    lines = [*HARBOUR[:2], "", quote, "", *HARBOUR[2:]]
    roles = {entry.row.plain: entry.role for entry in read_roles(lines, {quote: 9.0})}
    assert roles[quote] is Role.QUOTE
    roles = {entry.row.plain: entry.role for entry in read_roles([*HARBOUR, "", quote, "", *HARBOUR], {quote: 9.0})}
    assert roles[quote] is DISPLAY


def test_a_quote_amid_a_sentence_is_one_however_much_it_looks_like_text() -> None:
    """Where all words of a row stand elsewhere and the sentence goes on past it, its look alone does not decide."""
    quote = "海鸥还在防波堤上走来走去"
    lines = [*HARBOUR[:2], "", quote, "", *HARBOUR[2:]]
    roles = {entry.row.plain: entry.role for entry in read_roles(lines, {quote: -7.0})}
    assert roles[quote] is Role.QUOTE
