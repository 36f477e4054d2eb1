"""Articles put away in a temporary file, so that memory does not grow with their number."""

from __future__ import annotations

from array import array
from dataclasses import replace
from tempfile import TemporaryFile
from types import TracebackType

from bot.corpus.serialization import read_article, write_article
from bot.records import Article

__all__ = ["Spool"]


class Spool:
    """Articles on disk by number, without their layout; it takes 8 bytes of memory an article.

    The file is deleted when the spool is closed, or left with `with`.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile("w+b")  # noqa: SIM115 - closed by close()
        # where each article begins
        self._starts = array("Q")
        self._end = 0

    def append(self, article: Article) -> None:
        """Adds an article at the end."""
        data = write_article(replace(article, layout=()))
        self._file.seek(self._end)
        self._file.write(data + b"\n")
        self._starts.append(self._end)
        self._end += len(data) + 1

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Article:
        self._file.seek(self._starts[index])
        return read_article(self._file.readline())

    def close(self) -> None:
        """Deletes the file."""
        self._file.close()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
