"""Characters that neither Telegram nor a database takes: halves of characters (lone surrogates), and NUL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")


def whole_characters(part: T) -> T:
    """A text, or texts in mappings and lists, with ? in place of each half of a character and a space for NUL.

    They come from keyboards, and from names of files that are no valid text. Positions in a text stay the same.
    """
    whole: Any = part
    if isinstance(part, str):
        whole = part.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    elif isinstance(part, Mapping):
        whole = {key: whole_characters(value) for key, value in part.items()}
    elif isinstance(part, list | tuple):
        whole = [whole_characters(value) for value in part]
    typed: T = whole
    return typed
