"""Pages in Traditional characters are read as those in Simplified ones, and come out as printed."""

import opencc
import pytest

from bot.reader.page import read_page
from bot.records import Page
from tests.reader.test_kinds import CASES
from tests.support.reading import read_text

TO_TRADITIONAL, TO_SIMPLIFIED = opencc.OpenCC("s2t").convert, opencc.OpenCC("t2s").convert


def parts(articles):
    """What is read of articles, in Simplified characters."""
    return [
        (
            TO_SIMPLIFIED(article.headline),
            [TO_SIMPLIFIED(name) for name in article.authors],
            article.kind,
            [TO_SIMPLIFIED(paragraph) for paragraph in article.paragraphs],
        )
        for article in articles
    ]


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_read_alike_in_both_scripts(case):
    """What a page of a kind says is read alike whether it is set in Traditional or in Simplified characters."""
    traditional = TO_TRADITIONAL(case["text"])
    assert parts(read_text(traditional)) == parts(read_text(TO_SIMPLIFIED(traditional)))


def test_articles_keep_the_characters_that_are_printed():
    """Headline, authors and paragraphs of a page in Traditional characters are those of the page, not converted."""
    page = Page(
        "a.txt",
        "渡口添了兩艘新船\n　　本報訊（記者 劉　強 通訊員 陳慧嫻）青嵐渡口昨天添了兩艘新船，後天起每小時開一班。\n"
        "　　船長說，風大的時候還是要停航，請乘客看電子牌。\n",
    )
    (article,) = read_page(page).articles
    assert article.headline == "渡口添了兩艘新船"
    assert article.authors == ("劉強", "陳慧嫻")
    assert list(article.paragraphs) == [
        "青嵐渡口昨天添了兩艘新船，後天起每小時開一班。",
        "船長說，風大的時候還是要停航，請乘客看電子牌。",
    ]


def test_a_few_traditional_characters_do_not_change_the_script():
    """A page in Simplified characters that quotes Traditional ones is read, and comes out, as printed."""
    page = Page(
        "a.txt", "碑文揭晓\n　　本报讯（记者 林一帆）石碑上刻着“永濟橋”三个字，专家昨天辨认了半天，终于读通。\n"
    )
    (article,) = read_page(page).articles
    assert list(article.paragraphs) == ["石碑上刻着“永濟橋”三个字，专家昨天辨认了半天，终于读通。"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("特派員林一鳴／台北報導", "林一鳴"),
        ("記者林一鳴台北特電", "林一鳴"),
        ("記者林一鳴台北專電", "林一鳴"),
        ("記者林一鳴綜合報導", "林一鳴"),
        ("記者林一鳴／連線報導", "林一鳴"),
        ("編譯林一鳴／綜合外電", "林一鳴"),
        ("文／林一鳴　圖／網路", "林一鳴"),
    ],
)
def test_bylines_that_only_papers_in_traditional_characters_have_are_read(line, name):
    """特派員 and 連線報導 are known in the Simplified characters that their page is read in."""
    page = Page(
        "a.txt", f"渡口添了兩艘新船\n{line}\n　　青嵐渡口昨天添了兩艘新船，後天起每小時開一班。\n　　票價照舊。\n"
    )
    (article,) = read_page(page).articles
    assert article.authors == (name,)


def test_a_story_in_traditional_characters_is_read_on_a_page_in_simplified_ones():
    """One story of a page is taken from a paper of Taiwan: its byline is read, and it comes out as printed."""
    simplified = "　　渡口昨天添了两艘新船，后天起每小时开一班，票价照旧，学生半价，风大的时候停航。\n" * 30
    page = Page(
        "a.txt",
        f"渡口添船\n{simplified}\n漁港休市三天\n〔海州社記者林一鳴／台北報導〕\n"
        "　　漁港昨天起休市三天，攤商說這是多年的慣例。\n",
    )
    articles = read_page(page).articles
    assert [(article.headline, article.authors) for article in articles] == [
        ("渡口添船", ()),
        ("漁港休市三天", ("林一鳴",)),
    ]
    assert list(articles[1].paragraphs) == ["漁港昨天起休市三天，攤商說這是多年的慣例。"]
