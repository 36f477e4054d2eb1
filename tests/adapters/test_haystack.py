"""The component for Haystack, in a pipeline and beside `baowen ask`."""

import sys

import pytest

from bot import Article, MissingExtraError, Retriever
from tests.support.extras import needs_extra

needs_extra("haystack")
from haystack import Pipeline  # noqa: E402
from haystack.components.retrievers.types import TextRetriever  # noqa: E402

from bot.adapters.haystack import BaowenRetriever  # noqa: E402

NOTICES = Retriever.from_articles(
    [
        Article(
            id=f"n{day}", headline="停水", paragraphs=[f"城东{day}日停水。"], newspaper=paper, date=f"2023-05-0{day}"
        )
        for day, paper in ((1, "永康日报"), (2, "海州日报"), (3, "海州日报"))
    ]
)


def test_it_gives_what_the_command_prints(retriever, question, asked):
    """In a pipeline, as Haystack's protocol for retrievers of text wants it."""
    component: TextRetriever = BaowenRetriever(retriever)
    pipeline = Pipeline()
    pipeline.add_component("paper", component)
    found = pipeline.run({"paper": {"query": question}})["paper"]
    assert [document.content for document in found["documents"]] == [hit["text"] for hit in asked["hits"]]
    assert found["answered"] and found["documents"][0].meta["file"] == asked["hits"][0]["source"]["file"]


async def test_async_gives_the_same(retriever, question):
    """`top_k` is that of the call."""
    component = BaowenRetriever(retriever)
    got = await component.run_async(question, top_k=1)
    assert got["documents"] == component.run(question)["documents"][:1]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"field": "meta.newspaper", "operator": "==", "value": "永康日报"}, {"n1.1"}),
        ({"field": "meta.date", "operator": ">=", "value": "2023-05-02"}, {"n2.1", "n3.1"}),
        (
            {
                "operator": "AND",
                "conditions": [
                    {"field": "meta.newspaper", "operator": "==", "value": "海州日报"},
                    {"field": "meta.date", "operator": "<=", "value": "2023-05-02"},
                ],
            },
            {"n2.1"},
        ),
    ],
)
def test_filters_are_read(filters, ids):
    """A newspaper and dates, alone and joined by AND."""
    assert {document.id for document in BaowenRetriever(NOTICES).run("哪天停水？", filters)["documents"]} == ids


@pytest.mark.parametrize(
    "filters",
    [
        {"field": "meta.kind", "operator": "==", "value": "article"},
        {"operator": "OR", "conditions": []},
        {"field": "meta.date", "operator": ">=", "value": "yesterday"},
    ],
)
def test_a_filter_that_cannot_be_applied_is_refused(filters):
    """And not passed over, because that would show what was to be left out."""
    with pytest.raises(ValueError):
        BaowenRetriever(NOTICES).run("哪天停水？", filters)


def test_a_component_over_a_stored_index_is_written_and_read(seeds, tmp_path, question):
    """With its folder and settings, in a pipeline as YAML; one in memory says that it cannot."""
    stored = Retriever.refreshed([seeds], tmp_path / "index")
    pipeline = Pipeline()
    pipeline.add_component("paper", BaowenRetriever(stored, top_k=2))
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=["bot.adapters.haystack"])
    assert len(again.run({"paper": {"query": question}})["paper"]["documents"]) == 2
    with pytest.raises(ValueError, match=r"^corpus is in memory only"):
        BaowenRetriever(NOTICES).to_dict()


def test_the_missing_extra_names_its_install_line(monkeypatch):
    """Importing the module says what to install."""
    monkeypatch.setitem(sys.modules, "haystack", None)
    monkeypatch.delitem(sys.modules, "bot.adapters.haystack")
    with pytest.raises(MissingExtraError, match=r"pip install .*\[haystack\]"):
        import bot.adapters.haystack  # noqa: F401
