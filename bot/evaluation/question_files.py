"""Reads question files: JSON lines, each with a question or a dialogue and the answers that the corpus should give."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import QuestionError
from bot.sentence import Sentence


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
    # the line of the dialogue that it is a turn of; None for a question of its own
    dialogue: int | None = None


def read_questions(path: Path) -> Iterator[JudgedQuestion | QuestionError]:
    """Read a question file.

    Yields:
        The question of each line, or each turn of its dialogue, whose history is the turns before; and in place of a
        broken line the error that names file and line.

    Raises:
        QuestionError: when the file cannot be opened or is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QuestionError(
            "the question file {path!r} cannot be opened ({reason})", path=str(path), reason=error
        ) from None
    except UnicodeDecodeError:
        raise QuestionError("the question file {path!r} is not UTF-8 text: save it as UTF-8", path=str(path)) from None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield from _parse_line(line, number)
            except ValueError as error:
                yield QuestionError("{path}, line {line}: {reason}; skipped", path=path, line=number, reason=error)


def _parse_line(line: str, number: int) -> list[JudgedQuestion]:
    """The questions of one line. Raises ValueError with the reason if there is none."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(Sentence("no JSON from character {at} on", at=error.pos + 1)) from None
    if not isinstance(record, dict):
        raise ValueError('it needs a "question" or "turns"')
    if "turns" not in record:
        history = record.get("history", [])
        if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
            raise ValueError('"history" takes a list of questions')
        return [_parse_question(record, history)]
    turns = record["turns"]
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, dict) for turn in turns):
        raise ValueError('"turns" takes a list of questions, each an object')
    questions: list[JudgedQuestion] = []
    for turn in turns:
        earlier = [judged.question for judged in questions]
        questions.append(_parse_question({"question": turn.get("text"), **turn}, earlier, number))
    return questions


def _parse_question(record: dict[str, Any], history: Sequence[str], dialogue: int | None = None) -> JudgedQuestion:
    """One question. Raises ValueError with the reason if it is none."""
    question, kind = record.get("question"), str(record.get("kind", ""))
    if not isinstance(question, str) or not question.strip():
        raise ValueError('it needs a "question"')
    if dialogue is None and "answer" not in record:
        raise ValueError('it needs an "answer": words of the page, or null where the pages have none')
    for name in ("file", "answer"):
        if not isinstance(record.get(name), str | None):
            raise ValueError(Sentence('"{field}" takes a text or null', field=name))
    return JudgedQuestion(question, tuple(history), record.get("file"), record.get("answer"), kind, dialogue)
