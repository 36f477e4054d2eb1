"""What a process that answers many questions does before the first."""

from bot.intent import answer_words
from bot.intent.intent import AnswerType


def test_the_pattern_of_every_type_of_answer_is_compiled(retriever):
    """No question after it is the first of its type."""
    retriever.warm_up()
    for answer_type in AnswerType:
        if answer_type in answer_words._WORDS:
            before = answer_words.compile_words.cache_info().misses
            answer_words.compile_words(answer_type)
            assert answer_words.compile_words.cache_info().misses == before


def test_questions_are_answered_as_before(retriever):
    """A process may warm up at any time."""
    question = "城东小区什么时候停水"
    before = retriever.answer(question)
    retriever.warm_up()
    assert retriever.answer(question) == before


def test_words_of_the_caller_s_own_need_nothing(retriever):
    """Whoever cuts words by a function of their own is not asked to cut an empty text."""
    asked = []

    def cut(text):
        asked.append(text)
        return [text]

    own = retriever.with_words(segmenter=cut)
    asked.clear()
    own.warm_up()
    assert "" not in asked
