"""A corpus that is served while it changes: questions are answered from what is in memory, and wait for nothing."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BaowenError, ServiceError
from bot.live.followed_corpus import FollowedCorpus
from bot.live.helper import Limits
from bot.live.rebuild import Rebuilder
from bot.live.vectors import BackgroundVectors
from bot.live.watcher import Watcher
from bot.pages.inventory import take_inventory
from bot.question.lexicon import LOCAL_NAME
from bot.retriever import Retriever
from bot.semantic.encoder_choice import choose_encoder

if TYPE_CHECKING:
    from bot.retrieval.milvus.client import MilvusServer

logger = logging.getLogger(__name__)

# Seconds after which the corpus is looked at even if the system reports no change: network folders report none.
EVERY = 60.0
# The highest share of the time that is spent on looking, however many files there are.
LOOKING = 0.02
# Seconds until what went wrong is tried again: doubled each time, up to the last.
FIRST_RETRY, LAST_RETRY = 5.0, 300.0


class LiveCorpus(FollowedCorpus):
    """A corpus that follows its pages. It is watched from `start` to `stop`, or within a `with` block.

    Args:
        retriever: the corpus as it was opened.
        paths: its folders and files.
        folder: of its stored index.
        max_bytes: larger pages are skipped.
        every: seconds after which the corpus is looked at even if the system reports no change.
        retry: seconds until what went wrong is tried again for the first time.
        milvus: where every new index is put as well, and searched; where that fails, the stored index answers.
        encoder: the sentence encoder, as for `Retriever.open`; its vectors are made in the background.
        limits: what the process that reads pages and makes the index may take.
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
        encoder: str = "none",
        limits: Limits | None = None,
    ) -> None:
        super().__init__(retriever)
        self._paths = tuple(paths)
        self._folder = folder
        self._max_bytes = max_bytes
        self._every = every
        self._milvus = milvus
        self._encoder = encoder
        self._lexicons = self._stamp_lexicons()
        # what went wrong last, which is logged once, and the seconds until it is tried again
        self._trouble = ""
        self._first_retry = self._retry = retry
        self._stop = threading.Event()
        self._watcher = Watcher(self._paths, folder, self._stop)
        self._rebuilder = Rebuilder(self._paths, folder, max_bytes, retriever.user_dictionary, limits)
        self._vectors = BackgroundVectors(folder, choose_encoder(encoder))
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to watch the corpus, in a thread."""
        stored = self.retriever.stored
        logger.info(
            "Serving %s: %s passages in %s articles, index %s",
            ", ".join(map(str, self._paths)),
            stored.manifest["passages"] if stored else "all",
            len(self.retriever.articles),
            f"in {self._folder}" if stored else f"in memory only: it cannot be written to {self._folder}",
        )
        self._thread = threading.Thread(target=self._follow, name="corpus", daemon=True)
        self._thread.start()
        if stored:
            self._vectors.start()

    def stop(self) -> None:
        """Ends the watching, a rebuild and the making of vectors; questions are still answered."""
        self._stop.set()
        self._rebuilder.stop()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._vectors.stop()

    def __enter__(self) -> LiveCorpus:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def _follow(self) -> None:
        """Looks at the corpus whenever it is time, until `stop`; nothing that goes wrong ends it."""
        self.retriever.warm_up()
        for _ in self._watcher.moments():
            try:
                self._look()
            except BaowenError as error:
                self._try_later(str(error))
            except OSError as error:
                self._try_later(f"the corpus cannot be followed: {error.strerror or type(error).__name__}")
            except Exception as error:
                logger.debug("The same error with its place", exc_info=error)
                self._try_later(f"the corpus cannot be followed: {type(error).__name__}: {error}")

    def _try_later(self, trouble: str) -> None:
        """Logs what went wrong, unless it was the same before, and plans another look."""
        if self._stop.is_set():
            return
        if trouble != self._trouble:
            logger.warning("%s; answers come from the corpus as it was before, and it is tried again", trouble)
        self._trouble = trouble
        self._watcher.look_in(self._retry)
        self._retry = min(2 * self._retry, max(LAST_RETRY, self._first_retry))

    def _look(self) -> None:
        """Serves what has changed in the corpus, if anything."""
        start = time.perf_counter()
        fingerprint, lexicons = take_inventory(self._paths).fingerprint, self._stamp_lexicons()
        seconds = time.perf_counter() - start
        if fingerprint != _pages_of(self.retriever):
            self._rebuild(start)
        elif lexicons != self._lexicons:
            self._switch(self._reopen())
            logger.info("Switched: %s read again", LOCAL_NAME)
        self._lexicons = lexicons
        if self._trouble:
            logger.info("The corpus is followed again")
        self._trouble, self._retry = "", self._first_retry
        self._watcher.look_in(max(self._every, seconds / LOOKING))

    def _rebuild(self, start: float) -> None:
        """Brings the index up to date and serves it. The watcher reports pages that change meanwhile afterwards."""
        result = self._rebuilder.rebuild()
        for complaint in result.complaints:
            logger.warning("%s", complaint)
        rebuilt = time.perf_counter()
        if self._milvus is not None:
            self._push(self._milvus)
        retriever = self._reopen()
        assert retriever.stored is not None, "what was opened is stored"
        self._switch(retriever)
        self._vectors.start()
        logger.info(
            "Switched: %d pages new, %d changed, %d gone; now %d passages in %d articles (%.1f s, %.1f of it building)",
            result.new,
            result.changed,
            result.removed,
            retriever.stored.manifest["passages"],
            len(retriever.articles),
            time.perf_counter() - start,
            rebuilt - start,
        )

    def _reopen(self) -> Retriever:
        return Retriever.open(self._folder, milvus=self._milvus, paths=self._paths, encoder=self._encoder)

    def _push(self, milvus: MilvusServer) -> None:
        from bot.retrieval.milvus.push import push
        from bot.retrieval.storage.stored_index import open_index

        try:
            push(milvus, open_index(self._folder))
        except ServiceError as error:
            logger.warning("%s; answers come from the stored index", error)

    def _switch(self, retriever: Retriever) -> None:
        """Serves another corpus from the next question on."""
        known = {str(problem) for problem in self.retriever.problems}
        self._serve(retriever)
        for problem in retriever.problems:
            if str(problem) not in known:
                logger.warning("%s", problem)

    def _stamp_lexicons(self) -> tuple[tuple[int, int] | None, ...]:
        """Size and time of change of each lexicon beside the corpus; None for one that does not exist."""
        stamps: list[tuple[int, int] | None] = []
        for folder in dict.fromkeys(path if path.is_dir() else path.parent for path in self._paths):
            try:
                status = os.stat(folder / LOCAL_NAME)
                stamps.append((status.st_size, status.st_mtime_ns))
            except OSError:
                stamps.append(None)
        return tuple(stamps)


def _pages_of(retriever: Retriever) -> str:
    """The fingerprint of the pages that the index was made of; "" for an index in memory, which is to be rebuilt."""
    return retriever.stored.corpus_fingerprint if retriever.stored else ""
