"""Being told later, over real HTTP: whoever was refused hears once when a page answers surely."""

from __future__ import annotations

import pytest

from bot.chat.replies import CHINESE
from bot.records import Answer
from tests.support.desk import silent
from tests.support.paper import make_hit, paper
from tests.support.telegram import alert_of, reply_to, running_bot

TELL_ME = CHINESE.feedback.tell_me


class Corpus:
    """A corpus to which pages come: before, the paper says nothing."""

    def __init__(self):
        self.pages: tuple[tuple[str, str], ...] = ()
        self.asked = []

    def answer(self, question, history, k):
        self.asked.append(question)
        for words, article in self.pages:
            if words in question:
                hit = make_hit(f"{question}：原话。", id=article)
                return Answer(question, answered=True, confidence=0.9, hits=(hit,))
        return silent(question, history, k)

    def come(self, words, article="a9"):
        self.pages = (*self.pages, (words, article))

    def current(self):
        return self.pages


@pytest.fixture
def corpus():
    return Corpus()


async def refused(api, text, **fields):
    """A question that is refused, and the refusal."""
    question = api.say(text, **fields)
    return question, await reply_to(api, question)


async def test_who_waits_is_told_once_when_a_page_answers(api, corpus, tmp_path):
    """Below their question, with its words, and after a restart; another wish goes on waiting."""
    store = f"sqlite:///{tmp_path}/store.db"
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        fish, refusal = await refused(api, "鱼多少钱？")
        other, other_refusal = await refused(api, "鸡多少钱？", chat=2, user=2)
        for message, user in ((refusal, 1), (other_refusal, 2)):
            query = api.press_labelled(message, TELL_ME, user=user)
            assert await alert_of(api, query) == CHINESE.feedback.will_tell.format(days=30)
    corpus.come("鱼")
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        await api.until(lambda: len(api.replies_to(fish)) == 2, "the news")
        told = api.replies_to(fish)[1]
        assert told["text"].startswith("您问过“鱼多少钱？”，现在报上有了：\n\n鱼多少钱？：原话。")
        # a page that comes while the bot runs
        corpus.come("鸡")
        await api.until(lambda: len(api.replies_to(other)) == 2, "the other news")
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        await reply_to(api, api.say("还在吗？"))
    assert len(api.replies_to(fish)) == len(api.replies_to(other)) == 2


async def test_an_article_that_was_there_is_no_news(api, corpus, tmp_path):
    """What came nearest when the question was refused does not become an answer because the corpus has changed."""
    store = f"sqlite:///{tmp_path}/store.db"
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        question, refusal = await refused(api, "鱼多少钱？")
        await alert_of(api, api.press_labelled(refusal, TELL_ME))
    corpus.come("鱼", article="a1")
    corpus.asked.clear()
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        await api.until(lambda: corpus.asked, "the look")
        await reply_to(api, api.say("还在吗？"))
    assert len(api.replies_to(question)) == 1


async def test_an_answer_that_is_there_by_now_comes_at_once(api, corpus):
    """In place of the refusal."""
    async with running_bot(api, corpus.answer, corpus.current):
        _, refusal = await refused(api, "鱼多少钱？")
        corpus.come("鱼")
        query = api.press_labelled(refusal, TELL_ME)
        await api.until(lambda: "现在报上有了" in refusal["text"], "the answer")
        assert await alert_of(api, query) is None


async def test_a_wish_that_cannot_be_looked_up_keeps_no_other_waiting(api, corpus, tmp_path):
    """An error of the search for one question is logged, and who wished after it is told."""
    store = f"sqlite:///{tmp_path}/store.db"
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        for person, text in enumerate(("鸡多少钱？", "鱼多少钱？"), start=1):
            fish, refusal = await refused(api, text, chat=person, user=person)
            await alert_of(api, api.press_labelled(refusal, TELL_ME, user=person))
    corpus.come("鱼")

    def answer(question, history, k):
        if "鸡" in question:
            raise ValueError(question)
        return corpus.answer(question, history, k)

    async with running_bot(api, answer, corpus.current, store=store):
        await api.until(lambda: len(api.replies_to(fish)) == 2, "the news")


async def test_a_person_has_ten_wishes_at_most(api):
    """The eleventh is refused with the reason; the same one twice is one."""
    async with running_bot(api, silent, telegram_per_minute=100):
        for number in range(11):
            _, refusal = await refused(api, f"第{number}号路？")
            said = await alert_of(api, api.press_labelled(refusal, TELL_ME))
        assert said == CHINESE.feedback.too_many.format(count=10)
        first = api.sent()[0]
        assert await alert_of(api, api.press_labelled(first, TELL_ME)) == CHINESE.feedback.will_tell.format(days=30)


async def test_who_is_forgotten_is_not_told(api, corpus, tmp_path):
    """/forget takes the wish away."""
    store = f"sqlite:///{tmp_path}/store.db"
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        question, refusal = await refused(api, "鱼多少钱？")
        await alert_of(api, api.press_labelled(refusal, TELL_ME))
        other, other_refusal = await refused(api, "鱼多少钱？", chat=2, user=2)
        await alert_of(api, api.press_labelled(other_refusal, TELL_ME, user=2))
        await reply_to(api, api.say("/forget"))
    corpus.come("鱼")
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        await api.until(lambda: len(api.replies_to(other)) == 2, "the news for the other")
    assert len(api.replies_to(question)) == 1


async def test_an_answer_offers_no_waiting(api):
    """There is nothing to wait for; and a button that somebody makes up is refused kindly."""
    async with running_bot(api, paper):
        reply = await reply_to(api, api.say("医保？"))
        assert TELL_ME not in [button["text"] for button in api.buttons(reply)]
        greeting = await reply_to(api, api.say("/start"))
        assert await alert_of(api, api.press(greeting, "wish:1")) == CHINESE.expired


async def test_the_news_comes_into_the_topic_of_the_question(api, corpus, tmp_path):
    """Also where the question is gone by then, below which it would else stand."""
    store = f"sqlite:///{tmp_path}/store.db"
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        question, refusal = await refused(api, "/ask 鱼多少钱？", chat=-5, message_thread_id=77, is_topic_message=True)
        await alert_of(api, api.press_labelled(refusal, TELL_ME))
        api.delete(question)
    corpus.come("鱼")
    async with running_bot(api, corpus.answer, corpus.current, store=store):
        await api.until(lambda: len(api.sent(-5)) == 2, "the news")
    assert api.called("sendMessage")[-1]["message_thread_id"] == 77
