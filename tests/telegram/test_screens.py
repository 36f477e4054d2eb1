"""What people see, as docs/telegram-screens.md has it."""

from __future__ import annotations

import re

from tests.support.telegram_screens import PATH, write

_REFERENCE = re.compile(r"(编号 |reference )[0-9A-F]{6}")


async def test_the_screens_are_those_of_the_document():
    """Read what differs, and write it anew: python -m tests.support.telegram_screens."""
    expected = PATH.read_text(encoding="utf-8")
    assert _REFERENCE.sub(r"\1", await write()) == _REFERENCE.sub(r"\1", expected)
