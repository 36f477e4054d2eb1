"""What is served of a corpus that changes: the corpus of now, which another one replaces in one step."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice

from bot.records import Answer
from bot.retriever import Retriever

# So many of the last questions are put to a new index before it is served, because its first ones read the most.
WARM_UP = 2


class FollowedCorpus:
    """A corpus that is asked while it is replaced.

    Any number of threads may ask it at the same time. A question is answered as a whole by the corpus as it was when
    the question came.

    Args:
        retriever: the corpus as it was opened.

    Attributes:
        retriever: the corpus as it is served now; replaced in one step, never changed.
    """

    def __init__(self, retriever: Retriever) -> None:
        self.retriever = retriever
        self._last_questions: deque[str] = deque(maxlen=WARM_UP)

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

    def _serve(self, retriever: Retriever) -> None:
        """Serves another corpus from the next question on."""
        for question in list(self._last_questions) or [article.headline for article in islice(retriever.articles, 1)]:
            retriever.answer(question)
        self.retriever = retriever
