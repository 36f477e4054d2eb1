"""The corpus as a retriever of LlamaIndex."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from bot.adapters.passages import Lookup
from bot.errors import MissingExtraError
from bot.retriever import Retriever

try:
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
except ImportError:
    raise MissingExtraError("the retriever for LlamaIndex", "llama-index") from None


class BaowenRetriever(BaseRetriever):
    """Gives the passages that `baowen ask` shows, as nodes with their citation in `metadata`.

    Args:
        corpus: a corpus, opened.
        k: how many passages at most.
        newspaper, since, until: only these articles, as for `Retriever.answer`.
        only_answers: whether nothing is given where the paper does not answer.
        options: those of LlamaIndex' own `BaseRetriever`, such as `callback_manager`.
    """

    def __init__(
        self,
        corpus: Retriever,
        k: int = 3,
        *,
        newspaper: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        only_answers: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._lookup = Lookup(corpus, k, newspaper, since, until, only_answers)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [
            NodeWithScore(node=TextNode(id_=found.id, text=found.text, metadata=found.metadata), score=found.score)
            for found in self._lookup.find(query_bundle.query_str)
        ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)
