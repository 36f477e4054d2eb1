"""When a corpus is looked at, with scripted events in place of the system's."""

import threading
from itertools import count

import pytest
from watchfiles import Change

from bot.live import watcher
from bot.live.watcher import Watcher


@pytest.fixture
def watch(tmp_path, monkeypatch):
    """Runs a watcher over rounds of events, and gives the places in them where the corpus is looked at.

    Each round is a new beginning of the watching. An event is True (something changed), False (a quiet while) or
    "moved" (a path of the corpus leads elsewhere).
    """
    (tmp_path / "pages").mkdir()
    monkeypatch.setattr("bot.live.watcher.time.monotonic", count(1.0).__next__)

    def watch(*rounds, due_at=1e9):
        stop, places, place = threading.Event(), [], [0]
        subject = Watcher([tmp_path / "pages"], tmp_path / "index", stop)
        subject.look_in(due_at)
        remaining, identity = list(rounds), [0]

        def events():
            for event in remaining.pop(0):
                place[0] += 1
                identity[0] += event == "moved"
                yield event is True
            if not remaining:
                stop.set()

        monkeypatch.setattr(subject, "_events", events)
        monkeypatch.setattr(subject, "_identities", lambda: [identity[0]])
        for _ in subject.moments():
            places.append(place[0])
            subject.look_in(1e9)
        return places

    return watch


def test_a_change_is_looked_at_when_it_has_become_quiet(watch):
    """A copy of many pages is one look."""
    assert watch([False, True, True, True, False, False]) == [5]


def test_changes_that_do_not_end_are_looked_at_all_the_same(watch, monkeypatch):
    """A page that is written without a pause does not keep the others out of the answers."""
    monkeypatch.setattr(watcher, "LONGEST", 5.0)
    assert watch([True] * 8) != []


def test_what_is_due_is_looked_at_without_a_change(watch):
    """Network folders report no changes."""
    assert watch([False] * 4, due_at=3.0) != []


def test_a_folder_that_came_back_is_looked_at_once_more(watch):
    """The system watches it only from the second round on: what was written in between was reported to nobody."""
    assert watch(["moved"], [False, False], due_at=1.0) == [1, 2]


def test_hidden_files_the_index_and_other_files_do_not_matter(tmp_path):
    """Only pages, folders and the files beside pages do."""
    pages = tmp_path / "pages"
    subject = Watcher([pages], pages / "index", threading.Event())
    for name in ("a.txt", "b/c.html", "pages.toml", "a.txt.fix", "local.lexicon", "folder"):
        assert subject._matters(Change.added, str(pages / name)), name
    for name in (".a.txt", ".git/a.txt", "index/manifest.json", "a.docx"):
        assert not subject._matters(Change.added, str(pages / name)), name
