"""Passages that are offered while somebody types @bot and a question."""

from bot import Article, Retriever
from bot.chat.replies import CHINESE
from tests.support.bot_api_methods import BOT
from tests.support.paper import make_answer, make_hit
from tests.support.telegram import running_bot

CORPUS = Retriever.from_articles(
    [
        Article(id="a1", headline="城东停水通知", paragraphs=["城东小区5月3日停水，5月6日恢复供水。"]),
        Article(id="a2", headline="城西停水通知", paragraphs=["城西小区6月1日<i>停水。"]),
    ]
)


async def offered(api, text, **fields):
    query = api.ask_inline(text, **fields)
    await api.until(lambda: query in api.offered, "what is offered")
    return api.offered[query]


async def test_passages_are_offered_with_headline_and_text(api):
    """Sent, they are the paper's words with their source, and markup of a page is text."""
    async with running_bot(api, CORPUS.answer):
        first, *others = await offered(api, "城西哪天停水？")
        assert first["title"] == "城西停水通知"
        assert first["description"].startswith("城西小区6月1日<i>停水。")
        content = first["input_message_content"]
        assert "<b>6月1日</b>" in content["message_text"]
        assert "&lt;i&gt;停水" in content["message_text"]
        assert "《城西停水通知》" in content["message_text"]
        assert all("<b>" not in other["input_message_content"]["message_text"].partition("📰")[0] for other in others)


async def test_nothing_is_offered_where_nothing_answers(api):
    """Nothing typed yet, talk, and what the paper does not say."""
    async with running_bot(api, CORPUS.answer):
        for text in ("", "谢谢", "地铁票价多少？"):
            assert await offered(api, text) == []


async def test_at_most_ten_are_offered_and_none_too_long(api):
    """Ten hits of articles without a headline, with 3,000 characters each."""
    hits = [make_hit(f"{number}" + "停水。" * 1000, rank=number, headline="") for number in range(1, 13)]
    async with running_bot(api, lambda question, history, k: make_answer(*hits[:k])):
        found = await offered(api, "停水")
        assert len(found) == 10
        assert all(result["title"] for result in found)


async def test_a_question_that_is_gone_disturbs_nobody(api):
    """Telegram refuses an answer that comes too late; the next message is answered."""
    async with running_bot(api, CORPUS.answer):
        api.fault("answerInlineQuery", 400, "Bad Request: query is too old and response timeout expired")
        api.ask_inline("城西哪天停水？")
        await api.until(lambda: api.called("answerInlineQuery"), "the late answer")
        question = api.say("城西哪天停水？")
        await api.until(lambda: api.replies_to(question), "a reply")


async def test_what_is_typed_does_not_count_as_messages(api):
    """Each key is an update: more than a minute's messages are answered, and the message after them at once."""
    async with running_bot(api, CORPUS.answer, telegram_per_minute=2):
        for end in range(1, 6):
            await offered(api, "城西哪天停水"[:end])
        question = api.say("城西哪天停水？")
        await api.until(lambda: api.replies_to(question), "a reply")


async def test_a_guest_gets_an_answer_in_its_chat(api):
    """Who mentions the bot where it is no member: the passage with its source, or that the paper does not say."""
    async with running_bot(api, CORPUS.answer):
        for text, part in (("城西哪天停水？", "《城西停水通知》"), ("地铁票价多少？", "没有用“地铁”")):
            query = api.mention_as_guest(f"@{BOT['username']} {text}")
            await api.until(lambda query=query: query in api.offered, "an answer")
            [result] = api.offered[query]
            assert part in result["input_message_content"]["message_text"]
        assert not api.called("sendMessage")


async def test_a_guest_hears_of_a_failure(api):
    """An error of ours leaves nobody without a word."""

    def broken(question, history, k):
        raise ValueError("broken on purpose")

    async with running_bot(api, broken):
        query = api.mention_as_guest("城西哪天停水？")
        await api.until(lambda: query in api.offered, "an apology")
        [result] = api.offered[query]
        assert result["input_message_content"]["message_text"].startswith(CHINESE.failed)
