"""What people see in Telegram, as text: `python -m tests.support.telegram_screens` writes docs/telegram-screens.md.

A bot answers from three invented articles; people write to it through the stand-in for Telegram. A test holds the file
to what the bot shows.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import Article, Retriever, __version__
from bot.chat.replies import choose_replies
from bot.records import Answer
from tests.support.bot_api import BotApi
from tests.support.desk import DESK, OPERATOR, open_desk
from tests.support.telegram import alert_of, reply_to, running_bot
from tests.support.telegram_desk_screens import (
    closed_desk_screens,
    desk_screens,
    feedback_screens,
    late_screens,
    lost_case_screens,
)
from tests.support.telegram_service_screens import service_screens
from tests.support.telegram_talk_screens import UNNAMED, talk_screens, unnamed_screens

PATH = Path(__file__).parents[2] / "docs" / "telegram-screens.md"

ARTICLES = [
    Article(
        id="a1",
        headline="南湖公园免费开放",
        paragraphs=[
            "南湖公园改造完工，10月1日起免费开放。",
            "公园开放时间为每天早上6点到晚上9点，游船每人20元，老人和孩子半价。",
            "园内新建了三座厕所和一个停车场，停车场有120个车位，前两小时不收费。湖边的步道有4公里长，沿路装了路灯和座椅。",
            "园林部门还在湖里补种了荷花和芦苇，岸上种了樱花、桂花和银杏，一年四季都有花看。孩子们喜欢的沙坑和滑梯重新做过，"
            "老人下棋的亭子也修好了。公园请来六名管理员，早晚巡查，游客丢了东西可以到东门的服务处去问。为了让大家进出方便，"
            "公交公司把8路车的终点站移到了公园西门，每十分钟一班。",
            "南湖公园免费开放以后，节假日游客会很多，公园提醒大家尽量坐公交车来，不要在湖里游泳、钓鱼，遛狗要牵绳。"
            "公园里禁止烧烤，也不许放孔明灯；带孩子的家长请看好孩子，不要让他们到没有栏杆的岸边去玩。",
        ],
        authors=["周一鸣"],
        newspaper="江州日报",
        date="2022-09-28",
        page="3",
        file="003.txt",
        lines=(1, 12),
    ),
    Article(
        id="a3",
        headline="北山公园夜里也能走",
        paragraphs=["北山公园装上了路灯，从国庆节起免费开放到晚上10点，公园里的步道有三公里长。"],
        authors=["周一鸣"],
        newspaper="江州日报",
        date="2022-09-27",
        page="2",
        file="002.txt",
        lines=(5, 9),
    ),
    Article(
        id="a2",
        headline="城东三个小区明天停水",
        paragraphs=["因更换水管，明天上午8点到下午5点，城东桂花苑、梅苑、兰苑三个小区停水，请居民提前储水。"],
        authors=["林晓"],
        newspaper="江州日报",
        date="2022-09-28",
        page="4",
        file="004.txt",
        lines=(30, 34),
    ),
]

_STYLES = {"bold": "**", "underline": "__", "code": "`", "expandable_blockquote": "|", "date_time": "~"}

LATER = Article(
    id="a4",
    headline="东海大桥今晚封路",
    paragraphs=["东海大桥今晚10点起封路检修，明天早上6点恢复通车。"],
    newspaper="江州日报",
    date="2022-09-29",
    page="1",
    file="005.txt",
    lines=(1, 3),
)


class Corpus:
    """The articles, of which one comes later."""

    def __init__(self) -> None:
        self._retriever = Retriever.from_articles(ARTICLES)

    def answer(self, question: str, history: Sequence[str], k: int) -> Answer:
        """What the articles that are there answer."""
        return self._retriever.answer(question, history, k)

    def current(self) -> Sequence[Article]:
        """The articles that are served now."""
        return self._retriever.articles

    def come(self) -> None:
        """Publishes the article that comes later."""
        self._retriever = Retriever.from_articles([*ARTICLES, LATER])


Screen = tuple[str, str]
"""What a person does, and what they then see."""


def show(message: dict[str, Any]) -> str:
    """A message of the bot as text: bold between **, underlined between __, code between `, buttons in brackets."""
    units = message["text"].encode("utf-16-le")
    marks: dict[int, str] = {}
    for entity in message.get("entities", []):
        mark = _STYLES[entity["type"]]
        end = entity["offset"] + entity["length"]
        marks[entity["offset"]] = marks.get(entity["offset"], "") + mark
        marks[end] = mark + marks.get(end, "")
    borders = sorted({0, len(units) // 2, *marks})
    text = "".join(
        marks.get(start, "") + units[2 * start : 2 * stop].decode("utf-16-le")
        for start, stop in zip(borders, [*borders[1:], borders[-1]], strict=True)
    )
    markup = message.get("reply_markup", {})
    rows = markup.get("inline_keyboard") or markup.get("keyboard", [])
    quote = [f"> {message['quote']['text']}"] if "quote" in message else []
    return "\n".join([*quote, text, *(" ".join(f"[{button['text']}]" for button in row) for row in rows)])


async def screens(language: str) -> AsyncIterator[Screen]:
    """Each thing that a person can do, with what they see."""
    corpus = Corpus()
    desk: dict[str, Any] = {"desk_chat": DESK, "desk_language": language[:2]}
    with BotApi() as api, tempfile.TemporaryDirectory() as pages:
        open_desk(api)
        async with running_bot(api, corpus.answer, corpus.current, telegram_per_minute=100, **desk):

            async def say(text: str | None, **fields: Any) -> Screen:
                message = api.say(text, language=language, **fields)
                return text or "(a sticker)", show(await reply_to(api, message))

            chinese, english = api.called("setMyCommands")[:2]
            commands = (chinese if language.startswith("zh") else english)["commands"]
            yield "(the menu)", "\n".join(f"/{one['command']} {one['description']}" for one in commands)
            for text in ("/start", "/help", "/settings", "/about", "/hot", "/stats", "/mine"):
                yield await say(text)
            question = api.say("南湖公园哪天免费？", language=language)
            answer = await reply_to(api, question)
            yield "南湖公园哪天免费？", show(answer)
            yield await say("游船多少钱")
            api.press(answer, language=language)
            await api.until(lambda: answer.get("edit_date"), "the next passage")
            yield "(presses the first button below the first answer)", show(answer)
            whole, back = (getattr(choose_replies(language).paging, name) for name in ("whole", "back"))
            api.press_labelled(answer, whole, language=language)
            await api.until(lambda: back in show(answer), "the article")
            yield f"(presses {whole})", show(answer)
            api.press_labelled(answer, back, language=language)
            await api.until(lambda: whole in show(answer), "the passage")
            before = show(answer)
            api.edit(question, "南湖公园几点开门？")
            await api.until(lambda: show(answer) != before, "the new answer")
            yield "(edits the first question to 南湖公园几点开门？)", show(answer)
            for text in ("出处", "谁写的", "/article", "还有吗", "谢谢", "讲个笑话", "转人工"):
                yield await say(text)
            for text in ("西山水库的鱼多少钱一斤？", "城东那里停水", "南胡公园哪天免费？"):
                yield await say(text)
            refusal = await reply_to(api, api.say("西湖区的游船多少钱？", language=language))
            yield "西湖区的游船多少钱？", show(refusal)
            api.press_labelled(refusal, "游船多少钱？", language=language)
            await api.until(lambda: "20元" in show(refusal), "the answer")
            yield "(presses 游船多少钱？)", show(refusal)
            for text in ("/new", "/privacy", "/forget", "？？？", "hello there", "长" * 600):
                yield await say(text)
            sticker = {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1}
            yield await say(None, sticker=sticker | {"is_animated": False, "is_video": False})
            in_group = await reply_to(api, api.say("/ask 南湖公园几点开门", chat=-5, language=language))
            yield "/ask 南湖公园几点开门 (in a group)", show(in_group)
            if language.startswith("zh"):
                # Telegram tells of no sender, and so of no language
                in_channel = await reply_to(api, api.publish("/ask 城东那里停水"))
                yield "/ask 城东那里停水 (in a channel)", show(in_channel)
            alert = await alert_of(api, api.press(in_group, user=2, language=language))
            yield "(somebody else presses the first button)", alert
            alert = await alert_of(api, api.press(answer, "made up", language=language))
            yield "(presses a button that is no longer known)", alert
            async for screen in talk_screens(partial(say, chat=21, user=21)):
                yield screen
        options: dict[str, Any] = {"telegram_per_minute": 1000, "desk_pages": pages} | desk
        async with running_bot(api, corpus.answer, corpus=corpus.current, **options):
            async for screen in desk_screens(api, language, show):
                yield screen
            async for screen in feedback_screens(api, language, show, corpus.come):
                yield screen
        in_three_days = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(days=3)
        hours = f"{in_three_days:%a} 9:00-17:30"
        async with running_bot(api, corpus.answer, desk_hours=hours, desk_subjects="交通,医保,环境", **desk):
            async for screen in closed_desk_screens(api, language, show):
                yield screen
        async with running_bot(api, corpus.answer, **desk) as service:
            async for screen in late_screens(api, language, show, service):
                yield screen
        async with running_bot(api, corpus.answer, desk_chat=-999):
            async for screen in lost_case_screens(api, language, show):
                yield screen
        # the figures count what comes twice to another store
        api.confirm_updates()
        async with running_bot(api, corpus.answer, corpus=corpus.current, operators=OPERATOR) as service:
            async for screen in service_screens(api, language, show, service):
                yield screen
        unnamed = Retriever.from_articles(UNNAMED)
        async with running_bot(api, unnamed.answer, lambda: unnamed.articles, telegram_per_minute=100):

            async def press(label: str) -> Screen:
                message = api.sent()[-1]
                [whole] = [button["text"] for button in api.buttons(message) if button["text"].startswith(label)]
                before = message["text"]
                api.press_labelled(message, whole, language=language)
                await api.until(lambda: message["text"] != before, "what the button shows")
                return f"(presses {whole})", show(message)

            paging = choose_replies(language).paging
            labels = (paging.part_after.partition("{")[0], paging.part_before.partition("{")[0])
            async for screen in unnamed_screens(say, press, labels):
                yield screen
        async with running_bot(api, corpus.answer, allowed_chats=-5):
            yield "你好 (the bot is for others only)", show(await reply_to(api, api.say("你好", language=language)))
        async with running_bot(api, _broken):
            yield await say("南湖公园哪天免费？")
        many = [api.say("你好", chat=9, user=9, language=language) for _ in range(4)]
        async with running_bot(api, corpus.answer, telegram_per_minute=1):
            yield "你好 (more often than is answered in a minute)", show(await reply_to(api, many[2]))


def _broken(question: object, history: object, k: object) -> Any:
    raise ValueError("broken on purpose")


async def write() -> str:
    """The whole file."""
    parts = [
        "# What people see in Telegram\n",
        "Written by `python -m tests.support.telegram_screens`; a test holds it to what the bot shows. Bold is between",
        "`**`, underlined between `__`, folded between `|`, a day that can be put into a calendar between `~`; what a",
        "reply quotes stands after `>`; buttons are in brackets. The articles are invented.\n",
    ]
    for title, language in (("## 中文", "zh-hans"), ("## English", "en")):
        parts.append(f"{title}\n")
        async for did, seen in screens(language):
            quoted = "\n".join(f"> {line}".rstrip() for line in seen.replace(__version__, "…").splitlines())
            # a reference to the log is another one each time
            parts.append(f"**{did if len(did) < 60 else did[:20] + '…'}**\n\n```text\n{quoted}\n```\n")
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PATH.write_text(asyncio.run(write()), encoding="utf-8")
