from __future__ import annotations

import logging

import pytest

from tests.support.bot_api import BotApi
from tests.support.telegram import running_bot


@pytest.fixture(autouse=True)
def clean_logging():
    """Every test leaves the process's logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def api():
    """A Bot API without a bot."""
    with BotApi() as api:
        yield api


@pytest.fixture
async def bot(api):
    """A running bot that answers from `tests.support.paper.paper`."""
    async with running_bot(api) as application:
        yield application
