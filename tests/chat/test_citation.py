"""Where a passage stands, in words."""

from dataclasses import replace

from bot.chat import citation
from bot.chat.replies import CHINESE, ENGLISH
from bot.chat.sentences import opening_sentence
from bot.conversation import Conversation, take_turn
from bot.records import Piece, Source, Span
from bot.reply import Reply, ReplyKind
from bot.telegram.messages.formatting import format_reply
from tests.support.paper import make_answer, make_hit, reply_with

THIRD = Source("03.txt", (5, 9), "某某日报", "2022-08-17", "3")


def hit(*others, source=0):
    """A hit on page 1 of a paper, in an article with further places."""
    found = make_hit("缓缴到年底。", page="1", lines=(12, 31))
    article = replace(found.article, lines=(10, 40), others=others)
    passage = replace(found.passage, pieces=(Piece(0, Span(0, 6), 12, source),), file=article.sources[source].file)
    return replace(found, article=article, passage=passage)


def test_the_issue_has_newspaper_date_and_page():
    """What is known of them, in the language of the reader."""
    assert citation.format_issue(hit(), CHINESE) == "某某日报 2022年8月17日 第1版"
    assert citation.format_issue(hit(), ENGLISH) == "某某日报 2022-08-17 page 1"
    assert citation.format_issue(make_hit("文", newspaper=None, date=None, page="A03"), CHINESE) == "第A03版"
    assert citation.format_issue(make_hit("文", newspaper=None, date=None), CHINESE) == ""


def test_of_many_authors_the_first_are_named():
    """A citation is a line, and a report may have thirty names; who asks for the authors gets them all."""
    article = replace(make_hit("文").article, authors=tuple("甲乙丙丁戊己庚"))
    assert citation.format_authors(article, CHINESE) == "文：甲、乙、丙等7人"
    assert citation.format_authors(article, ENGLISH) == "By 甲, 乙, 丙 and others, 7 in all"
    assert citation.format_authors(article, CHINESE, all_of_them=True) == "文：甲、乙、丙、丁、戊、己、庚"
    assert (
        citation.format_authors(replace(article, authors=article.authors[:6]), CHINESE) == "文：甲、乙、丙、丁、戊、己"
    )


def test_lines_are_those_of_the_passage_unless_it_says_that_they_are_of_all():
    """The same place is never cited with other lines without a word."""
    assert citation.format_lines(hit(), CHINESE) == "第12—31行"
    whole = citation.of_whole_article(hit())
    assert citation.format_lines(whole, CHINESE) == "全文第10—40行"
    assert citation.format_lines(whole, ENGLISH) == "lines 10–40 (whole article)"
    assert citation.format_lines(make_hit("文", lines=None), CHINESE) == ""


def test_the_issue_is_that_of_the_page_that_the_passage_stands_on():
    """In an article over two pages, the second."""
    found = hit(THIRD, source=1)
    assert citation.format_issue(found, CHINESE) == "某某日报 2022年8月17日 第3版"
    assert citation.format_other_places(found, CHINESE) == "另见：某某日报 2022年8月17日 第1版 000_page.txt 第10—40行"


def test_other_places_are_named():
    """Three of them at most; none where there is one place only."""
    assert citation.format_other_places(hit(), CHINESE) == ""
    assert citation.format_other_places(make_hit("文", file=None), CHINESE) == ""
    assert citation.format_other_places(hit(Source("b.txt", (3, 3))), ENGLISH) == "also: b.txt line 3"
    many = citation.format_other_places(hit(*(Source(f"{name}.txt", (1, 2)) for name in "abcd")), CHINESE)
    assert many == "另见：a.txt 第1—2行；b.txt 第1—2行；c.txt 第1—2行…"


def test_telegram_shows_page_and_other_places():
    """Each on its line, to who asks for the source: below a passage, newspaper, date and page are enough."""
    answer = make_answer(hit(THIRD))
    issue = "某某日报 2022年8月17日 第1版"
    assert format_reply(reply_with(answer), CHINESE).plain().endswith(f"文：胡美樱子、李四 {issue}")
    source, _ = take_turn(lambda *_: answer, Conversation(("问题？",)), "出处")
    assert (
        format_reply(source, CHINESE)
        .plain()
        .endswith(
            "某某日报 2022年8月17日 第1版\n000_page.txt 第12—31行\n另见：某某日报 2022年8月17日 第3版 03.txt 第5—9行"
        )
    )


def test_what_the_sentence_has_said_is_not_cited_again():
    """Its headline, who wrote it and when it was printed; the passage's own page is another place of its article."""
    found = hit(THIRD, source=1)
    found = replace(found, article=replace(found.article, authors=("胡美樱子",)))
    said = make_answer(found)
    lines = "000_page.txt 全文第10—40行"
    replies: tuple[tuple[ReplyKind, str], ...] = (
        ("author", f"《医保缓缴政策出台》 · 某某日报 2022年8月17日 第1版 · {lines}"),
        ("date", f"《医保缓缴政策出台》 · 文：胡美樱子 · {lines}"),
        ("article", f"文：胡美樱子 · 某某日报 2022年8月17日 第1版 · {lines}"),
    )
    for kind, cited in replies:
        below = citation.of_reply(Reply(kind, said), found)
        assert citation.cite(below, CHINESE) == cited
        assert citation.format_other_places(below, CHINESE) == "另见：某某日报 2022年8月17日 第3版 03.txt 第5—9行"
    assert citation.of_reply(Reply("source", said), found) == found
    assert opening_sentence(Reply("date", said), CHINESE) == "这篇登在：某某日报 2022年8月17日 第1版。"
