"""What two texts have in common."""

import pytest

from bot.text.similarity import RepeatedSimilarity, Similarity, character_pairs, measure_seam, pair_overlap


def test_pairs_are_of_neighbours_and_latin_words_are_whole():
    """No pair spans punctuation, and capitals do not matter."""
    assert len(character_pairs("夜市开张")) == 3
    assert len(character_pairs("夜市，开张")) == 2
    assert character_pairs("夜市12号") & character_pairs("新夜市") == character_pairs("夜市")
    assert character_pairs("Wi5 店") == frozenset({"wi5"})


def test_a_line_is_nearer_to_the_text_that_has_more_of_its_words():
    """And what few of the texts have counts more."""
    similarity = Similarity(["夜市今天开张", "渔港今天开张", "学校放假"])
    night, harbour, school = similarity.to_each("夜市开张")
    assert night > harbour > school == 0.0
    assert similarity.to("夜市", 0) == 1.0
    assert similarity.between(0, 2) == 0.0


def test_a_line_is_nearer_to_the_text_that_repeats_its_words():
    """Two texts have the words, and one of them says them again; the longer one has to say them more often."""
    once, twice = "夜市今天开张，渔港放假。", "夜市今天热闹，夜市放假。"
    plain, repeated = Similarity([once, twice]), RepeatedSimilarity([once, twice])
    assert plain.to("夜市", 0) == plain.to("夜市", 1)
    assert repeated.to("夜市", 0) < repeated.to("夜市", 1)
    long = once + "学校的操场上种了许多树，孩子们在树下读书。"
    assert RepeatedSimilarity([once, long]).to("夜市", 0) > RepeatedSimilarity([once, long]).to("夜市", 1)
    assert repeated.to("新桥", 0) == repeated.to("", 1) == 0.0


def test_the_overlap_is_the_share_of_pairs_that_stand_in_the_text():
    """Of 夜市, 市开 and 开张 the text has two; no pair has none."""
    assert pair_overlap("夜市开张", "夜市今天开张") == 2 / 3
    assert pair_overlap("夜", "夜市") == pair_overlap("", "夜市") == 0.0


@pytest.mark.parametrize(
    ("left", "right", "seam"),
    [
        ("老渔港", "码头忙", 3),
        ("新渔港", "码", 2),
        ("港", "码头", 2),
        ("夜港", "码洋", 1),
        ("渔港", "夜市", 0),
        ("渔港，", "码头", 0),
    ],
)
def test_a_seam_counts_what_stands_together_elsewhere(left, right, seam):
    """Of 渔港码头 the text has four characters together; a line of the text ends what stands together."""
    assert measure_seam(left, right, "老渔港码头\n夜市") == seam
