"""The bot when things are slow, missing or broken; each test starts a bot that answers in its own way."""

from __future__ import annotations

import threading

from bot.chat.replies import CHINESE, ENGLISH
from bot.telegram.logs import configure_logging
from tests.support.paper import make_answer, make_hit, paper
from tests.support.telegram import alert_of, reply_to, running_bot


async def test_what_the_paper_does_not_say_is_said_so(api):
    """With nothing near there is one sentence; with near passages it stands before them."""
    nearest = make_answer(make_hit("别的事情。", 1), make_hit("又一件。", 2), answered=False)

    def answer(question, history, k):
        return nearest if "近" in question else make_answer(answered=False)

    async with running_bot(api, answer):
        assert (await reply_to(api, api.say("没有？")))["text"] == CHINESE.not_found
        reply = await reply_to(api, api.say("近？"))
        assert reply["text"].startswith(f"{CHINESE.nearest}\n\n别的事情。")
        api.press(reply)
        await api.until(lambda: reply["text"].startswith(f"{CHINESE.also_near}\n\n又一件。"), "the next passage")


async def test_an_article_with_over_long_fields_is_shown(api):
    """Telegram takes the message, and the passage is whole."""
    hit = make_hit("原话。" * 100, headline="题" * 6000, authors=["名" * 3000] * 3, file="f" * 5000)
    async with running_bot(api, lambda question, history, k: make_answer(hit)):
        assert "原话。" * 100 in (await reply_to(api, api.say("医保？")))["text"]


async def test_a_failure_is_told_and_survived(api, caplog):
    """The person hears that it is our fault, with a reference that the log has beside the place and without their
    words; the next one is answered."""

    def answer(question, history, k):
        if "坏" in question:
            raise ValueError(f"cannot read {question}")
        return paper(question, history, k)

    caplog.set_level("INFO")
    async with running_bot(api, answer):
        apology = (await reply_to(api, api.say("坏掉的问题")))["text"]
        assert apology.startswith(CHINESE.failed)
        assert (await reply_to(api, api.say("broken 坏", language="en")))["text"].startswith(ENGLISH.failed)
        await reply_to(api, api.say("好问题"))
    assert "ValueError" in caplog.text
    assert apology.removeprefix(CHINESE.failed).strip("（编号）") + ":" in caplog.text
    assert "坏" not in caplog.text


async def test_a_failure_behind_a_button_is_told(api):
    """The clock on the button stops, and a sentence says that it is our fault."""
    calls = []

    def answer(question, history, k):
        calls.append(question)
        if len(calls) > 1:
            raise ValueError("broken")
        return paper(question, history, k)

    async with running_bot(api, answer):
        reply = await reply_to(api, api.say("医保？"))
        assert (await alert_of(api, api.press(reply))).startswith(CHINESE.failed)


async def test_a_failure_that_cannot_be_told_is_survived(api, caplog):
    """Telegram refusing the apology as well ends in a log line, not in silence for everybody."""

    def answer(question, history, k):
        if "坏" in question:
            raise ValueError("broken")
        return paper(question, history, k)

    async with running_bot(api, answer):
        api.fault("sendMessage", 400, "Bad Request: not enough rights to send text messages", chat=3)
        api.say("坏路灯？", chat=3)
        await api.until(lambda: "A reply was not delivered" in caplog.text, "the log line")
        await reply_to(api, api.say("医保？"))


async def test_buttons_work_after_a_restart(api):
    """Everything that a button needs is in its message, not in the process."""
    async with running_bot(api):
        reply = await reply_to(api, api.say("医保？"))
    async with running_bot(api):
        api.press(reply)
        await api.until(lambda: "原话第2段" in reply["text"], "the next passage")


async def test_a_follow_up_that_lost_its_history_is_not_answered_wrongly(api):
    """Where the store is gone, a button whose question leaned on an earlier one asks to ask again."""
    async with running_bot(api):
        await reply_to(api, api.say("医保？"))
        reply = await reply_to(api, api.say("从哪天开始？"))
    async with running_bot(api):
        assert await alert_of(api, api.press(reply)) == CHINESE.expired


async def test_a_conversation_goes_on_after_a_restart(api, tmp_path):
    """The question before, and the buttons of a follow-up, are known from the store."""
    store = f"sqlite:///{tmp_path}/store.db"
    async with running_bot(api, store=store):
        await reply_to(api, api.say("医保？"))
    async with running_bot(api, store=store):
        reply = await reply_to(api, api.say("从哪天开始？"))
        assert reply["text"].startswith("从哪天开始？（先问了医保？）")
    async with running_bot(api, store=store):
        api.press(reply)
        await api.until(lambda: "原话第2段" in reply["text"], "the next passage")


async def test_questions_asked_while_the_bot_was_down_are_answered(api):
    """Telegram keeps them, and so do we."""
    question = api.say("医保？")
    async with running_bot(api):
        await reply_to(api, question)


async def test_typing_is_shown_only_to_those_who_wait(api):
    """A slow search shows that something happens and does not keep others waiting; a quick one just answers."""
    go = threading.Event()

    def answer(question, history, k):
        if "慢" in question:
            assert go.wait(20)
        return paper(question, history, k)

    async with running_bot(api, answer):
        slow = api.say("慢车？", chat=1)
        await reply_to(api, api.say("快车？", chat=2))
        await api.until(lambda: api.called("sendChatAction"), "the typing action")
        assert not api.replies_to(slow)
        go.set()
        await reply_to(api, slow)
    assert [action["chat_id"] for action in api.called("sendChatAction")] == [1]


async def test_many_people_get_each_their_own_answer(api):
    """Questions that come all at once are answered in their own chats."""
    async with running_bot(api):
        questions = [api.say(f"问{chat}？", chat=chat, user=chat) for chat in range(1, 21)]
        for question in questions:
            assert (await reply_to(api, question))["text"].startswith(question["text"])


async def test_the_token_is_in_no_log(api, capfd):
    """Not even at DEBUG, nor while things fail."""
    configure_logging("DEBUG", [api.token])
    api.fault("sendMessage", 502, "Bad Gateway")
    async with running_bot(api):
        await reply_to(api, api.say("医保？"))
    log = capfd.readouterr().err
    assert "sendMessage" in log
    assert api.token not in log
