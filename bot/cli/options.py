"""Options that several commands share, and what a person types, read and checked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from bot.cli.command import print_notice

if TYPE_CHECKING:
    from bot.retrieval.config import RankingConfig

__all__ = ["index_option", "read_date", "read_question_lines", "read_ranking"]

index_option = click.option(
    "--index",
    metavar="FOLDER",
    help="Where the stored index is. Default: a folder for each corpus below BAOWEN_INDEX_CACHE.",
)


def read_question_lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The questions on standard input with their histories; a line is a question or a JSON object with one."""
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
            print_notice(f'line {number}: "question" takes a text and "history" a list')
            question, history = question if isinstance(question, str) else "", []
        yield question.strip(), tuple(entry for entry in history if isinstance(entry, str))


def read_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A date as typed, checked: the callback of a click option."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date: write it as 2022-08-17") from None


def read_ranking(context: click.Context, parameter: click.Parameter, settings: tuple[str, ...]) -> RankingConfig | None:
    """The ranking parameters as typed, None where there are none: the callback of a click option."""
    from bot.retrieval.config import read_config

    try:
        return read_config(settings) if settings else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
