"""Articles put away in a temporary file, so that memory does not grow with their number."""

from __future__ import annotations

import json
from array import array
from dataclasses import asdict, replace
from tempfile import TemporaryFile
from types import TracebackType

from bot.records import Article, Source

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
        fields = asdict(replace(article, layout=()))
        # a file name that is no text has lone surrogates: JSON's escapes carry them
        data = json.dumps(fields).encode("ascii")
        self._file.seek(self._end)
        self._file.write(data + b"\n")
        self._starts.append(self._end)
        self._end += len(data) + 1

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Article:
        self._file.seek(self._starts[index])
        fields = json.loads(self._file.readline())
        fields["lines"] = tuple(fields["lines"]) if fields["lines"] else None
        fields["others"] = [Source(**{**other, "lines": tuple(other["lines"])}) for other in fields["others"]]
        return Article(**fields)

    def close(self) -> None:
        """Deletes the file."""
        self._file.close()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
