"""Whether a stored index is that of a corpus as it lies there now, found out without reading any of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from bot.errors import StoredIndexError
from bot.pages.inventory import take_inventory
from bot.retrieval.config import RankingConfig
from bot.retrieval.storage.stored_index import StoredIndex, open_index
from bot.text.user_words import NO_WORDS, UserWords

__all__ = ["made_by", "open_if_current"]

# What bears on what is made of a page: our own code, and the libraries that it works with.
_ROOMS = ("text", "pages", "reader", "corpus", "retrieval")
_LIBRARIES = ("jieba", "rjieba", "opencc", "lxml", "pypdfium2")


def made_by(config: RankingConfig, max_bytes: int, user_words: UserWords) -> str:
    """A fingerprint of the program and the settings: the same corpus gives the same index where this is the same."""
    settings = f"{sorted(asdict(config).items())} {max_bytes} {user_words.fingerprint}\n"
    seen = blake2b(settings.encode(), digest_size=16)
    package = Path(__file__).resolve().parent.parent.parent
    places = [path for room in _ROOMS for path in sorted((package / room).rglob("*.py"))]
    for library in _LIBRARIES:
        spec = find_spec(library)
        seen.update(f"{library}:{spec is not None}\n".encode())
        places += [Path(spec.origin)] if spec and spec.origin else []
    for path in places:
        status = path.stat()
        seen.update(f"{path.name}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def open_if_current(
    folder: Path, paths: Sequence[Path], max_bytes: int, config: RankingConfig, user_words: UserWords = NO_WORDS
) -> StoredIndex | None:
    """The index in a folder; None where there is none that fits the corpus, the program and the settings.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    made_of = take_inventory(paths).fingerprint
    try:
        index = open_index(folder)
    except StoredIndexError:
        return None
    program = made_by(config, max_bytes, user_words)
    fits = (index.manifest["made_of"], index.manifest.get("made_by")) == (made_of, program)
    return index if fits else None
