"""Synonyms, stop words and a segmenter of the caller's own."""

import re

from bot import Article, Retriever

PAPER = Retriever.from_articles(
    [
        Article(id="a", headline="停水通知", paragraphs=["5月3日城东停水。"]),
        Article(id="b", headline="湖滨樱花", paragraphs=["湖滨的樱花五月开放。"]),
    ]
)


def found(retriever, question):
    """The ids of the articles found, best first."""
    return [hit.article.id for hit in retriever.search(question)]


def test_a_synonym_finds_what_the_paper_prints():
    """The word as typed leads to the printed one; the corpus itself is not changed by it."""
    assert found(PAPER, "龙头没反应") == []
    assert found(PAPER.with_words(synonyms={"龙头": ["停水"]}), "龙头没反应") == ["a"]
    assert found(PAPER, "龙头没反应") == []


def test_a_stop_word_is_not_looked_up():
    """A question of stop words alone finds nothing; the words beside them still do."""
    quiet = PAPER.with_words(stop_words=["樱花"])
    assert found(PAPER, "樱花") == ["b"] and found(quiet, "樱花") == []
    assert found(quiet, "樱花停水") == ["a"]


def test_another_segmenter_cuts_articles_and_questions():
    """A function that cuts single characters finds a character alone, and is called for both."""
    seen = []

    def cut(text):
        seen.append(text)
        return list(text)

    characters = PAPER.with_words(segmenter=cut)
    indexed = len(seen)
    assert indexed and found(characters, "开放") == ["b"]
    assert len(seen) > indexed


def test_words_are_kept_when_more_are_given():
    """Each call adds to the one before; a stop word is one where the segmenter cuts it as a word."""
    both = PAPER.with_words(synonyms={"龙头": ["停水"]}).with_words(stop_words=["樱花"]).with_words(stop_words=["五月"])
    assert found(both, "龙头") == ["a"] and found(both, "樱花五月") == []
    cut_as_words = both.with_words(segmenter=lambda text: re.findall("樱花|五月|.", text, re.DOTALL))
    assert found(cut_as_words, "龙头") == ["a"] and found(cut_as_words, "樱花五月") == []
