"""A corpus that is served from Milvus alone, and follows the indexes that another machine puts there."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Sequence

from bot.errors import BaowenError
from bot.records import Answer
from bot.retriever import Retriever

__all__ = ["Replica"]

logger = logging.getLogger(__name__)

# Seconds after which Milvus is asked whether it has a newer index.
EVERY = 30.0
# So many of the last questions are put to a new index before it is served, because the first ones read the most.
WARM_UP = 2


class Replica:
    """A corpus in Milvus, followed within a `with` block.

    Any number of threads may ask it at the same time. A question is answered as a whole by the index that was served
    when the question came.

    Args:
        retriever: the corpus as it was opened.
        every: seconds after which Milvus is asked for a newer index.

    Attributes:
        retriever: the corpus as it is served now; replaced in one step, never changed.
    """

    def __init__(self, retriever: Retriever, every: float = EVERY) -> None:
        self.retriever = retriever
        self._every = every
        self._last_questions: deque[str] = deque(maxlen=WARM_UP)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        # what went wrong last, which is logged once
        self._trouble = ""

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
        """The answer to a question, as `Retriever.answer` gives it."""
        self._last_questions.append(question)
        retriever = self.retriever
        return retriever.answer(question, history, k, newspaper=newspaper, since=since, until=until, why=why)

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
        for question in list(self._last_questions):
            newer.answer(question)
        self.retriever = newer
        assert newer.remote is not None, "it was opened from Milvus"
        logger.info("Switched to %s", newer.remote.connection.name)
