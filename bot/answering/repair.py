"""Slips of the input method: 公积斤 for 公积金. What sounds alike and stands in the corpus is looked up as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.ingest.dictionary import is_word, words
from bot.retrieval.index import Index
from bot.retrieval.query import Query, bare_question

__all__ = ["Repair", "Repairs"]

# A word that was meant counts for less than one that was typed.
REPAIR_WEIGHT = 0.6
# Longer words are repaired by their parts.
SIZES = (4, 3, 2)
# Of several words that sound alike the most frequent ones are taken.
BEST = 2

# Characters that stand beside any word; a pair of one of them and another is new in every corpus.
_PARTICLES = frozenset("的了是在有和与不个一几上下到给把被从对又也都就再想能会要那这")
_HAN = re.compile("[\u3400-\u9fff]+")
# Sounds that many speakers do not tell apart.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h"))


@dataclass(frozen=True, slots=True)
class Repair:
    """Some characters of a question, and what may have been meant."""

    typed: str
    meant: tuple[str, ...]


@lru_cache(maxsize=65536)
def _syllable(character: str) -> str:
    """A character's most frequent reading without its tone, with sounds that are mixed up made one."""
    from pypinyin import lazy_pinyin

    syllable: str = lazy_pinyin(character)[0]
    for sound, plain in _INITIALS:
        if syllable.startswith(sound):
            syllable = plain + syllable[len(sound) :]
            break
    return syllable[:-1] if syllable.endswith("ng") else syllable


def _sound(text: str) -> str:
    return " ".join(map(_syllable, text))


def _alike(typed: str, meant: str) -> bool:
    """Whether half of the characters are the same: a slip changes a character, not the word."""
    same = sum(one == other for one, other in zip(typed, meant, strict=True))
    return typed != meant and 2 * same >= len(typed)


def _whole_words(run: str) -> list[range]:
    """Where words of the dictionary stand, of two characters and more: they are no slips."""
    found, position = [], 0
    for word in words(run):
        if len(word) > 1 and is_word(word, usual=False):
            found.append(range(position, position + len(word)))
        position += len(word)
    return found


def _is_right(typed: str, position: int, whole: list[range]) -> bool:
    """Whether some characters are as they should be: with a particle, or in a word of the dictionary.

    A longer slip may have a whole word in it: 公积 and 斤 for 公积金.
    """
    start, stop = position, position + len(typed)
    for part in whole:
        apart = part.stop <= start or stop <= part.start
        within = start <= part.start and part.stop <= stop and len(part) < len(typed)
        if not apart and not within:
            return True
    return not _PARTICLES.isdisjoint(typed)


class Repairs:
    """The words of a corpus by their sound, listed when first asked for.

    Args:
        index: the corpus.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_sound: dict[str, list[str]] | None = None

    def _listed(self) -> dict[str, list[str]]:
        if self._by_sound is None:
            by_sound: dict[str, list[str]] = {}
            for term in self._terms():
                by_sound.setdefault(_sound(term), []).append(term)
            for terms in by_sound.values():
                terms.sort(key=lambda term: (self._index.idf("pairs", term), term))
            self._by_sound = by_sound
        return self._by_sound

    def _terms(self) -> Iterable[str]:
        return (term for term in self._index.terms("words") if len(term) in SIZES and _HAN.fullmatch(term))

    def find(self, question: str) -> Iterator[Repair]:
        """The slips in a question, from left to right: characters that the corpus does not have together."""
        for run in _HAN.findall(bare_question(question)):
            whole = _whole_words(run)
            position = 0
            while position < len(run) - 1:
                for size in SIZES:
                    typed = run[position : position + size]
                    if len(typed) < size or self._known(typed) or _is_right(typed, position, whole):
                        continue
                    meant = [term for term in self._listed().get(_sound(typed), ()) if _alike(typed, term)]
                    if meant:
                        yield Repair(typed, tuple(meant[:BEST]))
                        position += size - 1
                        break
                position += 1

    def _known(self, typed: str) -> bool:
        """Whether all neighbouring characters of a text stand together somewhere in the corpus."""
        return all(self._index.knows("pairs", typed[at : at + 2]) for at in range(len(typed) - 1))

    def repair(self, query: Query, question: str) -> tuple[Query, list[Repair]]:
        """The query with what may have been meant added, and the slips that were found."""
        found = list(self.find(question))
        meanings: dict[str, float] = {}
        pairs: dict[str, float] = {}
        for repair in found:
            for meant in repair.meant:
                if self._index.knows("words", meant):
                    meanings[meant] = 1.0
                pairs.update((meant[at : at + 2], 1.0) for at in range(len(meant) - 1))
        return query.plus({"words": meanings, "pairs": pairs}, REPAIR_WEIGHT), found
