"""What stands at the head of a page or a section is no part of the first headline."""

import pytest

from tests.support.reading import read_text

INDENTED = """老街口的钟走准了

　　老街口那座停了九年的钟，昨天又走准了，修钟的是两个中学生。
　　他们拆下三百个零件，洗了一个暑假，又一个个装回去。

渡船改成了电动的

　　清河渡口的渡船换上了电池，开起来听得见水声。
　　船工说，一天充一次电，够跑四十个来回。
"""
WHOLE_LINES = """舊書攤重開

【本報訊】河堤下之舊書攤停業半載，昨日重開，到者甚眾。
攤主謂書價一律減半。

渡船改期開行

【本報訊】清河渡船因水淺改期，須俟十六日始能開行。
"""
HEADS = [
    "青江日报　　第三版　　2019年4月6日　星期六",
    "０６\n时政\n2019年4月6日",
    "6\n时政",
    "河口新报　　　　　（三）　　　三十六年四月六日",
    "河口新报副刊　　帆影　　第二百卅一期",
    "帆影文艺　责任编辑　段　萤",
    "周末·帆影　责编：段　萤",
    "第12期（总第345期）",
    "青江港务简报\n第12期（总第345期）",
    "帆影　第廿九号　河口新报编辑部",
    "四月谈丛",
    "民生·热线",
    "读者之页",
    "信报传真",
    "【街谈巷议】",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("body", [INDENTED, WHOLE_LINES], ids=["indented", "whole lines"])
def test_the_head_of_a_page_belongs_to_no_headline(head, body):
    """The stories below a head are those of the page without it."""
    bare = [(article.headline, article.paragraphs) for article in read_text(body)]
    assert len(bare) == 2
    assert [(article.headline, article.paragraphs) for article in read_text(f"{head}\n\n{body}")] == bare


@pytest.mark.parametrize("head", ["帆影文艺　责任编辑　段　萤", "帆影　第二百卅一期"])
def test_the_head_of_a_section_belongs_to_no_story(head):
    """A line of a section's name with its editors or its issue between two stories is in neither."""
    first, second = INDENTED.split("\n\n渡船", 1)
    articles = read_text(f"{first}\n\n{head}\n\n渡船{second}")
    assert [(article.headline, article.paragraphs) for article in articles] == [
        (article.headline, article.paragraphs) for article in read_text(INDENTED)
    ]


@pytest.mark.parametrize("label", ["小言", "談叢", "街談巷議", "【閒話】"])
@pytest.mark.parametrize("headline", ["霧", "橋與人心"])
def test_the_name_of_a_column_between_two_stories_belongs_to_neither(label, headline):
    """It stands alone between blank lines, where every other blank line stands above a headline."""
    page = WHOLE_LINES.replace("\n\n【", "\n【")
    column = f"{label}\n\n{headline}\n晨起江上有霧，渡船誤點者三，行人立於埠頭。\n當局宜早設燈號，以免爭先落水。\n"
    bare = [(article.headline, article.paragraphs) for article in read_text(page)]
    last = (headline, ("晨起江上有霧，渡船誤點者三，行人立於埠頭。", "當局宜早設燈號，以免爭先落水。"))
    assert [(a.headline, a.paragraphs) for a in read_text(f"{page}\n{column}")] == [*bare, last]
    first, second = page.split("\n\n")
    between = read_text(f"{first}\n\n{column}\n{second}")
    assert [(a.headline, a.paragraphs) for a in between] == [bare[0], last, bare[1]]


@pytest.mark.parametrize("headline", ["老街口的钟", "停水通知", "老街的钟　走准了"])
def test_a_short_headline_at_the_top_stays(headline):
    """A short line over a text of which it speaks is its headline, be there a space below and a deck."""
    deck = "" if "通知" in headline else "两个中学生修了一个暑假\n\n"
    text = "　　老街口那座停了九年的钟走准了，昨天起停水三天。\n　　街坊们都说好听，老街有了钟声。\n"
    assert read_text(f"{headline}\n\n{deck}{text}")[0].headline.startswith(headline.replace("　", " "))


@pytest.mark.parametrize("mark", ["", *"□◎■▌★▶"])
def test_a_byline_with_a_mark_above_the_first_headline_is_no_part_of_it(mark):
    """Whichever of its marks a paper prints before it."""
    assert read_text(f"{mark}首席记者 关敏\n\n{INDENTED}")[0].headline == "老街口的钟走准了"
