"""What others see of how the bot is, over HTTP."""

from __future__ import annotations

import socket

import httpx
import pytest

from bot.errors import SettingsError
from bot.health.server import serve_health
from bot.health.state import Health
from tests.support.bot_process import free_port


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def health(clock):
    return Health(clock)


@pytest.fixture
def get(health):
    """Asks the port for a path."""
    port = free_port()
    with serve_health("127.0.0.1", port, health), httpx.Client(trust_env=False) as client:
        yield lambda path: client.get(f"http://127.0.0.1:{port}{path}")


def test_a_process_is_alive_while_its_event_loop_works(get, health, clock):
    """Also while it opens its corpus, before there is an event loop; not after half a minute of silence."""
    assert get("/healthz").status_code == 200
    health.beat()
    clock.now += 29
    assert get("/healthz").status_code == 200
    clock.now += 2
    assert get("/healthz").status_code == 503


def test_a_bot_is_ready_when_all_that_it_needs_works(get, health, clock):
    """Corpus, store and Telegram, each named; a success counts for a while."""
    assert get("/readyz").json() == {"ready": False, "corpus": False, "telegram": False, "store": False}
    health.is_open = True
    health.store_was_written()
    health.telegram_was_reached()
    assert get("/readyz").status_code == 200
    clock.now += 31
    answer = get("/readyz")
    assert (answer.status_code, answer.json()["store"], answer.json()["telegram"]) == (503, False, True)
    health.store_was_written()
    clock.now += 60
    health.store_was_written()
    assert get("/readyz").json() == {"ready": False, "corpus": True, "telegram": False, "store": True}


def test_the_counts_are_in_the_form_of_prometheus(get, health):
    """A counter that was counted once, a number that is looked up, and counters that are still 0."""
    health.metrics.closed.labels("answered").inc()
    health.metrics.watch("updates_waiting", "Updates that wait", lambda: 7)
    answer = get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert 'baowen_updates_total{state="answered"} 1.0' in lines
    assert 'baowen_updates_total{state="failed"} 0.0' in lines
    assert "baowen_updates_waiting 7.0" in lines


def test_another_path_says_which_there_are(get):
    """Nothing else is served."""
    assert get("/").status_code == 404
    assert "/healthz" in get("/secrets").text


def test_a_port_in_use_is_named(health):
    """With the settings to change."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match="BAOWEN_HEALTH_PORT"), serve_health("127.0.0.1", port, health):
            pass
