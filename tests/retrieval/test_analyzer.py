"""Text → terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.analyzer import FIELDS, Terms, analyze, pairs, singles, words
from bot.text.normalization import fold


@pytest.mark.parametrize(
    ("printed", "typed"),
    [("ＡＰＰ", "app"), ("２０２２年", "2022年"), ("醫療保險", "医疗保险"), ("５Ｇ網絡", "5g网络"), ("ﾊ", "ハ")],
)
def test_ways_of_writing_the_same_thing_fold_alike(printed, typed):
    """Width, capitals and script do not matter."""
    assert fold(printed).text == fold(typed).text


@given(st.text(max_size=60))
def test_every_folded_character_knows_where_it_came_from(text):
    """The way back has one entry a character, in order, inside the text."""
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= index < len(text) for index in folded.origin)


def test_a_character_that_folds_into_several_keeps_its_place():
    """㎡ becomes m2, and both letters point at it."""
    assert fold("约㎡大") == fold("约㎡大")
    assert fold("约㎡大").text == "约m2大"
    assert fold("约㎡大").origin == (0, 1, 1, 2)


def test_pairs_do_not_cross_punctuation_and_keep_latin_whole():
    """Character pairs stay within a run; words and numbers in Latin letters are one term."""
    assert pairs("医保app，7月") == ["医保", "app", "7", "月"]


def test_singles_are_the_characters():
    """One term a Chinese character, one a Latin word or number."""
    assert singles("医保app") == ["医", "保", "app"]


def test_words_are_jieba_in_search_mode_without_punctuation():
    """A long word gives its parts too."""
    assert words("职工医疗保险。") == ["职工", "医疗", "保险", "医疗保险"]


@given(st.text(max_size=80))
def test_any_text_has_terms_or_none(text):
    """No text makes the analyzer fail, and no term is empty."""
    terms = analyze(text)
    assert all(term for name in FIELDS for term in terms.field(name))


def test_fields_are_named_once():
    """Every field in FIELDS can be asked for."""
    assert all(Terms("医保").field(name) for name in FIELDS)
