"""The stored index: the same answers, whatever happens to its folder or its corpus."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from bot import CorpusError, Retriever
from bot.errors import StoredIndexError
from bot.pages.discover import INDEX_MANIFEST
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.storage import refresh as module
from bot.retrieval.storage.refresh import lock_folder, refresh
from bot.retrieval.storage.stored_index import open_index

QUESTIONS = ("医保缓缴到什么时候", "停水几天", "公积金贷款", "谁写的", "樱花什么时候开")
MAX = 1 << 23


def told(retriever):
    """Everything that a retriever says to the questions."""
    return [retriever.answer(question) for question in QUESTIONS]


def page(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def corpus(tmp_path):
    """Three small pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    page(folder, "a.txt", "城东停水三天\n\n　　本报讯 8月17日起城东停水三天，20日恢复供水，居民请提前储水备用。\n")
    page(folder, "b.txt", "公园樱花开了\n\n　　本报讯 人民公园的樱花昨天开了，花期十天，市民可以免费入园观赏。\n")
    page(folder, "c.txt", "医保缴费提醒\n\n　　本报讯 城乡居民医保缴费年底截止，逾期将影响明年待遇享受，请及时缴纳。\n")
    return folder


def refreshed(corpus, folder, **options):
    index, made = refresh(folder, [corpus], MAX, DEFAULT_CONFIG, **options)
    assert index is not None
    return index, made


def test_a_stored_index_answers_as_one_in_memory(seeds, tmp_path, retriever):
    """Opened, mapped or made on the way: the same hits, scores, lines and confidence over the seeds."""
    first = Retriever.refreshed([seeds], tmp_path / "index")
    again = Retriever.refreshed([seeds], tmp_path / "index")
    opened = Retriever.open(tmp_path / "index")
    assert told(first) == told(again) == told(opened) == told(retriever)
    assert list(opened.articles) == list(retriever.articles)


def test_only_what_changed_is_read(corpus, tmp_path):
    """One new, one changed and one removed page: they are named, the fourth is not touched, and the answers follow."""
    refreshed(corpus, tmp_path / "index")
    page(corpus, "d.txt", "地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。\n")
    page(corpus, "b.txt", "公园樱花谢了\n\n　　本报讯 人民公园的樱花昨天谢了，明年三月再开，公园照常免费开放。\n")
    (corpus / "c.txt").unlink()
    _, made = refreshed(corpus, tmp_path / "index")
    assert made.changes == module.Changes(("d.txt",), ("b.txt",), ("c.txt",), 1)
    answers = told(Retriever.open(tmp_path / "index"))
    assert answers == told(Retriever.from_folder(corpus))
    assert "谢了" in answers[4].hits[0].passage.text


def test_a_correction_or_a_sidecar_makes_its_page_change(corpus, tmp_path):
    """`a.txt.fix` bears on a.txt, `pages.toml` on every page."""
    refreshed(corpus, tmp_path / "index")
    page(corpus, "pages.toml", '[defaults]\nnewspaper = "城东日报"\n')
    index, made = refreshed(corpus, tmp_path / "index")
    assert made.changes.changed == ("a.txt", "b.txt", "c.txt")
    assert {article.newspaper for article in index.articles} == {"城东日报"}
    page(corpus, "a.txt.fix", "nonsense\n")
    index, made = refreshed(corpus, tmp_path / "index")
    assert made.changes.changed == ("a.txt",)
    assert any("a.txt.fix" in str(problem) for problem in index.problems)


def test_what_has_not_changed_is_not_made_again(corpus, tmp_path):
    """The second time nothing is written, and the problems of the pages are still told."""
    (corpus / "empty.txt").write_bytes(b"")
    first, _ = refreshed(corpus, tmp_path / "index")
    second, made = refreshed(corpus, tmp_path / "index")
    assert made is None
    assert first.manifest == second.manifest
    assert [str(problem) for problem in second.problems] == [str(problem) for problem in first.problems] != []


def test_an_open_index_outlives_its_folder_being_made_anew(corpus, tmp_path):
    """Who has the old generation open keeps it; the folder holds the new one alone."""
    refreshed(corpus, tmp_path / "index")
    old = Retriever.open(tmp_path / "index")
    before = told(old)
    page(corpus, "b.txt", "公园改造\n\n　　本报讯 人民公园下月起改造，为期半年，期间闭园谢绝游客入内参观游览。\n")
    refreshed(corpus, tmp_path / "index")
    assert told(old) == before
    assert len(list((tmp_path / "index").glob("generation-*"))) == 1


def damage(folder, how):
    index = open_index(folder)
    place = folder / index.manifest["generation"]
    del index
    target = place / "words.passages.impacts.npy"
    if how == "manifest of noise":
        (folder / INDEX_MANIFEST).write_bytes(b"\x00\xff{")
    elif how == "manifest of another kind":
        (folder / INDEX_MANIFEST).write_text("[1, 2]")
    elif how == "newer format":
        manifest = json.loads((folder / INDEX_MANIFEST).read_text())
        (folder / INDEX_MANIFEST).write_text(json.dumps(manifest | {"format": 99}))
    elif how == "leads out":
        manifest = json.loads((folder / INDEX_MANIFEST).read_text())
        (folder / INDEX_MANIFEST).write_text(json.dumps(manifest | {"generation": "../elsewhere"}))
    elif how == "array missing":
        target.unlink()
    elif how == "array cut":
        target.write_bytes(target.read_bytes()[:-9])
    elif how == "bit flipped":
        data = bytearray(target.read_bytes())
        data[-1] ^= 1
        target.write_bytes(data)
    elif how == "generation gone":
        shutil.rmtree(place)


HOWS = (
    "manifest of noise",
    "manifest of another kind",
    "newer format",
    "leads out",
    "array missing",
    "array cut",
    "bit flipped",
    "generation gone",
)


@pytest.mark.parametrize("how", HOWS)
def test_a_damaged_folder_is_named_and_made_anew(corpus, tmp_path, how):
    """`open` says what is wrong in one sentence; a refresh says it too and makes the index again."""
    folder = tmp_path / "index"
    refreshed(corpus, folder)
    damage(folder, how)
    with pytest.raises(StoredIndexError, match="baowen index") as caught:
        Retriever.open(folder)
    assert str(folder) in str(caught.value)
    complaints: list[StoredIndexError] = []
    refreshed(corpus, folder, complain=complaints.append)
    assert [str(complaint) for complaint in complaints] == [str(caught.value)]
    assert told(Retriever.open(folder)) == told(Retriever.from_folder(corpus))


def test_a_folder_of_something_else_loses_nothing(corpus, tmp_path):
    """Files that are not ours stay where they are."""
    folder = tmp_path / "index"
    (folder / "generation-notes").parent.mkdir()
    (folder / "letter.json").write_text("{}")
    (folder / "photo.jpg").write_bytes(b"photo")
    refreshed(corpus, folder)
    assert (folder / "letter.json").read_text() == "{}"
    assert (folder / "photo.jpg").read_bytes() == b"photo"


def test_no_index_is_one_sentence(tmp_path):
    """Where there is none, the way out is named."""
    with pytest.raises(StoredIndexError, match="holds no index: run baowen index"):
        Retriever.open(tmp_path)


def test_a_write_that_fails_leaves_the_old_index_working(corpus, tmp_path, monkeypatch):
    """No space on the disk: the old generation answers, nothing half is left, and what was made is used from memory."""
    folder = tmp_path / "index"
    refreshed(corpus, folder)
    before = told(Retriever.open(folder))
    page(corpus, "d.txt", "地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。\n")

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("bot.retrieval.storage.stored_index.save_array", full)
        complaints: list[StoredIndexError] = []
        index, made = refresh(folder, [corpus], MAX, DEFAULT_CONFIG, complain=complaints.append)
        assert index is None
        assert made is not None and made.changes.new == ("d.txt",)
        assert "no space is left" in str(complaints[0])
        assert told(Retriever.refreshed([corpus], folder)) == told(Retriever.from_folder(corpus))
    assert told(Retriever.open(folder)) == before
    assert len(list(folder.glob("generation-*"))) == 1


def test_a_folder_that_cannot_be_made_costs_only_the_storing(corpus, tmp_path):
    """The cache's place is a file: one sentence, and answers from memory."""
    (tmp_path / "file").write_text("")
    complaints: list[StoredIndexError] = []
    index, made = refresh(tmp_path / "file" / "index", [corpus], MAX, DEFAULT_CONFIG, complain=complaints.append)
    assert index is None and made is not None and len(made.articles) == 3
    assert "cannot be written" in str(complaints[0])


@pytest.mark.slow
def test_a_folder_that_another_process_holds_is_waited_for(corpus, tmp_path):
    """After some patience one sentence; the lock of a process that died holds nobody up."""
    folder = tmp_path / "index"
    code = (
        "import sys, time; from pathlib import Path; from bot.retrieval.storage.refresh import lock_folder\n"
        "with lock_folder(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(StoredIndexError, match="another process"), lock_folder(folder, patience=0.1):
            pass
        other.kill()
    refreshed(corpus, folder)


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_a_working_index(seeds, tmp_path):
    """The old index answers after every kill, and the next refresh makes the new one and clears up."""
    folder, corpus = tmp_path / "index", tmp_path / "pages"
    shutil.copytree(seeds, corpus)
    refreshed(corpus, folder)
    before = told(Retriever.open(folder))
    page(corpus, "z.txt", "地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。\n")
    command = [sys.executable, "-m", "bot", "index", "--corpus", str(corpus), "--index", str(folder)]
    for delay in (0.3, 0.6, 0.9, 1.2, 1.5, 1.8):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        finished = process.wait() == 0
        opened = Retriever.open(folder)
        assert finished or len(opened.articles) > len(before) or told(opened) == before
    refreshed(corpus, folder)
    assert told(Retriever.open(folder)) == told(Retriever.from_folder(corpus))
    assert len(list(folder.glob("generation-*"))) == 1


@pytest.mark.slow
def test_two_processes_at_once_make_one_index(corpus, tmp_path):
    """Both end well, and the folder holds one generation that answers."""
    folder = tmp_path / "index"
    command = [sys.executable, "-m", "bot", "index", "--corpus", str(corpus), "--index", str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    assert [(process.communicate()[1], process.returncode) for process in both] == [(b"", 0)] * 2
    assert len(list(folder.glob("generation-*"))) == 1
    assert told(Retriever.open(folder)) == told(Retriever.from_folder(corpus))


def test_a_corpus_that_is_gone_is_said(corpus, tmp_path):
    """The stored index of a corpus that is not there any more does not answer for it; opened by itself it does."""
    refreshed(corpus, tmp_path / "index")
    shutil.rmtree(corpus)
    with pytest.raises(CorpusError, match="no file or folder"):
        Retriever.refreshed([corpus], tmp_path / "index")
    assert told(Retriever.open(tmp_path / "index"))[0].hits


def test_nothing_in_the_folder_is_a_pickle(corpus, tmp_path):
    """Arrays without objects, JSON and text: opening a folder from elsewhere runs nothing."""
    index, _ = refreshed(corpus, tmp_path / "index")
    place = tmp_path / "index" / index.manifest["generation"]
    kinds = {os.path.splitext(name)[1] for name in os.listdir(place)}
    assert kinds == {".npy", ".bin", ".jsonl", ".txt"}
    assert all(b"'|O'" not in path.read_bytes()[:128] for path in place.glob("*.npy"))
