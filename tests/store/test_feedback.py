"""Ratings and wishes in the store."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.records import Person, Wish
from bot.store.tables import ratings

ANNA, BERT = Person(1, 1), Person(2, 2)


def all_ratings(store):
    """Every rating, as chat, message, person, whether it helped."""
    with store._engine.connect() as connection:
        return sorted(tuple(row)[:4] for row in connection.execute(select(ratings)))


def wish(sender=ANNA, message_id=7):
    """A wish."""
    return Wish(sender, message_id, "zh", {"asked": ["医保？"]}, "a1")


def test_a_person_rates_an_answer_once_and_may_change_it(open_store):
    """The last word counts; taking it back leaves nothing; another person's is their own."""
    store = open_store()
    for person, helpful in ((1, True), (1, False), (2, True), (3, True), (3, None)):
        store.change(lambda changes, person=person, helpful=helpful: changes.ratings.rate(5, 8, person, helpful))
    assert all_ratings(store) == [(5, 8, 1, False), (5, 8, 2, True)]


def test_a_wish_is_kept_once_up_to_the_limit(open_store):
    """The same message a second time is the same wish; another person has a limit of their own."""
    store = open_store()
    wishes = [wish(), wish(), wish(message_id=8), wish(message_id=9), wish(BERT, 7)]
    kept = [store.change(lambda changes, one=one: changes.wishes.add(one, 2)) for one in wishes]
    assert kept == [True, True, True, False, True]
    found = store.change(lambda changes: changes.wishes.after(0, 9))
    assert [(one.sender, one.message_id) for one in found] == [(ANNA, 7), (ANNA, 8), (BERT, 7)]
    assert found[0].state == {"asked": ["医保？"]}
    assert store.change(lambda changes: changes.wishes.after(found[0].number, 1)) == found[1:2]


def test_a_wish_is_fulfilled_once(open_store):
    """Whichever process is first."""
    store, other = open_store(), open_store()
    store.change(lambda changes: changes.wishes.add(wish(), 9))
    [one] = store.change(lambda changes: changes.wishes.after(0, 9))
    assert store.change(lambda changes: changes.wishes.fulfil(one))
    assert not other.change(lambda changes: changes.wishes.fulfil(one))


def test_a_person_is_forgotten_and_what_is_old_goes(open_store, clock):
    """With ratings and wishes."""
    store = open_store()
    for sender in (ANNA, BERT):
        store.change(lambda changes, sender=sender: changes.wishes.add(wish(sender), 9))
        store.change(lambda changes, sender=sender: changes.ratings.rate(sender.chat, 8, sender.person, True))
    assert store.forget(1) == 2
    assert all_ratings(store) == [(2, 8, 2, True)]
    assert [one.sender for one in store.change(lambda changes: changes.wishes.after(0, 9))] == [BERT]
    clock.now += 31 * 86_400
    assert store.delete_older(30) == 2
