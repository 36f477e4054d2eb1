"""The masthead: what a page itself says of its newspaper, its date and its number."""

import pytest

from bot.reader.masthead import CERTAIN, page_key, read_masthead
from bot.records import Page

STORY = "渔港醒得早\n记者 王小雨\n" + "清晨的渔港刚刚醒来，船老大把鲜鱼抬上码头。\n" * 30


def facts(text):
    """Newspaper, date and page number of a page; None for what it does not say for certain."""
    masthead = read_masthead(Page("page.txt", text))
    scores = (masthead.newspaper.best, masthead.date.best, masthead.page.best)
    return tuple(value if points >= CERTAIN else None for value, points in scores)


@pytest.mark.parametrize(
    "head",
    [
        "海州日报 2023年5月18日 星期四 第3版 综合",
        "2023-05-18 | 海州日报 | 3版",
        "海州日报\n2023年5月18日\n第3版",
        "２０２３年\n５月１８日 星期四\n海州日报社主办 第三版",
        "海州日报 2023年5月18日 第3版 公告·服务",
        "二〇二三年五月十八日 农历癸卯年三月廿九 海州日报 第 3 版",
    ],
)
def test_the_head_line_says_where_a_page_comes_from(head):
    """In any order, on one line or several, in digits or Chinese numerals."""
    assert facts(f"{head}\n{STORY}") == ("海州日报", "2023-05-18", "3")


def test_a_story_is_not_listened_to():
    """Dates, papers and page numbers inside sentences belong to a story."""
    assert facts(f"{STORY}2023年5月18日，海州日报第3版刊登了消息。\n{STORY}") == (None, None, None)


def test_two_dates_with_as_much_for_them_are_neither_believed():
    """The page does not say which of them is its own."""
    assert facts(f"2023年5月18日 星期四\n2023年5月19日 星期五\n{STORY}")[1] is None


def test_a_date_under_a_notice_is_doubtful():
    """It stands alone at the foot of the page, as the date of a notice does."""
    score = read_masthead(Page("page.txt", f"{STORY}2023年5月18日\n")).date
    assert score.best[0] in (None, "2023-05-18") and score.best[1] < CERTAIN


def test_page_numbers_are_compared_by_letters_and_value():
    """03 and 3 are one page; A3 and B3 are two."""
    assert page_key("03") == page_key("3")
    assert page_key("A3") != page_key("B3")
