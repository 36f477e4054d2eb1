"""Phrases: what a newspaper's fixed words say about a line."""

import pytest

from bot.reader.lines import phrases


@pytest.mark.parametrize(
    "text", ["新桥通车。", "他说：“好。”", "真的吗？", "门票免费……", "船行两里。（王小雨）", "好！"]
)
def test_a_sentence_may_end_in_a_quote_or_before_a_bracket(text):
    """。！？… with closing quotes, and a byline in brackets after that."""
    assert phrases.ends_sentence(text)


@pytest.mark.parametrize("text", ["新桥通车", "新桥（二期）", "他说，", ""])
def test_a_text_without_a_mark_at_its_end_is_open(text):
    """A bracket alone ends nothing."""
    assert not phrases.ends_sentence(text)


def test_a_line_may_begin_inside_a_sentence():
    """With a closing mark, or with one character and a comma after it; a number with a comma begins anything."""
    assert phrases.begins_inside_sentence("，船老大把鲜鱼抬上码头") and phrases.begins_inside_sentence("里，等在岸边")
    assert not phrases.begins_inside_sentence("船老大，把鲜鱼抬上码头")
    assert not phrases.begins_inside_sentence("3,000人")
    assert not phrases.begins_inside_sentence("一、船老大把鲜鱼抬上码头")


def test_reports_begin_with_times_and_sources():
    """近日, 据了解, 在…，; a headline does so seldom."""
    assert all(map(phrases.begins_like_report, ["近日，新桥通车", "据了解，新桥", "在城东码头，新桥", "5月18日，新桥"]))
    assert not phrases.begins_like_report("渔港醒得早")


def test_a_connective_goes_on_from_something_said_before():
    """此外, 但, 他."""
    assert all(map(phrases.begins_with_connective, ["此外，新桥", "但新桥", "他说"]))
    assert not phrases.begins_with_connective("新桥今日通车")


def test_a_short_end_of_a_sentence_may_be_displaced():
    """模式。 may be the end of a text that stands elsewhere; a whole sentence is none."""
    assert phrases.find_displaced_end("模式。清晨的渔港") == 3
    assert phrases.is_displaced_end("模式。") and not phrases.is_displaced_end("模式。清晨")
    assert phrases.find_displaced_end("清晨的渔港刚刚醒来。") == 0


def test_a_word_may_cross_a_line_end():
    """供给方 | 面 is one word over two lines, 通车 | 花灯 are two; numbers and Latin words go on, too."""
    assert phrases.crosses_word("供给方", "面")
    assert not phrases.crosses_word("新桥通车", "花灯亮起")
    assert phrases.crosses_word("20", "22年")
    assert not phrases.crosses_word("", "年")


def test_a_number_goes_on_with_what_it_counts():
    """318 | 名选手 is one quantity over two lines."""
    assert phrases.splits_quantity("技能大赛 318", "名选手")
    assert not phrases.splits_quantity("民生 11", "本报讯")
    assert not phrases.splits_quantity("技能大赛", "名选手") and not phrases.splits_quantity("民生 6", "渔港醒得早")


@pytest.mark.parametrize("mark", ["（上接第1版）", "▲上接1版", "（紧接第一版）", "【上接A03版】"])
def test_a_mark_says_that_a_text_began_on_another_page(mark):
    """The mark's length is returned; words after it belong to the story."""
    assert phrases.find_continued_from(f"{mark}码头，等在岸边") == len(mark)
    assert phrases.find_continued_from("码头上接待了客人") == 0


@pytest.mark.parametrize("line", ["渔港醒得早（上接第1版）", "《渔港醒得早》上接1版", "《渔港醒得早》 【紧接A03版】"])
def test_a_title_may_have_the_mark_behind_it(line):
    """The title's length is returned: without 《》 its mark stands in brackets."""
    assert phrases.find_title_before_jump(line) == line.index("早") + 1 + line.count("》")


@pytest.mark.parametrize(
    "line",
    [
        "渔港上接1版",
        "渔港上接1版（综合）",
        "鱼多，人也多（上接第1版）",
        "（上接第1版）",
        "渔港醒得早（下转第3版）",
        "渔港",
    ],
)
def test_other_lines_have_no_title_before_the_mark(line):
    """Prose, a mark alone, and a mark that leads on are no title where a story goes on."""
    assert phrases.find_title_before_jump(line) == 0


@pytest.mark.parametrize("mark", ["（下转第3版）", "▶下转第2版", "（紧转02版）"])
def test_a_mark_says_that_a_text_goes_on_on_another_page(mark):
    """The place where it begins is returned; -1 where there is none."""
    assert phrases.find_continued_on(f"等在岸边{mark}") == 4
    assert phrases.find_continued_on("等在岸边。") == -1
    assert phrases.ends_jump("3版）")


def test_addresses_and_numbers_of_lists_are_told():
    """www.hzrb.cn and a part of it; 一、 （二） 3. ④."""
    assert phrases.is_address("www.hzrb.cn/news") and not phrases.is_address("网址www.hzrb.cn")
    assert all(map(phrases.is_list_heading, ["一、检修时间", "（二）地点", "3. 票价", "④开放", "第三条"]))
    assert not phrases.is_list_heading("一座新桥")


@pytest.mark.parametrize(
    ("text", "is_number"), [("13712345678", True), ("20315678", True), ("20221120", False), ("1234", False)]
)
def test_a_telephone_number_is_no_day(text, is_number):
    """A day in digits may stand alone on a row, too."""
    assert phrases.is_phone_number(text) == is_number
