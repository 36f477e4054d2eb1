"""The stored index gives the same answers, whatever happens to its folder or its corpus."""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from bot import CorpusError, Retriever
from bot.errors import StoredIndexError
from bot.pages.discover import INDEX_MANIFEST
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.storage.collect import Changes
from bot.retrieval.storage.folder_lock import lock_folder
from bot.retrieval.storage.refresh import refresh
from bot.retrieval.storage.stored_index import open_index

QUESTIONS = ("医保缓缴到什么时候", "停水几天", "公积金贷款", "谁写的", "樱花什么时候开")
MAX = 1 << 23


def answers_of(retriever):
    """The answers of a retriever to the questions."""
    return [retriever.answer(question) for question in QUESTIONS]


def write_page(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def corpus(tmp_path):
    """Three small pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    write_page(
        folder, "a.txt", "城东停水三天\n\n　　本报讯 8月17日起城东停水三天，20日恢复供水，居民请提前储水备用。\n"
    )
    write_page(folder, "b.txt", "公园樱花开了\n\n　　本报讯 人民公园的樱花昨天开了，花期十天，市民可以免费入园观赏。\n")
    write_page(
        folder, "c.txt", "医保缴费提醒\n\n　　本报讯 城乡居民医保缴费年底截止，逾期将影响明年待遇享受，请及时缴纳。\n"
    )
    return folder


def refreshed(corpus, folder, **options):
    index, built = refresh(folder, [corpus], MAX, DEFAULT_CONFIG, **options)
    assert index is not None
    return index, built


def test_a_stored_index_answers_as_one_in_memory(seeds, tmp_path, retriever):
    """Built, updated or opened: the same hits, scores, lines and confidence over the seeds."""
    first = Retriever.refreshed([seeds], tmp_path / "index")
    again = Retriever.refreshed([seeds], tmp_path / "index")
    opened = Retriever.open(tmp_path / "index")
    assert answers_of(first) == answers_of(again) == answers_of(opened) == answers_of(retriever)
    assert list(opened.articles) == list(retriever.articles)


def test_only_what_changed_is_read(corpus, tmp_path):
    """Of four pages one is new, one changed and one removed: these are reported, and the answers follow."""
    refreshed(corpus, tmp_path / "index")
    write_page(corpus, "d.txt", "地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。\n")
    write_page(corpus, "b.txt", "公园樱花谢了\n\n　　本报讯 人民公园的樱花昨天谢了，明年三月再开，公园照常免费开放。\n")
    (corpus / "c.txt").unlink()
    _, built = refreshed(corpus, tmp_path / "index")
    assert built.changes == Changes(("d.txt",), ("b.txt",), ("c.txt",), 1)
    answers = answers_of(Retriever.open(tmp_path / "index"))
    assert answers == answers_of(Retriever.from_folder(corpus))
    assert "谢了" in answers[4].hits[0].passage.text


def test_a_correction_or_a_sidecar_makes_its_page_change(corpus, tmp_path):
    """`a.txt.fix` changes a.txt, `pages.toml` every page."""
    refreshed(corpus, tmp_path / "index")
    write_page(corpus, "pages.toml", '[defaults]\nnewspaper = "城东日报"\n')
    index, built = refreshed(corpus, tmp_path / "index")
    assert built.changes.changed == ("a.txt", "b.txt", "c.txt")
    assert {article.newspaper for article in index.articles} == {"城东日报"}
    write_page(corpus, "a.txt.fix", "nonsense\n")
    index, built = refreshed(corpus, tmp_path / "index")
    assert built.changes.changed == ("a.txt",)
    assert any("a.txt.fix" in str(problem) for problem in index.problems)


def test_what_has_not_changed_is_not_made_again(corpus, tmp_path):
    """The second refresh writes nothing and still reports the problems of the pages."""
    (corpus / "empty.txt").write_bytes(b"")
    first, _ = refreshed(corpus, tmp_path / "index")
    second, built = refreshed(corpus, tmp_path / "index")
    assert built is None
    assert first.manifest == second.manifest
    assert [str(problem) for problem in second.problems] == [str(problem) for problem in first.problems] != []


def test_a_refresh_without_changes_removes_the_remains_of_a_killed_process(corpus, tmp_path):
    """A process may be killed after it has replaced the manifest and before it has removed the old generation."""
    index, _ = refreshed(corpus, tmp_path / "index")
    (tmp_path / "index" / "generation-old").mkdir()
    refreshed(corpus, tmp_path / "index")
    assert [path.name for path in (tmp_path / "index").glob("generation-*")] == [index.manifest["generation"]]


def test_an_open_index_outlives_its_folder_being_made_anew(corpus, tmp_path):
    """A retriever that has the old generation open keeps working; the folder contains only the new one."""
    refreshed(corpus, tmp_path / "index")
    old = Retriever.open(tmp_path / "index")
    before = answers_of(old)
    write_page(corpus, "b.txt", "公园改造\n\n　　本报讯 人民公园下月起改造，为期半年，期间闭园谢绝游客入内参观游览。\n")
    refreshed(corpus, tmp_path / "index")
    assert answers_of(old) == before
    assert len(list((tmp_path / "index").glob("generation-*"))) == 1


def damage(folder, how):
    index = open_index(folder)
    place = folder / index.manifest["generation"]
    del index
    target = next(place.glob("segment-*.words.passages.data.npy"))
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
    """`open` and a refresh say what is wrong in one sentence; the refresh rebuilds the index, and says that it does."""
    folder = tmp_path / "index"
    refreshed(corpus, folder)
    damage(folder, how)
    with pytest.raises(StoredIndexError, match="baowen index") as caught:
        Retriever.open(folder)
    assert str(folder) in str(caught.value)
    complaints: list[StoredIndexError] = []
    refreshed(corpus, folder, complain=complaints.append)
    said, remedy = str(caught.value).rsplit(": ", 1)
    assert remedy == "run baowen index to make it anew"
    assert [str(complaint) for complaint in complaints] == [f"{said}: it is made anew now"]
    assert answers_of(Retriever.open(folder)) == answers_of(Retriever.from_folder(corpus))


@pytest.mark.parametrize("how", ["bit flipped", "cut", "missing"])
@pytest.mark.parametrize("newest", [True, False])
def test_a_damaged_segment_is_made_again_alone(corpus, tmp_path, monkeypatch, newest, how):
    """Of two segments one is damaged: it is named, its articles alone are analyzed, and no page is read."""
    monkeypatch.setattr("bot.retrieval.update.MERGED_SHARE", 100)
    folder = tmp_path / "index"
    refreshed(corpus, folder)
    write_page(corpus, "d.txt", "地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。\n")
    index, _ = refreshed(corpus, folder)
    first, second = (about["name"] for about in index.manifest["segments"])
    target = folder / index.manifest["generation"] / f"{second if newest else first}.pairs.articles.data.npy"
    data = target.read_bytes()
    del index
    target.unlink()
    if how != "missing":
        target.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if how == "bit flipped" else data[:-1])
    complaints: list[StoredIndexError] = []
    steps: set[tuple[str, int]] = set()

    def progress(step: str, done: int, total: int) -> None:
        steps.add((step, total))

    monkeypatch.setattr("bot.retrieval.storage.stored_index._VERIFIED_SIZE", 0)
    refreshed(corpus, folder, complain=complaints.append, progress=progress, verify=True)
    assert [target.name in str(complaint) for complaint in complaints] == [True]
    assert steps == {("index", 1 if newest else 3)}
    assert answers_of(Retriever.open(folder)) == answers_of(Retriever.from_folder(corpus))


def test_a_folder_of_something_else_loses_nothing(corpus, tmp_path):
    """Files of other programs in the folder are not deleted."""
    folder = tmp_path / "index"
    (folder / "generation-notes").parent.mkdir()
    (folder / "letter.json").write_text("{}")
    (folder / "photo.jpg").write_bytes(b"photo")
    refreshed(corpus, folder)
    assert (folder / "letter.json").read_text() == "{}"
    assert (folder / "photo.jpg").read_bytes() == b"photo"


def test_no_index_is_one_sentence(tmp_path):
    """The message says how to make one."""
    with pytest.raises(StoredIndexError, match="holds no index: run baowen index"):
        Retriever.open(tmp_path)
    with pytest.raises(StoredIndexError, match=r"cannot be opened \(No such file or directory\): check how its path"):
        Retriever.open(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "where",
    [
        "stored_index.save_array",
        "stored_index.write_articles",
        "refresh.folder_for_making",
        "collect.ArticleSpool",
    ],
)
def test_a_write_that_fails_leaves_the_old_index_working(corpus, tmp_path, monkeypatch, where):
    """On a full disk the old generation answers, no partial files remain, and the new index works from memory."""
    folder = tmp_path / "index"
    refreshed(corpus, folder)
    before = answers_of(Retriever.open(folder))
    write_page(corpus, "d.txt", "地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。\n")

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(f"bot.retrieval.storage.{where}", full)
        complaints: list[StoredIndexError] = []
        index, built = refresh(folder, [corpus], MAX, DEFAULT_CONFIG, complain=complaints.append)
        assert index is None
        assert built is not None and "d.txt" in built.changes.new
        assert "No space left on device" in str(complaints[0])
        assert answers_of(Retriever.refreshed([corpus], folder)) == answers_of(Retriever.from_folder(corpus))
    assert answers_of(Retriever.open(folder)) == before
    assert len(list(folder.glob("generation-*"))) == 1 and not list(folder.glob("making-*"))


def test_a_folder_that_cannot_be_made_costs_only_the_storing(corpus, tmp_path):
    """If the path is a file, one sentence says so, and the index works from memory."""
    (tmp_path / "file").write_text("")
    complaints: list[StoredIndexError] = []
    index, built = refresh(tmp_path / "file" / "index", [corpus], MAX, DEFAULT_CONFIG, complain=complaints.append)
    assert index is None and built is not None and len(built.articles) == 3
    assert "cannot be written" in str(complaints[0])


@pytest.mark.slow
def test_a_folder_that_another_process_holds_is_waited_for(corpus, tmp_path):
    """When the time is up, one sentence says so; the lock of a dead process holds nobody up."""
    folder = tmp_path / "index"
    code = (
        "import sys, time; from pathlib import Path; from bot.retrieval.storage.folder_lock import lock_folder\n"
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
    """The old index answers after every kill; the next refresh builds the new one and removes the remains."""
    folder, corpus = tmp_path / "index", tmp_path / "pages"
    shutil.copytree(seeds, corpus)
    refreshed(corpus, folder)
    before = answers_of(Retriever.open(folder))
    write_page(corpus, "z.txt", "地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。\n")
    command = [sys.executable, "-m", "bot", "index", "--corpus", str(corpus), "--index", str(folder)]
    for delay in (0.3, 0.6, 0.9, 1.2, 1.5, 1.8):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.kill()
        finished = process.wait() == 0
        opened = Retriever.open(folder)
        assert finished or len(opened.articles) > len(before) or answers_of(opened) == before
    refreshed(corpus, folder)
    assert answers_of(Retriever.open(folder)) == answers_of(Retriever.from_folder(corpus))
    assert len(list(folder.glob("generation-*"))) == 1


@pytest.mark.slow
def test_two_processes_at_once_make_one_index(corpus, tmp_path):
    """Both succeed, and the folder contains one generation, which works."""
    folder = tmp_path / "index"
    command = [sys.executable, "-m", "bot", "index", "--corpus", str(corpus), "--index", str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    assert [(process.communicate()[1], process.returncode) for process in both] == [(b"", 0)] * 2
    assert len(list(folder.glob("generation-*"))) == 1
    assert answers_of(Retriever.open(folder)) == answers_of(Retriever.from_folder(corpus))


def test_a_corpus_that_is_gone_is_said(corpus, tmp_path):
    """`refreshed` raises CorpusError for a corpus that was deleted; `open` still opens its index."""
    refreshed(corpus, tmp_path / "index")
    shutil.rmtree(corpus)
    with pytest.raises(CorpusError, match="no file or folder"):
        Retriever.refreshed([corpus], tmp_path / "index")
    assert answers_of(Retriever.open(tmp_path / "index"))[0].hits


def test_nothing_in_the_folder_is_a_pickle(corpus, tmp_path):
    """The folder contains arrays without objects, JSON and text, so that opening a foreign folder cannot run code."""
    index, _ = refreshed(corpus, tmp_path / "index")
    place = tmp_path / "index" / index.manifest["generation"]
    kinds = {os.path.splitext(name)[1] for name in os.listdir(place)}
    assert kinds == {".npy", ".bin", ".json", ".txt"}
    assert all(b"'|O'" not in path.read_bytes()[:128] for path in place.glob("*.npy"))
