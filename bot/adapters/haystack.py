"""The corpus as a component of Haystack pipelines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

from bot.adapters.passages import Lookup
from bot.arguments import read_date
from bot.errors import MissingExtraError
from bot.retriever import Retriever

try:
    from haystack import Document, component, default_from_dict, default_to_dict
except ImportError:
    raise MissingExtraError("the component for Haystack", "haystack") from None


@component
class BaowenRetriever:
    """Gives the passages that `baowen ask` shows, as documents with their citation in `meta`.

    Args:
        corpus: a corpus, opened; or give `index`.
        index: the folder of a stored index, which is opened. Only such a component can be written to YAML.
        top_k: how many passages at most.
        newspaper, since, until: only these articles, as for `Retriever.answer`.
        only_answers: whether nothing is given where the paper does not answer.
    """

    def __init__(
        self,
        corpus: Retriever | None = None,
        *,
        index: str | None = None,
        top_k: int = 3,
        newspaper: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        only_answers: bool = False,
    ) -> None:
        if (corpus is None) == (index is None):
            raise ValueError("corpus or index: give one of them, an opened corpus or the folder of a stored index")
        opened = Retriever.open(index) if index is not None else corpus
        assert opened is not None
        self._lookup = Lookup(
            opened, top_k, newspaper, read_date("since", since), read_date("until", until), only_answers
        )

    def to_dict(self) -> dict[str, Any]:
        """What `from_dict` makes the component again from.

        Raises:
            ValueError: when the corpus is in memory only.
        """
        lookup = self._lookup
        if lookup.corpus.stored is None:
            raise ValueError("corpus is in memory only: open a stored index (baowen index) to write the component down")
        made: dict[str, Any] = default_to_dict(
            self,
            index=str(lookup.corpus.stored.folder),
            top_k=lookup.k,
            newspaper=lookup.newspaper,
            since=lookup.since,
            until=lookup.until,
            only_answers=lookup.only_answers,
        )
        return made

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> BaowenRetriever:
        """The component that `to_dict` wrote."""
        made: BaowenRetriever = default_from_dict(cls, data)
        return made

    @component.output_types(documents=list[Document], answered=bool)
    def run(self, query: str, filters: dict[str, Any] | None = None, top_k: int | None = None) -> dict[str, Any]:
        """The passages for a question, and whether the first of them answers it.

        Args:
            query: the question.
            filters: in Haystack's form, on `meta.newspaper` (==) and `meta.date` (==, >=, <=), joined by AND; they take
                the place of the component's own.
            top_k: in place of the component's own.

        Raises:
            ValueError: when a filter is of another form.
        """
        lookup = replace(self._lookup, **_read_filters(filters)) if filters else self._lookup
        if top_k is not None:
            lookup = replace(lookup, k=top_k)
        answer = lookup.ask(query)
        documents = [
            Document(id=found.id, content=found.text, meta=found.metadata, score=found.score)
            for found in lookup.passages(answer)
        ]
        return {"documents": documents, "answered": answer.answered}

    @component.output_types(documents=list[Document], answered=bool)
    async def run_async(
        self, query: str, filters: dict[str, Any] | None = None, top_k: int | None = None
    ) -> dict[str, Any]:
        """As `run`; other components go on meanwhile."""
        done: dict[str, Any] = await asyncio.to_thread(self.run, query, filters, top_k)
        return done


def _read_filters(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters of `Retriever.answer` that a filter of Haystack stands for."""
    if "conditions" in filters:
        if filters.get("operator") != "AND":
            raise ValueError(f"filters has the operator {filters.get('operator')!r}: conditions are joined by AND only")
        read: dict[str, Any] = {}
        for condition in filters["conditions"]:
            read |= _read_filters(condition)
        return read
    value = filters.get("value")
    match str(filters.get("field")).removeprefix("meta."), filters.get("operator"):
        case "newspaper", "==":
            return {"newspaper": value}
        case "date", "==":
            return {"since": value, "until": value}
        case "date", ">=":
            return {"since": value}
        case "date", "<=":
            return {"until": value}
    raise ValueError(f"filters has {filters!r:.80}: take meta.newspaper with ==, or meta.date with ==, >= or <=")
