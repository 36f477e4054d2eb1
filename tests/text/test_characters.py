"""Characters of Chinese text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.characters import bracket_balance, find_last_bracket, narrow, strip_punctuation


@pytest.mark.parametrize(
    ("text", "bare"),
    [("停水， 8月\n17日！", "停水8月17日"), ("ＡＰＰ（２０２２）", "APP2022"), ("a_b", "ab"), ("……", ""), ("①", "1")],
)
def test_characters_letters_and_digits_stay(text, bare):
    """Spaces, line breaks and punctuation go, and full-width forms become half-width."""
    assert strip_punctuation(text) == bare


@given(st.text(max_size=30))
def test_narrow_text_keeps_every_position(text):
    """It is as long as before, and digits and letters are those that they were."""
    assert len(narrow(text)) == len(text)
    assert narrow("第Ａ０３版，３．５％") == "第A03版，3.5％"


@pytest.mark.parametrize(
    ("text", "balance"), [("（甲）“乙”", 0), ("他说：“好", 1), ("好。”", -1), ("《甲", 1), ("甲》）", -2), ("", 0)]
)
def test_open_brackets_count_up_and_closing_ones_down(text, balance):
    """A quotation that goes on in the next line leaves 1, the rest of one -1."""
    assert bracket_balance(text) == balance


def test_the_last_bracket_may_be_wide_or_narrow():
    """Whichever stands last; -1 where there is none."""
    assert (find_last_bracket("（甲）(乙"), find_last_bracket("(甲（乙"), find_last_bracket("甲）")) == (3, 2, -1)
