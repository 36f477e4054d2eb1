"""What people see, as docs/telegram-screens.md has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from bot.chat.replies import CHINESE
from tests.support.telegram_screens import PATH, write

_REFERENCE = re.compile(r"(编号 |reference )[0-9A-F]{6}")


async def test_the_screens_are_those_of_the_document():
    """Read what differs, and write it anew: python -m tests.support.telegram_screens."""
    expected = PATH.read_text(encoding="utf-8")
    assert _REFERENCE.sub(r"\1", await write()) == _REFERENCE.sub(r"\1", expected)


# Sentences of the terminal and the web page; and those that are rare, or numbers, which tests of their own show.
ELSEWHERE = (
    *("language", "console", "web", "scores", "listing", "filters", "reading", "indexing", "pushing", "encoding"),
    *(
        "nearest_article",
        "suggestion",
        "whole_article",
        "other_article",
        "first",
        "also",
        "also_asked",
        "also_near",
        "more_newspapers",
        "desk.opening",
        "desk.hours",
        "desk.days",
        "desk.not_published",
    ),
    *("feedback.too_many", "service.crowded", "service.figures", "service.subject_line", "service.no_subject"),
    *("service.quick", "service.no_words", "service.by_day", "service.seconds"),
)


def sentences(replies: object, group: str = "") -> Iterator[tuple[str, str]]:
    """The names and the texts of all sentences."""
    for field in fields(replies):  # type: ignore[arg-type]
        name, value = f"{group}{field.name}", getattr(replies, field.name)
        if name in ELSEWHERE:
            continue
        if is_dataclass(value):
            yield from sentences(value, f"{name}.")
        for text in value.values() if isinstance(value, dict) else (value,):
            if isinstance(text, str):
                yield name, text


def test_every_sentence_of_telegram_stands_in_the_document():
    """Whoever writes a new one shows where people see it."""
    document = PATH.read_text(encoding="utf-8")
    missing = [
        name
        for name, text in sentences(CHINESE)
        for part in re.split(r"\{[^}]*\}|\n", text)
        if part.strip() and part not in document
    ]
    assert not missing
