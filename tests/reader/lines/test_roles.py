"""Roles: which row of a page is body text, display type, byline, jump mark or furniture."""

from __future__ import annotations

from bot.reader.lines.page_style import measure_page_style
from bot.reader.lines.roles import assign_roles
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import read_rows
from bot.records import Page

BODY = "　　清晨的渔港刚刚醒来，船老大\n把一筐筐鲜鱼抬上码头，等在岸边的\n商贩围了过来，你一言我一语地问\n起了价钱。\n"


def roles_of(text: str) -> list[str]:
    """The role of every row, in order."""
    rows = read_rows(Page("page.txt", text))
    return [entry.role.value for entry in assign_roles(RowFeatures(rows, measure_page_style(rows)))]


def test_headline_byline_and_body_are_told_apart() -> None:
    """A short line over a byline is display type, and the lines that fill their column are body text."""
    assert roles_of(f"渔港醒得早\n记者 王小雨\n{BODY}") == ["display", "byline", *["body"] * 4]


def test_every_row_of_a_broken_headline_leads_to_the_leadin() -> None:
    """Rows without a sentence's end, from a space down to a lead-in, are display type, however narrow the column."""
    page = "街边小店开张。\n\n小巷里的\n修鞋铺又\n亮起了灯\n\n本报讯（记者\n王小雨） 修\n了四十年鞋的\n老周回来了。\n"
    assert roles_of(page)[1:4] == ["display"] * 3


def test_a_text_may_begin_with_the_words_of_its_headline() -> None:
    """The narrow first line of a story below space repeats the headline, and is no deck of it."""
    body = (
        "渔港博物馆六日\n在城东开馆，第一批\n展品来自三个渔村的\n老人家里，有一百二\n十件。馆长说，每件\n都有故事。\n"
    )
    assert roles_of(f"渔港博物馆开馆\n\n{body}") == ["display", *["body"] * 6]


def test_a_headline_broken_within_a_quotation_is_whole() -> None:
    """A row that begins with the closing quote of the headline's row above is no body text."""
    page = "街边小店开张。\n\n一条“银色小\n鱼”的旅程\n\n本报讯（记者\n王小雨） 鱼\n从港口出发，\n走了三百里。\n"
    assert roles_of(page)[1:3] == ["display"] * 2


def test_a_mark_for_a_byline_makes_names_a_byline_anywhere() -> None:
    """◎ before names says that they are a byline, even where no headline stands above."""
    assert roles_of(f"{BODY}\n◎ 王小雨\n\n{BODY}")[4] == "byline"


def test_names_below_the_paragraph_that_sums_up_a_story_are_its_byline() -> None:
    """Where each line is a paragraph, one of them may stand between headline and byline; a second headline is none."""
    lead = "清晨的渔港刚刚醒来，船老大把一筐筐鲜鱼抬上码头，等在岸边的商贩围了过来，你一言我一语地问起了价钱。"
    text = "到了九点，码头又安静下来，只有海鸥还在防波堤上走来走去，等着下一班渔船回来，孩子们背着书包走过。"
    page = "渔港醒得早 夜市开得晚\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n"
    assert roles_of(page.format(lead, "李晓明 王小雨", text, text, lead))[1:3] == ["body", "byline"]
    assert roles_of(page.format(lead, "秋收忙", text, text, lead))[2] == "display"


def test_furniture_has_no_part_in_a_story() -> None:
    """A page's head line with its paper and site in wide letters, and its makers, are furniture."""
    page = f"海州日报 ｗｗｗ.ｈｚｒｂ.ｃｎ\n{BODY}责任编辑：王小雨 版式：李晓明\n"
    assert [roles_of(page)[0], roles_of(page)[-1]] == ["furniture", "furniture"]


def test_a_jump_mark_broken_by_the_line_end_is_no_headline() -> None:
    """The second half of （下转第3版） goes with the body row above it."""
    page = (
        "渔港醒得早\n记者 王小雨\n\n清晨的渔港刚刚醒来，船老大把一筐\n筐鲜鱼抬上码头，等在岸边（下转第\n3版）\n\n"
        "新桥今日通车\n\n本报讯（记者 王小雨） 桥长两公里。\n"
    )
    assert roles_of(page)[4:6] == ["body", "display"]


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


def test_a_full_line_amid_a_sentence_is_no_byline() -> None:
    """永明告诉记者，… names nobody's story where it fills the column and a sentence goes on through it."""
    body = (
        "清晨的渔港刚刚醒来，\n船老大把鲜鱼抬上码头\n，等在岸边的商贩围过\n来，渔业协会的会长周\n"
        "永明告诉记者，在中秋\n前后，码头一天要上三\n百筐鲜鱼，比去年多。\n"
    )
    assert roles_of(f"渔港醒得早\n记者 王小雨\n\n{body}")[2:] == ["body"] * 7


def test_a_jump_mark_below_another_is_no_part_of_it() -> None:
    """▲（上接第1版） right below 下转第3版 begins a text."""
    above = "渔港醒得早\n记者 王小雨\n\n清晨的渔港刚刚醒来，船老大把一筐\n筐鲜鱼抬上码头，等在岸边的商贩▶\n下转第3版\n"
    assert roles_of(f"{above}\n▲（上接第1版）\n桥长两公里，两侧留出了八个路口。\n")[-2:] == ["jump", "body"]


def test_a_line_of_prose_that_looks_like_a_page_number_is_body_text() -> None:
    """A number beside a few characters is the page's only where no sentence goes on: not within a column."""
    body = "　　这座新桥的两侧都留出了\n8 个路口和两段上下坡道\n可供车辆通行，从城东开到\n城西只要五分钟。\n"
    page = f"新桥今日通车\n记者 王小雨\n{body}\n渔港醒得早\n记者 王小雨\n{BODY * 3}"
    assert roles_of(page)[2:6] == ["body"] * 4


def test_the_same_line_at_the_foot_of_the_page_is_furniture() -> None:
    """After the last sentence a number and a section's name belong to the page."""
    assert roles_of(f"渔港醒得早\n记者 王小雨\n{BODY}\n8 城市周刊\n")[-1] == "furniture"


def test_lines_that_no_article_has_are_furniture() -> None:
    """The weather, a code to scan, a warning, makers with their telephone, a head line with an unknown paper."""
    weather, code, warning = (
        "今日天气：多云转晴 9℃~17℃ 东风2级",
        "扫描二维码 关注“海州发布”",
        "本版稿件未经授权不得转载",
    )
    lines = weather, code, warning, "编辑 王小雨 电话：0571-85310000", "今日海州 民生·6"
    page = f"渔港醒得早\n记者 王小雨\n{BODY}\n" + "\n\n".join(lines)
    assert roles_of(page)[6:] == ["furniture"] * 5


def test_the_name_of_a_paper_between_its_furniture_is_furniture() -> None:
    """A short name above the section and the page number is no headline."""
    assert roles_of(f"今日海州\n\n民生·6\n\n渔港醒得早\n记者 王小雨\n{BODY}")[:3] == [
        "furniture",
        "furniture",
        "display",
    ]


def test_a_name_that_ends_like_a_sections_is_a_headline_above_a_story() -> None:
    """Only above a headline is a line that ends in 简讯 a label."""
    page = f"{BODY}\n海州民生简讯\n●图书馆延长开放，每晚到九点。\n●公交十二路增开夜班车，末班十点。\n"
    assert roles_of(page)[4] == "display"


def test_the_end_of_a_jump_mark_is_never_a_headline() -> None:
    """A row with （下转第2版） at its end is the end of a column, though no sentence ends in it."""
    body = "　　清晨的渔港刚刚醒来，\n船老大把鲜鱼抬上码头，来\n自各地的▶下转第2版\n"
    page = f"渔港醒得早\n王小雨\n{body}\n跨江新桥通车\n王小雨\n"
    assert roles_of(page)[2:5] == ["body"] * 3


def test_where_every_line_is_a_paragraph_one_without_an_end_is_a_headline() -> None:
    """On a page of whole paragraphs a comma does not make body text of a line."""
    story = "跨江新桥今天上午通车，全长两公里，从城东到城西只要五分钟，比从前快了半个多小时。"
    page = f"{story}\n\n{story}\n\n渔港醒得早，商贩笑开颜\n\n{story}\n\n{story}\n"
    assert roles_of(page) == ["body", "body", "display", "body", "body"]


def test_names_in_brackets_below_a_story_belong_to_it() -> None:
    """A row of nothing but brackets with names, under a finished sentence, is no headline."""
    assert roles_of(f"渔港醒得早\n\n{BODY}（税小雨 景川）\n")[-1] == "body"


def test_rows_that_stand_closer_than_the_pages_lines_are_a_headline() -> None:
    """Where a blank stands between all lines, two rows without one are decks, as wide as the column though they be."""
    lines = "清晨的渔港刚刚醒来，船老|大把一筐筐鲜鱼抬上码头，|等在岸边的商贩围了过来。".split("|")
    body = "\n\n".join(lines * 2)
    page = f"{body}\n\n渔港的清晨真正热闹非凡\n商贩围着鲜鱼问起了价钱\n\n{body.replace('渔', '海')}\n"
    assert roles_of(page)[6:8] == ["display", "display"]


def test_a_papers_motto_is_furniture() -> None:
    """Three words of two characters, or what the paper says of its news."""
    assert roles_of(f"渔港醒得早\n记者 王小雨\n{BODY}\n权威 贴近 好看\n\n讲海州好故事\n")[-2:] == ["furniture"] * 2


def test_names_are_no_motto_and_a_slogan_over_a_byline_is_a_headline() -> None:
    """Three names of two characters sign a story; a story may be headed by the words of a slogan."""
    assert roles_of(f"渔港醒得早\n王敏 李强 张华\n{BODY}")[:2] == ["display", "byline"]
    assert roles_of(f"节约用水人人有责\n记者 王小雨\n{BODY}")[:2] == ["display", "byline"]


def test_a_row_that_ends_with_a_comma_is_a_byline_only_above_more_names() -> None:
    """Above a sentence it is its first row: 本报记者王小雨， | 昨天…."""
    assert "byline" not in roles_of(f"{BODY}\n本报记者王小雨，\n昨天跟着船队出海，到了傍晚才回港。\n")
    assert roles_of(f"渔港醒得早\n本报记者 王小雨，\n通讯员 李晓明\n{BODY}")[1:3] == ["byline", "byline"]
