"""Abbreviations and full names that articles define, as keys."""

import pytest

from bot.text.names import abbreviation_key, find_abbreviation_keys, may_define
from bot.text.normalization import fold_all


def keys(text):
    return set(find_abbreviation_keys([text]))


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
    assert keys(text) == {abbreviation_key(short, full), abbreviation_key(full, short)}


@pytest.mark.parametrize("text", ["停水三天(周末除外)", "人民公园(公园)", "职工医保(图一)"])
def test_a_bracket_may_hold_anything_else(text):
    """Without 简称 both names must end alike, and a run of the name is no abbreviation of it."""
    assert keys(text) == set()


def test_a_text_may_define_where_it_has_an_opening_bracket_once_it_is_folded():
    """The bracket may be wide, small, vertical, or part of one character: （, ﹙, ⑴. No other text is folded for it."""
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    opening = [one for one, folded in zip(characters, fold_all(characters), strict=True) if "(" in folded]
    assert list(filter(may_define, characters)) == opening
