"""What commands share: options, and how an error becomes one sentence on standard error and an exit status.

Exit statuses: 0 done, 1 the work failed, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from bot.arguments import read_date
from bot.cli.corpus.notices import print_notice, say
from bot.errors import BaowenError, QuestionError
from bot.runtime.closed_pipe import is_closed_pipe
from bot.sentence import Sentence
from bot.settings import find_unused

index_option = click.option(
    "--index",
    metavar="FOLDER",
    help="Where the stored index is. Default: a folder for each corpus below BAOWEN_INDEX_CACHE.",
)

plain_option = click.option(
    "--plain", is_flag=True, help="Print as on what is no terminal: no colour, each paragraph on one line."
)


def _read_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A date as typed, checked: the callback of a click option."""
    try:
        return read_date("value", value)
    except ValueError:
        problem = Sentence("{value!r} is no date: write it as 2022-08-17", value=value)
        raise click.BadParameter(say(problem)) from None


def check_days(since: str | None, until: str | None) -> None:
    """Raises a usage error where no day lies between two dates as `filter_options` gives them."""
    if since and until and since > until:
        problem = Sentence("--since is {since} and --until {until}: no day lies between them", since=since, until=until)
        raise click.UsageError(say(problem))


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that choose among the articles: newspaper, since, until."""
    for option in (
        click.option("--until", metavar="DATE", callback=_read_date, help="Only articles of DATE or earlier."),
        click.option(
            "--since", metavar="DATE", callback=_read_date, help="Only articles of DATE (2022-08-17) or later."
        ),
        click.option("--newspaper", metavar="NAME", help="Only articles of a newspaper with NAME in its name."),
    ):
        command = option(command)
    return command


class Failure(click.ClickException):
    """The work failed: one sentence on standard error, exit status 1."""

    exit_code = 1

    def __init__(self, said: object, /, **fields: object) -> None:
        super().__init__(say(said, **fields))

    def show(self, file: Any = None) -> None:
        click.echo(f"baowen: {self.message}", err=True)


def print_json(record: dict[str, Any]) -> None:
    """Prints a record on one line of standard output."""
    # most commands print none
    import json

    click.echo(json.dumps(record, ensure_ascii=False))


class Command(click.Command):
    """A command whose errors are one sentence each, with the option that shows where they come from."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params.append(click.Option(["--debug"], is_flag=True, help="Show the traceback of an error."))

    def invoke(self, context: click.Context) -> Any:
        debug = context.params.pop("debug")
        try:
            for unused in find_unused():
                print_notice(unused)
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            # what a shell reports for a program that SIGINT ended
            sys.exit(128 + signal.SIGINT)
        except Exception as error:
            if is_closed_pipe(error):
                # the program that reads our output (head, less) has read enough: not an error
                sys.stderr.close()
                sys.exit(0)
            if debug:
                traceback.print_exc()
            if isinstance(error, QuestionError):
                raise click.UsageError(say(error), context) from None
            if isinstance(error, BaowenError):
                raise Failure(error.sentence) from None
            problem: object = f"{type(error).__name__}: {str(error) or 'no details'}"
            if isinstance(error, OSError) and error.strerror:
                # in the system's own words, which are said in the reader's language
                problem = error
                if error.filename is not None:
                    problem = Sentence("{file}: {reason}", file=str(error.filename), reason=error)
            raise Failure(problem if debug else Sentence("{problem} (--debug shows where)", problem=problem)) from None


class CorpusCommand(Command):
    """A command that works on a corpus. Its function gets `corpus`, a tuple of paths as typed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        corpus = click.Option(
            ["--corpus"],
            multiple=True,
            metavar="PATH",
            help="A folder of pages, or a page; may be repeated. Default: BAOWEN_CORPUS, else the pages that come with "
            "baowen.",
        )
        self.params.insert(-1, corpus)
