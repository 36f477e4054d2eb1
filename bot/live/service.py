"""A corpus that is served while it changes: questions are answered from what is there, and wait for nothing."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from bot.errors import BaowenError, PageError, ServiceError, SidecarError
from bot.live.builder import Builder, Built
from bot.live.pauses import ShortPauses
from bot.live.watcher import Watch
from bot.pages.inventory import take_inventory
from bot.question.lexicon import LOCAL_NAME
from bot.records import Answer, Article, Explanation, Hit
from bot.retrieval.storage.overlay import warm_up
from bot.retriever import Retriever
from bot.text.user_words import NO_WORDS, UserWords

if TYPE_CHECKING:
    from bot.retrieval.milvus.client import MilvusServer

__all__ = ["LiveCorpus"]

logger = logging.getLogger(__name__)

# Seconds after which the corpus is looked at even if the system tells of no change: folders of a network do not.
EVERY = 60.0
# Looking takes at most this share of the time, however many files there are.
LOOKING = 0.02
# Seconds until what went wrong is tried again: doubled each time, up to the last.
FIRST_RETRY, LAST_RETRY = 5.0, 300.0
# While an index is made, the corpus is looked at again after so many seconds.
AGAIN = 1.0
# A new index is asked so many of the last questions again before people ask it.
WARMING = 2
_KEPT_UP = "answers come from what was there before"


class LiveCorpus:
    """A corpus that follows its pages. It is watched from `start` to `stop`, or within a `with` block.

    Any number of threads may ask it at the same time. A question is answered as a whole by the corpus as it was when
    the question came.

    Args:
        retriever: the corpus as it was opened.
        paths: its folders and files.
        folder: of its stored index.
        max_bytes: larger pages are skipped.
        every: seconds after which the corpus is looked at even if the system tells of no change.
        retry: seconds until what went wrong is tried again for the first time.
        milvus: where every new index is put as well, and searched; where that fails, the stored index answers.
        user_words: words of the operator, which new indexes are made with.
    """

    def __init__(
        self,
        retriever: Retriever,
        paths: Sequence[Path],
        folder: Path,
        max_bytes: int,
        *,
        every: float = EVERY,
        retry: float = FIRST_RETRY,
        milvus: MilvusServer | None = None,
        user_words: UserWords = NO_WORDS,
    ) -> None:
        # what is served, and what was before it: replaced in one step
        self._held: tuple[Retriever, Retriever | None] = retriever, None
        self._asked: deque[str] = deque(maxlen=WARMING)
        self._paths = tuple(paths)
        self._folder = folder
        self._max_bytes = max_bytes
        self._milvus = milvus
        self._every = every
        self._first_retry = self._retry = retry
        self._stop = threading.Event()
        self._watch = Watch(self._paths, folder, self._stop)
        self._builder = Builder(self._paths, folder, max_bytes, user_words)
        self._pauses = ShortPauses()
        self._thread: threading.Thread | None = None
        # what is served was made of this: the fingerprint of the pages, and when the lexicons were changed
        self._made_of = retriever.stored.manifest["made_of"] if retriever.stored else ""
        self._lexicons = self._lexicons_now()
        # what went wrong last: the same is said once
        self._trouble = ""

    # --- asking ----------------------------------------------------------------------------------------------------
    @property
    def retriever(self) -> Retriever:
        """The corpus as it is served now; it does not change."""
        return self._held[0]

    @property
    def articles(self) -> Sequence[Article]:
        """The articles that are served now, in the order read."""
        return self.retriever.articles

    @property
    def problems(self) -> Sequence[PageError | SidecarError]:
        """What of the corpus that is served now could not be read or used."""
        return self.retriever.problems

    @property
    def settled(self) -> bool:
        """Whether the index was made of the pages as they lie there now: nothing is to be read or built.

        Raises:
            CorpusError: when there is no page any more.
        """
        return self._made_of == take_inventory(self._paths).fingerprint

    def answer(self, question: str, history: Sequence[str] = (), k: int = 3) -> Answer:
        """The answer to a question, as `Retriever.answer` gives it."""
        self._asked.append(question)
        return self.retriever.answer(question, history, k)

    def explain(self, question: str, hit: Hit, history: Sequence[str] = ()) -> Explanation:
        """Why a hit was found, as `Retriever.explain` says it; a hit from before the last switch is explained as well.

        Raises:
            ValueError: when the hit is none of this question's, or older.
        """
        now, before = self._held
        if before is not None:
            # scores are those of one corpus: another one explains a hit only if it gives the same
            with suppress(ValueError):
                explanation = now.explain(question, hit, history)
                if explanation.score == hit.score:
                    return explanation
            with suppress(ValueError):
                return before.explain(question, hit, history)
        return now.explain(question, hit, history)

    # --- watching --------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Begins to watch the corpus, in a thread."""
        self._pauses.begin()
        stored = self.retriever.stored
        if stored:
            warm_up(stored.tables.analyzer)
        logger.info(
            "Serving %s: %s passages in %s articles, index %s",
            ", ".join(map(str, self._paths)),
            stored.manifest["passages"] if stored else "all",
            len(self.articles),
            f"in {self._folder}" if stored else f"in memory only: it cannot be written to {self._folder}",
        )
        self._thread = threading.Thread(target=self._follow, name="corpus", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the watching and whatever is being built; questions are still answered."""
        self._stop.set()
        self._builder.close()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._pauses.end()

    def __enter__(self) -> LiveCorpus:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _follow(self) -> None:
        for moment in self._watch.moments():
            try:
                if moment == "stir":
                    # it gets ready while the pages come to rest
                    self._builder.prepare()
                else:
                    self._look()
            except BaowenError as error:
                self._later(str(error))
            except OSError as error:
                self._later(f"the corpus cannot be followed: {error.strerror or type(error).__name__}")
            except Exception as error:
                # whatever it is, questions are answered, and the next change may do
                logger.debug("The same error with its place", exc_info=error)
                self._later(f"the corpus cannot be followed: {type(error).__name__}: {error}")

    def _later(self, trouble: str) -> None:
        """Says what went wrong, once, and sees to it that it is tried again."""
        self._builder.dismiss()
        if self._stop.is_set():
            return
        if trouble != self._trouble:
            logger.warning("%s; %s, and it is tried again", trouble, _KEPT_UP)
        self._trouble = trouble
        self._watch.look_in(self._retry)
        self._retry = min(2 * self._retry, max(LAST_RETRY, self._first_retry))

    def _look(self) -> None:
        """Looks what has changed, and serves it."""
        begun = time.perf_counter()
        made_of, lexicons = take_inventory(self._paths).fingerprint, self._lexicons_now()
        took = time.perf_counter() - begun
        if made_of != self._made_of:
            self._rebuild(begun)
        elif lexicons != self._lexicons:
            self._switch(self.retriever.with_lexicons(self._paths))
            logger.info("Switched: %s read again", LOCAL_NAME)
        else:
            self._builder.dismiss()
        self._lexicons = lexicons
        if self._trouble:
            logger.info("The corpus is followed again")
        self._trouble, self._retry = "", self._first_retry
        self._watch.look_in(max(self._every, took / LOOKING))

    def _rebuild(self, begun: float) -> None:
        seen = self._lay_over(self.retriever, begun)
        with ThreadPoolExecutor(1) as pool:
            work: Future[Built] = pool.submit(self._builder.build)
            # pages may come while the index is made: they do not wait for it
            while not wait([work], AGAIN).done:
                with suppress(BaowenError, OSError):
                    if take_inventory(self._paths).fingerprint != seen:
                        seen = self._lay_over(self.retriever, time.perf_counter())
            built = work.result()
        for complaint in built.complaints:
            logger.warning("%s", complaint)
        done = time.perf_counter()
        if self._milvus is not None:
            self._push(self._milvus)
        retriever = Retriever.reopened(self._folder, self._paths, milvus=self._milvus)
        assert retriever.stored is not None, "what was opened is stored"
        over = None
        if take_inventory(self._paths).fingerprint != retriever.stored.manifest["made_of"]:
            # a page that came in the meantime was in the answers, and stays there
            over = retriever.overlaid(self._paths, max_bytes=self._max_bytes)
        self._switch(over or retriever)
        # of what was built, whatever has changed since: the next look sees that
        self._made_of = retriever.stored.manifest["made_of"]
        logger.info(
            "Switched: %d pages new, %d changed, %d gone; now %d passages in %d articles (%.1f s, %.1f of it building)",
            built.new,
            built.changed,
            built.removed,
            retriever.stored.manifest["passages"],
            len(retriever.articles),
            time.perf_counter() - begun,
            done - begun,
        )

    def _lay_over(self, retriever: Retriever, begun: float) -> str:
        """Serves a stored corpus with the pages that changed laid over it, if they are few.

        Returns:
            The fingerprint of the pages.
        """
        seen = take_inventory(self._paths).fingerprint
        over = retriever.overlaid(self._paths, max_bytes=self._max_bytes)
        if over is not None:
            self._switch(over)
            logger.info("Answers include the pages that changed (%.1f s)", time.perf_counter() - begun)
        return seen

    def _push(self, milvus: MilvusServer) -> None:
        from bot.retrieval.milvus.client import push
        from bot.retrieval.storage.stored_index import open_index

        try:
            push(milvus, open_index(self._folder))
        except ServiceError as error:
            logger.warning("%s; answers come from the stored index", error)

    def _switch(self, retriever: Retriever) -> None:
        """Serves another corpus from the next question on."""
        for question in list(self._asked) or [article.headline for article in islice(retriever.articles, 1)]:
            # the first person should not wait for the disk
            retriever.answer(question)
        known = {str(problem) for problem in self.problems}
        self._held = retriever, self._held[0]
        for problem in retriever.problems:
            if str(problem) not in known:
                logger.warning("%s", problem)

    def _lexicons_now(self) -> tuple[tuple[int, int] | None, ...]:
        """Size and time of each lexicon beside the corpus; None for one that is not there."""
        found: list[tuple[int, int] | None] = []
        for folder in dict.fromkeys(path if path.is_dir() else path.parent for path in self._paths):
            try:
                status = os.stat(folder / LOCAL_NAME)
                found.append((status.st_size, status.st_mtime_ns))
            except OSError:
                found.append(None)
        return tuple(found)
