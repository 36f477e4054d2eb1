"""Features of rows: what each shows by itself and beside its neighbours."""

from bot.reader.lines.page_style import measure_page_style
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import read_rows
from bot.records import Page

BODY = "清晨的渔港刚刚醒来，船老大\n把一筐筐鲜鱼抬上码头，等在岸边的\n商贩围了过来，你一言我一语地问\n起了价钱。\n"


def features_of(text):
    """The features of a page's rows."""
    rows = read_rows(Page("page.txt", text))
    return RowFeatures(rows, measure_page_style(rows))


def test_a_title_alone_is_a_byline_without_names():
    """The names stand on the next row; a lead-in is no byline."""
    title, names, leadin, body = features_of("本报记者\n王小雨 李华\n本报讯（记者 王小雨）清晨\n渔港醒来。").bylines
    assert title is not None and title.names == ()
    assert names is not None and names.names == ("王小雨", "李华")
    assert leadin is None and body is None


def test_rows_inside_the_brackets_of_a_byline_are_known():
    """From the row below the opening bracket to the one that closes it."""
    page = "老周回来了。（记者 王\n小雨 通讯员\n李华）\n渔港醒来。\n"
    assert features_of(page).in_brackets == [False, True, True, False]


def test_a_byline_in_brackets_closes_the_text_above_it():
    """On one row or broken over two; a photo's credit does, too."""
    assert features_of("老周回来了\n（王小雨）\n").closed == [False, True]
    assert features_of("老周回来了。（记者\n王小雨）\n新桥通车").closed == [False, True, False]
    assert features_of("渔船归来 王小雨 摄\n").closed == [True]


def test_the_mark_that_a_story_goes_on_elsewhere_closes_a_row():
    """The sentence stops there for this page."""
    assert features_of("老周\n回来了，他说（下转第3版）\n渔港醒得早\n").closed == [False, True, False]


def test_the_end_of_a_broken_credit_belongs_to_the_row_above():
    """摄 and 摄影报道 alone are what did not fit; a credit of its own is none."""
    assert features_of("渔船归来，码头忙。 记者 王小雨\n摄\n渔港醒得早\n").ends_text == [False, True, False]
    assert features_of("渔船归来，码头忙。\n王小雨 摄\n").ends_text == [False, False]


def test_the_width_of_a_column_is_usual_and_that_of_a_headline_is_not():
    """By the rows around that end no sentence."""
    column = "清晨的渔港刚刚醒来船老大把鱼\n" * 20
    usual = features_of(f"渔港醒得早\n{column}").usual_width
    assert usual[0] == 0.0
    assert usual[1] == usual[-1] == 1.0


def test_a_row_that_cannot_be_body_text_is_fixed():
    """Furniture, and a byline with a title; names alone depend on what stands around."""
    page = f"海州日报 2023年5月18日 星期四\n渔港醒得早\n记者 王小雨\n{BODY}王小雨\n"
    fixed = features_of(page).fixed
    assert fixed[:3] == [True, False, True]
    assert not fixed[-1]


def test_a_justified_row_is_as_wide_as_without_its_spaces():
    """Spaces that only fill the column are no part of the width."""
    features = features_of("渔 港 的 清 晨 热 闹 非 凡\n渔港的清晨热闹非凡\n")
    assert features.justified == [True, False]
    assert features.widths[0] == features.widths[1] == 9.0


def test_rows_without_an_end_lead_to_the_leadin_below():
    """From the last space on; the text above them ends its sentence."""
    page = "街边小店开张。\n\n小巷里的\n修鞋铺又\n亮起了灯\n\n本报讯（记者 王小雨）修了四十年鞋的老周回来了。\n"
    assert features_of(page).leads == [False, True, True, True, False]


def test_a_few_rows_with_space_around_are_a_block():
    """No sentence ends in it, and no word goes on into it or out of it."""
    page = f"{BODY}\n跨江新桥\n今日通车\n\n{BODY}"
    assert features_of(page).in_block[3:7] == [False, True, True, False]


def test_rows_closer_than_the_pages_lines_are_set_close():
    """Where a blank stands between all lines, two without one belong together."""
    lines = [f"渔港第{number}条船靠岸，船老大把鲜鱼抬上码头。" for number in "一二三四"]
    page = "\n\n".join([*lines[:2], "跨江新桥\n今日通车", *lines[2:]])
    assert features_of(page).close_set == [False, False, True, True, False, False]


def test_only_prose_tells_how_wide_a_column_is():
    """A row with punctuation, or one as wide beside it; a headline's decks may be of equal width, too."""
    assert features_of(f"渔港醒得早\n夜市开得晚\n\n{BODY}").tells_column[:3] == [False, False, True]


def test_every_line_of_a_page_may_be_a_whole_paragraph():
    """A long row with commas and without an end shows that lines were cut."""
    story = "跨江新桥今天上午通车，全长两公里，从城东到城西只要五分钟，比从前快了半个多小时。"
    assert features_of(f"{story}\n\n渔港醒得早\n\n{story}\n").whole_lines
    assert not features_of(f"{story[:-1]}\n\n渔港醒得早\n\n{story}\n").whole_lines


def test_a_row_may_be_the_end_of_the_text_above():
    """The closing quote that did not fit, the second half of a jump mark, and names in brackets."""
    assert features_of("他说：“好。\n”\n").ends_text == [False, True]
    assert features_of("等在岸边（下转第\n3版）\n").ends_text == [False, True]
    assert features_of("老周回来了。\n（税小雨 景川）\n").ends_text == [False, True]
    assert features_of("老周回来了。\n3版\n").ends_text == [False, False]


def test_a_slogan_over_a_byline_is_a_headline():
    """Elsewhere it fills a gap."""
    assert features_of("节约用水人人有责\n记者 王小雨\n清晨的渔港。").furniture == [False, False, False]
    assert features_of("清晨的渔港。\n\n节约用水人人有责\n").furniture == [False, True]


def test_a_number_within_a_sentence_is_no_page_number():
    """The row above must end its sentence, and none may go on below."""
    assert features_of("清晨的渔港。\n\n8 城市周刊\n").furniture == [False, True]
    assert features_of("清晨的渔港留出\n8 城市周刊\n").furniture == [False, False]


def test_an_unknown_name_over_the_head_line_is_the_papers():
    """今日海州 above the section and the page number."""
    assert features_of("今日海州\n第6版\n渔港醒得早\n清晨的渔港。").furniture == [True, True, False, False]


def test_a_date_that_begins_a_sentence_is_no_furniture():
    """The comma on the next row goes on from it; a date over a headline stands alone."""
    assert features_of("渔港醒来了。\n2018年4月16日\n，新桥通车了。\n").furniture == [False, False, False]
    assert features_of("2018年4月16日\n渔港醒得早\n清晨的渔港。\n").furniture == [True, False, False]


def test_a_number_that_counts_what_stands_below_is_no_furniture():
    """Nor is a day cut off its sign; but the number of a page stands over the name of a section."""
    assert features_of("11\n名船长昨天出海。\n").furniture == [False, False]
    assert features_of("2019年12月7\n日，渔港醒得早。\n").furniture == [False, False]
    assert features_of("A03\n时政\n").furniture == [True, True]
