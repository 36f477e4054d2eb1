"""Pages set in columns: lead-ins, quotes, names, addresses and numbers that the line end falls into."""

import pytest

from bot.reader.authors.bylines import read_byline
from tests.support.reading import read_text

MILL = [
    "老磨坊的水车又转起来了。停了二十多年的石磨重新磨出面粉，村里人排着队来买。",
    "“面粉里有太阳的味道。”磨坊主人高大山说，他把水渠清了三遍，又请木匠换了十二块叶板。",
    "如今磨坊每天只开半天，剩下的半天留给来写生的学生。",
]
FERRY = [
    "渡口的末班船改到晚上九点，两岸的居民下班后不用再绕远路。新船能坐六十个人，还装了扶手。",
    "船长说，夜里水面平，开得比白天还稳。从下月起，学生坐船一律免票。",
]


def column(paragraphs, width, first=""):
    """Paragraphs in lines of a column, each first line set in by two characters."""
    lines = []
    for number, text in enumerate(paragraphs):
        rest = "　　" + (first if number == 0 else "") + text
        while rest:
            end = width
            while end < len(rest) and rest[end] in "，。；：”、）！？":
                end += 1
            lines.append(rest[:end])
            rest = rest[end:]
    return "\n".join(lines)


def bodies(page):
    """Headline, authors and text of what is on a page."""
    return [(one.headline, tuple(one.authors), "".join(one.paragraphs)) for one in read_text(page)]


def test_a_wire_leadin_broken_before_its_bracket_is_one_leadin():
    """新华社某地某日电 fills its line, and its byline in brackets begins the next."""
    mill = column(MILL, 13)
    ferry = column(FERRY, 13).removeprefix("　　")
    page = (
        f"老磨坊又转起来了\n记者 高小兰\n{mill}\n\n渡口末班船改时间\n　　新华社宁波10月30日电\n（记者 方小舟）{ferry}\n"
    )
    assert bodies(page) == [
        ("老磨坊又转起来了", ("高小兰",), "".join(MILL)),
        ("渡口末班船改时间", ("方小舟",), "".join(FERRY)),
    ]


@pytest.mark.parametrize(
    "quote", ["“面粉里有太\n阳的味道。”", "“停了二十多年\n的石磨重新磨\n出面粉”", "“面粉里有太阳的味道。”"]
)
def test_a_quote_in_a_block_of_its_own_is_in_no_article(quote):
    """A quotation of a sentence or of a part, with a full stop or without, on one row or on several."""
    mill = f"{column(MILL[:1], 13)}\n\n{quote}\n\n{column(MILL[1:], 13)}"
    page = f"老磨坊又转起来了\n记者 高小兰\n{mill}\n\n渡口末班船改时间\n记者 方小舟\n{column(FERRY, 13)}\n"
    assert [body for _, _, body in bodies(page)] == ["".join(MILL), "".join(FERRY)]


def test_a_short_headline_with_space_above_begins_a_story():
    """A short unsigned headline, set apart as those of signed stories are, is no subheading; one set close is."""
    mill = column(MILL, 15)
    shops = (
        "码头边的茶馆和杂货铺也跟着晚关门，等船的人有了歇脚的地方，渡口一直热闹到船收班，"
        "最后一班船上常常还有卖豆花的担子。"
    )
    ferry = f"{column([FERRY[0], shops], 15)}\n夜里更稳\n{column(FERRY[1:], 15)}"
    lamps = (
        "昨晚六点半，随着一声锣响，两千盏花灯沿河点亮，从东门桥一直排到西门外。扎灯的艺人有七十多位，年纪最大的八十三岁，"
        "最小的还在念初中。今年的花灯多了不少新样子，有会眨眼的鲤鱼，也有会转圈的走马灯。灯会到月底结束，市民凭身份证入场，"
        "老人和孩子免票，外地来的客人可以在桥头领一张灯会的地图，走累了还能坐船看灯。"
    )
    signed = f"老磨坊又转起来了\n记者 高小兰\n{mill}\n\n渡口末班船改时间\n记者 方小舟\n{ferry}"
    page = f"{signed}\n\n花灯沿河点亮\n{column([lamps], 15)}\n"
    assert bodies(page) == [
        ("老磨坊又转起来了", ("高小兰",), "".join(MILL)),
        ("渡口末班船改时间", ("方小舟",), f"{FERRY[0]}{shops}夜里更稳{FERRY[1]}"),
        ("花灯沿河点亮", (), lamps),
    ]


@pytest.mark.parametrize("source", ["（本报综合）", "（据新华社）", "（来源：农村大众报）"])
def test_a_source_in_brackets_is_no_part_of_the_text(source):
    """（本报综合） at the end is taken off like a byline, and names nobody."""
    page = f"老磨坊又转起来了\n\n{column([*MILL[:2], MILL[2] + source], 15)}\n"
    assert bodies(page) == [("老磨坊又转起来了", (), "".join(MILL))]


def test_a_pen_name_in_brackets_signs_a_story():
    """（南枫） is an author without a surname; （掌声） is not one, nor （待续）."""
    told = [
        bodies(f"老磨坊又转起来了\n\n{''.join(MILL)}（{name}）\n")[0] for name in ("南枫", "严明 方圆", "掌声", "待续")
    ]
    assert told[0][1:] == (("南枫",), "".join(MILL))
    assert told[1][1:] == (("严明", "方圆"), "".join(MILL))
    assert [authors for _, authors, _ in told[2:]] == [(), ()]


def test_what_a_reporter_does_is_no_byline():
    """昨天，记者从… is a row of a sentence, and no list of names."""
    assert read_byline("昨天，记者从市园林绿化") is None


def test_an_address_at_the_end_of_a_sentence_is_text():
    """A row that would be furniture alone ends the sentence that has begun above it."""
    text = "从下月起可以在网上订票，订票的网址是http://dukou.example.cn。"
    page = f"渡口可以网上订票\n记者 方小舟\n　　{FERRY[0]}\n　　从下月起可以在网上订票，订票的网址是\nhttp://dukou.example.cn。\n"
    assert bodies(page) == [("渡口可以网上订票", ("方小舟",), FERRY[0] + text)]


@pytest.mark.parametrize("mark", ["（紧转第二版）", "（下转第二版）", "（紧转02版）"])
def test_a_story_that_goes_on_elsewhere_keeps_its_last_row(mark):
    """The row in mid-sentence above the mark is text, and the mark is not."""
    rows = column([FERRY[0], "船长说，夜里水面平，开得比"], 16)
    (article,) = read_text(f"渡口末班船改时间\n　　本报讯（记者 方小舟）\n{rows}\n{mark}\n")
    assert (article.kind, "".join(article.paragraphs)) == ("fragment", FERRY[0] + "船长说，夜里水面平，开得比")


@pytest.mark.parametrize("mark", ["（紧接第一版）", "（上接第1版）"])
def test_a_headline_repeated_under_the_mark_is_a_headline(mark):
    """What goes on from another page begins in mid-sentence under its headline."""
    rows = column([FERRY[0][12:], FERRY[1]], 18).removeprefix("　　")
    (article,) = read_text(f"{mark}\n渡口末班船改时间\n{rows}\n")
    assert (article.kind, article.headline) == ("fragment", "渡口末班船改时间")


def test_a_number_at_the_end_of_a_headline_row_is_no_page_number():
    """技能大赛 318 | 名选手 is one headline over two rows."""
    page = f"今年技能大赛 318\n名选手同台比\n记者 高小兰\n{column(MILL, 15)}\n"
    ((headline, authors, _),) = bodies(page)
    assert (headline.replace(" ", ""), authors) == ("今年技能大赛318名选手同台比", ("高小兰",))


def test_the_last_name_of_a_byline_may_stand_on_a_row_of_its_own():
    """记者某某通讯员某某 | 某某某: a byline over two rows of a narrow column."""
    page = f"老磨坊又转起来了\n记者高小兰通讯员吴大地\n张小满\n{column(MILL, 11)}\n"
    assert bodies(page) == [("老磨坊又转起来了", ("高小兰", "吴大地", "张小满"), "".join(MILL))]


def test_a_credit_may_be_broken_between_its_words():
    """（摄影 | 何苗）: the line end stands for the space."""
    photo = "村民在磨坊门口排队等着买新\n磨的面粉，队伍很长。（摄影\n何苗）"
    page = f"老磨坊又转起来了\n记者 高小兰\n{column(MILL, 15)}\n\n{photo}\n"
    kinds = [(one.kind, tuple(one.authors)) for one in read_text(page)]
    assert kinds == [("article", ("高小兰",)), ("caption", ("何苗",))]


def test_classified_notices_are_not_the_story_above():
    """遗失声明 and 停电预告 begin texts of their own."""
    notices = "遗失声明：方记小吃店遗失公章一枚，声明作废。\n\n停电预告：本周六渡口一带停电检修，请做好准备。"
    page = f"老磨坊又转起来了\n　　本报讯（记者 高小兰）{column(MILL, 26).strip()}\n\n{notices}\n"
    assert [body for _, _, body in bodies(page)] == ["".join(MILL), *notices.split("\n\n")]


def test_a_list_announced_at_the_end_of_a_full_line_begins_paragraphs():
    """…如下： and the indented 一、 below it are two paragraphs, though the line is full."""
    rows = ["因渡口检修，现将有关事项通知如下：", "一、检修时间：本月十日到十五日。", "二、检修期间请从大桥绕行过河。"]
    (article,) = read_text("\n　　".join(["渡口检修的通知", *rows]))
    assert len(article.paragraphs) == 3


def test_an_indented_subheading_is_a_paragraph_of_its_own():
    """A short row without an end, set in as paragraphs are, does not run on into the next paragraph."""
    page = f"老磨坊又转起来了\n记者 高小兰\n{column([MILL[0], '叶板和水渠', *MILL[1:]], 15)}\n"
    (article,) = read_text(page)
    assert article.paragraphs == (MILL[0], "叶板和水渠", *MILL[1:])


def test_a_short_first_sentence_is_not_torn_off():
    """他们要考试。 at the top of a paragraph is its first sentence."""
    page = f"老磨坊又转起来了\n记者 高小兰\n\n水车转了。{MILL[0]}\n\n{MILL[2][:-3]}\n\n{MILL[1]}\n"
    assert bodies(page)[0][2].startswith("水车转了。老磨坊")


def test_unmarked_display_type_begins_no_story_where_headlines_are_marked():
    """On a page whose headlines have "# ", a line without it is a subheading."""
    page = (
        f"# 渡口末班船改时间\n\n方小舟 李明\n\n{''.join(FERRY)}\n\n# 老磨坊又转起来了\n\n高小兰 吴大地\n\n{MILL[0]}\n\n"
        f"一架水车、一盘石磨\n\n{MILL[1]}\n\n{MILL[2]}\n"
    )
    assert [headline for headline, _, _ in bodies(page)] == ["渡口末班船改时间", "老磨坊又转起来了"]
