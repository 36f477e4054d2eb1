"""Which articles a search is narrowed to: where and when they were printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.records import Article
from bot.text.normalization import fold

__all__ = ["NO_FILTER", "Filter", "Printed", "day_number"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a search is narrowed to; None does not narrow."""

    # a newspaper's name, or a part of it
    newspaper: str | None = None
    # the first and the last date, ISO 8601; an article without a date is before and after all of them
    since: str | None = None
    until: str | None = None


NO_FILTER = Filter()


def day_number(date: str | None) -> int:
    """A date (2022-08-17) as a number that rises with it, 20220817; 0 for none."""
    digits = "".join(character for character in date or "" if character.isdecimal())[:8]
    return int(digits) if digits else 0


@dataclass(frozen=True)
class Printed:
    """Every place where an article of a corpus is printed; one that was made by hand has one place."""

    # for each place the article's number, the day as a number (20220817; 0 unknown), and the newspaper's in `names`
    articles: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]
    newspapers: npt.NDArray[np.int32]
    # "" stands for one that is not known
    names: tuple[str, ...]
    # for each article the day that it goes by
    own_days: npt.NDArray[np.int32]

    @classmethod
    def of(cls, articles: Sequence[Article]) -> Printed:
        """The places of some articles."""
        rows = [
            (number, day_number(place.date), place.newspaper or "")
            for number, article in enumerate(articles)
            for place in (article.sources or (article,))
        ]
        names = tuple(sorted({name for _, _, name in rows}))
        at = {name: number for number, name in enumerate(names)}
        return cls(
            np.array([number for number, _, _ in rows], np.int32),
            np.array([day for _, day, _ in rows], np.int32),
            np.array([at[name] for _, _, name in rows], np.int32),
            names,
            np.array([day_number(article.date) for article in articles], np.int32),
        )

    def named(self, newspaper: str) -> npt.NDArray[np.bool_]:
        """For each of the names whether it has another one in it, or a part of one."""
        wanted = fold(newspaper).text
        return np.array([wanted in fold(name).text for name in self.names], bool)

    def within(self, narrowing: Filter) -> npt.NDArray[np.bool_]:
        """For each article whether it, in one of the places where it is printed, is within."""
        fits = np.ones(len(self.articles), bool)
        if narrowing.newspaper:
            fits &= self.named(narrowing.newspaper)[self.newspapers]
        if narrowing.since:
            fits &= self.days >= day_number(narrowing.since)
        if narrowing.until:
            fits &= (self.days > 0) & (self.days <= day_number(narrowing.until))
        found = np.zeros(len(self.own_days), bool)
        found[self.articles[fits]] = True
        return found

    def joined(self, other: Printed) -> Printed:
        """These places and those of further articles, which have the numbers after these."""
        names = tuple(sorted({*self.names, *other.names}))
        at = {name: number for number, name in enumerate(names)}
        newspapers = [
            np.array([at[name] for name in side.names] or [-1], np.int32)[side.newspapers] for side in (self, other)
        ]
        return Printed(
            np.concatenate([self.articles, other.articles + np.int32(len(self.own_days))]),
            np.concatenate([self.days, other.days]),
            np.concatenate(newspapers),
            names,
            np.concatenate([self.own_days, other.own_days]),
        )

    def kept(self, articles: npt.NDArray[np.int64]) -> Printed:
        """These places with other numbers of the articles; -1 for those that are gone."""
        where = articles[self.articles]
        kept = where >= 0
        own = np.flatnonzero(articles >= 0)
        own_days = self.own_days[own][np.argsort(articles[own], kind="stable")]
        return Printed(where[kept].astype(np.int32), self.days[kept], self.newspapers[kept], self.names, own_days)
