"""What kind of word a word is."""

import pytest

from bot.intent.word_kinds import CUES, read_word_kinds


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("修建", "verb"),
        ("正式", "function"),
        ("因此", "function"),
        ("我们", "function"),
        ("盛大", "adjective"),
        ("当时", "time"),
    ],
)
def test_words_that_are_no_nouns_have_a_kind(word: str, kind: str) -> None:
    """Verbs, function words, adjectives and times."""
    assert read_word_kinds()[word] == kind


@pytest.mark.parametrize("word", ["水塔", "大桥", "上海", "钱志强"])
def test_nouns_and_names_have_none(word: str) -> None:
    """They are what is asked for."""
    assert word not in read_word_kinds()


def test_a_word_has_one_kind() -> None:
    """The list has no other kinds, and the words that say what stands beside them are words, too."""
    assert set(read_word_kinds().values()) == {"verb", "adjective", "function", "time"}
    assert all(CUES)
