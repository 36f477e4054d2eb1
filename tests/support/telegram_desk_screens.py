"""What people and the operators of the desk see of each other in Telegram, as text; part of `telegram_screens`."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from typing import Any

from bot.chat.replies import choose_replies
from bot.telegram.service import Service
from tests.support.bot_api import BotApi
from tests.support.desk import DESK, OPERATOR, cards
from tests.support.telegram import alert_of, reply_to

NAME = "编辑部"
VOICE = {"file_id": "v", "file_unique_id": "v", "duration": 1}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]


async def desk_screens(
    api: BotApi, language: str, show: Callable[[dict[str, Any]], str]
) -> AsyncIterator[tuple[str, str]]:
    """Each thing that a person or an operator can do with the desk, with what the other one sees.

    Args:
        api: with a running bot that has a desk.
        language: of the person.
        show: a message as text.
    """
    pass_on = choose_replies(language).desk.pass_on.format(desk=NAME)
    listed = api.say("/cases", chat=DESK, user=OPERATOR, language=language)
    yield "/cases (in the desk's chat, where nothing waits)", show(await reply_to(api, listed))
    question = api.say("西山水库的鱼多少钱一斤？", language=language)
    refusal = await reply_to(api, question)
    yield "西山水库的鱼多少钱一斤？", show(refusal)
    api.press_labelled(refusal, pass_on, language=language)
    yield f"(presses {pass_on})", show(await reply_to(api, question, 2))
    alert = await alert_of(api, api.press_labelled(refusal, pass_on, language=language))
    yield f"(presses {pass_on} once more)", alert
    await api.until(lambda: cards(api), "the card")
    card = cards(api)[-1]
    yield "(in the desk's chat)", show(card)
    in_desk = choose_replies(language).desk
    alert = await alert_of(api, api.press_labelled(card, in_desk.take, user=OPERATOR, language=language))
    yield f"(an operator presses {in_desk.take})", alert
    person = show(await reply_to(api, question, 3))
    await api.until(lambda: card.get("edit_date"), "the card")
    yield "(the card is then)", show(card)
    yield "(the person sees)", person
    data = api.buttons(card)[0]["callback_data"].replace("close", "take")
    alert = await alert_of(api, api.press(card, data, user=51, language=language))
    yield f"(another operator presses {in_desk.take})", alert
    alert = await alert_of(api, api.press(refusal, data, language=language))
    yield "(somebody else sends what an operator's button sends)", alert
    answer = api.say("每斤18元，由承包户自己卖。", chat=DESK, user=OPERATOR, reply_to=card, language=language)
    confirmed = await reply_to(api, answer)
    yield "每斤18元，由承包户自己卖。 (an operator, in reply to the card)", show(confirmed)
    yield "(the person sees)", show(await reply_to(api, question, 4))
    api.press_labelled(confirmed, in_desk.publish, user=OPERATOR, language=language)
    await api.until(lambda: confirmed.get("edit_date"), "the publication")
    yield f"(an operator presses {in_desk.publish})", show(confirmed)
    alert = await alert_of(api, api.press_labelled(confirmed, in_desk.withdraw, user=OPERATOR, language=language))
    yield f"(an operator presses {in_desk.withdraw})", alert
    api.edit(answer, "每斤19元。")
    yield "(an operator changes their reply)", show(await reply_to(api, answer, 2))
    of_desk = api.replies_to(question)[3]
    told = api.say("哪天开始卖？", reply_to=of_desk, language=language)
    yield "哪天开始卖？ (the person, in reply to the desk's reply)", show(await reply_to(api, told))
    await api.until(lambda: "哪天开始卖" in api.sent(DESK)[-1]["text"], "what the person says")
    yield "(in the desk's chat)", show(api.sent(DESK)[-1])
    voice = api.say(None, chat=DESK, user=OPERATOR, reply_to=card, language=language, voice=VOICE)
    yield "(an operator replies with a voice message)", show(await reply_to(api, voice))
    await reply_to(api, api.say("下个月。", chat=DESK, user=OPERATOR, reply_to=card, language=language))

    yield "/report", show(await reply_to(api, api.say("/report", language=language)))
    report = api.say(None, photo=PHOTO, caption="北门的路灯坏了三天", language=language)
    yield "(a photo with 北门的路灯坏了三天 below it)", show(await reply_to(api, report))
    await api.until(lambda: api.sent(DESK)[-1].get("photo"), "the photo")
    *_, card, photo = api.sent(DESK)
    yield "(in the desk's chat)", show(card)
    yield "(and a photo)", photo["caption"]
    api.edit(report, "北门的路灯坏了四天")
    yield "(changes it to 北门的路灯坏了四天)", show(await reply_to(api, report, 2))
    await api.until(lambda: "四天" in api.sent(DESK)[-1].get("text", ""), "the change")
    yield "(in the desk's chat)", show(api.sent(DESK)[-1])
    listed = api.say("/cases", chat=DESK, user=OPERATOR, language=language)
    yield "/cases (in the desk's chat)", show(await reply_to(api, listed))
    api.press_labelled(card, in_desk.close, user=OPERATOR, language=language)
    yield f"(an operator presses {in_desk.close})", show(await reply_to(api, report, 3))
    late = api.say("明天去修。", chat=DESK, user=OPERATOR, reply_to=card, language=language)
    yield "明天去修。 (an operator, in reply to the card)", show(await reply_to(api, late))
    mine = show(await reply_to(api, api.say("/mine", language=language)))
    # the day is another one each time
    yield "/mine", re.sub(r"\d{4}(-\d\d-\d\d|年\d+月\d+日)", "…", mine)
    yield "转人工", show(await reply_to(api, api.say("转人工", language=language)))
    for _ in range(6):
        await reply_to(api, api.say("/report 北门的路灯又坏了", language=language))
    yield "/report 北门的路灯又坏了 (five cases are not finished)", show(api.sent()[-1])
    asked = api.say("/report", chat=-5, language=language)
    yield "/report (in a group)", show(await reply_to(api, asked))


async def late_screens(
    api: BotApi, language: str, show: Callable[[dict[str, Any]], str], service: Service
) -> AsyncIterator[tuple[str, str]]:
    """What operators see of a case that waits, and then is taken back; `service` is the bot, else as `desk_screens`."""
    desk = choose_replies(language).desk
    question = api.say("西山水库的鱼多少钱一斤？", chat=5, user=5, language=language)
    api.press_labelled(await reply_to(api, question), desk.pass_on.format(desk=NAME), user=5, language=language)
    await reply_to(api, question, 2)
    clock = service._store.store._now
    service._store.store._now = lambda: clock() + 1860
    reminder = desk.reminder.partition("{")[0]
    await api.until(lambda: reminder in api.sent(DESK)[-1]["text"], "the reminder")
    yield "(in the desk's chat, half an hour later)", show(api.sent(DESK)[-1])
    card = cards(api)[-1]
    api.press_labelled(card, desk.take, user=OPERATOR, language=language)
    await reply_to(api, question, 3)
    service._store.store._now = lambda: clock() + 90_000
    reminder = max(re.split(r"\{\w+\}", desk.taken_reminder), key=len)
    await api.until(lambda: reminder in api.sent(DESK)[-1]["text"], "the reminder")
    service._store.store._now = clock
    yield "(taken, and not answered a day later)", show(api.sent(DESK)[-1])
    await reply_to(api, api.say("/forget", chat=5, user=5, language=language))
    await api.until(lambda: desk.forgotten in card["text"], "the forgetting")
    yield "(the card of somebody who has sent /forget)", show(card)
    alert = await alert_of(api, api.press(card, "case:take:999", user=OPERATOR, language=language))
    yield "(an operator presses a button of a case that is gone)", alert


async def lost_case_screens(
    api: BotApi, language: str, show: Callable[[dict[str, Any]], str]
) -> AsyncIterator[tuple[str, str]]:
    """What is seen where the bot is not in the operators' chat; arguments as for `desk_screens`."""
    desk = choose_replies(language).desk
    question = api.say("西山水库的鱼多少钱一斤？", chat=4, user=4, language=language)
    api.press_labelled(await reply_to(api, question), desk.pass_on.format(desk=NAME), user=4, language=language)
    replies = [await reply_to(api, question, 3), *api.replies_to(question)]
    lost = next(reply for reply in replies if desk.lost.partition("{")[0] in reply["text"])
    yield f"(presses {desk.pass_on.format(desk=NAME)}, and nobody is there)", show(lost)


async def closed_desk_screens(
    api: BotApi, language: str, show: Callable[[dict[str, Any]], str]
) -> AsyncIterator[tuple[str, str]]:
    """What is seen while a desk is closed that sorts its cases; arguments as for `desk_screens`."""
    in_desk = choose_replies(language).desk
    pass_on = in_desk.pass_on.format(desk=NAME)
    await reply_to(api, api.say("西山水库在哪里？", chat=3, user=3, language=language))
    question = api.say("西山水库几点关门？", chat=3, user=3, language=language)
    api.press_labelled(await reply_to(api, question), pass_on, user=3, language=language)
    told = await reply_to(api, question, 2)
    # the day is another one each time
    opening = r"\d+月\d+日（周.）|\w+day \d+/\d+"
    yield f"(presses {pass_on} while the desk is closed)", re.sub(opening, "…", show(told))
    await api.until(lambda: "几点关门" in cards(api)[-1]["text"], "the card")
    card = cards(api)[-1]
    alert = await alert_of(api, api.press_labelled(told, "环境", user=3, language=language))
    yield "(presses 环境)", alert
    await api.until(lambda: "环境" in card["text"], "the subject")
    yield "(in the desk's chat)", show(card)
    api.press_labelled(card, in_desk.sort, user=OPERATOR, language=language)
    await api.until(lambda: "交通" in show(card), "the subjects")
    yield f"(an operator presses {in_desk.sort})", show(card)
    api.block(3)
    api.say("晚上6点。", chat=DESK, user=OPERATOR, reply_to=card, language=language)
    undelivered = in_desk.undelivered.split("}")[1]
    await api.until(lambda: undelivered in api.sent(DESK)[-1]["text"], "the news")
    yield "(an operator replies to somebody who has stopped the bot)", show(api.sent(DESK)[-1])


async def feedback_screens(
    api: BotApi, language: str, show: Callable[[dict[str, Any]], str], come: Callable[[], None]
) -> AsyncIterator[tuple[str, str]]:
    """What a person sees who rates an answer, and who waits for one; `come` publishes it."""
    feedback = choose_replies(language).feedback
    answer = await reply_to(api, api.say("南湖公园哪天免费？", language=language))
    alert = await alert_of(api, api.press_labelled(answer, feedback.unhelpful, language=language))
    yield f"(presses {feedback.unhelpful} below an answer)", alert
    await api.until(lambda: answer.get("edit_date"), "the button")
    yield "(the answer is then)", show(answer)
    question = api.say("东海大桥几点封路？", language=language)
    refusal = await reply_to(api, question)
    yield "东海大桥几点封路？", show(refusal)
    alert = await alert_of(api, api.press_labelled(refusal, feedback.tell_me, language=language))
    yield f"(presses {feedback.tell_me})", alert
    come()
    yield "(when a page has it)", show(await reply_to(api, question, 2))
