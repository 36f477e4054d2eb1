"""Milvus: the same hits, scores and order as the arrays, and answers whatever happens to it. With milvus-lite.

`python -m benchmarks.milvus` runs the same comparison at size, with other Milvuses too.
"""

import logging
import re
import socket
import threading
import time
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import Article, Retriever
from bot.errors import MissingExtraError, ServiceError
from bot.records import Source
from bot.retrieval.analyzer import FIELDS, Analyzer
from bot.retrieval.filters import Filter
from bot.retrieval.milvus import client as milvus_client
from bot.retrieval.milvus import engine as milvus_engine
from bot.retrieval.milvus.client import MilvusServer, collection_name, push
from bot.retrieval.milvus.engine import MilvusEngine
from bot.retrieval.milvus.vectors import passage_vectors, query_vector
from bot.retrieval.query import make_query
from bot.retrieval.storage.stored_index import open_index
from tests.support.command_line import baowen
from tests.support.equality import Asked, differing, random_articles, random_searches, stored
from tests.support.milvus import free_port, running

SENTENCES = ["城东停水三天。", "医保缓缴到年底。", "公园樱花开了。", "停水的医保公园。", "一二三四五。", "水水水水医。"]


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    """A Milvus that nobody disturbs."""
    with running(tmp_path_factory.mktemp("milvus")) as lite:
        yield lite


@pytest.fixture
def own_lite(tmp_path):
    """A Milvus to be killed."""
    with running(tmp_path / "milvus") as lite:
        yield lite


@pytest.fixture
def index(tmp_path):
    """A stored index of sixty articles, with ties."""
    return stored(tmp_path / "index", list(random_articles(Random(7), SENTENCES, 60)))


def alone(engine):
    """An engine that must not ask its arrays in Milvus's place."""
    arrays = engine._arrays

    def refuse(*_):
        raise AssertionError("the arrays were asked")

    arrays.best = refuse
    return engine


def opened(lite, index, patience=5.0):
    """An engine over what was pushed."""
    server = MilvusServer(lite.uri, patience=patience)
    push(server, index)
    return MilvusEngine(server, index)


def only(field, term):
    """A query of one term."""
    return {name: {term: 100} if name == field else {} for name in FIELDS}


def client(lite):
    """pymilvus itself."""
    from pymilvus import MilvusClient

    return MilvusClient(uri=lite.uri, dedicated=True)


# --- equality ------------------------------------------------------------------------------------------------------
def test_vectors_multiplied_by_hand_are_the_scores(index):
    """The product of a query's vector with a passage's is the score that the arrays give, for every passage."""
    query = make_query("城东医保停水", Analyzer())
    weights = {name: {term: 100 * int(count) for term, count in query.fields[name].items()} for name in FIELDS}
    wanted = query_vector(index.tables, weights)
    for at_once in (7, 4096):
        products = [0] * len(index.tables.article_of)
        for place, dimensions, values in passage_vectors(index.tables, at_once):
            found = zip(dimensions.tolist(), values.tolist(), strict=True)
            products[place] = sum(value * wanted.get(dimension, 0) for dimension, value in found)
        assert products == added_up(index, weights).tolist()


def added_up(index, weights):
    """The score of every passage, added up from whole posting lists."""
    totals = np.zeros(len(index.tables.article_of), np.int64)
    for name in FIELDS:
        for term, weight in weights[name].items():
            number = index.tables.fields[name].terms.number(term)
            if number >= 0:
                for place, article in enumerate(index.tables.article_of):
                    own = index.tables.fields[name].passages.postings.impact(number, place)
                    whole = index.tables.fields[name].articles.postings.impact(number, int(article))
                    totals[place] += weight * (own + whole)
    return totals


def test_every_search_finds_what_the_arrays_find(lite, tmp_path):
    """A thousand passages with ties, a hundred searches, narrowed and not: ==, and the arrays are never asked."""
    random = Random(1)
    index = stored(tmp_path / "index", list(random_articles(random, SENTENCES, 1000)))
    engine = alone(opened(lite, index))
    assert differing(index, engine, random_searches(random, SENTENCES, 100)) == []


@given(
    texts=st.lists(st.text("水医公一。", min_size=1, max_size=8), max_size=50), question=st.text("水医公一", max_size=6)
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_small_corpora_of_five_characters_are_found_alike(lite, tmp_path_factory, texts, question):
    """Ties everywhere, empty queries, more asked for than there is, and corpora without a passage."""
    articles = [Article(id=f"a{number}", headline="", paragraphs=[text]) for number, text in enumerate(texts)]
    index = stored(tmp_path_factory.mktemp("index"), articles)
    engine = alone(opened(lite, index))
    assert differing(index, engine, [Asked(make_query(question, Analyzer()), k) for k in (1, 3, 100)]) == []
    client(lite).drop_collection(collection_name(index))


def test_words_that_the_corpus_has_not_and_empty_questions_find_nothing(lite, index):
    """Nothing in common, nothing said, and a newspaper that there is not."""
    engine = alone(opened(lite, index))
    for question in ("zzz", "", "什么？"):
        assert engine.top_passages(make_query(question, Analyzer()).fields, 3, Filter())[0].tolist() == []
    assert engine.top_passages(only("singles", "水"), 3, Filter("没有的报"))[0].tolist() == []


def test_an_article_of_several_places_is_found_by_each_of_them(lite, tmp_path):
    """Printed in two papers on two days: either is enough, and one's paper with the other's day is not."""
    article = Article(
        "a", "", ["城东停水。"], newspaper="城东日报", date="2022-01-01", file="a", lines=(1, 1),
        others=[Source("b", (1, 1), "晚报", "2022-06-01")],
    )  # fmt: skip
    engine = alone(opened(lite, index := stored(tmp_path / "index", [article])))
    places = [("城东", None, None), ("晚报", None, None), ("晚报", "2022-05-01", None), ("城东", "2022-05-01", None)]
    query = make_query("停水", Analyzer())
    found = [len(differing(index, engine, [Asked(query, 3, Filter(*place))])) for place in places]
    assert found == [0, 0, 0, 0]
    weights = only("words", "停水")
    assert [len(engine.top_passages(weights, 3, Filter(*place))[0]) for place in places] == [1, 1, 1, 0]


def test_more_equal_passages_than_milvus_gives_are_all_found(lite, tmp_path, monkeypatch):
    """Where the limit of one search hides some of the best, the arrays are asked."""
    monkeypatch.setattr(milvus_engine, "ROW_LIMIT", 70)
    index = stored(tmp_path / "index", [Article(f"a{number}", "", ["停水。"]) for number in range(90)])
    engine = opened(lite, index)
    assert differing(index, engine, [Asked(make_query("停水", Analyzer()), k) for k in (1, 3, 80)]) == []
    assert engine.ready


class Rounded:
    """A collection that gives scores with an error, of 32-bit sums or a greater one, and the best by these."""

    def __init__(self, index, error):
        self._rows = list(passage_vectors(index.tables))
        self._error = error
        self._random = Random(3)
        self.asked = 0

    def search(self, vector, limit, condition, timeout):
        self.asked += 1
        scores = {}
        for place, dimensions, values in self._rows:
            score = sum(int(value) * vector.get(int(at), 0) for at, value in zip(dimensions, values, strict=True))
            if score:
                scores[place] = score * (1 + self._random.choice([-1, 1]) * self._error * len(vector))
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:limit]
        return np.array(best, np.int64), np.array([scores[place] for place in best])

    def close(self):
        pass


def test_rounding_at_its_worst_hides_nothing(lite, index):
    """With every sum off by as much as 32 bits can be, in either direction, the lists are still equal."""
    engine = opened(lite, index)
    engine._collection = Rounded(index, 2.0**-24)
    random = Random(5)
    assert differing(index, alone(engine), random_searches(random, SENTENCES, 60)) == []


def test_a_sum_that_cannot_be_one_is_not_believed(lite, index, caplog):
    """A Milvus that keeps impacts in fewer bits is left alone, and the arrays answer."""
    engine = opened(lite, index)
    engine._collection = Rounded(index, 2.0**-12)
    assert differing(index, engine, [Asked(make_query("停水", Analyzer()), 3)]) == []
    assert not engine.ready
    assert "does not add up" in caplog.text


# --- generations ---------------------------------------------------------------------------------------------------
def test_a_new_generation_is_searched_when_it_is_there_and_the_old_one_goes_on(lite, tmp_path):
    """Each open index searches its own collection; the new one is not asked before it is complete."""
    articles = list(random_articles(Random(7), SENTENCES, 40))
    old = stored(tmp_path / "index", articles)
    before = alone(opened(lite, old))
    new = stored(tmp_path / "index", articles[5:])
    early = MilvusEngine(MilvusServer(lite.uri), new)
    assert not early.ready
    after = alone(opened(lite, new))
    for index, engine in ((old, before), (new, after)):
        assert differing(index, engine, random_searches(Random(2), SENTENCES, 20)) == []


def test_what_was_pushed_is_not_pushed_again_and_what_was_broken_off_is(lite, index, monkeypatch):
    """A push that dies leaves a collection that nobody searches; the next one takes its place."""
    server = MilvusServer(lite.uri)
    with monkeypatch.context() as broken:
        broken.setattr(milvus_client, "_batches", lambda tables: iter([[], 1 / 0]))
        with pytest.raises(ServiceError, match="division"):
            push(server, index)
    assert not MilvusEngine(server, index).ready
    assert push(server, index) == (collection_name(index), True)
    assert push(server, index) == (collection_name(index), False)
    assert MilvusEngine(server, index).ready


def test_a_row_that_is_there_twice_is_seen(lite, index, monkeypatch):
    """Rows are counted before the collection is called complete."""
    batches = milvus_client._batches
    short = lambda tables: [rows[:-1] for rows in batches(tables)]  # noqa: E731
    counts = iter([{"count(*)": 61}])
    from pymilvus import MilvusClient

    monkeypatch.setattr(milvus_client, "_batches", short)
    monkeypatch.setattr(MilvusClient, "query", lambda *_, **__: [next(counts)])
    with pytest.raises(ServiceError, match="61 rows"):
        push(MilvusServer(lite.uri), index)
    assert collection_name(index) not in client(lite).list_collections()


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
    there = client(lite).list_collections()
    assert {collection_name(one) for one in (first, second, other)} <= set(there)
    time.sleep(1.1)
    monkeypatch.setattr(milvus_client, "_KEEP_REPLACED", timedelta(0))
    push(server, second)
    there = client(lite).list_collections()
    assert collection_name(first) not in there
    assert {collection_name(second), collection_name(other)} <= set(there)


# --- trouble -------------------------------------------------------------------------------------------------------
def test_a_server_that_dies_is_replaced_by_the_arrays_and_used_again_when_it_is_back(
    own_lite, index, caplog, monkeypatch
):
    """Killed between two questions: one warning, the same hits; back on its port it is asked again."""
    caplog.set_level(logging.INFO)
    engine = opened(own_lite, index, patience=1)
    searches = list(random_searches(Random(2), SENTENCES, 10))
    own_lite.kill()
    assert differing(index, engine, searches) == []
    assert not engine.ready
    assert caplog.text.count("answers come from the stored index") == 1
    own_lite.start()
    monkeypatch.setattr(engine, "_next_attempt", 0.0)
    assert differing(index, engine, searches) == []
    end = time.monotonic() + 60
    while not engine.ready and time.monotonic() < end:
        time.sleep(0.05)
    assert differing(index, alone(engine), searches) == []
    assert "is there again" in caplog.text


def test_a_restart_while_a_question_waits_is_not_noticed(own_lite, index, caplog):
    """Down when it is asked and up half a second later: the second try connects anew and loads the collection again."""
    engine = alone(opened(own_lite, index, patience=30))
    own_lite.kill()
    start = threading.Timer(0.5, own_lite.start)
    start.start()
    assert differing(index, engine, random_searches(Random(2), SENTENCES, 10)) == []
    start.join()
    assert engine.ready
    assert caplog.text == ""


def test_a_server_that_stops_in_mid_search_holds_no_question_for_long(own_lite, index):
    """Eight questions at once, and the server hangs: all are answered alike, and the next one does not wait at all."""
    engine = opened(own_lite, index, patience=1)
    searches = list(random_searches(Random(2), SENTENCES, 8))
    own_lite.pause()
    differ = []
    threads = [
        threading.Thread(target=lambda one=one: differ.extend(differing(index, engine, [one]))) for one in searches
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    own_lite.resume()
    assert not any(thread.is_alive() for thread in threads)
    assert differ == []
    assert not engine.ready


@pytest.fixture
def mute():
    """A server that accepts and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_nobody_there_and_nobody_answering_are_one_warning(index, mute, caplog):
    """The stored index answers from the start, and pushing says what is wrong in one sentence."""
    for uri in (f"http://127.0.0.1:{free_port()}", mute):
        caplog.clear()
        server = MilvusServer(uri, patience=0.5)
        engine = MilvusEngine(server, index)
        assert not engine.ready
        assert differing(index, engine, [Asked(make_query("停水", Analyzer()), 3)]) == []
        assert len(caplog.records) == 1
        with pytest.raises(ServiceError, match=re.escape(uri)) as caught:
            push(server, index)
        assert "\n" not in str(caught.value)


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
    with pytest.raises(MissingExtraError, match=re.escape(f"baowen[{extra}]")):
        push(MilvusServer(str(tmp_path / "own.db")), index)


# --- the command line ----------------------------------------------------------------------------------------------
def test_the_commands_push_search_and_say_what_is_wrong(own_lite, tmp_path, monkeypatch):
    """index puts the seeds there; a machine with a copy of the index needs no pages, and no Milvus for long."""
    question = "钦堂乡有几个共享法庭？"
    plain = baowen("ask", question, "--index", str(tmp_path / "index"))
    monkeypatch.setenv("BAOWEN_MILVUS_URI", own_lite.uri)
    status, out, err = baowen("index", "--index", str(tmp_path / "index"))
    assert (status, "\nMilvus: baowen_" in out, err) == (0, True, "")
    (tmp_path / "index").rename(tmp_path / "copy")
    served = {"BAOWEN_INDEX_SERVED": str(tmp_path / "copy")}
    assert baowen("ask", question, **served) == plain
    own_lite.kill()
    status, out, err = baowen("ask", question, **served)
    assert (status, out, err.count("\n")) == (0, plain[1], 1)
    status, _, err = baowen("index", "--index", str(tmp_path / "copy"))
    assert (status, err.count("\n")) == (1, 1)
    assert own_lite.uri in err


def test_retriever_searches_there(lite, seeds, tmp_path):
    """Retriever.open and refreshed take the server; answers are those of the stored index."""
    question = "职工医保缓缴最晚什么时候补缴？"
    local = Retriever.refreshed([seeds], tmp_path / "index")
    server = MilvusServer(lite.uri)
    push(server, open_index(tmp_path / "index"))
    assert Retriever.open(tmp_path / "index", milvus=server).answer(question) == local.answer(question)
    assert Retriever.refreshed([seeds], tmp_path / "index", milvus=server).answer(question) == local.answer(question)


@pytest.mark.parametrize("uri", ["localhost:19530", "http://root:SECRET@host:19530", "somewhere"])
def test_a_place_that_is_none_is_refused_without_repeating_it(uri, monkeypatch):
    """Neither a password in the address nor another kind of address is taken."""
    monkeypatch.setenv("BAOWEN_MILVUS_URI", uri)
    status, _, err = baowen("ask", "停水")
    assert status == 1
    assert "BAOWEN_MILVUS_URI" in err
    assert "SECRET" not in err
