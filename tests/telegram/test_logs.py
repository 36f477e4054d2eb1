"""The log of the bot."""

from __future__ import annotations

import logging

import pytest

from bot.telegram.logs import configure_logging

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
