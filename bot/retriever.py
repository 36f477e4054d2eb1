"""The library's front door: a corpus that can be searched and asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import PageError, SidecarError
from bot.records import Answer, Article, Explanation, Hit

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer
    from bot.errors import StoredIndexError
    from bot.retrieval.config import RankingConfig
    from bot.retrieval.index import Index
    from bot.retrieval.milvus.client import MilvusServer
    from bot.retrieval.storage.refresh import Progress
    from bot.retrieval.storage.stored_index import StoredIndex
    from bot.text.user_words import UserWords

__all__ = ["Retriever"]

_log = logging.getLogger(__name__)


class Retriever:
    """A corpus of articles, indexed.

    Make one with `from_folder`, `from_paths` or `from_articles`, or of a stored index with `open` or `refreshed`. It
    does not change afterwards, so that any number of threads may search it at the same time.

    Attributes:
        articles: the corpus, in the order read.
        problems: the pages that could not be read, and what lies beside them and could not be used, with reasons.
        stored: the stored index that it answers from; None where that is in memory.
    """

    def __init__(
        self,
        answerer: Answerer,
        problems: Sequence[PageError | SidecarError] = (),
        stored: StoredIndex | None = None,
    ) -> None:
        self._answerer = answerer
        self.stored = stored
        self.articles: Sequence[Article] = answerer.articles
        self.problems: tuple[PageError | SidecarError, ...] = tuple(problems)

    @classmethod
    def from_folder(cls, folder: str | Path) -> Retriever:
        """The articles of all pages (`.txt`, `.md`, `.html`, `.pdf`) in a folder and the folders in it.

        Raises:
            CorpusError: when the folder does not exist or no page in it can be read.
        """
        return cls.from_paths([Path(folder)])

    @classmethod
    def from_paths(cls, paths: Iterable[str | Path], *, max_bytes: int | None = None) -> Retriever:
        """The articles of pages given as folders and files; a page that cannot be read is logged and skipped.

        Parts of a story on several pages are one article, and so is a story that is there twice. `pages.toml`,
        corrections and `local.lexicon` beside the pages are heeded. Nothing is stored.

        Args:
            paths: folders and files.
            max_bytes: pages larger than this are skipped; 8 MB if not given.

        Raises:
            CorpusError: when a path does not exist or no page can be read.
        """
        from bot.pages.inventory import take_inventory
        from bot.pages.load import MAX_BYTES
        from bot.retrieval.config import DEFAULT_CONFIG
        from bot.retrieval.index import Index
        from bot.retrieval.storage.refresh import make

        places = [Path(path) for path in paths]
        made = make(take_inventory(places), places, max_bytes or MAX_BYTES, DEFAULT_CONFIG)
        return cls._answering(Index.from_tables(made.articles, made.tables), places, made.problems)

    @classmethod
    def open(cls, folder: str | Path, *, milvus: MilvusServer | None = None) -> Retriever:
        """A stored index, mapped into memory; its pages are not looked at.

        Args:
            folder: where `baowen index` put it.
            milvus: searches there, with the same hits; where it cannot be reached, in the stored index.

        Raises:
            StoredIndexError: when there is none, or it is damaged or of another format.
        """
        from bot.retrieval.storage.stored_index import open_index

        return cls._of_stored(open_index(Path(folder)), milvus)

    @classmethod
    def refreshed(
        cls,
        paths: Iterable[str | Path],
        folder: str | Path,
        *,
        max_bytes: int | None = None,
        progress: Progress | None = None,
        complain: Callable[[StoredIndexError], None] | None = None,
        milvus: MilvusServer | None = None,
        user_words: UserWords | None = None,
    ) -> Retriever:
        """As `from_paths`, with a stored index: opened where it fits the pages, and else brought up to date first.

        Where it cannot be written, what was made stays in memory.

        Args:
            paths: folders and files.
            folder: of the index; made where it is not there.
            max_bytes: pages larger than this are skipped; 8 MB if not given.
            progress: is told the step (read, index), how much of it is done, and of how much.
            complain: is told what is wrong with the stored index, or why it cannot be written; if not given, the log.
            milvus: as for `open`.
            user_words: words of the operator, which the index is made with; an index with others is made anew.

        Raises:
            CorpusError: when a path does not exist or no page can be read.
            StoredIndexError: when another process has been making the index for too long.
        """
        from bot.pages.load import MAX_BYTES
        from bot.retrieval.config import DEFAULT_CONFIG
        from bot.retrieval.index import Index
        from bot.retrieval.storage.freshness import open_if_current
        from bot.text.user_words import NO_WORDS

        places, place, limit = [Path(path) for path in paths], Path(folder), max_bytes or MAX_BYTES
        fitting = open_if_current(place, places, limit, DEFAULT_CONFIG, user_words or NO_WORDS)
        if fitting is not None:
            return cls._of_stored(fitting, milvus)
        from bot.retrieval.storage.refresh import refresh

        def told(error: StoredIndexError) -> None:
            _log.warning("%s", error)

        index, made = refresh(
            place,
            places,
            limit,
            DEFAULT_CONFIG,
            progress or (lambda *_: None),
            complain or told,
            user_words=user_words or NO_WORDS,
        )
        if index is not None:
            return cls._of_stored(index, milvus)
        assert made is not None, "what could not be stored was made"
        return cls._answering(Index.from_tables(made.articles, made.tables), places, made.problems)

    def overlaid(self, paths: Iterable[str | Path], *, max_bytes: int | None = None) -> Retriever | None:
        """The same stored index, with the pages laid over it that came or changed since, and without those that went.

        Its scores differ a little from those of the index made anew, and a story that goes on on another page is not
        yet put together with it.

        Args:
            paths: folders and files of the corpus.
            max_bytes: pages larger than this are skipped; 8 MB if not given.

        Returns:
            None where so many pages have changed that making the index anew is as quick, and where this one is not
            stored.

        Raises:
            CorpusError: when a path does not exist, or there is no page at all.
            StoredIndexError: when the stored index is damaged.
        """
        from bot.answering.answerer import Answerer
        from bot.pages.load import MAX_BYTES
        from bot.retrieval.storage.overlay import overlay

        if self.stored is None:
            return None
        index = overlay(self.stored, [Path(path) for path in paths], max_bytes or MAX_BYTES)
        return None if index is None else Retriever(Answerer(index, self._answerer.lexicon), self.problems, self.stored)

    @classmethod
    def _of_stored(
        cls,
        index: StoredIndex,
        milvus: MilvusServer | None,
        paths: Sequence[Path] | None = None,
        *,
        quiet: bool = False,
    ) -> Retriever:
        from bot.retrieval.index import Index

        index.tables.analyzer.segmenter.cache_in(index.folder)
        engine = None
        if milvus is not None:
            from bot.retrieval.milvus.engine import Milvus

            engine = Milvus(milvus, index)
        if paths is None:
            paths = [path for path in map(Path, index.manifest["corpus"]) if path.exists()]
        own = Index.from_tables(index.articles, index.tables, engine)
        return cls._answering(own, paths, index.problems, index, quiet=quiet)

    @classmethod
    def reopened(
        cls, folder: str | Path, paths: Iterable[str | Path], *, milvus: MilvusServer | None = None
    ) -> Retriever:
        """As `open`, for a corpus that was opened before: its problems are known, and not logged again.

        Args:
            folder: of the index.
            paths: the corpus' folders and files, which lexicons may lie beside.
            milvus: as for `open`.

        Raises:
            StoredIndexError: when there is none, or it is damaged or of another format.
        """
        from bot.retrieval.storage.stored_index import open_index

        return cls._of_stored(open_index(Path(folder)), milvus, [Path(path) for path in paths], quiet=True)

    def with_lexicons(self, paths: Iterable[str | Path]) -> Retriever:
        """The same corpus, with the lexicons that lie beside its folders and files now."""
        from bot.question.lexicon import LOCAL_NAME

        problems = [problem for problem in self.problems if LOCAL_NAME not in str(problem)]
        places = [Path(path) for path in paths]
        return self._answering(self._answerer.index, places, problems, self.stored, quiet=True)

    @classmethod
    def _answering(
        cls,
        index: Index,
        paths: Sequence[Path],
        problems: Sequence[PageError | SidecarError],
        stored: StoredIndex | None = None,
        *,
        quiet: bool = False,
    ) -> Retriever:
        from bot.answering.answerer import Answerer
        from bot.question.lexicon import lexicon_beside

        lexicon, broken = lexicon_beside(paths)
        for problem in () if quiet else (*problems, *broken):
            _log.warning("%s", problem)
        return cls(Answerer(index, lexicon), [*problems, *broken], stored)

    @classmethod
    def from_articles(cls, articles: Iterable[Article]) -> Retriever:
        """A corpus of articles made by hand; an empty one finds nothing.

        Raises:
            ValueError: when two articles have the same id.
        """
        from bot.retrieval.index import Index

        return cls._answering(Index(articles), (), ())

    def with_config(self, config: RankingConfig) -> Retriever:
        """The same corpus and lexicon, indexed and ranked by another config: to compare the two."""
        from bot.answering.answerer import Answerer
        from bot.retrieval.index import Index

        index = Index(self.articles, config, self._answerer.index.analyzer.segmenter)
        return Retriever(Answerer(index, self._answerer.lexicon), self.problems)

    def search(
        self,
        question: str,
        k: int = 3,
        *,
        newspaper: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[Hit]:
        """The best passages for a question, best first.

        Args:
            question: what a person typed; the first 500 characters are read.
            k: how many at most. Fewer come back where fewer share a word or a character with the question.
            newspaper: only articles of a newspaper with these words in its name.
            since: only articles printed on this date or later, ISO 8601 (2022-08-17).
            until: only articles printed on this date or earlier.

        Returns:
            Hits with `hit.passage.text`, `hit.article`, `hit.score` (above 0, comparable within this list only),
            `hit.rank` (from 1) and `hit.highlights` (ranges of the passage's text, each with `.start` and `.end`).
            Ordered by score, then newer first, then passage id.
        """
        from bot.retrieval.filters import Filter

        return self._answerer.search(question, k, Filter(newspaper, since, until))

    def answer(
        self,
        question: str,
        history: Sequence[str] = (),
        k: int = 3,
        *,
        newspaper: str | None = None,
        since: str | None = None,
        until: str | None = None,
        why: bool = False,
    ) -> Answer:
        """The answer to a question, or the admission that the corpus has none.

        Args:
            question: what a person typed; the first 500 characters are read.
            history: the questions the same person asked before, oldest first. One that leans on them
                (那从哪天开始？) is understood with the last one's subject.
            k: how many hits at most.
            newspaper, since, until: as for `search`.
            why: whether the answer has `explanations`, one for each hit.

        Returns:
            An Answer: `answered` (False where the corpus does not answer; `hits` may then hold the nearest
            passages), `confidence` (0 to 1) and `hits` as from `search`.
        """
        from bot.retrieval.filters import Filter

        return self._answerer.answer(question, history, k, Filter(newspaper, since, until), why=why)

    def explain(
        self,
        question: str,
        hit: Hit,
        history: Sequence[str] = (),
        *,
        newspaper: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Explanation:
        """Why a hit was found: which terms, from where, with which weights, and how the confidence comes about.

        `answer` with `why` gives the same for all hits of one search.

        Args:
            question: the question that the hit was found for.
            hit: one of its hits.
            history: as it was given to `answer`; empty for a hit of `search`.
            newspaper, since, until: as they were given to `answer` or `search`.

        Returns:
            An Explanation: `reasons`, whose points add up to `score`, the hit's own; `evidence`, `confidence` and
            what the lexicon and the repair of slips `added`.

        Raises:
            ValueError: when the hit is none of this question's.
        """
        from bot.retrieval.filters import Filter

        return self._answerer.explain(question, hit, history, Filter(newspaper, since, until))
