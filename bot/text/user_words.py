"""An operator's own words, in the format of jieba's user dictionary: on each line a word, and if wanted how often it
is seen and what part of speech it is, with spaces between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from bot.errors import SidecarError
from bot.text.user_lines import read_user_lines

__all__ = ["NO_WORDS", "UserWords", "read_user_words", "write_user_words"]

# Compiled for the first file: most have none.
_LINE = r"(?P<word>\S+)(?: +(?P<count>[0-9]+))?(?: +[a-z]+)?"
# What jieba and the file of its words count with.
_MOST = 2**31 - 1


@dataclass(frozen=True)
class UserWords:
    """Words, each with how often it is seen, None where jieba finds out what makes one word of it."""

    words: tuple[tuple[str, int | None], ...] = ()
    # the file that they were read from, and what in it could not be used
    path: Path | None = field(default=None, compare=False)
    problems: tuple[SidecarError, ...] = field(default=(), compare=False)

    @property
    def fingerprint(self) -> str:
        """The same for the same words; "" where there are none."""
        return blake2b(repr(self.words).encode(), digest_size=8).hexdigest() if self.words else ""


NO_WORDS = UserWords()


def read_user_words(path: Path) -> UserWords:
    """The words of a file; a line that cannot be used is skipped and named among the problems.

    Raises:
        SidecarError: when the file cannot be opened.
    """
    words: list[tuple[str, int | None]] = []
    problems: list[SidecarError] = []
    try:
        lines = list(read_user_lines(path, problems))
    except OSError as error:
        raise SidecarError(str(path), f"cannot be opened ({error.strerror}): check BAOWEN_WORDS") from None
    for where, text in lines:
        found = re.fullmatch(_LINE, text)
        if found is None:
            problems.append(SidecarError(where, "a line is a word, a number and small letters, 词 100 n; skipped"))
        elif found["count"] and not 1 <= int(found["count"][:11]) <= _MOST:
            problems.append(SidecarError(where, f"a word is seen 1 to {_MOST} times; skipped"))
        else:
            words.append((found["word"], int(found["count"]) if found["count"] else None))
    return UserWords(tuple(words), path, tuple(problems))


def write_user_words(path: Path, user_words: UserWords) -> None:
    """Writes words to a file that `read_user_words` reads.

    Raises:
        OSError: when it cannot be written.
    """
    lines = [word if count is None else f"{word} {count}" for word, count in user_words.words]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
