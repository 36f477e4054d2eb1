"""The parameters of ranking and their names."""

import pytest

from bot import Article, Retriever
from bot.answering.answerer import Answerer
from bot.question.lexicon import Lexicon
from bot.question.question import Question
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.index import Index

CORPUS = [
    Article(id="a1", headline="城东停水通知", paragraphs=["因管道改造，5月3日起暂停供水。", "请居民储水备用。"]),
    Article(id="a2", headline="公园樱花开了", paragraphs=["人民公园的樱花本周末盛开，免费开放。"]),
]


def ids_found(question, **values):
    return [
        hit.article.id for hit in Retriever.from_articles(CORPUS).with_config(RankingConfig(**values)).search(question)
    ]


def test_values_come_by_name_as_text_or_as_they_are():
    """Numbers, whole numbers and switches are parsed; parameters that are not named stay."""
    config = DEFAULT_CONFIG.changed({"singles": "0.25", "lead": "40", "lexicon": "off", "headline": False, "words": 2})
    assert config == RankingConfig(singles=0.25, lead=40, lexicon=False, headline=False, words=2.0)
    assert config.pairs == 1.0


def test_characters_count_less_among_sentences_and_not_at_all_where_they_are_off():
    """A field that is off is off everywhere."""
    assert RankingConfig(singles=2, sentence_singles=0.5).sentence_fields == {"words": 1, "pairs": 1, "singles": 0.5}
    assert RankingConfig(singles=0).sentence_fields["singles"] == 0


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("leed", "1", "no 'leed'"),
        ("lead", "many", "lead is a whole number, not 'many'"),
        ("lead", "-1", "lead is -1: it takes 0 or more"),
        ("words", "", "words is a number, not ''"),
        ("words", "inf", "words is inf"),
        ("passage_b", "1.5", "passage_b is 1.5: it takes 0 to 1"),
        ("lexicon", "maybe", "lexicon is on or off, not 'maybe'"),
        ("fields", "1", "no 'fields'"),
    ],
)
def test_a_wrong_name_or_value_is_said_in_one_sentence(name, value, message):
    """The message names both."""
    with pytest.raises(ValueError, match=message) as error:
        DEFAULT_CONFIG.changed({name: value})
    assert "\n" not in str(error.value)


def test_another_recipe_ranks_the_same_corpus_anew():
    """The headline is found in a passage's own terms or in its article's; with neither it is not found."""
    assert ids_found("城东") == ["a1"]
    assert ids_found("城东", headline=False) == ["a1"]
    assert ids_found("城东", headline=False, article_weight=0) == []


def test_without_folding_traditional_does_not_match_simplified():
    """櫻花 is 樱花 only where it is folded; 花 is the same in both."""
    assert ids_found("櫻", traditional=True) == ["a2"]
    assert ids_found("櫻", traditional=False) == []


def test_asking_words_stay_where_the_config_keeps_them():
    """如何 is looked up like any other word."""
    assert "如何" not in Question("如何储水").query.fields["words"]
    assert "如何" in Question("如何储水", config=RankingConfig(drop_asking=False)).query.fields["words"]


def test_the_lexicon_and_the_repair_of_slips_can_be_left_out():
    """断水 leads to 停水 by a lexicon; 樱华 to 樱花 by its sound."""
    index, lexicon = Index(CORPUS), Lexicon(["停水 < 断水"])
    plain = Index(CORPUS, RankingConfig(lexicon=False))
    assert [hit.article.id for hit in Answerer(index, lexicon).search("断水", 1)] == ["a1"]
    assert "停水" not in {
        reason.term
        for hit in Answerer(plain, lexicon).search("断水", 1)
        for reason in Answerer(plain, lexicon).explain("断水", hit, ()).reasons
    }
    assert Retriever.from_articles(CORPUS).answer("樱华本周末免费开放吗").suggestion == "樱花本周末免费开放吗"
    assert (
        Retriever.from_articles(CORPUS)
        .with_config(RankingConfig(slips=False))
        .answer("樱华本周末免费开放吗")
        .suggestion
        is None
    )


def test_without_the_window_the_passage_is_shown_as_it_was_found():
    """The second sentence is in the same passage: with or without it, whole sentences of the article."""
    shown = Retriever.from_articles(CORPUS).with_config(RankingConfig(window=False)).search("储水备用")[0].passage
    assert shown.text == "因管道改造，5月3日起暂停供水。请居民储水备用。"
    assert shown.id == "a1.1"
