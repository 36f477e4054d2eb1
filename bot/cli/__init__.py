"""The command line: commands, what they print, exit statuses."""

from __future__ import annotations

import atexit
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.json_output import answer_record, article_record
from bot.cli.opening import (
    Failure,
    command,
    corpus_paths,
    index_folder,
    index_option,
    live_corpus,
    milvus_server,
    open_retriever,
    progress_shown,
    settings_now,
)
from bot.cli.options import as_config, iso_date, typed_lines
from bot.errors import PageError, QuestionError, SidecarError, StoredIndexError

if TYPE_CHECKING:
    from rich.console import Console

    from bot.chat.replies import Replies
    from bot.corpus.corpus_reader import CorpusPage
    from bot.records import Answer, Article, Explanation
    from bot.retrieval.config import RankingConfig

__all__ = ["main"]

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _replies() -> Replies:
    """The sentences that people read, for those who are told one."""
    from bot.chat.replies import CHINESE

    return CHINESE


def _print_json(record: dict[str, Any]) -> None:
    click.echo(json.dumps(record, ensure_ascii=False))


@click.group(context_settings=CONTEXT, no_args_is_help=True)
@click.version_option(package_name="baowen", message="baowen %(version)s")
def main() -> None:
    """报问: ask the newspaper. Finds the passage that answers, word for word, with its article."""
    # numpy's linear algebra makes its threads as it is loaded, a quarter of the time that numpy takes; none is used
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # what a command loads stays to its end: looking for garbage in it is an eighth of the time of one question
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # what people ask and what papers print is Chinese, whatever the locale says
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _shown(with_question: bool) -> Callable[[Answer, list[Explanation]], None]:
    """What prints an answer in the terminal, under its question if asked for, with reasons where there are any."""
    from bot.chat.console import print_answer
    from bot.chat.replies import CHINESE
    from bot.cli.explanation import print_explanation

    console = _console()

    def show(answer: Answer, reasons: list[Explanation]) -> None:
        if with_question:
            console.print(f"{CHINESE.prompt}{answer.question}", soft_wrap=True)
        print_answer(console, answer, CHINESE)
        for hit, explanation in zip(answer.hits, reasons, strict=False):
            print_explanation(console, hit, explanation)

    return show


@main.command()
@click.argument("question")
@click.option("-k", "k", type=click.IntRange(1, 100), default=None, metavar="N", help="How many passages. Default: 3.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line for each question.")
@click.option("--why", is_flag=True, help="Also show what each hit's score and the confidence consist of.")
@click.option("--newspaper", metavar="NAME", help="Only articles of a newspaper with NAME in its name.")
@click.option("--since", metavar="DATE", callback=iso_date, help="Only articles of DATE (2022-08-17) or later.")
@click.option("--until", metavar="DATE", callback=iso_date, help="Only articles of DATE or earlier.")
@index_option
@command
def ask(
    corpus: tuple[str, ...],
    index: str | None,
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
    from bot.records import MAX_QUESTION

    # in a locale that is not UTF-8 the bytes of an argument arrive as surrogates
    question = question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not question.strip():
        raise QuestionError(f"the question is empty. {_replies().empty_question}")
    settings = settings_now()
    retriever = open_retriever(corpus, index, settings)
    show = None if as_json else _shown(question == "-")
    questions = typed_lines() if question == "-" else iter([(question, ())])
    for number, (text, history) in enumerate(questions):
        if not text:
            click.echo(f"baowen: question {number + 1} is empty. {_replies().empty_question}", err=True)
        if len(text) > MAX_QUESTION:
            click.echo(f"baowen: {_replies().cut.format(limit=MAX_QUESTION)}", err=True)
        start = time.perf_counter()
        answer = retriever.answer(text, history, k or settings.passages, newspaper=newspaper, since=since, until=until)
        seconds = time.perf_counter() - start
        reasons = [retriever.explain(text, hit, history) for hit in answer.hits] if why else []
        if show is None:
            record = answer_record(answer, seconds)
            for hit, explanation in zip(record["hits"], reasons, strict=why):
                hit["why"] = asdict(explanation)
            _print_json(record)
        else:
            show(answer, reasons)
        sys.stdout.flush()


@main.command()
@index_option
@command
def chat(corpus: tuple[str, ...], index: str | None) -> None:
    """Ask one question after the other in the terminal."""
    from bot.chat.console import chat as converse
    from bot.chat.replies import CHINESE

    settings = settings_now()
    console = _console()
    if sys.stdin.isatty():
        # line editing and earlier lines with the arrow keys
        import contextlib

        with contextlib.suppress(ImportError):
            import readline  # noqa: F401

    def read_line() -> str:
        return input(CHINESE.prompt if sys.stdin.isatty() else "")

    with live_corpus(corpus, index, settings) as live:
        converse(live.answer, read_line, console, CHINESE, settings.passages)


@main.command()
@index_option
@command
def telegram(corpus: tuple[str, ...], index: str | None) -> None:
    """Run the Telegram bot."""
    from bot.telegram.app import check_settings, run
    from bot.telegram.logs import configure_logging

    settings = settings_now()
    # what is missing is said before the corpus is read: that takes a while
    secrets = check_settings(settings)
    with live_corpus(corpus, index, settings, lambda: configure_logging(settings.log_level, secrets)) as live:
        run(live.answer, settings)


@main.command(name="index")
@click.option("--anew", is_flag=True, help="Make everything anew, whatever is there.")
@index_option
@command
def make_index(corpus: tuple[str, ...], index: str | None, anew: bool) -> None:
    """Build or refresh the stored index, and say what changed; where Milvus is set, put it there too.

    Only pages that are new or have changed are read. The old index answers until the new one is there. Exit status 1
    when a page could not be read.
    """
    from bot.retrieval.config import DEFAULT_CONFIG
    from bot.retrieval.storage.refresh import Changes, locked, refresh
    from bot.text.segmenter import keep_words_in

    settings = settings_now()
    paths = corpus_paths(corpus, settings)
    folder = index_folder(index, paths, settings)
    begun = time.perf_counter()
    complaints: list[StoredIndexError] = []
    milvus = milvus_server(settings)
    with progress_shown() as progress:
        stored, made = refresh(
            folder, paths, settings.max_page_bytes, DEFAULT_CONFIG, progress, complaints.append, anew
        )
    keep_words_in(folder)
    for complaint in complaints:
        click.echo(f"baowen: {complaint}", err=True)
    if stored is None:
        raise Failure("no index was stored")
    manifest = stored.manifest
    changes = made.changes if made else Changes((), (), (), manifest["files"])
    for sign, names in (("+", changes.new), ("~", changes.changed), ("-", changes.removed)):
        for name in names:
            click.echo(f"{sign} {name}")
    counts = f"{len(changes.new)} new, {len(changes.changed)} changed, {len(changes.removed)} gone, {changes.same} kept"
    seconds = time.perf_counter() - begun
    click.echo(f"{counts}: {manifest['articles']} articles in {manifest['passages']} passages, {seconds:.1f} s")
    click.echo(folder)
    for problem in stored.problems:
        click.echo(f"baowen: {problem}", err=True)
    if milvus is not None:
        from bot.retrieval.milvus.client import push

        # a lock of its own: the index can be refreshed meanwhile
        with progress_shown() as progress, locked(folder / "milvus"):
            collection, new = push(milvus, stored, progress)
        click.echo(f"Milvus: {collection}{'' if new else ' (was there)'}")
    failed = sum(isinstance(problem, PageError) and problem.failed for problem in stored.problems)
    if failed:
        raise Failure(f"pages that could not be read: {failed}")


def _parts(read: CorpusPage) -> dict[int, list[tuple[str, int | None, str]]]:
    """What the lines of a page were taken for, as the listing shows it."""
    lines: dict[int, list[tuple[str, int | None, str]]] = {}
    for part in read.parts():
        text = read.page.text[part.span.start : part.span.end]
        lines.setdefault(part.line, []).append((part.role, part.article, text))
    return lines


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line for each article.")
@command
def articles(corpus: tuple[str, ...], paths: tuple[str, ...], as_json: bool) -> None:
    """Show what the reader makes of pages: their articles, captions and fragments.

    PATH is a page or a folder of pages. With --json a story on several pages, or printed twice, is one article with
    several sources, and everything comes after the last page is read; else each page is shown as it is read. Exit
    status 1 when a page could not be read, or a file beside it (pages.toml, a correction) not be used.
    """
    from bot.cli.listing import print_page
    from bot.corpus.continuations import Jump
    from bot.corpus.corpus_reader import CorpusPage, read_corpus
    from bot.corpus.merging import merge_articles

    settings = settings_now()
    console = _console()
    wanted, max_bytes = corpus_paths(paths or corpus, settings), settings.max_page_bytes
    collected: list[Article] = []
    jumps: dict[str, Jump] = {}
    read = failed = unused = 0
    for entry in read_corpus(wanted, max_bytes):
        if not isinstance(entry, CorpusPage):
            click.echo(f"baowen: {entry}", err=True)
            failed += isinstance(entry, PageError) and entry.failed
            unused += isinstance(entry, SidecarError)
            continue
        read += 1
        if as_json:
            # the layout is not printed, and takes most of an article's memory
            collected.extend(replace(article, layout=()) for article in entry.articles)
            jumps.update(entry.jumps)
        else:
            print_page(console, entry.page, entry.articles, _parts(entry) if console.is_terminal else None)
            sys.stdout.flush()
    for article in merge_articles(collected, jumps):
        _print_json(article_record(article))
    complaints = []
    if failed:
        complaints.append(f"{failed} of {failed + read} pages could not be read")
    if unused:
        complaints.append(f"entries of pages.toml or corrections that could not be used: {unused}")
    if complaints:
        raise Failure(", ".join(complaints))


@main.command(name="eval")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--topics", type=click.Path(path_type=Path), help="For qrels: the questions, as id, tab, question.")
@click.option("--show", is_flag=True, help="Also print every question that went wrong.")
@click.option("--by-kind", is_flag=True, help="Also score each kind of question on its own.")
@click.option("--reliability", is_flag=True, help="Also print how often answers of each confidence are right.")
@index_option
@click.option(
    "--with",
    "config",
    multiple=True,
    metavar="NAME=VALUE",
    callback=as_config,
    help="Rank with another value, such as lexicon=off or lead=40, or with those of a .toml file; may be repeated.",
)
@click.option(
    "--against",
    "rival",
    multiple=True,
    metavar="NAME=VALUE",
    callback=as_config,
    help="Compare with what these values give, in place of the usual ones; may be repeated.",
)
@command
def evaluate(
    corpus: tuple[str, ...],
    index: str | None,
    files: tuple[Path, ...],
    topics: Path | None,
    show: bool,
    by_kind: bool,
    reliability: bool,
    config: RankingConfig | None,
    rival: RankingConfig | None,
) -> None:
    """Score question files (JSON lines) or TREC qrels against the corpus.

    A line of a question file: {"question": "…", "history": [], "file": "page.txt", "answer": "words of the page"};
    the answer is null where the corpus does not answer.

    With --against two configurations are compared: both, their difference with its 95 % interval (paired bootstrap),
    and how many questions go up and down. The names are those of bot/retrieval/config.py.
    """
    from bot.evaluation import report
    from bot.evaluation.comparison import compare_values
    from bot.evaluation.metrics import judge
    from bot.evaluation.question_files import read_questions
    from bot.evaluation.trec import is_qrels, read_topics, score_qrels

    for path in files:
        if not path.is_file():
            raise QuestionError(f"there is no question file {str(path)!r}")
    if rival is not None and reliability:
        raise QuestionError("--reliability is about one configuration: leave it or --against out")
    usual = open_retriever(corpus, index, settings_now())
    retrievers = [usual if config is None else usual.with_config(config)]
    if rival is not None:
        retrievers.append(usual.with_config(rival))
    for path in files:
        click.echo(str(path))
        if is_qrels(path):
            if topics is None:
                raise QuestionError(f"{str(path)!r} holds qrels: give their questions with --topics FILE")
            asked = read_topics(topics)
            values = [score_qrels(path, asked, retriever.search) for retriever in retrievers]
            lines = report.mean_lines(values[0])
            if rival is not None:
                lines = iter([report.HEADING, *report.difference_lines(compare_values(values[0], values[1]))])
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
                lines = report.compared(outcomes[0], outcomes[1], by_kind, show)
            else:
                lines = report.scored(outcomes[0], by_kind, reliability, show)
        for line in lines:
            click.echo(line)
