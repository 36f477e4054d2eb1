"""What kind of word a word is."""

import pytest
from jieba import get_dict_file

from bot.intent.word_kinds import read_word_kinds

# For each kind jieba's tags, and the least count of its words. Nouns made of verbs and adjectives (vn, an) are nouns.
TAGS = {
    "verb": ("v vd vg vi vq".split(), 200),
    "adjective": ("a ag b z".split(), 200),
    "function": ("ad c d df dg e h k p r rg rr rz u ud ug uj ul uv uz y".split(), 50),
    "time": ("t tg".split(), 100),
}


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


def test_the_list_is_what_jieba_tags_so() -> None:
    """Of each kind all words of jieba's dictionary that have one of its tags and are counted so often."""
    expected = {}
    with get_dict_file() as file:
        for line in file:
            word, count, tag = line.decode().split()
            for kind, (tags, least) in TAGS.items():
                if tag in tags and int(count) >= least:
                    expected[word] = kind
    assert read_word_kinds() == expected
