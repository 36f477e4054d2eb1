"""What a message has beside its words: a quote, a citation to copy, dates, 👀; and what is sent where it is refused."""

from __future__ import annotations

import threading

import pytest
from telegram import Message

from bot.chat.replies import CHINESE
from bot.telegram.messages.additions import without_additions, without_marks
from bot.telegram.messages.formatting import FormattedReply, StyledText
from bot.telegram.messages.incoming import find_quote
from bot.telegram.messages.seen import Seen
from bot.telegram.messages.sends import send_text
from tests.support.paper import paper
from tests.support.telegram import reply_to, running_bot

COPY = CHINESE.feedback.copy


def message(text, **fields):
    """A message of a person."""
    content = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": text}
    found = Message.de_json(content | fields, None)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "question", "quote"),
    [
        ("/ask 医保？", "医保？", ("医保？", 5)),
        # two units for a character beyond the first plane
        ("👍换个话题，医保？", "医保？", ("医保？", 7)),
        ("医保？", "医保？", None),
        (" 医保？ ", "医保？", None),
        ("/ask 医保？", "社保？", None),
        ("/ask", "", None),
        ("/ask " + "问" * 1025, "问" * 1025, None),
    ],
)
def test_the_question_is_quoted_where_it_is_a_part_of_the_message(text, question, quote):
    """In the person's own words, with its place as Telegram counts it."""
    assert find_quote(message(text), question) == quote


def test_words_with_marks_of_their_own_are_not_quoted():
    """Telegram would refuse them without these."""
    bold = {"type": "bold", "offset": 5, "length": 2}
    command = {"type": "bot_command", "offset": 0, "length": 4}
    assert find_quote(message("/ask 医保？", entities=[command]), "医保？")
    assert find_quote(message("/ask 医保？", entities=[command, bold]), "医保？") is None


def test_only_what_may_be_refused_is_left_out():
    """Other buttons, the reply and the marks of the text stay; a row without buttons goes."""
    parameters = {
        "text": 'a <tg-time unix="1">1月1日</tg-time> <b>b</b>',
        "parse_mode": "HTML",
        "reply_parameters": {"message_id": 1, "quote": "q", "quote_position": 3},
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "x", "callback_data": "x"}, {"text": "y", "copy_text": {"text": "y"}}],
                [{"text": "z", "copy_text": {"text": "z"}}],
            ]
        },
    }
    plain = {
        "text": "a 1月1日 <b>b</b>",
        "parse_mode": "HTML",
        "reply_parameters": {"message_id": 1},
        "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]},
    }
    assert without_additions(parameters) == plain
    assert without_additions(plain) == plain


async def test_a_reply_quotes_copies_and_dates(api):
    """The question without its command, the citation for the clipboard, the day of the paper as a day."""
    async with running_bot(api):
        reply = await reply_to(api, api.say("/ask 医保缓缴到何时？", chat=-5))
    assert reply["quote"] == {"text": "医保缓缴到何时？", "position": 5, "is_manual": True}
    [copied] = [button["copy_text"]["text"] for button in api.buttons(reply) if button["text"] == COPY]
    assert copied == "《医保缓缴政策出台》 · 文：胡美樱子、李四 · 某某日报 2022年8月17日 · 000_page.txt 第12—31行"
    [day] = [entity for entity in reply["entities"] if entity["type"] == "date_time"]
    start = 2 * day["offset"]
    shown = reply["text"].encode("utf-16-le")[start : start + 2 * day["length"]].decode("utf-16-le")
    assert shown == "2022年8月17日"


async def test_a_chat_that_refuses_additions_gets_the_words_and_is_not_asked_again(api):
    """The answer and its other buttons are there; another chat gets all of it."""
    async with running_bot(api):
        api.fault("sendMessage", 400, "Bad Request: BUTTON_COPY_TEXT_INVALID", chat=1)
        first, second = [await reply_to(api, api.say("/ask 医保？")) for _ in range(2)]
        other = await reply_to(api, api.say("/ask 医保？", chat=2, user=2))
    assert len(api.called("sendMessage")) == 4
    for reply in (first, second):
        assert "某某日报 2022年8月17日" in reply["text"]
        assert "quote" not in reply
        assert COPY not in [button["text"] for button in api.buttons(reply)]
        assert CHINESE.feedback.helpful in [button["text"] for button in api.buttons(reply)]
    assert COPY in [button["text"] for button in api.buttons(other)]


async def test_a_reply_whose_question_was_changed_meanwhile_is_sent_without_the_quote(api):
    """Telegram refuses to quote words that are no longer there."""
    go = threading.Event()

    def answer(question, history, k):
        go.wait(20)
        return paper(question, history, k)

    async with running_bot(api, answer):
        question = api.say("/ask 医保？")
        await api.until(lambda: api.called("sendChatAction"), "the search")
        with api._changed:
            question["text"] = "别的"
        go.set()
        assert "quote" not in await reply_to(api, question)


async def test_a_message_whose_answer_takes_a_while_is_marked_as_seen(api):
    """With 👀, also while it waits because its person asks too much, or because Telegram takes no replies."""
    go = threading.Event()

    def answer(question, history, k):
        if "慢" in question:
            go.wait(20)
        return paper(question, history, k)

    async with running_bot(api, answer, telegram_per_minute=2):
        await reply_to(api, api.say("医保？"))
        slow = api.say("慢车？")
        await api.until(lambda: api.reactions.get(slow["message_id"]) == ["👀"], "the mark")
        go.set()
        await reply_to(api, slow)
        waiting = api.say("社保？")
        await api.until(lambda: api.reactions.get(waiting["message_id"]) == ["👀"], "the mark of what waits")
        api.fault("sendMessage", 502, "Bad Gateway", chat=7, times=3)
        stopped = api.say("医保？", chat=7, user=7)
        await api.until(lambda: api.reactions.get(stopped["message_id"]) == ["👀"], "the mark of what is not sent")
        go.clear()
        chatter, asked = (api.say(text, chat=-7, user=7) for text in ("大家好", "/ask 慢车？"))
        await api.until(lambda: api.reactions.get(asked["message_id"]) == ["👀"], "the mark in a group")
        go.set()
        for message in (stopped, asked):
            await reply_to(api, message)
    assert chatter["message_id"] not in api.reactions


async def test_a_chat_that_refuses_the_mark_is_not_asked_again(api):
    """It allows no reactions, or not this one; the mark in another chat is put. What is answered needs none."""
    api.fault("setMessageReaction", 400, "Bad Request: REACTION_INVALID", chat=2)
    seen = Seen()
    async with running_bot(api) as service:
        bot = service._application.bot
        seen.begin(bot, 9, 4, api.say("一？", chat=4, user=4)["message_id"])
        seen.end(9)
        for update_id, (chat, marks) in enumerate(((2, 1), (2, 1), (3, 2), (2, 2))):
            seen.begin(bot, update_id, chat, api.say("一？", chat=chat, user=chat)["message_id"])
            await api.until(lambda marks=marks: len(api.called("setMessageReaction")) >= marks, "the mark")
        await seen.close()
    assert [call["chat_id"] for call in api.called("setMessageReaction")] == [2, 3]


def test_the_words_of_a_message_are_found_in_its_html():
    """As they were before they were marked, whatever a page or a person has written."""
    parts = (
        StyledText("<b>&amp;lt; 5 > 3</b>", "b"),
        StyledText("\n一 & 二", moment=1),
        StyledText("全文", folded=True),
    )
    reply = FormattedReply(parts)
    _, parameters = send_text(1, reply)
    assert without_marks(parameters)["text"] == reply.plain()
    assert "parse_mode" not in without_marks(parameters)
    assert without_marks({"text": "<b>"}) == {"text": "<b>"}
