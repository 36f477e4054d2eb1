"""Filters of a search by newspaper and date, and the arrays that they are applied to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.arguments import read_date
from bot.records import Article, Newspaper
from bot.text.normalization import fold


@dataclass(frozen=True, slots=True)
class Filter:
    """The articles that a search may return: those with a publication that meets all conditions; None is no condition.

    An article without a date meets no condition on dates.
    """

    # a newspaper's name or a part of it; width, case and script do not matter
    newspaper: str | None = None
    # the first and the last date, ISO 8601
    since: str | None = None
    until: str | None = None

    @classmethod
    def from_arguments(cls, newspaper: str | None, since: date | str | None, until: date | str | None) -> Filter:
        """The filter that a caller of the library asks for.

        Raises:
            TypeError: when `newspaper` is no text, or a date neither text nor a date.
            ValueError: when a text is no date of the calendar in the form 2022-08-17, or no date lies between the two.
        """
        if newspaper is not None and not isinstance(newspaper, str):
            raise TypeError(f"newspaper takes a name or a part of it, not {newspaper!r:.60}")
        first, last = read_date("since", since), read_date("until", until)
        if first and last and first > last:
            raise ValueError(f"since is {first} and until {last}: no day lies between them")
        return cls(newspaper, first, last)


NO_FILTER = Filter()


class Unmet(NamedTuple):
    """What a filter leaves out beyond its words."""

    # the name that no newspaper has in its own; None where one has, or none is wanted
    newspaper: str | None
    # those that there are
    newspapers: tuple[str, ...]
    # articles without a date, where days are wanted, of all
    undated: int
    articles: int


def day_number(date: str | None) -> int:
    """An ISO 8601 date as an integer in the same order: 2022-08-17 is 20220817; 0 if there is no date."""
    digits = "".join(character for character in date or "" if character.isdecimal())[:8]
    return int(digits) if digits else 0


def write_day(number: int) -> str:
    """The ISO 8601 date of an integer from `day_number`."""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


class Publications(NamedTuple):
    """Where and when the articles of a corpus were printed: one row for each source of each article.

    An article printed on several pages has several rows; one that was made by hand has one.
    """

    # for each row the number of the article, ascending, its day number, and an index into `newspaper_names`
    articles: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]
    newspapers: npt.NDArray[np.int32]
    # sorted; "" stands for an unknown newspaper
    newspaper_names: tuple[str, ...]
    # for each article the day number of its own date
    article_days: npt.NDArray[np.int32]

    @classmethod
    def from_articles(cls, articles: Sequence[Article]) -> Publications:
        """The publications of some articles, numbered in the order given."""
        rows = [
            (number, day_number(source.date), source.newspaper or "")
            for number, article in enumerate(articles)
            for source in (article.sources or (article,))
        ]
        names = tuple(sorted({name for _, _, name in rows}))
        index_of = {name: number for number, name in enumerate(names)}
        return cls(
            np.array([number for number, _, _ in rows], np.int32),
            np.array([day for _, day, _ in rows], np.int32),
            np.array([index_of[name] for _, _, name in rows], np.int32),
            names,
            np.array([day_number(article.date) for article in articles], np.int32),
        )

    @classmethod
    def concatenate(cls, parts: Sequence[Publications]) -> Publications:
        """The publications of the articles of all parts, numbered one part after the other."""
        names = tuple(sorted({name for part in parts for name in part.newspaper_names}))
        index_of = {name: number for number, name in enumerate(names)}
        none = np.empty(0, np.int32)
        articles, days, newspapers, article_days = [none], [none], [none], [none]
        before = 0
        for part in parts:
            own = np.array([index_of[name] for name in part.newspaper_names], np.int32)
            articles.append(part.articles + np.int32(before))
            days.append(part.days)
            newspapers.append(own[part.newspapers] if len(own) else part.newspapers)
            article_days.append(part.article_days)
            before += len(part.article_days)
        rows = np.concatenate(articles), np.concatenate(days), np.concatenate(newspapers)
        return cls(*rows, names, np.concatenate(article_days))

    def of_article(self, number: int) -> Iterator[tuple[int, str]]:
        """The day number and the newspaper, "" for an unknown one, of each publication of an article."""
        first, stop = self.articles.searchsorted((number, number + 1)).tolist()
        for day, newspaper in zip(self.days[first:stop].tolist(), self.newspapers[first:stop].tolist(), strict=True):
            yield day, self.newspaper_names[newspaper]

    def newspapers_containing(self, name: str) -> npt.NDArray[np.bool_]:
        """For each of `newspaper_names` whether a name, folded as for matching, is part of it."""
        folded = fold(name)
        return np.array([folded in fold(newspaper) for newspaper in self.newspaper_names], bool)

    def matching(self, condition: Filter) -> npt.NDArray[np.bool_]:
        """For each article whether one of its publications meets all conditions of a filter."""
        matches = np.zeros(len(self.article_days), bool)
        matches[self.articles[self._meeting(condition)]] = True
        return matches

    def _meeting(self, condition: Filter) -> npt.NDArray[np.bool_]:
        """For each publication whether it meets all conditions of a filter."""
        meets = np.ones(len(self.articles), bool)
        if condition.newspaper:
            meets &= self.newspapers_containing(condition.newspaper)[self.newspapers]
        if condition.since:
            meets &= self.days >= day_number(condition.since)
        if condition.until:
            meets &= (self.days > 0) & (self.days <= day_number(condition.until))
        return meets

    def list_newspapers(self, within: Filter = NO_FILTER) -> list[Newspaper]:
        """The newspapers that a filter lets through, with the days that it does; those of most days first.

        A name in both scripts is one newspaper, called as most of its articles have it.
        """
        allowed = self._meeting(within)
        listed = []
        for name, numbers in self._find_spellings(allowed).items():
            rows = allowed & np.isin(self.newspapers, numbers)
            days = np.unique(self.days[rows])
            dated = [write_day(day) for day in days[days > 0].tolist()]
            ends = (dated[0], dated[-1]) if dated else ()
            articles = len(np.unique(self.articles[rows]))
            listed.append(Newspaper(name, articles, len(dated), *ends))
        return sorted(listed, key=lambda paper: (-paper.issues, paper.name))

    def _find_spellings(self, allowed: npt.NDArray[np.bool_]) -> dict[str, list[int]]:
        """For each newspaper of some publications, by its most usual spelling, the numbers of all its spellings."""
        counts = np.bincount(self.newspapers[allowed], minlength=len(self.newspaper_names)).tolist()
        spellings: dict[str, list[int]] = {}
        for number, name in enumerate(self.newspaper_names):
            if counts[number]:
                spellings.setdefault(fold(name), []).append(number)
        return {self.newspaper_names[max(numbers, key=counts.__getitem__)]: numbers for numbers in spellings.values()}

    def find_unmet(self, condition: Filter) -> Unmet:
        """Why a filter leaves out more than its words say: a newspaper that is not here, articles without a date."""
        missing = condition.newspaper
        if missing and self.newspapers_containing(missing).any():
            missing = None
        undated = 0
        if condition.since or condition.until:
            dated = np.zeros(len(self.article_days), bool)
            dated[self.articles[self.days > 0]] = True
            undated = len(dated) - int(dated.sum())
        names = self._find_spellings(self._meeting(NO_FILTER))
        return Unmet(missing, tuple(sorted(filter(None, names))), undated, len(self.article_days))

    def updated(
        self, new_numbers: npt.NDArray[np.int64], added: Publications, added_numbers: npt.NDArray[np.int64]
    ) -> Publications:
        """The publications of a corpus that some of these articles stay in and others are added to.

        Args:
            new_numbers: for each of these articles its number in the corpus, -1 if it is not in it any more.
            added: the publications of the added articles.
            added_numbers: for each of the added articles its number in the corpus.
        """
        joined = Publications.concatenate([self, added])
        numbers = np.concatenate([new_numbers, added_numbers])
        articles = numbers[joined.articles]
        # those that stay, by their new numbers
        order = np.argsort(articles, kind="stable")[int((articles < 0).sum()) :]
        used, newspapers = np.unique(joined.newspapers[order], return_inverse=True)
        return Publications(
            articles[order].astype(np.int32),
            joined.days[order],
            newspapers.astype(np.int32),
            tuple(joined.newspaper_names[number] for number in used.tolist()),
            joined.article_days[np.argsort(numbers, kind="stable")[int((numbers < 0).sum()) :]],
        )
