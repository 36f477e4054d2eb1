"""Opens a corpus: pages, articles or a stored index become what answers questions.

The functions import what they need, so that `import bot` stays quick and a stored index is opened without the reader.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.arguments import check_bytes, check_folder, check_kind, check_paths, check_text, list_records, list_texts
from bot.errors import CorpusError, PageError, SidecarError
from bot.records import Article

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer
    from bot.errors import BaowenError
    from bot.retrieval.config import RankingConfig
    from bot.retrieval.index import Index
    from bot.retrieval.milvus.client import MilvusServer
    from bot.retrieval.milvus.remote_index import RemoteIndex
    from bot.retrieval.storage.refresh import BuiltIndex, Progress
    from bot.retrieval.storage.stored_index import StoredIndex
    from bot.text.user_dictionary import UserDictionary

logger = logging.getLogger(__name__)


class OpenedCorpus(NamedTuple):
    """What a `Retriever` is made of; `bot.retriever.Retriever` documents the arguments of all functions here."""

    answerer: Answerer
    # the pages and the files beside them that could not be used
    problems: Sequence[PageError | SidecarError] = ()
    # the stored index that it was opened from, or the one in Milvus
    stored: StoredIndex | None = None
    remote: RemoteIndex | None = None

    def with_config(self, config: RankingConfig) -> OpenedCorpus:
        """The same corpus and lexicon, indexed and ranked with other parameters."""
        from bot.answering.answerer import Answerer
        from bot.retrieval.config import RankingConfig
        from bot.retrieval.index import Index

        check_kind("config", config, RankingConfig, "a RankingConfig")
        old = self.answerer
        index = Index(old.index.articles, config, old.index.analyzer.segmenter)
        index = index.with_stop_words(old.index.analyzer.stop_words)
        return self._replace(answerer=Answerer(index, old.lexicon, old.vectors))

    def with_words(
        self,
        synonyms: Mapping[str, Iterable[str]] | None,
        stop_words: Iterable[str],
        segmenter: Callable[[str], Iterable[str]] | None,
    ) -> OpenedCorpus:
        """The same corpus, asked with words of the caller's own."""
        from bot.answering.answerer import Answerer
        from bot.question.lexicon import Lexicon
        from bot.retrieval.index import Index
        from bot.text.segmenter import OwnSegmenter

        index, lexicon, stored = self.answerer.index, self.answerer.lexicon, self.stored
        if segmenter is not None:
            if not callable(segmenter):
                raise TypeError(f"segmenter takes a function that cuts a text into words, not {segmenter!r:.60}")
            index, stored = Index(index.articles, index.config, OwnSegmenter(segmenter)), None
        index = index.with_stop_words((*self.answerer.index.analyzer.stop_words, *list_texts("stop_words", stop_words)))
        if synonyms is not None:
            check_kind("synonyms", synonyms, Mapping, "a mapping of words to lists of words")
            list_texts("synonyms", synonyms.keys())
            pairs = {typed: list_texts("synonyms", printed) for typed, printed in synonyms.items()}
            lexicon = lexicon.merge(Lexicon.from_synonyms(pairs))
        return OpenedCorpus(Answerer(index, lexicon, self.answerer.vectors), self.problems, stored)

    def without(self, ids: Collection[str]) -> OpenedCorpus:
        """The same corpus and lexicon without some articles."""
        from bot.answering.answerer import Answerer

        gone, index = set(list_texts("ids", ids)), self.answerer.index
        numbers = {number for number, article in enumerate(index.articles) if article.id in gone}
        return OpenedCorpus(Answerer(index.without(numbers), self.answerer.lexicon), self.problems)


def read_pages(paths: Iterable[str | Path], max_bytes: int | None) -> OpenedCorpus:
    """The articles of pages, indexed in memory."""
    from bot.pages.inventory import take_inventory
    from bot.pages.load import MAX_BYTES
    from bot.retrieval.config import DEFAULT_CONFIG
    from bot.retrieval.storage.refresh import build_index

    corpus = _read_paths(paths)
    check_bytes(max_bytes)
    return _from_built(build_index(take_inventory(corpus), corpus, max_bytes or MAX_BYTES, DEFAULT_CONFIG), corpus)


def index_articles(articles: Iterable[Article]) -> OpenedCorpus:
    """Articles made by hand, indexed in memory."""
    from bot.corpus.merging.duplicates import merge_identical
    from bot.retrieval.index import Index

    return _from_index(Index(merge_identical(list_records("articles", articles, Article))), (), ())


def open_stored(
    folder: str | Path | None, milvus: MilvusServer | None, paths: Iterable[str | Path] | None, encoder: str
) -> OpenedCorpus:
    """A stored index as it is; without a folder the one that lies in Milvus."""
    from bot.retrieval.storage.stored_index import open_index

    check_text("encoder", encoder)
    _check_milvus(milvus)
    beside = None if paths is None else [Path(path) for path in check_paths(paths)]
    if folder is None and milvus is not None:
        return _open_remote(milvus, beside)
    check_folder("folder", folder)
    assert folder is not None, "it is a folder"
    return _from_stored(open_index(Path(folder)), milvus, beside, encoder)


def _check_milvus(milvus: object) -> None:
    if milvus is not None:
        from bot.retrieval.milvus.client import MilvusServer

        check_kind("milvus", milvus, MilvusServer, "a MilvusServer of bot.retrieval.milvus.client")


def _open_remote(milvus: MilvusServer, paths: Sequence[Path] | None) -> OpenedCorpus:
    from bot.retrieval.milvus.remote_index import open_remote_index

    remote = open_remote_index(milvus, paths)
    assert remote is not None, "any is new"
    return _from_remote(remote)


def open_newer(remote: RemoteIndex) -> OpenedCorpus | None:
    """The newest index in Milvus; None where it is this one."""
    from bot.retrieval.milvus.remote_index import open_remote_index

    newer = open_remote_index(remote.connection.server, remote.paths, remote.connection.name)
    return None if newer is None else _from_remote(newer)


def _from_remote(remote: RemoteIndex) -> OpenedCorpus:
    from bot.answering.answerer import Answerer
    from bot.question.lexicon import lexicon_beside

    paths = remote.paths
    if paths is None:
        paths = [path for path in map(Path, remote.manifest["corpus"]) if path.exists()]
    lexicon, problems = lexicon_beside(paths)
    return OpenedCorpus(Answerer(remote.index, lexicon), problems, remote=remote)


def refresh_stored(
    paths: Iterable[str | Path],
    folder: str | Path,
    max_bytes: int | None,
    progress: Progress | None,
    complain: Callable[[BaowenError], None] | None,
    milvus: MilvusServer | None,
    user_dictionary: UserDictionary | None,
    encoder: str,
) -> OpenedCorpus:
    """A stored index, brought up to date with its pages."""
    from bot.pages.load import MAX_BYTES
    from bot.retrieval.config import DEFAULT_CONFIG
    from bot.retrieval.storage.freshness import open_if_current
    from bot.text.user_dictionary import NO_USER_DICTIONARY, UserDictionary

    corpus, words = _read_paths(paths), NO_USER_DICTIONARY if user_dictionary is None else user_dictionary
    check_folder("folder", folder)
    check_bytes(max_bytes)
    check_text("encoder", encoder)
    _check_milvus(milvus)
    check_kind("user_dictionary", words, UserDictionary, "a UserDictionary")
    limit = max_bytes or MAX_BYTES
    index = open_if_current(Path(folder), corpus, limit, DEFAULT_CONFIG, words)
    if index is None:
        from bot.retrieval.storage.refresh import refresh

        index, built = refresh(
            Path(folder),
            corpus,
            limit,
            DEFAULT_CONFIG,
            progress or (lambda step, done, total: None),
            complain or partial(logger.warning, "%s"),
            user_dictionary=words,
        )
        if index is None:
            assert built is not None, "refresh gives what it could not store"
            return _from_built(built, corpus)
        if built and complain:
            for problem in built.problems:
                complain(problem)
    return _from_stored(index, milvus, None, encoder)


def _read_paths(paths: Iterable[str | Path]) -> list[Path]:
    corpus = [Path(path) for path in check_paths(paths)]
    if not corpus:
        raise CorpusError("paths is empty: give at least one folder or file")
    return corpus


def _from_built(built: BuiltIndex, paths: Sequence[Path]) -> OpenedCorpus:
    from bot.retrieval.index import Index

    return _from_index(Index.from_tables(built.articles, built.tables), paths, built.problems)


def _from_stored(
    stored: StoredIndex, milvus: MilvusServer | None, paths: Sequence[Path] | None, encoder: str
) -> OpenedCorpus:
    from bot.retrieval.index import Index

    stored.tables.analyzer.segmenter.cache_in(stored.folder)
    engine = None
    if milvus is not None:
        from bot.retrieval.milvus.engine import MilvusEngine

        engine = MilvusEngine(milvus, stored)
    if paths is None:
        paths = [Path(path) for path in stored.manifest["corpus"] if Path(path).exists()]
    index = Index.from_tables(stored.articles, stored.tables, engine)
    return _from_index(index, paths, stored.problems, stored, encoder)


def _from_index(
    index: Index,
    paths: Sequence[Path],
    problems: Sequence[PageError | SidecarError],
    stored: StoredIndex | None = None,
    encoder: str = "none",
) -> OpenedCorpus:
    """Answers from an index with the lexicons that lie beside some paths, and with the vectors beside the index."""
    from bot.answering.answerer import Answerer
    from bot.question.lexicon import lexicon_beside
    from bot.semantic.passage_vectors import open_vectors
    from bot.text.patterns import keep_patterns_in

    if stored:
        keep_patterns_in(stored.folder)
    lexicon, lexicon_problems = lexicon_beside(paths)
    vectors = open_vectors(stored, encoder) if stored else None
    return OpenedCorpus(Answerer(index, lexicon, vectors), [*problems, *lexicon_problems], stored)
