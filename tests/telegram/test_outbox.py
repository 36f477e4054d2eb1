"""How errors of Telegram are described in the log."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest, NetworkError

from bot.telegram.outbox import describe_error


def test_an_error_that_the_library_does_not_know_repeats_no_words():
    """The library puts the text of whatever went wrong into its own, and that text may be what a person wrote."""
    with pytest.raises(NetworkError) as raised:
        try:
            raise ValueError("西山水库的鱼多少钱？")
        except ValueError as cause:
            raise NetworkError(f"Unknown error in HTTP implementation: {cause!r}") from cause
    assert describe_error(raised.value) == "NetworkError: ValueError"


def test_an_error_of_telegram_is_described_with_its_reason():
    """On one line."""
    assert describe_error(BadRequest("Chat not\nfound")) == "BadRequest: Chat not found"
