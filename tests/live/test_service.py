"""A corpus that changes while it is asked."""

import json
import logging
import os
import shutil
import subprocess
import sys
import threading

import pytest

from bot import Retriever
from bot.live import watcher
from bot.pages.discover import INDEX_MANIFEST
from bot.retrieval.storage.folder_lock import lock_folder
from bot.retrieval.storage.stored_index import FORMAT, open_index
from tests.live.conftest import PATIENCE, builders, held, page, says, settled, until

pytestmark = pytest.mark.slow

METRO = "地铁五号线什么时候开通"
STORY = "地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。"
QUESTIONS = (METRO, "停水几天", "樱花什么时候开", "人社局在哪里", "地铁五号县多少钱", "新塍镇在哪里")


def add_metro(folder):
    page(folder, "d.txt", "地铁开通", STORY)


def lines(caplog, words):
    return [record.getMessage() for record in caplog.records if words in record.getMessage()]


def working(live):
    """The process that builds, once it has been given its work."""
    return until(lambda: live._rebuilder.process, "the building")


def alive(process):
    """Whether the process, or one that it started, is there."""
    if not hasattr(os, "killpg"):
        return process.poll() is None
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_pages_that_come_change_and_go_are_noticed_and_no_question_fails(corpus, serve):
    """While questions are asked without a pause: a new page, another text for it, and none again."""
    live, stop, failed = serve(), threading.Event(), []

    def ask():
        while not stop.is_set():
            try:
                assert live.answer("停水几天").hits[0].article.headline == "城东停水三天"
            except BaseException as error:
                failed.append(error)
                return

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        add_metro(corpus)
        until(lambda: says(live, METRO, "国庆节开通"), "the new page")
        page(corpus, "d.txt", "地铁推迟", STORY.replace("国庆节", "元旦"))
        until(lambda: says(live, METRO, "元旦开通"), "the changed page")
        (corpus / "d.txt").unlink()
        until(lambda: not says(live, METRO, "开通"), "the end of the page")
    finally:
        stop.set()
        asking.join()
    assert failed == []


def test_what_is_served_is_what_would_be_read_anew(corpus, serve):
    """Short forms, places and sounds are those of the pages as they are, and of no page that is gone."""
    page(
        corpus,
        "c.txt",
        "人力资源和社会保障局搬家",
        "新塍镇的人力资源和社会保障局（以下简称“新人社”）昨天搬家，地铁五号线可到。",
    )
    live = serve()
    for question in QUESTIONS:
        live.answer(question)
    page(
        corpus,
        "c.txt",
        "人力资源和社会保障局不搬",
        "乌镇的人力资源和社会保障局（以下简称“乌人社”）不搬，群众可以放心前往办事。",
    )
    until(lambda: says(live, "人社局在哪里", "乌镇"), "the changed page")
    (corpus / "a.txt").unlink()
    page(corpus, "e.txt", "新塍镇修路", "新塍镇昨天开始修路，工期三个月，过往车辆请绕行，市场监督管理局前可通行。")
    until(lambda: says(live, "新塍镇在哪里", "修路") and settled(live, corpus), "the new page")
    anew = Retriever.from_folder(corpus)
    for question in (*QUESTIONS, "新人社在哪里", "乌人社在哪里", "市监局在哪里"):
        assert live.answer(question) == anew.answer(question)
        for hit in anew.answer(question).hits:
            assert live.retriever.explain(question, hit) == anew.explain(question, hit)


def test_many_pages_and_a_page_in_pieces_are_there_in_the_end(corpus, serve, caplog):
    """Thirty pages at once, and one that grows line by line: the answers come to what lies in the folder."""
    live = serve()
    for number in range(30):
        page(
            corpus, f"many{number}.txt", f"第{number}中学开学", f"第{number}中学下周开学，新生请带好证件到校报到注册。"
        )
    with open(corpus / "pieces.txt", "w", encoding="utf-8") as file:
        file.write("地铁开通\n\n　　本报讯 ")
        for piece in STORY:
            file.write(piece)
            file.flush()
    until(lambda: says(live, METRO, STORY) and settled(live, corpus), "all pages")
    assert len(live.retriever.articles) == 33


def test_a_page_that_comes_while_the_index_is_made_is_in_the_next_one(corpus, serve, monkeypatch):
    """It is noticed once the index of the page before it is served, and then both are in the answers."""
    live = serve()
    rebuild, is_built, goes_on = live._rebuilder.rebuild, threading.Event(), threading.Event()

    def slowly():
        result = rebuild()
        is_built.set()
        goes_on.wait(PATIENCE)
        return result

    monkeypatch.setattr(live._rebuilder, "rebuild", slowly)
    add_metro(corpus)
    assert is_built.wait(PATIENCE)
    page(corpus, "e.txt", "书店开业", "新华书店昨天在解放路开业，首日八折优惠，读者排起长队等候入场。")
    goes_on.set()
    until(lambda: settled(live, corpus), "the index with both")
    assert says(live, METRO, STORY) and says(live, "书店在哪里开业", "解放路")


def test_an_index_inside_the_corpus_and_hidden_files_change_nothing(corpus, serve, caplog):
    """Each page is one switch, though the index is written among the pages."""
    caplog.set_level(logging.INFO, "bot.live")
    live = serve(index=corpus / "index", every=0.1)
    (corpus / ".hidden.txt").write_text("藏起来的一页")
    add_metro(corpus)
    until(lambda: says(live, METRO, STORY) and settled(live, corpus), "the new page")
    page(corpus, "e.txt", "书店开业", "新华书店昨天在解放路开业，首日八折优惠，读者排起长队等候入场。")
    until(lambda: says(live, "书店在哪里开业", "解放路") and settled(live, corpus), "the next page")
    until(lambda: len(lines(caplog, "Switched: 1 pages new, 0 changed, 0 gone")) == 2, "the line")
    assert len(lines(caplog, "Switched")) == 2


def test_corrections_and_pages_toml_are_noticed(corpus, serve):
    """They bear on the articles as the pages do."""
    live = serve()
    (corpus / "pages.toml").write_text('[defaults]\nnewspaper = "城东日报"\n', encoding="utf-8")
    until(lambda: {article.newspaper for article in live.retriever.articles} == {"城东日报"}, "pages.toml")
    (corpus / "a.txt.fix").write_text("nonsense\n")
    until(lambda: any("a.txt.fix" in str(problem) for problem in live.retriever.problems), "the correction")


def test_the_lexicon_is_read_again(corpus, serve, caplog):
    """No index is built for it: the generation stays."""
    live = serve()
    before = live.retriever.stored.manifest
    (corpus / "local.lexicon").write_text("樱花 < 粉瓣瓣\n", encoding="utf-8")
    until(lambda: says(live, "粉瓣瓣啥时候有", "樱花昨天开了"), "the word")
    assert live.retriever.stored.manifest == before
    (corpus / "local.lexicon").write_text("樱花\n", encoding="utf-8")
    until(lambda: lines(caplog, "local.lexicon, line 1"), "the complaint")
    assert not says(live, "粉瓣瓣啥时候有", "樱花昨天开了")


def test_where_the_system_tells_nothing_the_pages_are_looked_at_now_and_then(corpus, serve, monkeypatch):
    """As in folders of a network: no event comes, and the page is found all the same."""

    def deaf(*_, **__):
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watcher, "watch", deaf)
    live = serve(every=0.3)
    add_metro(corpus)
    until(lambda: says(live, METRO, STORY), "the new page")


def test_one_page_that_is_the_corpus_is_followed(corpus, serve):
    """Editors put a new file in the place of the old one."""
    live = serve(paths=(corpus / "a.txt",))
    page(corpus, "new", "地铁开通", STORY)
    os.replace(corpus / "new", corpus / "a.txt")
    until(lambda: says(live, METRO, STORY), "the new text")


def test_a_corpus_that_is_gone_is_answered_from_and_followed_when_it_is_back(corpus, serve, caplog, tmp_path):
    """One line says so, however often it is tried; the folder that comes back is watched."""
    live = serve()
    corpus.rename(tmp_path / "away")
    until(lambda: lines(caplog, "answers come from the corpus as it was before"), "the line")
    assert says(live, "停水几天", "停水三天")
    add_metro(tmp_path / "away")
    (tmp_path / "away").rename(corpus)
    until(lambda: says(live, METRO, STORY) and settled(live, corpus), "the new page")
    page(corpus, "e.txt", "书店开业", "新华书店昨天在解放路开业，首日八折优惠，读者排起长队等候入场。")
    until(lambda: says(live, "书店在哪里开业", "解放路") and settled(live, corpus), "the next page")
    assert len(lines(caplog, "answers come from the corpus as it was before")) == 1
    assert "there is no file or folder" in lines(caplog, "answers come from the corpus as it was before")[0]


def test_a_page_that_cannot_be_read_is_named_once_and_read_when_it_can(corpus, serve, caplog):
    """The others are served; a second change does not repeat the line."""
    live = serve()
    (corpus / "d.txt").write_bytes(b"\x00\x01\x02" * 100)
    until(lambda: lines(caplog, "d.txt"), "the line")
    page(corpus, "e.txt", "书店开业", "新华书店昨天在解放路开业，首日八折优惠，读者排起长队等候入场。")
    until(lambda: says(live, "书店在哪里开业", "解放路"), "the other page")
    assert len(lines(caplog, "d.txt")) == 1
    add_metro(corpus)
    until(lambda: says(live, METRO, STORY) and not live.retriever.problems, "the page")


def test_a_disk_that_is_full_leaves_the_old_index_answering(corpus, serve, caplog):
    """Writing fails in the process that builds; with space again the page is there. One line in between."""
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    live = serve()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # the same to a program as a full disk: no file may grow beyond this
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        add_metro(corpus)
        until(lambda: lines(caplog, "cannot be written"), "the line")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert says(live, "停水几天", "停水三天")
    until(lambda: says(live, METRO, STORY), "the new page")
    assert len(lines(caplog, "cannot be written")) == 1


def test_an_index_of_a_newer_format_put_there_meanwhile_is_named_and_made_anew(corpus, serve, caplog, tmp_path):
    """A newer program wrote into the folder: what is open answers, and the next change makes it ours again."""
    live = serve()
    manifest = tmp_path / "index" / INDEX_MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"format": 99}), "utf-8")
    assert says(live, "停水几天", "停水三天")
    add_metro(corpus)
    until(lambda: says(live, METRO, STORY) and settled(live, corpus), "the new page")
    assert len(lines(caplog, f"is of format 99, this program reads {FORMAT}")) == 1
    assert open_index(tmp_path / "index").manifest["articles"] == 3


def test_a_builder_that_is_killed_is_said_and_started_again(corpus, serve, caplog, tmp_path):
    """As the system does when memory is short."""
    live = serve()
    other = held(tmp_path / "index")
    try:
        add_metro(corpus)
        working(live).kill()
        until(lambda: lines(caplog, "was killed by signal 9"), "the line")
        assert says(live, "停水几天", "停水三天")
    finally:
        other.kill()
        other.communicate()
    until(lambda: says(live, METRO, STORY), "the new page")


def test_another_process_that_makes_the_index_is_waited_for(corpus, serve, tmp_path):
    """Questions are answered meanwhile; when it is done, the page is there."""
    live = serve()
    other = held(tmp_path / "index")
    try:
        add_metro(corpus)
        working(live)
        assert says(live, "停水几天", "停水三天")
    finally:
        other.kill()
        other.communicate()
    until(lambda: says(live, METRO, STORY), "the new page")


def test_a_stop_ends_what_is_being_built(corpus, serve, tmp_path):
    """The process and all it has started are gone; questions are still answered."""
    live = serve()
    other = held(tmp_path / "index")
    try:
        add_metro(corpus)
        process = working(live)
        live.stop()
        assert not alive(process)
        assert says(live, "停水几天", "停水三天")
    finally:
        other.kill()
        other.communicate()


@pytest.mark.parametrize("moment", range(4))
def test_a_stop_at_any_moment_leaves_a_whole_index(corpus, serve, seeds, tmp_path, moment):
    """One generation, which opens, and no lock."""
    live = serve()
    shutil.copytree(seeds, corpus / "seeds")
    working(live)
    threading.Event().wait(moment * 0.3)
    live.stop()
    open_index(tmp_path / "index")
    assert len(list((tmp_path / "index").glob("generation-*"))) == 1
    with lock_folder(tmp_path / "index", patience=0.1):
        pass


def test_a_builder_does_not_outlive_the_process_that_wanted_it(corpus, tmp_path):
    """Killed without a word, the bot leaves nobody behind."""
    code = (
        "import sys; from pathlib import Path; from bot import Retriever; from bot.live.service import LiveCorpus\n"
        "paths, index = [Path(sys.argv[1])], Path(sys.argv[2])\n"
        "live = LiveCorpus(Retriever.refreshed(paths, index), paths, index, 1 << 23); live.start()\n"
        "print('up', flush=True); live._thread.join()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, corpus, tmp_path / "index"], stdout=subprocess.PIPE)
    assert parent.stdout is not None and parent.stdout.readline() == b"up\n"
    other = held(tmp_path / "index")
    try:
        add_metro(corpus)
        [builder] = until(lambda: builders(tmp_path / "index"), "the building")
        parent.kill()
        parent.communicate()
        until(lambda: not _runs(builder), "the end of the builder")
    finally:
        other.kill()
        other.communicate()


def _runs(pid):
    """Whether a process is there, and not only its entry that nobody has fetched."""
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
