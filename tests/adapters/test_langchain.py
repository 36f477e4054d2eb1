"""The retriever for LangChain, by LangChain's own suite and beside `baowen ask`."""

import sys
from functools import lru_cache

import pytest

from bot import MissingExtraError, Retriever
from bot.settings import default_corpus
from tests.support.extras import needs_extra

needs_extra("langchain", "langchain-tests")
from langchain_core.runnables import RunnableLambda  # noqa: E402
from langchain_tests.integration_tests import RetrieversIntegrationTests  # noqa: E402

from bot.adapters.langchain import BaowenRetriever  # noqa: E402


@lru_cache(maxsize=1)
def read_seeds():
    """The pages that come with the package; the suite has a fixture of its own by the name of ours."""
    return Retriever.from_folder(default_corpus())


class TestBaowenRetriever(RetrieversIntegrationTests):
    """What LangChain asks of every retriever: k documents, by constructor and by call, sync and async."""

    @property
    def retriever_constructor(self):
        """The class."""
        return BaowenRetriever

    @property
    def retriever_constructor_params(self):
        """What it is made with."""
        return {"corpus": read_seeds()}

    @property
    def retriever_query_example(self):
        """A question that shares words with many passages."""
        return "职工医保缓缴最晚什么时候补缴？"


def test_it_gives_what_the_command_prints(retriever, question, asked):
    """The same passages, each with where it stands and whether the paper answers."""
    documents = BaowenRetriever(corpus=retriever).invoke(question)
    assert [document.page_content for document in documents] == [hit["text"] for hit in asked["hits"]]
    first, source = documents[0].metadata, asked["hits"][0]["source"]
    assert (first["file"], first["first_line"], first["last_line"]) == (source["file"], *source["lines"])
    assert first["answered"] and first["answer"] == "月河小学教育集团浮玉校区"
    assert first["headline"] in first["citation"] and documents[0].id


def test_only_answers_leaves_out_what_does_not_answer(retriever):
    """Where the paper does not say, a chain gets nothing instead of the nearest passages; the call may say so, too."""
    silent = "火车站的停车费是多少"
    assert BaowenRetriever(corpus=retriever, only_answers=True).invoke(silent) == []
    assert BaowenRetriever(corpus=retriever).invoke(silent, only_answers=True) == []
    assert not any(found.metadata["answered"] for found in BaowenRetriever(corpus=retriever).invoke(silent))


async def test_it_stands_in_a_chain(retriever, question):
    """Sync and async give the same."""
    chain = BaowenRetriever(corpus=retriever, k=1) | RunnableLambda(lambda documents: documents[0].page_content)
    assert await chain.ainvoke(question) == chain.invoke(question)


def test_the_filters_are_those_of_the_library(retriever, question):
    """A wrong one is named."""
    with pytest.raises(ValueError, match=r"^since"):
        BaowenRetriever(corpus=retriever).invoke(question, since="yesterday")


def test_the_missing_extra_names_its_install_line(monkeypatch):
    """Importing the module says what to install."""
    monkeypatch.setitem(sys.modules, "langchain_core.retrievers", None)
    monkeypatch.delitem(sys.modules, "bot.adapters.langchain")
    with pytest.raises(MissingExtraError, match=r"pip install .*\[langchain\]"):
        import bot.adapters.langchain  # noqa: F401
