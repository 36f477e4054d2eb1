"""What a person types at the command line, read and checked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.retrieval.config import RankingConfig

__all__ = ["as_config", "iso_date", "typed_lines"]


def typed_lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The questions of standard input with their histories; a line is a question or a JSON object with one."""
    for number, line in enumerate(sys.stdin, start=1):
        text = line.strip().lstrip("\ufeff")
        if not text.startswith("{"):
            yield text, ()
            continue
        try:
            record = json.loads(text)
        except json.JSONDecodeError:
            yield text, ()
            continue
        question, history = record.get("question"), record.get("history") or []
        if not isinstance(question, str) or not isinstance(history, list):
            click.echo(f'baowen: line {number}: "question" takes a text and "history" a list', err=True)
            question, history = question if isinstance(question, str) else "", []
        yield question.strip(), tuple(entry for entry in history if isinstance(entry, str))


def iso_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A date as typed, checked."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date: write it as 2022-08-17") from None


def as_config(context: click.Context, parameter: click.Parameter, settings: tuple[str, ...]) -> RankingConfig | None:
    """The config of settings as typed; None where there are none."""
    from bot.retrieval.config import read_config

    try:
        return read_config(settings) if settings else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
