"""The buttons that turn pages, over real HTTP: whole articles in parts, the nearest headlines, and who may press."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.replies import CHINESE
from bot.records import Answer
from bot.telegram.messages.offers import REWORD
from tests.support.paper import make_answer, make_hit
from tests.support.telegram import alert_of, reply_to, running_bot

# an article of 6,000 characters, which takes three messages, and another one
LONG = [f"这是长文的第{number}句话，说的是南湖公园。" * 10 for number in range(1, 31)]
SHORT = ["北山公园也开放。", "夜里有灯。"]
OTHER = make_hit(SHORT[0], 2, id="short", headline="北山<b>公园", paragraphs=SHORT, passage_id="short.1")


def answer_found(question, history, k):
    """Answers everything with a passage of the long article and one of the other."""
    hits = (
        make_hit(LONG[0], 1, id="long", headline="南湖公园", paragraphs=LONG, passage_id="long.1"),
        # near enough to the first to be shown beside an answer
        replace(OTHER, score=9.0),
    )
    return make_answer(*hits[:k], question=question)


def answer_silent(question, history, k):
    """Has the same articles, and answers nothing."""
    found = answer_found(question, history, k)
    return Answer(question, answered=False, confidence=0.1, hits=found.hits, band="silent")


def labels(api, message):
    """The labels of the buttons below a message."""
    return [button["text"] for button in api.buttons(message)]


async def test_a_whole_article_is_read_in_parts_in_the_same_message(api):
    """Every part is shown, nothing is left out or said twice, and the way back leads to the passage."""
    async with running_bot(api, answer_found):
        reply = await reply_to(api, api.say("南湖公园？"))
        passage = reply["text"]
        assert labels(api, reply)[:2] == ["下一段（2/2）", CHINESE.paging.whole]
        read = []
        for label in (CHINESE.paging.whole, *(CHINESE.paging.part_after.format(part=n, total=3) for n in (2, 3))):
            before = reply["text"]
            api.press_labelled(reply, label)
            await api.until(lambda before=before: reply["text"] != before, "the next part")
            read.append(reply["text"].removeprefix("《南湖公园》\n\n").partition("\n\n文：")[0].removesuffix(" ……"))
        assert "".join(read).replace("\n", "") == "".join(LONG)
        api.press_labelled(reply, CHINESE.paging.back)
        await api.until(lambda: reply["text"] == passage, "the passage")
        assert len(api.sent()) == 1


async def test_a_passage_that_is_all_of_its_article_offers_no_more_of_it(api):
    """A button that shows the same once more would be in the way."""

    def answer(question, history, k):
        return make_answer(make_hit("停水通知。"), question=question)

    async with running_bot(api, answer):
        reply = await reply_to(api, api.say("停水？"))
        assert CHINESE.paging.whole not in labels(api, reply)


async def test_the_command_shows_what_the_words_show(api):
    """/article gives the whole article of what is on display; before any question it says what to do."""
    async with running_bot(api, answer_found):
        before = await reply_to(api, api.say("/article"))
        assert before["text"] == CHINESE.talk["article"]
        await reply_to(api, api.say("南湖公园？"))
        by_command = await reply_to(api, api.say("/article"))
        by_words = await reply_to(api, api.say("全文"))
        assert by_command["text"] == by_words["text"]
        assert LONG[0] in by_command["text"]
        # opened by words, it has no passage to go back to, and its parts can be read
        assert labels(api, by_words) == [CHINESE.paging.part_after.format(part=2, total=3)]
        api.press(by_words, api.buttons(by_words)[0]["callback_data"])
        await api.until(lambda: LONG[0] not in by_words["text"], "the next part")


async def test_a_refusal_has_the_nearest_headlines_as_buttons(api):
    """One opens the article in the same message, and the way back leads to the refusal and what it offers."""
    async with running_bot(api, answer_silent, desk_chat=-100):
        reply = await reply_to(api, api.say("火星上有水吗？"))
        refusal, offered = reply["text"], labels(api, reply)
        assert CHINESE.paging.nearest_below in refusal
        assert offered == ["《南湖公园》", "《北山<b>公园》", "转给编辑部", CHINESE.feedback.tell_me]
        api.press_labelled(reply, "《北山<b>公园》")
        await api.until(lambda: SHORT[1] in reply["text"], "the article")
        assert labels(api, reply) == [CHINESE.paging.back]
        api.press_labelled(reply, CHINESE.paging.back)
        await api.until(lambda: reply["text"] == refusal, "the refusal")
        assert labels(api, reply) == offered


@pytest.mark.parametrize(
    "data",
    ["2:1:00000000:", "2:1:zzzzzzzz:", "2:9999:00000000:", "2:1:00000000:1:2:zz", "2::", "2:1:00000000:\n"],
)
async def test_forged_articles_are_answered_kindly(api, data):
    """What leads to no article that was found for the question of the message changes nothing."""
    async with running_bot(api, answer_found):
        reply = await reply_to(api, api.say("南湖公园？"))
        assert await alert_of(api, api.press(reply, data)) == CHINESE.expired
        assert not api.called("editMessageText")


async def test_a_part_beyond_the_last_is_the_last(api):
    """An article may have become shorter since the button was made."""
    async with running_bot(api, answer_found):
        reply = await reply_to(api, api.say("南湖公园？"))
        data = next(one["callback_data"] for one in api.buttons(reply) if one["text"] == CHINESE.paging.whole)
        api.press(reply, data.replace("2:1:", "2:999:", 1))
        await api.until(lambda: LONG[-1] in reply["text"], "the last part")


async def test_operators_turn_everybody_s_pages(api):
    """The conversation stays that of who asked: what they ask next goes on with it, not what the operator asks."""
    asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(question, history, k):
        asked.append((question, tuple(history)))
        return answer_found(question, history, k)

    async with running_bot(api, answer, operators=50):
        reply = await reply_to(api, api.say("/ask 南湖公园？", chat=-5, user=1))
        assert await alert_of(api, api.press(reply, user=2)) == CHINESE.not_yours
        api.press(reply, user=50)
        await api.until(lambda: SHORT[0] in reply["text"], "the next passage")
        await reply_to(api, api.say("/ask 门票多少钱？", chat=-5, user=50))
        assert not asked[-1][1]
        await reply_to(api, api.say("/ask 几点开门？", chat=-5, user=1))
        assert "南湖公园？" in asked[-1][1]


async def test_an_anonymous_administrator_s_pages_can_be_turned(api):
    """Telegram does not say who of the administrators has asked, so whoever presses is let."""
    group = {"id": -5, "type": "supergroup", "title": "群"}
    async with running_bot(api, answer_found):
        asked = api.say("/ask 南湖公园？", chat=-5, user=1087968824, sender_chat=group)
        reply = await reply_to(api, asked)
        api.press(reply, user=7)
        await api.until(lambda: SHORT[0] in reply["text"], "the next passage")


async def test_a_wording_that_is_answered_is_one_tap_away(api):
    """The answer stands in the same message and says what was looked up; what is asked next goes on with it."""
    asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(question, history, k):
        asked.append((question, tuple(history)))
        if question.startswith("青山镇"):
            return replace(answer_silent(question, history, k), unknown=("青山镇",))
        return replace(answer_found(question, history, k), confidence=0.9)

    async with running_bot(api, answer):
        reply = await reply_to(api, api.say("青山镇的公园几点开门？"))
        assert reply["text"].startswith("没有找到：报上没有用“青山镇”这样的词。")
        assert "这样问，报上有：公园几点开门？" in reply["text"]
        assert labels(api, reply)[0] == "公园几点开门？"
        api.press_labelled(reply, "公园几点开门？")
        for shown, label in ((LONG[0], "下一段（2/2）"), (SHORT[0], "上一段（1/2）"), (LONG[0], "")):
            await api.until(lambda shown=shown: shown in reply["text"], "the passage")
            assert reply["text"].startswith("按这一句找的：公园几点开门？\n\n")
            if label:
                api.press_labelled(reply, label)
        await reply_to(api, api.say("门票呢？"))
    assert asked[-1] == ("门票呢？", ("公园几点开门？",))


async def test_another_question_of_the_same_message_is_one_tap_away(api):
    """It is looked up as it was offered, after the one before it, and the message says which question it answers."""
    asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(question, history, k):
        asked.append((question, tuple(history)))
        says = "灯六点开。" if question == "灯几点开" else "公园八点开门。"
        return make_answer(make_hit(says, highlights=[(0, len(says))]), question=question)

    async with running_bot(api, answer):
        reply = await reply_to(api, api.say("公园几点开门，灯几点开？"))
        assert "您问的另一句，报上也有：灯几点开" in reply["text"]
        first = reply["text"]
        api.press_labelled(reply, "灯几点开")
        await api.until(lambda: len(api.sent()) == 2 and "灯几点开" not in labels(api, reply), "the other answer")
        other = api.sent()[1]
        assert reply["text"] == first, "the answer to the first question stays"
        assert other["text"].startswith("按这一句找的：灯几点开\n\n") and "灯六点开。" in other["text"]
        assert "灯几点开" not in labels(api, other)
    assert asked[-1] == ("灯几点开", ("公园几点开门",))


async def test_a_wording_that_is_no_longer_answered_is_not_shown(api):
    """Nor one that was never offered."""
    async with running_bot(api, answer_found):
        reply = await reply_to(api, api.say("公园几点开门？"))
        assert await alert_of(api, api.press(reply, REWORD)) == CHINESE.expired
