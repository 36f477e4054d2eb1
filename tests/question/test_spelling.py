"""Slips of the input method."""

import pytest

from bot.question.interpretation import Interpreter
from bot.question.lexicon import Lexicon
from bot.question.preferences import Preferences
from bot.question.question import Question
from bot.question.spelling import SpellingCorrector, _similar_characters, look_alike
from bot.records import Article
from bot.retrieval.index import Index
from bot.speech.sounds import sound_alike

INDEX = Index(
    [
        Article(id="a", headline="", paragraphs=["住房公积金可以提取。潮汐窗口周六开放。"]),
        Article(id="b", headline="", paragraphs=["向日葵小屋开张，产值过亿。"]),
    ]
)


@pytest.mark.parametrize(
    ("typed", "slip", "meant"),
    [
        ("公积斤怎么提取", "公积斤", "公积金"),
        ("朝汐窗口", "朝汐", "潮汐"),
        ("响日葵小屋", "响日葵", "向日葵"),
        ("产直多少", "产直", "产值"),
    ],
)
def test_what_sounds_alike_and_stands_in_the_corpus_is_found(typed, slip, meant):
    """The slip and the word that was meant."""
    found = {repair.typed: repair.added[0] for repair in SpellingCorrector(INDEX).find(Question(typed))}
    assert found[slip] == meant


@pytest.mark.parametrize(("typed", "slip", "meant"), [("向曰葵小屋", "向曰葵", "向日葵"), ("公枳金提取", None, None)])
def test_what_looks_alike_and_stands_in_the_corpus_is_found(typed, slip, meant):
    """曰 for 日, written with a finger; 枳, which looks like no other in the list, is left alone."""
    found = {repair.typed: repair.added[0] for repair in SpellingCorrector(INDEX).find(Question(typed))}
    assert found == ({slip: meant} if slip else {})


def test_a_name_in_quotation_marks_is_meant_though_no_dictionary_has_it():
    """One character only sounds right, and may be a particle."""
    quoted = Index([Article(id="a", headline="", paragraphs=["“乐惠保”今年参保十万人。乐惠门诊开张。"])])
    for typed in ("乐会保多少人参保", "乐惠堡多少人参保"):
        found = {repair.typed: repair.added[0] for repair in SpellingCorrector(quoted).find(Question(typed))}
        assert "乐惠保" in found.values()


def test_similar_characters_come_in_the_order_of_the_table():
    """Of many spellings only the first are looked up: in another order another process would find other names."""
    assert _similar_characters("民", looks=False) == sound_alike("民")
    assert _similar_characters("己", looks=True) == sound_alike("己") + "".join(
        one for one in look_alike("己") if one not in sound_alike("己")
    )


def test_looking_alike_is_mutual():
    """Whatever looks like another is looked like by it, and nothing like itself."""
    for character in "己日末贷载幕":
        assert character not in look_alike(character) != ""
        assert all(character in look_alike(other) for other in look_alike(character))


def test_what_the_corpus_has_is_no_slip():
    """Words of the corpus are left alone, and so are words that sound like nothing in it."""
    assert list(SpellingCorrector(INDEX).find(Question("潮汐窗口的产值"))) == []
    assert list(SpellingCorrector(INDEX).find(Question("恐龙化石"))) == []


def test_a_slip_does_not_begin_within_a_word():
    """钦堂乡有 holds no 享有: 乡 belongs to the name before it."""
    index = Index([Article(id="a", headline="", paragraphs=["居民享有优惠。"])])
    assert list(SpellingCorrector(index).find(Question("钦堂乡有几个"))) == []


def test_a_repair_knows_more_neighbours_than_what_is_typed():
    """做主 sounds like 做竹 of 做竹扇, and the corpus has 竹扇, but no 主扇."""
    index = Index([Article(id="a", headline="", paragraphs=["厂里的竹扇卖到外地。", "家里的事由他做主。"])])
    assert SpellingCorrector(index).find(Question("做竹扇赚钱吗")) == []


def test_what_was_meant_is_added_with_less_weight():
    """The typed word stays; the repaired one is looked up as well."""
    interpreter = Interpreter(INDEX, Lexicon(()), Preferences(INDEX))
    interpretation = interpreter.interpret(Question("朝汐窗口"), ())
    assert [repair.added for repair in interpretation.repairs] == [("潮汐",)]
    query = interpretation.query
    assert query.fields["pairs"]["朝汐"] == 1.0
    assert 0 < query.fields["pairs"]["潮汐"] < 1.0
    assert "潮汐" not in query.asked["pairs"]


def test_an_empty_corpus_repairs_nothing():
    """There is nothing that could have been meant."""
    assert list(SpellingCorrector(Index([])).find(Question("公积斤"))) == []


TOWNS = Index(
    [
        Article(id="a", headline="", paragraphs=["桐乡医保与湖州互认，新塍镇的小区开门，桐乡医保很忙。"]),
        Article(id="b", headline="", paragraphs=["新成立的公司发布重要成果。"]),
        Article(id="c", headline="", paragraphs=["同乡会聚餐。"]),
        Article(id="d", headline="", paragraphs=["公园开放，桃花开放。"]),
    ]
)


def found(question, settled=()):
    return {slip.typed: slip.added[0] for slip in SpellingCorrector(TOWNS).find(Question(question), settled)}


def test_a_word_may_be_a_slip_where_its_homophone_belongs_to_the_other_words():
    """同乡 is a word, and stands in the corpus, but far from 医保 and 湖州."""
    assert found("同乡医保跟湖州互认吗") == {"同乡": "桐乡"}


def test_nobody_means_a_word_that_hardly_anybody_uses():
    """A paper writes 互享, and the dictionary has it: who types 互相 means 互相."""
    text = "两地的护理保险已经互享，老人的失能评估结果两地都用。"
    index = Index([Article(id="a", headline="", paragraphs=[text])])
    assert index.has_term("words", "互享")
    assert not SpellingCorrector(index).find(Question("两地护理保险的失能评估结果能互相认吗"))


def test_a_word_that_only_passages_are_indexed_by_stands_beside_no_other(monkeypatch):
    """No article has 同乡, though a passage is indexed by it: 桐乡 is still found, and nothing fails."""
    articles_with = TOWNS.articles_with
    nowhere = articles_with("words", "nowhere")
    monkeypatch.setattr(
        TOWNS, "articles_with", lambda field, term: nowhere if term == "同乡" else articles_with(field, term)
    )
    assert TOWNS.has_term("words", "同乡") and not len(TOWNS.articles_with("words", "同乡"))
    assert found("同乡医保跟湖州互认吗") == {"同乡": "桐乡"}


def test_a_word_that_is_known_to_be_meant_is_no_slip():
    """The lexicon has it, or it is a place."""
    assert found("同乡医保跟湖州互认吗", {"同乡"}) == {}


def test_a_word_beside_the_others_is_no_slip():
    """同乡 and 聚餐 stand in one article."""
    assert found("同乡会在哪聚餐") == {}


def test_one_other_word_is_too_little():
    """With 湖州 alone, chance would do."""
    assert found("同乡湖州") == {}


def test_a_town_is_known_by_its_whole_name():
    """新成 stands in 新成立, but 新成镇 is no town of the corpus."""
    assert found("新成镇哪个小区")["新成镇"] == "新塍镇"


def test_a_slip_does_not_cut_into_a_word_that_is_known():
    """打视频 is of the lexicon: 人打 is none."""
    index = Index([Article(id="a", headline="", paragraphs=["人大代表视频连线。"])])
    assert SpellingCorrector(index).find(Question("跟里面的人打视频"), {"打视频"}) == []


def test_what_is_meant_may_be_cut_badly_in_the_corpus():
    """8时30分开门 has the word 开门, though a dictionary finds 分开 there."""
    index = Index([Article(id="a", headline="", paragraphs=["图书馆每天8时30分开门。"])])
    (slip,) = SpellingCorrector(index).find(Question("图书馆几点开们"))
    assert (slip.typed, slip.added[0]) == ("开们", "开门")
