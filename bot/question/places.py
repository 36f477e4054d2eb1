"""Administrative names and what lies in what: 德清 is in 湖州, and 湖州 in 浙江.

The list is places.txt beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Place", "Places", "default_places"]

# What follows the proper name: it may be left out in speech.
_SUFFIX = re.compile(r"(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|新区|地区|市|州|县|区|盟)$")
# A town, a road or a bridge that is called like a city is not the city: 舟山镇, 中山路.
_NOT_AFTER = tuple("镇乡村路街桥港湖")
# Marks a name that means something else where it stands without 市, 县 or 区.
_FULL_ONLY = "!"


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative name."""

    # in full: 德清县
    name: str
    # without what it is: 德清; the full name where that would be another word or one character
    short: str
    # the full names of all that it lies in, the nearest first
    within: tuple[str, ...]

    @property
    def district(self) -> bool:
        """Whether it is a part of a city, so that its paper's 我市 is not it."""
        return self.name.endswith("区") and bool(self.within)


class Places:
    """Administrative names.

    Args:
        lines: 上级: 下级 下级 …, as in places.txt; the upper ones come first.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._places: dict[str, Place] = {}
        for line in lines:
            upper, colon, lower = line.partition(":")
            if line.startswith("#") or not colon:
                continue
            above = self._places.setdefault(upper, _place(upper, ()))
            for entry in lower.split():
                name = entry.rstrip(_FULL_ONLY)
                self._places.setdefault(name, _place(entry, (above.name, *above.within)))
        by_form: dict[str, Place] = {}
        for place in self._places.values():
            by_form.setdefault(place.name, place)
            by_form.setdefault(place.short, place)
        # the forms by their first character, the longest first. A pattern of all of them takes longer to compile than
        # a question takes to answer
        self._forms: dict[str, list[tuple[str, Place]]] = {}
        for form, place in sorted(by_form.items(), key=lambda entry: -len(entry[0])):
            self._forms.setdefault(form[0], []).append((form, place))

    def __getitem__(self, name: str) -> Place:
        """The place of a full name."""
        return self._places[name]

    def named(self, folded: str, borders: frozenset[int] | None = None) -> Iterator[Place]:
        """The places that a folded text names, in order, repeated as often as they stand there.

        Args:
            folded: the text.
            borders: the places between its words, where they are known: a name stands between two of them.
        """
        stop = 0
        for start, first in enumerate(folded):
            if start < stop or first not in self._forms:
                continue
            for form, place in self._forms[first]:
                end = start + len(form)
                if folded.startswith(form, start) and not folded.startswith(_NOT_AFTER, end):
                    stop = end
                    if borders is None or {start, end} <= borders:
                        yield place
                    break


def _place(entry: str, within: tuple[str, ...]) -> Place:
    name = entry.rstrip(_FULL_ONLY)
    short = _SUFFIX.sub("", name)
    return Place(name, name if entry.endswith(_FULL_ONLY) or len(short) < 2 else short, within)


@lru_cache(maxsize=1)
def default_places() -> Places:
    """The places of the list that comes with the package."""
    return Places(Path(__file__).with_name("data").joinpath("places.txt").read_text(encoding="utf-8").splitlines())
