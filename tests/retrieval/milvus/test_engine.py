"""Milvus as the engine: hits, scores and order are those of the arrays, whatever happens to Milvus.

`python -m benchmarks.milvus` runs the same comparison at size, with other Milvuses too.
"""

import logging
import re
import socket
import threading
import time
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import Article, Retriever
from bot.errors import ServiceError
from bot.question.question import Question
from bot.records import Source
from bot.retrieval.analyzer import FIELDS
from bot.retrieval.filters import Filter
from bot.retrieval.milvus import exact_search
from bot.retrieval.milvus.client import MilvusServer, collection_name
from bot.retrieval.milvus.counted_range import counted_ranges
from bot.retrieval.milvus.engine import MilvusEngine
from bot.retrieval.milvus.push import push
from bot.retrieval.milvus.vectors import passage_vectors
from bot.retrieval.storage.stored_index import open_index
from tests.support.command_line import baowen
from tests.support.equality import Asked, differing, random_articles, random_searches, stored
from tests.support.milvus import SENTENCES, connect, free_port, push_and_open, without_arrays

pytestmark = pytest.mark.slow


def only(field, term):
    """A query of one term."""
    return {name: {term: 100} if name == field else {} for name in FIELDS}


def test_every_search_finds_what_the_arrays_find(lite, tmp_path):
    """A thousand passages with ties, a hundred searches, narrowed and not: ==, and the arrays are never searched."""
    random = Random(1)
    index = stored(tmp_path / "index", list(random_articles(random, SENTENCES, 1000)))
    engine = without_arrays(push_and_open(lite, index))
    assert differing(index, engine, random_searches(random, SENTENCES, 100)) == []


@given(
    texts=st.lists(st.text("水医公一。", min_size=1, max_size=8), max_size=50), question=st.text("水医公一", max_size=6)
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_small_corpora_of_five_characters_are_found_alike(lite, tmp_path_factory, texts, question):
    """Ties everywhere, empty queries, more asked for than there is, and corpora without a passage."""
    articles = [Article(id=f"a{number}", headline="", paragraphs=[text]) for number, text in enumerate(texts)]
    index = stored(tmp_path_factory.mktemp("index"), articles)
    engine = without_arrays(push_and_open(lite, index))
    assert differing(index, engine, [Asked(Question(question).query, k) for k in (1, 3, 100)]) == []
    connect(lite).drop_collection(collection_name(index))


def test_words_that_the_corpus_has_not_and_empty_questions_find_nothing(lite, index):
    """Nothing in common, nothing said, and a newspaper that there is not."""
    engine = without_arrays(push_and_open(lite, index))
    for question in ("zzz", "", "什么？"):
        terms = Question(question).query.fields
        weights = {name: dict.fromkeys(terms[name], 100) for name in FIELDS}
        assert engine.top_passages(weights, 3, Filter())[0].tolist() == []
    assert engine.top_passages(only("singles", "水"), 3, Filter("没有的报"))[0].tolist() == []


def test_an_article_of_several_places_is_found_by_each_of_them(lite, tmp_path):
    """Printed in two papers on two days: either is enough, and one's paper with the other's day is not."""
    article = Article(
        "a", "", ["城东停水。"], newspaper="城东日报", date="2022-01-01", file="a", lines=(1, 1),
        others=[Source("b", (1, 1), "晚报", "2022-06-01")],
    )  # fmt: skip
    engine = without_arrays(push_and_open(lite, index := stored(tmp_path / "index", [article])))
    places = [("城东", None, None), ("晚报", None, None), ("晚报", "2022-05-01", None), ("城东", "2022-05-01", None)]
    query = Question("停水").query
    differences = [len(differing(index, engine, [Asked(query, 3, Filter(*place))])) for place in places]
    assert differences == [0, 0, 0, 0]
    weights = only("words", "停水")
    assert [len(engine.top_passages(weights, 3, Filter(*place))[0]) for place in places] == [1, 1, 1, 0]


def test_more_equal_passages_than_milvus_gives_are_all_found(lite, tmp_path, monkeypatch):
    """Where the limit of one search hides some of the best, the arrays are asked."""
    monkeypatch.setattr(exact_search, "ROW_LIMIT", 70)
    index = stored(tmp_path / "index", [Article(f"a{number}", "", ["停水。"]) for number in range(90)])
    engine = push_and_open(lite, index)
    assert differing(index, engine, [Asked(Question("停水").query, k) for k in (1, 3, 80)]) == []
    assert engine.ready


class Rounded:
    """A collection that gives scores with an error, of 32-bit sums or a greater one, and the best by these."""

    def __init__(self, index, error):
        (counted,) = counted_ranges(index.tables)
        self._rows = list(passage_vectors(index.tables, counted))
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
        # which articles these are, the engine does not ask
        return np.array(best, np.int64), np.array([scores[place] for place in best]), np.zeros(len(best), np.int64)

    def close(self):
        pass


def test_rounding_at_its_worst_hides_nothing(lite, index):
    """With every sum off by as much as 32 bits can be, in either direction, the lists are still equal."""
    engine = push_and_open(lite, index)
    engine._collection = Rounded(index, 2.0**-24)  # type: ignore[assignment]
    random = Random(5)
    assert differing(index, without_arrays(engine), random_searches(random, SENTENCES, 60)) == []


def test_a_sum_that_cannot_be_one_is_not_believed(lite, index, caplog):
    """A Milvus that keeps impacts in fewer bits is left alone, and the arrays answer."""
    engine = push_and_open(lite, index)
    engine._collection = Rounded(index, 2.0**-12)  # type: ignore[assignment]
    assert differing(index, engine, [Asked(Question("停水").query, 3)]) == []
    assert not engine.ready
    assert "does not add up" in caplog.text


# --- generations ---------------------------------------------------------------------------------------------------
def test_a_new_generation_is_searched_when_it_is_there_and_the_old_one_goes_on(lite, tmp_path):
    """Each open index searches its own collection; the new one is not asked before it is complete."""
    articles = list(random_articles(Random(7), SENTENCES, 40))
    old = stored(tmp_path / "index", articles)
    before = without_arrays(push_and_open(lite, old))
    new = stored(tmp_path / "index", articles[5:])
    early = MilvusEngine(MilvusServer(lite.uri), new)
    assert not early.ready
    after = without_arrays(push_and_open(lite, new))
    for index, engine in ((old, before), (new, after)):
        assert differing(index, engine, random_searches(Random(2), SENTENCES, 20)) == []


# --- trouble -------------------------------------------------------------------------------------------------------
def test_a_server_that_dies_is_replaced_by_the_arrays_and_used_again_when_it_is_back(
    own_lite, index, caplog, monkeypatch
):
    """Killed between two questions: one warning, the same hits; back on its port it is asked again."""
    caplog.set_level(logging.INFO)
    engine = push_and_open(own_lite, index, patience=1)
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
    assert differing(index, without_arrays(engine), searches) == []
    assert "is there again" in caplog.text


def test_a_server_that_stops_in_mid_search_holds_no_question_for_long(own_lite, index):
    """Eight questions at once, and the server hangs: all are answered alike, and the next one does not wait at all."""
    engine = push_and_open(own_lite, index, patience=1)
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
        assert differing(index, engine, [Asked(Question("停水").query, 3)]) == []
        assert len(caplog.records) == 1
        with pytest.raises(ServiceError, match=re.escape(uri)) as caught:
            push(server, index)
        assert "\n" not in str(caught.value)


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
