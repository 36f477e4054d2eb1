"""Abbreviations and full names that the corpus itself explains: 浙江电力设计公司（以下简称“浙电设”）.

When the corpus is indexed, `bot.text.names` writes keys of its brackets; this module looks them up for
a question. Names that only look as if one were made of the other are not used: of 61,000 such names in a month of a
daily, questions got 的援助医疗队 for 的医疗队.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.question.lexicon import Expansion
from bot.retrieval.index import Index
from bot.text.names import abbreviation_key

# Names are looked up by their first characters, one more at a time; so many are fetched at once.
_FETCHED_SIZES = 1, 2, 3


class Abbreviations:
    """Finds what a corpus has for the abbreviations and full names of a question.

    Args:
        index: the corpus, with what `bot.text.names` found in it.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, folded: str) -> list[Expansion]:
        """The full names of a folded question's abbreviations and the abbreviations of its full names, each once."""
        found = dict(self._look_up(folded))
        self._index.fetch_articles_of_keys(found.values())
        return [
            Expansion(name, (other,), self._index.article_of_key(number).id) for (name, other), number in found.items()
        ]

    def _look_up(self, folded: str) -> Iterator[tuple[tuple[str, str], int]]:
        """Names of a question, each with the other name that a bracket gives, and the number of the key."""
        self._index.fetch_abbreviations(
            folded[start : start + size] for size in _FETCHED_SIZES for start in range(len(folded))
        )
        for start in range(len(folded)):
            for stop in range(start + 1, len(folded) + 1):
                name = folded[start:stop]
                # if no name begins like this, none that is longer does
                if next(self._index.abbreviation_keys(name), None) is None:
                    break
                prefix = abbreviation_key(name)
                for key, number in self._index.abbreviation_keys(prefix):
                    yield (name, key.removeprefix(prefix)), number
