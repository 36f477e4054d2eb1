"""The words that each kind of talk consists of, as data/talk.txt has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from bot.records import Talk

Words = frozenset[str]


class TalkWords(NamedTuple):
    """The small words, and the kinds of talk in the order in which they are tried."""

    # may stand in talk of any kind, and at its beginning
    small: Words
    beginnings: Words
    # a kind, the groups of which a message needs a word each, and the further words that may stand in it
    kinds: tuple[tuple[Talk, tuple[Words, ...], Words], ...]
    # all lists by name
    lists: Mapping[str, Sequence[str]]


@lru_cache(maxsize=1)
def talk_words() -> TalkWords:
    """The words of the list that comes with the package."""
    lists: dict[str, list[str]] = {}
    kinds: list[tuple[str, list[list[str]], list[str]]] = []
    words: list[str] = []
    for line in Path(__file__).with_name("data").joinpath("talk.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        head, colon, rest = line.partition(":")
        if line.startswith("["):
            kinds.append((line.strip("[]"), [], []))
        elif colon and head.startswith("list "):
            words = lists.setdefault(head.removeprefix("list "), [])
        elif colon and head == "needs":
            words = []
            kinds[-1][1].append(words)
        elif colon and head == "with":
            words = kinds[-1][2]
        for word in (rest if colon else "" if line.startswith("[") else line).split():
            words += lists[word[1:]] if word.startswith("@") else [word]
    return TalkWords(
        frozenset(lists["small"]),
        frozenset(lists["beginnings"]),
        tuple((cast(Talk, kind), tuple(map(frozenset, groups)), frozenset(others)) for kind, groups, others in kinds),
        lists,
    )
