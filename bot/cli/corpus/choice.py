"""Decides which corpus, which stored index and which Milvus a command works on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import CorpusError, QuestionError
from bot.settings import Settings, default_corpus

if TYPE_CHECKING:
    from bot.retrieval.milvus.client import MilvusServer


@dataclass(frozen=True)
class CorpusPlace:
    """A corpus and the folder of its stored index."""

    # folders and files; none where the index is served as it is
    paths: Sequence[Path]
    index: Path
    # the index answers as it is: its pages are neither read nor watched
    is_served: bool = False
    # the index lies in Milvus: this machine has none, and no pages
    is_remote: bool = False


def choose_paths(corpus: Sequence[str], settings: Settings) -> list[Path]:
    """The folders and files of a corpus: those of --corpus, else that of the settings.

    Raises:
        CorpusError: when the corpus of the settings does not exist.
        QuestionError: when a path is empty.
    """
    _refuse_empty("--corpus", corpus)
    if corpus:
        return [Path(path) for path in corpus]
    if not os.path.lexists(settings.corpus):
        raise CorpusError(
            "there is no file or folder {path!r}: check BAOWEN_CORPUS, or name --corpus", path=str(settings.corpus)
        )
    return [settings.corpus]


def _refuse_empty(option: str, paths: Sequence[str | None]) -> None:
    # an unset variable of a shell, not the folder we are in
    if "" in paths:
        raise QuestionError("{option} is empty: name a folder, or leave it out", option=option)


def choose_corpus(
    corpus: Sequence[str],
    index: str | None,
    settings: Settings,
    *,
    may_be_served: bool = True,
    beside: Path | None = None,
) -> CorpusPlace:
    """Decides which corpus and index are meant. What is typed (--corpus, --index) wins over BAOWEN_INDEX_SERVED.

    Where nothing is typed and there are no pages, the index is that in Milvus, if one is set.

    Args:
        corpus: paths as typed; none for that of the settings.
        index: the folder of the index as typed; None for the one in the cache folder that belongs to the paths.
        settings: the settings.
        may_be_served: False for a command that makes the index, which BAOWEN_INDEX_SERVED does not concern.
        beside: a folder that is read beside the corpus, unless it lies in it or the index is served as it is.

    Raises:
        QuestionError: when a path is empty.
    """
    _refuse_empty("--index", [index])
    if may_be_served and settings.index_served is not None and not corpus and index is None:
        return CorpusPlace((), settings.index_served, is_served=True)
    if may_be_served and not corpus and index is None and _lies_in_milvus(settings):
        return CorpusPlace([settings.corpus], settings.index_folder([settings.corpus]), is_remote=True)
    paths = choose_paths(corpus, settings)
    if beside is not None and not any(beside.resolve().is_relative_to(path.resolve()) for path in paths):
        paths.append(beside)
    return CorpusPlace(paths, Path(index) if index is not None else settings.index_folder(paths))


def _lies_in_milvus(settings: Settings) -> bool:
    """Whether Milvus is set, and this machine has no pages of its own to answer from."""
    if settings.milvus_uri is None:
        return False
    from bot.pages.discover import INDEX_MANIFEST
    from bot.pages.inventory import take_inventory

    if settings.corpus == default_corpus():
        return not (settings.index_folder([settings.corpus]) / INDEX_MANIFEST).exists()
    try:
        take_inventory([settings.corpus])
    except CorpusError:
        return True
    return False


def choose_milvus(settings: Settings) -> MilvusServer | None:
    """The Milvus to search in; None where the stored index is searched."""
    if settings.milvus_uri is None:
        return None
    from bot.retrieval.milvus.client import MilvusServer

    token = settings.milvus_token.get_secret_value() if settings.milvus_token else ""
    return MilvusServer(settings.milvus_uri, token, settings.milvus_patience)
