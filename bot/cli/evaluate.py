"""`baowen eval`: scores question files and TREC qrels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.command import CorpusCommand, index_option
from bot.cli.corpus.choice import choose_corpus, choose_paths
from bot.cli.corpus.notices import print_notice, say
from bot.cli.corpus.opening import open_retriever
from bot.errors import QuestionError
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.retrieval.config import RankingConfig


def _read_config(context: click.Context, parameter: click.Parameter, settings: tuple[str, ...]) -> RankingConfig | None:
    """The ranking parameters as typed, None where there are none: the callback of a click option."""
    from bot.retrieval.config import read_config

    try:
        return read_config(settings) if settings else None
    except ValueError as error:
        raise click.BadParameter(say(error)) from None


@click.command(name="eval", cls=CorpusCommand, short_help="Score question files against the corpus.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--topics", type=click.Path(path_type=Path), help="For qrels: the questions, as id, tab, question.")
@click.option("--show", is_flag=True, help="Also print every question that went wrong.")
@click.option("--by-kind", is_flag=True, help="Also score each kind of question on its own.")
@click.option(
    "--reliability",
    is_flag=True,
    help="Also print how often answers of each confidence are right, and from which on few are wrong.",
)
@click.option(
    "--among", type=click.Path(path_type=Path), metavar="FOLDER", help="Ask in a larger corpus: these pages as well."
)
@click.option(
    "--without", is_flag=True, help="Also ask each question without the articles that answer it: none should be."
)
@index_option
@click.option(
    "--with",
    "config",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_read_config,
    help="Rank with another value, such as lexicon=off or lead=40; may be repeated.",
)
@click.option(
    "--against",
    "rival",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_read_config,
    help="Compare with what these values give, in place of the usual ones; may be repeated.",
)
def evaluate(
    corpus: tuple[str, ...],
    index: str | None,
    files: tuple[Path, ...],
    topics: Path | None,
    show: bool,
    by_kind: bool,
    reliability: bool,
    among: Path | None,
    without: bool,
    config: RankingConfig | None,
    rival: RankingConfig | None,
) -> None:
    """Score question files (JSON lines) or TREC qrels against the corpus.

    A line of a question file: {"question": "…", "history": [], "file": "page.txt", "answer": "words of the page"};
    the answer is null where the corpus does not answer. A dialogue is a line {"turns": […]} of such questions, each
    asked after those before it.

    With --against two configurations are compared: both, their difference with its 95 percent interval (paired
    bootstrap), and how many questions go up and down. The names are those of bot/retrieval/config.py.
    """
    from bot.evaluation.report import ReportOptions, report_file

    for path in files:
        if not path.is_file():
            raise QuestionError("there is no question file {path!r}", path=str(path))
    for name, is_on in (("--reliability", reliability), ("--without", without)):
        if rival is not None and is_on:
            raise QuestionError("{option} is about one configuration: leave it or --against out", option=name)
    settings = read_settings()
    if among is not None:
        if index is not None:
            raise QuestionError("--index is the index of one corpus: leave it or --among out")
        corpus = (*map(str, choose_paths(corpus, settings)), str(among))
    usual = open_retriever(choose_corpus(corpus, index, settings), settings)
    retriever = usual if config is None else usual.with_config(config)
    rival_retriever = None if rival is None else usual.with_config(rival)
    options = ReportOptions(topics, by_kind, reliability, without, show)
    for path in files:
        click.echo(str(path))
        for line in report_file(path, retriever, rival_retriever, options):
            if isinstance(line, QuestionError):
                print_notice(line)
            else:
                click.echo(line)
