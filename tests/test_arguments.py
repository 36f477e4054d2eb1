"""What callers of the library pass, checked: one sentence that names the argument."""

import copy
import pickle
from datetime import date, datetime
from functools import partial
from typing import Any, cast

import numpy as np
import pytest

import bot
from bot import Article, Conversation, Retriever, take_turn

# the same as a program without a type checker sees them
ANY_RETRIEVER, ANY_CONVERSATION, any_turn = cast(Any, Retriever), cast(Any, Conversation), cast(Any, take_turn)
STORY = Article(id="a", headline="停水通知", paragraphs=["5月3日城东停水。"], newspaper="永康日报", date="2023-05-02")
PAPER = ANY_RETRIEVER.from_articles([STORY, Article(id="b", headline="樱花", paragraphs=["樱花五月开。"])])
ASKS = (PAPER.answer, PAPER.reply, lambda text, history: PAPER.explain(text, PAPER.search("停水")[0], history))
NO_HISTORIES = (5, b"abc", {"哪天": 1}, [None, "停水"], [{"role": "user"}], {1})


def article(**fields: Any) -> Article:
    """An article with some fields as a caller gives them."""
    return Article(**{"id": "x", "headline": "", "paragraphs": ["文"], **fields})


@pytest.mark.parametrize(
    ("call", "error", "begins"),
    [
        (lambda: article(newspaper=3), TypeError, "Article.newspaper"),
        (lambda: article(page=3), TypeError, "Article.page"),
        (lambda: article(file=7), TypeError, "Article.file"),
        (lambda: article(date="yesterday"), ValueError, "Article.date"),
        (lambda: article(date=2023), TypeError, "Article.date"),
        (lambda: article(authors=None), TypeError, "Article.authors"),
        (lambda: article(lines="ab"), TypeError, "Article.lines"),
        (lambda: article(lines=(5, 1)), ValueError, "Article.lines"),
        (lambda: article(others=["p.txt"]), TypeError, "Article.others"),
        (lambda: article(layout=[3]), TypeError, "Article.layout"),
        (lambda: ANY_RETRIEVER.from_articles(None), TypeError, "articles"),
        (lambda: ANY_RETRIEVER.from_articles(STORY), TypeError, "articles"),
        (lambda: ANY_RETRIEVER.from_articles(["停水"]), TypeError, "articles"),
        (lambda: ANY_RETRIEVER.from_articles([{"id": "a"}]), TypeError, "articles"),
        (lambda: ANY_RETRIEVER.from_folder(None), TypeError, "folder"),
        (lambda: ANY_RETRIEVER.from_folder(""), ValueError, "folder"),
        (lambda: ANY_RETRIEVER.from_paths("seeds"), TypeError, "paths"),
        (lambda: ANY_RETRIEVER.from_paths(None), TypeError, "paths"),
        (lambda: ANY_RETRIEVER.from_paths([None]), TypeError, "paths"),
        (lambda: ANY_RETRIEVER.from_paths(["seeds"], max_bytes=0), ValueError, "max_bytes"),
        (lambda: ANY_RETRIEVER.from_paths(["seeds"], max_bytes="8"), TypeError, "max_bytes"),
        (lambda: ANY_RETRIEVER.open(None), TypeError, "folder"),
        (lambda: ANY_RETRIEVER.open("x", encoder=None), TypeError, "encoder"),
        (lambda: ANY_RETRIEVER.open(None, milvus="http://localhost:19530"), TypeError, "milvus"),
        (lambda: ANY_RETRIEVER.refreshed(["seeds"], "x", milvus="http://localhost:19530"), TypeError, "milvus"),
        (lambda: ANY_RETRIEVER.refreshed("seeds", "x"), TypeError, "paths"),
        (lambda: ANY_RETRIEVER.refreshed(["seeds"], None), TypeError, "folder"),
        (lambda: ANY_RETRIEVER.refreshed(["seeds"], "x", user_dictionary=["词"]), TypeError, "user_dictionary"),
        (lambda: ANY_RETRIEVER("seeds"), TypeError, "a retriever is made with"),
        *((partial(ask, "哪天", wrong), TypeError, "history") for ask in ASKS for wrong in NO_HISTORIES),
        (lambda: PAPER.explain("停水", None), TypeError, "hit"),
        (lambda: PAPER.explain(None, PAPER.search("停水")[0]), TypeError, "question"),
        (lambda: PAPER.without("a"), TypeError, "ids"),
        (lambda: PAPER.with_config({"k1": 1}), TypeError, "config"),
        (lambda: PAPER.with_words(segmenter=3), TypeError, "segmenter"),
        (lambda: PAPER.with_words(segmenter=lambda text: ["别的"]), ValueError, "segmenter"),
        (lambda: PAPER.with_words(segmenter=lambda text: [1]), TypeError, "segmenter"),
        (lambda: PAPER.with_words(segmenter=lambda text: None), TypeError, "segmenter"),
        (lambda: PAPER.with_words(stop_words="哪天"), TypeError, "stop_words"),
        (lambda: PAPER.with_words(synonyms=["断水"]), TypeError, "synonyms"),
        (lambda: PAPER.with_words(synonyms={3: ["停水"]}), TypeError, "synonyms"),
        (lambda: PAPER.with_words(synonyms={"断水": "停水"}), TypeError, "synonyms"),
        (lambda: PAPER.with_words(synonyms={"断水": []}), ValueError, "synonyms"),
        (lambda: PAPER.with_words(synonyms={"断": ["停水"]}), ValueError, "synonyms"),
        (lambda: any_turn(PAPER, Conversation(), "停水"), TypeError, "answer"),
        (lambda: any_turn(PAPER.answer, None, "停水"), TypeError, "conversation"),
        (lambda: any_turn(PAPER.answer, Conversation(), "停水", 0), ValueError, "k "),
        (lambda: ANY_CONVERSATION.from_dict(None), TypeError, "record"),
    ],
)
def test_a_wrong_argument_is_one_sentence_that_begins_with_its_name(call, error, begins):
    """Of articles, of what opens a corpus, and of what asks it."""
    with pytest.raises(error) as refusal:
        call()
    assert str(refusal.value).startswith(begins) and "\n" not in str(refusal.value)


def test_an_unknown_keyword_is_named():
    """As Python does it: the sentence has the method and the keyword."""
    for method in (PAPER.search, PAPER.answer):
        with pytest.raises(TypeError, match="unexpected keyword argument 'top_k'"):
            method("停水", top_k=3)


@pytest.mark.parametrize("day", [date(2023, 5, 2), datetime(2023, 5, 2, 9), "2023-05-02", "2023-5-2", " 20230502 "])
def test_the_date_of_an_article_is_a_date_or_text(day):
    """It is kept as ISO 8601 text with hyphens, which filters compare."""
    assert article(date=day).date == "2023-05-02"


def test_a_whole_number_of_numpy_is_one():
    """k may come from an array."""
    assert len(PAPER.search("停水通知樱花", k=np.int64(1))) == 1


def test_articles_that_are_the_same_become_one():
    """With the same id or another; of articles from pages the sources of all are kept."""
    assert [one.id for one in Retriever.from_articles([STORY, STORY])] == ["a"]
    first, second = (article(id=name, file=f"{name}.txt", lines=(1, 2), newspaper=name) for name in ("甲报", "乙报"))
    (merged,) = Retriever.from_articles([first, second])
    assert [(source.file, source.newspaper) for source in merged.sources] == [
        ("甲报.txt", "甲报"),
        ("乙报.txt", "乙报"),
    ]


@pytest.mark.parametrize(
    "other", [{"headline": "题"}, {"paragraphs": ["别的"]}, {"newspaper": "海州日报"}, {"date": "2023-05-03"}]
)
def test_articles_that_differ_stay_apart(other):
    """In their text, or, where they were made by hand, in where or when they are printed; they cannot share an id."""
    assert len(Retriever.from_articles([article(id="x"), article(id="y", **other)])) == 2
    with pytest.raises(ValueError, match="'x'"):
        Retriever.from_articles([article(id="x"), article(id="x", **other)])


def test_a_retriever_is_not_pickled_and_says_why():
    """Hits and answers are; a copy of a retriever is the retriever itself, which does not change."""
    with pytest.raises(TypeError, match=r"Retriever\.open"):
        pickle.dumps(PAPER)
    assert copy.copy(PAPER) is PAPER and copy.deepcopy(PAPER) is PAPER
    answer = PAPER.answer("哪天停水？")
    assert pickle.loads(pickle.dumps(answer)) == answer


def test_the_version_is_that_of_the_command(capsys):
    """`bot.__version__` and `baowen --version` are the same."""
    from bot.cli import main

    main(["--version"], standalone_mode=False)
    assert capsys.readouterr().out == f"baowen {bot.__version__}\n"
