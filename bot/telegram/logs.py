"""Logging for a process that runs for months: one handler on standard error, and no secret in any line.

Libraries write the bot's token into their records: httpx logs every address that it calls, python-telegram-bot logs
its base address at DEBUG, and tracebacks repeat both. So secrets are taken out at two places: of every line that our
handler writes, and of the libraries' records before anyone else's handler sees them.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from typing import Literal, TextIO
from urllib.parse import quote

__all__ = ["configure_logging", "hide_secrets"]

MASK = "[secret]"

# Bot tokens have this shape. Masking it as well covers a token that nobody told us about.
_TOKEN_SHAPE = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}")

# The libraries that get to know the token.
_LIBRARIES = ("telegram", "httpx", "httpcore", "tornado")


def configure_logging(level: str, secrets: Iterable[str] = ()) -> None:
    """Send what is logged from `level` upwards to standard error, one line per record, without `secrets`.

    May be called again: the earlier handler is replaced.
    """
    handler = _Handler(sys.stderr)
    handler.setFormatter(_RedactingFormatter(_Redactor(secrets)))
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old, _Handler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    hide_secrets(secrets)


def hide_secrets(secrets: Iterable[str]) -> None:
    """Keep `secrets` out of the records of the libraries, whoever handles these records.

    The filters of an earlier call stay: a secret does not become harmless because there is a newer one.
    """
    # At INFO every request is one line with the token in its address; a warning is worth reading, a request is not.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    redactor = _Redactor(secrets)
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _LIBRARIES]
    for name in names:
        logger = logging.getLogger(name)
        if not any(isinstance(old, _RedactingFilter) and old.redactor == redactor for old in logger.filters):
            logger.addFilter(_RedactingFilter(redactor))


class _Redactor:
    """Replaces secrets in a text, as they are and as they look inside an address."""

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}
        # The longest first, so that a secret which begins with another one leaves no tail behind.
        self._forms = sorted(forms, key=lambda form: (-len(form), form))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Redactor) and self._forms == other._forms

    def __hash__(self) -> int:
        return hash(tuple(self._forms))

    def __call__(self, text: str) -> str:
        for form in self._forms:
            text = text.replace(form, MASK)
        return _TOKEN_SHAPE.sub(MASK, text)


class _Handler(logging.StreamHandler[TextIO]):
    """Ours, so that it can be told from the handlers of others."""


class _RedactingFormatter(logging.Formatter):
    def __init__(self, redactor: _Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        return self._redactor(super().format(record))


class _RedactingFilter(logging.Filter):
    def __init__(self, redactor: _Redactor) -> None:
        super().__init__()
        self.redactor = redactor

    def filter(self, record: logging.LogRecord) -> Literal[True]:
        record.msg, record.args = self.redactor(record.getMessage()), ()
        if record.exc_info:
            # Formatters take this text where it is set, instead of formatting the exception themselves.
            record.exc_text = self.redactor(logging.Formatter().formatException(record.exc_info))
        return True
