"""Ratings, over real HTTP: by buttons and by reactions, one for each person and answer."""

from __future__ import annotations

import contextlib
import sqlite3

from bot.chat.replies import CHINESE
from tests.support.desk import DESK, cards, open_desk
from tests.support.telegram import alert_of, reply_to, running_bot

HELPFUL, UNHELPFUL = CHINESE.feedback.helpful, CHINESE.feedback.unhelpful


def ratings(path):
    """Every rating in the store: message, person, whether it helped."""
    with contextlib.closing(sqlite3.connect(path)) as store:
        return store.execute("select message_id, person_id, helpful from ratings order by 1, 2").fetchall()


async def test_an_answer_is_rated_by_its_buttons_and_the_last_word_counts(api, tmp_path):
    """Each person in a group has a rating of their own; the passages can still be turned."""
    path = tmp_path / "store.db"
    async with running_bot(api, store=f"sqlite:///{path}"):
        reply = await reply_to(api, api.say("/ask 医保？", chat=-5, user=1))
        for user, label in ((1, HELPFUL), (2, HELPFUL), (1, UNHELPFUL)):
            query = api.press_labelled(reply, label, user=user)
            assert await alert_of(api, query) == CHINESE.feedback.thanks
            assert not api.callbacks[query].get("show_alert")
        api.press(reply)
        await api.until(lambda: "原话第2段" in reply["text"], "the next passage")
        assert [button["text"] for button in api.buttons(reply)][-3:-1] == [HELPFUL, UNHELPFUL]
    assert ratings(path) == [(reply["message_id"], 1, 0), (reply["message_id"], 2, 1)]


async def test_a_thumb_at_an_answer_is_a_rating(api, tmp_path):
    """Up and down; another reaction or none takes it back; a thumb at anything else says nothing."""
    path = tmp_path / "store.db"
    async with running_bot(api, store=f"sqlite:///{path}"):
        question = api.say("医保？")
        first, second = await reply_to(api, question), await reply_to(api, api.say("路灯？"))
        third = await reply_to(api, api.say("停水？"))
        for message, emoji in (
            (first, ("👍",)),
            (first, ("👎",)),
            (second, ("❤", "👍")),
            (third, ("👍",)),
            (third, ("🔥",)),
            (question, ("👍",)),
            (await reply_to(api, api.say("/help")), ("👍",)),
        ):
            api.react(message, *emoji)
        await reply_to(api, api.say("还在吗？"))
        await api.until(lambda: len(ratings(path)) == 2, "the ratings")
    assert ratings(path) == [(first["message_id"], 1, 0), (second["message_id"], 1, 1)]


async def test_who_was_not_helped_is_offered_the_desk(api):
    """Once, below the other buttons; an answer helps somebody else, who is offered nothing."""
    open_desk(api)
    async with running_bot(api, desk_chat=DESK):
        reply = await reply_to(api, api.say("医保？"))
        assert await alert_of(api, api.press_labelled(reply, UNHELPFUL, user=2))
        for _ in range(2):
            assert await alert_of(api, api.press_labelled(reply, UNHELPFUL))
        await api.until(lambda: reply.get("edit_date"), "the button")
        assert [button["text"] for button in api.buttons(reply)] == [
            "下一段（2/3）",
            HELPFUL,
            UNHELPFUL,
            CHINESE.feedback.copy,
            "转给编辑部",
        ]
        api.press_labelled(reply, "转给编辑部")
        await api.until(lambda: cards(api), "the card")


async def test_forget_deletes_a_person_s_ratings(api, tmp_path):
    """And nobody else's."""
    path = tmp_path / "store.db"
    async with running_bot(api, store=f"sqlite:///{path}"):
        reply = await reply_to(api, api.say("/ask 医保？", chat=-5, user=1))
        for user in (1, 2):
            await alert_of(api, api.press_labelled(reply, HELPFUL, user=user))
        await reply_to(api, api.say("/forget"))
    assert ratings(path) == [(reply["message_id"], 2, 1)]
