"""Many texts cut at once: the words are those that jieba gives for each."""

import sys
from itertools import chain

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.lattice.lattice import Lattice
from bot.text.lattice.unknown_words import UnknownWords, make_model
from bot.text.segmenter import Segmenter
from bot.text.user_dictionary import UserDictionary

jieba.dt.initialize()
LATTICE = Lattice(jieba.dt.FREQ, jieba.dt.total, UnknownWords(make_model(jieba.finalseg)))


def as_jieba_cuts(texts: list[str], cut=jieba.cut) -> list[str]:
    """The words of each text, and a line break behind each."""
    return [word for text in texts for word in (*cut(text), "\n")]


@pytest.fixture
def without_rjieba(monkeypatch) -> None:
    """A platform that rjieba has no wheel for."""
    monkeypatch.setitem(sys.modules, "rjieba", None)


@given(
    st.lists(
        st.text(
            st.sampled_from("中华人民共和国北京市长春药店停水的了和有3月10日.5%-_+#&abc")
            | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5),
            min_size=1,
            max_size=24,
        ),
        max_size=8,
    )
)
def test_blocks_are_cut_as_each_alone(texts) -> None:
    """Words of the dictionary, ambiguous and unknown ones, characters that nobody has counted, numbers and letters."""
    assert LATTICE.words_of_all(texts) == as_jieba_cuts(texts)


def test_names_that_no_dictionary_has_are_found() -> None:
    """By the model of unknown words: 杭研 is no word of the dictionary, 他来到了网易杭研大厦 is jieba's own example."""
    assert LATTICE.words_of_all(["他来到了网易杭研大厦"]) == ["他", "来到", "了", "网易", "杭研", "大厦", "\n"]


def test_more_text_than_is_cut_at_once() -> None:
    """The texts of the second stretch are cut like those of the first."""
    texts = ["城东湾塘头停水三天", "龦", "研究生命起源"] * 6000
    assert LATTICE.words_of_all(texts) == as_jieba_cuts(texts[:3]) * 6000


def test_no_text_has_no_words() -> None:
    """Not even the line break that stands behind each text."""
    assert LATTICE.words_of_all([]) == []


@pytest.mark.usefixtures("without_rjieba")
def test_a_segmenter_without_rjieba_cuts_many_texts_as_each(tmp_path) -> None:
    """Texts that are no blocks, and blocks that are too long, too; with an operator's words, and from a folder."""
    texts = ["停水三天", "城东湾塘头，停水。", "", "é", "中华人民共和国" * 60, "㐀", "2019年8月"]
    for words in (UserDictionary(), UserDictionary((("湾塘头", 2000),))):
        # the second finds the words in the folder
        for _ in range(2):
            segmenter = Segmenter(words)
            segmenter.cache_in(tmp_path)
            segmenter.load_for_indexing()
            assert segmenter._lattice is not None
            assert list(chain(*segmenter.words_of_all(texts))) == as_jieba_cuts(texts, segmenter.words)
            assert len(segmenter._tokenizer("停").counts) < len(jieba.dt.FREQ) / 10
        assert ("湾塘头" in chain(*segmenter.words_of_all(texts))) == bool(words.words)


def test_with_rjieba_there_is_no_lattice() -> None:
    """Its arrays would only take memory."""
    segmenter = Segmenter()
    segmenter.load_for_indexing()
    assert segmenter._lattice is None


def test_who_answers_questions_has_no_lattice() -> None:
    """A question is one text, which is cut no faster by it; with an operator's words rjieba is left out, too."""
    segmenter = Segmenter(UserDictionary((("湾塘头", 2000),)))
    segmenter.load()
    assert segmenter._lattice is None
    assert segmenter.words("湾塘头停水") == ["湾塘头", "停水"]
