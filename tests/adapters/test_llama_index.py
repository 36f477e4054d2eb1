"""The retriever for LlamaIndex, beside `baowen ask`."""

import sys

import pytest

from bot import MissingExtraError
from tests.support.extras import needs_extra

needs_extra("llama-index")
from llama_index.core import Settings  # noqa: E402
from llama_index.core.base.base_retriever import BaseRetriever  # noqa: E402
from llama_index.core.llms import MockLLM  # noqa: E402
from llama_index.core.query_engine import RetrieverQueryEngine  # noqa: E402
from llama_index.core.response_synthesizers import ResponseMode  # noqa: E402

from bot.adapters.llama_index import BaowenRetriever  # noqa: E402


def test_it_gives_what_the_command_prints(retriever, question, asked):
    """The same passages and scores, each with where it stands."""
    found = BaowenRetriever(retriever)
    assert isinstance(found, BaseRetriever)
    nodes = found.retrieve(question)
    assert [node.text for node in nodes] == [hit["text"] for hit in asked["hits"]]
    assert [node.score for node in nodes] == pytest.approx([hit["score"] for hit in asked["hits"]], rel=1e-4)
    first = nodes[0].metadata
    assert first["file"] == asked["hits"][0]["source"]["file"] and first["answered"]


async def test_async_gives_the_same(retriever, question):
    """In a thread, so that the event loop goes on."""
    found = BaowenRetriever(retriever, k=2)
    expected = [node.node_id for node in found.retrieve(question)]
    assert [node.node_id for node in await found.aretrieve(question)] == expected and len(expected) == 2


def test_it_stands_in_a_query_engine(retriever, question, asked, monkeypatch):
    """Without a model: the engine hands over the passages as sources."""
    monkeypatch.setattr(Settings, "_llm", MockLLM())
    engine = RetrieverQueryEngine.from_args(BaowenRetriever(retriever), response_mode=ResponseMode.NO_TEXT)
    response = engine.query(question)
    assert [node.text for node in response.source_nodes] == [hit["text"] for hit in asked["hits"]]


def test_only_answers_leaves_out_what_does_not_answer(retriever):
    """Where the paper does not say, nothing comes."""
    assert BaowenRetriever(retriever, only_answers=True).retrieve("火车站的停车费是多少") == []


def test_the_missing_extra_names_its_install_line(monkeypatch):
    """Importing the module says what to install."""
    monkeypatch.setitem(sys.modules, "llama_index.core.retrievers", None)
    monkeypatch.delitem(sys.modules, "bot.adapters.llama_index")
    with pytest.raises(MissingExtraError, match=r"pip install .*\[llama-index\]"):
        import bot.adapters.llama_index  # noqa: F401
