"""`baowen backup` and `baowen restore`: what the bot keeps, into a file and back."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.command import CorpusCommand, print_notice
from bot.settings import read_settings

__all__ = ["backup", "restore"]


@click.command(cls=CorpusCommand)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(corpus: tuple[str, ...], file: Path) -> None:
    """Write what the Telegram bot keeps into FILE.

    Messages, conversations, cases of the desk with its published pages, ratings and figures, as JSON lines. The bot may
    run meanwhile. The store is that of BAOWEN_STORE.
    """
    from bot.store.backup import write_backup

    settings = read_settings()
    rows = write_backup(settings.store_url, file, settings.desk_pages)
    print_notice(f"{rows} rows are in {file}; it holds what people wrote: keep it where nobody else can read it")


@click.command(cls=CorpusCommand)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Delete what the store holds first.")
def restore(corpus: tuple[str, ...], file: Path, force: bool) -> None:
    """Put what FILE holds, written by `baowen backup`, into the store of the Telegram bot.

    The store may be of another kind than the one that the backup is of: SQLite or PostgreSQL (BAOWEN_STORE). No bot
    may run with it.
    """
    from bot.store.backup import restore_backup

    settings = read_settings()
    rows = restore_backup(settings.store_url, file, settings.desk_pages, force=force)
    print_notice(f"{rows} rows of {file} are in the store")
