"""What --help prints: click's page, in the language of the terminal and folded by columns."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from inspect import cleandoc
from shutil import get_terminal_size
from typing import Any

import click

LEAST_COLUMNS = 25
# Click folds where spaces are and counts characters, but Chinese has no spaces and takes two columns a character. While
# it folds, a space follows each wide character, which makes two columns, and no space where a line may not be broken.
_WIDE = "\u3001-\u303f\u3400-\u9fff\uff01-\uff60"
_JOINED = re.compile(f"[{_WIDE}](?=[，。、：；？！）》”])|[（《]")
_APART = re.compile(f"([{_WIDE}])(?!\u200b)")
_ADDED = re.compile(f"(?<=[{_WIDE}]) |\u200b")


class HelpFormatter(click.HelpFormatter):
    """Writes paragraphs and lists of click's help as gettext has them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # click takes no terminal to be narrower than 50 columns; and the space of a line's last character falls away,
        # while the character takes its two columns
        self.width = min(self.width, max(get_terminal_size().columns - 2, LEAST_COLUMNS)) - 1

    def write_text(self, text: str) -> None:
        super().write_text("\n\n".join(map(_translate, split_paragraphs(text))))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        translated = [(name, _translate_option(said)) for name, said in rows]
        super().write_dl(translated, min(col_max, self.width // 2), col_spacing)

    def getvalue(self) -> str:
        return _ADDED.sub("", super().getvalue())


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line as it is looked up; one behind a \\b keeps its lines."""
    paragraphs = cleandoc(text).split("\n\n")
    return [part if part.startswith("\b") else " ".join(part.split()) for part in paragraphs]


def _translate_option(said: str) -> str:
    # click has put the default and the range behind it, in its own words
    text, gap, rest = said.partition("  [")
    return _translate(text) + _spread(gap + rest)


def _translate(text: str) -> str:
    # of an empty text gettext gives the head of the catalogue
    return _spread(gettext.gettext(text)) if text else ""


def _spread(text: str) -> str:
    return _APART.sub(r"\1 ", _JOINED.sub("\\g<0>\u200b", text))
