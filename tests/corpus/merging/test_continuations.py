"""Stories that go on on another page."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.merging.continuations import Jump, find_chains, find_jumps, join_parts
from bot.corpus.metadata import add_metadata, read_metadata
from bot.corpus.passages import build_passages
from bot.reader.page import read_page
from bot.records import Article, Page, Piece, Span

HEADLINE = "老旧小区加装电梯今年再添三百台"
FIRST = (
    "　　近日，记者从市住建局获悉，今年全市计划为\n老旧小区加装电梯三百台，目前已完工一百二十台。\n"
    "　　住在城东桂花苑的王阿姨今年七十二岁，她家住\n六楼，说起电梯便合不拢嘴：“以前买一袋米要歇三\n"
    "回，现在按一下就到家门口了，我们这些老人最\n"
)
SECOND = (
    "高兴。”据介绍，加装电梯的资金由住户分摊，市财\n政每台补贴二十万元，桂花苑的电梯用了三个月。\n"
    "　　住建局工作人员表示，老旧小区加装电梯还将继\n续，王阿姨所在的单元是第一个通过的。\n"
)
MIDDLE = (
    "高兴，比过年还要高兴。”据介绍，加装电梯的资金\n由住户分摊，市财政每台补贴二十万元，分三年拨。王\n"
    "阿姨的邻居也说，老旧小区的电梯装得快，住建局的\n人天天都来，看了图纸又看井道，最后连\n"
)
LAST = "颜色也是大家投票选的。\n　　住建局工作人员表示，明年全市还将加装电梯四百\n台，老旧小区的住户可以向社区报名。\n"
OTHER = (
    "图书馆夜场开放到十点\n\n　　本报讯（记者 张三） 市图书馆从六月一日起每\n"
    "周五周六夜间开放到十点，读者可以预约座位。\n"
)


def page(file, *parts, day=18, number=None):
    """A page with its date line and number, where these are given."""
    top = f"2023年5月{day}日 星期四\n" if day else ""
    top += f"第{number}版 要闻\n" if number else ""
    return Page(file, top + "\n" + "\n".join(parts))


def read(*pages):
    """All articles of the pages, and the jump lines of the fragments."""
    articles: list[Article] = []
    jumps: dict[str, Jump] = {}
    for one in pages:
        found = add_metadata(read_page(one).articles, read_metadata(one))
        articles += found
        jumps |= find_jumps(one, found)
    return articles, jumps


def chains(articles, jumps):
    """The chains found, as file names."""
    fragments = [number for number, article in enumerate(articles) if article.kind == "fragment"]
    return [
        [articles[number].file for number in chain] for chain in find_chains(articles.__getitem__, fragments, jumps)
    ]


def first(file="01.txt", to=3, **place):
    return page(file, HEADLINE, "", FIRST + f"（下转第{to}版）", **{"number": 1, **place})


def second(file="03.txt", since=1, headline=HEADLINE, **place):
    return page(file, headline, "", f"（上接第{since}版）", SECOND, "", OTHER, **{"number": 3, **place})


def traced(article, pages):
    """Whether every piece of every paragraph gives back its text from the page that it names."""
    texts = {one.file: one for one in pages}
    for paragraph, pieces in zip(article.paragraphs, article.layout, strict=True):
        at = 0
        for piece in pieces:
            source = texts[article.sources[piece.source].file]
            assert piece.at == at
            assert source.text[piece.span.start : piece.span.end] == paragraph[at : at + len(piece.span)]
            assert source.lines[piece.line - 1].start <= piece.span.start
            assert piece.span.end <= source.lines[piece.line - 1].end
            at += len(piece.span)
        assert at == len(paragraph)
    return True


@pytest.mark.parametrize(
    ("mark", "number"),
    [
        ("（下转第3版）", "3"),
        ("(下转3版)", "3"),
        ("▶下转A03版", "A03"),
        ("（下转 第 六 版）", "6"),
        ("下转Ａ２", "A2"),
    ],
)
def test_a_jump_line_at_the_end_names_a_page(mark, number):
    """In digits or Chinese numerals, with a letter or without, in full-width forms."""
    text = Page("01.txt", HEADLINE + "\n\n" + FIRST + mark + "\n\n" + OTHER)
    articles = [Article(id="a", headline="", paragraphs=["最"], kind="fragment", layout=_layout(text, "最\n"))]
    assert find_jumps(text, articles) == {"a": Jump(None, number)}


@pytest.mark.parametrize(
    ("mark", "number"),
    [("（上接第1版）", "1"), ("▲▲上接A01版", "A01"), ("（紧接第十二版）", "12"), ("（上接头版）", "1")],
)
def test_a_jump_line_at_the_beginning_names_a_page(mark, number):
    """A headline may stand between the jump line and the text."""
    text = Page("03.txt", OTHER + "\n" + mark + "\n" + HEADLINE + "\n\n" + SECOND)
    articles = [Article(id="a", headline="", paragraphs=["高"], kind="fragment", layout=_layout(text, "高兴"))]
    assert find_jumps(text, articles) == {"a": Jump(number, None)}


def _layout(text, words):
    at = text.text.index(words)
    line = next(number for number, span in enumerate(text.lines, 1) if span.start <= at <= span.end)
    return [[Piece(0, Span(at, at + 1), line)]]


def test_two_parts_become_one_article_that_cites_both_pages():
    """The cut sentence is whole, headline and byline appear once, and every character is traced to its page."""
    pages = [first(), second()]
    articles, jumps = read(*pages)
    assert chains(articles, jumps) == [["01.txt", "03.txt"]]
    parts = [article for article in articles if article.kind == "fragment"]
    joined = join_parts(parts, jumps)
    assert joined.kind == "article"
    assert joined.headline == HEADLINE
    assert [source.file for source in joined.sources] == ["01.txt", "03.txt"]
    assert [source.page for source in joined.sources] == ["1", "3"]
    assert len(joined.paragraphs) == 3
    assert "我们这些老人最高兴。”据介绍" in joined.paragraphs[1]
    assert traced(joined, pages)


def test_a_headline_with_the_jump_mark_behind_it_is_joined():
    """《…》（上接第1版） above the second part names the story and the page that it came from."""
    pages = [first(), page("03.txt", f"《{HEADLINE}》（上接第1版）", SECOND, "", OTHER, number=3)]
    assert chains(*read(*pages)) == [["01.txt", "03.txt"]]


def test_each_passage_of_a_joined_article_stands_on_one_page():
    """The sentence that was cut belongs to the page that it begins on."""
    later = page("03.txt", OTHER, HEADLINE, "", "（上接第1版）", SECOND, number=3)
    articles, jumps = read(first(), later)
    joined = join_parts([article for article in articles if article.kind == "fragment"], jumps)
    passages = list(build_passages(joined).values())
    assert [passage.file for passage in passages] == ["01.txt", "03.txt"]
    assert passages[0].text.endswith("高兴。”")
    assert passages[1].text.startswith("据介绍")
    # page 1: date, section, blank, headline, blank, five lines; page 3: the last four lines
    assert [passage.lines for passage in passages] == [(6, 10), (12, 15)]
    assert "".join(passage.text for passage in passages) == "".join(joined.paragraphs)


def test_a_story_over_three_pages_is_one():
    """The middle part has both jump lines."""
    middle = page("03.txt", HEADLINE, "", "（上接第1版）", MIDDLE + "（下转第5版）", number=3)
    pages = [first(), middle, page("05.txt", "（上接第3版）", LAST, "", OTHER, number=5)]
    articles, jumps = read(*pages)
    assert chains(articles, jumps) == [["01.txt", "03.txt", "05.txt"]]
    joined = join_parts([article for article in articles if article.kind == "fragment"], jumps)
    assert joined.kind == "article"
    assert len(joined.sources) == 3
    assert "最后连颜色也是大家投票选的。" in "".join(joined.paragraphs)
    assert traced(joined, pages)


def test_a_story_whose_end_is_missing_stays_a_fragment():
    """Its first two parts are joined into one fragment."""
    middle = page("03.txt", HEADLINE, "", "（上接第1版）", MIDDLE + "（下转第5版）", number=3)
    articles, jumps = read(first(), middle)
    assert chains(articles, jumps) == [["01.txt", "03.txt"]]
    assert join_parts(articles, jumps).kind == "fragment"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another day, another page than the marks name, one file
        (first(), second(day=19)),
        (first(to=4), second()),
        (first(), second(since=2)),
        (first("01.txt"), second("01.txt")),
        # nothing known of the pages but one folder, and nothing in common but the marks
        (first(day=None, number=None), page("x.txt", "（上接第2版）", OTHER, day=None)),
        # another folder, and no date
        (first("a/01.txt", day=None), second("b/03.txt", day=None)),
    ],
)
def test_parts_that_contradict_each_other_stay_apart(one, other):
    """A jump line that names another page, another date, another newspaper or another folder rules a pair out."""
    assert chains(*read(one, other)) == []


def test_without_dates_and_numbers_the_text_decides():
    """The same headline in one folder is enough."""
    assert chains(*read(first(day=None, number=None), second(day=None, number=None))) == [["01.txt", "03.txt"]]


def test_two_equally_good_pairs_are_both_left_apart():
    """Two pages with the same second part: neither is joined."""
    assert chains(*read(first(), second("03.txt"), second("03b.txt"))) == []


def test_a_second_copy_of_the_beginning_is_not_joined_to_it():
    """A part that repeats the words of the other is a copy, not a continuation."""
    copy = page("x.txt", HEADLINE, "", "（上接第1版）", FIRST, day=None)
    assert chains(*read(first(day=None, number=None), copy)) == []


def test_the_order_of_reading_does_not_matter():
    """All orders of six pages, with two continued stories and a stray second part, give the same chains."""
    pages = [
        first(),
        second(),
        first("d/01.txt", day=20),
        second("d/03.txt", day=20),
        second("e/03.txt", day=21),
    ]
    wanted = [["01.txt", "03.txt"], ["d/01.txt", "d/03.txt"]]
    assert all(sorted(chains(*read(*order))) == wanted for order in permutations(pages))


@given(st.integers(1, len(FIRST.replace("\n", "")) - 2), st.integers(8, 30))
def test_wherever_a_story_is_cut_its_characters_are_traced(cut, width):
    """A text cut at any place and set in columns of any width comes back whole from two pages."""
    text = (FIRST + SECOND).replace("\n", "").replace("　", "")
    halves = [text[:cut], text[cut:]]
    pages, parts = [], []
    for number, half in enumerate(halves, start=1):
        lines = [half[at : at + width] for at in range(0, len(half), width)]
        pages.append(Page(f"{number}.txt", "\n".join(lines)))
        pieces, at = [], 0
        for line, span in enumerate(pages[-1].lines, start=1):
            pieces.append(Piece(at, span, line))
            at += len(span)
        parts.append(
            Article(
                id=f"{number}#1",
                headline="",
                paragraphs=[half],
                kind="fragment",
                file=f"{number}.txt",
                lines=(1, len(lines)),
                layout=[pieces],
            )
        )
    joined = join_parts(parts, {})
    assert "".join(joined.paragraphs) == text
    assert traced(joined, pages)
