"""Paragraphs: lines of body text put together again."""

from __future__ import annotations

import pytest

from tests.support.reading import read_text


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of a page with one story."""
    return list(read_text(f"渔港醒得早\n记者 王小雨\n\n{body}")[0].paragraphs)


def test_an_indent_begins_a_paragraph() -> None:
    """Two ideographic spaces after a finished sentence begin a paragraph."""
    body = "　　渔港刚刚醒来，船老大\n把鲜鱼一筐筐抬上码头。\n　　商贩围了过来，你一言\n我一语地问起了价钱。\n"
    assert paragraphs_of(body) == [
        "渔港刚刚醒来，船老大把鲜鱼一筐筐抬上码头。",
        "商贩围了过来，你一言我一语地问起了价钱。",
    ]


def test_a_short_last_line_ends_a_paragraph() -> None:
    """Without an indent, a sentence that ends well before the column does ends its paragraph."""
    body = "渔港刚刚醒来，船老大把鲜鱼\n抬上码头。\n商贩围了过来，你一言我一语\n地问起了价钱，谁也不肯让。\n"
    assert paragraphs_of(body) == [
        "渔港刚刚醒来，船老大把鲜鱼抬上码头。",
        "商贩围了过来，你一言我一语地问起了价钱，谁也不肯让。",
    ]


def test_a_blank_line_within_a_sentence_is_no_border() -> None:
    """A paragraph cut by the end of a column goes on after the space."""
    body = "渔港刚刚醒来，船老大把鲜鱼\n抬上码头，等在岸边的商贩围\n\n了过来，问起了价钱，谁也不\n肯让。\n"
    assert paragraphs_of(body) == [
        "渔港刚刚醒来，船老大把鲜鱼抬上码头，等在岸边的商贩围了过来，问起了价钱，谁也不肯让。"
    ]


def test_spaces_from_justification_are_closed_up() -> None:
    """A spread line reads as if it were not spread."""
    body = "渔港刚刚醒来，船老大把鲜鱼\n抬 上 码 头 ， 等 在 岸 边 的\n商贩围了过来。\n"
    assert paragraphs_of(body) == ["渔港刚刚醒来，船老大把鲜鱼抬上码头，等在岸边的商贩围了过来。"]


def test_a_text_from_another_page_begins_a_paragraph() -> None:
    """（上接第1版） goes on with nothing above it, though the line above fills its column."""
    above = "渔港刚刚醒来，船老大把鲜鱼\n抬上码头，商贩也都围过来。\n"
    below = "（上接第1版）的价钱，谁也不\n肯让，到了九点码头静了。\n"
    first, second = read_text(f"渔港醒得早\n记者 王小雨\n\n{above}{below}")
    assert "".join(first.paragraphs).endswith("围过来。")
    assert (second.kind, second.paragraphs[0]) == ("fragment", "的价钱，谁也不肯让，到了九点码头静了。")


def test_a_text_that_goes_on_another_page_ends_its_paragraph() -> None:
    """Below （下转第3版） another story begins, though it has no headline and the column is full."""
    above = "渔港刚刚醒来，船老大把鲜鱼\n抬上码头（下转第3版）\n"
    below = "新桥昨天通车，市民扶老携幼\n赶来看桥，走了一遍又一遍。\n"
    first, second = read_text(f"渔港醒得早\n记者 王小雨\n\n{above}{below}")
    assert (first.kind, first.paragraphs[-1]) == ("fragment", "渔港刚刚醒来，船老大把鲜鱼抬上码头")
    assert second.paragraphs == ("新桥昨天通车，市民扶老携幼赶来看桥，走了一遍又一遍。",)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("渔港办了音乐节（Harbour Festi-", "val），来了", "渔港办了音乐节（Harbour Festival），来了"),
        ("渔港用上了新系统（AI-", "Agent），来了", "渔港用上了新系统（AI-Agent），来了"),
    ],
)
def test_the_hyphen_of_a_broken_word_goes(above, below, joined) -> None:
    """Small letters on both sides of the hyphen show a broken word; a name that begins with capitals keeps it."""
    body = f"　　{above}\n{below}三百个人。\n　　渔港刚刚醒来，船老大把鲜鱼抬上码头。\n"
    assert paragraphs_of(body)[0] == f"{joined}三百个人。"
