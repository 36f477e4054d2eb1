"""What is shown of an article."""

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.excerpt import choose_excerpt
from bot.corpus.passages import MAX_CHARACTERS, split_sentences
from bot.records import Article

texts = st.lists(st.integers(1, 200).map(lambda size: "字" * size + "。"), min_size=1, max_size=12)


@given(texts, st.data())
def test_a_window_holds_its_sentence_and_fits(sentences, data):
    """It has the best sentence, neighbours only, and 350 characters at most."""
    found = split_sentences(Article(id="a", headline="", paragraphs=["".join(sentences)]))
    best = data.draw(st.integers(0, len(found) - 1))
    part = choose_excerpt(found, best)
    assert best in part
    assert sum(len(found[number].joined.text) for number in part) <= MAX_CHARACTERS
    assert 0 <= part.start < part.stop <= len(found)


def test_it_begins_one_sentence_before_and_runs_on():
    """The sentence before gives the context, the ones after the rest of the answer."""
    text = ["一" * 60 + "。" + "二" * 60 + "。", "三" * 250 + "。"]
    found = split_sentences(Article(id="a", headline="", paragraphs=text))
    assert choose_excerpt(found, 0) == range(0, 2)
    assert choose_excerpt(found, 1) == range(0, 2)
    assert choose_excerpt(found, 2) == range(1, 3)


def test_what_another_passage_shows_is_left_out():
    """The sentences of a better passage are not shown again."""
    found = split_sentences(
        Article(id="a", headline="", paragraphs=["一" * 60 + "。" + "二" * 60 + "。" + "三" * 60 + "。"])
    )
    assert choose_excerpt(found, 2, {0, 1}) == range(2, 3)
