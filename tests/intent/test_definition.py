"""Questions that ask what something is, and sentences that say it."""

from __future__ import annotations

import pytest

from bot.intent.definition import defines, explains, find_defined_name, find_meaning
from bot.text.segmenter import default_segmenter


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("邻里码是什么?", "邻里码"),
        ("城东那个邻里码是啥东西", "邻里码"),
        ("你好,邻里码是什么", "邻里码"),
        ("什么叫邻里码", "邻里码"),
        ("邻里码是干什么用的?", "邻里码"),
        ("etc是什么", "etc"),
        ("邻里码在土话里是什么意思", "邻里码"),
        ("邻里码意思", "邻里码"),
        ("邻里码的寓意?", "邻里码"),
    ],
)
def test_the_name_whose_meaning_is_asked_is_found(question: str, name: str) -> None:
    """However it is asked for, the name alone comes back."""
    assert find_defined_name(question) == name


@pytest.mark.parametrize(
    "question",
    [
        "亭子叫什么?",
        "他们做什么的",
        "这是什么",
        "老王是什么职务",
        "最晚是什么时候",
        "奖牌是什么材料做的",
        "不好意思",
        "真有意思",
        "城东开了一家新店,原因是什么",
    ],
)
def test_other_questions_with_what_ask_for_no_meaning(question: str) -> None:
    """A name, an office, a time and a material are asked for by 什么, too, and a pronoun names nothing."""
    assert find_defined_name(question) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "邻里码是一张二维码。",
        "村民把它叫作“邻里码”。",
        "今年建成“邻里码”平台。",
        "所谓邻里码,就是…",
        "“邻里码”意为家家都用。",
    ],
)
def test_a_sentence_defines_a_name(sentence: str) -> None:
    """It says that the thing is something, that something is called so, or of what kind it is."""
    assert defines("邻里码", sentence)


@pytest.mark.parametrize("sentence", ["他扫了邻里码。", "邻里码是否好用?", "大家都用“邻里码”。"])
def test_a_sentence_that_only_has_the_name_does_not_define_it(sentence: str) -> None:
    """It is used there, and not said to be anything."""
    assert not defines("邻里码", sentence)


def test_a_headline_explains_its_name_but_no_usual_word() -> None:
    """An article is about the name in its headline; what 医保 is no headline with 医保 says."""
    segmenter = default_segmenter()
    assert explains("邻里码", "一张邻里码管好一个村", [], segmenter)
    assert not explains("医保", "医保缴费期延长", ["医保缴费期延长一个月。"], segmenter)
    assert explains("医保", "", ["医保是医疗保险。"], segmenter)


def test_a_meaning_is_told_in_words_only_where_it_is_asked_for() -> None:
    """What a thing is, is more than a few words."""
    sentence = "“邻里码”意为“家家都用”。"
    start, stop = find_meaning("邻里码", "邻里码是什么意思", sentence) or (0, 0)
    assert sentence[start:stop] == "家家都用"
    assert find_meaning("邻里码", "邻里码是什么", sentence) is None
    assert find_meaning("邻里码", "邻里码是什么意思", "邻里码是一张二维码。") is None
