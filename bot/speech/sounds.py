"""Which characters sound alike: by their most frequent reading, without its tone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _read_sounds() -> str:
    """For each syllable a line: its plain form and the characters whose most frequent reading it is."""
    return Path(__file__).with_name("data").joinpath("sounds.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=4096)
def sound_alike(character: str) -> str:
    """The Chinese characters that sound like one, itself included; only itself where it has no reading.

    The readings are the most frequent ones, without tones, and sounds that are mixed up count as one.
    """
    table = _read_sounds()
    # the text is searched as it is, because to make a table of it takes longer than a question
    at = max(table.rfind(character), 0)
    line = table[table.rfind("\n", 0, at) + 1 : table.index("\n", at)]
    sounding = line.partition(" ")[2]
    return sounding if character in sounding else character


def sound_of(text: str) -> str:
    """A text with each character replaced by the first that sounds like it: the same for texts that sound alike."""
    return "".join(sound_alike(character)[0] for character in text)
