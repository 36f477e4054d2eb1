"""Text as it is compared: without spaces, punctuation and line breaks."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["letters"]

_OTHER = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The Chinese characters, letters and digits of a text, full-width forms made narrow."""
    bare = _OTHER.sub("", text)
    # most text is normal once the full-width punctuation is gone, and to see that is quick
    return bare if unicodedata.is_normalized("NFKC", bare) else _OTHER.sub("", unicodedata.normalize("NFKC", bare))
