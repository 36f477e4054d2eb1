"""Corrections applied to a page."""

import pytest

from bot.corpus.corrections import apply_corrections
from bot.reader.page import read_page
from bot.records import Page
from tests.corpus.test_correction_file import read

PAGE = Page(
    "03.txt",
    "图书馆夜场开放到十点\n"  # line 1
    "\n"
    "　　本报讯（记者 张三） 市图书馆从六月一日起每\n"
    "周五周六夜间开放到十点，读者可以预约座位。\n"
    "　　馆长说，这是应学生家长的要求做出的安排，暑\n"
    "假里还将增加周日夜场，预约方式不变。\n"
    "\n"
    "城东菜市场重新开张\n"  # line 8
    "\n"
    "　　本报讯（记者 李四） 关门三个月的城东菜市场\n"
    "昨天重新开张，摊位从八十个增加到一百二十个。\n"
    "　　家住附近的王阿姨买了两条鱼。她说，过道宽了，\n"
    "地也不滑了，就是停车还是难，希望能再想想办法。\n",
)


def corrected(tmp_path, text, page=PAGE):
    """The articles of the page after the corrections, and the errors about those."""
    found, problems = read(tmp_path, text)
    assert problems == []
    articles, problems = apply_corrections(page, list(read_page(page).articles), found)
    for article in articles:
        for paragraph, pieces in zip(article.paragraphs, article.layout, strict=True):
            assert "".join(page.text[piece.span.start : piece.span.end] for piece in pieces) == paragraph
    return articles, [str(problem) for problem in problems]


def test_the_page_is_read_as_two_articles():
    """The tests below correct this reading."""
    found = [(article.headline, article.authors, article.lines) for article in list(read_page(PAGE).articles)]
    assert found == [("图书馆夜场开放到十点", ("张三",), (1, 6)), ("城东菜市场重新开张", ("李四",), (8, 13))]


@pytest.mark.parametrize(
    "words",
    [
        "市图书馆从六月",
        # over the line's end, as one copies it from the page; with the lead-in; the headline
        "市图书馆从六月一日起每\u3000周五周六",
        "本报讯（记者 张三） 市图书馆",
        "图书馆夜场",
    ],
)
def test_an_article_is_named_by_its_first_words(tmp_path, words):
    """Body, lead-in or headline, whatever spaces and punctuation are between."""
    articles, problems = corrected(tmp_path, f"文章：{words}\n标题：市图书馆  夜里也开门\n作者：张 三、王小明\n")
    assert problems == []
    assert (articles[0].headline, articles[0].authors) == ("市图书馆 夜里也开门", ("张三", "王小明"))
    assert articles[1:] == list(read_page(PAGE).articles)[1:]


def test_keys_are_chinese_or_english_and_colons_wide_or_narrow(tmp_path):
    """Lines that begin with # and empty lines are skipped; a value may be empty."""
    text = "# 五月十八日\narticle: 市图书馆从六月\nAUTHORS:\nkind：caption\n\n＃ 注\n文章：关门三个月的城东\n删除：是\n"
    articles, problems = corrected(tmp_path, text)
    assert problems == []
    assert [(article.headline, article.authors, article.kind) for article in articles] == [
        ("图书馆夜场开放到十点", (), "caption")
    ]


def test_an_article_with_lines_is_exactly_these_lines(tmp_path):
    """Its paragraphs are read again from them, the rest of the page without them."""
    articles, problems = corrected(tmp_path, "文章：家住附近的王阿姨\n行：12-13\n标题：停车还是难\n")
    assert problems == []
    assert [(article.id, article.headline, article.lines) for article in articles] == [
        ("03.txt#1", "图书馆夜场开放到十点", (1, 6)),
        ("03.txt#2", "城东菜市场重新开张", (8, 11)),
        ("03.txt#3", "停车还是难", (12, 13)),
    ]
    assert articles[2].paragraphs == (
        "家住附近的王阿姨买了两条鱼。她说，过道宽了，地也不滑了，就是停车还是难，希望能再想想办法。",
    )


def test_lines_in_several_places_are_one_article(tmp_path):
    """Two stories that are one: all the text is there, the second headline as a paragraph."""
    articles, problems = corrected(tmp_path, "文章：图书馆夜场开放\n行：1—6、8—13\n")
    assert problems == []
    assert len(articles) == 1
    assert articles[0].lines == (1, 13)
    assert articles[0].authors == ("张三", "李四")
    assert articles[0].paragraphs[2] == "城东菜市场重新开张"
    assert len(articles[0].paragraphs) == 5


def test_lines_can_be_dropped(tmp_path):
    """Their text is in no article."""
    articles, problems = corrected(tmp_path, "文章：家住附近的王阿姨\n行：12-13\n删除：是\n")
    assert problems == []
    assert [article.lines for article in articles] == [(1, 6), (8, 11)]


def test_corrections_with_and_without_lines_go_together(tmp_path):
    """A correction without lines finds its article in the rest of the page."""
    articles, problems = corrected(
        tmp_path, "文章：关门三个月的城东\n标题：菜市场开了\n\n文章：家住附近的王阿姨\n行：12-13\n"
    )
    assert problems == []
    assert [article.headline for article in articles][:2] == ["图书馆夜场开放到十点", "菜市场开了"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("文章：市图书馆从七月\n标题：题\n", "no article begins with '市图书馆从七月'"),
        ("文章：城东菜市场的摊位\n行：8-13\n", "'城东菜市场的摊位' is not in its lines 8 to 13"),
        ("文章：关门三个月的城东\n行：8-14\n", "it has 13 lines"),
        ("文章：关门三个月的城东\n行：9000000-9999999\n", "it has 13 lines"),
    ],
)
def test_a_correction_that_does_not_fit_is_reported_and_skipped(tmp_path, text, reason):
    """In one sentence with its file and line, the page and the reason; the articles stay as they were read."""
    articles, problems = corrected(tmp_path, text)
    assert problems == [
        f"03.txt.fix, line 1: does not fit 03.txt ({reason}): mend it or delete it; the correction is skipped"
    ]
    assert articles == list(read_page(PAGE).articles)


def test_words_that_two_articles_begin_with_are_reported(tmp_path):
    """Neither article is changed."""
    page = Page("03.txt", PAGE.text.replace("关门三个月的城东菜市场", "市图书馆从六月底到七月"))
    articles, problems = corrected(tmp_path, "文章：市图书馆从六月\n标题：题\n", page)
    assert "2 articles begin with" in problems[0]
    assert articles == list(read_page(page).articles)


def test_a_line_cannot_belong_to_two_articles(tmp_path):
    """The first correction that claims it gets it."""
    text = "文章：关门三个月的城东\n行：8-12\n文章：家住附近的王阿姨\n行：12-13\n"
    articles, problems = corrected(tmp_path, text)
    assert "03.txt.fix, line 3" in problems[0]
    assert "line 12 belongs to another correction" in problems[0]
    assert articles[1].lines == (8, 12)
