"""`baowen telegram`: the Telegram bot."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.command import CorpusCommand, index_option
from bot.cli.corpus.choice import CorpusPlace, choose_corpus
from bot.cli.corpus.opening import open_live_corpus
from bot.errors import SettingsError
from bot.settings import read_settings


@click.command(cls=CorpusCommand)
@index_option
def telegram(corpus: tuple[str, ...], index: str | None) -> None:
    """Run the Telegram bot."""
    from bot.health.server import serve_health
    from bot.health.state import Health
    from bot.telegram.app import CHECKS, find_secrets, run
    from bot.telegram.logs import configure_logging
    from bot.text.user_dictionary import read_user_dictionary

    # before the corpus is read, which takes a while
    settings = read_settings(
        (
            *CHECKS,
            lambda settings: _check_corpus(choose_corpus(corpus, index, settings)),
            lambda settings: _make_folder(settings.desk_pages),
            lambda settings: settings.words and read_user_dictionary(settings.words),
        )
    )
    secrets = find_secrets(settings)
    place = choose_corpus(corpus, index, settings, beside=settings.desk_pages)
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


def _check_corpus(place: CorpusPlace) -> None:
    """Looks whether the index is there that is served as it is; others are made.

    Raises:
        StoredIndexError: when it is not, or cannot be used.
    """
    if place.is_served:
        from bot.retrieval.storage.stored_index import open_index

        open_index(place.index)


def _make_folder(folder: Path | None) -> None:
    """Makes the folder for replies of the desk that are published, where it is missing.

    Raises:
        SettingsError: when it cannot be made.
    """
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                "the folder {folder} (BAOWEN_DESK_PAGES) cannot be made: {reason}", folder=folder, reason=error
            ) from None
