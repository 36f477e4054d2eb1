from __future__ import annotations

import httpx
import pytest

from tests.support.bot_api import BotApi
from tests.support.bot_api_rules import Refused, check_markup, check_text, parse_html


@pytest.fixture
def api():
    with BotApi() as api:
        yield api


def call(api, method, token=None, **parameters):
    """The status and the body of one call."""
    url = f"{api.url}/bot{token or api.token}/{method}"
    with httpx.Client(trust_env=False) as client:
        response = client.post(url, json=parameters)
    return response.status_code, response.json()


def test_html_becomes_text_and_entities():
    """Offsets and lengths count UTF-16 units of the parsed text."""
    assert parse_html("😀<b>粗&lt;</b>&amp;&#65;<code>x</code>") == (
        "😀粗<&Ax",
        [{"type": "bold", "offset": 2, "length": 2}, {"type": "code", "offset": 6, "length": 1}],
    )


@pytest.mark.parametrize("source", ["a < b", "a > b", "a & b", "<p>a</p>", "<b>a", "a</b>", "<b><i>a</b></i>", "<B>a"])
def test_html_that_telegram_does_not_take_is_refused(source):
    """Bare characters, unknown tags, and tags that are not closed in order cannot be parsed."""
    with pytest.raises(Refused, match="can't parse entities"):
        parse_html(source)


@pytest.mark.parametrize(("text", "reason"), [("", "empty"), (" <b> </b>", "empty"), ("😀" * 2049, "too long")])
def test_empty_and_over_long_texts_are_refused(text, reason):
    """What counts is the text after parsing, in UTF-16 units."""
    with pytest.raises(Refused, match=reason):
        check_text(text, "HTML")


def test_exactly_4096_units_are_taken():
    """The limit is inclusive, and marks do not count."""
    check_text("<b>" + "😀" * 2048 + "</b>", "HTML")


@pytest.mark.parametrize("data", ["", "医" * 22])
def test_callback_data_has_1_to_64_bytes(data):
    """A Chinese character takes three bytes."""
    with pytest.raises(Refused, match="BUTTON_DATA_INVALID"):
        check_markup({"inline_keyboard": [[{"text": "x", "callback_data": data}]]})


@pytest.mark.parametrize(
    ("method", "parameters", "status", "description"),
    [
        ("getMe", {}, 200, None),
        ("getMoney", {}, 404, "method not found"),
        ("sendMessage", {"chat_id": 9, "text": "x"}, 400, "chat not found"),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_parameters": {"message_id": 99}}, 400, "replied not found"),
        ("editMessageText", {"chat_id": 1, "message_id": 99, "text": "x"}, 400, "to edit not found"),
        ("editMessageText", {"chat_id": 1, "message_id": 1, "text": "x"}, 400, "can't be edited"),
        ("deleteMessage", {"chat_id": 1, "message_id": 99}, 400, "to delete not found"),
        ("answerCallbackQuery", {"callback_query_id": "99"}, 400, "query ID is invalid"),
        ("setWebhook", {"url": "http://example.org"}, 400, "HTTPS"),
        ("getWebhookInfo", {}, 200, None),
    ],
)
def test_calls_are_judged_as_telegram_does(api, method, parameters, status, description):
    """The status of the response is the error code, and the description says why."""
    api.say("在吗", chat=1)
    code, body = call(api, method, **parameters)
    assert code == status
    assert description is None or description in body["description"]


def test_a_wrong_token_is_unauthorized(api):
    """Every method answers 401 to another token."""
    assert call(api, "getMe", token="1:wrong")[0] == 401


def test_an_edit_must_change_something(api):
    """The same text again is not modified; another text is."""
    api.say("在吗", chat=1)
    message = call(api, "sendMessage", chat_id=1, text="在")[1]["result"]
    place = {"chat_id": 1, "message_id": message["message_id"]}
    assert "not modified" in call(api, "editMessageText", text="在", **place)[1]["description"]
    assert call(api, "editMessageText", text="在的", **place)[1]["result"]["text"] == "在的"


def test_a_button_is_answered_once(api):
    """The second answer to one press is refused."""
    api.say("在吗", chat=1)
    message = call(api, "sendMessage", chat_id=1, text="在")[1]["result"]
    query = api.press(message, "data")
    assert call(api, "answerCallbackQuery", callback_query_id=query)[0] == 200
    assert call(api, "answerCallbackQuery", callback_query_id=query)[0] == 400


def test_updates_come_until_they_are_confirmed(api):
    """An offset confirms what is older; `allowed_updates` keeps out what is not wanted from then on."""
    first = api.say("一")
    api.say("二")
    updates = call(api, "getUpdates", allowed_updates=["message"])[1]["result"]
    assert [update["message"]["text"] for update in updates] == ["一", "二"]
    api.edit(first, "三")
    [last] = call(api, "getUpdates", offset=updates[1]["update_id"])[1]["result"]
    assert last["message"]["text"] == "二"


def test_faults_hit_as_often_as_asked(api):
    """A fault stands for the next calls of its method only."""
    api.fault("getMe", 429, "Too Many Requests", retry_after=3, times=2)
    bodies = [call(api, "getMe") for _ in range(3)]
    assert [code for code, _ in bodies] == [429, 429, 200]
    assert bodies[0][1]["parameters"] == {"retry_after": 3}


def test_a_blocked_chat_is_forbidden(api):
    """Whoever blocked the bot gets nothing from it."""
    api.say("在吗", chat=1)
    api.block(1)
    assert call(api, "sendMessage", chat_id=1, text="在")[0] == 403
