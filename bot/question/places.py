"""Administrative names, and which place lies in which: 德清 in 湖州, and 湖州 in 浙江. The list is data/places.txt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.text.patterns import compile_late

# The kind of place at the end of a name, which people leave out in speech.
_KIND = compile_late(r"(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|新区|地区|市|州|县|区|盟)$")
# With one of these after it a name is not that of the city: 舟山镇 is a town, 中山路 a road.
_NOT_BEFORE = tuple("镇乡村路街桥港湖")
# In the list this marks a name that means something else without 市, 县 or 区: 日照.
_FULL_NAME_ONLY = "!"


class Place(NamedTuple):
    """One administrative name."""

    # in full: 德清县
    name: str
    # without its kind: 德清; the full name where that is another word or one character
    short: str
    # the full names of all places that it lies in, the nearest first
    within: tuple[str, ...]


class Places:
    """Administrative names.

    Args:
        lines: as in places.txt, each 上级: 下级 下级 …; a place comes before the lines of those that lie in it.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._places: dict[str, Place] = {}
        for line in lines:
            upper, colon, lower = line.partition(":")
            if line.startswith("#") or not colon:
                continue
            above = self._places.setdefault(upper, _build_place(upper, ()))
            for entry in lower.split():
                name = entry.rstrip(_FULL_NAME_ONLY)
                self._places.setdefault(name, _build_place(entry, (above.name, *above.within)))
        by_form: dict[str, Place] = {}
        for place in self._places.values():
            by_form.setdefault(place.name, place)
            by_form.setdefault(place.short, place)
        # The forms of names by their first two characters, the longest first. This is no regular expression, because
        # one of all names takes longer to compile than a question takes to answer.
        self._forms: dict[str, list[tuple[str, Place]]] = {}
        for form, place in sorted(by_form.items(), key=lambda entry: -len(entry[0])):
            self._forms.setdefault(form[:2], []).append((form, place))

    def __getitem__(self, name: str) -> Place:
        """The place of a full name."""
        return self._places[name]

    def find(self, folded: str, borders: frozenset[int] | None = None) -> Iterator[Place]:
        """The places that a folded text names, in order, each as often as it occurs.

        Args:
            folded: the text.
            borders: the positions between its words; if given, a name begins and ends at one.
        """
        stop = 0
        for beginning in self._beginning.finditer(folded):
            start = beginning.start()
            if start < stop:
                continue
            for form, place in self._forms.get(folded[start : start + 2], ()):
                end = start + len(form)
                if folded.startswith(form, start) and not folded.startswith(_NOT_BEFORE, end):
                    stop = end
                    if borders is None or {start, end} <= borders:
                        yield place
                    break

    @cached_property
    def _beginning(self) -> re.Pattern[str]:
        """A character that may be the first of a name, before one that may be the second."""
        # sorted, because a pattern is kept for the next process as it is written
        first, second = ("".join(sorted({beginning[at] for beginning in self._forms})) for at in (0, 1))
        return compile_late(f"[{first}](?=[{second}])")

    def match(self, folded: str, start: int) -> int | None:
        """Where the name ends that a folded text has at a position; None where it has none there."""
        for form, _ in self._forms.get(folded[start : start + 2], ()):
            end = start + len(form)
            if folded.startswith(form, start) and not folded.startswith(_NOT_BEFORE, end):
                return end
        return None


def _build_place(entry: str, within: tuple[str, ...]) -> Place:
    name = entry.rstrip(_FULL_NAME_ONLY)
    short = _KIND.sub("", name)
    return Place(name, name if entry.endswith(_FULL_NAME_ONLY) or len(short) < 2 else short, within)


@lru_cache(maxsize=1)
def default_places() -> Places:
    """The places of the list that comes with the package."""
    return Places(Path(__file__).with_name("data").joinpath("places.txt").read_text(encoding="utf-8").splitlines())
