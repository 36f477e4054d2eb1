"""Which characters sound alike: by their most frequent reading without its tone, sounds that are mixed up made one.

The table is sounds.txt beside this file.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

__all__ = ["alike", "plain"]

# Sounds that many speakers do not tell apart.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h"))


def plain(syllable: str) -> str:
    """A syllable without its tone, with sounds that are mixed up made one."""
    for sound, other in _INITIALS:
        if syllable.startswith(sound):
            syllable = other + syllable[len(sound) :]
            break
    return syllable[:-1] if syllable.endswith("ng") else syllable


@lru_cache(maxsize=1)
def _table() -> str:
    return Path(__file__).with_name("data").joinpath("sounds.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=4096)
def alike(character: str) -> str:
    """The Chinese characters that sound like one, itself included; one without a reading sounds like itself only."""
    table = _table()
    # looked for in the text as it is: making a table of it takes longer than a question
    at = max(table.rfind(character), 0)
    line = table[table.rfind("\n", 0, at) + 1 : table.index("\n", at)]
    sounding = line.partition(" ")[2]
    return sounding if character in sounding else character
