"""`baowen index`: builds or refreshes the stored index."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import click

from bot.cli.command import CorpusCommand, Failure, index_option
from bot.cli.corpus.choice import choose_corpus, choose_milvus
from bot.cli.corpus.notices import print_notice, say, show_progress
from bot.cli.corpus.opening import load_user_dictionary
from bot.errors import PageError
from bot.sentence import Sentence
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.retrieval.milvus.client import MilvusServer
    from bot.retrieval.storage.refresh import Changes
    from bot.retrieval.storage.stored_index import StoredIndex


@click.command(cls=CorpusCommand, short_help="Build or refresh the stored index, and say what changed.")
@click.option("--anew", is_flag=True, help="Read every page and build the whole index anew.")
@index_option
def index(corpus: tuple[str, ...], index: str | None, anew: bool) -> None:
    """Build or refresh the stored index, and say what changed; where Milvus is set, put it there too.

    Where a sentence encoder is installed, the vectors of new passages are made as well, which takes much longer.

    Only pages that are new or have changed are read. The old index answers until the new one is complete. Exit status
    1 when a page could not be read.
    """
    from bot.retrieval.config import DEFAULT_CONFIG
    from bot.retrieval.storage.refresh import Changes, refresh
    from bot.semantic.encoder_choice import choose_encoder

    settings = read_settings()
    encoder = choose_encoder(settings.encoder)
    user_dictionary = load_user_dictionary(settings)
    place = choose_corpus(corpus, index, settings, may_be_served=False)
    start = time.perf_counter()
    milvus = choose_milvus(settings)
    with show_progress() as progress:
        stored, made = refresh(
            place.index,
            place.paths,
            settings.max_page_bytes,
            DEFAULT_CONFIG,
            progress,
            print_notice,
            anew,
            user_dictionary,
            verify=True,
        )
    if stored is None:
        raise Failure("no index was stored")
    stored.tables.analyzer.segmenter.cache_in(place.index)
    changes = made.changes if made else Changes((), (), (), stored.manifest["files"])
    _show_changes(changes, stored, time.perf_counter() - start)
    if milvus is not None:
        _push_to_milvus(milvus, stored)
    if encoder is not None:
        _make_vectors(encoder, stored)
    unreadable = sum(isinstance(problem, PageError) and problem.failed for problem in stored.problems)
    if unreadable:
        raise Failure("pages that could not be read: {count}", count=unreadable)


def _show_changes(changes: Changes, stored: StoredIndex, seconds: float) -> None:
    for sign, names in (("+", changes.new), ("~", changes.changed), ("-", changes.removed)):
        for name in names:
            click.echo(f"{sign} {name}")
    done = Sentence(
        "{new} new, {changed} changed, {gone} gone, {kept} kept: {articles} articles, captions and fragments in "
        "{passages} passages, {seconds:.1f} s",
        new=len(changes.new),
        changed=len(changes.changed),
        gone=len(changes.removed),
        kept=changes.same,
        articles=stored.manifest["articles"],
        passages=stored.manifest["passages"],
        seconds=seconds,
    )
    click.echo(say(done))
    click.echo(stored.folder)
    for problem in stored.problems:
        print_notice(problem)


def _push_to_milvus(milvus: MilvusServer, stored: StoredIndex) -> None:
    from bot.retrieval.milvus.push import push
    from bot.retrieval.storage.folder_lock import lock_folder

    # not the lock of the index, which can be refreshed meanwhile
    with show_progress() as progress, lock_folder(stored.folder / "milvus"):
        collection, is_new = push(milvus, stored, progress)
    pattern = "Milvus: {collection}" if is_new else "Milvus: {collection} (was there)"
    click.echo(say(Sentence(pattern, collection=collection)))


def _make_vectors(encoder: str, stored: StoredIndex) -> None:
    from bot.semantic.encoder_choice import load_encoder
    from bot.semantic.vector_maker import make_stored_vectors

    start = time.perf_counter()
    try:
        loaded = load_encoder(encoder)
    except Exception as error:
        raise Failure(
            "the index is stored, but the encoder {encoder} cannot be loaded ({kind}: {reason}): "
            "BAOWEN_ENCODER=none goes without",
            encoder=encoder,
            kind=type(error).__name__,
            reason=str(error),
        ) from None
    with show_progress() as progress:
        made = make_stored_vectors(
            stored, loaded, lambda done, total: progress("vectors", done, total), threads=os.cpu_count() or 1
        )
    click.echo(
        say(
            "{encoder}: {made} new vectors, {seconds:.1f} s",
            encoder=encoder,
            made=made,
            seconds=time.perf_counter() - start,
        )
    )
