"""The same story twice."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.merging import duplicates
from bot.corpus.merging.duplicates import Comparison, group_stories, merge_duplicates
from bot.corpus.merging.fingerprint_table import FingerprintTable
from bot.corpus.merging.fingerprints import Fingerprints
from bot.corpus.merging.merge import Merging, NewArticles, merge_again
from bot.records import Article

WIRE = [
    "国家医保局日前公布，今年前三季度全国职工医保缓缴费款二百一十亿元，惠及企业四十八万家，其中餐饮零售旅游企业占六成。",
    "医保局有关负责人介绍，缓缴期间参保职工的待遇不受影响，企业可以通过网上服务大厅办理，最迟在年底前补缴到位，免收滞纳金。",
    "各地还简化了手续。在浙江湖州，企业不用申请就能享受政策；在四川宜宾，窗口人员上门服务，帮助小店主填好表格。",
]
OTHER = [
    "市图书馆从六月一日起每周五周六夜间开放到十点，读者可以在三楼自习室预约座位，预约方式和白天一样。",
    "馆长说，这是应学生家长的要求做出的安排，暑假里还将增加周日夜场，借还书机器全天开放，饮水处也已经装好。",
]
NOTICE = (
    "因供水管道改造，城东小区将于5月3日8时至5月6日20时停止供水，涉及居民1200户。请居民提前储水，关好水龙头。"
    "施工期间，供水公司将在小区东门设置临时取水点，如有疑问请拨打电话96390咨询，由此带来的不便敬请谅解。"
)


def article(name, paragraphs, *, lines=(1, 20), **fields):
    """An article on a page of its own."""
    return Article(id=f"{name}#1", file=f"{name}.txt", lines=lines, paragraphs=paragraphs, **{"headline": "", **fields})


def stories_of(articles, fetch=None):
    """The stories that are there twice among some articles."""
    new = NewArticles.of_all(articles)
    texts = new.texts(np.ones(len(articles), bool))
    table, pairs = FingerprintTable.empty().with_texts(texts, len(articles))
    comparison = Comparison(fetch or articles.__getitem__, table.of_articles(len(articles)))
    return list(group_stories(pairs[comparison.are_same(pairs)], comparison))


def twins(*articles):
    """Which articles are the same story, by name."""
    names = [[article.id[:-2] for article in story.values()] for story in stories_of(articles)]
    return {full: rest for full, *rest in names}


def typos(text, every):
    """A text with every n-th character read wrongly."""
    return "".join("囗" if at % every == every - 1 else character for at, character in enumerate(text))


@pytest.mark.parametrize(
    "other",
    [
        WIRE,
        # set in other paragraphs, with other punctuation and spaces
        ["".join(WIRE).replace("，", ",").replace("；", " ; ")],
        # one paragraph less, at either end
        WIRE[:2],
        WIRE[1:],
        # one character in thirty read wrongly
        [typos(paragraph, 30) for paragraph in WIRE],
        # a sentence of its own paper
        [*WIRE[:2], "记者从我市医保局了解到，相关办理窗口已经开通。"],
    ],
)
def test_the_same_story_is_recognized(other):
    """In another layout, shortened, or with misread characters; the fuller text comes first."""
    found = twins(article("a", WIRE, headline="医保缓缴惠及企业"), article("b", other, headline="二百亿元费款可缓缴"))
    assert found in ({"a": ["b"]}, {"b": ["a"]})
    assert found == {"a": ["b"]} or len("".join(other)) >= len("".join(WIRE))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("a", WIRE), article("b", OTHER)),
        # a third of the story, and a story with a quotation from the other
        (article("a", WIRE), article("b", WIRE[:1])),
        (article("a", WIRE), article("b", [*OTHER, WIRE[0]])),
        # a notice after the same form, for other days; the same one in a year's time
        (article("a", [NOTICE]), article("b", [NOTICE.replace("5月3日8", "8月9日7").replace("5月6日20", "8月11日18")])),
        (article("a", [NOTICE], date="2022-05-02"), article("b", [NOTICE], date="2023-05-02")),
        # the same paper prints it again with another place: the form of a notice, not the story
        (
            article("a", [NOTICE], newspaper="永康日报", date="2023-05-02"),
            article(
                "b", [NOTICE.replace("城东", "城西").replace("东门", "西门")], newspaper="永康日报", date="2023-05-03"
            ),
        ),
        # two notices of which neither the paper nor the day is known
        (
            article("a", [NOTICE], headline="停水通知"),
            article("b", [NOTICE.replace("城东小区", "河口新村").replace("东门", "南门")], headline="停水通知"),
        ),
        # nearly the same, twice on one page
        (article("a", [NOTICE]), replace(article("b", [NOTICE.replace("城东", "城西")]), file="a.txt")),
        # a short caption that is not equal; a short text under two headlines; a text too short for a story
        (article("a", ["图为志愿者在社区清扫积雪。 李华 摄"]), article("b", ["图为志愿者在社区清扫落叶。 李华 摄"])),
        (
            article("a", ["扫描二维码，阅读全文和更多报道"], headline="亚运火炬抵湖"),
            article("b", ["扫描二维码，阅读全文和更多报道"], headline="防汛提示"),
        ),
        (article("a", ["详见第三版。"]), article("b", ["详见第三版。"])),
    ],
)
def test_similar_articles_stay_apart(one, other):
    """Other stories, quotations, notices that follow a form, and texts that are too short."""
    assert twins(one, other) == {}


LONG = [*WIRE, *(text.replace("医保", "社保").replace("企业", "单位") for text in WIRE), *OTHER]


@pytest.mark.parametrize(
    "own",
    [
        # two short paragraphs; a story of the same page that the reader did not tell apart
        [
            "江州第一中学本学期开设厨艺课，学生每周自己做一顿午饭。",
            "校长秦岚说，学生的剩饭比上学期少了一半，家长也很支持。",
        ],
        # one long paragraph
        [
            "平川县东门夜市今年换了新规矩，摊主轮流值日，收摊以后把路面刷洗干净，邻居五户参加评议，投诉比去年少了四成半。"
        ],
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_printing_with_paragraphs_of_its_own_stays_apart(own, first):
    """Although nearly all of the rest is in the fuller printing: merged, its own paragraphs would be nowhere."""
    shorter = [*own, *LONG[:-1]] if first else [*LONG[:-1], *own]
    full = [*LONG, NOTICE]
    assert twins(article("full", full), article("short", shorter)) == {}
    assert twins(article("full", full), article("short", LONG[:-1])) == {"full": ["short"]}


def test_the_rest_of_a_printing_is_in_the_fuller_one():
    """A sentence of its own may be missing there, however long the story is; misread characters do not count."""
    shorter = [*(typos(text, 40) for text in LONG[:-1]), "记者从我市医保局了解到，相关办理窗口已经开通。"]
    assert twins(article("full", LONG), article("short", shorter)) == {"full": ["short"]}


def test_stock_phrases_do_not_make_a_paragraph_shared():
    """A paragraph of its own has some phrases that stand in the fuller printing too."""
    own = (
        "窗口人员上门服务的办法，东河县也用在了养老上：老人可以通过网上服务大厅点餐，午饭由志愿者送到家，"
        "帮他们填好表格，乡里的食堂今年开了十二家，暑假里还将再开三家。"
    )
    full, shorter = [*LONG, NOTICE], [*LONG[:-1], own]
    assert twins(article("full", full), article("short", shorter)) == {}


def test_misread_characters_are_no_sentence_wherever_they_stand():
    """At random places they stand close together now and then."""
    random = Random(3)
    full = [*LONG, NOTICE] * 2
    shorter = ["".join("囗" if random.random() < 1 / 60 else character for character in text) for text in full[:-1]]
    assert twins(article("full", full), article("short", shorter)) == {"full": ["short"]}


def test_equal_captions_are_the_same_story():
    """A photo printed in two papers."""
    caption = ["图为志愿者在社区清扫积雪。 李华 摄"]
    assert twins(article("b", caption, kind="caption"), article("a", caption, kind="caption")) == {"a": ["b"]}


def test_two_articles_like_a_third_are_not_merged():
    """A short report is contained in two longer ones that differ: it joins one of them, and those stay two."""
    short = WIRE[:2]
    found = twins(
        article("a", [*short, OTHER[0]]), article("b", [*short, WIRE[2].replace("湖州", "嘉兴")]), article("c", short)
    )
    assert found in ({"a": ["c"]}, {"b": ["c"]})


@pytest.mark.parametrize("step", [1, -1, 37])
def test_a_story_in_a_hundred_papers_is_one(step):
    """In whatever order they are read."""
    papers = [article(f"p{number:03}", [typos(paragraph, 60 + number) for paragraph in WIRE]) for number in range(101)]
    ((first, rest),) = twins(*(papers[number * step % 101] for number in range(101))).items()
    assert first == "p000"
    assert len(rest) == 100


def test_a_notice_printed_every_day_is_one_article_for_a_week():
    """However long it goes on: copies more than seven days after the first one are another article."""
    days = [date(2023, 1, 1) + timedelta(days=number) for number in range(200)]
    found = twins(*(article(f"{day}", [NOTICE], date=f"{day}") for day in days))
    assert [len(rest) + 1 for rest in found.values()] == [8] * 25


@given(st.permutations(range(7)))
def test_the_order_of_reading_does_not_matter(order):
    """The same article comes first, and the same ones go with it."""
    articles = [
        article("a", WIRE, date="2023-05-18"),
        article("b", WIRE, date="2023-05-17"),
        article("c", WIRE[:2]),
        article("d", [typos(paragraph, 40) for paragraph in WIRE]),
        article("e", OTHER),
        article("f", [" ".join(OTHER)]),
        article("g", [NOTICE]),
    ]
    assert twins(*(articles[at] for at in order)) == {"b": ["a", "d", "c"], "e": ["f"]}


@given(st.lists(st.text(max_size=90), max_size=4), st.lists(st.text(max_size=90), max_size=4))
def test_any_texts_can_be_compared(one, other):
    """Whatever characters they hold, nothing raises."""
    assert len(twins(article("a", one), article("b", other), article("c", one))) <= 1


def test_a_merged_article_has_all_sources():
    """Its own source is the first; a missing headline or missing authors come from the others."""
    full = article("a", WIRE, newspaper="永康日报", date="2023-05-18")
    copy = article("b", WIRE, headline="医保缓缴", authors=["李华"], newspaper="东阳日报", date="2023-05-19")
    merged = merge_duplicates([full, copy])
    assert merged.paragraphs == tuple(WIRE)
    assert (merged.id, merged.headline, merged.authors) == ("a#1", "医保缓缴", ("李华",))
    assert [source.newspaper for source in merged.sources] == ["永康日报", "东阳日报"]


def wire_corpus(stories, printings):
    """Stories of random characters, each printed by several papers with a wrong character of its own."""
    random = Random(1)
    texts = ["".join(random.choices("".join([*WIRE, *OTHER, NOTICE]), k=400)) for _ in range(stories)]
    return [
        article(f"{printing:03}-{number:02}", [text[:printing] + "囗" + text[printing:]])
        for printing in range(printings)
        for number, text in enumerate(texts)
    ]


class Counting:
    """Merges articles, knowing what is known of those of the last time, and counts what that takes."""

    def __init__(self, monkeypatch):
        self.known, self.last = Merging.empty(), []
        self.compared = 0
        compare = duplicates._is_same_story

        def counted(one, other):
            self.compared += 1
            return compare(one, other)

        monkeypatch.setattr(duplicates, "_is_same_story", counted)
        monkeypatch.setattr("bot.corpus.merging.fingerprint_table.MADE_ANEW_SHARE", 100)

    def find(self, articles):
        """The stories looked at, how many pairs were compared, and how many articles were fetched."""
        fetched = []

        class Fetching(list):
            def __getitem__(self, number):
                fetched.append(number)
                return articles[number]

        self.compared = 0
        numbers = {id(one): number for number, one in enumerate(articles)}
        known, touched = self.known.renumbered(np.array([numbers.get(id(one), -1) for one in self.last], np.int64))
        before = set(map(id, self.last))
        new = np.array([number for number, one in enumerate(articles) if id(one) not in before], np.int64)
        prints = Fingerprints.from_articles(articles[number] for number in new.tolist())
        stories, _, self.known = merge_again(
            Fetching(articles), {}, NewArticles(new, prints, prints.entries(new)), known, touched
        )
        self.last = list(articles)
        sizes = sorted(len(article.sources) for article in stories.values() if article)
        return sizes, self.compared, len(fetched)


def test_after_a_change_only_pairs_with_the_changed_article_are_compared(monkeypatch):
    """Of sixty stories in twenty papers one printing changes: it is compared with its nineteen others, nothing else."""
    articles = wire_corpus(60, 20)
    counting = Counting(monkeypatch)
    sizes, compared, fetched = counting.find(articles)
    assert sizes == [20] * 60
    # each text once to compare it, and once to group it
    assert compared == 60 * 20 * 19 / 2 and fetched == 2 * len(articles)
    changed = articles[-1]
    articles[-1] = replace(changed, paragraphs=[*changed.paragraphs, "又记："])
    # the story is compared and grouped again; no other is fetched
    assert counting.find(articles) == ([20], 19, 40)
    # nothing changes, an article goes, and it comes back
    assert counting.find(articles) == ([], 0, 0)
    assert counting.find(articles[:-1]) == ([19], 0, 19)
    assert counting.find(articles) == ([20], 19, 40)


def test_the_comparisons_of_a_story_grow_with_its_printings(monkeypatch):
    """A story in four hundred papers takes at most 18 comparisons for each, the last one with the fullest text."""
    articles = wire_corpus(1, 400)
    sizes, compared, fetched = Counting(monkeypatch).find(articles)
    assert sizes == [400]
    assert compared <= 18 * 400
    assert fetched <= 4 * 400
