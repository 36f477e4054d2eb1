"""What is kept of questions for the figures."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store.records import AnsweredQuestion, Incoming, Person
from bot.store.tables import answers

ANNA, BERT = Person(1, 1), Person(2, 2)


@pytest.fixture
def store(open_store):
    return open_store()


def ask(store, number, person=ANNA, *, is_alike=False, question="医保能缓缴吗", band="answer"):
    """A question that is answered; the message that is due."""
    one = Incoming(number, person, {})
    store.receive([one])
    reply = ("sendMessage", {"chat_id": person.chat, "text": "原话"})
    [message] = store.close_update(one, "answered", [reply], asked=AnsweredQuestion(band, question, is_alike))
    return message


def rows(store):
    """All that is kept, oldest first."""
    with store._engine.connect() as connection:
        return list(connection.execute(select(answers).order_by(answers.c.id)).mappings())


def test_a_question_is_kept_without_who_asked(store, clock):
    """A hash in the place of the person, the same each time, and no number of Telegram's."""
    ask(store, 1)
    ask(store, 2)
    ask(store, 3, BERT)
    first, second, third = rows(store)
    assert first["person"] == second["person"] != third["person"]
    assert len(first["person"]) == 32
    assert first["asked_at"] == clock.now
    assert (first["band"], first["question"], first["sent_at"]) == ("answer", "医保能缓缴吗", None)


def test_another_store_hashes_with_another_key(store, tmp_path):
    """Nobody who has one store can tell people in another one."""
    from bot.store.store import Store

    other = Store(f"sqlite:///{tmp_path}/other.db")
    ask(store, 1)
    ask(other, 1)
    assert rows(store)[0]["person"] != rows(other)[0]["person"]
    other.close()


def test_the_time_to_answer_ends_with_the_receipt(store, clock):
    """And the number of the reply is known then; what is sent once more changes nothing."""
    message = ask(store, 1)
    store.begin_to_send(message)
    clock.now += 2.5
    assert store.was_sent(message, 77) == 2.5
    clock.now += 1
    assert store.was_sent(message, 78) is None
    [row] = rows(store)
    assert (row["sent_at"] - row["asked_at"], row["reply_id"]) == (2.5, 77)


def test_the_same_again_within_two_minutes_is_a_rephrasing(store, clock):
    """By the same person in the same chat; the first one is rephrased."""
    ask(store, 1)
    clock.now += 119
    ask(store, 2, BERT, is_alike=True)
    ask(store, 3, Person(-5, 1), is_alike=True)
    ask(store, 4, is_alike=True)
    clock.now += 121
    ask(store, 5, is_alike=True)
    found = [(row["is_rephrased"], row["is_rephrasing"]) for row in rows(store)]
    assert found == [(True, False), (False, False), (False, False), (False, True), (False, False)]


def test_who_is_forgotten_leaves_a_number_only(store):
    """Their questions count, but neither words nor hashes are left."""
    ask(store, 1)
    ask(store, 2, BERT)
    store.forget(1)
    first, second = rows(store)
    assert (first["person"], first["chat"], first["question"], first["band"]) == (None, None, None, "answer")
    assert second["question"] == "医保能缓缴吗"


def test_questions_are_kept_for_the_days_of_the_setting(store, clock):
    """As everything that people wrote."""
    ask(store, 1)
    clock.now += 31 * 86_400
    store.delete_older(30)
    assert rows(store) == []


def test_a_question_of_a_group_that_moves_is_found_in_the_new_one(store, clock):
    """A rephrasing in the new chat counts."""
    ask(store, 1, Person(-5, 1))
    store.move_chat(-5, -1005)
    ask(store, 2, Person(-1005, 1), is_alike=True)
    assert rows(store)[0]["is_rephrased"]
