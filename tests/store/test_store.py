"""The store: what it takes is there after any end, and is the work of one process at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.errors import StoreError
from bot.store.records import Incoming, KeptConversation, Person
from bot.store.store import ALIVE, Store
from bot.store.tables import metadata

ANNA, BERT = Person(1, 1), Person(2, 2)


def incoming(number, sender=ANNA, text="医保？"):
    """An update with a text."""
    return Incoming(number, sender, {"update_id": number, "message": {"text": text}})


def reply_to(one, text="答"):
    """A reply, as `close_update` takes it."""
    return "sendMessage", {"chat_id": one.sender.chat, "text": text, "reply_parameters": {"message_id": 7}}


def test_an_update_is_new_once(open_store):
    """The second time, and in another process, it is not."""
    store = open_store()
    one, two = incoming(1), incoming(2, BERT)
    assert store.receive([one]) == [one]
    assert store.receive([one, two]) == [two]
    assert open_store().receive([one, two]) == []


def test_half_a_character_survives(open_store):
    """A lone surrogate, which no database takes in a text, comes back as it was."""
    store = open_store()
    store.receive([incoming(1, text="医\ud800保\x00")])
    other = open_store()
    other.be_the_only_process()
    [taken], _ = other.take_over()
    assert taken.content["message"]["text"] == "医\ud800保\x00"


def test_what_a_process_left_undone_is_taken_over_in_order(open_store):
    """Updates that wait, and messages that are due, with the note that one may have been sent already."""
    store = open_store()
    ones = [incoming(number) for number in (1, 2, 3)]
    store.receive(ones)
    [first] = store.close_update(ones[0], "answered", [reply_to(ones[0])])
    [second] = store.close_update(ones[1], "answered", [reply_to(ones[1])])
    assert store.begin_to_send(first)
    other = open_store()
    other.be_the_only_process()
    updates, messages = other.take_over()
    assert [one.update_id for one in updates] == [3]
    assert [(one.id, one.is_uncertain) for one in messages] == [(first.id, True), (second.id, False)]
    assert other.take_over() == ([], [])


def test_the_work_of_a_living_process_is_its_own(open_store, clock):
    """Until it has not said for some time that it is alive; then its own writes have no effect."""
    store, other = open_store(), open_store()
    one = incoming(1)
    store.receive([one])
    assert other.take_over() == ([], [])
    clock.now += ALIVE + 1
    other.say_alive()
    [taken], _ = other.take_over()
    assert taken == Incoming(1, ANNA, one.content, is_taken_over=True)
    assert store.close_update(one, "answered", [reply_to(one)]) == []
    assert len(other.close_update(taken, "answered", [reply_to(one)])) == 1


def test_an_update_is_closed_with_all_that_it_leads_to_or_not_at_all(open_store):
    """A message that cannot be written leaves the update open."""
    store = open_store()
    one = incoming(1)
    store.receive([one])
    with pytest.raises((StoreError, TypeError)):
        store.close_update(one, "answered", [reply_to(one), ("sendMessage", {"chat_id": object()})])
    assert store.count()["updates"] == {"waiting": 1}
    assert store.count()["outgoing"] == {"repeats": 0}


def test_a_message_that_may_have_arrived_is_counted_when_it_is_sent_again(open_store):
    """The only thing that may be doubled."""
    store = open_store()
    one = incoming(1)
    store.receive([one])
    [message] = store.close_update(one, "answered", [reply_to(one)])
    assert store.begin_to_send(message)
    other = open_store()
    other.be_the_only_process()
    _, [again] = other.take_over()
    assert other.begin_to_send(again)
    assert not store.begin_to_send(message)
    other.was_sent(again, 8, None)
    assert other.count()["outgoing"] == {"sent": 1, "repeats": 1}


def test_the_message_that_goes_out_at_once_may_have_been_sent(open_store):
    """The first of an update is noted as such where it is closed; a second one waits for its turn."""
    store = open_store()
    one = incoming(1)
    store.receive([one])
    first, second = store.close_update(one, "answered", [reply_to(one), reply_to(one)], goes_out=True)
    assert (first.is_begun, second.is_begun) == (True, False)
    other = open_store()
    other.be_the_only_process()
    _, messages = other.take_over()
    assert [(message.id, message.attempts, message.is_uncertain) for message in messages] == [
        (first.id, 1, True),
        (second.id, 0, False),
    ]


def test_a_database_that_fails_is_named_and_works_again(open_store):
    """A statement that cannot be run says so, and the next transaction is not in its way."""
    store = open_store()
    with store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE conversations RENAME TO elsewhere")
    with pytest.raises(StoreError, match=r"the store does not work: .*conversations"):
        store.conversation_at(1, 1)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO conversations")
    assert store.conversation_at(1, 1) is None


def test_what_is_answered_leaves_no_words(open_store):
    """The content of an update goes with its answer, that of a message when it is sent or given up."""
    store = open_store()
    ones = [incoming(1), incoming(2)]
    store.receive(ones)
    first, second = (message for one in ones for message in store.close_update(one, "answered", [reply_to(one)]))
    store.begin_to_send(first)
    store.was_sent(first, 8, 7)
    store.give_up(second, "Forbidden: bot was blocked by the user")
    other = open_store()
    other.be_the_only_process()
    assert other.take_over() == ([], [])
    with store._engine.connect() as connection:
        texts = connection.exec_driver_sql(
            "select content from updates where content is not null "
            "union all select parameters from outgoing where parameters is not null"
        ).fetchall()
    assert texts == []


def test_a_conversation_is_found_by_each_of_its_messages(open_store):
    """As it was before a message, after it, and by the bot's message that answers."""
    store = open_store()
    for message_id, asked in ((7, ["医保？"]), (9, ["医保？", "从哪天？"])):
        one = incoming(message_id)
        store.receive([one])
        kept = KeptConversation(ANNA, message_id, {"asked": asked})
        send = "sendMessage", {"chat_id": 1, "text": "答", "reply_parameters": {"message_id": message_id}}
        [message] = store.close_update(one, "answered", [send], kept)
        store.begin_to_send(message)
        store.was_sent(message, message_id + 1, message_id)
    assert store.conversation_before(ANNA, 9).state == {"asked": ["医保？"]}
    assert store.conversation_before(ANNA, 7) is None
    assert store.conversation_before(BERT, 9) is None
    assert store.conversation_at(1, 9).state == {"asked": ["医保？", "从哪天？"]}
    assert store.conversation_of_reply(1, 8).message_id == 7
    assert store.conversation_of_reply(2, 8) is None


def test_a_person_is_forgotten_and_others_are_not(open_store):
    """Nothing that is closed is left of one; what waits is still answered."""
    store = open_store()
    for number, sender in ((1, ANNA), (2, BERT), (3, ANNA)):
        one = incoming(number, sender)
        store.receive([one])
        if number < 3:
            store.close_update(one, "answered", [], KeptConversation(sender, number, {"asked": ["医保？"]}))
    store.forget(1)
    assert store.conversation_at(1, 1) is None
    assert store.conversation_at(2, 2) is not None
    assert store.count()["updates"] == {"answered": 1, "waiting": 1}


def test_what_is_old_is_deleted_unless_it_waits(open_store, clock):
    """After the days of the setting, counted from the end."""
    store = open_store()
    ones = [incoming(1), incoming(2)]
    store.receive(ones)
    store.close_update(ones[0], "answered", [], KeptConversation(ANNA, 1, {"asked": []}))
    assert store.delete_older(30) == 0
    clock.now += 29 * 86_400
    # the update, which holds no words any more, is known for two days
    assert store.delete_older(30) == 1
    assert store.conversation_at(1, 1) is not None
    clock.now += 2 * 86_400
    assert store.delete_older(30) == 1
    assert store.conversation_at(1, 1) is None
    assert store.count()["updates"] == {"waiting": 1}


def test_a_chat_moves_with_all_that_is_its_own(open_store):
    """A group that became a supergroup has another number."""
    store = open_store()
    one = incoming(1, Person(-5, 1))
    store.receive([one])
    [message] = store.close_update(one, "answered", [reply_to(one)], KeptConversation(one.sender, 7, {"asked": []}))
    store.move_chat(-5, -1005)
    assert store.conversation_at(-1005, 7) is not None
    other = open_store()
    other.be_the_only_process()
    _, [taken] = other.take_over()
    assert taken.to == Person(-1005, 1)
    assert message.id == taken.id


def test_a_store_that_is_closed_is_not_opened_again(tmp_path):
    """Neither by the thread that used it nor by one that comes late."""
    store = Store(f"sqlite:///{tmp_path}/store.db")
    store.close()
    with ThreadPoolExecutor(1) as late:
        for call in (store.moves, lambda: late.submit(store.moves).result()):
            with pytest.raises(StoreError, match="closed"):
                call()
    assert not list(tmp_path.glob("store.db-wal"))


def test_the_migrations_make_the_tables_that_the_code_knows(open_store):
    """Column by column, index by index."""
    with open_store()._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_of_a_newer_version_is_refused(tmp_path):
    """With one sentence, and it is left as it is."""
    path = tmp_path / "store.db"
    Store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        Store(f"sqlite:///{path}")


@pytest.mark.parametrize(
    "address", ["sqlite:////proc/none/store.db", "postgresql+psycopg://u:geheim@127.0.0.1:1/x", "hier"]
)
def test_a_store_that_cannot_be_opened_is_one_sentence_without_its_password(address):
    """What it is, and why."""
    with pytest.raises(StoreError) as caught:
        Store(address)
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_new_numbers_of_groups_are_known(open_store):
    """Also to another process; one that moves back is known by its first number."""
    store = open_store()
    store.move_chat(-5, -1005)
    store.move_chat(-6, -1006)
    assert open_store().moves() == {-5: -1005, -6: -1006}
    store.move_chat(-1005, -5)
    assert store.moves() == {-6: -1006, -1005: -5}


def test_an_album_is_claimed_once(open_store, clock):
    """By one process, in its chat, until it is forgotten; a photo alone is no album."""
    store, other = open_store(), open_store()

    def claim(store, chat, album):
        return store.change(lambda changes: changes.albums.claim(chat, album))

    assert claim(store, 1, "9")
    assert not claim(other, 1, "9")
    assert claim(other, 2, "9")
    assert claim(store, 1, None)
    assert claim(store, 1, None)
    clock.now += 3 * 86_400
    assert store.delete_older(30) == 2
    assert claim(store, 1, "9")


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """A store in a file of SQLite, and a function that gives the files that were flushed since it was opened."""
    flushed, flush = [], os.fsync

    def note(file):
        flushed.append(os.fstat(file).st_ino)
        flush(file)

    monkeypatch.setattr(os, "fsync", note)
    store = Store(f"sqlite:///{tmp_path / 'store.db'}")
    yield store, lambda: flushed
    store.close()


def test_the_log_goes_into_the_file(saved, tmp_path):
    """What was written is in the file alone, without its log, once the log was saved."""
    store, _ = saved
    store.receive([incoming(1)])
    store.save_log()
    shutil.copy(tmp_path / "store.db", tmp_path / "copy.db")
    with contextlib.closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM updates").fetchone() == (1,)


def test_the_log_is_flushed_while_somebody_reads(saved, tmp_path):
    """A backup, which reads from one state for long, keeps nothing from reaching the disk."""
    store, flushed = saved
    with contextlib.closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM updates").fetchone()
        store.receive([incoming(1)])
        store.save_log()
        assert (tmp_path / "store.db-wal").stat().st_ino in flushed()
