"""What a question prefers by what it names."""

import pytest

from bot import Article, Retriever
from bot.question.preferences import PREFERRED, Preferences
from bot.retrieval.index import Index

ARTICLES = [
    Article(id="deqing", headline="", paragraphs=["德清县建了3个停车场。"], newspaper="湖州日报", date="2023-05-18"),
    Article(id="huzhou", headline="", paragraphs=["湖州市建了9个停车场。"], newspaper="湖州日报", date="2022-08-17"),
    Article(
        id="haining", headline="", paragraphs=["海宁市去年建了5个停车场。"], newspaper="嘉兴日报", date="2023-03-01"
    ),
    Article(id="own", headline="", paragraphs=["我市建了7个停车场。"]),
]
INDEX = Index(ARTICLES)
DEQING, HUZHOU, HAINING, OWN = range(4)


def parts(question, number):
    preferences = Preferences(INDEX)
    return {part: named for part, named, _ in preferences.points(preferences.read(question), number)}


def contradicts(question, number):
    preferences = Preferences(INDEX)
    return preferences.contradicts(preferences.read(question), number)


def test_a_county_s_story_is_preferred_for_its_city_and_not_the_other_way_round():
    """德清 is in 湖州."""
    assert parts("湖州建了几个停车场", DEQING) == {"place": "德清县"}
    assert parts("湖州建了几个停车场", HUZHOU) == {"place": "湖州市"}
    assert parts("德清建了几个停车场", HUZHOU) == {}


def test_another_place_contradicts():
    """Who asks for 德清 is not told of 海宁 or of the whole of 湖州; who asks for 湖州 may be told of 德清."""
    assert contradicts("德清建了几个停车场", HAINING)
    assert contradicts("德清建了几个停车场", HUZHOU)
    assert not contradicts("湖州建了几个停车场", DEQING)
    assert not contradicts("停车场建了几个", HAINING)


def test_an_article_of_our_town_contradicts_nothing_where_no_page_says_which_it_is():
    """我市 may be anywhere."""
    assert not contradicts("永康建了几个停车场", OWN)


def test_an_office_of_a_named_town_is_none_of_our_town():
    """海宁市水务局 is that of 海宁, 市水务局 alone may be that of any town."""
    named, own = (
        Preferences(Index([Article("1", "", [f"记者从{office}获悉，海宁市今年建了7个停车场。"])]))
        for office in ("海宁市水务局", "市水务局")
    )
    assert named.contradicts(named.read("德清建了几个停车场"), 0)
    assert not own.contradicts(own.read("德清建了几个停车场"), 0)


def test_our_town_is_that_which_the_page_names():
    """我市 on a page of 湖州 is 湖州, and not 嘉兴."""
    page = [
        Article(id="1", headline="", paragraphs=["我市建了7个停车场。"], file="p.txt", lines=(1, 2)),
        Article(id="2", headline="", paragraphs=["湖州市和吴兴区开会，湖州很热。"], file="p.txt", lines=(3, 4)),
    ]
    preferences = Preferences(Index(page))
    answers = {name: preferences.contradicts(preferences.read(f"{name}的停车场"), 0) for name in ("湖州", "嘉兴")}
    assert answers == {"湖州": False, "嘉兴": True}
    assert {part: named for part, named, _ in preferences.points(preferences.read("湖州的停车场"), 0)} == {
        "place": "湖州市"
    }


@pytest.mark.parametrize(
    ("question", "number", "time"),
    [
        ("2023年建了几个", DEQING, "2023"),
        ("今年建了几个", DEQING, "2023"),
        ("去年建了几个", HUZHOU, "2022"),
        ("去年建了几个", HAINING, "2022"),
        ("8月建了几个", HUZHOU, "8月"),
        ("8月17号建了几个", HUZHOU, "8月17日"),
        ("5月17日建了几个", DEQING, None),
        ("昨天建了几个", DEQING, None),
        ("2022年建了几个", DEQING, None),
    ],
)
def test_times_are_those_of_the_page_s_date_and_text(question, number, time):
    """今年 is the newest page's year; today is nobody's."""
    assert parts(question, number).get("time") == time


def test_another_year_contradicts_and_an_unknown_one_does_not():
    """2022 is not 2023; a page without date and year may be of any."""
    assert contradicts("2022年建了几个停车场", DEQING)
    assert not contradicts("2023年建了几个停车场", DEQING)
    assert not contradicts("2022年建了几个停车场", OWN)


def test_without_dates_this_year_prefers_nothing():
    """今年 of an undated page is unknown."""
    preferences = Preferences(Index([Article(id="a", headline="", paragraphs=["今年很好。"])]))
    assert not preferences.read("今年怎么样")


def test_a_newspaper_is_preferred_and_is_no_place():
    """嘉兴日报上 says nothing of 嘉兴."""
    assert parts("嘉兴日报上的停车场", HAINING) == {"newspaper": "嘉兴日报"}
    assert parts("嘉兴日报上的停车场", DEQING) == {}


def test_preferred_is_not_filtered():
    """The preferred article stands first among equals, and the others are still there; its points are bounded."""
    retriever = Retriever.from_articles(
        [
            Article(id="b", headline="", paragraphs=["停车场开放。"], newspaper="乙报"),
            Article(id="a", headline="", paragraphs=["停车场开放。"], newspaper="甲报"),
        ]
    )
    assert [hit.article.id for hit in retriever.search("甲报的停车场")] == ["a", "b"]
    hits = retriever.search("乙报的停车场")
    assert [hit.article.id for hit in hits] == ["b", "a"]
    found = retriever.explain("乙报的停车场", hits[0])
    assert [(reason.term, reason.origin) for reason in found.reasons if reason.part == "newspaper"] == [
        ("乙报", "typed")
    ]
    assert sum(PREFERRED.values()) < 0.25


def test_the_points_with_preferences_add_up_to_the_score():
    """Newspaper, time and place are parts of the score."""
    retriever = Retriever.from_articles(ARTICLES)
    question = "湖州日报2023年5月18日湖州的停车场"
    for hit in retriever.search(question):
        found = retriever.explain(question, hit)
        assert sum(reason.points for reason in found.reasons) == pytest.approx(hit.score)


def test_a_near_miss_of_another_place_is_less_sure():
    """The same question for the place of the article and for another one: the odds are a hundred times lower."""
    retriever = Retriever.from_articles(ARTICLES[:3])
    other, own = (retriever.answer(f"{place}建了几个停车场").confidence for place in ("平湖", "海宁"))
    assert other / (1 - other) < own / (1 - own) / 100
