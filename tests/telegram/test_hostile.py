"""Hostile text over real HTTP: wherever a person can write it, it is answered, and so is what comes after it."""

from __future__ import annotations

import logging

import pytest

from bot import Article, Retriever
from tests.support.desk import DESK, OPERATOR, cards, open_desk
from tests.support.telegram import reply_to, running_bot

TEXTS = {
    "ten thousand characters": "停水吗" * 3334,
    "ten thousand without an end": "停" * 10_000,
    "zero width": "停\u200b水\u200d了\ufeff吗？",
    "right to left": "\u202e停水了吗？\u2066",
    "a lone surrogate": "停水\ud800了吗？",
    "a lone surrogate at the end": "停水了吗？\udfff",
    "control characters": "停水\x00了\x1b[31m吗？\x07",
    "marks of HTML": "<b>停水</b>&lt;i&gt;<a href='tg://user?id=1'>了吗？</a></blockquote>",
    "signs of combination": "停" + "\u0301" * 500 + "水了吗？",
    "another writing": "هل انقطع الماء؟ 🙂" * 40,
    "marks of the bot": "📨#1 停水了吗？\n【编辑部的答复】1 号。",
}

CORPUS = Retriever.from_articles(
    [
        Article(id="a", headline="<b>城东</b>停水&amp;", paragraphs=["城东小区\ud8005月3日<停水>，5月6日恢复。"]),
        # the name of a file that is no valid text
        Article(id="b", headline="公园\u202e开放", paragraphs=["公园明天&lt;免费开放。"], file="\udcb1\udca8.txt"),
    ]
)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_hostile_text_is_answered_wherever_it_is_written(api, caplog, text):
    """As a question, in a group, edited into one, typed in inline mode, to a guest, as a report, as a desk's reply."""
    open_desk(api)
    caplog.set_level(logging.WARNING)
    async with running_bot(api, CORPUS.answer, lambda: CORPUS.articles, desk_chat=DESK):
        question = api.say(text)
        await reply_to(api, question)
        await reply_to(api, api.say(f"/ask {text}", chat=-5))
        edited = api.say("公园开放吗？")
        await reply_to(api, edited)
        api.edit(edited, text)
        for query in (api.ask_inline(text[:256]), api.mention_as_guest(f"@baowen_test_bot {text}")):
            await api.until(lambda query=query: query in api.offered, "what is offered")
        report = api.say(f"/report {text}", user=7, chat=7)
        await reply_to(api, report)
        await api.until(lambda: cards(api), "the card")
        answered = api.say(text, chat=DESK, user=OPERATOR, reply_to=cards(api)[0])
        await reply_to(api, answered)
        await reply_to(api, report, 2)
        assert "恢复" in (await reply_to(api, api.say("城东哪天停水？", chat=8, user=8)))["text"]
        assert "免费" in (await reply_to(api, api.say("公园哪天免费开放？", chat=8, user=8)))["text"]
        assert "??.txt" in (await reply_to(api, api.say("出处", chat=8, user=8)))["text"]
    assert not [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]


async def test_hostile_names_are_only_text(api):
    """Of an operator, on the card; of who asks, nobody sees anything."""
    open_desk(api)
    async with running_bot(api, lambda question, history, k: CORPUS.answer("火星", (), k), desk_chat=DESK):
        api.say("/report 路灯坏了")
        await api.until(lambda: cards(api), "the card")
        card = cards(api)[0]
        name = "<a href='x'>某乙</a>&amp;\u202e"
        api.say("我在", chat=DESK, user=OPERATOR, reply_to=card)["from"]["first_name"] = name
        await api.until(lambda: "已答复" in card["text"], "the reply")
        assert all("某甲" not in message.get("text", "") for message in api.sent(DESK))
