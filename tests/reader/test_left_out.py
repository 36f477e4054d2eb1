"""What the articles of a page leave out: kinds of furniture, and prose that is not lost."""

import pytest

from bot.reader.drafts import Draft
from bot.reader.left_out import LeftOut
from bot.reader.lines.rows import read_rows
from bot.reader.page import read_page
from bot.records import Page
from bot.text.positioned_text import PositionedText

TOLD = "跨江新桥今天通车，全长两公里，从城东到城西只要五分钟。"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("━━━━━━", "rule"),
        ("（下转第3版）", "jump mark"),
        ("▲上接1版", "jump mark"),
        ("核心阅读", "label"),
        ("县区动态", "label"),
        ("责任编辑：王小雨 版式：李晓明", "page line"),
        ("全长两公里", "repeated"),
        ("渔港醒得早", "display"),
        ("渔港的早晨总是从一声汽笛开始。", None),
    ],
)
def test_what_no_article_holds_has_a_name(text, kind):
    """Prose has none: it must not be left out."""
    draft = Draft("article", [PositionedText.from_line(TOLD, 0, 1)])
    assert LeftOut([draft]).name_kind(text) == kind


def test_overlooked_prose_becomes_a_fragment():
    """Rows that no article has are its paragraphs, which end where a row ends a sentence; furniture stays out."""
    page = Page("page.txt", f"{TOLD}\n第3版\n渔港的早晨总是从一声\n汽笛开始。\n船老大都起得早。\n")
    rows = read_rows(page)
    drafts = [Draft("article", [rows[0].printed])]
    (fragment,) = LeftOut(drafts).draft_prose(rows)
    assert fragment.kind == "fragment"
    assert [text.text for text in fragment.paragraphs] == ["渔港的早晨总是从一声汽笛开始。", "船老大都起得早。"]


def test_a_page_says_what_its_furniture_is():
    """Parts of articles have no kind of furniture."""
    page = Page("page.txt", f"第3版 要闻\n跨江新桥通车\n记者 王小雨\n\n{TOLD}\n（下转第4版）\n")
    assert [(part.role, part.kind) for part in read_page(page).parts] == [
        ("furniture", "page line"),
        ("headline", None),
        ("byline", None),
        ("paragraph", None),
        ("furniture", "jump mark"),
    ]
