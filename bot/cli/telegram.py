"""`baowen telegram`: the Telegram bot."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.command import CorpusCommand, index_option
from bot.cli.corpus.choice import choose_corpus
from bot.cli.corpus.opening import open_live_corpus
from bot.errors import SettingsError
from bot.settings import read_settings

__all__ = ["telegram"]


@click.command(cls=CorpusCommand)
@index_option
def telegram(corpus: tuple[str, ...], index: str | None) -> None:
    """Run the Telegram bot."""
    from bot.health.server import serve_health
    from bot.health.state import Health
    from bot.telegram.app import check_settings, run
    from bot.telegram.logs import configure_logging

    settings = read_settings()
    # before the corpus is read, which takes a while
    secrets = check_settings(settings)
    place = choose_corpus(corpus, index, settings, beside=_make_folder(settings.desk_pages))
    health = Health()

    def begin_to_log() -> None:
        configure_logging(settings.log_level, secrets, settings.log_format, health.metrics.count_problem)

    with (
        serve_health(settings.health_listen, settings.health_port, health),
        open_live_corpus(place, settings, begin_to_log) as opened,
    ):
        health.metrics.watch("articles", "Articles of the corpus", lambda: len(opened.current()))
        health.metrics.watch("passages", "Passages of the corpus", lambda: opened.current().passage_count)
        run(opened.answer, settings, health, lambda: opened.current().articles)


def _make_folder(folder: Path | None) -> Path | None:
    """The folder for replies of the desk that are published, which is made where it is missing.

    Raises:
        SettingsError: when it cannot be made.
    """
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(f"the folder {folder} (BAOWEN_DESK_PAGES) cannot be made: {error.strerror}") from None
    return folder
