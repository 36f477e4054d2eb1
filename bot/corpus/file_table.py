"""What was read from each file of a corpus, but for its articles, in a form that is stored and read in one go."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.corpus.corpus_reader import Problem
from bot.corpus.file_cache import FileResult
from bot.corpus.merging.continuations import Jump
from bot.corpus.serialization import read_problem, write_problem


@dataclass
class FileTable:
    """The files of a corpus in order; each list has an entry for each file."""

    names: list[str] = field(default_factory=list)
    # `CorpusFile.stamp` when it was read
    stamps: list[str] = field(default_factory=list)
    # how many articles it has
    sizes: list[int] = field(default_factory=list)
    # where the corrections of its pages lie, or would lie
    correction_files: list[Sequence[str]] = field(default_factory=list)
    # by the number of the file, where there are any: the jump lines of its fragments, by article id; what was wrong
    jumps: dict[int, Mapping[str, Jump]] = field(default_factory=dict)
    problems: dict[int, Sequence[Problem]] = field(default_factory=dict)

    def add(self, file: FileResult) -> None:
        """Adds a file that was read."""
        self._add(file.name, file.stamp, len(file.articles), file.correction_files, file.jumps, file.problems)

    def add_from(self, other: FileTable, number: int) -> None:
        """Adds a file of another table, by its number there."""
        name, stamp, size = other.names[number], other.stamps[number], other.sizes[number]
        jumps, problems = other.jumps.get(number, {}), other.problems.get(number, ())
        self._add(name, stamp, size, other.correction_files[number], jumps, problems)

    def _add(
        self,
        name: str,
        stamp: str,
        size: int,
        correction_files: Sequence[str],
        jumps: Mapping[str, Jump],
        problems: Sequence[Problem],
    ) -> None:
        if jumps:
            self.jumps[len(self.names)] = jumps
        if problems:
            self.problems[len(self.names)] = problems
        self.names.append(name)
        self.stamps.append(stamp)
        self.sizes.append(size)
        self.correction_files.append(correction_files)

    def all_jumps(self) -> dict[str, Jump]:
        """The jump lines of all fragments, by article id."""
        return {name: jump for jumps in self.jumps.values() for name, jump in jumps.items()}

    def all_problems(self) -> Iterator[Problem]:
        """What was wrong with the files, in their order."""
        for number in sorted(self.problems):
            yield from self.problems[number]

    def to_json(self) -> str:
        """The table as JSON."""
        record = {
            "names": self.names,
            "stamps": self.stamps,
            "sizes": self.sizes,
            "correction_files": self.correction_files,
            "jumps": [
                [number, {name: asdict(jump) for name, jump in jumps.items()}] for number, jumps in self.jumps.items()
            ],
            "problems": [[number, list(map(write_problem, problems))] for number, problems in self.problems.items()],
        }
        return json.dumps(record)

    @classmethod
    def from_json(cls, text: str) -> FileTable:
        """The reverse of `to_json`.

        Raises:
            ValueError, KeyError, TypeError: when the text is not such a table.
        """
        record: dict[str, Any] = json.loads(text)
        return cls(
            record["names"],
            record["stamps"],
            record["sizes"],
            record["correction_files"],
            {number: {name: Jump(**jump) for name, jump in jumps.items()} for number, jumps in record["jumps"]},
            {number: list(map(read_problem, problems)) for number, problems in record["problems"]},
        )
