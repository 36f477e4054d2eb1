"""How a running bot shows that it is well, and how it ends."""

from __future__ import annotations

import json
import signal

import httpx
import pytest

from tests.support.bot_process import BotProcess, free_port

SECRET = "a-secret_of_the_webhook"


@pytest.fixture
def start(tmp_path, api):
    """Starts a bot process; what is left of it at the end of the test is killed."""
    started = []

    def start(**environment: str) -> BotProcess:
        started.append(BotProcess(tmp_path, api.url, BAOWEN_TELEGRAM_TOKEN=api.token, **environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()


def look(port: int, path: str) -> httpx.Response:
    """What the health port says; 502 while nobody listens."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False)
    except httpx.TransportError:
        return httpx.Response(502, json={"store": False})


@pytest.mark.slow
@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_a_bot_shows_that_it_is_well_and_what_it_did(api, start, way):
    """One question answered after a 429, one that failed, one update that nobody can read."""
    port, listening = free_port(), free_port()
    webhook = {
        "BAOWEN_WEBHOOK_URL": f"http://127.0.0.1:{listening}",
        "BAOWEN_WEBHOOK_PORT": str(listening),
        "BAOWEN_WEBHOOK_SECRET": SECRET,
    }
    process = start(BAOWEN_HEALTH_PORT=str(port), **(webhook if way == "webhook" else {}))
    api.wait_for(lambda: look(port, "/readyz").status_code == 200, "the bot to be ready")
    api.wait_for(lambda: " is up and " in process.log(), "the bot to be up")
    assert look(port, "/healthz").status_code == 200
    api.fault("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    question, broken = api.say("医保？"), api.say("坏路几点修？", chat=2, user=2)
    api.send_raw({"message": "坏消息"})
    api.wait_for(lambda: api.replies_to(question) and api.replies_to(broken), "the replies")
    counts = api.wait_for(
        lambda: (text := look(port, "/metrics").text) and 'baowen_sends_total{state="sent"} 2.0' in text and text,
        "the receipts",
    )
    for line in (
        "baowen_updates_received_total 3.0",
        'baowen_updates_total{state="answered"} 1.0',
        'baowen_updates_total{state="failed"} 1.0',
        'baowen_updates_total{state="unreadable"} 1.0',
        'baowen_send_retries_total{reason="limit"} 1.0',
        "baowen_send_repeats_total 0.0",
        "baowen_answer_seconds_count 1.0",
        "baowen_updates_waiting 0.0",
        "baowen_sends_waiting 0.0",
    ):
        assert line in counts.splitlines(), line
    process.signal(signal.SIGTERM)
    assert process.wait() == 0


@pytest.mark.slow
def test_a_bot_that_telegram_does_not_answer_is_not_ready(api, start):
    """It is alive all the same."""
    port = free_port()
    process = start(BAOWEN_HEALTH_PORT=str(port), BAOWEN_TELEGRAM_API=f"http://127.0.0.1:{free_port()}")
    api.wait_for(lambda: look(port, "/readyz").json()["store"], "the store")
    answer = look(port, "/readyz")
    assert (answer.status_code, answer.json()["telegram"], answer.json()["corpus"]) == (503, False, True)
    assert look(port, "/healthz").status_code == 200
    process.signal(signal.SIGTERM)
    assert process.wait() == 0


@pytest.mark.slow
def test_a_search_without_an_end_does_not_keep_the_process(api, start, tmp_path):
    """It ends in its time with the status 0, and the next start answers."""
    process = start(BAOWEN_TELEGRAM_STOP="1.5")
    question = api.say("慢车几点开？")
    api.wait_for(lambda: api.called("sendChatAction"), "the question to be in work")
    process.signal(signal.SIGTERM)
    assert process.wait() == 0
    assert "Traceback" not in process.log()
    (tmp_path / "go").touch()
    start()
    api.wait_for(lambda: api.replies_to(question), "the reply")


@pytest.mark.slow
def test_the_log_in_json_is_json_line_by_line(api, start):
    """At INFO without a word of what people wrote; the reference that a person was given is in it."""
    process = start(BAOWEN_LOG_FORMAT="json", BAOWEN_LOG_LEVEL="INFO")
    question = api.say("坏路的医保几点修？")
    [reply] = api.wait_for(lambda: api.replies_to(question), "the apology")
    process.signal(signal.SIGTERM)
    assert process.wait() == 0
    lines = [json.loads(line) for line in process.log().splitlines()]
    assert "医保" not in process.log()
    assert api.token not in process.log()
    reference = reply["text"].split("编号 ")[1][:6]
    assert any(line["message"].startswith(reference) and line["level"] == "ERROR" for line in lines)
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
