"""The log of the bot."""

from __future__ import annotations

import json
import logging

import pytest

from bot.telegram.logs import RepeatFilter, configure_logging

TOKEN = "short:token"


@pytest.mark.parametrize("secret", [TOKEN, "short%3Atoken"])
def test_secrets_are_in_no_line(capsys, secret):
    """Messages, arguments and tracebacks are written without them, as they are and as they look in an address."""
    configure_logging("DEBUG", [TOKEN])
    logging.getLogger("anything").debug("see https://example.org/bot%s/getMe", secret)
    try:
        raise ValueError(f"the token `{secret}` was rejected")
    except ValueError:
        logging.getLogger("anything").exception("failed")
    written = capsys.readouterr().err
    assert "[secret]/getMe" in written
    assert "Traceback" in written
    assert secret not in written


def test_what_looks_like_a_token_is_hidden(capsys):
    """Even a token that nobody named."""
    configure_logging("INFO")
    logging.getLogger("anything").info("/bot123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/getMe")
    assert "AAAA" not in capsys.readouterr().err


def test_configuring_again_replaces_the_handler(capsys):
    """Each record is written once, from the new level upwards."""
    configure_logging("DEBUG", [TOKEN])
    configure_logging("WARNING")
    logging.getLogger("anything").info("quiet")
    logging.getLogger("anything").warning("loud")
    written = capsys.readouterr().err
    assert (written.count("quiet"), written.count("loud")) == (0, 1)


def test_what_the_libraries_say_of_requests_is_quiet(capsys):
    """httpx does not log requests that succeed; the address in python-telegram-bot's records has no token."""
    configure_logging("DEBUG", [TOKEN])
    logging.getLogger("telegram.Bot").debug("Set Bot API URL: %s", f"https://example.org/bot{TOKEN}")
    logging.getLogger("httpx").info("HTTP Request: POST https://example.org")
    written = capsys.readouterr().err
    assert "Set Bot API URL: https://example.org/bot[secret]" in written
    assert "HTTP Request" not in written


def test_a_line_in_json_is_one_object_without_secrets(capsys):
    """Time, level, logger, message, and the traceback where there is one."""
    configure_logging("INFO", [TOKEN], "json")
    try:
        raise ValueError(f"the token {TOKEN} was rejected\n不好")
    except ValueError:
        logging.getLogger("anything").exception("failed with %s", TOKEN)
    written = capsys.readouterr().err
    line = json.loads(written)
    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "anything", "failed with [secret]")
    assert "ValueError" in line["traceback"]
    assert line["time"].endswith("+00:00")
    assert TOKEN not in written


def test_an_error_over_and_over_is_logged_once_a_minute(caplog):
    """Each is counted; the next that is logged says how many were not. Numbers in it may differ."""
    now: list[float] = [0.0]
    problems: list[str] = []
    repeats = RepeatFilter(problems.append, lambda: now[0])

    def log(message, level=logging.WARNING, **extra):
        record = logging.makeLogRecord({"name": "anything", "levelno": level, "levelname": "L", "msg": message} | extra)
        return record.getMessage() if repeats.filter(record) else None

    assert log("no network, trying again in 1 s") == "no network, trying again in 1 s"
    assert log("no network, trying again in 2 s") is None
    assert log("no network, trying again in 4 s") is None
    assert log("the disk is full") == "the disk is full"
    now[0] = 61.0
    assert log("no network, trying again in 8 s") == "no network, trying again in 8 s (2 times more in 61 s)"
    now[0] = 200.0
    assert log("no network, trying again in 8 s") == "no network, trying again in 8 s"
    assert len(problems) == 6
    assert [log("up", logging.INFO) for _ in range(2)] == ["up", "up"]
    assert [log("0A1: failed", reference="0A1"), log("0A2: failed", reference="0A2")] == ["0A1: failed", "0A2: failed"]
