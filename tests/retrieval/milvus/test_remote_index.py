"""An index that lies in Milvus alone: hits, scores and order are those of the stored index, whatever happens.

`python -m benchmarks.milvus` runs the same comparison at size, with other Milvuses too.
"""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import Article, Retriever
from bot.chat.corpus_summary import summarize_articles
from bot.errors import ServiceError
from bot.live.replica import Replica
from bot.question.question import Question
from bot.retrieval.index import Index
from bot.retrieval.milvus import exact_search
from bot.retrieval.milvus.client import MilvusServer, collection_name
from bot.retrieval.milvus.push import push
from bot.retrieval.milvus.remote_index import list_generations, open_remote_index
from bot.retrieval.storage.stored_index import open_index
from tests.support.command_line import baowen, baowen_process
from tests.support.equality import Asked, random_articles, random_searches, stored
from tests.support.milvus import SENTENCES, connect, free_port, running

pytestmark = pytest.mark.slow

QUESTION = "钦堂乡有几个共享法庭？"


def pushed(lite, index, patience=30.0):
    """The server, after a stored index was pushed there."""
    server = MilvusServer(lite.uri, patience=patience)
    push(server, index)
    return server


def opened(lite, index, patience=30.0):
    """The index in Milvus, opened; its corpus is the folder's that `stored` names."""
    remote = open_remote_index(pushed(lite, index, patience), [Path(path) for path in index.manifest["corpus"]])
    assert remote is not None
    return remote.index


def differing(index, other, searches):
    """The searches for which two indexes do not give the same: hits, scores, order and what each score consists of."""
    own = Index.from_tables(index.articles, index.tables)

    def found(where, asked):
        hits = where.search(asked.query, asked.k, asked.within)
        return hits, [list(where.explain(asked.query, hit)) for hit in hits[:2]], [hit.id for hit in hits]

    return [asked for asked in searches if found(own, asked) != found(other, asked)]


def refreshed(folder, pages, *articles):
    """A stored index of pages, after others were added: it has several segments, and terms and articles that went."""
    pages.mkdir(exist_ok=True)
    for texts in articles:
        for name, text in texts.items():
            if text:
                (pages / name).write_text(text, encoding="utf-8")
            else:
                (pages / name).unlink()
        Retriever.refreshed([pages], folder)
    return open_index(folder)


# --- equality ------------------------------------------------------------------------------------------------------
def test_three_hundred_searches_find_what_the_stored_index_finds(lite, tmp_path):
    """Five hundred passages with ties, narrowed and not: ==, and so are the explanations."""
    random = Random(3)
    index = stored(tmp_path / "index", list(random_articles(random, SENTENCES, 500)))
    assert differing(index, opened(lite, index), random_searches(random, SENTENCES, 300)) == []


@given(
    texts=st.lists(st.text("水医公一。", min_size=1, max_size=8), max_size=30), question=st.text("水医公一", max_size=6)
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_small_corpora_of_five_characters_are_found_alike(lite, tmp_path_factory, texts, question):
    """Ties everywhere, empty queries, more asked for than there is, and corpora without a passage."""
    articles = [Article(id=f"a{number}", headline="", paragraphs=[text]) for number, text in enumerate(texts)]
    index = stored(tmp_path_factory.mktemp("index"), articles)
    remote = opened(lite, index)
    assert differing(index, remote, [Asked(Question(question).query, k) for k in (1, 3, 100)]) == []
    assert [remote.has_text(text) for text in ("水医", "公公", "医水公")] == [
        Index(articles).has_text(text) for text in ("水医", "公公", "医水公")
    ]
    connect(lite).drop_collection(collection_name(index))


def test_more_equal_passages_than_milvus_gives_are_all_found(lite, tmp_path, monkeypatch):
    """Where the limit of one search hides some of the best, halves of the passages are searched."""
    monkeypatch.setattr(exact_search, "ROW_LIMIT", 70)
    index = stored(tmp_path / "index", [Article(f"a{number}", "", ["停水。"]) for number in range(200)])
    remote = opened(lite, index)
    assert differing(index, remote, [Asked(Question("停水").query, k) for k in (1, 3, 80, 200)]) == []


def test_an_index_of_several_segments_is_found_alike(lite, tmp_path):
    """Pages that came later, changed and went: terms and texts have other numbers than in their segments."""
    random = Random(5)

    def page():
        return "".join(f"{random.choice(SENTENCES)[:6]}\n\n{''.join(random.choices(SENTENCES, k=4))}\n\n" for _ in "ab")

    first = {f"{number}.txt": page() for number in range(12)}
    second = {"3.txt": page(), "40.txt": page() + "新添的词语。", "5.txt": ""}
    index = refreshed(tmp_path / "index", tmp_path / "pages", first, second, {"41.txt": page()})
    assert len(index.manifest["segments"]) > 1
    remote = opened(lite, index)
    assert differing(index, remote, random_searches(random, SENTENCES, 60)) == []
    own = Index.from_tables(index.articles, index.tables)
    for name in ("words", "pairs", "singles"):
        assert list(remote.terms(name)) == list(own.terms(name))
        for term in own.terms(name):
            assert remote.idf(name, term) == own.idf(name, term)
            if name != "singles":
                assert remote.articles_with(name, term).tolist() == own.articles_with(name, term).tolist()
    assert list(remote.articles) == list(own.articles)
    assert list(remote.abbreviation_keys("")) == list(own.abbreviation_keys(""))
    for number in range(len(own.articles)):
        assert remote.word_borders(number).tolist() == own.word_borders(number).tolist()
    for character in "停水医公电":
        assert remote.characters_after(character) == own.characters_after(character)


def questions_of(*files):
    """The questions of some files."""
    folder = Path(__file__).parents[2] / "data"
    return [json.loads(line)["question"] for file in files for line in (folder / file).read_text("utf-8").splitlines()]


# Answers the questions on standard input; prints each answer, and the most memory that was taken, in kilobytes.
_FRESH = """
import json, sys
from dataclasses import asdict
from bot import Retriever
from bot.retrieval.milvus.client import MilvusServer
retriever = Retriever.open(None, milvus=MilvusServer(sys.argv[1], patience=60))
for question in json.load(sys.stdin):
    print(json.dumps(asdict(retriever.answer(question, why=True)), ensure_ascii=False, sort_keys=True))
status = open("/proc/self/status").read() if sys.platform == "linux" else "VmHWM: 0 kB"
print(status.partition("VmHWM:")[2].split()[0])
"""


def test_a_fresh_process_answers_three_hundred_questions_as_the_stored_index(own_lite, seeds, tmp_path):
    """Without pages and with an empty cache folder: answers, hits, scores, order and reasons; in less than 300 MB."""
    local = Retriever.refreshed([seeds], tmp_path / "index", encoder="none")
    pushed(own_lite, open_index(tmp_path / "index"))
    questions = questions_of(
        "questions_work.jsonl", "questions.jsonl", "questions_rules.jsonl", "questions_everyday.jsonl"
    )
    # slips, as a hand makes them
    questions = [*questions, *(re.sub("金", "斤", question) for question in questions if "金" in question)]
    # and what is left of a message that is cut off
    questions = [*questions, *(question[: len(question) // 2] for question in questions)]
    questions = list(dict.fromkeys(questions))[:300]
    assert len(questions) == 300
    empty = tmp_path / "empty"
    empty.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _FRESH, own_lite.uri],
        input=json.dumps(questions).encode(),
        capture_output=True,
        env={**os.environ, "XDG_CACHE_HOME": str(empty), "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=empty,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    *answers, memory = done.stdout.decode().splitlines()
    from dataclasses import asdict

    own = [
        json.dumps(asdict(local.answer(question, why=True)), ensure_ascii=False, sort_keys=True)
        for question in questions
    ]
    assert [question for question, one, other in zip(questions, own, answers, strict=True) if one != other] == []
    assert int(memory) < 300_000


# --- what lies there besides ---------------------------------------------------------------------------------------
def test_what_a_library_does_with_a_corpus_it_does_with_one_in_milvus(lite, tmp_path):
    """Summary, filters, words of the caller's own, other parameters, without some articles."""
    index = stored(tmp_path / "index", list(random_articles(Random(2), SENTENCES, 40)))
    server = pushed(lite, index)
    remote, local = Retriever.open(None, milvus=server, paths=[tmp_path / "index"]), Retriever.open(tmp_path / "index")
    assert (len(remote), remote.passage_count, remote.stored) == (len(local), local.passage_count, None)
    assert list(remote) == list(local)
    assert summarize_articles(remote.articles) == summarize_articles(local.articles)
    assert remote.describe_unmet(newspaper="没有的报", since="2022-01-01") == local.describe_unmet(
        newspaper="没有的报", since="2022-01-01"
    )
    gone = [article.id for article in list(local)[:3]]
    config = local._answerer.index.config.changed({"words": 0.3})
    for change in (
        lambda one: one,
        lambda one: one.with_words(synonyms={"断水": ["停水"]}, stop_words=["医保"]),
        lambda one: one.with_config(config),
        lambda one: one.without(gone),
    ):
        for question in ("断水的医保公园？", "城东哪天停水", "有什么新闻", "公园的花"):
            assert change(remote).answer(question, why=True) == change(local).answer(question, why=True)


def test_few_requests_are_sent_for_a_question(lite, seeds, tmp_path):
    """What is looked up together is asked for together: of nothing that is known a question needs twelve at most."""
    Retriever.refreshed([seeds], tmp_path / "index", encoder="none")
    server = pushed(lite, open_index(tmp_path / "index"))
    for question in (QUESTION, "公积斤缓缴到什么时候？", "市监局在哪里？"):
        remote = Retriever.open(None, milvus=server, paths=[seeds])
        assert remote.remote is not None
        connection = remote.remote.connection
        before = connection.requests
        remote.answer(question)
        assert connection.requests - before <= 12
        between = connection.requests
        remote.answer(question)
        assert connection.requests - between <= 2


# --- generations ---------------------------------------------------------------------------------------------------
def test_a_generation_is_switched_while_it_serves(lite, tmp_path):
    """Four threads ask without a break: each question is answered by the old index or by the new one."""
    first = stored(tmp_path / "index", [Article("a", "", ["城东停水三天。"])])
    server = pushed(lite, first)
    old = Retriever.open(None, milvus=server, paths=[tmp_path / "index"])
    seen, over = [], threading.Event()
    with Replica(old, every=0.1) as replica:

        def ask():
            while not over.is_set():
                seen.append(replica.answer("哪里停水？").hits[0].article.id)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(1.1)
        push(server, stored(tmp_path / "index", [Article("b", "", ["城西停水两天。"])]))
        end = time.monotonic() + 60
        while replica.retriever is old and time.monotonic() < end:
            time.sleep(0.05)
        over.set()
        for thread in threads:
            thread.join()
        assert replica.answer("哪里停水？").hits[0].article.id == "b"
    assert set(seen) <= {"a", "b"}
    assert "a" in seen
    # who has the old one open goes on with it
    assert old.answer("哪里停水？").hits[0].article.id == "a"
    assert replica.retriever.newer() is None


def test_a_generation_that_is_not_complete_is_not_opened(lite, tmp_path, monkeypatch):
    """The one before answers, until the last row of the new one is there."""
    first = stored(tmp_path / "index", [Article("a", "", ["城东停水三天。"])])
    server = pushed(lite, first)
    time.sleep(1.1)
    second = stored(tmp_path / "index", [Article("b", "", ["城西停水两天。"])])
    with monkeypatch.context() as broken:
        broken.setattr("bot.retrieval.milvus.push.search_rows", lambda *_: 1 / 0)
        with pytest.raises(ServiceError, match="division"):
            push(server, second)
    paths = [tmp_path / "index"]
    assert list_generations(server, paths) == [collection_name(second), collection_name(first)]
    remote = open_remote_index(server, paths)
    assert remote is not None
    assert remote.connection.name == collection_name(first)
    assert open_remote_index(server, paths, remote.connection.name) is None
    push(server, second)
    newer = open_remote_index(server, paths, remote.connection.name)
    assert newer is not None
    assert newer.connection.name == collection_name(second)


# --- what goes wrong -----------------------------------------------------------------------------------------------
def one_sentence(error):
    """Whether an error is one line that names Milvus."""
    return "\n" not in str(error) and "Milvus" in str(error)


def test_milvus_away_without_a_corpus_or_with_several_is_one_sentence(own_lite, tmp_path):
    """Opening says what is wrong."""
    away = MilvusServer(f"http://127.0.0.1:{free_port()}", patience=1)
    with pytest.raises(ServiceError) as error:
        Retriever.open(None, milvus=away)
    assert one_sentence(error.value)
    server = MilvusServer(own_lite.uri)
    with pytest.raises(ServiceError, match="has no corpus: run baowen index"):
        Retriever.open(None, milvus=server)
    for name in ("one", "other"):
        push(server, stored(tmp_path / name, [Article(name, "", ["停水。"])]))
    with pytest.raises(ServiceError, match="2 corpora"):
        Retriever.open(None, milvus=server)
    assert Retriever.open(None, milvus=server, paths=[tmp_path / "one"]).articles[0].id == "one"


def test_a_restart_in_mid_question_goes_unnoticed(own_lite, tmp_path, monkeypatch):
    """Killed before each request of a question, and back while the question waits."""
    index = stored(tmp_path / "index", list(random_articles(Random(4), SENTENCES, 30)))
    local = Retriever.open(tmp_path / "index")
    for kill_at in range(4):
        remote = Retriever.open(None, milvus=pushed(own_lite, index), paths=[tmp_path / "index"])
        assert remote.remote is not None
        connection = remote.remote.connection
        ask, asked = connection._ask, list[int]()

        def restart(request, ask=ask, asked=asked, kill_at=kill_at):
            asked.append(1)
            if len(asked) == kill_at + 1:
                own_lite.kill()
                threading.Timer(0.5, own_lite.start).start()
            return ask(request)

        monkeypatch.setattr(connection, "_ask", restart)
        assert remote.answer("城东哪天停水？", why=True) == local.answer("城东哪天停水？", why=True)
        assert len(asked) > kill_at


def test_milvus_that_goes_away_or_never_answers_is_one_sentence(own_lite, tmp_path):
    """A question waits as long as it is to, and the next one is answered when Milvus is there again."""
    index = stored(tmp_path / "index", list(random_articles(Random(4), SENTENCES, 30)))
    remote = Retriever.open(None, milvus=pushed(own_lite, index, patience=3), paths=[tmp_path / "index"])
    own_lite.pause()
    with pytest.raises(ServiceError) as error:
        remote.answer("城东哪天停水？")
    assert one_sentence(error.value)
    own_lite.resume()
    own_lite.kill()
    with pytest.raises(ServiceError) as error:
        remote.answer("医保缓缴到年底吗？")
    assert one_sentence(error.value)
    own_lite.start()
    local = Retriever.open(tmp_path / "index")
    deadline = time.monotonic() + 60
    while True:
        try:
            assert remote.answer("公园樱花开了吗？") == local.answer("公园樱花开了吗？")
            return
        except ServiceError:
            assert time.monotonic() < deadline


def test_a_server_that_accepts_and_is_no_milvus_is_one_sentence():
    """A port on which something else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server = MilvusServer(f"http://127.0.0.1:{other.getsockname()[1]}", patience=1)
        with pytest.raises(ServiceError) as error:
            Retriever.open(None, milvus=server)
    assert one_sentence(error.value)


def test_rows_of_another_version_are_one_sentence(lite, tmp_path, monkeypatch):
    """Which says where to run what."""
    index = stored(tmp_path / "index", [Article("a", "", ["停水。"])])
    with monkeypatch.context() as newer:
        newer.setattr("bot.retrieval.milvus.push.ROWS_FORMAT", 99)
        server = pushed(lite, index)
    with pytest.raises(ServiceError, match="rows of format 99, this program reads"):
        Retriever.open(None, milvus=server, paths=[tmp_path / "index"])


# --- the command line ----------------------------------------------------------------------------------------------
def test_the_commands_answer_without_an_index(own_lite, seeds, tmp_path, monkeypatch):
    """ask and chat on a machine without pages say what they say with the index; without Milvus one sentence."""
    plain = baowen("ask", QUESTION, "--corpus", str(seeds), "--index", str(tmp_path / "index"))
    monkeypatch.setenv("BAOWEN_MILVUS_URI", own_lite.uri)
    status, _, err = baowen("index", "--corpus", str(seeds), "--index", str(tmp_path / "index"))
    assert (status, err) == (0, "")
    fresh = {"BAOWEN_CORPUS": str(tmp_path / "pages"), "BAOWEN_INDEX_CACHE": str(tmp_path / "cache")}
    assert baowen("ask", QUESTION, **fresh) == plain
    assert not (tmp_path / "cache").exists()
    status, out, err = baowen_process("chat", "--plain", stdin=f"{QUESTION}\n:corpus\n", **fresh)
    assert (status, err) == (0, "")
    assert plain[1].splitlines()[0] in out
    own_lite.kill()
    status, out, err = baowen("ask", QUESTION, BAOWEN_MILVUS_PATIENCE="1", **fresh)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert own_lite.uri in err


def test_pages_win_over_milvus(lite, seeds, tmp_path):
    """A machine that has pages answers from them."""
    from bot.cli.corpus.choice import choose_corpus
    from bot.settings import Settings

    for folder in ("pages", "full"):
        (tmp_path / folder).mkdir()
    (tmp_path / "full" / "page.txt").write_text("停水通知\n\n城东停水三天。\n", encoding="utf-8")
    there = Settings(corpus=tmp_path / "full", index_cache=tmp_path, milvus_uri=lite.uri)
    empty = Settings(corpus=tmp_path / "pages", index_cache=tmp_path, milvus_uri=lite.uri)
    unset = Settings(index_cache=tmp_path, milvus_uri=lite.uri)
    assert [choose_corpus((), None, one).is_remote for one in (there, empty, unset)] == [False, True, True]
    assert not choose_corpus((), None, empty, may_be_served=False).is_remote
    assert not choose_corpus([str(seeds)], None, empty).is_remote
    assert not choose_corpus((), "index", unset).is_remote
    assert not choose_corpus((), None, Settings(index_cache=tmp_path)).is_remote


def test_nothing_that_a_server_needs_is_left_behind(tmp_path):
    """Two processes, each with a milvus-lite of its own in a file: the address may be a file, too."""
    index = stored(tmp_path / "index", [Article("a", "", ["城东停水三天。"])])
    with running(tmp_path / "other") as lite:
        server = pushed(lite, index)
        assert Retriever.open(None, milvus=server).answer("哪里停水？").hits[0].article.id == "a"
