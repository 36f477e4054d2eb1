"""Abbreviations and full names that articles define, as keys."""

import pytest

from bot.retrieval.abbreviation_keys import bracket_key, find_abbreviation_keys, find_short_names, name_key
from bot.text.segmenter import default_segmenter


def keys(text):
    return set(find_abbreviation_keys([text], default_segmenter().words))


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ('浙江电力设计公司(以下简称"浙电设")说', "浙电设", "浙江电力设计公司"),
        ("长期护理保险(长护险)", "长护险", "长期护理保险"),
        ("中国农业银行(简称农行)放贷", "农行", "农业银行"),
    ],
)
def test_a_bracket_defines_an_abbreviation(text, short, full):
    """Each of the two names leads to the other."""
    assert {bracket_key(short, full), bracket_key(full, short, short=False)} <= keys(text)


@pytest.mark.parametrize("text", ["停水三天(周末除外)", "人民公园(公园)", "职工医保(图一)"])
def test_a_bracket_may_hold_anything_else(text):
    """Without 简称 both names must end alike, and a run of the name is no abbreviation of it."""
    assert not any(key.startswith("s") for key in keys(text))


def test_a_full_name_is_found_by_ending_and_first_character():
    """市监局 of a question looks up the names that start with 市 and whose abbreviation ends with 局."""
    assert any(key.startswith(name_key("局", "市")) for key in keys("市场监督管理局开会"))


def test_an_abbreviation_in_a_question_may_start_anywhere():
    """The dictionary does not know where it starts."""
    assert {"市监局", "问市监局"} <= set(find_short_names("请问市监局在哪"))
