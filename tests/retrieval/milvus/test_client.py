"""Pushing a stored index to Milvus, and what goes wrong there."""

import re
import time
from datetime import timedelta

import pytest

from bot import Article
from bot.errors import MissingExtraError, ServiceError
from bot.retrieval.milvus import push as milvus_push
from bot.retrieval.milvus.client import MilvusServer, collection_name
from bot.retrieval.milvus.engine import MilvusEngine
from bot.retrieval.milvus.push import push
from tests.support.command_line import baowen
from tests.support.equality import stored
from tests.support.milvus import connect


@pytest.mark.slow
def test_what_was_pushed_is_not_pushed_again_and_what_was_broken_off_is(lite, index, monkeypatch):
    """A push that dies leaves a collection that nobody searches; the next one takes its place."""
    server = MilvusServer(lite.uri)
    with monkeypatch.context() as broken:
        broken.setattr(milvus_push, "_batches", lambda rows: iter([[], 1 / 0]))
        with pytest.raises(ServiceError, match="division"):
            push(server, index)
    assert not MilvusEngine(server, index).ready
    assert push(server, index) == (collection_name(index), True)
    assert push(server, index) == (collection_name(index), False)
    assert MilvusEngine(server, index).ready


@pytest.mark.slow
def test_a_row_that_is_there_twice_is_seen(lite, index, monkeypatch):
    """Rows are counted before the collection is called complete."""
    batches = milvus_push._batches
    short = lambda rows: [batch[:-1] for batch in batches(rows)]  # noqa: E731
    counts = iter([{"count(*)": 61}])
    from pymilvus import MilvusClient

    monkeypatch.setattr(milvus_push, "_batches", short)
    monkeypatch.setattr(MilvusClient, "query", lambda *_, **__: [next(counts)])
    with pytest.raises(ServiceError, match="61 rows"):
        push(MilvusServer(lite.uri), index)
    assert collection_name(index) not in connect(lite).list_collections()


@pytest.mark.slow
def test_only_collections_of_the_corpus_that_were_replaced_long_ago_are_removed(lite, tmp_path, monkeypatch):
    """The newest and the one that a bot may still search stay, and so does every other corpus."""
    first = stored(tmp_path / "index", [Article("a", "", ["停水。"])])
    other = stored(tmp_path / "other", [Article("a", "", ["停水。"])])
    server = MilvusServer(lite.uri)
    push(server, first)
    push(server, other)
    time.sleep(1.1)
    second = stored(tmp_path / "index", [Article("b", "", ["停水。"])])
    push(server, second)
    collections = connect(lite).list_collections()
    assert {collection_name(one) for one in (first, second, other)} <= set(collections)
    time.sleep(1.1)
    monkeypatch.setattr(milvus_push, "_KEEP_REPLACED", timedelta(0))
    push(server, second)
    collections = connect(lite).list_collections()
    assert collection_name(first) not in collections
    assert {collection_name(second), collection_name(other)} <= set(collections)


def test_the_token_does_not_show(index, caplog, monkeypatch):
    """Neither the server's repr nor an error that repeats it."""
    from pymilvus import MilvusClient

    def refuse(self, **options):
        raise ValueError(f"bad token {options['token']}")

    monkeypatch.setattr(MilvusClient, "__init__", refuse)
    server = MilvusServer("http://127.0.0.1:1", "root:SECRET")
    MilvusEngine(server, index)
    assert "bad token" in caplog.text
    assert "SECRET" not in caplog.text + repr(server)


@pytest.mark.parametrize(("module", "extra"), [("pymilvus", "milvus"), ("milvus_lite.server_manager", "milvus-lite")])
def test_what_is_not_installed_is_named(index, tmp_path, monkeypatch, module, extra):
    """The sentence says which extra to install."""
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(MissingExtraError, match=re.escape(f"[{extra}]")):
        push(MilvusServer(str(tmp_path / "own.db")), index)


@pytest.mark.parametrize("uri", ["localhost:19530", "http://root:SECRET@host:19530", "somewhere"])
def test_a_place_that_is_none_is_refused_without_repeating_it(uri, monkeypatch):
    """Neither a password in the address nor another kind of address is taken."""
    monkeypatch.setenv("BAOWEN_MILVUS_URI", uri)
    status, _, err = baowen("ask", "停水")
    assert status == 1
    assert "BAOWEN_MILVUS_URI" in err
    assert "SECRET" not in err
