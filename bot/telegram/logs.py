"""The log of a bot that runs for months: standard error, and no secret in any line.

Libraries put the bot's token into their records: httpx logs every address that it calls, python-telegram-bot logs its
base address at DEBUG, and tracebacks repeat both.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from typing import Literal, TextIO
from urllib.parse import quote

__all__ = ["SecretFilter", "configure_logging"]

MASK = "[secret]"
# Bot tokens have this shape. It covers a token that nobody named.
_TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}")


class _StderrHandler(logging.StreamHandler[TextIO]):
    """A class of its own, so that `configure_logging` finds the handler that it made before."""


class SecretFilter(logging.Filter):
    """Replaces secrets in records, as they are and as they look inside an address."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}
        # the longest first: a secret that begins with another one would leave its tail behind
        self._forms = sorted(forms, key=lambda form: (-len(form), form))

    def filter(self, record: logging.LogRecord) -> Literal[True]:
        record.msg, record.args = self._hide(record.getMessage()), ()
        if record.exc_info:
            # formatters take this text, where it is set, instead of formatting the exception
            record.exc_text = self._hide(logging.Formatter().formatException(record.exc_info))
        return True

    def _hide(self, text: str) -> str:
        for form in self._forms:
            text = text.replace(form, MASK)
        return _TOKEN.sub(MASK, text)


def configure_logging(level: str, secrets: Iterable[str] = ()) -> None:
    """Sends what is logged from `level` upwards to standard error, a line a record, without `secrets`.

    A second call replaces the handler of the first.
    """
    handler = _StderrHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(SecretFilter(secrets))
    root = logging.getLogger()
    root.handlers = [old for old in root.handlers if not isinstance(old, _StderrHandler)] + [handler]
    root.setLevel(level)
    # at INFO httpx logs every request, and Alembic each table that it looks at
    for name in ("httpx", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
