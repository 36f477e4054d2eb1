"""What is read from a message of a person."""

from __future__ import annotations

import pytest

from bot.telegram.messages.incoming import read_question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("医保？", "医保？"),
        ("/ask 医保？", "医保？"),
        ("/ask@baowen_test_bot  医保？ ", "医保？"),
        ("/ASK医保？", "医保？"),
        ("/ask\n医保？", "医保？"),
        ("/ask", ""),
        ("/asking 医保", "/asking 医保"),
        ("  ", ""),
        (None, ""),
    ],
)
def test_the_question_is_what_remains_without_the_command(text, question):
    """The command and the white space around the question are no part of it."""
    assert read_question(text) == question
