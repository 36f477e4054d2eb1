"""The library's front door: a corpus that can be searched and asked."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import CorpusError, PageError, SidecarError
from bot.records import Answer, Article, Explanation, Hit

if TYPE_CHECKING:
    from bot.answering.answer import Answerer
    from bot.answering.lexicon import Lexicon
    from bot.ingest.halves import Jump
    from bot.retrieval.recipe import Recipe

__all__ = ["Retriever"]

_log = logging.getLogger(__name__)


class Retriever:
    """A corpus of articles, indexed and kept in memory.

    Make one with `from_folder`, `from_paths` or `from_articles`. It does not change afterwards, so that any number of
    threads may search it at the same time.

    Attributes:
        articles: the corpus, in the order read.
        problems: the pages that could not be read, and what lies beside them and could not be used, with reasons.
    """

    def __init__(self, answerer: Answerer, problems: Sequence[PageError | SidecarError] = ()) -> None:
        self._answerer = answerer
        self.articles: tuple[Article, ...] = answerer.articles
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
        corrections and `local.lexicon` beside the pages are heeded.

        Args:
            paths: folders and files.
            max_bytes: pages larger than this are skipped; 8 MB if not given.

        Raises:
            CorpusError: when a path does not exist or no page can be read.
        """
        from bot.answering.lexicon import lexicon_beside
        from bot.ingest.corpus import ReadPage, gather, merge
        from bot.ingest.pages import MAX_BYTES

        places = [Path(path) for path in paths]
        articles: list[Article] = []
        jumps: dict[str, Jump] = {}
        problems: list[PageError | SidecarError] = []
        for entry in gather(places, max_bytes or MAX_BYTES, articles, jumps):
            if not isinstance(entry, ReadPage):
                _log.warning("%s", entry)
                problems.append(entry)
        if not articles:
            reasons = "; ".join(str(problem) for problem in problems[:3]) or "the pages hold no text"
            raise CorpusError(f"no page of the corpus can be read ({reasons})")
        lexicon, broken = lexicon_beside(places)
        problems.extend(broken)
        for line in broken:
            _log.warning("%s", line)
        return cls._build(list(merge(articles, jumps)), problems, lexicon)

    @classmethod
    def from_articles(cls, articles: Iterable[Article]) -> Retriever:
        """A corpus of articles made by hand; an empty one finds nothing.

        Raises:
            ValueError: when two articles have the same id.
        """
        return cls._build(list(articles), ())

    @classmethod
    def _build(
        cls,
        articles: Sequence[Article],
        problems: Sequence[PageError | SidecarError],
        lexicon: Lexicon | None = None,
    ) -> Retriever:
        from bot.answering.answer import Answerer
        from bot.answering.lexicon import default_lexicon
        from bot.retrieval.index import Index

        return cls(Answerer(Index(articles), lexicon or default_lexicon()), problems)

    def with_recipe(self, recipe: Recipe) -> Retriever:
        """The same corpus and lexicon, indexed and ranked by another recipe: to compare the two."""
        from bot.answering.answer import Answerer
        from bot.retrieval.index import Index

        return Retriever(Answerer(Index(self.articles, recipe), self._answerer.lexicon), self.problems)

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
        from bot.retrieval.index import Narrowing

        return self._answerer.search(question, k, Narrowing(newspaper, since, until))

    def answer(
        self,
        question: str,
        history: Sequence[str] = (),
        k: int = 3,
        *,
        newspaper: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Answer:
        """The answer to a question, or the admission that the corpus has none.

        Args:
            question: what a person typed; the first 500 characters are read.
            history: the questions the same person asked before, oldest first. One that leans on them
                (那从哪天开始？) is understood with the last one's subject.
            k: how many hits at most.
            newspaper, since, until: as for `search`.

        Returns:
            An Answer: `answered` (False where the corpus does not answer; `hits` may then hold the nearest
            passages), `confidence` (0 to 1) and `hits` as from `search`.
        """
        from bot.retrieval.index import Narrowing

        return self._answerer.answer(question, history, k, Narrowing(newspaper, since, until))

    def explain(self, question: str, hit: Hit, history: Sequence[str] = ()) -> Explanation:
        """Why a hit was found: which terms, from where, with which weights, and what speaks for its being the answer.

        Args:
            question: the question that the hit was found for.
            hit: one of its hits.
            history: as it was given to `answer`; empty for a hit of `search`.

        Returns:
            An Explanation: `reasons`, whose points add up to `score`, the hit's own; `evidence`, `confidence` and
            what the lexicon and the repair of slips `added`.

        Raises:
            ValueError: when the hit is none of this question's.
        """
        return self._answerer.explain(question, hit, history)
