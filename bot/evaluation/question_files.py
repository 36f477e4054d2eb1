"""Reads question files: JSON lines, each with a question and the answer that the corpus should give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import QuestionError

__all__ = ["JudgedQuestion", "read_questions"]


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question, and the answer that the corpus should give."""

    question: str
    # earlier questions of the same person, oldest first
    history: tuple[str, ...]
    # the page that has the answer; None where there is no answer, or where any page may have it
    file: str | None
    # words of the page that the right passage contains; None where the corpus has no answer
    answer: str | None
    # the sort of question in one word (direct, typing, followup …); "" where the file gives none
    kind: str = ""


def read_questions(path: Path) -> Iterator[JudgedQuestion | QuestionError]:
    """Read a question file.

    Yields:
        The question of each line, and in place of a broken line the error that names file and line.

    Raises:
        QuestionError: when the file cannot be opened or is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QuestionError(f"the question file {str(path)!r} cannot be opened ({error.strerror})") from None
    except UnicodeDecodeError:
        raise QuestionError(f"the question file {str(path)!r} is not UTF-8 text: save it as UTF-8") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield _parse_line(line)
            except ValueError as error:
                yield QuestionError(f"{path}, line {number}: {error}; skipped")


def _parse_line(line: str) -> JudgedQuestion:
    """The question of one line. Raises ValueError with the reason if there is none."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg})") from None
    if not isinstance(record, dict) or not isinstance(record.get("question"), str) or not record["question"].strip():
        raise ValueError('it needs a "question"')
    history = record.get("history", [])
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise ValueError('"history" takes a list of questions')
    for name in ("file", "answer"):
        if not isinstance(record.get(name), str | None):
            raise ValueError(f'"{name}" takes a text or null')
    return JudgedQuestion(
        record["question"], tuple(history), record.get("file"), record.get("answer"), str(record.get("kind", ""))
    )
