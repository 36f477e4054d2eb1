"""The log of a bot that runs for months: standard error, no secret in any line, and no line over and over.

Libraries put the bot's token into their records: httpx logs every address that it calls, python-telegram-bot logs its
base address at DEBUG, and tracebacks repeat both.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Literal, TextIO
from urllib.parse import quote

MASK = "[secret]"
# Bot tokens have this shape. It covers a token that nobody named.
_TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}")
# Seconds for which a warning or an error that was logged is counted and not logged again.
_QUIET = 60.0


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


class RepeatFilter(logging.Filter):
    """Lets a warning or an error through once a minute, and says then how often it came meanwhile.

    Lines that differ in their numbers only are the same: a fault of the network names another wait each time. A record
    with a `reference` that a person was given is always let through.

    Args:
        on_problem: is called with the level of every warning and error.
        now: seconds that only go up.
    """

    def __init__(self, on_problem: Callable[[str], None], now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._on_problem = on_problem
        self._now = now
        # of each line: when it was logged, and how often it was not since then
        self._seen: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        self._on_problem(record.levelname)
        if hasattr(record, "reference"):
            return True
        now, key = self._now(), (record.name, re.sub(r"[0-9A-F]*[0-9][0-9A-F.]*", "0", record.getMessage()))
        at, more = self._seen.get(key, (0.0, -1))
        if more >= 0 and now - at < _QUIET:
            self._seen[key] = at, more + 1
            return False
        if more > 0:
            record.msg, record.args = f"{record.getMessage()} ({more} times more in {now - at:.0f} s)", ()
        if len(self._seen) > 1000:
            self._seen = {key: seen for key, seen in self._seen.items() if now - seen[0] < _QUIET}
        self._seen[key] = now, 0
        return True


class JsonFormatter(logging.Formatter):
    """A record as a JSON object on one line: time (UTC, ISO 8601), level, logger, message, and a traceback if any."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text or record.exc_info:
            line["traceback"] = record.exc_text or self.formatException(record.exc_info or (None, None, None))
        return json.dumps(line, ensure_ascii=False)


def configure_logging(
    level: str,
    secrets: Iterable[str] = (),
    form: str = "plain",
    on_problem: Callable[[str], None] = lambda level: None,
) -> None:
    """Sends what is logged from `level` upwards to standard error, a line a record, without `secrets`.

    A second call replaces the handler of the first.

    Args:
        level: DEBUG, INFO, WARNING or ERROR.
        secrets: what must appear in no line.
        form: plain or json.
        on_problem: is called with the level of every warning and error, those that are only counted too.
    """
    handler = _StderrHandler(sys.stderr)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if form == "json" else plain)
    handler.addFilter(SecretFilter(secrets))
    handler.addFilter(RepeatFilter(on_problem))
    root = logging.getLogger()
    root.handlers = [old for old in root.handlers if not isinstance(old, _StderrHandler)] + [handler]
    root.setLevel(level)
    # at INFO httpx logs every request, and Alembic each table that it looks at
    for name in ("httpx", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
