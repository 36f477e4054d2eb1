"""An index in a folder: arrays and text that are mapped into memory, and a manifest that a person can read.

    baowen-index.json        the manifest: what the index was made of, and by what
    generation-…/            the arrays (.npy), the articles, what each file of the corpus gave, and the user words
    lock                     held while a generation is made

A generation is written beside the old one and never changed; the manifest names it, and is replaced in one step when
all of it is on the disk. Whoever has the old one open keeps it.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.corpus.fingerprints import Fingerprints
from bot.corpus.serialization import read_article, read_problem
from bot.errors import PageError, SidecarError, StoredIndexError
from bot.pages.discover import INDEX_MANIFEST
from bot.records import Article
from bot.retrieval.analyzer import Analyzer
from bot.retrieval.article_cache import REMEMBERED
from bot.retrieval.bm25 import BM25
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import Printed
from bot.retrieval.inverted_index.postings import Postings
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.storage.array_files import flush, flushed, mapped, mapped_array, save_array
from bot.retrieval.tables import DIGEST, FieldTables, Tables, TaughtTable
from bot.text.cores import cores
from bot.text.segmenter import shared_segmenter
from bot.text.user_words import UserWords, read_user_words, write_user_words

if TYPE_CHECKING:
    from bot.corpus.file_cache import FileResult

__all__ = ["FORMAT", "MANIFEST", "StoredArticles", "StoredIndex", "open_index", "remove_others", "write_index"]

FORMAT = 6
"""The version of what is written here; another one is not read."""
MANIFEST = INDEX_MANIFEST
_GENERATION = "generation-"
_USER_WORDS = "user_words.txt"
_FINGERPRINTS = "fragments", "lengths", "digests", "counts", "hashes"
# Up to this size everything is read once on opening, to see whether it is what was written; above it only the sizes.
_CHECKED = 64 * 1024 * 1024
# the same article in an index made anew is the same object: what was made of it is still known
_read = lru_cache(maxsize=REMEMBERED)(read_article)


class StoredArticles(Sequence[Article]):
    """Articles in a file, each read when it is asked for.

    Args:
        data: all of them as they are written, one after the other.
        ends: where each ends.
        order: for each article of the corpus which of them it is.
    """

    def __init__(self, data: bytes | mmap.mmap, ends: npt.NDArray[np.int64], order: npt.NDArray[np.int64]) -> None:
        self._data = data
        self._ends = ends
        self._order = order
        self._fetch = lru_cache(maxsize=REMEMBERED)(lambda number: _read(self.written(int(order[number]))))

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        article: Article = self._fetch(range(len(self))[number])
        return article

    def written(self, at: int) -> bytes:
        """One of them as it is written, by its place in the file."""
        return self._data[int(self._ends[at - 1]) if at else 0 : int(self._ends[at])]

    @property
    def written_size(self) -> int:
        """How many articles are written in the file."""
        return len(self._ends)

    def of_places(self, places: Sequence[range]) -> set[int]:
        """The numbers of the articles of the corpus that are written at some places of the file."""
        wanted = np.zeros(len(self._ends) + 1, bool)
        for part in places:
            wanted[part.start : part.stop] = True
        return set(np.flatnonzero(wanted[self._order]).tolist())

    def all_written(self) -> Iterator[bytes]:
        """All of them as they are written, those included that are no article of the corpus any more."""
        return (self.written(at) for at in range(len(self._ends)))


@dataclass(frozen=True)
class StoredIndex:
    """An index as it lies in its folder."""

    folder: Path
    # what the manifest says: `generation`, `made_of` (a fingerprint), `files`, `articles`, `passages`, `made`
    manifest: Mapping[str, Any]
    articles: StoredArticles
    tables: Tables
    # of the articles as they are written, but for those put together from several files
    fingerprints: Fingerprints
    # which pairs of articles are the same story, as `bot.corpus.duplicates.Verdicts` has it
    verdicts: npt.NDArray[np.uint64]

    @property
    def problems(self) -> list[PageError | SidecarError]:
        """What could not be read or used when the index was made."""
        return [read_problem(values) for values in self.manifest["problems"]]

    @property
    def user_words(self) -> UserWords:
        """The operator's words that the index was made with."""
        return self.tables.analyzer.segmenter.user_words

    def heads(self) -> Iterator[tuple[str, str, range]]:
        """Name and stamp of each file of the corpus, and which of the written articles are its own.

        Raises:
            StoredIndexError: when that cannot be read.
        """
        before = 0
        try:
            for line in self._files().splitlines():
                record = json.loads(line)
                yield record["name"], record["stamp"], range(before, before + record["articles"])
                before += record["articles"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(self.folder, error) from None

    def _files(self) -> str:
        path = self.folder / str(self.manifest["generation"]) / "files.jsonl"
        return path.read_text(encoding="ascii")

    def filed(self) -> Iterator[FileResult]:
        """What each file of the corpus gave.

        Raises:
            StoredIndexError: when that cannot be read.
        """
        # the reader comes along with it: only those who read pages need it
        from bot.corpus.file_cache import FileResult

        try:
            written = self.articles.all_written()
            lines = self._files().splitlines()
            known = self.fingerprints.split(len(places) for _, _, places in self.heads())
            for line, fingerprints in zip(lines, known, strict=True):
                yield FileResult.from_header(line, written, fingerprints)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise _damaged(self.folder, error) from None


def _damaged(folder: Path, error: object) -> StoredIndexError:
    return StoredIndexError(folder, f"is damaged ({error}): run baowen index to make it anew")


def _arrays(tables: Tables) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an index by name."""
    printed = tables.printed
    arrays: dict[str, npt.NDArray[Any]] = {
        "digests": tables.digests,
        "passages.article": tables.article_of,
        "passages.first": tables.first,
        "passages.stop": tables.stop,
        "printed.article": printed.articles,
        "printed.day": printed.days,
        "printed.newspaper": printed.newspapers,
        "articles.day": printed.own_days,
        "taught.letters": tables.taught.terms.letters,
        "taught.ends": tables.taught.terms.ends,
        "taught.offsets": tables.taught.offsets,
        "taught.articles": tables.taught.articles,
    }
    for name, field in tables.fields.items():
        arrays |= {f"{name}.letters": field.terms.letters, f"{name}.ends": field.terms.ends}
        for of, model in (("passages", field.passages), ("articles", field.articles)):
            arrays[f"{name}.{of}.lengths"] = model.doc_len
            for part in ("offsets", "texts", "counts", "impacts", "most"):
                arrays[f"{name}.{of}.{part}"] = getattr(model.postings, part)
    return arrays


def _tables(
    arrays: Mapping[str, npt.NDArray[Any]], analyzer: Analyzer, config: RankingConfig, newspapers: Sequence[str]
) -> Tables:
    fields = {}
    for name, weight in config.fields.items():
        terms = TermList(arrays[f"{name}.letters"], arrays[f"{name}.ends"])
        models = []
        for of, k1, b, factor in (
            ("passages", config.passage_k1, config.passage_b, weight),
            ("articles", config.article_k1, config.article_b, weight * config.article_weight),
        ):
            parts = [arrays[f"{name}.{of}.{part}"] for part in ("offsets", "texts", "counts", "impacts", "most")]
            models.append(
                BM25.of_postings(terms, Postings(*parts), arrays[f"{name}.{of}.lengths"], k1=k1, b=b, factor=factor)
            )
        fields[name] = FieldTables(terms, *models)
    printed = Printed(
        arrays["printed.article"],
        arrays["printed.day"],
        arrays["printed.newspaper"],
        tuple(newspapers),
        arrays["articles.day"],
    )
    rows = arrays["passages.article"], arrays["passages.first"], arrays["passages.stop"]
    taught = TaughtTable(
        TermList(arrays["taught.letters"], arrays["taught.ends"]), arrays["taught.offsets"], arrays["taught.articles"]
    )
    return Tables(config, analyzer, arrays["digests"].reshape(-1, DIGEST), printed, *rows, fields, taught)


# --- writing -------------------------------------------------------------------------------------------------------
def _write_articles(path: Path, written: Sequence[bytes]) -> None:
    with open(path, "wb") as out:
        out.writelines(written)


def write_index(
    folder: Path,
    made_of: str,
    about: Mapping[str, Any],
    files: Sequence[FileResult],
    merged: Sequence[bytes],
    order: npt.NDArray[np.int64],
    verdicts: npt.NDArray[np.uint64],
    tables: Tables,
) -> StoredIndex:
    """Writes a generation beside the one that is there, and switches to it in one step.

    The caller holds the lock of the folder.

    Args:
        folder: of the index; made where it is not there.
        made_of: what the index was made of and by what, as a fingerprint.
        about: what else the manifest should say.
        files: what each file of the corpus gave.
        merged: further articles as they are written: those that were put together from several files.
        order: for each article of the corpus its place among those of the files and, after them, the merged ones.
        verdicts: which pairs of articles are the same story.
        tables: the arrays.

    Raises:
        OSError: when it cannot be written; the old generation still works.
    """
    # here and not above: who only asks writes none
    from concurrent.futures import ThreadPoolExecutor

    folder.mkdir(parents=True, exist_ok=True)
    # a name that no earlier one has: who opens an old generation must never find parts of a new one
    generation = f"{_GENERATION}{os.urandom(6).hex()}"
    place = folder / generation
    place.mkdir()
    try:
        parts: dict[str, Any] = {}
        written = [article for file in files for article in file.articles] + list(merged)
        ends = np.cumsum(np.fromiter(map(len, written), np.int64, len(written)), dtype=np.int64)
        with open(place / "files.jsonl", "w", encoding="ascii") as text:
            text.writelines(f"{file.header()}\n" for file in files)
        user_words = tables.analyzer.segmenter.user_words
        write_user_words(place / _USER_WORDS, user_words)
        known = Fingerprints.concatenate([file.fingerprints for file in files])
        of_articles = {"articles.ends": ends, "articles.order": order, "duplicates.verdicts": verdicts}
        of_articles |= {f"fingerprints.{part}": getattr(known, part) for part in _FINGERPRINTS}
        arrays = {place / f"{name}.npy": array for name, array in {**_arrays(tables), **of_articles}.items()}
        # the disk is busy with one file while the checksum of another is taken
        with ThreadPoolExecutor(cores()) as pool:
            all_articles = pool.submit(_write_articles, place / "articles.bin", written)
            for _ in pool.map(save_array, arrays, arrays.values()):
                pass
            all_articles.result()
            paths = sorted(place.iterdir())
            for path, found in zip(paths, pool.map(flushed, paths), strict=True):
                parts[path.name] = [path.stat().st_size, found]
        flush(place)
        manifest = {
            "format": FORMAT,
            "generation": generation,
            "made_of": made_of,
            **about,
            "files": len(files),
            "articles": len(order),
            "passages": len(tables.article_of),
            "config": asdict(tables.config),
            "user_words": user_words.fingerprint,
            "newspapers": tables.printed.names,
            "parts": parts,
        }
        new = folder / f"{MANIFEST}.{os.getpid()}.new"
        try:
            with open(new, "w", encoding="utf-8") as text:
                json.dump(manifest, text, ensure_ascii=True, indent=1)
                text.flush()
                os.fsync(text.fileno())
            os.replace(new, folder / MANIFEST)
        finally:
            new.unlink(missing_ok=True)
        flush(folder)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return open_index(folder)


def remove_others(folder: Path, index: StoredIndex | None) -> None:
    """Removes the generations that the manifest does not name: old ones, and what a killed process left.

    The caller holds the lock of the folder.
    """
    current = index.manifest["generation"] if index else None
    for path in folder.glob(f"{_GENERATION}*"):
        if path.name != current:
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob(f"{MANIFEST}.*.new"):
        path.unlink(missing_ok=True)


# --- opening -------------------------------------------------------------------------------------------------------
def open_index(folder: Path) -> StoredIndex:
    """The index in a folder, mapped into memory.

    Raises:
        StoredIndexError: when there is none, or it is damaged or of another format.
    """
    for last in (False, True):
        try:
            return _open(folder)
        except FileNotFoundError as error:
            # a new generation may have taken the place of the one that the manifest named
            if last:
                raise _damaged(folder, f"{Path(error.filename or '').name} is missing") from None
        except PermissionError as error:
            raise StoredIndexError(folder, f"cannot be opened ({error.strerror}): check who owns it") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _damaged(folder, error) from None
    raise AssertionError


def _open(folder: Path) -> StoredIndex:
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise StoredIndexError(folder, "holds no index: run baowen index to make one") from None
    manifest = json.loads(text)
    if manifest["format"] != FORMAT:
        raise StoredIndexError(
            folder,
            f"is of format {manifest['format']!r}, this program reads {FORMAT}: run baowen index to make it anew",
        )
    place = folder / manifest["generation"]
    checked = sum(size for size, _ in manifest["parts"].values()) <= _CHECKED
    parts = {name: mapped(place / name) for name in manifest["parts"]}
    for name, (size, checksum) in manifest["parts"].items():
        if len(parts[name]) != size or (checked and zlib.crc32(parts[name]) != checksum):
            raise ValueError(f"{name} is not what was written")
    arrays = {name.removesuffix(".npy"): mapped_array(data) for name, data in parts.items() if name.endswith(".npy")}
    articles = StoredArticles(parts["articles.bin"], arrays["articles.ends"], arrays["articles.order"])
    config = RankingConfig(**manifest["config"])
    user_words = read_user_words(place / _USER_WORDS)
    if user_words.fingerprint != manifest["user_words"]:
        raise ValueError(f"{_USER_WORDS} is not what was written")
    analyzer = Analyzer(shared_segmenter(user_words), config.traditional)
    tables = _tables(arrays, analyzer, config, manifest["newspapers"])
    known = Fingerprints(*(arrays[f"fingerprints.{part}"] for part in _FINGERPRINTS))
    return StoredIndex(folder, manifest, articles, tables, known, arrays["duplicates.verdicts"])
