"""The bot as a process: how it starts, what stops it, and what it says when it cannot start."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys

import httpx
import pytest

from bot.chat.replies import CHINESE, ENGLISH
from bot.errors import ServiceError, SettingsError
from bot.settings import check_settings
from bot.telegram.app import CHECKS, build_application, find_proxy, find_secrets, run
from bot.telegram.logs import configure_logging
from tests.support.bot_api import BotApi
from tests.support.bot_process import BotProcess, free_port
from tests.support.paper import paper
from tests.support.telegram import make_settings

SECRET = "a-secret_of_the_webhook"


@pytest.fixture
def start(tmp_path, api):
    """Starts a bot process; what is left of it at the end of the test is killed."""
    started = []

    def start(url: str = api.url, token: str = api.token, **environment: str) -> BotProcess:
        started.append(BotProcess(tmp_path, url, BAOWEN_TELEGRAM_TOKEN=token, **environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_questions_in_work_are_answered_before_the_end(api, start, number):
    """After a signal the bot takes no more questions, answers those it has, and exits with 0."""
    process = start()
    questions = [api.say(f"慢{chat}？", chat=chat) for chat in range(1, 4)]
    api.wait_for(lambda: len(api.called("sendChatAction")) == 3, "all three to be in work")
    process.signal(number)
    api.wait_for(lambda: "Stopping" in process.log(), "the bot to stop polling")
    process.gate.touch()
    assert process.wait() == 0
    assert [len(api.replies_to(question)) for question in questions] == [1, 1, 1]
    assert api.token not in process.log()
    assert "getUpdates" in process.log()


@pytest.mark.slow
def test_the_menu_of_commands_is_published(api, start):
    """Chinese for everybody, English for English clients."""
    start()
    api.wait_for(lambda: len(api.called("setMyCommands")) == 2, "the menus")
    menus = api.called("setMyCommands")
    assert [menu.get("language_code") for menu in menus] == [None, "en"]
    assert [menu["commands"][0] for menu in menus] == [
        {"command": "ask", "description": CHINESE.menu_ask},
        {"command": "ask", "description": ENGLISH.menu_ask},
    ]


@pytest.mark.slow
def test_a_bot_started_before_its_network_comes_up_by_itself(api, start):
    """Until Telegram is there, each attempt is one line in the log."""
    port = free_port()
    process = start(url=f"http://127.0.0.1:{port}")
    api.wait_for(lambda: "cannot be reached" in process.log(), "the log line")
    with BotApi(port=port) as late:
        question = late.say("医保？")
        late.wait_for(lambda: late.replies_to(question), "the reply")
        process.signal(signal.SIGTERM)
        assert process.wait() == 0
    assert "Traceback" not in process.log()


@pytest.mark.slow
def test_a_bot_without_network_can_be_stopped(api, start):
    """A signal ends the waiting, with the status 0."""
    process = start(url=f"http://127.0.0.1:{free_port()}")
    api.wait_for(lambda: "cannot be reached" in process.log(), "the log line")
    process.signal(signal.SIGTERM)
    assert process.wait() == 0


@pytest.mark.slow
def test_a_second_poller_is_named_and_survived(api, start):
    """409 is one line that says what to do; when the other one is gone, questions are answered."""
    process = start()
    api.wait_for(lambda: api.called("getUpdates"), "the first poll")
    with httpx.Client(trust_env=False) as other:
        other.post(f"{api.url}/bot{api.token}/getUpdates", json={"timeout": 0})
    question = api.say("医保？")
    api.wait_for(lambda: api.replies_to(question), "the reply")
    assert process.log().count("Another process polls with the same token") == 1
    assert "Traceback" not in process.log()


@pytest.mark.slow
def test_a_token_that_is_revoked_ends_the_process(api, start):
    """A bot that can never answer again says so and exits with 1, so that somebody notices."""
    process = start()
    api.wait_for(lambda: api.called("getUpdates"), "the first poll")
    api.token = "1:another"
    api.say("医保？")
    assert process.wait() == 1
    assert process.log().splitlines()[-1].endswith("copy it again from @BotFather")


@pytest.mark.slow
def test_a_webhook_takes_calls_with_its_secret_only(api, start):
    """Telegram's calls are answered; calls with a wrong or without a secret, or to another path, are not."""
    port = free_port()
    process = start(
        BAOWEN_WEBHOOK_URL=f"http://127.0.0.1:{port}/news/",
        BAOWEN_WEBHOOK_PORT=str(port),
        BAOWEN_WEBHOOK_SECRET=SECRET,
    )
    api.wait_for(lambda: api.webhook["url"], "the webhook")
    address = api.webhook["url"]
    assert address.startswith(f"http://127.0.0.1:{port}/news/")
    assert not any(part in address for part in (*api.token.split(":"), SECRET))
    api.wait_for(lambda: "is up and listens" in process.log(), "the log line")
    question = api.say("医保？")
    api.wait_for(lambda: api.replies_to(question), "the reply")
    update = {"update_id": 1, "message": question | {"text": "社保？"}}
    header = "X-Telegram-Bot-Api-Secret-Token"
    with httpx.Client(trust_env=False) as stranger:
        assert stranger.post(address, json=update).status_code == 403
        assert stranger.post(address, json=update, headers={header: "wrong"}).status_code == 403
        assert stranger.post(address[:-1], json=update, headers={header: SECRET}).status_code == 404
        for body in (b"", b"{", b"[]", b'"text"', "不是".encode("gbk")):
            assert stranger.post(address, content=body, headers={header: SECRET}).status_code == 400
        assert stranger.post(address, json={"no": "update"}, headers={header: SECRET}).status_code == 200
        with contextlib.suppress(httpx.TransportError):
            # more than an update ever has is not read to its end
            assert stranger.post(address, content=b"[" * 2**22, headers={header: SECRET}).status_code in (400, 413)
        assert stranger.post(address, content=b"[" * 2**19, headers={header: SECRET}).status_code == 400
    process.signal(signal.SIGTERM)
    assert process.wait() == 0
    assert "Traceback" not in process.log()
    assert api.deliveries == [200]
    assert len(api.sent()) == 1
    assert not any(secret in process.log() for secret in (api.token, SECRET))


@pytest.mark.slow
def test_a_webhook_that_telegram_refuses_is_one_sentence(api, start):
    """A plain http address is named as the reason, without a traceback."""
    process = start(
        BAOWEN_WEBHOOK_URL="http://example.org", BAOWEN_WEBHOOK_PORT=str(free_port()), BAOWEN_WEBHOOK_SECRET=SECRET
    )
    assert process.wait() == 1
    assert "an https url must be provided" in process.log().splitlines()[-1]
    assert "Traceback" not in process.log()


@pytest.mark.slow
def test_a_port_in_use_is_named(api, start):
    """The sentence says which address, and which variables to change."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(
            BAOWEN_WEBHOOK_URL=f"http://127.0.0.1:{port}",
            BAOWEN_WEBHOOK_PORT=str(port),
            BAOWEN_WEBHOOK_SECRET=SECRET,
        )
        assert process.wait() == 1
    assert f"127.0.0.1:{port}" in process.log().splitlines()[-1]
    assert "BAOWEN_WEBHOOK_PORT" in process.log().splitlines()[-1]


@pytest.mark.parametrize("token", [None, "", "  "])
def test_without_a_token_the_person_learns_where_to_get_one(api, token):
    """The sentence names the variable and @BotFather, for the command and for the application alone."""
    settings = make_settings(api, telegram_token=token)
    for attempt in (
        lambda: find_secrets(settings),
        lambda: run(paper, settings),
        lambda: build_application(settings),
    ):
        with pytest.raises(SettingsError, match=r"BAOWEN_TELEGRAM_TOKEN is not set: .*@BotFather"):
            attempt()


@pytest.mark.parametrize("token", ["123:abc def", "123:abc/../x", "123:密码", "123:abc\nx"])
def test_what_cannot_be_a_token_is_not_repeated(api, token):
    """A token that was copied with something around it is refused before anything is sent."""
    with pytest.raises(SettingsError, match="does not look like a token") as caught:
        build_application(make_settings(api, telegram_token=token))
    assert token not in str(caught.value)


def test_a_wrong_token_is_one_sentence_without_the_token(api, capfd):
    """Neither the message, nor what it is chained to, nor the log holds the token."""
    token = "987654321:wrong-token_BBBBBBBBBBBBBBBBBBBBBBB"
    configure_logging("DEBUG", [token])
    with pytest.raises(ServiceError, match="does not accept the token in BAOWEN_TELEGRAM_TOKEN") as caught:
        run(paper, make_settings(api, telegram_token=token))
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert token not in str(caught.value)
    assert token not in capfd.readouterr().err


def test_everything_that_is_wrong_is_named_at_once(api):
    """Before anything is opened: the token, the webhook's secret, and the address of the store, but no secret."""
    settings = make_settings(
        api, telegram_token="nope", webhook_url="https://example.org", store="mysql://u:hidden@h/n"
    )
    with pytest.raises(SettingsError) as caught:
        check_settings(settings, CHECKS)
    for name in ("BAOWEN_TELEGRAM_TOKEN", "BAOWEN_WEBHOOK_SECRET", "BAOWEN_STORE"):
        assert name in str(caught.value)
    assert "nope" not in str(caught.value)
    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize("secret", [None, "has a space", "x" * 257])
def test_a_webhook_needs_a_secret(api, secret):
    """Without a usable one anybody could put questions into people's chats."""
    with pytest.raises(SettingsError, match="BAOWEN_WEBHOOK_SECRET"):
        run(paper, make_settings(api, webhook_url="https://example.org", webhook_secret=secret))


def test_a_webhook_needs_its_extra(api, monkeypatch):
    """Without the web server the sentence says what to install."""
    monkeypatch.setitem(sys.modules, "tornado", None)
    with pytest.raises(SettingsError, match=r"pip install .*\[webhooks\]"):
        run(paper, make_settings(api, webhook_url="https://example.org", webhook_secret=SECRET))


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({"https_proxy": "http://127.0.0.1:7890", "all_proxy": "socks5://127.0.0.1:7891"}, "http://127.0.0.1:7890"),
        ({"HTTPS_PROXY": "127.0.0.1:3128"}, "http://127.0.0.1:3128"),
        ({"all_proxy": "socks://127.0.0.1:7891"}, "socks5://127.0.0.1:7891"),
        ({"https_proxy": "http://127.0.0.1:7890", "no_proxy": "api.telegram.org"}, None),
        ({}, None),
    ],
)
def test_the_proxy_is_the_one_that_people_set_for_https(monkeypatch, environment, proxy):
    """A SOCKS proxy for everything else does not come in its way, and is written as proxy programs write it."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert find_proxy("https://api.telegram.org") == proxy
    assert find_proxy("http://127.0.0.1:8081") is None


def test_a_socks_proxy_needs_its_extra(monkeypatch, api):
    """Before anything is contacted the sentence says what to install."""
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "socksio", None)
    with pytest.raises(SettingsError, match=r"pip install .*\[socks\]"):
        check_settings(make_settings(api, telegram_api="https://api.telegram.org"), CHECKS)
