from __future__ import annotations

import pytest

from tests.support.desk import DESK, open_desk, silent
from tests.support.telegram import running_bot


@pytest.fixture
async def desk(api):
    """A bot that finds nothing, with a desk."""
    open_desk(api)
    async with running_bot(api, silent, desk_chat=DESK) as service:
        yield service
