"""Which articles a question prefers because of what it names: a newspaper, a time, a place.

Preferred articles get points; no article is left out, because people remember wrongly and a page may not say where it
comes from.

今天, 昨天 and 上周 prefer nothing: they are those of the person who asks, not those of an old paper. 今年 and 去年 are
counted from the newest page of the corpus, where its pages have dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.question.places import Place, default_places
from bot.question.question import word_borders
from bot.retrieval.index import Index
from bot.text.characters import CJK
from bot.text.normalization import fold
from bot.text.patterns import compile_late

Part = Literal["newspaper", "time", "place"]
# What each part adds at most, in shares of the highest score.
PREFERRED: dict[Part, float] = {"newspaper": 0.1, "time": 0.06, "place": 0.06}

_YEAR = compile_late(r"(?<!\d)((?:19|20)\d\d)\s*年")
# A year in an article: with 年, or before a name (2023杭州市…). The pattern is compiled for the first question that
# names a time or a place.
# Its look-behind stands behind the first digits, because a pattern that begins with characters is searched several
# times as fast as one that begins with a look-behind.
_YEAR_IN_ARTICLE = rf"((?:19|20)(?<![\d.]..)\d\d)(?=\s*年|[—-](?:19|20)\d\d\s*年|[{CJK}]{{2,3}}市)"
_MONTH = compile_late(r"([1-9](?<!\d.)(?:(?<=1)[0-2])?)\s*月(?!份?以[来前后])(?:份?\s*(3[01]|[12]\d|[1-9])\s*[日号])?")
# How many years after that of the newest page a year is.
_RELATIVE_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
# How an article speaks of its own town without the name.
_OWN_TOWN = rf"[我全本][省市县区镇]|市民|市[{CJK}]{{2,8}}[局委]"
# A page says which town is its 我市 if it names a place this often.
CLEAR = 2


class Preference(NamedTuple):
    """What a question names."""

    newspaper: str = ""
    places: tuple[Place, ...] = ()
    # calendar years
    years: frozenset[int] = frozenset()
    # month and day; day 0 for the whole month
    days: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.newspaper or self.places or self.years or self.days)


class _Times(NamedTuple):
    """The times that an article names."""

    years: frozenset[int]
    # month and day; day 0 for the whole month
    days: frozenset[tuple[int, int]]


class Preferences:
    """Reads what questions prefer, and compares it with the articles of a corpus.

    Args:
        index: the corpus.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        # of these, an article is not read for where and when it was printed
        self._publications = publications = index.tables.publications
        names = {fold(name) for name in publications.newspaper_names if name}
        self._newspapers = sorted(names, key=lambda name: (-len(name), name))
        # the year of the newest page; None where no page has a date
        self._newest_year = int(publications.days.max()) // 10000 if publications.days.any() else None
        self._times = lru_cache(maxsize=index.kept_articles)(self._find_times)
        self._places = lru_cache(maxsize=index.kept_articles)(self._find_places)
        self._named = lru_cache(maxsize=index.kept_articles)(self._gather_places)
        self._page_places = lru_cache(maxsize=index.kept_articles)(self._find_page_places)

    def read(self, question: str) -> Preference:
        """What a folded question names."""
        newspaper = next((name for name in self._newspapers if name in question), "")
        if newspaper:
            # 嘉兴日报 says nothing of 嘉兴
            question = question.replace(newspaper, " ")
        places = dict.fromkeys(
            default_places().find(question, word_borders(self._index.analyzer.segmenter.words(question)))
        )
        years = {int(year) for year in _YEAR.findall(question)}
        if self._newest_year is not None:
            years |= {self._newest_year + far for word, far in _RELATIVE_YEARS.items() if word in question}
        days = tuple((int(month), int(day or 0)) for month, day in _MONTH.findall(question))
        return Preference(newspaper, tuple(places), frozenset(years), days)

    @staticmethod
    def most_points(preference: Preference) -> float:
        """The most that `points` can give an article for what a question names, as a share of the highest score."""
        named: dict[Part, object] = {
            "newspaper": preference.newspaper,
            "time": preference.years or preference.days,
            "place": preference.places,
        }
        return sum(PREFERRED[part] for part, value in named.items() if value)

    def points(self, preference: Preference, number: int) -> Iterator[tuple[Part, str, float]]:
        """What an article has of what a question names.

        Args:
            preference: what the question names.
            number: the article's.

        Yields:
            The part, what the article names, and the points as a share of the highest score.
        """
        if not preference:
            return
        newspaper = preference.newspaper
        if newspaper and any(newspaper in fold(name) for _, name in self._publications.of_article(number)):
            yield "newspaper", newspaper, PREFERRED["newspaper"]
        if preference.years or preference.days:
            named = self._times(number)
            times = [str(year) for year in sorted(preference.years & named.years)]
            times += [
                f"{month}月{day}日" if day else f"{month}月"
                for month, day in preference.days
                if (month, day) in named.days
            ]
            if times:
                yield (
                    "time",
                    " ".join(times),
                    PREFERRED["time"] * len(times) / (len(preference.years) + len(preference.days)),
                )
        wanted = [place for place in preference.places if self.is_about(place, number)]
        if wanted:
            names = [self._named(number).get(place.name, place.name) for place in wanted]
            yield "place", " ".join(names), PREFERRED["place"] * len(wanted) / len(preference.places)

    def is_about(self, place: Place, number: int) -> bool:
        """Whether an article speaks of a place, by its name or as the own town that the rest of its page names."""
        mentioned = self._named(number)
        if place.name in mentioned:
            return True
        # the page is looked at last, because that is reading all of its articles
        if mentioned or not re.search(_OWN_TOWN, self._index.folded(number)):
            return False
        return place.name in self._page_places(number) and not self._is_elsewhere(place, number)

    def contradicts(self, preference: Preference, number: int) -> bool:
        """Whether an article speaks of another place or of another year than the question.

        An article of a district answers for its city, but one of the city not for the district.
        """
        if preference.years and (years := self._times(number).years) and not preference.years & years:
            return True
        return any(self._is_elsewhere(place, number) for place in preference.places)

    def _is_elsewhere(self, place: Place, number: int) -> bool:
        """Whether an article speaks of another place only."""
        mentioned, text = self._named(number), self._index.folded(number)
        if place.name in mentioned:
            return False
        if mentioned:
            # 宁波市某某局 is that of 宁波, 市某某局 alone that of the own town
            for name in {*mentioned.values()}:
                text = text.replace(name, " ")
            if not re.search(_OWN_TOWN, text):
                return True
        # the article may speak of its own town, which only the rest of the page names
        on_page = self._page_places(number)
        return bool(on_page) and place.name not in on_page

    def _find_places(self, number: int) -> tuple[Place, ...]:
        """The places that an article names, each as often as it does."""
        return tuple(default_places().find(self._index.folded(number)))

    def _gather_places(self, number: int) -> Mapping[str, str]:
        """The full names of an article's places and of all that these lie in, each with the nearest that it names."""
        places: dict[str, str] = {}
        for place in self._places(number):
            places[place.name] = place.name
            for name in place.within:
                places.setdefault(name, place.name)
        return places

    def _find_times(self, number: int) -> _Times:
        text = self._index.folded(number)
        years = {int(year) for year in re.findall(_YEAR_IN_ARTICLE, text)}
        days: set[tuple[int, int]] = set()
        for month, day in _MONTH.findall(text):
            days |= {(int(month), int(day or 0)), (int(month), 0)}
        for date in (day for day, _ in self._publications.of_article(number) if day):
            year, month, day = date // 10000, date // 100 % 100, date % 100
            years |= {year} | {year + far for word, far in _RELATIVE_YEARS.items() if word in text}
            days |= {(month, day), (month, 0)}
        return _Times(frozenset(years), frozenset(days))

    def _find_page_places(self, number: int) -> frozenset[str]:
        """The places that an article's page names, and all that they lie in; empty where no place is named twice."""
        seen: Counter[str] = Counter()
        for other in self._index.articles_on_page(number):
            newspaper = fold(self._index.articles[other].newspaper or "")
            for place in (*self._places(other), *default_places().find(newspaper)):
                seen.update({place.name, *place.within})
        clear = any(count >= CLEAR and default_places()[name].within for name, count in seen.items())
        return frozenset(seen) if clear else frozenset()
