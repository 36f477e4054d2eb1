"""The corpus as a retriever of LangChain."""

from __future__ import annotations

from datetime import date

from bot.adapters.passages import Lookup
from bot.errors import MissingExtraError
from bot.retriever import Retriever

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ImportError:
    raise MissingExtraError("the retriever for LangChain", "langchain") from None


class BaowenRetriever(BaseRetriever):
    """Gives the passages that `baowen ask` shows, as documents with their citation in `metadata`.

    Each field can be given to `invoke` as well, for one question: `retriever.invoke(question, k=1)`.
    """

    corpus: Retriever
    """A corpus, opened."""
    k: int = 3
    """How many passages at most."""
    newspaper: str | None = None
    """Only articles of a newspaper with this in its name."""
    since: date | str | None = None
    """Only articles of this date or later."""
    until: date | str | None = None
    """Only articles of this date or earlier."""
    only_answers: bool = False
    """Whether nothing is given where the paper does not answer."""

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        newspaper: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        only_answers: bool | None = None,
    ) -> list[Document]:
        lookup = Lookup(
            self.corpus,
            self.k if k is None else k,
            self.newspaper if newspaper is None else newspaper,
            self.since if since is None else since,
            self.until if until is None else until,
            self.only_answers if only_answers is None else only_answers,
        )
        return [
            Document(id=found.id, page_content=found.text, metadata={**found.metadata, "score": found.score})
            for found in lookup.find(query)
        ]
