"""Drafts: what an article holds, made of a story, a caption or display type."""

from bot.reader.drafts import Draft, add_titles, draft_notice
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import Row
from bot.records import Page
from bot.text.positioned_text import PositionedText
from tests.support.reading import read_text

BRIDGE = "跨江新桥今天通车，全长两公里，从城东到城西只要五分钟。建设者用了三年时间。"


def display(text, line=1, gap=0):
    """A row of display type."""
    return RowRole(Row.from_text(PositionedText.from_line(text, 100 * line, line), 0.0, gap), Role.DISPLAY)


def caption(text, line=1):
    """The draft of a caption without a title."""
    return Draft("caption", [PositionedText.from_line(text, 100 * line, line)])


def texts(rows):
    """The texts of some rows."""
    return [entry.row.text for entry in rows]


def test_a_caption_gets_the_stray_display_type_that_speaks_of_it():
    """Other display type stays stray, and so does a second title."""
    drafts = [caption("志愿者在农贸市场发放宣传资料。"), caption("渔港的船老大把鲜鱼抬上码头。", 5)]
    titled, stray = add_titles(drafts, [display("鲜鱼上码头"), display("读懂身边事"), display("渔港鲜鱼")])
    assert [texts(draft.display) for draft in titled] == [[], ["鲜鱼上码头"]]
    assert texts(stray) == ["读懂身边事", "渔港鲜鱼"]


def test_a_caption_keeps_its_own_title():
    """It takes no other, and a story takes none at all."""
    own = Draft("caption", [PositionedText.from_line("志愿者发放宣传资料。", 0, 2)], display=[display("宣传资料")])
    story = Draft("article", [PositionedText.from_line("志愿者发放宣传资料。", 300, 3)])
    titled, stray = add_titles([own, story], [display("发放宣传资料")])
    assert (titled, texts(stray)) == ([own, story], ["发放宣传资料"])


def test_the_first_row_of_a_notice_is_its_headline():
    """Where it has more than one."""
    notice = draft_notice([display("停水通知"), display("5月3日停水", 2)])
    assert (notice.headline, notice.text) == ("停水通知", "5月3日停水")
    assert draft_notice([display("周四停电")]).headline == ""


def test_a_headline_elsewhere_on_the_page_does_not_stretch_the_lines_of_an_article():
    """Lines are those of paragraphs, bylines and a headline near them."""
    text = PositionedText.from_line(BRIDGE, 0, 20)
    assert Draft("article", [text], display=[display("跨江新桥通车", 18)]).to_article(
        Page("a.txt", "\n" * 30), 1
    ).lines == (18, 20)
    assert Draft("article", [text], display=[display("跨江新桥通车", 2)]).to_article(
        Page("a.txt", "\n" * 30), 1
    ).lines == (20, 20)


def test_the_name_of_a_section_is_no_part_of_the_headline():
    """It stands above the headline, which says what the story says."""
    draft = Draft(
        "article", [PositionedText.from_line(BRIDGE, 0, 3)], display=[display("要闻"), display("跨江新桥通车了", 2)]
    )
    assert draft.headline == "跨江新桥通车了"


def test_a_subheading_is_a_paragraph():
    """It stands between the paragraphs that it stood between on the page."""
    page = f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n江心主墩\n\n{BRIDGE}\n"
    (article,) = read_text(page)
    assert article.paragraphs == (BRIDGE, "江心主墩", BRIDGE)
