"""Which articles a question prefers by what it names: a newspaper, a time, a place.

They are preferred and not filtered: people remember wrongly, and a paper may not say of itself where it comes from.

What today is depends on who asks: 今天, 昨天 and 上周 of a person are not those of an old paper, and prefer nothing.
今年 and 去年 are those of the newest page of the corpus, where its pages have dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from bot.question.places import Place, default_places
from bot.question.question import word_borders
from bot.records import Article, Source
from bot.retrieval.index import Index
from bot.text.characters import CJK
from bot.text.normalization import fold

__all__ = ["PREFERRED", "Preference", "Preferences"]

Part = Literal["newspaper", "time", "place"]
# What each part adds at most, in shares of the highest score.
PREFERRED: dict[Part, float] = {"newspaper": 0.1, "time": 0.06, "place": 0.06}

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
# A year in an article: with 年, or before a name (2023杭州市…).
# Compiled for the first question that names a time or a place, as what a town is called.
_ANY_YEAR = rf"(?<![\d.])((?:19|20)\d\d)(?=\s*年|[—-](?:19|20)\d\d\s*年|[{CJK}]{{2,3}}市)"
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*月(?!份?以[来前后])(?:份?\s*(3[01]|[12]\d|[1-9])\s*[日号])?")
# What a year is called, by how far it lies from the newest page's.
_RELATIVE = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
# An article that speaks of its own town without its name.
_OWN = rf"[我全本][省市县区镇]|市民|市[{CJK}]{{2,8}}[局委]"
_OWN_CITY = r"[我全本]市"
# So often the places of a page must be named before it is clear where its 我市 is.
CLEAR = 2


@dataclass(frozen=True, slots=True)
class Preference:
    """What a question names."""

    newspaper: str = ""
    places: tuple[Place, ...] = ()
    # calendar years
    years: frozenset[int] = frozenset()
    # month and day; day 0 for the whole month
    days: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.newspaper or self.places or self.years or self.days)


@dataclass(frozen=True)
class _Named:
    """What an article names."""

    # the full names of its places and of all that these lie in, with the nearest place that was named for each
    places: dict[str, str]
    years: frozenset[int]
    days: frozenset[tuple[int, int]] = field(default=frozenset())


# So many articles are remembered with the places and times that they name.
_REMEMBERED = 4096


class Preferences:
    """Reads what questions prefer, and compares it with the articles of a corpus.

    Args:
        index: the corpus.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        publications = index.tables.publications
        names = {fold(name).text for name in publications.newspaper_names if name}
        self._newspapers = sorted(names, key=lambda name: (-len(name), name))
        # the year that 今年 is; None where no page has a date
        self._newest = int(publications.days.max()) // 10000 if publications.days.any() else None
        self._of = lru_cache(maxsize=_REMEMBERED)(self._names)
        self._page = lru_cache(maxsize=_REMEMBERED)(self._places_on_page)

    def read(self, question: str) -> Preference:
        """What a folded question names."""
        newspaper = next((name for name in self._newspapers if name in question), "")
        if newspaper:
            # 嘉兴日报 says nothing of 嘉兴
            question = question.replace(newspaper, " ")
        places = dict.fromkeys(
            default_places().named(question, word_borders(self._index.analyzer.segmenter.words(question)))
        )
        years = {int(year) for year in _YEAR.findall(question)}
        if self._newest is not None:
            years |= {self._newest + far for word, far in _RELATIVE.items() if word in question}
        days = tuple((int(month), int(day or 0)) for month, day in _MONTH.findall(question))
        return Preference(newspaper, tuple(places), frozenset(years), days)

    def points(self, wish: Preference, number: int) -> Iterator[tuple[Part, str, float]]:
        """What an article has of what is preferred: the part, what was named, and its share of the highest score."""
        if not wish:
            return
        article = self._index.articles[number]
        if wish.newspaper and any(wish.newspaper in fold(place.newspaper or "").text for place in _printed(article)):
            yield "newspaper", wish.newspaper, PREFERRED["newspaper"]
        named = self._of(number)
        times = [str(year) for year in sorted(wish.years & named.years)]
        times += [
            f"{month}月{day}日" if day else f"{month}月" for month, day in wish.days if (month, day) in named.days
        ]
        if times:
            yield "time", " ".join(times), PREFERRED["time"] * len(times) / (len(wish.years) + len(wish.days))
        found = [named.places.get(place.name, place.name) for place in wish.places if self._is_of(place, number)]
        if found:
            yield "place", " ".join(found), PREFERRED["place"] * len(found) / len(wish.places)

    def contradicts(self, wish: Preference, number: int) -> bool:
        """Whether an article speaks of another place or of another year than the question.

        An article of a district answers for its city, but one of the city not for the district.
        """
        if wish.years and (years := self._of(number).years) and not wish.years & years:
            return True
        return any(self._elsewhere(place, number) for place in wish.places)

    def _is_of(self, place: Place, number: int) -> bool:
        named = self._of(number).places
        # 我市, and the rest of the page says which
        own = not named and place.name in self._page(number) and bool(re.search(_OWN, self._index.folded(number)))
        return place.name in named or (own and not self._elsewhere(place, number))

    def _elsewhere(self, place: Place, number: int) -> bool:
        named = self._of(number).places
        if place.name in named:
            return False
        text = self._index.folded(number)
        if named and not re.search(_OWN, text):
            return True
        if place.district and re.search(_OWN_CITY, text):
            return True
        # its own town, which only the rest of the page may name
        page = self._page(number)
        return bool(page) and place.name not in page

    def _names(self, number: int) -> _Named:
        article, text = self._index.articles[number], self._index.folded(number)
        places: dict[str, str] = {}
        for place in default_places().named(text):
            places[place.name] = place.name
            for name in place.within:
                places.setdefault(name, place.name)
        years = {int(year) for year in re.findall(_ANY_YEAR, text)}
        days: set[tuple[int, int]] = set()
        for month, day in _MONTH.findall(text):
            days |= {(int(month), int(day or 0)), (int(month), 0)}
        for date in (printed.date for printed in _printed(article) if printed.date):
            year, month, day = map(int, date.split("-"))
            years |= {year} | {year + far for word, far in _RELATIVE.items() if word in text}
            days |= {(month, day), (month, 0)}
        return _Named(places, frozenset(years), frozenset(days))

    def _places_on_page(self, number: int) -> frozenset[str]:
        """The places that the page of an article names, with all that they lie in; empty where they are too few."""
        seen: Counter[str] = Counter()
        for other in self._index.articles_on_page(number):
            text = f"{self._index.folded(other)} {fold(self._index.articles[other].newspaper or '').text}"
            for place in default_places().named(text):
                seen.update({place.name, *place.within})
        clear = any(count >= CLEAR and default_places()[name].within for name, count in seen.items())
        return frozenset(seen) if clear else frozenset()


def _printed(article: Article) -> Sequence[Article | Source]:
    """Where an article is printed: what has a newspaper and a date."""
    return article.sources or (article,)
