"""The words of a text that look like an answer to a question."""

from bot.answering.exact.matches import find_matches
from bot.intent.answer_pattern import find_answer_pattern
from bot.question.question import Question
from bot.text.segmenter import default_segmenter


def matches(question, text):
    """The pattern of the words that a question asks for, and those of a text that match it."""
    asked = Question(question)
    pattern = find_answer_pattern(asked.squeezed, asked.intent)
    assert pattern
    return pattern, find_matches(pattern, text, lambda: default_segmenter().words(text), default_segmenter())
