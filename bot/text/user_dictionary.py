"""An operator's own words, in a file in the format of jieba's user dictionary.

Each line has a word and, if wanted, its count (how often it is seen) and its part of speech: 湾塘头 20 ns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bot.errors import SidecarError
from bot.runtime.operator_file import read_operator_lines

# Not compiled here, because most operators have no such file.
_LINE = r"(?P<word>\S+)(?: +(?P<count>[0-9]+))?(?: +[a-z]+)?"
# The cache of the dictionary holds counts in four bytes.
_HIGHEST_COUNT = 2**31 - 1


@dataclass(frozen=True)
class UserDictionary:
    """The operator's words, each with its count; None lets jieba choose a count with which it does not cut the word."""

    words: tuple[tuple[str, int | None], ...] = ()

    @property
    def fingerprint(self) -> str:
        """A short text that is the same for the same words; empty for none."""
        return blake2b(repr(self.words).encode(), digest_size=8).hexdigest() if self.words else ""


NO_USER_DICTIONARY = UserDictionary()


def read_user_dictionary(path: Path) -> tuple[UserDictionary, list[SidecarError]]:
    """The words of a file, and an error for each line that was skipped, with file and line.

    Raises:
        SidecarError: when the file cannot be opened.
    """
    words: list[tuple[str, int | None]] = []
    problems: list[SidecarError] = []
    try:
        lines = list(read_operator_lines(path, problems))
    except OSError as error:
        raise SidecarError(str(path), "cannot be opened ({reason}): check BAOWEN_WORDS", reason=error) from None
    for where, text in lines:
        match = re.fullmatch(_LINE, text)
        if match is None:
            problems.append(SidecarError(where, "a line is a word, a number and small letters, 词 100 n; skipped"))
        # Python refuses to read thousands of digits
        elif match["count"] and (len(match["count"]) > 11 or not 1 <= int(match["count"]) <= _HIGHEST_COUNT):
            problems.append(SidecarError(where, "a word is seen 1 to {most} times; skipped", most=_HIGHEST_COUNT))
        else:
            words.append((match["word"], int(match["count"]) if match["count"] else None))
    return UserDictionary(tuple(words)), problems


def write_user_dictionary(path: Path, user_dictionary: UserDictionary) -> None:
    """Writes words to a file that `read_user_dictionary` reads.

    Raises:
        OSError: when the file cannot be written.
    """
    lines = [word if count is None else f"{word} {count}" for word, count in user_dictionary.words]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
