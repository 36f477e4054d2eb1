"""Boxes: a notice between two lines, in the middle of a story, is an article of its own."""

from __future__ import annotations

from tests.support.reading import read_text

NOTICE = "停水通知\n　　因管道检修，明天八点至十七点\n城东片区停水，请市民储水备用。\n"
ABOVE = "渔港醒得早\n记者 王小雨\n　　清晨的渔港刚刚醒来，船老大\n把一筐筐鲜鱼抬上码头，等在岸\n"
BELOW = "边的商贩围了过来，你一言我一\n语地问起了价钱。\n"


def test_a_boxed_notice_amid_a_sentence_is_an_article_and_leaves_the_story_whole() -> None:
    """The story goes on below the second line, in the word that it stopped in."""
    story, notice = read_text(f"{ABOVE}\n————————\n{NOTICE}————————\n\n{BELOW}", "page.txt")
    assert (story.headline, story.authors) == ("渔港醒得早", ("王小雨",))
    assert story.paragraphs == (
        "清晨的渔港刚刚醒来，船老大把一筐筐鲜鱼抬上码头，等在岸边的商贩围了过来，你一言我一语地问起了价钱。",
    )
    assert (notice.headline, len(notice.paragraphs)) == ("停水通知", 1)


def test_lines_between_finished_stories_stand_around_no_box() -> None:
    """Where the text above a line has ended, the line parts stories."""
    page = f"{ABOVE}{BELOW}\n————————\n{NOTICE}————————\n跨江新桥通车\n记者 李晓明\n　　新桥今天通车，全长两公里。\n"
    assert [article.headline for article in read_text(page, "page.txt")] == ["渔港醒得早", "停水通知", "跨江新桥通车"]
