"""What is wrong, in Chinese: errors, and notices about pages and commands.

An error carries a sentence in English with its fields (bot.sentence), because it is stored with an index, logged, and
read by who uses the library; to who reads Chinese it is said anew, of the same fields, when it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.replies.errors.commands import COMMANDS
from bot.chat.replies.errors.pages import PAGES
from bot.chat.replies.errors.services import SERVICES
from bot.sentence import Sentence

CATALOGUE: Mapping[str, str] = {**PAGES, **COMMANDS, **SERVICES}
"""For the English pattern of each sentence the Chinese one."""


def say_in_chinese(sentence: Sentence) -> str:
    """A sentence in Chinese; what nobody foresaw stays as it is."""
    pattern = CATALOGUE.get(sentence.pattern, sentence.pattern)
    fields = {name: _say_field(value) for name, value in sentence.fields.items()}
    return pattern.format(**fields) if fields else pattern


def _say_field(value: object) -> object:
    if isinstance(value, tuple):
        return "；".join(map(say_in_chinese, value))
    return say_in_chinese(value) if isinstance(value, Sentence) else value
