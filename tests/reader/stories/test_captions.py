"""Captions: where a photo's title, text and credit stand, and whose picture it is."""

from __future__ import annotations

from bot.records import Article
from tests.support.reading import read_text

STORY = "清晨的渔港刚刚醒来，船老大把一筐筐鲜鱼抬上码头，等在岸边的商贩围了过来，你一言我一语地问起了价"


def caption_of(text: str) -> Article:
    """The one caption of a page."""
    (caption,) = [article for article in read_text(text) if article.kind == "caption"]
    return caption


def test_a_caption_within_a_sentence_leaves_the_story_whole() -> None:
    """A photo's text between two halves of a sentence is an article of its own, and the sentence goes on around it."""
    page = f"渔港醒得早\n记者 王小雨\n\n{STORY}\n\n市民在河边看花灯。李晓明 摄\n\n钱。到了九点，码头又安静下来。\n"
    story, caption = read_text(page)
    assert "".join(story.paragraphs).endswith("问起了价钱。到了九点，码头又安静下来。")
    assert (caption.kind, caption.authors) == ("caption", ("李晓明",))


def test_the_title_above_a_photo_is_its_headline() -> None:
    """A short line apart, over a text with a credit, is the photo's title."""
    page = (
        f"渔港醒得早\n记者 王小雨\n\n{STORY}\n\n花灯亮起来\n市民在河边看花灯。李晓明 摄\n\n钱。到了九点，码头静了。\n"
    )
    assert caption_of(page).headline == "花灯亮起来"


def test_a_marked_headline_over_nothing_but_a_caption_is_its_title() -> None:
    """Another headline, or nothing, follows the photo's text: the page of a PDF marks them with "# "."""
    photo = "# 花灯亮起来\n\n　　市民在河边看花灯，桥上桥下都站满了人。\n　　李晓明 摄\n"
    page = f"# 渔港醒得早\n\n　　{STORY}钱。\n\n{photo}"
    assert caption_of(page).headline == "花灯亮起来"
    assert caption_of(f"{page}\n# 渔船今天出海\n\n　　{STORY}钱。\n").headline == "花灯亮起来"


def test_the_first_row_of_a_broken_text_is_no_title() -> None:
    """A row whose last word goes on in the next is the text's first row, not its title."""
    page = (
        f"渔港醒得早\n记者 王小雨\n\n{STORY}\n\n工人在新建的车站里绑扎钢\n筋。李晓明 摄\n\n钱。到了九点，码头静了。\n"
    )
    caption = caption_of(page)
    assert (caption.headline, "".join(caption.paragraphs)) == ("", "工人在新建的车站里绑扎钢筋。李晓明 摄")


def test_a_text_with_space_between_its_rows_is_taken_whole() -> None:
    """Blank lines between a caption's own rows do not cut its beginning off."""
    page = (
        f"渔港醒得早\n记者 王小雨\n\n{STORY}\n\n昨天傍晚，市民扶老携幼来到\n\n"
        "河边看花灯，今年共有花灯两\n\n千盏。李晓明 摄\n\n钱。到了九点，码头静了。\n"
    )
    assert caption_of(page).paragraphs[0].startswith("昨天傍晚，市民")


def test_a_credit_without_a_name_has_no_author() -> None:
    """（图片由…提供） names nobody."""
    page = f"渔港醒得早\n记者 王小雨\n\n{STORY}钱。\n\n市民在河边看花灯。（图片由市文化馆提供）\n"
    assert caption_of(page).authors == ()


def test_a_text_that_begins_with_its_picture_needs_no_credit() -> None:
    """图为 at the beginning makes a caption of a text without a photographer."""
    page = f"渔港醒得早\n记者 王小雨\n\n{STORY}钱。\n\n图为市民在河边看花灯。\n"
    assert caption_of(page).paragraphs == ("图为市民在河边看花灯。",)


def test_a_deck_that_begins_with_a_dash_is_no_title() -> None:
    """It is the last deck of a headline, whose text a photo interrupts."""
    page = (
        "# 渔港醒得早\n\n——记码头上的人们\n\n清晨的码头，船老大把一筐筐鲜鱼抬上岸，又把\n\n"
        "成群的白鹭在湿地觅食嬉戏，引来不少爱好者。（摄影 陆鸣）\n\n空筐放回船上，等着下一趟出海，到了九点才歇。\n"
    )
    assert caption_of(page).headline == ""


def test_the_headline_above_is_not_taken_for_a_title() -> None:
    """A headline that speaks of the story over it stays with the story, though a photo follows."""
    page = (
        f"本报讯（记者 王小雨） {STORY}钱。渔港的早晨就这样开始了。\n\n清晨的渔港醒来\n\n"
        "市民在河边看花灯。李晓明 摄\n\n新桥通车\n\n本报讯（记者 陈晓明） 新桥今天通车，全长两公里。\n"
    )
    assert caption_of(page).headline == ""


def test_a_very_long_line_that_begins_like_a_caption_is_a_paragraph():
    """图为 at the beginning of a line of three hundred characters starts a story's text, and nothing fails."""
    articles = read_text("城东停水\n\n图为" + "城东小区停水之后居民排队打水" * 25 + "。\n")
    assert "".join(article.kind for article in articles) == "article"


def test_a_credit_broken_by_the_line_end_is_read_to_its_end() -> None:
    """图片由海州供 | 电公司提供: the first half looks like a credit already, and is not the whole of it."""
    page = "巡线工在高空检修线路，这里是入夏以来用电最多的地方。\n图片由海州供\n电公司提供\n"
    (caption,) = [article for article in read_text(page) if article.kind == "caption"]
    assert "".join(caption.paragraphs).endswith("图片由海州供电公司提供")


def test_a_photographer_may_have_a_surname_that_no_list_has() -> None:
    """（仇英杰 摄） and （保文亮 摄） are credits alike."""
    page = "高原蓝莓进入采摘期，工人们正在分拣车间按果径分级装盒。（保文亮 摄）\n"
    (caption,) = read_text(page)
    assert (caption.kind, caption.authors) == ("caption", ("保文亮",))


def test_a_credit_after_a_closing_quote_ends_a_caption() -> None:
    """The quote was opened on the row above: it says nothing about the credit."""
    page = f"{STORY}\n\n丰收的果园\n果农们把橙子装进筐里，都说“今年的比\n去年的甜”。 王小雨/摄\n\n{STORY}\n"
    captions = [article for article in read_text(page, "page.txt") if article.kind == "caption"]
    assert [(one.headline, one.authors) for one in captions] == [("丰收的果园", ("王小雨",))]


def test_a_headline_below_its_story_is_not_the_title_of_the_next_photo() -> None:
    """On a page whose headlines stand below their stories the display type above a caption is the story's."""
    pages = [
        ("跨江新桥通车", "跨江新桥今天通车，全长两公里。\n从城东过跨江新桥到城西只要五分钟。"),
        ("花灯会开幕", "元宵花灯会昨晚开幕，两千盏花灯点亮。\n市民来到花灯会看灯。"),
        ("渔港的早晨", "清晨的渔港刚刚醒来，船老大把鲜鱼抬上码头。\n渔港的早晨从叫卖声开始。"),
    ]
    stories = "\n\n".join(f"本报讯（记者 王小雨） {body}\n\n{head}" for head, body in pages)
    found = read_text(f"{stories}\n\n志愿者在农贸市场发放宣传资料。\n\n通讯员 李明 摄\n", "page.txt")
    assert [(one.kind, one.headline) for one in found] == [
        *(("article", head) for head, _ in pages),
        ("caption", ""),
    ]


def test_the_end_of_a_byline_in_brackets_is_no_title() -> None:
    """The row below the one where the bracket opens belongs to the story above, however short it is."""
    page = f"渔港醒得早\n\n{STORY}钱。（记者 王\n小雨）\n\n市民在河边看花灯，孩子们提着灯笼。李晓明 摄\n"
    caption = caption_of(page)
    assert (caption.headline, caption.authors) == ("", ("李晓明",))


def test_a_row_that_ends_with_a_jump_mark_is_no_title() -> None:
    """The last words of a story that goes on elsewhere stand above a photo, and are as short as a title."""
    page = f"渔港醒得早\n记者 王小雨\n\n{STORY}\n\n钱，码头热（下转8版）\n\n市民在河边看花灯。李晓明 摄\n"
    story, caption = read_text(page)
    assert "".join(story.paragraphs).endswith("问起了价钱，码头热") and caption.headline == ""


def test_a_bracket_that_did_not_fit_closes_the_credit() -> None:
    """The ） of （记者 某某 摄） on the next line belongs to the caption."""
    page = (
        f"渔港醒得早\n记者 王小雨\n\n{STORY}\n\n市民扶老携幼来到河边看花灯。（记者 李晓明 摄\n\n）\n\n"
        "钱。到了九点，码头静了。\n"
    )
    caption = caption_of(page)
    assert (caption.paragraphs[-1], caption.authors) == ("市民扶老携幼来到河边看花灯。（记者 李晓明 摄）", ("李晓明",))


def test_a_byline_with_pictures_between_two_texts_is_the_storys() -> None:
    """文/图 signs no photo where a text ends above it and the news of a day begins below it."""
    page = (
        "# 渔港醒得早\n\n　　清晨的渔港刚刚醒来，船老大把一筐筐鲜鱼抬上码头。\n\n# 花灯亮起来\n\n"
        "　　夜色里的河岸挂满了花灯，市民早早来占位置。\n记者 王小雨 文/图\n"
        "　　昨天晚上，河边的花灯亮了起来，来看灯的市民有三千多人，商贩说生意比去年好。\n"
    )
    assert [(article.kind, article.headline, article.authors) for article in read_text(page)] == [
        ("article", "渔港醒得早", ()),
        ("article", "花灯亮起来", ("王小雨",)),
    ]
