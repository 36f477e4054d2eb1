"""What a corpus consists of."""

from bot import Article
from bot.chat.corpus_summary import describe_corpus, describe_newspapers, summarize_articles
from bot.chat.replies import CHINESE, ENGLISH
from bot.records import Newspaper


def test_newspapers_with_their_days_those_of_most_days_first():
    """First and last day of each; pages without a name or a date are said to have none."""
    articles = [
        Article(id="1", headline="一", paragraphs=["一。"]),
        *(
            Article(id=day, headline="二", paragraphs=["二。"], newspaper="城东日报", date=day)
            for day in ("2022-08-17", "2022-06-01")
        ),
    ]
    summary = summarize_articles(articles)
    assert summary.newspapers == (
        Newspaper("城东日报", 2, 2, "2022-06-01", "2022-08-17"),
        Newspaper("", 1),
    )
    assert list(describe_corpus(summary, CHINESE)) == [
        "一共 3 篇文章。",
        "《城东日报》：2022年6月1日至2022年8月17日，2 天的报，2 篇文章和图片",
        "没写报名的版面：没写日期，1 篇文章和图片",
    ]
    assert summary.names == ["城东日报"]
    assert (summary.first, summary.last) == ("2022-06-01", "2022-08-17")


def test_an_empty_corpus_has_no_days():
    """Nor newspapers."""
    summary = summarize_articles([])
    assert (summary.articles, summary.names, summary.first, summary.last) == (0, [], None, None)


def test_captions_and_fragments_are_no_articles():
    """They are counted apart; a newspaper has them and their days too, as for who asks which newspapers there are."""
    articles = [
        Article(id="1", headline="一", paragraphs=["一。"], newspaper="城东日报", date="2022-08-17"),
        Article(
            id="2", headline="", paragraphs=["图为大桥。"], kind="caption", newspaper="城东日报", date="2022-08-18"
        ),
        Article(id="3", headline="", paragraphs=["图为老街。"], kind="caption"),
        Article(id="4", headline="", paragraphs=["（上接第一版）"], kind="fragment"),
    ]
    summary = summarize_articles(articles)
    assert (summary.articles, summary.captions, summary.fragments) == (1, 2, 1)
    assert list(describe_corpus(summary, CHINESE)) == [
        "一共 1 篇文章，另有图片说明 2 条、残篇 1 篇。",
        "《城东日报》：2022年8月17日至2022年8月18日，2 天的报，2 篇文章和图片",
        "没写报名的版面：没写日期，2 篇文章和图片",
    ]
    assert next(describe_corpus(summary, ENGLISH)) == "1 articles; beside these captions: 2, fragments: 1."


def test_who_asks_for_newspapers_reads_their_first_and_last_day():
    """Eight are named; pages may name neither newspaper nor day."""
    papers = [
        Newspaper("城东日报", 1200, 2, "2022-06-01", "2022-08-17"),
        Newspaper("城西日报", 3, 1, *["2022-08-18"] * 2),
    ]
    assert describe_newspapers([*papers, Newspaper("", 47)], CHINESE).splitlines() == [
        "我这里的报纸：",
        "《城东日报》：2022年6月1日至2022年8月17日，2 天的报，1,200 篇文章和图片",
        "《城西日报》：2022年8月18日，3 篇文章和图片",
        "没写报名的版面：没写日期，47 篇文章和图片",
        "想看最新的几篇，就说“有哪些新闻”。",
    ]
    many = [Newspaper(f"第{number}日报", 1) for number in range(10)]
    assert describe_newspapers(many, ENGLISH).splitlines()[-2:] == [
        "And 2 more.",
        "For the newest articles, ask 有哪些新闻.",
    ]
    assert describe_newspapers([], CHINESE) == CHINESE.not_found
