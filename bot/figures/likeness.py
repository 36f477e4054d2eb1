"""Which questions ask the same in other words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.speech.asking import ASKING, PARTICLES
from bot.text.normalization import fold
from bot.text.similarity import character_pairs

# Of the pairs of characters of the shorter of two questions that are alike so many stand in the other one.
_SHARE = 0.5
# What is longer is cut: people type questions, and paste what may name them.
_LONGEST = 100
_NO_SUBJECT = re.compile(rf"{ASKING}|[{PARTICLES}]|\W+")


def normalize_question(text: str) -> str:
    """A question in the form that the figures keep: folded, without white space and marks at its borders, 100
    characters at most."""
    return re.sub(r"\s+", " ", fold(text)).strip(" ?!。，、…~")[:_LONGEST]


def are_alike(first: str, second: str) -> bool:
    """Whether two questions ask the same, as far as their characters tell: the words that ask do not count."""
    return _share_enough(_parts(first), _parts(second))


def _parts(question: str) -> frozenset[str]:
    return character_pairs(_NO_SUBJECT.sub(" ", fold(question)))


def _share_enough(first: frozenset[str], second: frozenset[str]) -> bool:
    fewer = min(len(first), len(second))
    return bool(fewer) and len(first & second) >= _SHARE * fewer


@dataclass(slots=True)
class QuestionGroup:
    """Questions that are alike."""

    # the form that was asked most
    question: str
    count: int = 0
    # who asked them, as the store's hashes
    people: set[str] = field(default_factory=set)


def group_questions(asked: Iterable[tuple[str, str | None]]) -> list[QuestionGroup]:
    """Groups of questions that are alike, those asked by most people first.

    Args:
        asked: each question as `normalize_question` gives it, and the hash of who asked it.
    """
    counts: Counter[str] = Counter()
    people: defaultdict[str, set[str]] = defaultdict(set)
    for question, person in asked:
        counts[question] += 1
        if person:
            people[question].add(person)
    groups: list[QuestionGroup] = []
    parts: list[frozenset[str]] = []
    # for each pair of characters the groups whose first question has it
    having: defaultdict[str, list[int]] = defaultdict(list)
    for question, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        own = _parts(question)
        shared = Counter(number for part in own for number in having[part])
        alike = (number for number, _ in shared.most_common() if _share_enough(own, parts[number]))
        number = next(alike, len(groups))
        if number == len(groups):
            groups.append(QuestionGroup(question))
            parts.append(own)
            for part in own:
                having[part].append(number)
        groups[number].count += count
        groups[number].people |= people[question]
    return sorted(groups, key=lambda group: (-len(group.people), -group.count, group.question))
