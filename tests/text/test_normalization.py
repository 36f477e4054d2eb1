"""Folding: the form in which texts are matched."""

import subprocess
import unicodedata
from itertools import accumulate, pairwise
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalization import (
    fold,
    fold_all,
    fold_by_characters,
    fold_with_origin,
    is_simplified,
    measure_folded,
    simplify,
)

CLIB = Path(opencc.__file__).parent / "clib"

TEXTS = st.lists(
    st.text(
        st.sampled_from(
            "中国体育臺灣乾隆后里面的深沈回覆毛坏海哩慰藉，。：\u3000 \n\t…㎡①ａＢ１．％.5%x〇㐀𠀀𪜀é\u0301ΣΑ"
        )
        | st.characters(codec="utf-8", exclude_characters="\x00"),
        max_size=20,
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [("ＡＰＰ", "app"), ("２０２２年", "2022年"), ("醫療保險", "医疗保险"), ("５Ｇ網絡", "5g网络"), ("ﾊ", "ハ")],
)
def test_ways_of_writing_the_same_thing_fold_alike(printed, typed):
    """Width, capitals and script do not matter."""
    assert fold(printed) == fold(typed)


@given(st.text(max_size=60))
def test_every_folded_character_knows_where_it_came_from(text):
    """The way back has one entry a character, in order, inside the text."""
    folded = fold_with_origin(text)
    assert folded.text == fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= index < len(text) for index in folded.origin)


@given(TEXTS)
def test_a_short_text_is_folded_as_within_a_long_one(texts):
    """Short texts are folded one character after the other, long ones by numpy."""
    filling = "中" * 100
    for text in texts:
        folded, longer = fold_by_characters(text)
        if longer is not None:
            assert fold_by_characters(text + filling) == (folded + filling, longer)
        assert is_simplified(text) == is_simplified(text + filling)


def test_characters_that_become_several_leave_the_places_of_the_others_known():
    """… is folded to three full stops; 深沈 is a phrase, of which no part is folded as in the whole."""
    assert fold_by_characters("他说……Ａ㎡") == ("他说......am2", {"…": 2, "㎡": 1})
    assert fold_by_characters("深沈……")[1] is None


def fold_phrases(text, traditional):
    """A text folded phrase by phrase; character by character where it gets another length."""
    compatible = "".join(" " if one.isspace() else unicodedata.normalize("NFKC", one) for one in text)
    folded = simplify(compatible).lower() if traditional else compatible.lower()
    if len(text) == len(compatible) == len(folded):
        return folded
    forms = (" " if one.isspace() else unicodedata.normalize("NFKC", one) for one in text)
    return "".join((simplify(form) if traditional else form).lower() for form in forms)


@given(TEXTS.map("。".join), st.booleans())
def test_a_text_is_folded_as_a_whole(text, traditional):
    """Though only the sentences with characters that need others are; and where it says so, each part as in it."""
    folded, longer = fold_by_characters(text, traditional)
    assert folded == fold_phrases(text, traditional)
    if longer is None:
        return
    for first in range(3):
        parts = [text[:first], *(text[at : at + 3] for at in range(first, len(text), 3))]
        ends = accumulate(measure_folded(parts, longer), initial=0)
        assert [folded[start:end] for start, end in pairwise(ends)] == [
            fold_phrases(part, traditional) for part in parts
        ]


@pytest.mark.parametrize(
    ("printed", "folded"),
    [("反覆说明", "反复说明"), ("覆盖", "覆盖"), ("毛坏", "毛坯"), ("破坏", "破坏"), ("三海哩", "三海里")],
)
def test_a_character_is_simplified_with_those_beside_it(printed, folded):
    """覆 and 坏 are Simplified characters but in a few Traditional phrases."""
    assert fold(printed) == folded
    assert fold_all([printed, "的", printed]) == [folded, "的", folded]


@pytest.mark.skipif(not (CLIB / "bin/opencc_dict").exists(), reason="this OpenCC has no tool that lists its phrases")
def test_every_phrase_is_folded_as_opencc_converts_it(tmp_path):
    """No phrase of its dictionary is taken for characters that are folded each by itself."""
    phrases, listed = CLIB / "share/opencc/TSPhrases.ocd2", tmp_path / "phrases.txt"
    tool = [str(CLIB / "bin/opencc_dict"), "-i", str(phrases), "-f", "ocd2", "-o", str(listed), "-t", "text"]
    subprocess.run(tool, check=True)
    all_phrases = [line.split("\t")[0] for line in listed.read_text(encoding="utf-8").splitlines() if "\t" in line]
    assert len(all_phrases) > 100
    convert = opencc.OpenCC("t2s").convert
    assert [fold(phrase) for phrase in all_phrases] == [convert(phrase) for phrase in all_phrases]


def test_no_character_that_is_simplified_is_among_those_that_stay():
    """Every character of two bytes, the second forms of 更 and 老 among them, which Unicode has for other standards."""
    characters = [chr(code) for code in range(ord("!"), 0x10000) if not 0xD800 <= code < 0xE000]
    # no phrase has a space
    forms = simplify(" ".join(characters)).split(" ")
    changed = [one for one, form in zip(characters, forms, strict=True) if one != form]
    assert changed and not any(map(is_simplified, changed))
    assert is_simplified("浙江：Ａ㎡") and not is_simplified("浙江\uf901") and not is_simplified("毛坏")


def test_a_character_that_folds_into_several_keeps_its_place():
    """㎡ becomes m2, and both letters point at it."""
    assert fold("约㎡大") == "约m2大"
    assert list(fold_with_origin("约㎡大").origin) == [0, 1, 1, 2]


@given(TEXTS)
def test_many_texts_are_folded_as_each(texts):
    """Whatever stands beside a text: what two texts have across their border is no phrase."""
    for traditional in (True, False):
        assert fold_all(texts, traditional) == [fold(text, traditional) for text in texts]
