"""Articles: what comes out of a whole page."""

from __future__ import annotations

from tests.support.reading import read_text

BRIDGE = "跨江新桥今天通车，全长两公里，从城东到城西只要五分钟。建设者用了三年时间。"
LAMPS = "元宵花灯会昨晚开幕，两千盏花灯沿河点亮，市民扶老携幼前来看灯。灯会到月底结束。"


def test_an_empty_page_has_no_articles() -> None:
    """Nothing, white space and furniture give no article."""
    assert [read_text(text) for text in ("", " \n　\n", "A03\n")] == [[], [], []]


def test_two_stories_with_their_authors() -> None:
    """Each story has its own headline, authors, text and lines."""
    page = f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n花灯亮起来\n记者 李 华\n\n{LAMPS}\n"
    assert [(one.headline, one.authors, one.paragraphs, one.lines) for one in read_text(page)] == [
        ("跨江新桥通车", ("王小雨",), (BRIDGE,), (1, 4)),
        ("花灯亮起来", ("李华",), (LAMPS,), (6, 9)),
    ]


def test_a_story_with_a_byline_of_its_own_is_not_the_signed_one_above() -> None:
    """A text under a headline that closes with names is a new story, if the one above was signed."""
    page = f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n元宵花灯亮起来\n\n{LAMPS}（李晓明）\n"
    assert [(one.headline, one.authors) for one in read_text(page)] == [
        ("跨江新桥通车", ("王小雨",)),
        ("元宵花灯亮起来", ("李晓明",)),
    ]


def test_a_pull_quote_is_in_no_article() -> None:
    """Words of the body in large type are neither headline nor paragraph."""
    page = (
        f"跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n\n建设者用了三年时间\n\n大桥的夜景灯光也同时点亮，引来许多市民拍照。\n"
    )
    (article,) = read_text(page)
    assert "".join(article.paragraphs) == f"{BRIDGE}大桥的夜景灯光也同时点亮，引来许多市民拍照。"


def test_a_story_from_another_page_is_a_fragment() -> None:
    """（上接第1版） makes a fragment of the story below."""
    (article,) = read_text(f"（上接第1版）\n\n{BRIDGE}\n")
    assert (article.kind, article.headline) == ("fragment", "")


def test_the_torn_off_end_goes_back_to_its_place() -> None:
    """The last characters of a story, printed at its top, stand at its end again."""
    (article,) = read_text(f"跨江新桥通车\n记者 王小雨\n\n时间。\n\n{BRIDGE[:-3]}\n")
    assert article.paragraphs == (BRIDGE,)


def test_a_page_of_display_type_alone_is_a_notice():
    """One line is a text; of several the first is the headline. Nothing that was printed stays unread."""
    assert [(a.headline, a.paragraphs) for a in read_text("周四晚上停电")] == [("", ("周四晚上停电",))]
    assert [(a.headline, a.paragraphs) for a in read_text("停水通知\n5月3日停水\n")] == [("停水通知", ("5月3日停水",))]


def test_a_torn_end_above_a_leadin_begins_no_story_of_its_own() -> None:
    """The last characters of a story, printed above its 本报讯, go back to its end."""
    page = f"跨江新桥通车\n\n米多高。\n\n本报讯（记者 王小雨） {BRIDGE}桥塔有一百二十\n"
    (article,) = read_text(page)
    assert "".join(article.paragraphs) == f"{BRIDGE}桥塔有一百二十米多高。"


def test_a_summary_between_headline_and_byline_belongs_to_its_story() -> None:
    """核心提示 and one paragraph may stand above 本报记者, whose names stand on the next line."""
    page = f"跨江新桥通车\n\n核心提示\n{BRIDGE}\n\n本报记者\n王小雨 李晓明\n\n{LAMPS}\n{BRIDGE}\n"
    (article,) = read_text(page)
    assert (article.headline, article.authors) == ("跨江新桥通车", ("王小雨", "李晓明"))
    assert "".join(article.paragraphs) == f"{BRIDGE}{LAMPS}{BRIDGE}"


def test_a_guide_to_other_pages_is_in_no_article() -> None:
    """导读 and the rows under it that end with a page's number belong to the page."""
    page = f"导读\n花灯亮起来 详见3版\n渔港醒得早……5版\n\n跨江新桥通车\n记者 王小雨\n\n{BRIDGE}\n"
    (article,) = read_text(page)
    assert (article.headline, "".join(article.paragraphs)) == ("跨江新桥通车", BRIDGE)
