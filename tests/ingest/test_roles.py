"""Roles: which row of a page is body text, display type, byline, jump mark or furniture."""

from __future__ import annotations

from bot.ingest.habits import page_habits
from bot.ingest.roles import assign_roles
from bot.ingest.rows import read_rows
from bot.records import Page

BODY = "　　清晨的渔港刚刚醒来，船老大\n把一筐筐鲜鱼抬上码头，等在岸边的\n商贩围了过来，你一言我一语地问\n起了价钱。\n"


def roles_of(text: str) -> list[str]:
    """The role of every row, in order."""
    rows = read_rows(Page("page.txt", text))
    return [entry.role.value for entry in assign_roles(rows, page_habits(rows))]


def test_headline_byline_and_body_are_told_apart() -> None:
    """A short line over a byline is display type, and the lines that fill their column are body text."""
    assert roles_of(f"渔港醒得早\n记者 王小雨\n{BODY}") == ["display", "byline", *["body"] * 4]


def test_every_row_of_a_broken_headline_leads_to_the_leadin() -> None:
    """Rows without a sentence's end, from a space down to a lead-in, are display type, however narrow the column."""
    page = "街边小店开张。\n\n小巷里的\n修鞋铺又\n亮起了灯\n\n本报讯（记者\n王小雨） 修\n了四十年鞋的\n老周回来了。\n"
    assert roles_of(page)[1:4] == ["display"] * 3


def test_a_headline_broken_within_a_quotation_is_whole() -> None:
    """A row that begins with the closing quote of the headline's row above is no body text."""
    page = "街边小店开张。\n\n一条“银色小\n鱼”的旅程\n\n本报讯（记者\n王小雨） 鱼\n从港口出发，\n走了三百里。\n"
    assert roles_of(page)[1:3] == ["display"] * 2


def test_a_mark_for_a_byline_makes_names_a_byline_anywhere() -> None:
    """◎ before names says that they are a byline, even where no headline stands above."""
    assert roles_of(f"{BODY}\n◎ 王小雨\n\n{BODY}")[4] == "byline"


def test_furniture_has_no_part_in_a_story() -> None:
    """A page's head line with its paper and site in wide letters, and its makers, are furniture."""
    page = f"海州日报 ｗｗｗ.ｈｚｒｂ.ｃｎ\n{BODY}责任编辑：王小雨 版式：李晓明\n"
    assert [roles_of(page)[0], roles_of(page)[-1]] == ["furniture", "furniture"]


def test_a_jump_mark_broken_by_the_line_end_is_no_headline() -> None:
    """The second half of （下转第3版） goes with the body row above it."""
    page = (
        "清晨的渔港刚刚醒来，船老大把一筐\n筐鲜鱼抬上码头，等在岸边（下转第\n3版）\n\n"
        "新桥今日通车\n\n本报讯（记者 王小雨） 桥长两公里。\n"
    )
    assert roles_of(page)[2:4] == ["body", "display"]


def test_a_text_line_amid_a_sentence_is_body_text() -> None:
    """A line that goes on from a word above is body text, though a photo follows it and it is short."""
    page = "渔港醒得早\n记者 王小雨\n" + BODY.replace("问\n起了价钱。", "问起了价\n钱，谁也不肯让。")
    assert roles_of(page)[2:] == ["body"] * 4


def test_a_pull_quote_is_display_type_with_its_short_last_row() -> None:
    """Rows that repeat the page's words, and the few characters that are left of them, are display type."""
    page = (
        "清晨的渔港刚刚醒来，船老大把一筐\n筐鲜鱼抬上码头，等在岸边的商贩围\n\n谁来得早谁就能挑到最大的\n鱼虾\n\n"
        "了过来。老周说，谁来得早谁就能挑\n到最大的鱼虾，这是码头的规矩。\n"
    )
    assert roles_of(page)[2:4] == ["display"] * 2


def test_a_couplet_with_a_comma_is_a_headline() -> None:
    """Two clauses of one length with a comma between stand over a text as its headline."""
    long = "今年以来，全镇新开工项目十二个，总投资三十亿元，其中亿元以上的项目七个，较去年同期增加了两个。"
    assert roles_of(f"{long}\n\n激活一池春水,建好一方家园\n\n{long}\n")[1] == "display"


def test_a_quote_amid_the_words_that_it_quotes_is_told_from_them() -> None:
    """Of words that stand twice, the ones set as whole rows are the quote; the rows that they repeat stay body text."""
    page = (
        "清晨的渔港刚刚醒来，船老大把一筐\n筐鲜鱼抬上码头，谁来得早谁就能挑\n\n谁来得早谁就\n能挑到最大的\n\n"
        "到最大的鱼虾，这是码头的老规矩，\n老周守了四十年。\n"
    )
    assert roles_of(page) == ["body", "body", "display", "display", "body", "body"]


def test_a_jump_mark_without_brackets_leaves_the_words_behind_it() -> None:
    """▲上接1版 may have the first words of its story on the same line: only the mark is one."""
    page = "▲上接1版码头，等在岸边的商贩围\n了过来。老周说，谁来得早谁就能挑\n到最大的鱼虾，这是码头的规矩。\n"
    assert roles_of(page) == ["body"] * 3


def test_a_leadin_broken_by_the_line_end_is_no_byline() -> None:
    """本报讯 记者王小雨 under a headline goes on with 报道 in the next row."""
    page = "渔港醒得早\n\n本报讯 记者王小雨\n报道：清晨的渔港刚刚醒\n来，船老大把鲜鱼抬上了\n码头。\n"
    assert roles_of(page)[:2] == ["display", "body"]


def test_a_pen_name_is_a_byline_where_stories_are_signed_with_names_alone() -> None:
    """经纬 under a headline is who wrote it, on a page whose other stories name their authors in the same way."""
    story = "{}\n\n{}\n\n清晨的渔港刚刚醒来，船老大把一筐筐鲜鱼抬上码头，等在岸边的商贩围了过来。\n\n"
    page = "".join(
        story.format(*pair) for pair in (("渔港醒得早", "王小雨"), ("新桥今通车", "李晓明"), ("花灯亮起来", "经纬"))
    )
    assert roles_of(page) == ["display", "byline", "body"] * 3
