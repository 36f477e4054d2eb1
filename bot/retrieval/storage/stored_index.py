"""The on-disk format of an index, how it is written and how it is opened.

    baowen-index.json        the manifest, in JSON: what the index was built from and by which program
    making-…/                what is needed while a generation is made; of a killed process until the next refresh
    generation-…/            the arrays (.npy), the articles, a table of the files of the corpus, and the user words
    lock                     held while a generation is written

A generation is written beside the old one and never changes. When all of it is on the disk, the manifest is replaced in
one step. Processes that have the old generation open keep their mapped files. The packed postings of a segment and most
fingerprints, which are most of an index, never change: generations share them by hard links.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import DIGEST_SIZE, read_problem
from bot.errors import PageError, SidecarError, StoredIndexError
from bot.pages.discover import INDEX_MANIFEST
from bot.retrieval.analyzer import Analyzer
from bot.retrieval.config import RankingConfig
from bot.retrieval.inverted_index.array_files import array_in, flush, flush_and_checksum, map_file, save_array
from bot.retrieval.inverted_index.packed import PACKED_ARRAYS
from bot.retrieval.storage.array_names import SHARED_ARRAYS, arrays_of, arrays_of_merging, segments_of, tables_from
from bot.retrieval.storage.article_files import write_articles
from bot.retrieval.storage.corpus_articles import CorpusArticles
from bot.retrieval.storage.stored_articles import SerializedArticles, StoredArticles
from bot.retrieval.tables import Tables
from bot.runtime.file_replacement import remove_unfinished, replace_file
from bot.sentence import Sentence
from bot.text.segmenter import shared_segmenter
from bot.text.user_dictionary import read_user_dictionary, write_user_dictionary

if TYPE_CHECKING:
    from bot.corpus.file_table import FileTable
    from bot.corpus.merging.merge import Merging

FORMAT = 13
"""The version of the on-disk format; an index of another version is rebuilt."""
_GENERATION = "generation-"
_MAKING = "making-"
_USER_DICTIONARY = "user_dictionary.txt"
_FILES = "files.json"
# the names of segments begin so
_SEGMENT = "segment-"
# Checksums are verified on opening up to this total size in bytes; above it only the sizes of the files, because
# reading everything would take seconds.
_VERIFIED_SIZE = 64 * 1024 * 1024


class StoredIndex(NamedTuple):
    """An opened index."""

    folder: Path
    manifest: Mapping[str, Any]
    articles: StoredArticles
    tables: Tables
    # all arrays by name
    arrays: Mapping[str, npt.NDArray[Any]]
    # segments that were left out because they are damaged: the tables do not have their articles
    damaged: frozenset[str] = frozenset()

    @property
    def corpus_fingerprint(self) -> str:
        """The fingerprint of the corpus files that it was built from."""
        return str(self.manifest.get("corpus_fingerprint"))

    @property
    def program_fingerprint(self) -> str:
        """The fingerprint of the program and the settings that it was built by."""
        return str(self.manifest.get("program_fingerprint"))

    @property
    def problems(self) -> list[PageError | SidecarError]:
        """The pages and side files that could not be used when the index was built."""
        return [read_problem(values) for values in self.manifest["problems"]]

    @property
    def digests(self) -> npt.NDArray[np.uint8]:
        """Of the serialized articles that are not merged, one row for each."""
        return self.arrays["articles.digests"].reshape(-1, DIGEST_SIZE)

    @property
    def order(self) -> npt.NDArray[np.int64]:
        """For each article of the corpus its position among the serialized ones."""
        return self.arrays["articles.order"]

    @property
    def merged_at(self) -> npt.NDArray[np.int64]:
        """For each merged article the position of the one in whose place it is."""
        return self.arrays["articles.merged_at"]

    def merging(self) -> Merging:
        """What is known of how articles belong together."""
        # imported here because it imports the page reader, which a process that only searches does not need
        from bot.retrieval.storage.array_names import merging_from

        return merging_from(self.arrays)

    def files(self) -> FileTable:
        """What was read from each file of the corpus.

        Raises:
            StoredIndexError: when it cannot be read.
        """
        # imported here for the same reason
        from bot.corpus.file_table import FileTable

        path = self.folder / str(self.manifest["generation"]) / _FILES
        try:
            return FileTable.from_json(path.read_text(encoding="ascii"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(self.folder, error) from None


def _damaged(folder: Path, error: object) -> StoredIndexError:
    return StoredIndexError(folder, "is damaged ({reason})", "run baowen index to make it anew", reason=error)


# --- writing ---------------------------------------------------------------------------------------------------------
def write_index(
    folder: Path,
    about: Mapping[str, Any],
    corpus: CorpusArticles,
    tables: Tables,
    old: StoredIndex | None = None,
    made: Path | None = None,
) -> StoredIndex:
    """Writes a new generation beside the current one, and makes it the current one in one step.

    The caller holds the lock of the folder.

    Args:
        folder: the folder of the index; created if missing.
        about: what the manifest says of the corpus and the program: `corpus_fingerprint`, `program_fingerprint`,
            `built_at`, `corpus` and `problems`.
        corpus: its articles.
        tables: the arrays.
        old: the current generation, whose segments are shared.
        made: the folder with the files of new segments that are on the disk already.

    Raises:
        OSError: when it cannot be written; the old generation still works.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # a random name is never reused, so that a process that opens an old generation cannot read files of a new one
    generation = folder / f"{_GENERATION}{os.urandom(6).hex()}"
    generation.mkdir()
    try:
        manifest = {
            "format": FORMAT,
            "generation": generation.name,
            **about,
            "files": len(corpus.files.names),
            "articles": len(corpus.order),
            "passages": len(tables.article_of),
            "config": asdict(tables.config),
            "user_dictionary": tables.analyzer.segmenter.user_dictionary.fingerprint,
            "newspapers": tables.publications.newspaper_names,
            "segments": segments_of(tables),
            **_write_generation(generation, corpus, tables, old, made),
        }
        _replace_manifest(folder, manifest)
    except BaseException:
        _remove_folder(generation)
        raise
    return open_index(folder)


def _write_generation(
    generation: Path,
    corpus: CorpusArticles,
    tables: Tables,
    old: StoredIndex | None,
    made: Path | None,
) -> dict[str, Any]:
    """Writes the files of a generation; returns what the manifest says of them: names, sizes and checksums."""
    # imported here because a process that only searches writes none
    from concurrent.futures import ThreadPoolExecutor

    serialized = old.articles.serialized if old else None
    old_files = (
        [old.folder / str(old.manifest["generation"]) / name for name in old.manifest["article_files"]] if old else []
    )
    written = write_articles(generation, corpus.serialized, serialized, old_files)
    (generation / _FILES).write_text(corpus.files.to_json(), encoding="ascii")
    write_user_dictionary(generation / _USER_DICTIONARY, tables.analyzer.segmenter.user_dictionary)
    arrays = arrays_of(tables) | arrays_of_merging(corpus.merging)
    arrays["articles.places"], arrays["articles.sizes"] = written.places, written.sizes
    arrays["articles.digests"] = corpus.digests[: len(corpus.digests) - len(corpus.merged_at)]
    arrays["articles.order"], arrays["articles.merged_at"] = corpus.order, corpus.merged_at

    shared = _share_arrays(generation, arrays, old)
    if old:
        shared |= {name: tuple(old.manifest["parts"][name]) for name in written.shared}
    linked = set(_link_new(generation, arrays, made)) if made else set()

    # with threads, the disk writes one file while the checksum of another is computed
    with ThreadPoolExecutor() as pool:
        work = [
            pool.submit(save_array, generation / f"{name}.npy", array)
            for name, array in arrays.items()
            if f"{name}.npy" not in shared and f"{name}.npy" not in linked
        ]
        for one in work:
            one.result()
        paths = sorted(path for path in generation.iterdir() if path.name not in shared)
        checksums = pool.map(flush_and_checksum, paths)
        parts = {path.name: (path.stat().st_size, value) for path, value in zip(paths, checksums, strict=True)}
    flush(generation)
    return {"article_files": written.files, "parts": shared | parts}


def _is_packed(file: str) -> bool:
    """Whether a file has packed postings of a segment, which can be made again alone."""
    return file.startswith(_SEGMENT) and file.removesuffix(".npy").rpartition(".")[2] in PACKED_ARRAYS


def _share_arrays(
    generation: Path, arrays: Mapping[str, npt.NDArray[Any]], old: StoredIndex | None
) -> dict[str, tuple[int, int]]:
    """Links the files of arrays that an old generation has, too; returns the size and the checksum of each.

    Args:
        generation: the folder of the new generation.
        arrays: of the new generation.
        old: the old generation.
    """
    shared: dict[str, tuple[int, int]] = {}
    if old is None:
        return shared
    folder = old.folder / str(old.manifest["generation"])
    for name, array in arrays.items():
        file = f"{name}.npy"
        is_same = _is_packed(file) or (name in SHARED_ARRAYS and array is old.arrays[name])
        if is_same and file in old.manifest["parts"]:
            # where there are no links, the array is written as any other
            with contextlib.suppress(OSError):
                os.link(folder / file, generation / file)
                size, checksum = old.manifest["parts"][file]
                shared[file] = size, checksum
    return shared


def _link_new(generation: Path, arrays: Mapping[str, npt.NDArray[Any]], made: Path) -> Iterator[str]:
    """Links the files of new arrays that were made in another folder; yields their names."""
    for name, array in arrays.items():
        file = f"{name}.npy"
        source = made / file if name.startswith(_SEGMENT) else getattr(array, "filename", None)
        if source is not None and source.exists():
            with contextlib.suppress(OSError):
                os.link(source, generation / file)
                yield file


def _replace_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    with replace_file(folder / INDEX_MANIFEST) as file:
        file.write(json.dumps(manifest, ensure_ascii=True, indent=1).encode())
    flush(folder)


def remove_old_generations(folder: Path, index: StoredIndex | None) -> None:
    """Removes all generations but that of the index, and the leftovers of killed processes.

    The caller holds the lock of the folder.
    """
    current = index.manifest["generation"] if index else None
    for path in (*folder.glob(f"{_GENERATION}*"), *folder.glob(f"{_MAKING}*")):
        if path.name != current:
            _remove_folder(path)
    remove_unfinished(folder / INDEX_MANIFEST)


def _remove_folder(path: Path) -> None:
    # imported here because a process that only searches removes none
    from shutil import rmtree

    rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def folder_for_making(folder: Path) -> Iterator[Path]:
    """A new folder beside the generations of an index, for what is needed while one is made; deleted at the end.

    The caller holds the lock of the index's folder.

    Raises:
        OSError: when it cannot be made.
    """
    made = folder / f"{_MAKING}{os.urandom(6).hex()}"
    made.mkdir()
    try:
        yield made
    finally:
        _remove_folder(made)


# --- opening ---------------------------------------------------------------------------------------------------------
def open_index(folder: Path, *, verify: bool = False, without_damaged: bool = False) -> StoredIndex:
    """The index in a folder, mapped into memory.

    Args:
        folder: of the index.
        verify: whether to compare all checksums; else only those of a small index are.
        without_damaged: whether segments that are damaged are left out, instead of raising an error; such an index can
            be updated, but not searched.

    Raises:
        StoredIndexError: when there is none, or it is damaged or of another format.
    """
    for is_last_try in (False, True):
        try:
            return _open(folder, verify, without_damaged)
        except FileNotFoundError as error:
            # another process may have replaced the generation after we read the manifest
            if is_last_try:
                raise _damaged(folder, Sentence("{file} is missing", file=Path(error.filename or "").name)) from None
        except PermissionError as error:
            raise StoredIndexError(folder, "cannot be opened ({reason})", "check who owns it", reason=error) from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _damaged(folder, error) from None
    raise AssertionError


def _open(folder: Path, verify: bool, without_damaged: bool) -> StoredIndex:
    try:
        text = (folder / INDEX_MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        if not folder.is_dir():
            raise StoredIndexError(
                folder, "cannot be opened ({reason})", "check how its path is written", reason=error
            ) from None
        raise StoredIndexError(folder, "holds no index", "run baowen index to make one") from None
    manifest = json.loads(text)
    if manifest["format"] != FORMAT:
        raise StoredIndexError(
            folder,
            "is of format {format!r}, this program reads {reads}",
            "run baowen index to make it anew",
            format=manifest["format"],
            reads=FORMAT,
        )
    generation = folder / manifest["generation"]
    verify = verify or sum(size for size, _ in manifest["parts"].values()) <= _VERIFIED_SIZE
    parts: dict[str, bytes | mmap.mmap] = {}
    damaged: set[str] = set()
    for name, (size, checksum) in manifest["parts"].items():
        try:
            data = map_file(generation / name)
            if len(data) != size or (verify and zlib.crc32(data) != checksum):
                raise ValueError(Sentence("{file} is not what was written", file=name))
            parts[name] = data
        except (FileNotFoundError, ValueError):
            if not (without_damaged and _is_packed(name)):
                raise
            damaged.add(name.partition(".")[0])
    arrays = {name.removesuffix(".npy"): array_in(data) for name, data in parts.items() if name.endswith(".npy")}
    files = [parts[name] for name in manifest["article_files"]]
    serialized = SerializedArticles(files, arrays["articles.places"], arrays["articles.sizes"])
    articles = StoredArticles(serialized, arrays["articles.order"])
    config = RankingConfig(**manifest["config"])
    user_dictionary, _ = read_user_dictionary(generation / _USER_DICTIONARY)
    if user_dictionary.fingerprint != manifest["user_dictionary"]:
        raise ValueError(Sentence("{file} is not what was written", file=_USER_DICTIONARY))
    analyzer = Analyzer(shared_segmenter(user_dictionary), config.traditional)
    tables = tables_from(arrays, analyzer, manifest, damaged)
    return StoredIndex(folder, manifest, articles, tables, arrays, frozenset(damaged))
