"""The bot in conversation: a real application over real HTTP, against the stand-in for Telegram."""

from __future__ import annotations

import pytest

from bot.chat.replies import CHINESE, ENGLISH
from bot.records import MAX_QUESTION
from tests.support.bot_api_methods import BOT
from tests.support.telegram import alert_of, reply_to

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_new_person_is_greeted(api):
    """/start says what to do, with an example."""
    assert (await reply_to(api, api.say("/start")))["text"] == CHINESE.start


@pytest.mark.parametrize("text", ["/help", "/settings"])
async def test_help_comes_for_commands_that_do_not_exist_too(api, text):
    """In a private chat, /help and unknown commands say how to ask."""
    assert (await reply_to(api, api.say(text)))["text"] == CHINESE.help


async def test_an_english_client_is_greeted_in_english(api):
    """The language is the one that the person's client reports."""
    assert (await reply_to(api, api.say("/start", language="en-GB")))["text"] == ENGLISH.start


@pytest.mark.parametrize("text", ["职工医保缓缴到何时？", "/ask 职工医保缓缴到何时？"])
async def test_a_question_is_answered_with_the_passage(api, text):
    """The reply quotes the passage, marks the answer in it, names its article, and replies to the question."""
    reply = await reply_to(api, api.say(text))
    question = "职工医保缓缴到何时？"
    assert reply["text"].startswith(f"{question}：原话第1段。\n\n📰 《医保缓缴政策出台》\n")
    assert {"type": "bold", "offset": 0, "length": len(question)} in reply["entities"]


async def test_markup_in_a_question_or_a_page_is_only_text(api):
    """Telegram takes the reply although < > & are all over it."""
    reply = await reply_to(api, api.say("医保<b>&缓缴</i>到何时？"))
    assert reply["text"].startswith("医保<b>&缓缴</i>到何时？：原话第1段。")


async def test_the_button_leafs_through_the_passages(api):
    """Pressing it shows the next passage in the same message, and the last one has only a way back."""
    reply = await reply_to(api, api.say("医保？"))
    assert [button["text"] for button in api.page_buttons(reply)] == ["下一段（2/3）"]
    for rank in (2, 3):
        query = api.press(reply)
        await api.until(lambda rank=rank: f"原话第{rank}段" in reply["text"], "the next passage")
        assert await alert_of(api, query) is None
    assert [button["text"] for button in api.page_buttons(reply)] == ["上一段（2/3）"]
    assert len(api.sent()) == 1


async def test_a_button_below_ask_leads_on_as_well(api):
    """The command is no part of the question when it is read again."""
    reply = await reply_to(api, api.say("/ask 医保？", chat=-5))
    api.press(reply)
    await api.until(lambda: reply["text"].startswith("医保？：原话第2段"), "the next passage")


async def test_a_double_tap_does_no_harm(api, caplog):
    """Both presses are answered, the passage is the next one, and nothing is logged as an error."""
    reply = await reply_to(api, api.say("医保？"))
    data = api.buttons(reply)[0]["callback_data"]
    queries = [api.press(reply, data), api.press(reply, data)]
    assert [await alert_of(api, query) for query in queries] == [None, None]
    await api.until(lambda: len(api.called("editMessageText")) == 2, "both edits")
    await reply_to(api, api.say("还在吗？"))
    assert "原话第2段" in reply["text"]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("data", ["more:2", "1:2:00000000", "1:9:00000000"])
async def test_buttons_that_are_not_ours_are_answered_kindly(api, data):
    """A press with foreign or outdated data gets one sentence and changes nothing."""
    reply = await reply_to(api, api.say("医保？"))
    assert await alert_of(api, api.press(reply, data)) == CHINESE.expired
    assert not api.called("editMessageText")


async def test_a_button_without_its_question_is_answered_kindly(api):
    """Where the question was deleted, or the message cannot be had, the person is asked to ask again."""
    question = api.say("医保？")
    reply = await reply_to(api, question)
    api.delete(question)
    assert await alert_of(api, api.press(reply)) == CHINESE.expired
    data = api.buttons(reply)[0]["callback_data"]
    api.delete(reply)
    assert await alert_of(api, api.press(reply, data)) == CHINESE.expired


async def test_a_deleted_question_is_still_answered(api):
    """The reply then stands alone."""
    api.fault("sendMessage", 500, "Internal Server Error")
    question = api.say("医保？")
    await api.until(lambda: api.called("sendMessage"), "the first attempt")
    api.delete(question)
    await api.until(lambda: api.sent(), "the reply")
    assert "reply_to_message" not in api.sent()[0]


async def test_an_edited_question_edits_its_answer(api):
    """One question has one answer, whose buttons lead through the passages of the question as it is now."""
    question = api.say("医保？")
    reply = await reply_to(api, question)
    api.edit(question, "社保？")
    await api.until(lambda: reply["text"].startswith("社保？：原话第1段"), "the new answer")
    api.press(reply)
    await api.until(lambda: "社保？：原话第2段" in reply["text"], "the next passage")
    assert len(api.replies_to(question)) == 1


async def test_an_edit_that_asks_the_same_changes_nothing(api):
    """Telegram sends an edited message also where a link got its preview."""
    question = api.say("医保？")
    await reply_to(api, question)
    api.edit(question, "医保？ ")
    await reply_to(api, api.say("还在吗？"))
    assert len(api.replies_to(question)) == 1
    assert not api.called("editMessageText")


async def test_only_the_person_who_asked_turns_the_pages_in_a_group(api):
    """Another one hears that they can ask a question of their own; the message stays as it is."""
    reply = await reply_to(api, api.say("/ask 医保？", chat=-5, user=1))
    assert await alert_of(api, api.press(reply, user=2)) == CHINESE.not_yours
    assert reply["text"].startswith("医保？：原话第1段")


async def test_the_message_replied_to_is_the_context(api):
    """In a group anybody may go on with a question, whoever asked it; and with an older one than the last."""
    first = await reply_to(api, api.say("/ask 医保？", chat=-5, user=1))
    await reply_to(api, api.say("/ask 路灯？", chat=-5, user=1))
    reply = await reply_to(api, api.say("从哪天开始？", chat=-5, user=2, reply_to=first))
    assert reply["text"].startswith("从哪天开始？（先问了医保？）：")


async def test_a_new_conversation_knows_nothing_of_the_last_one(api):
    """/new is answered, and the next question stands alone."""
    await reply_to(api, api.say("医保？"))
    assert (await reply_to(api, api.say("/new")))["text"] == CHINESE.talk["clear"]
    assert (await reply_to(api, api.say("从哪天开始？")))["text"].startswith("从哪天开始？：")


@pytest.mark.parametrize("text", ["😀👍🏽", "？！……", "/ask", "/ask ？"])
async def test_nothing_to_look_up_asks_for_a_question(api, text):
    """Emoji, punctuation and a bare command get an example of a question."""
    assert (await reply_to(api, api.say(text)))["text"] == CHINESE.talk["nothing"]


async def test_a_very_long_question_is_cut_and_the_person_told(api):
    """Its first 500 characters are searched for, and the reply is still one message."""
    question = api.say("医保缓缴" * 1000)
    reply = await reply_to(api, question)
    assert reply["text"].startswith(CHINESE.cut.format(limit=MAX_QUESTION))
    assert question["text"][:MAX_QUESTION] + "：原话第1段" in reply["text"]
    api.press(reply)
    await api.until(lambda: "原话第2段" in reply["text"], "the next passage")


async def test_photos_get_one_kind_sentence(api):
    """What is not text is answered once; an album is one message to a person, though it arrives as several."""
    photo = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}
    assert (await reply_to(api, api.say(None, **photo)))["text"] == CHINESE.text_only
    album = [api.say(None, **photo, media_group_id="7") for _ in range(3)]
    captioned = [api.say(None, **photo, media_group_id="8", **fields) for fields in ({"caption": "医保？"}, {}, {})]
    await reply_to(api, api.say("还在吗？"))
    assert [len(api.replies_to(message)) for message in album] == [1, 0, 0]
    assert [len(api.replies_to(message)) for message in captioned] == [1, 0, 0]


async def test_a_group_is_left_in_peace(api):
    """In a group the bot answers /ask, and replies to its own messages; everything else is not for it."""
    ignored = [
        api.say("今天天气真好", chat=-5),
        api.say("/roll", chat=-5),
        api.say("/ask@another_bot 医保？", chat=-5),
        api.say(
            None,
            chat=-5,
            sticker={
                "file_id": "f",
                "file_unique_id": "u",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            },
        ),
    ]
    reply = await reply_to(api, api.say(f"/ask@{BOT['username']} 医保？", chat=-5))
    assert reply["text"].startswith("医保？：原话第1段")
    follow_up = await reply_to(api, api.say("那社保？", chat=-5, reply_to=reply))
    assert follow_up["text"].startswith("那社保？")
    others = api.say("我也想知道", chat=-5, reply_to=ignored[0], user=2)
    await reply_to(api, api.say("/ask 还在吗？", chat=-5))
    assert not any(api.replies_to(message) for message in [*ignored, others])


async def test_earlier_questions_go_along(api):
    """A follow-up is answered with the person's last questions; nobody else's are among them."""
    await reply_to(api, api.say("/ask 医保？", chat=-5, user=1))
    await reply_to(api, api.say("/ask 路灯？", chat=-5, user=2))
    reply = await reply_to(api, api.say("/ask 从哪天开始？", chat=-5, user=1))
    assert reply["text"].startswith("从哪天开始？（先问了医保？）：")


async def test_at_most_five_earlier_questions_go_along(api):
    """What was asked long ago is no context."""
    for number in range(7):
        reply = await reply_to(api, api.say(f"问{number}？"))
    assert reply["text"].startswith("问6？" + "".join(f"（先问了问{number}？）" for number in range(1, 6)) + "：")


async def test_a_button_below_an_older_answer_finds_the_history_of_its_question(api):
    """Questions asked since then do not get into it."""
    await reply_to(api, api.say("医保？"))
    older = await reply_to(api, api.say("从哪天开始？"))
    await reply_to(api, api.say("路灯？"))
    api.press(older)
    await api.until(lambda: older["text"].startswith("从哪天开始？（先问了医保？）：原话第2段"), "the next passage")


async def test_a_chat_that_blocked_the_bot_disturbs_nobody(api, caplog):
    """403 is one line in the log without a traceback, and the next person is answered."""
    api.say("/start", chat=7, user=7)
    api.block(7)
    api.say("医保？", chat=7, user=7)
    await reply_to(api, api.say("医保？", chat=8, user=8))
    await api.until(lambda: len(api.called("sendMessage")) == 3, "the attempt")
    await api.until(lambda: "blocked" in caplog.text, "the log line")
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_reply_that_telegram_cannot_parse_is_sent_plain(api):
    """Words matter more than bold, and without dates it is tried first."""
    api.fault("sendMessage", 400, "Bad Request: can't parse entities: unsupported start tag", times=2)
    reply = await reply_to(api, api.say("医保？"))
    assert reply["text"].startswith("医保？：原话第1段")
    assert "entities" not in reply


async def test_too_many_requests_are_waited_for(api):
    """After 429 the reply is sent again."""
    api.fault("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    await reply_to(api, api.say("医保？"))
    assert len(api.called("sendMessage")) == 2


@pytest.mark.parametrize("code", [502, 0])
async def test_a_reply_that_was_not_delivered_is_sent_again(api, code):
    """Telegram's servers failing, or a connection that breaks, costs nobody their answer."""
    api.fault("sendMessage", code, "Bad Gateway")
    await reply_to(api, api.say("医保？"))


async def test_a_bare_command_in_reply_to_somebody_asks_what_they_asked(api):
    """/ask below another person's question is answered as that question."""
    question = api.say("医保缓缴到何时？", chat=-5, user=1)
    reply = await reply_to(api, api.say("/ask", chat=-5, user=2, reply_to=question))
    assert reply["text"].startswith("医保缓缴到何时？：原话第1段")


@pytest.mark.parametrize("chat", [1, -5])
@pytest.mark.parametrize("text", ["/ask医保？", "/ASK医保？", "/ask@baowen_test_bot医保？"])
async def test_a_space_behind_the_command_may_be_left_out(api, chat, text):
    """Chinese is typed without spaces, and to Telegram this is no command, in a group either."""
    others = [api.say(other, chat=-5) for other in ("/asking 医保？", "/ask@another_bot医保？", "请发 /ask医保？")]
    picture = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    others.append(api.say(None, chat=-5, photo=picture, caption="/ask@another_bot 医保？"))
    assert (await reply_to(api, api.say(text, chat=chat)))["text"].startswith("医保？：原话第1段")
    assert not any(api.replies_to(other) for other in others)


@pytest.mark.parametrize("text", ["@baowen_test_bot 医保？", "医保？@baowen_test_bot", "@Baowen_Test_Bot医保？"])
async def test_in_a_group_whoever_names_the_bot_is_answered(api, text):
    """The name is no part of the question."""
    if text.startswith("医保"):
        text = text.replace("@", " @")
    reply = await reply_to(api, api.say(text, chat=-5))
    assert reply["text"].startswith("医保？：原话第1段")


@pytest.mark.parametrize(("caption", "chat"), [("医保？", 1), ("/ask 医保？", -5), ("@baowen_test_bot 医保？", -5)])
async def test_the_caption_of_a_photo_is_read_as_a_question(api, caption, chat):
    """In a private chat any caption, in a group one that is meant for the bot."""
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    other = api.say(None, chat=-5, photo=photo, caption="风景真好")
    reply = await reply_to(api, api.say(None, chat=chat, photo=photo, caption=caption))
    assert reply["text"].startswith("医保？：原话第1段")
    assert not api.replies_to(other)


async def test_an_edited_caption_edits_its_answer(api):
    """As an edited question does."""
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    question = api.say(None, photo=photo, caption="医保？")
    reply = await reply_to(api, question)
    api.edit(question, "社保？")
    await api.until(lambda: reply["text"].startswith("社保？：原话第1段"), "the new answer")
    assert len(api.replies_to(question)) == 1


async def test_two_channels_in_one_group_have_each_their_own_conversation(api):
    """Telegram gives all channels the same sender."""
    for number, name in ((-1001, "甲"), (-1002, "乙")):
        channel = {"id": number, "type": "channel", "title": name}
        text = "/ask 医保？" if name == "甲" else "/ask 从哪天开始？"
        reply = await reply_to(api, api.say(text, chat=-5, user=136817688, sender_chat=channel))
    assert reply["text"].startswith("从哪天开始？：原话第1段")


async def test_each_topic_has_a_conversation_of_its_own(api):
    """What a person asks in one is no follow-up of what they asked in another, also after they turned a page."""
    here = {"chat": -5, "message_thread_id": 77, "is_topic_message": True}
    first = await reply_to(api, api.say("/ask 医保？", **here))
    other = await reply_to(api, api.say("/ask 从哪天开始？", chat=-5, message_thread_id=78, is_topic_message=True))
    assert other["text"].startswith("从哪天开始？：原话第1段")
    first = await reply_to(api, api.say("/ask 医保？", **here))
    api.press(first)
    await api.until(lambda: first["text"].startswith("医保？：原话第2段"), "the next passage")
    after = await reply_to(api, api.say("/ask 到哪天为止？", **here))
    assert after["text"].startswith("到哪天为止？（先问了医保？）")


async def test_a_reply_stays_in_the_topic_of_its_question(api):
    """Groups with topics are several conversations side by side."""
    await reply_to(api, api.say("/ask 医保？", chat=-5, message_thread_id=77, is_topic_message=True))
    await reply_to(api, api.say("/ask 社保？", chat=-5))
    assert [call.get("message_thread_id") for call in api.called("sendMessage")] == [77, None]


async def test_a_channel_has_a_conversation_of_its_own_and_is_left_in_peace_otherwise(api):
    """A post with /ask, with the bot's name, or in reply to the bot's is answered there, without buttons; others are
    not, and neither is what the bot itself has posted."""
    others = [
        api.publish("今日要闻"),
        api.publish("/weather 明天"),
        api.publish("图里是哪里？", reply_to=api.publish("图")),
    ]
    asked = [api.publish("/ask 医保？"), api.publish("@baowen_test_bot 从哪天开始？")]
    replies = [await reply_to(api, post) for post in asked]
    assert replies[0]["text"].startswith("医保？：原话第1段")
    assert replies[1]["text"].startswith("从哪天开始？（先问了医保？）")
    after = await reply_to(api, api.publish("到哪天为止？", reply_to=replies[0]))
    assert after["text"].startswith("到哪天为止？（先问了医保？）")
    elsewhere = await reply_to(api, api.publish("/ask 从哪天开始？", channel=-200))
    assert elsewhere["text"].startswith("从哪天开始？：原话")
    assert not any(api.buttons(reply) for reply in (*replies, after, elsewhere))
    assert not any(api.replies_to(post) for post in others)


async def test_an_edited_post_edits_its_answer(api):
    """As an edited question does; a post that becomes a question by the edit is answered."""
    post, plain = api.publish("/ask 医保？"), api.publish("医保的事")
    reply = await reply_to(api, post)
    api.edit(post, "/ask 社保？")
    await api.until(lambda: reply["text"].startswith("社保？：原话第1段"), "the new answer")
    api.edit(plain, "/ask 医保的事？")
    assert (await reply_to(api, plain))["text"].startswith("医保的事？")
    assert len(api.replies_to(post)) == 1


async def test_a_post_is_answered_in_its_channel_and_not_in_the_group_of_its_comments_too(api):
    """Telegram copies each post into that group; who comments on the copy by /ask gets an answer there."""
    post = api.publish("/ask 医保缓缴到什么时候？")
    await reply_to(api, post)
    channel = {"id": -300, "type": "channel", "title": "a channel"}
    copy = api.say(post["text"], chat=-31, user=777000, sender_chat=channel, is_automatic_forward=True)
    changed = api.edit(copy, "/ask 从哪天开始？")
    await reply_to(api, api.say("/ask", chat=-31, user=5, reply_to=changed))
    assert not api.replies_to(copy)


async def test_a_channel_can_begin_anew_and_be_forgotten(api):
    """/new and /forget do there what they do in a chat."""
    for command, said in (("/new", CHINESE.talk["clear"]), ("/forget", CHINESE.forgotten)):
        await reply_to(api, api.publish("/ask 医保？"))
        assert (await reply_to(api, api.publish(command)))["text"] == said
        assert (await reply_to(api, api.publish("/ask 从哪天开始？")))["text"].startswith("从哪天开始？：原话")
