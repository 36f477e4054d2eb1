from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import Retriever
from bot.live.service import LiveCorpus
from bot.pages.inventory import take_inventory

PATIENCE = 120.0
"""Seconds after which a test gives up; nothing depends on how long something takes."""
MAX = 1 << 23


def until(condition, what):
    """Waits until something is true."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, f"{what} did not happen"
        time.sleep(0.02)
    return found


def page(folder, name, headline, text):
    """Writes a page with one story."""
    (folder / name).write_text(f"{headline}\n\n　　本报讯 {text}\n", encoding="utf-8")


def held(folder):
    """A process that holds the lock of an index."""
    code = (
        "import sys, time; from pathlib import Path; from bot.retrieval.storage.folder_lock import lock_folder\n"
        "with lock_folder(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"held\n"
    return process


def builders(index):
    """The processes that build an index, as the system lists them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            said = entry.read_bytes()
            if b"bot.live.rebuild" in said and str(index).encode() in said:
                found.append(int(entry.parent.name))
    return found


def says(asked, question, words):
    """Whether the first passage for a question has some words."""
    hits = asked.answer(question).hits
    return bool(hits) and words in hits[0].passage.text


def settled(live, *paths):
    """Whether the index that is served was made of the pages as they are now."""
    stored = live.retriever.stored
    return stored is not None and stored.corpus_fingerprint == take_inventory(paths).fingerprint


@pytest.fixture
def corpus(tmp_path):
    """Two small pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    page(folder, "a.txt", "城东停水三天", "8月17日起城东停水三天，20日恢复供水，居民请提前储水备用。")
    page(folder, "b.txt", "公园樱花开了", "人民公园的樱花昨天开了，花期十天，市民可以免费入园观赏。")
    return folder


@pytest.fixture
def serve(corpus, tmp_path):
    """Serves the corpus live; more than one at a time, where a test wants it."""
    with contextlib.ExitStack() as stack:

        def serve(index=tmp_path / "index", paths=(corpus,), **options):
            retriever = Retriever.refreshed(paths, index)
            return stack.enter_context(LiveCorpus(retriever, paths, index, MAX, **{"retry": 0.2} | options))

        yield serve
