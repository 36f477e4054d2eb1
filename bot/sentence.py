"""A sentence for a person that can be said in another language."""

from __future__ import annotations

from typing import Any


class Sentence(str):
    """A sentence in English that keeps its pattern and its fields, because a translation is made of both.

    The English pattern is the key of gettext's catalogue, from which bot/chat/replies/errors.py takes the Chinese one.

    Args:
        pattern: a format string; without fields it is the sentence itself.
        fields: the values of the pattern's fields. A value that is a sentence, an error, or a tuple of these is
            translated, too.
    """

    pattern: str
    fields: dict[str, Any]

    def __new__(cls, pattern: str, /, **fields: object) -> Sentence:
        fields = {name: _field(value) for name, value in fields.items()}
        shown = {name: "; ".join(value) if isinstance(value, tuple) else value for name, value in fields.items()}
        sentence = super().__new__(cls, pattern.format(**shown) if fields else pattern)
        sentence.pattern, sentence.fields = pattern, fields
        return sentence

    @classmethod
    def of(cls, said: object, /, **fields: object) -> Sentence:
        """Anything as a sentence: a pattern with fields, a sentence, an error (its own if it has one), or a text."""
        if fields:
            return cls(str(said), **fields)
        # an error of ours has a sentence, one of Python may have been given one
        given = getattr(said, "sentence", None) or next(iter(getattr(said, "args", ())), None)
        own = said if isinstance(said, Sentence) else given
        return own if isinstance(own, Sentence) else cls(str(said))

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.pattern,), self.fields


def _field(value: object) -> object:
    if isinstance(value, OSError) and value.strerror:
        # without its number and the path, which the sentence names
        return Sentence(value.strerror)
    if isinstance(value, tuple):
        return tuple(map(Sentence.of, value))
    return Sentence.of(value) if isinstance(value, BaseException) else value
