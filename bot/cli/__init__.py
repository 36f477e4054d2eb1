"""The command `baowen`: one file a command, `main`, which holds them together, and `run`, which is a process of it."""

from __future__ import annotations

import gc
import gettext
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from bot import __version__
from bot.cli.corpus.notices import choose_language, say
from bot.sentence import Sentence

# Each command with the file that it is in, and its name there.
_COMMANDS = {
    **{name: (name, name) for name in ("articles", "ask", "chat", "completion", "index", "mcp", "telegram", "web")},
    **{name: ("store", name) for name in ("backup", "restore", "stats")},
    "eval": ("evaluate", "evaluate"),
}
# The folder of translations of click's own sentences.
_SENTENCES = Path(__file__).parents[1] / "chat" / "replies" / "locale"


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        # only --help needs it
        from bot.console.help import HelpFormatter

        return HelpFormatter(width=self.terminal_width, max_width=self.max_content_width)


class _Commands(click.Group):
    """The commands, each imported when it is called or listed: `ask` needs a tenth less time without the others.

    A question in the place of a command gets a sentence that says how to ask it.
    """

    context_class = _Context

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        file, function = _COMMANDS[name]
        command: click.Command = getattr(import_module(f"bot.cli.{file}"), function)
        command.context_class = _Context
        # not cut for a narrow terminal, because only a whole sentence is found among the translations
        command.short_help = command.get_short_help_str(limit=1000)
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        gettext.bindtextdomain("messages", str(_SENTENCES))
        os.environ["LANGUAGE"] = choose_language()
        return super().make_context(*args, **extra)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(context, args)
        except click.UsageError:
            if args[0].isascii():
                raise
            how = Sentence("to ask a question: baowen ask {question}", question=args[0])
            raise click.UsageError(say(how), context) from None


# The files of commands import at the top only what loads fast, and all else in the function of a command: `baowen ask`
# on a stored index takes a fifth of a second, and the reader, the terminal library or Telegram would double that.
@click.group(
    cls=_Commands,
    # for their names: click lists all of them, and says which is nearest to a wrong one
    commands={name: click.Command(name) for name in _COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
@click.version_option(__version__, message="baowen %(version)s")
def main() -> None:
    """报问: ask the newspaper. Finds the passage that answers, word for word, with its article."""
    # numpy's linear algebra would start its threads, which no command needs: a quarter of numpy's loading time
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # objects that a command loads live until it ends, so collecting garbage only costs time: 12 % of one question
    gc.set_threshold(100_000)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # what people ask and what papers print is Chinese, whatever the locale says
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(encoding="utf-8", errors="replace")


def run() -> None:
    """The command as a process."""
    for name in ("stdout", "stderr"):
        # one that was closed before the process began is None
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # as long as the process
    try:
        main(prog_name="baowen")
    finally:
        # Python looks through all objects for garbage at its end, several times: a tenth of the time of one question
        gc.freeze()
