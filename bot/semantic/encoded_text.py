"""What of a passage is encoded: its article's headline and its own text."""

from __future__ import annotations

from bot.retrieval.index import Index

# So many characters are read. A passage has 350 at most, and most headlines fewer than 40.
LONGEST = 400


def encoded_text(index: Index, article: int, sentences: range) -> str:
    """The text that the vector of a passage is made of.

    Args:
        index: the corpus.
        article: the number of the passage's article.
        sentences: the numbers of the passage's sentences in it.
    """
    of_article = index.sentences(article)
    text = "".join(of_article[number].text for number in sentences).strip()
    return f"{index.articles[article].headline}\n{text}"[:LONGEST]
