"""`baowen backup`, `restore` and `stats`: what the bot keeps, into a file and back, and what it tells."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.command import Command, Failure
from bot.cli.corpus.notices import print_notice
from bot.settings import read_settings


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write what the Telegram bot keeps into FILE.

    Messages, conversations, cases of the desk with its published pages, ratings and figures, as JSON lines. The bot may
    run meanwhile. The store is that of BAOWEN_STORE.
    """
    from bot.store.backup import write_backup

    settings = read_settings()
    rows = write_backup(settings.store_url, file, settings.desk_pages)
    print_notice(
        "{rows} rows are in {file}; it holds what people wrote: keep it where nobody else can read it",
        rows=rows,
        file=file,
    )


@click.command(cls=Command, short_help="Put a backup into the store of the Telegram bot.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Delete what the store holds first.")
def restore(file: Path, force: bool) -> None:
    """Put what FILE holds, written by `baowen backup`, into the store of the Telegram bot.

    The store may be of another kind than the one that the backup is of: SQLite or PostgreSQL (BAOWEN_STORE). No bot
    may run with it.
    """
    from bot.store.backup import restore_backup

    settings = read_settings()
    rows = restore_backup(settings.store_url, file, settings.desk_pages, force=force)
    print_notice("{rows} rows of {file} are in the store", rows=rows, file=file)


@click.command(cls=Command)
@click.option("--days", type=click.FloatRange(min=0, min_open=True), default=7.0, help="Of how many days. Default: 7.")
@click.option("--json", "form", flag_value="json", help="Print one JSON object.")
@click.option("--csv", "form", flag_value="csv", help="Print a row for each day.")
@click.option("--chart", type=click.Path(path_type=Path, dir_okay=False), help="Write a picture (PNG) to this file.")
def stats(days: float, form: str | None, chart: Path | None) -> None:
    """Show how well the Telegram bot has answered.

    Questions, shares, ratings, times, the desk, what was not answered and what was asked most, of the last days. The
    store is that of BAOWEN_STORE.
    """
    import json
    import time
    from zoneinfo import ZoneInfo

    from bot.chat.replies import choose_replies
    from bot.figures.figures import reckon
    from bot.figures.report import format_csv, format_text
    from bot.store.answer_log import read_figures
    from bot.store.database import read_database
    from bot.store.records import DAY

    settings, now = read_settings(), time.time()
    rows = read_database(settings.store_url, lambda connection: read_figures(connection, now - days * DAY))
    figures = reckon(rows, days, now, ZoneInfo(settings.desk_zone))
    replies = choose_replies(settings.language)
    if chart:
        from bot.figures.picture import draw_figures

        picture = draw_figures(figures, replies)
        try:
            chart.write_bytes(picture)
        except OSError as error:
            raise Failure("the picture cannot be written to {file}: {reason}", file=chart, reason=error) from None
        print_notice("the picture is in {file}", file=chart)
    if form == "json":
        click.echo(json.dumps(figures.to_dict(), ensure_ascii=False))
    elif form == "csv":
        click.echo(format_csv(figures), nl=False)
    elif not chart:
        click.echo(format_text(figures, replies))
