"""Headlines: which of them is whose, before the story, after it or elsewhere on the page."""

from __future__ import annotations

from random import Random

from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import Row
from bot.reader.stories.headlines import assign_headlines, is_wrapped
from bot.text.positioned_text import PositionedText
from tests.support.reading import read_text

FISH = "清晨的渔港刚刚醒来，船老大把鲜鱼抬上码头，等在渔港岸边的商贩围了过来。"
BRIDGE = "跨江新桥今天通车，全长两公里，从城东到城西只要五分钟。"
LAMPS = "元宵花灯会昨晚开幕，两千盏花灯沿河点亮，市民扶老携幼前来看灯。"


def row(text: str, gap: int = 0, *, marked: bool = False) -> RowRole:
    """One row of display type."""
    return RowRole(Row.from_text(PositionedText.from_line(text, 0, 1), 0.0, gap), Role.DISPLAY, None, marked)


def dealt(borders: list[list[RowRole]], stories: list[str]) -> tuple[list[list[str]], list[str]]:
    """The texts of each story's headline and of what nobody takes."""
    heads, stray = assign_headlines(borders, stories)
    return [[head.row.text for head in own] for own in heads], [head.row.text for head in stray]


def test_a_headline_goes_to_the_story_below() -> None:
    """Where nothing else tells, a headline stands before its story."""
    borders = [[row("渔港醒得早")], [row("跨江新桥通车")], []]
    assert dealt(borders, [FISH, BRIDGE])[0] == [["渔港醒得早"], ["跨江新桥通车"]]


def test_a_headline_after_its_story_goes_back_to_it() -> None:
    """What a headline says outweighs where it stands."""
    borders = [[], [row("渔港刚刚醒来")], [row("跨江新桥通车")]]
    assert dealt(borders, [FISH, BRIDGE])[0] == [["渔港刚刚醒来"], ["跨江新桥通车"]]


def test_a_heap_of_headlines_at_the_page_end_is_dealt_out() -> None:
    """Headlines in one place, parted by space, go each to its own story, wherever that stands."""
    heap = [row("花灯会昨晚开幕", 1), row("渔港的早晨", 1), row("新桥通车", 1)]
    heads, stray = dealt([[], [], [], heap], [FISH, BRIDGE, LAMPS])
    assert (heads, stray) == ([["渔港的早晨"], ["新桥通车"], ["花灯会昨晚开幕"]], [])


def test_no_story_has_two_headlines_while_another_has_none() -> None:
    """Of two headlines in one place the one that says less of the first story goes to the story without."""
    heap = [row("渔港的早晨", 1), row("两千盏花灯", 1)]
    assert dealt([[], [], heap], [FISH, LAMPS])[0] == [["渔港的早晨"], ["两千盏花灯"]]


def test_the_name_of_a_column_in_brackets_says_nothing_of_the_story() -> None:
    """A deck that ends in one, broken over rows, stays with its headline, though another story has words of it."""
    head = [row("江城渔港", 1), row("鲜鱼满舱日子甜（", 0), row("花灯会·沿河点灯", 0), row("两千盏花灯见闻）", 0)]
    assert dealt([head, [row("元宵花灯会开幕", 1)], []], [FISH, LAMPS])[0][0] == [entry.row.text for entry in head]


def test_rows_right_below_each_other_are_one_headline() -> None:
    """A word in common with a story that has no headline does not take a row away, unless a blank line parts it."""
    assert dealt([[row("渔港醒得早", 1), row("跨江的人家见", 0)], [], []], [FISH, BRIDGE])[0] == [
        ["渔港醒得早", "跨江的人家见"],
        [],
    ]
    assert dealt([[row("渔港醒得早", 1), row("跨江的人家见", 1)], [], []], [FISH, BRIDGE])[0] == [
        ["渔港醒得早"],
        ["跨江的人家见"],
    ]


def test_a_deck_that_is_broken_into_rows_counts_once() -> None:
    """Two decks in five narrow rows, a space between them, are one headline of two decks and not of five."""
    rows = [row("各位渔民清早", 1), row("出海回港之后", 0), row("鲜鱼上岸", 1), row("市民抢购", 0), row("价钱平稳", 0)]
    assert dealt([rows, []], [FISH])[0] == [[one.row.text for one in rows]]


def test_a_slogan_belongs_to_nobody() -> None:
    """Display type that shares no words with any story is left over where each story has its own."""
    assert dealt([[row("渔港醒得早")], [row("读懂身边事", 3)]], [FISH])[1] == ["读懂身边事"]


def test_a_marked_headline_stands_before_its_story() -> None:
    """With # before it, a headline is the story's below, whatever it says."""
    borders = [[], [row("渔港之外", marked=True)], []]
    assert dealt(borders, [FISH, BRIDGE])[0] == [[], ["渔港之外"]]


def test_rows_of_one_deck_are_told_by_the_word_between() -> None:
    """A row goes on in the next within a word or a quotation, and a dash begins a deck of its own."""
    assert is_wrapped("跨江新桥今天通", "车")
    assert is_wrapped("一座“会呼", "吸”的桥")
    assert not is_wrapped("跨江新桥通车", "——记城东建设者")


def test_decks_are_joined_with_one_space() -> None:
    """A headline of two decks is one headline."""
    page = f"跨江新桥通车\n城东到城西五分钟\n记者 王小雨\n\n{BRIDGE}\n"
    assert read_text(page)[0].headline == "跨江新桥通车 城东到城西五分钟"


def test_headlines_one_below_the_other_are_dealt_out_where_the_stories_have_none() -> None:
    """A list of headlines at the top, with one space throughout, is not one headline of the first story."""
    heap = [row("花灯会昨晚开幕", 1), row("渔港的早晨", 1), row("新桥通车", 1)]
    assert dealt([heap, [], [], []], [FISH, BRIDGE, LAMPS])[0] == [["渔港的早晨"], ["新桥通车"], ["花灯会昨晚开幕"]]


def test_a_columns_name_above_a_headline_is_no_part_of_it() -> None:
    """●特写 and a short name that the story does not speak of stand above headlines of a column."""
    for label in ("●特写", "今日谈", "百姓说事"):
        found = read_text(f"{label}\n跨江新桥通车了\n记者 王小雨\n　　{BRIDGE}\n", "page.txt")
        assert [article.headline for article in found] == ["跨江新桥通车了"]


def test_a_kicker_without_a_mark_belongs_to_the_marked_headline_below() -> None:
    """Where headlines have "# ", the line above one has none; "## " below marks a subheading, not a story."""
    page = (
        f"只要五分钟\n\n# 跨江新桥通车\n\n记者 王小雨\n\n{BRIDGE}\n\n## 两岸更近了\n\n{BRIDGE}\n\n"
        f"# 渔港醒得早\n\n记者 李晓明\n\n{FISH}\n"
    )
    found = read_text(page, "page.txt")
    assert [article.headline for article in found] == ["只要五分钟 跨江新桥通车", "渔港醒得早"]
    assert found[0].paragraphs[1] == "两岸更近了"


def test_a_marked_row_that_begins_with_a_dash_is_a_deck() -> None:
    """Two rows with a mark each are two headlines, but —— goes on with the row above."""
    head = [row("渔港醒得早", 1, marked=True), row("——清晨码头见闻", 0, marked=True)]
    assert dealt([head, []], [FISH]) == ([["渔港醒得早", "——清晨码头见闻"]], [])


def test_a_label_at_the_page_end_takes_no_story_from_its_headline() -> None:
    """Display type that says nothing of any story is nobody's, though every story would be likelier than nobody."""
    heads, stray = dealt(
        [[row("跨江新桥通车", 1)], [row("渔港的早晨", 1)], [row("花灯会开幕", 1)], [row("今日八版", 1)]],
        [BRIDGE, FISH, LAMPS],
    )
    assert (heads, stray) == ([["跨江新桥通车"], ["渔港的早晨"], ["花灯会开幕"]], ["今日八版"])


def test_marked_rows_right_below_each_other_are_one_headline() -> None:
    """Each row of a headline of a PDF has a mark; a blank line between two marked rows parts two headlines."""
    both = [row("渔港醒得早", 1, marked=True), row("”的第一船鱼", 0, marked=True)]
    assert dealt([both, []], [FISH]) == ([["渔港醒得早", "”的第一船鱼"]], [])
    apart = [row("花灯会昨晚开幕", 1, marked=True), row("渔港醒得早", 1, marked=True)]
    assert dealt([apart, []], [FISH]) == ([["渔港醒得早"]], ["花灯会昨晚开幕"])


def test_no_story_has_two_headlines_on_a_page_full_of_display_type() -> None:
    """Of forty-four rows around ten stories, those of a story's headline stand in one place, however many are left."""
    random = Random(1)
    texts = ["".join(random.choices(FISH + BRIDGE + LAMPS, k=200)) for _ in range(10)]
    borders = [[row("".join(random.choices(FISH + BRIDGE, k=10)), 1) for _ in range(4)] for _ in range(11)]
    heads, stray = dealt(borders, texts)
    places = {entry.row.text: number for number, rows in enumerate(borders) for entry in rows}
    assert all(len({places[text] for text in head}) <= 1 for head in heads)
    assert sum(map(len, heads)) + len(stray) == 44
