"""Who may use the bot."""

from __future__ import annotations

import pytest

from bot.settings import parse_settings
from bot.store.records import Incoming, Person
from bot.telegram.admission import Admission
from bot.telegram.messages.moves import Moves
from tests.support.telegram import reply_to, running_bot


def judge(content, *, allowed="", blocked="", chat=1, person=1):
    """What becomes of an update under some lists."""
    lists = {"BAOWEN_ALLOWED_CHATS": allowed, "BAOWEN_BLOCKED_CHATS": blocked, "BAOWEN_OPERATORS": "99"}
    return Admission(parse_settings(lists), Moves({})).judge(Incoming(1, Person(chat, person), content))


MESSAGE = {"message": {"from": {"id": 1, "username": "Anna_of_Town"}, "chat": {"id": 1}}}
IN_GROUP = {"message": {"from": {"id": 1}, "chat": {"id": -5, "username": "town_square"}}}
BUTTON = {"callback_query": {"from": {"id": 1}, "message": {"chat": {"id": -5, "username": "town_square"}}}}


@pytest.mark.parametrize(
    ("content", "lists", "verdict"),
    [
        (MESSAGE, {}, "yes"),
        (MESSAGE, {"allowed": "7, 1"}, "yes"),
        (MESSAGE, {"allowed": "@anna_of_town"}, "yes"),
        (MESSAGE, {"allowed": "7"}, "say no"),
        (MESSAGE, {"allowed": "7", "person": 99}, "yes"),
        (MESSAGE, {"blocked": "@ANNA_OF_TOWN"}, "no"),
        (MESSAGE, {"allowed": "1", "blocked": "1"}, "no"),
        (MESSAGE, {"blocked": "7"}, "yes"),
        (IN_GROUP, {"allowed": "-5", "chat": -5}, "yes"),
        (IN_GROUP, {"allowed": "@town_square", "chat": -5}, "yes"),
        (IN_GROUP, {"allowed": "7", "chat": -5}, "no"),
        (IN_GROUP, {"blocked": "-5", "chat": -5}, "no"),
        (BUTTON, {"allowed": "@town_square", "chat": -5}, "yes"),
        (BUTTON, {"allowed": "7", "chat": -5}, "no"),
        ({"inline_query": {"from": {"id": 1}, "query": "医保"}}, {"allowed": "7"}, "no"),
    ],
)
def test_people_and_chats_are_let_in_by_number_or_name(content, lists, verdict):
    """Who is blocked is ignored, also when allowed; who is not allowed hears so in private; operators may always."""
    assert judge(content, **lists) == verdict


async def test_who_is_not_let_in_hears_so_once(api):
    """With the number that the operator needs; what they write meanwhile is closed without a word."""
    async with running_bot(api, allowed_chats="7"):
        first = api.say("医保？", chat=31, user=31)
        assert "31" in (await reply_to(api, first))["text"]
        second = api.say("医保？", chat=31, user=31)
        allowed = api.say("医保？", chat=7, user=7)
        await reply_to(api, allowed)
        in_group = api.say("/ask 医保？", chat=-5, user=31)
        await reply_to(api, api.say("社保？", chat=7, user=7))
        assert not api.replies_to(second)
        assert not api.replies_to(in_group)


@pytest.mark.parametrize("listed", ["Anna", "@a", "1;2", "-"])
def test_a_list_that_cannot_be_one_is_named(listed):
    """At the start, with what is expected."""
    from bot.errors import SettingsError

    with pytest.raises(SettingsError, match="BAOWEN_ALLOWED_CHATS: Expected numbers or @names"):
        parse_settings({"BAOWEN_ALLOWED_CHATS": listed})
