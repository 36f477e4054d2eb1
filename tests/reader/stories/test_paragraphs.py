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


ADVERTS = [
    "渡口茶楼急招服务员三名，月薪4000元。电话13712345678 李姐",
    "北街旺铺出租，年租5万元。5123456",
    "收购旧家具、旧书，价格从优，上门拉货。13987654321",
    "东门民房两间，月租600元，有院子，可养猫。5282344",
    "保姆阿珍，会做饭，住家5000元起，不住家另谈。13811112222",
    "家电维修，空调移机，百元起，随叫随到。5299118",
]
# a page's head
HEAD = "海州晚报\n2026年11月20日\nA08 分类广告"


def wrap(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize(
    ("before", "between", "width"),
    [("●", "\n", 15), ("　　", "\n", 15), ("", "\n\n", 15), ("", "\n\n", 100), ("", "\n", 16)],
    ids=["marks", "indents", "spaces", "a line each", "short last lines"],
)
def test_an_advert_ends_with_its_telephone(before: str, between: str, width: int) -> None:
    """However adverts are set apart, the number on one's last line is never the next one's, though no sentence ends."""
    page = between.join(wrap(before + advert, width) for advert in ADVERTS)
    read = [one.strip("●") for article in read_text(f"{HEAD}\n\n{page}\n") for one in article.paragraphs]
    assert read == ADVERTS


def test_a_text_goes_on_behind_a_telephone_number_at_the_end_of_a_full_line() -> None:
    """In running text a number stands anywhere."""
    body = "渔港刚刚醒来，要买鱼拨打5123456\n就有人送到家里，商贩说一天能送一百\n多家，谁也不肯落后。\n"
    assert len(paragraphs_of(body)) == 1


@pytest.mark.parametrize("signature", ["北街居民 赵先生", "后山村 李秀英"])
@pytest.mark.parametrize("place", ["\n　　　　", "　"], ids=["below", "behind"])
def test_the_signature_of_a_letter_is_no_headline(signature: str, place: str) -> None:
    """It ends the letter; the headlines of the stories below keep their own words."""
    letter = f"路灯不亮怎么办\n\n编辑同志：村口到小学的那段路没有灯，\n孩子们放学要摸黑走。{place}{signature}\n"
    sport = "县女排三连胜\n\n本报讯（记者 高飞）昨天晚上县女排以三\n比一胜了邻县队，进了决赛。\n"
    first, second = read_text(f"{letter}\n{sport}")
    assert (first.headline, second.headline) == ("路灯不亮怎么办", "县女排三连胜")
    assert first.paragraphs[-1].endswith(signature)


def test_the_label_of_a_note_amid_a_sentence_begins_no_paragraph() -> None:
    """链接： at the beginning of a line goes on with the full line above; below a sentence it begins a note."""
    text = "渔港刚刚醒来，船老大说，想看的人可以{}\n链接：那里有全部船期，也有天气，还有鱼价钱，\n每天早上六点换新。\n"
    assert len(paragraphs_of(text.format("点开下方"))) == 1
    assert paragraphs_of(text.format("来码头。"))[1].startswith("链接：")
