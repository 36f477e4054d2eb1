"""/start, /about, /hot and /stats."""

from __future__ import annotations

from bot import Retriever
from bot.chat.replies import CHINESE
from tests.support.telegram import reply_to, running_bot
from tests.support.telegram_screens import ARTICLES

OPERATOR = 99
DESK = -77


def corpus_bot(api, **fields):
    """A bot that answers from the articles of the screens."""
    retriever = Retriever.from_articles(ARTICLES)
    return running_bot(api, retriever.answer, lambda: retriever.articles, **fields)


async def test_start_shows_questions_that_the_corpus_answers(api):
    """As buttons that send them; each gets the paper's answer."""
    async with corpus_bot(api):
        greeting = await reply_to(api, api.say("/start"))
        questions = [row[0]["text"] for row in greeting["reply_markup"]["keyboard"]]
        assert len(questions) == 3
        assert all(question in greeting["text"] for question in questions)
        for question in questions:
            assert CHINESE.not_found not in (await reply_to(api, api.say(question)))["text"]
            assert "📰" in (await reply_to(api, api.say(question)))["text"]
        assert questions[0] in (await reply_to(api, api.say("/help")))["text"]
        assert questions[0] in (await reply_to(api, api.say("？？？")))["text"]


async def test_about_says_which_papers_there_are(api):
    """Names, days, sizes."""
    async with corpus_bot(api):
        text = (await reply_to(api, api.say("/about")))["text"]
    for fact in ("《江州日报》", "2022年9月27日", "2022年9月28日", "3 篇文章"):
        assert fact in text


async def test_without_a_corpus_that_is_known_nothing_is_made_up(bot, api):
    """A greeting, who this is, and no buttons."""
    greeting = await reply_to(api, api.say("/start"))
    assert greeting["text"] == CHINESE.start
    assert "reply_markup" not in greeting
    assert (await reply_to(api, api.say("/about")))["text"] == CHINESE.talk["who"]


async def test_hot_shows_what_three_people_asked(api):
    """Not before; in a group the buttons begin with /ask."""
    async with corpus_bot(api) as service:
        assert (await reply_to(api, api.say("/hot")))["text"] == CHINESE.service.hot_none
        for person in (1, 2, 3):
            await reply_to(api, api.say("南湖公园哪天免费开放？", chat=person, user=person))
        service._handlers._hot._until = 0.0
        private = await reply_to(api, api.say("/hot"))
        assert "南湖公园哪天免费开放" in private["text"]
        assert [row[0]["text"] for row in private["reply_markup"]["keyboard"]] == ["南湖公园哪天免费开放"]
        in_group = await reply_to(api, api.say("/hot", chat=-5))
        assert in_group["reply_markup"]["keyboard"] == [[{"text": "/ask 南湖公园哪天免费开放"}]]


async def test_stats_are_for_operators(api):
    """By their number, or in the desk's chat; nobody else learns a number."""
    async with corpus_bot(api, operators=OPERATOR, desk_chat=DESK):
        await reply_to(api, api.say("南湖公园哪天免费开放？"))
        assert (await reply_to(api, api.say("/stats")))["text"] == CHINESE.service.not_operator
        in_group = api.say("/stats", chat=-5, user=1, sender_chat={"id": OPERATOR, "type": "channel", "title": "c"})
        assert (await reply_to(api, in_group))["text"] == CHINESE.service.not_operator
        shown = (await reply_to(api, api.say("/stats 30", chat=OPERATOR, user=OPERATOR)))["text"]
        assert "最近30天" in shown
        assert "提问：1" in shown
        assert "答上的：100%" in shown
        assert "提问：1" in (await reply_to(api, api.say("/stats", chat=DESK, user=5)))["text"]


async def test_stats_send_a_picture_where_one_can_be_drawn(api, monkeypatch):
    """It is sent as a photo; what is missing for it is said in the text."""
    from bot.errors import MissingExtraError
    from bot.telegram.commands import stats

    async with corpus_bot(api, operators=OPERATOR):
        await reply_to(api, api.say("南湖公园哪天免费开放？"))
        monkeypatch.setattr(stats, "draw_figures", lambda figures, replies: b"\x89PNG")
        await reply_to(api, api.say("/stats", chat=OPERATOR, user=OPERATOR))
        assert [photo for message in api.sent(OPERATOR) for photo in message.get("photo", ())]

        def missing(figures, replies):
            raise MissingExtraError("a picture of the figures", "charts")

        monkeypatch.setattr(stats, "draw_figures", missing)
        text = (await reply_to(api, api.say("/stats", chat=OPERATOR, user=OPERATOR)))["text"]
        assert "画统计图要多装一个部件：" in text
        assert "pip install" in text and "[charts]" in text


async def test_operators_have_stats_in_their_menu(api):
    """In both languages; nobody else has."""
    async with corpus_bot(api, operators=OPERATOR):
        await api.until(lambda: len(api.called("setMyCommands")) == 4, "the menus")
    menus = api.called("setMyCommands")
    has_stats = [any(command["command"] == "stats" for command in menu["commands"]) for menu in menus]
    assert has_stats == ["scope" in menu for menu in menus] == [False, False, True, True]
