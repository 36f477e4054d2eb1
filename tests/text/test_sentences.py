"""Text → sentences."""

from hypothesis import given
from hypothesis import strategies as st

from bot.text.sentences import cut_sentences


def test_a_sentence_ends_with_its_mark_and_what_closes_there():
    """Quotes and brackets stay with it; a Latin full stop ends none, and a remainder is a sentence too."""
    assert cut_sentences("他说：“停水。”然后走了！（真的？）涨3.5倍") == [
        "他说：“停水。”",
        "然后走了！",
        "（真的？）",
        "涨3.5倍",
    ]
    assert cut_sentences("等等……好") == ["等等……", "好"]


@given(st.text(alphabet="停水。！？”’）；…a. \n", max_size=20))
def test_the_sentences_are_the_whole_text(text):
    """In order, with nothing left out."""
    assert "".join(cut_sentences(text)) == text
