"""What is wrong, in Chinese: errors, and notices about pages and commands.

An error carries its English sentence, because it is stored with an index, sent between processes, logged, and read by
who uses the library; to who reads Chinese it is said anew when it is shown. As with gettext the English is the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.chat.replies.errors.commands import COMMANDS
from bot.chat.replies.errors.pages import PAGES
from bot.chat.replies.errors.services import SERVICES

__all__ = ["say_in_chinese"]

CATALOGUE: Mapping[str, str] = {**PAGES, **COMMANDS, **SERVICES}
"""For each English clause with {fields} the Chinese one."""

_FIELD = re.compile(r"\{(\w+)\}")
# The fields that hold clauses; others hold names of files and what people typed.
_CLAUSES = frozenset(
    ("choices", "expected", "feature", "files", "kinds", "names", "problem", "problems", "reason", "reasons")
)
# What stands between clauses, and between them in Chinese.
_BETWEEN = (("; ", "；"), (": ", "："))
# What has more characters stays as it is: it quotes something, and the time of the patterns grows with their square.
_LONGEST = 2000


@lru_cache(maxsize=_LONGEST)
def say_in_chinese(sentence: str) -> str:
    """A sentence about what is wrong in Chinese; a clause that is not known stays as it is."""
    if len(sentence) > _LONGEST:
        return sentence
    for pattern, chinese in _patterns():
        if match := pattern.fullmatch(sentence):
            fields = match.groupdict()
            said = {name: say_in_chinese(fields[name]) for name in _CLAUSES.intersection(fields)}
            return chinese.format(**{**fields, **said})
    for english, chinese in _BETWEEN:
        borders = [border.span() for border in re.finditer(re.escape(english), sentence)]
        # the shortest ends first, because each longer one asks for them, and they are remembered
        known = [start for start, end in reversed(borders) if say_in_chinese(sentence[end:]) != sentence[end:]]
        if known:
            before, after = sentence[: known[-1]], sentence[known[-1] + len(english) :]
            return f"{say_in_chinese(before)}{chinese}{say_in_chinese(after)}"
    return sentence


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The clauses of the catalogue as patterns; those with the most words of their own come first."""
    clauses = sorted(CATALOGUE.items(), key=lambda pair: (pair[0].startswith("{"), -len(_FIELD.sub("", pair[0]))))
    return [(re.compile(_write_pattern(english), re.DOTALL), chinese) for english, chinese in clauses]


def _write_pattern(english: str) -> str:
    parts = []
    # in turn what stands between fields, and the name of a field
    for number, part in enumerate(_FIELD.split(english)):
        text = ".+?" if part in _CLAUSES else "(?:(?!; |: ).)+?"
        parts.append(f"(?P<{part}>{text})" if number % 2 else re.escape(part))
    return "".join(parts)
