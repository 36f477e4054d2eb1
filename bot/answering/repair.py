"""Slips of the input method: 公积斤 for 公积金. What sounds alike and stands in the corpus is looked up as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

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

# A word of the dictionary may be a slip as well (同乡 for 桐乡): where no article has it beside more than this share of
# the question's other words, by rarity, and one has what sounds alike beside this share of them.
FAR, NEAR = 0.2, 0.5
# So many other words must be beside it: with one, chance would do.
BESIDE = 2

# Characters that stand beside any word; a pair of one of them and another is new in every corpus.
_PARTICLES = frozenset("的了是在有和与不个一几上下到给把被从对又也都就再想能会要那这")
_HAN = re.compile("[\u3400-\u9fff]+")
# The name of a town or village with what it is: no word of the dictionary, but one name (新塍镇).
_SETTLEMENT = re.compile("(?=([\u4e00-\u9fff]{2,3}[镇乡村县]))")
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


def _settlements(index: Index, number: int) -> set[str]:
    """The names of towns and villages in an article."""
    return set(_SETTLEMENT.findall(index.folded(number)))


def _alike(typed: str, meant: str) -> bool:
    """Whether half of the characters are the same: a slip changes a character, not the word."""
    same = sum(one == other for one, other in zip(typed, meant, strict=True))
    return typed != meant and 2 * same >= len(typed)


def _whole_words(run: str, settled: Collection[str]) -> list[range]:
    """Where words of the dictionary stand, of two characters and more, and others that are known: they are no slips."""
    position = 0
    found = [range(at.start(), at.end()) for word in settled for at in re.finditer(re.escape(word), run)]
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


class _Sounds:
    """Words by their sound. It only grows, so that the corpora that follow on one another can share it."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._by_sound: dict[str, list[str]] = {}

    def add(self, terms: Iterable[str]) -> None:
        """Adds words; most of them may be there already."""
        for term in terms:
            if term not in self._known and len(term) in SIZES and _HAN.fullmatch(term):
                self._by_sound.setdefault(_sound(term), []).append(term)
                self._known.add(term)

    def like(self, text: str) -> list[str]:
        """The words that sound like a text."""
        return list(self._by_sound.get(_sound(text), ()))


class Repairs:
    """The words of a corpus by their sound, listed when first asked for.

    Args:
        index: the corpus.
        before: those of a corpus that has most articles in common with this one, if they were listed.
        gone: the numbers of its articles that this one has not.
        fresh: the numbers of the articles that it has not.
    """

    def __init__(
        self, index: Index, before: Repairs | None = None, gone: Iterable[int] = (), fresh: Iterable[int] = ()
    ) -> None:
        self._index = index
        self._sounds: _Sounds | None = None
        # the names of towns and villages, and how many articles have each
        self._settlements: Counter[str] = Counter()
        if before is not None and before._sounds is not None:
            settlements = before._settlements.copy()
            for number in gone:
                settlements.subtract(_settlements(before._index, number))
            for number in fresh:
                settlements.update(_settlements(index, number))
            self._list(+settlements, before._sounds)

    def _list(self, settlements: Counter[str], sounds: _Sounds) -> None:
        sounds.add(chain(self._index.terms("words"), settlements))
        self._settlements, self._sounds = settlements, sounds

    def _listed(self) -> _Sounds:
        if self._sounds is None:
            every = (_settlements(self._index, number) for number in range(len(self._index.articles)))
            self._list(Counter(chain.from_iterable(every)), _Sounds())
        assert self._sounds is not None, "they were listed"
        return self._sounds

    def _alike(self, typed: str) -> list[str]:
        """The words of the corpus, or of its settlements, that sound like what was typed; the most frequent first."""
        found = [
            term
            for term in self._listed().like(typed)
            if _alike(typed, term) and (term in self._settlements or self._index.knows("words", term))
        ]
        return sorted(found, key=lambda term: (self._index.idf("pairs", term), term))

    def find(self, question: str, settled: Collection[str] = ()) -> Iterator[Repair]:
        """The slips in a question, from left to right: characters that the corpus does not have together.

        Args:
            question: as typed.
            settled: words of it that are known to be meant as typed.
        """
        for run in _HAN.findall(bare_question(question)):
            whole = _whole_words(run, settled)
            position = 0
            while position < len(run) - 1:
                for size in SIZES:
                    typed = run[position : position + size]
                    if len(typed) < size or self._known(typed) or _is_right(typed, position, whole):
                        continue
                    meant = self._alike(typed)
                    if meant:
                        yield Repair(typed, tuple(meant[:BEST]))
                        position += size - 1
                        break
                position += 1

    def _known(self, typed: str) -> bool:
        """Whether all neighbours in a text stand together somewhere in the corpus; a town's name stands as one."""
        if len(typed) > 2 and typed[-1] in "镇乡村县":
            self._listed()
            return typed in self._settlements
        return all(self._index.knows("pairs", typed[at : at + 2]) for at in range(len(typed) - 1))

    def _misplaced(self, question: str, settled: Collection[str]) -> Iterator[Repair]:
        """The words of the dictionary that do not belong where they stand, while what sounds alike does."""
        parts = [word for word in words(bare_question(question)) if len(word) > 1 and _HAN.fullmatch(word)]
        rarity = {word: self._index.idf("words", word) for word in parts if self._index.knows("words", word)}
        for typed in parts:
            if typed in settled or not is_word(typed, usual=False):
                continue
            alike = self._alike(typed)
            if not alike:
                continue
            others = {word: idf for word, idf in rarity.items() if word != typed}
            if self._beside(typed, others)[0] > FAR:
                continue
            # the slip is the rarer of the two
            meant = [
                term
                for term in alike
                if self._is_near(term, others) and self._index.idf("words", term) <= self._index.idf("words", typed)
            ]
            if meant:
                yield Repair(typed, tuple(meant[:BEST]))

    def _is_near(self, term: str, others: Mapping[str, float]) -> bool:
        share, count = self._beside(term, others)
        return share >= NEAR and count >= BESIDE

    def _beside(self, term: str, others: Mapping[str, float]) -> tuple[float, int]:
        """The largest share of other words, by rarity, that an article with a term has, and how many they are."""
        found: dict[int, list[float]] = {number: [] for number in self._index.holders("words", term)}
        for word, idf in others.items():
            for number in self._index.holders("words", word) & found.keys():
                found[number].append(idf)
        best = max(found.values(), key=sum, default=[])
        return sum(best) / (sum(others.values()) or 1.0), len(best)

    def repair(self, query: Query, question: str, settled: Collection[str] = ()) -> tuple[Query, list[Repair]]:
        """The query with what may have been meant added, and the slips that were found.

        Args:
            query: what is asked so far.
            question: as typed.
            settled: words of the question that are known to be meant as typed.
        """
        found = list(self.find(question, settled))
        slips = {repair.typed for repair in found}
        found += [repair for repair in self._misplaced(question, settled) if repair.typed not in slips]
        meanings: dict[str, float] = {}
        pairs: dict[str, float] = {}
        for repair in found:
            for meant in repair.meant:
                if self._index.knows("words", meant):
                    meanings[meant] = 1.0
                pairs.update((meant[at : at + 2], 1.0) for at in range(len(meant) - 1))
        return query.plus({"words": meanings, "pairs": pairs}, REPAIR_WEIGHT), found
