"""Which sentences of an article a word stands in."""

from bot.answering.sentence_postings import SentencePostings
from bot.corpus.passages import split_texts
from bot.records import Article
from bot.retrieval.analyzer import Analyzer
from bot.text.normalization import fold_all


def test_a_word_stands_where_the_sentence_is_cut_into_it(retriever):
    """For every word of every article of the seeds: the sentences that have it when each is cut as a whole."""
    for article in retriever.articles:
        sentences = SentencePostings(fold_all(split_texts(article.paragraphs)), Analyzer())
        cut = [set(sentences.analyzer.terms(folded).words) for folded in sentences.folded]
        for word in set().union(*cut):
            assert set(sentences.of_term("words", word)) == {at for at, own in enumerate(cut) if word in own}, word


def test_a_word_inside_others_is_none():
    """南京市长江大桥 is 南京市 and 长江大桥, with 大桥 in it: 市长 stands in its characters only."""
    one = Article(id="1", headline="", paragraphs=["南京市长江大桥通车。市长来了。"])
    sentences = SentencePostings(fold_all(split_texts(one.paragraphs)), Analyzer())
    assert sentences.of_term("words", "市长") == [1]
    assert sentences.of_term("words", "大桥") == [0]


def test_the_words_of_a_sentence_are_those_that_it_is_cut_into(retriever):
    """The borders that the index keeps cut each sentence of the seeds as the segmenter does, white space left out."""
    index = retriever._answerer.index
    for number in range(len(retriever.articles)):
        sentences = SentencePostings(
            index.folded_sentences(number), index.analyzer, index.config, index.word_borders(number).copy()
        )
        for at, squeezed in enumerate(sentences.squeezed):
            assert sentences.words(at) == index.analyzer.segmenter.words(squeezed)


def test_white_space_is_no_word():
    """Around a sentence it changes nothing; within one the words are those of the text without it."""
    sentences = SentencePostings([" 市长来了。", "市 长来了。", " "], Analyzer())
    assert [sentences.words(number) for number in range(3)] == [
        ["市长", "来", "了", "。"],
        ["市长", "来", "了", "。"],
        [],
    ]
