"""What reading one file of a corpus gives."""

import os
import signal
import socket

import pytest

from bot.corpus import file_cache
from bot.corpus.file_cache import read_files
from bot.corpus.serialization import read_article
from bot.pages.inventory import take_inventory
from tests.corpus.test_corpus_reader import LIMIT, PAGES, write


def results(folder):
    return list(read_files(take_inventory([folder]).files, [folder], LIMIT))


def file_facts(result):
    """Everything but the articles."""
    return result.name, result.stamp, result.jumps, list(map(str, result.problems)), result.correction_files


def test_each_file_has_its_articles_and_jump_lines(tmp_path):
    """In the order of the files, with the place of its corrections whether there are any or not."""
    found = results(write(tmp_path))
    assert [result.name for result in found] == list(PAGES)
    assert [len(result.articles) for result in found] == [1, 2, 1, 1]
    assert found[0].jumps["01.txt#1"].goes_to == "3"
    assert found[0].correction_files == (str(tmp_path / "01.txt.fix"),)
    assert len(found[1].fingerprints) == 2


def test_a_fault_in_pages_toml_is_kept_with_every_page_below_it(tmp_path):
    """So that it is still reported when one of the pages goes."""
    found = results(write(tmp_path, {**PAGES, "pages.toml": "[defaults]\npaper = 1\n"}))
    assert [len(result.problems) for result in found] == [1, 1, 1, 1]


def test_several_processes_read_the_same(tmp_path, monkeypatch):
    """Each result and their order."""
    folder = write(tmp_path)
    alone = results(folder)
    monkeypatch.setattr("bot.corpus.file_cache.WORTH_A_PROCESS", 0)
    together = results(folder)
    assert list(map(file_facts, together)) == list(map(file_facts, alone))
    assert [list(map(read_article, result.articles)) for result in together] == [
        list(map(read_article, result.articles)) for result in alone
    ]


def read_or_die(file, paths, max_bytes):
    """Reads a file; one called killer.txt ends the process, as a fault in a library or a lack of memory does."""
    if file.name == "killer.txt":
        os._exit(1)
    return read_one(file, paths, max_bytes)


read_one = file_cache._read_one


@pytest.mark.slow
def test_a_file_that_kills_its_process_costs_itself_only(tmp_path, monkeypatch):
    """It is named, and the files before and after it are read."""
    pages = {f"{number:02}.txt": PAGES["01.txt"] for number in range(40)}
    folder = write(tmp_path, {**pages, "killer.txt": PAGES["01.txt"], "last.txt": PAGES["01.txt"]})
    monkeypatch.setattr(file_cache, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(file_cache, "_read_one", read_or_die)
    found = results(folder)
    assert [result.name for result in found] == [*pages, "killer.txt", "last.txt"]
    assert [result.name for result in found if not result.articles] == ["killer.txt"]
    assert [str(problem) for result in found for problem in result.problems] == [
        "killer.txt: reading it ended the process, for lack of memory or by a fault; skipped"
    ]


@pytest.mark.slow
def test_processes_that_are_ended_do_not_end_this_one(tmp_path, monkeypatch):
    """A pool that breaks sends its processes SIGTERM, which must not reach the event loop of a bot."""
    folder = write(tmp_path, {f"{number:02}.txt": PAGES["01.txt"] for number in range(40)} | {"killer.txt": "停水"})
    monkeypatch.setattr(file_cache, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(file_cache, "_read_one", read_or_die)
    inside, outside = socket.socketpair()
    inside.setblocking(False)
    outside.setblocking(False)
    # as asyncio does it
    handler = signal.signal(signal.SIGTERM, lambda number, frame: None)
    before = signal.set_wakeup_fd(inside.fileno())
    try:
        assert len(results(folder)) == 41
        with pytest.raises(BlockingIOError):
            outside.recv(100)
    finally:
        signal.set_wakeup_fd(before)
        signal.signal(signal.SIGTERM, handler)
        inside.close()
        outside.close()
