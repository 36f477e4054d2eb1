"""Backups: what they hold, and that nothing is lost or mixed."""

from __future__ import annotations

import json
import os
import stat
import time

import pytest
from sqlalchemy import delete, select

from bot.errors import StoreError
from bot.store.backup import restore_backup, write_backup
from bot.store.records import AnsweredQuestion, Case, Incoming, KeptConversation, Person
from bot.store.store import ALIVE, Store
from bot.store.tables import cases, metadata, processes
from tests.support.postgres import running_postgres

ANNA = Person(1, 1)


def fill(address, count=3):
    """A store with answered questions, one that waits and a reply that is due."""
    store = Store(address)
    ones = [Incoming(number, ANNA, {"text": f"第{number}问 \ud83d"}) for number in range(1, count + 1)]
    store.receive(ones)
    for one in ones[:-1]:
        kept = KeptConversation(ANNA, one.update_id, {"asked": ["医保"]})
        sends = [("sendMessage", {"chat_id": 1, "text": "原话"})]
        store.close_update(one, "answered", sends, kept, asked=AnsweredQuestion("answer", "医保"))
    store.close()


def rows(address):
    """All that a store holds, by table."""
    store = Store(address)
    with store._engine.connect() as connection:
        found = {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table is not processes
        }
    store.close()
    return found


@pytest.fixture
def other(tmp_path):
    """The address of another store, which is not there yet."""
    return f"sqlite:///{tmp_path}/other.db"


def test_what_was_written_comes_back(address, other, tmp_path):
    """All rows with their numbers; the bot goes on with what waits, and new rows get new numbers."""
    fill(address)
    assert write_backup(address, tmp_path / "backup.jsonl") == restore_backup(other, tmp_path / "backup.jsonl")
    assert rows(other) == rows(address)
    store = Store(other)
    incoming, outgoing = store.take_over()
    assert [one.update_id for one in incoming] == [3]
    [message] = store.close_update(incoming[0], "answered", [("sendMessage", {"chat_id": 1, "text": "原话"})])
    assert message.id > max(one.id for one in outgoing)
    store.close()


def test_the_number_of_a_case_is_never_given_twice(address, other, tmp_path):
    """Where the last case was deleted before the backup, the next one of the restored store has the number after it."""

    def open_case(store, message_id):
        return store.change(lambda changes: changes.cases.open(Case(ANNA, message_id, "zh", "report"))).number

    store = Store(address)
    assert [open_case(store, message_id) for message_id in (1, 2, 3)] == [1, 2, 3]
    with store._engine.begin() as connection:
        connection.execute(delete(cases).where(cases.c.id > 1))
    store.close()
    write_backup(address, tmp_path / "backup.jsonl")
    restore_backup(other, tmp_path / "backup.jsonl")
    store = Store(other)
    assert open_case(store, 4) == 4
    store.close()


@pytest.mark.slow
def test_a_store_moves_to_postgresql_and_back(tmp_path, other):
    """What comes back is what went, and PostgreSQL counts on."""
    first = f"sqlite:///{tmp_path}/store.db"
    fill(first)
    with running_postgres() as postgres:
        write_backup(first, tmp_path / "there.jsonl")
        restore_backup(postgres, tmp_path / "there.jsonl")
        write_backup(postgres, tmp_path / "back.jsonl")
        restore_backup(other, tmp_path / "back.jsonl")
        store = Store(postgres)
        incoming, outgoing = store.take_over()
        [message] = store.close_update(incoming[0], "answered", [("sendMessage", {"chat_id": 1, "text": "原话"})])
        assert message.id > max(one.id for one in outgoing)
        store.close()
    assert rows(other) == rows(first)


def test_a_store_that_holds_something_is_kept_unless_it_is_forced(address, other, tmp_path):
    """The sentence says how; then the backup takes its place."""
    fill(address)
    fill(other, count=9)
    write_backup(address, tmp_path / "backup.jsonl")
    before = rows(other)
    with pytest.raises(StoreError, match="--force"):
        restore_backup(other, tmp_path / "backup.jsonl")
    assert rows(other) == before
    restore_backup(other, tmp_path / "backup.jsonl", force=True)
    assert rows(other) == rows(address)


def test_a_store_that_a_bot_works_with_is_backed_up_and_never_replaced(address, other, tmp_path):
    """Even by force: the bot would go on with rows that are gone."""
    fill(address)
    write_backup(address, tmp_path / "backup.jsonl")
    running = Store(other, lambda: time.time() + 2 * ALIVE)
    write_backup(other, tmp_path / "running.jsonl")
    with pytest.raises(StoreError, match="stop it first"):
        restore_backup(other, tmp_path / "backup.jsonl", force=True)
    running.close()


@pytest.mark.parametrize("damage", ["cut", "row lost", "other file", "empty", "outside", "table"])
def test_a_damaged_backup_changes_nothing(other, tmp_path, damage):
    """It is read to its end before anything is deleted."""
    first, file = f"sqlite:///{tmp_path}/store.db", tmp_path / "backup.jsonl"
    fill(first)
    fill(other)
    write_backup(first, file)
    lines = file.read_text(encoding="utf-8").splitlines()
    damaged = {
        "cut": [*lines[:-2], lines[-2][:20]],
        "row lost": [*lines[:3], *lines[4:]],
        "other file": ["问：医保"],
        "empty": [],
        "outside": [*lines[:-1], json.dumps({"page": "../page.md", "text": "x"}), lines[-1]],
        "table": [*lines[:-1], json.dumps({"table": "people", "row": {}}), lines[-1]],
    }
    file.write_text("\n".join(damaged[damage]), encoding="utf-8")
    before = rows(other)
    with pytest.raises(StoreError, match="backup"):
        restore_backup(other, file, tmp_path / "pages", force=True)
    assert rows(other) == before


def test_a_backup_of_a_newer_version_is_named(other, tmp_path):
    """With the way out."""
    first, file = f"sqlite:///{tmp_path}/store.db", tmp_path / "backup.jsonl"
    fill(first)
    write_backup(first, file)
    file.write_text(file.read_text(encoding="utf-8").replace('"revision":"0', '"revision":"9'), encoding="utf-8")
    with pytest.raises(StoreError, match="newer version"):
        restore_backup(other, file)


def test_the_pages_of_the_desk_come_with_it(other, tmp_path):
    """With their names and texts; what is half written is none of them."""
    first, file, pages = f"sqlite:///{tmp_path}/store.db", tmp_path / "backup.jsonl", tmp_path / "pages"
    fill(first)
    pages.mkdir()
    (pages / "desk-7.md").write_text("# 路灯几点亮\n\n七点。\n", encoding="utf-8")
    (pages / ".desk-8.md.17").write_text("# 半", encoding="utf-8")
    write_backup(first, file, pages)
    restore_backup(other, file, tmp_path / "new" / "pages")
    assert [path.name for path in (tmp_path / "new" / "pages").iterdir()] == ["desk-7.md"]
    assert (tmp_path / "new" / "pages" / "desk-7.md").read_text(encoding="utf-8") == "# 路灯几点亮\n\n七点。\n"


def test_the_file_is_its_owner_s_alone_and_there_when_it_is_whole(tmp_path, monkeypatch):
    """An earlier backup stays until the new one is complete, and nothing is left beside it."""
    first, file = f"sqlite:///{tmp_path}/store.db", tmp_path / "backup.jsonl"
    fill(first)
    write_backup(first, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before, names = file.read_bytes(), sorted(os.listdir(tmp_path))

    def broken(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        with pytest.raises(StoreError, match="No space left"):
            write_backup(first, file)
    assert file.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == names


def test_no_store_is_made_where_there_is_none(tmp_path):
    """A backup of a wrong address would be empty."""
    with pytest.raises(StoreError, match="BAOWEN_STORE"):
        write_backup(f"sqlite:///{tmp_path}/none.db", tmp_path / "backup.jsonl")
    assert os.listdir(tmp_path) == []
