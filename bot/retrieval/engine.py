"""Where the best passages for a query are found: an index asks an engine, and puts what it gives into order.

Every engine adds up the same whole numbers, the impacts, so that all give the same passages with the same scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.filters import Filter
from bot.retrieval.inverted_index.topk import Groups, Part, best
from bot.retrieval.tables import Tables

if TYPE_CHECKING:
    from bot.retrieval.storage.overlay import Overlaid

__all__ = ["Arrays", "Engine", "Numbers", "Weights"]

Numbers = npt.NDArray[np.int64]

Weights = Mapping[Field, Mapping[str, int]]
"""For each field the terms of a query with their weights, whole numbers above 0."""


class Engine(Protocol):
    """Finds passages by number."""

    def best(self, weights: Weights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """The passages whose score is that of the k-th best or more, rising, and their scores, whole numbers above 0.

        More than k come back where several have the score of the k-th. It may be called from several threads at once.

        Args:
            weights: the terms of the query.
            k: how many are wanted, 1 or more.
            within: only passages of articles that it lets through.
        """
        ...


class Arrays:
    """The engine that is always there: the arrays of an index.

    Args:
        tables: the arrays.
    """

    def __init__(self, tables: Tables | Overlaid) -> None:
        self.tables = tables
        self._groups = Groups(tables.article_of, len(tables.printed.own_days))

    def best(self, weights: Weights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """As every engine's."""
        return best(self.parts(weights), len(self.tables.article_of), k, self._groups, self.allowed(within))

    def parts(self, weights: Weights) -> list[Part]:
        """What each term of a query brings to passages and, grouped, to articles."""
        parts: list[Part] = []
        for name in FIELDS:
            parts += self.tables.fields[name].passages.parts(weights[name])
            parts += self.tables.fields[name].articles.parts(weights[name], grouped=True)
        return parts

    def allowed(self, within: Filter) -> npt.NDArray[np.bool_] | None:
        """For each passage whether it is let through; None where all are."""
        return self.tables.allowed(within)

    def scores(self, weights: Weights, places: Numbers) -> Numbers:
        """The scores of some passages, whole numbers; only their own postings are looked up."""
        totals = np.zeros(len(places), np.int64)
        own, articles = places.astype(np.int32), self.tables.article_of[places]
        for part in self.parts(weights):
            wanted = articles if part.grouped else own
            at = np.minimum(np.searchsorted(part.texts, wanted), len(part.texts) - 1)
            there = part.texts[at] == wanted
            totals[there] += part.impacts[at[there]].astype(np.int64) * part.weight
        return totals
