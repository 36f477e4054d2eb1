"""Articles cut into passages."""

from bot.corpus.passages import build_passages, passage_texts


def test_passages_have_the_same_text_with_and_without_their_places(retriever):
    """Those of every article of the seeds."""
    for article in retriever.articles:
        whole = build_passages(article)
        assert passage_texts(article) == [(part, passage.text) for part, passage in whole.items()]
