"""Reads lines in a terminal, with editing, a history that is kept, and completion of commands and headlines."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, ThreadedCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from bot.console.commands import NAMES
from bot.records import MAX_QUESTION

# So many headlines are offered, for what has at least so many characters.
OFFERED, LEAST = 20, 2


class LineCompleter(Completer):
    """Completes a line to a command, or to a headline that has what was typed.

    Args:
        headlines: gives the headlines of the corpus as it is served now.
    """

    def __init__(self, headlines: Callable[[], Iterable[str]]) -> None:
        self._headlines = headlines

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        """The commands that begin as the line does, else what follows it in the headlines that have all of it.

        What a person has typed of a question stays as it is.
        """
        typed = document.text_before_cursor.lstrip()
        if typed.startswith(("/", "／")):
            wanted = "/" + typed[1:].lower()
            for name in NAMES:
                if name.startswith(wanted):
                    yield Completion(name, start_position=-len(typed))
        elif len(typed) >= LEAST:
            having = dict.fromkeys(headline for headline in self._headlines() if typed in headline)
            for headline in islice(having, OFFERED):
                if following := headline.partition(typed)[2]:
                    yield Completion(following, display=headline)


def make_line_reader(
    prompt: Callable[[], str], headlines: Callable[[], Iterable[str]], history: Path | None
) -> Callable[[], str]:
    """The function that reads the next line, as `Session.run` takes it.

    Args:
        prompt: gives what stands before the line.
        headlines: gives the headlines that Tab completes a line to.
        history: the file in which lines are kept; None for no file. One that cannot be written is done without.
    """
    typing_command = Condition(lambda: session.default_buffer.text.startswith(("/", "／")))
    keys = KeyBindings()

    @keys.add("c-c", filter=Condition(lambda: bool(session.default_buffer.text)))
    def leave_line(event: KeyPressEvent) -> None:
        """What was typed is given up, and the next line begins, as in a shell."""
        event.app.exit(result="")

    session: PromptSession[str] = PromptSession(
        key_bindings=keys,
        history=_open_history(history),
        auto_suggest=AutoSuggestFromHistory(),
        completer=ThreadedCompleter(LineCompleter(headlines)),
        # a menu that comes up while a question is typed would be in the way of an input method
        complete_while_typing=typing_command,
    )
    return lambda: session.prompt(prompt())


class _QuestionHistory(FileHistory):
    """Lines as long as a question may be: a longer one, pasted once, would be suggested over the whole screen."""

    def load_history_strings(self) -> Iterable[str]:
        return (line for line in super().load_history_strings() if len(line) <= MAX_QUESTION)

    def store_string(self, string: str) -> None:
        if len(string) <= MAX_QUESTION:
            super().store_string(string)


def _open_history(path: Path | None) -> History:
    """The lines of earlier conversations, in a file that only its owner can read."""
    if path is not None:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
            return _QuestionHistory(path)
    return InMemoryHistory()
