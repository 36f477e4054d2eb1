"""A corpus that is served from Milvus alone, and follows the indexes that another machine puts there."""

from __future__ import annotations

import logging
import threading

from bot.errors import BaowenError
from bot.live.followed_corpus import FollowedCorpus
from bot.retriever import Retriever

logger = logging.getLogger(__name__)

# Seconds after which Milvus is asked whether it has a newer index.
EVERY = 30.0


class Replica(FollowedCorpus):
    """A corpus in Milvus, followed within a `with` block.

    Args:
        retriever: the corpus as it was opened.
        every: seconds after which Milvus is asked for a newer index.
    """

    def __init__(self, retriever: Retriever, every: float = EVERY) -> None:
        super().__init__(retriever)
        self._every = every
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        # what went wrong last, which is logged once
        self._trouble = ""

    def __enter__(self) -> Replica:
        remote = self.retriever.remote
        assert remote is not None, "it was opened from Milvus"
        self.retriever.warm_up()
        logger.info("Serving %s of Milvus at %s", remote.connection.name, remote.connection.server.uri)
        self._thread = threading.Thread(target=self._follow, name="replica", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _follow(self) -> None:
        """Looks for a newer index now and then; nothing that goes wrong ends it."""
        while not self._stop.wait(self._every):
            try:
                self._look()
            except BaowenError as error:
                self._complain(str(error))
            except Exception as error:
                logger.debug("The same error with its place", exc_info=error)
                self._complain(f"Milvus cannot be followed: {type(error).__name__}: {error}")
            else:
                if self._trouble:
                    logger.info("Milvus is followed again")
                self._trouble = ""

    def _complain(self, trouble: str) -> None:
        if trouble != self._trouble:
            logger.warning("%s; it is tried again", trouble)
        self._trouble = trouble

    def _look(self) -> None:
        newer = self.retriever.newer()
        if newer is None:
            return
        self._serve(newer)
        assert newer.remote is not None, "it was opened from Milvus"
        logger.info("Switched to %s", newer.remote.connection.name)
