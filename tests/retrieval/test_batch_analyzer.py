"""The terms of many texts at once."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.passages import build_passages, passage_texts
from bot.retrieval.analyzer import FIELDS, Terms
from bot.retrieval.batch_analyzer import numbered
from bot.text.normalization import fold, fold_all

TEXTS = st.lists(
    st.text(
        st.sampled_from("中国體育臺灣乾隆后里面的，。：\u3000 \n\t…㎡①ａＢ１．％.5%x〇㐀𠀀𪜀é\u0301ΣΑ")
        | st.characters(codec="utf-8", exclude_characters="\x00"),
        max_size=20,
    ),
    max_size=6,
)


@given(TEXTS)
@settings(deadline=None)
def test_many_texts_are_folded_as_each(texts):
    """Whatever stands beside it: what two texts have across their border is no phrase."""
    for traditional in (True, False):
        assert fold_all(texts, traditional) == [fold(text, traditional).text for text in texts]


@given(TEXTS)
@settings(deadline=None)
def test_many_texts_have_the_terms_of_each(texts):
    """In every field, as often."""
    for name, own in numbered(texts, True).items():
        assert len(set(own.terms)) == len(own.terms)
        found = [
            Counter(own.terms[number] for number in own.numbers[start:stop])
            for start, stop in zip(own.offsets, own.offsets[1:], strict=False)
        ]
        assert found == [Counter(Terms(fold(text).text).field(name)) for text in texts]


def test_there_are_three_fields():
    """The same as for one text."""
    assert set(numbered(["停水"], True)) == set(FIELDS)


def test_passages_have_the_same_text_with_and_without_their_places(retriever):
    """Those of every article of the seeds."""
    for article in retriever.articles:
        whole = build_passages(article)
        assert passage_texts(article) == [(part, passage.text) for part, passage in whole.items()]
