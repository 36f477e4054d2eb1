"""Text → terms."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.analyzer import FIELDS, Analyzer, CutBlocks
from bot.text.segmenter import OwnSegmenter, shared_segmenter
from bot.text.user_dictionary import UserDictionary

ANALYZER = Analyzer()
TEXTS = st.lists(
    st.text(
        st.sampled_from("中国体育臺灣乾隆后里面的，。：\u3000 \n\t…㎡①ａＢ１．％.5%x〇㐀𠀀𪜀é\u0301ΣΑ")
        | st.characters(codec="utf-8", exclude_characters="\x00"),
        max_size=20,
    ),
    max_size=6,
)


def test_pairs_do_not_cross_punctuation_and_keep_latin_whole():
    """Character pairs stay within a run; words and numbers in Latin letters are one term, without points at the end."""
    assert ANALYZER.analyze("医保app，7月").pairs == ["医保", "app", "7", "月"]
    assert ANALYZER.analyze("..涨了3.5%.又.a.").pairs == ["涨了", "3.5%", "又", "a"]


def test_singles_are_the_characters():
    """One term a Chinese character, one a Latin word or number."""
    assert ANALYZER.analyze("医保app").singles == ["医", "保", "app"]


def test_words_are_jieba_in_search_mode_without_punctuation():
    """A long word gives its parts too."""
    assert ANALYZER.analyze("职工医疗保险。").words == ["职工", "医疗", "保险", "医疗保险"]


def test_traditional_characters_are_simplified_unless_they_are_to_stay():
    """Traditional and Simplified texts have the same terms in every field."""
    for name in FIELDS:
        assert ANALYZER.analyze("醫療保險").field(name) == ANALYZER.analyze("医疗保险").field(name)
    assert Analyzer(traditional=False).analyze("醫療").pairs == ["醫療"]


def test_words_of_a_user_dictionary_are_terms():
    """A word that only the operator knows is one term, and after pickling for another process too."""
    analyzer = Analyzer(shared_segmenter(UserDictionary((("湾塘头", 20),))))
    for same in (analyzer, pickle.loads(pickle.dumps(analyzer))):
        assert "湾塘头" in same.analyze("湾塘头停水").words
        assert "湾塘头" in same.analyze_all(["湾塘头停水"])["words"].terms
    assert "湾塘头" not in ANALYZER.analyze("湾塘头停水").words


@given(st.text(max_size=80))
def test_any_text_has_terms_or_none(text):
    """No text makes the analyzer fail, and no term is empty."""
    terms = ANALYZER.analyze(text)
    assert all(term for name in FIELDS for term in terms.field(name))


@given(TEXTS)
def test_many_texts_have_the_terms_of_each(texts):
    """In every field, in the same order, and each term has one number."""
    for name, field in ANALYZER.analyze_all(texts).items():
        assert len(set(field.terms)) == len(field.terms)
        assert len(field.offsets) == len(texts) + 1
        for text, start, stop in zip(texts, field.offsets, field.offsets[1:], strict=False):
            terms = [field.terms[number] for number in field.numbers[start:stop]]
            assert terms == ANALYZER.analyze(text).field(name)


def test_there_are_three_fields():
    """The same for many texts as for one."""
    assert set(ANALYZER.analyze_all(["停水"])) == set(FIELDS)


@given(TEXTS, TEXTS)
def test_blocks_that_were_cut_before_give_the_same(texts, before):
    """Terms and borders of texts do not depend on what else was cut, and all terms of a list occur."""
    cut = CutBlocks(ANALYZER.segmenter)
    folded = [ANALYZER.analyze(text).folded for text in texts]
    cut.terms([ANALYZER.analyze(text).folded for text in before])
    terms, alone = cut.terms(folded), ANALYZER.analyze_all(texts)["words"]
    assert [list(one) for one in (terms.terms, terms.numbers, terms.offsets)] == [
        list(one) for one in (alone.terms, alone.numbers, alone.offsets)
    ]
    words = [word for text in folded for word in (*ANALYZER.segmenter.words(text), "\n")]
    begins = [number == 0 for word in words for number in range(len(word))]
    assert cut.word_borders(folded).tolist() == (begins or [True])


def test_a_segmenter_of_its_own_is_given_whole_texts():
    """What a function looks at is not known: it may put words together across a comma."""
    given_texts = []

    def cut_nothing(text):
        given_texts.append(text)
        return [text]

    cut = CutBlocks(OwnSegmenter(cut_nothing))
    assert list(cut.terms(["停水，三天"]).terms) == ["停水，三天"]
    assert cut.word_borders(["停水，三天"]).tolist() == [True, *[False] * 4, True]
    assert given_texts == ["停水，三天"]
