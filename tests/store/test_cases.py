"""The cases of the desk in the store: each change happens once, together with the messages that tell of it."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from bot.store.records import CARD_OF, INSTEAD, Case, Incoming, Person
from bot.store.tables import cases

ANNA, BERT = Person(1, 1), Person(2, 2)
DESK = -100


def question(sender=ANNA, message_id=7, **fields):
    """What a person passes on."""
    values = {"language": "zh", "category": "question", "content": {"text": "医保？"}} | fields
    return Case(sender, message_id, **values)


def opened(store, *args, **fields):
    """A case that is in the store."""
    return store.change(lambda changes: changes.cases.open(question(*args, **fields)))


def test_a_message_is_passed_on_once(open_store):
    """The second time, and in another process, nothing is opened; another message gets a higher number."""
    store = open_store()
    first = opened(store)
    assert opened(store) is None
    assert opened(open_store()) is None
    assert opened(store, message_id=8).number > first.number
    assert store.change(lambda changes: changes.cases.of_message(1, 7)) == first


def test_a_number_is_never_given_twice(open_store):
    """Also where the last case was deleted: a button below its card would lead to another person's."""
    store = open_store()
    number = opened(store).number
    with store._engine.begin() as connection:
        connection.execute(delete(cases))
    assert opened(store).number > number


def test_one_of_two_operators_takes_a_case(open_store):
    """The other one hears that it is taken, whichever process serves them."""
    store, other = open_store(), open_store()
    number = opened(store).number
    assert store.change(lambda changes: changes.cases.take(number, "甲")).taker == "甲"
    assert other.change(lambda changes: changes.cases.take(number, "乙")) is None
    assert other.change(lambda changes: changes.cases.find(number)).taker == "甲"


def test_the_states_follow_each_other(open_store):
    """open, taken, answered; who answers has taken it; what is closed is answered no more, and the other way round."""
    store = open_store()
    one, two = opened(store).number, opened(store, message_id=8).number
    answered = store.change(lambda changes: changes.cases.answer(one, "到年底。", "甲"))
    assert (answered.state, answered.reply, answered.taker) == ("answered", "到年底。", "甲")
    again = store.change(lambda changes: changes.cases.answer(one, "可以再问。", "乙"))
    assert (again.reply, again.taker) == ("到年底。\n可以再问。", "甲")
    assert store.change(lambda changes: changes.cases.close(one)) is None
    assert store.change(lambda changes: changes.cases.close(two)).state == "closed"
    assert store.change(lambda changes: changes.cases.answer(two, "到年底。", "甲")) is None
    assert store.change(lambda changes: changes.cases.take(two, "甲")) is None
    assert store.change(lambda changes: changes.cases.publish(two, is_published=True)) is None
    assert store.change(lambda changes: changes.cases.publish(one, is_published=True)).is_published


def test_a_change_and_the_messages_that_tell_of_it_are_one(open_store):
    """What fails on the way leaves neither; an update that another process has closed changes nothing."""
    store = open_store()
    one = Incoming(1, ANNA, {"update_id": 1})
    store.receive([one])

    def broken(changes):
        changes.cases.open(question())
        raise ValueError

    def work(changes):
        case = changes.cases.open(question())
        return [("sendMessage", {"chat_id": DESK, "text": "医保？", CARD_OF: case.number})]

    with pytest.raises(ValueError):
        store.close_update(one, "answered", work=broken)
    assert store.change(lambda changes: changes.cases.unfinished(9)) == []
    [card] = store.close_update(one, "answered", work=work)
    assert card.to.chat == DESK
    assert store.close_update(one, "answered", work=broken) == []
    store.begin_to_send(card)
    store.was_sent(card, 70)
    [case] = store.change(lambda changes: changes.cases.unfinished(9))
    assert case.card_id == 70


def test_what_can_never_be_delivered_leads_to_the_message_in_its_place(open_store):
    """Once, however often it is given up."""
    store = open_store()
    instead = "sendMessage", {"chat_id": DESK, "text": "没有送到"}
    [message] = store.send(lambda changes: [("sendMessage", {"chat_id": 1, "text": "答", INSTEAD: instead})])
    store.begin_to_send(message)
    [other] = store.give_up(message, "Forbidden")
    assert (other.to.chat, other.parameters["text"]) == (DESK, "没有送到")
    assert store.give_up(message, "Forbidden") == []


def test_the_operators_are_reminded_of_the_cases_in_a_state(open_store, clock):
    """After the time, which begins when a case is opened or taken; and then not before it has gone by once more; of all
    at once, and by one process."""
    store, other = open_store(), open_store()
    first, second = opened(store).number, opened(store, message_id=8).number
    store.change(lambda changes: changes.cases.take(second, "甲"))
    assert store.change(lambda changes: changes.cases.remind("open", 60)) == []
    clock.now += 61
    assert [case.number for case in store.change(lambda changes: changes.cases.remind("open", 60))] == [first]
    assert other.change(lambda changes: changes.cases.remind("open", 60)) == []
    clock.now += 61
    assert len(other.change(lambda changes: changes.cases.remind("open", 60))) == 1
    # taken 61 seconds after it was opened
    store.change(lambda changes: changes.cases.take(first, "甲"))
    clock.now += 30
    assert [case.number for case in store.change(lambda changes: changes.cases.remind("taken", 60))] == [second]
    clock.now += 31
    assert [case.number for case in store.change(lambda changes: changes.cases.remind("taken", 60))] == [first]


def test_who_is_forgotten_leaves_numbers_and_times_only(open_store):
    """Their open cases are closed; other people's are as they were."""
    store = open_store()
    opened(store, album="9")
    answered = opened(store, message_id=8).number
    store.change(lambda changes: changes.cases.answer(answered, "到年底。", "甲"))
    opened(store, BERT)
    gone = store.change(lambda changes: changes.cases.forget(1))
    assert [case.state for case in gone] == ["closed", "answered"]
    assert all((case.sender, case.content, case.reply) == (Person(0, 0), {}, None) for case in gone)
    assert store.change(lambda changes: changes.cases.of_person(1, 9)) == []
    assert store.change(lambda changes: changes.cases.of_person(0, 9)) == []
    assert [case.sender for case in store.change(lambda changes: changes.cases.unfinished(9))] == [BERT]


def test_photos_of_an_album_come_to_their_case(open_store):
    """Each is a message of its own; an album of another person is another one."""
    store = open_store()
    case = opened(store, category="report", album="9", content={"text": "路灯坏了", "photos": ["f1"]})
    assert store.change(lambda changes: changes.cases.of_album(BERT, "9")) is None
    found = store.change(lambda changes: changes.cases.of_album(ANNA, "9"))
    assert store.change(
        lambda changes: changes.cases.rewrite(found.number, lambda content: {"photos": [*content["photos"], "f2"]})
    ).content["photos"] == [
        "f1",
        "f2",
    ]
    assert store.change(lambda changes: changes.cases.find(case.number)).content["photos"] == ["f1", "f2"]


def test_a_case_moves_with_its_chat_and_goes_when_it_is_old(open_store, clock):
    """A group has another number as a supergroup; what is finished is kept for the days of the setting, and what the
    desk is still to do until it is done."""
    store = open_store()
    number, waiting = opened(store, Person(-5, 1)).number, opened(store, BERT).number
    store.move_chat(-5, -1005)
    assert store.change(lambda changes: changes.cases.find(number)).sender == Person(-1005, 1)
    store.change(lambda changes: changes.cases.close(number))
    clock.now += 31 * 86_400
    assert store.delete_older(30) == 1
    assert store.change(lambda changes: changes.cases.find(number)) is None
    store.change(lambda changes: changes.cases.close(waiting))
    assert store.delete_older(30) == 0
    clock.now += 31 * 86_400
    assert store.delete_older(30) == 1
