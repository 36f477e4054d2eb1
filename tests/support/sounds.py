"""Makes bot/speech/data/sounds.txt of pypinyin: `python -m tests.support.sounds`."""

from pathlib import Path

from pypinyin import lazy_pinyin

PATH = Path(__file__).resolve().parent.parent.parent / "bot" / "speech" / "data" / "sounds.txt"
HEAD = (
    "# Characters that sound alike, by their most frequent reading without its tone: a line for each sound.\n"
    "# Made of pypinyin by python -m tests.support.sounds\n"
)

# Sounds that many speakers do not tell apart.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h"))


def plain_syllable(syllable: str) -> str:
    """A syllable without its tone, with sounds that are mixed up made one."""
    for sound, other in _INITIALS:
        if syllable.startswith(sound):
            syllable = other + syllable[len(sound) :]
            break
    return syllable[:-1] if syllable.endswith("ng") else syllable


def made() -> str:
    """The text of the table."""
    sounds: dict[str, list[str]] = {}
    for character in map(chr, range(0x3400, 0xA000)):
        reading = lazy_pinyin(character)[0]
        if reading != character:
            sounds.setdefault(plain_syllable(reading), []).append(character)
    return HEAD + "".join(f"{sound} {''.join(alike)}\n" for sound, alike in sorted(sounds.items()))


if __name__ == "__main__":
    PATH.write_text(made(), encoding="utf-8")
