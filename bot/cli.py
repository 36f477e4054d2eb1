"""The command line: commands, what they print, exit statuses."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.contract import answer_record, article_record
from bot.errors import BaowenError, PageError, QuestionError, SidecarError

if TYPE_CHECKING:
    from rich.console import Console

    from bot.ingest.corpus import ReadPage
    from bot.retrieval.recipe import Recipe
    from bot.retriever import Retriever
    from bot.settings import Settings

__all__ = ["main"]

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Failure(click.ClickException):
    """The work failed: one sentence on standard error, exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(f"baowen: {self.message}", err=True)


def _command(function: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that every command has, and turns errors into one sentence."""

    @click.option(
        "--corpus",
        multiple=True,
        metavar="PATH",
        help="A folder of pages, or a page; may be repeated. Default: BAOWEN_CORPUS, else the pages that come along.",
    )
    @click.option("--debug", is_flag=True, help="Show the traceback of an error.")
    @wraps(function)
    def command(corpus: tuple[str, ...], debug: bool, **options: Any) -> None:
        try:
            function(corpus=corpus, **options)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # the reader of our output has seen enough: not an error
            sys.stderr.close()
            sys.exit(0)
        except Exception as error:
            if debug:
                traceback.print_exc()
            if isinstance(error, QuestionError):
                raise click.UsageError(str(error)) from None
            known = isinstance(error, BaowenError)
            name = "" if known else f"{type(error).__name__}: "
            hint = "" if known or debug else " (--debug shows where)"
            raise _Failure(f"{name}{error or 'no details'}{hint}") from None

    return command


def _settings() -> Settings:
    from bot.settings import read_settings

    return read_settings()


def _paths(corpus: tuple[str, ...], settings: Settings) -> list[Path]:
    if "" in corpus:
        # an unset variable of a shell, not the folder we are in
        raise QuestionError("the path of the corpus is empty: name a folder, or leave --corpus out")
    return [Path(path) for path in corpus] or [settings.corpus]


def _retriever(corpus: tuple[str, ...], settings: Settings) -> Retriever:
    """The corpus, with a line on standard error for every page that could not be read."""
    from bot.retriever import Retriever

    retriever = Retriever.from_paths(_paths(corpus, settings), max_bytes=int(settings.max_page_mb * 1024 * 1024))
    for problem in retriever.problems:
        click.echo(f"baowen: {problem}", err=True)
    return retriever


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _print_json(record: dict[str, Any]) -> None:
    click.echo(json.dumps(record, ensure_ascii=False))


@click.group(context_settings=CONTEXT, no_args_is_help=True)
@click.version_option(package_name="baowen", message="baowen %(version)s")
def main() -> None:
    """报问: ask the newspaper. Finds the passage that answers, word for word, with its article."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # what people ask and what papers print is Chinese, whatever the locale says
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _typed_lines() -> Iterator[tuple[str, tuple[str, ...]]]:
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


def _iso_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A date as typed, checked."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date: write it as 2022-08-17") from None


@main.command()
@click.argument("question")
@click.option("-k", "k", type=click.IntRange(1, 100), default=None, metavar="N", help="How many passages. Default: 3.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line for each question.")
@click.option("--why", is_flag=True, help="Also show what each hit's score and the confidence consist of.")
@click.option("--newspaper", metavar="NAME", help="Only articles of a newspaper with NAME in its name.")
@click.option("--since", metavar="DATE", callback=_iso_date, help="Only articles of DATE (2022-08-17) or later.")
@click.option("--until", metavar="DATE", callback=_iso_date, help="Only articles of DATE or earlier.")
@_command
def ask(
    corpus: tuple[str, ...],
    question: str,
    k: int | None,
    as_json: bool,
    why: bool,
    newspaper: str | None,
    since: str | None,
    until: str | None,
) -> None:
    """Answer one QUESTION, or with - one question on each line of standard input.

    A line may also be {"question": "…", "history": ["an earlier question", …]}. Answers come in the same order.
    """
    from bot.chat.console import print_answer
    from bot.chat.reasons import print_explanation
    from bot.chat.replies import CHINESE
    from bot.records import MAX_QUESTION

    # in a locale that is not UTF-8 the bytes of an argument arrive as surrogates
    question = question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not question.strip():
        raise QuestionError(f"the question is empty. {CHINESE.empty_question}")
    settings = _settings()
    retriever = _retriever(corpus, settings)
    console = _console()
    questions = _typed_lines() if question == "-" else iter([(question, ())])
    for number, (text, history) in enumerate(questions):
        if not text:
            click.echo(f"baowen: question {number + 1} is empty. {CHINESE.empty_question}", err=True)
        if len(text) > MAX_QUESTION:
            click.echo(f"baowen: {CHINESE.cut.format(limit=MAX_QUESTION)}", err=True)
        start = time.perf_counter()
        answer = retriever.answer(text, history, k or settings.passages, newspaper=newspaper, since=since, until=until)
        seconds = time.perf_counter() - start
        reasons = [retriever.explain(text, hit, history) for hit in answer.hits] if why else []
        if as_json:
            record = answer_record(answer, seconds)
            for hit, explanation in zip(record["hits"], reasons, strict=why):
                hit["why"] = asdict(explanation)
            _print_json(record)
        else:
            if question == "-":
                console.print(f"{CHINESE.prompt}{text}", soft_wrap=True)
            print_answer(console, answer, CHINESE)
            for hit, explanation in zip(answer.hits, reasons, strict=False):
                print_explanation(console, hit, explanation)
        sys.stdout.flush()


@main.command()
@_command
def chat(corpus: tuple[str, ...]) -> None:
    """Ask one question after the other in the terminal."""
    from bot.chat.console import chat as converse
    from bot.chat.replies import CHINESE

    settings = _settings()
    retriever = _retriever(corpus, settings)
    console = _console()
    if sys.stdin.isatty():
        # line editing and earlier lines with the arrow keys
        import contextlib

        with contextlib.suppress(ImportError):
            import readline  # noqa: F401

    def read_line() -> str:
        return input(CHINESE.prompt if sys.stdin.isatty() else "")

    converse(retriever.answer, read_line, console, CHINESE, settings.passages)


@main.command()
@_command
def telegram(corpus: tuple[str, ...]) -> None:
    """Run the Telegram bot."""
    from bot.chat.telegram_bot import check_settings, run

    settings = _settings()
    # what is missing is said before the corpus is read: that takes a while
    check_settings(settings)
    retriever = _retriever(corpus, settings)
    run(retriever.answer, settings)


def _parts(read: ReadPage) -> dict[int, list[tuple[str, int | None, str]]]:
    """What the lines of a page were taken for, as the listing shows it."""
    lines: dict[int, list[tuple[str, int | None, str]]] = {}
    for part in read.parts():
        text = read.page.text[part.span.start : part.span.end]
        lines.setdefault(part.line, []).append((part.role, part.article, text))
    return lines


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line for each article.")
@_command
def articles(corpus: tuple[str, ...], paths: tuple[str, ...], as_json: bool) -> None:
    """Show what the reader makes of pages: their articles, captions and fragments.

    PATH is a page or a folder of pages. With --json a story on several pages, or printed twice, is one article with
    several sources, and everything comes after the last page is read; else each page is shown as it is read. Exit
    status 1 when a page could not be read, or a file beside it (pages.toml, a correction) not be used.
    """
    from bot.chat.listing import print_page
    from bot.ingest.corpus import ReadPage, gather, merge, read_corpus
    from bot.ingest.halves import Jump
    from bot.ingest.pages import OtherFiles
    from bot.ingest.spool import Spool

    settings = _settings()
    console = _console()
    wanted, max_bytes = _paths(paths or corpus, settings), int(settings.max_page_mb * 1024 * 1024)
    jumps: dict[str, Jump] = {}
    read = failed = unused = 0
    with Spool() as spool:
        for entry in gather(wanted, max_bytes, spool, jumps) if as_json else read_corpus(wanted, max_bytes):
            if not isinstance(entry, ReadPage):
                click.echo(f"baowen: {entry}", err=True)
                # OtherFiles is a notice: no page has failed
                failed += isinstance(entry, PageError) and not isinstance(entry, OtherFiles)
                unused += isinstance(entry, SidecarError)
                continue
            read += 1
            if not as_json:
                print_page(console, entry.page, entry.articles, _parts(entry) if console.is_terminal else None)
                sys.stdout.flush()
        for article in merge(spool, jumps) if as_json else ():
            _print_json(article_record(article))
    complaints = []
    if failed:
        complaints.append(f"{failed} of {failed + read} pages could not be read")
    if unused:
        complaints.append(f"entries of pages.toml or corrections that could not be used: {unused}")
    if complaints:
        raise _Failure(", ".join(complaints))


def _as_recipe(context: click.Context, parameter: click.Parameter, settings: tuple[str, ...]) -> Recipe | None:
    """The recipe of settings as typed; None where there are none."""
    from bot.retrieval.recipe import read_recipe

    try:
        return read_recipe(settings) if settings else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@main.command(name="eval")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--topics", type=click.Path(path_type=Path), help="For qrels: the questions, as id, tab, question.")
@click.option("--show", is_flag=True, help="Also print every question that went wrong.")
@click.option("--by-kind", is_flag=True, help="Also score each kind of question on its own.")
@click.option("--reliability", is_flag=True, help="Also print how often answers of each confidence are right.")
@click.option(
    "--with",
    "recipe",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_as_recipe,
    help="Rank with another value, such as lexicon=off or lead=40, or with those of a .toml file; may be repeated.",
)
@click.option(
    "--against",
    "rival",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_as_recipe,
    help="Compare with what these values give, in place of the usual ones; may be repeated.",
)
@_command
def evaluate(
    corpus: tuple[str, ...],
    files: tuple[Path, ...],
    topics: Path | None,
    show: bool,
    by_kind: bool,
    reliability: bool,
    recipe: Recipe | None,
    rival: Recipe | None,
) -> None:
    """Score question files (JSON lines) or TREC qrels against the corpus.

    A line of a question file: {"question": "…", "history": [], "file": "page.txt", "answer": "words of the page"};
    the answer is null where the corpus does not answer.

    With --against two configurations are compared: both, their difference with its 95 % interval (paired bootstrap),
    and how many questions go up and down. The names are those of bot/retrieval/recipe.py.
    """
    from bot.evaluation import table
    from bot.evaluation.comparison import compare_values
    from bot.evaluation.qrels import is_qrels, read_topics, score_qrels
    from bot.evaluation.questions import read_questions
    from bot.evaluation.report import judge

    for path in files:
        if not path.is_file():
            raise QuestionError(f"there is no question file {str(path)!r}")
    if rival is not None and reliability:
        raise QuestionError("--reliability is about one configuration: leave it or --against out")
    usual = _retriever(corpus, _settings())
    retrievers = [usual if recipe is None else usual.with_recipe(recipe)]
    if rival is not None:
        retrievers.append(usual.with_recipe(rival))
    for path in files:
        click.echo(str(path))
        if is_qrels(path):
            if topics is None:
                raise QuestionError(f"{str(path)!r} holds qrels: give their questions with --topics FILE")
            asked = read_topics(topics)
            values = [score_qrels(path, asked, retriever.search) for retriever in retrievers]
            lines = table.mean_lines(values[0])
            if rival is not None:
                lines = iter([table.HEADING, *table.difference_lines(compare_values(values[0], values[1]))])
        else:
            questions = []
            for entry in read_questions(path):
                if isinstance(entry, QuestionError):
                    click.echo(f"baowen: {entry}", err=True)
                else:
                    questions.append(entry)
            if not questions:
                raise QuestionError(f"there is no question in {str(path)!r}: see baowen eval --help for its format")
            outcomes = [judge(questions, retriever.answer) for retriever in retrievers]
            if rival is not None:
                lines = table.compared(outcomes[0], outcomes[1], by_kind, show)
            else:
                lines = table.scored(outcomes[0], by_kind, reliability, show)
        for line in lines:
            click.echo(line)
