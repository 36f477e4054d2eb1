"""Question files: JSON lines, each a question with the answer that the corpus should give."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import QuestionError

__all__ = ["JudgedQuestion", "read_questions"]


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and what the corpus should answer."""

    question: str
    # the questions asked before it, oldest first
    history: tuple[str, ...]
    # the page that answers; None where none does, or where it does not matter
    file: str | None
    # words of the page that the right passage holds; None where the corpus does not answer
    answer: str | None
    # a word for the sort of question (direct, typing, followup …); "" where not given
    kind: str = ""


def _strings(value: object) -> Sequence[str] | None:
    return value if isinstance(value, list) and all(isinstance(item, str) for item in value) else None


def _read(line: str) -> JudgedQuestion:
    """One line of a question file; raises ValueError with the reason where it is not one."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg})") from None
    if not isinstance(record, dict) or not isinstance(record.get("question"), str) or not record["question"].strip():
        raise ValueError('it needs a "question"')
    history = _strings(record.get("history", []))
    if history is None:
        raise ValueError('"history" takes a list of questions')
    for name in ("file", "answer"):
        if not isinstance(record.get(name), str | None):
            raise ValueError(f'"{name}" takes a text or null')
    return JudgedQuestion(
        record["question"], tuple(history), record.get("file"), record.get("answer"), str(record.get("kind", ""))
    )


def read_questions(path: Path) -> Iterator[JudgedQuestion | QuestionError]:
    """The questions of a file, and in place of each broken line the error that names file and line.

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
                yield _read(line)
            except ValueError as error:
                yield QuestionError(f"{path}, line {number}: {error}; skipped")
