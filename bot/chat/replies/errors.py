"""What is wrong, in Chinese: errors, and notices about pages and commands.

An error carries a sentence in English with its fields (bot.sentence), because it is stored with an index, logged, and
read by who uses the library; to who reads Chinese it is said anew, of the same fields, when it is shown. The Chinese
patterns are a catalogue of gettext's, as what click says: locale/zh/LC_MESSAGES/errors.po.
"""

from __future__ import annotations

import gettext
from pathlib import Path

from bot.sentence import Sentence

_CATALOGUES = Path(__file__).with_name("locale")


def say_in_chinese(sentence: Sentence) -> str:
    """A sentence in Chinese; what nobody foresaw stays as it is."""
    # of an empty text gettext gives the head of the catalogue
    pattern = sentence.pattern and gettext.translation("errors", _CATALOGUES, ["zh"]).gettext(sentence.pattern)
    fields = {name: _say_field(value) for name, value in sentence.fields.items()}
    return pattern.format(**fields) if fields else pattern


def _say_field(value: object) -> object:
    if isinstance(value, tuple):
        return "；".join(map(say_in_chinese, value))
    return say_in_chinese(value) if isinstance(value, Sentence) else value
