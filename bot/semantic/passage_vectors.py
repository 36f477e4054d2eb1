"""The vectors of a stored index's passages, as far as they have been made, compared with questions."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.semantic.encoder import Encoder, Vectors
from bot.semantic.encoder_choice import choose_encoder, find_scale, load_encoder
from bot.semantic.vector_file import VectorFile, find_vector_file, hash_text, read_vector_file

if TYPE_CHECKING:
    from bot.retrieval.storage.stored_index import StoredIndex

logger = logging.getLogger(__name__)

# A question is compared with so many vectors at once, because as float32 they take four times the memory, and these fit
# the processor's cache. A product of 2,048 rows or more is also shared among the threads of BLAS, which wait for each
# other: 13,856 rows take 1 ms so, and 20 ms of two processors in blocks of 8,192.
_BLOCK = 512
# The vectors of so many questions are kept: one question is looked up several times.
_CACHED_QUESTIONS = 256
# The mean of these stands for what the vectors of all questions have in common.
_ANY_QUESTIONS = (
    "多少钱", "有多少", "哪一天开始", "能不能用", "什么条件", "一共几家", "怎么去", "什么原因", "多少人参加", "是谁",
)  # fmt: skip
# No passage is nearer to the mean of all, as where it is the only one; that it is near another way says nothing then.
_NEAREST_TO_MEAN = 1e-3


@dataclass(frozen=True)
class _Content:
    """A vector file in memory."""

    file: VectorFile
    # the row of each key, the length of each row, the mean of the rows as unit vectors, and how far each is from it
    rows: dict[bytes, int] = field(init=False)
    lengths: npt.NDArray[np.float32] = field(init=False)
    mean: Vectors = field(init=False)
    distances: npt.NDArray[np.float32] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", {key.tobytes(): row for row, key in enumerate(self.file.keys)})
        # a row of zeros is near nothing
        lengths = np.maximum(self._map_blocks(lambda block: np.linalg.norm(block, axis=1)), 1.0)
        object.__setattr__(self, "lengths", lengths)
        shares = (1 / (max(1, len(lengths)) * lengths)).astype(np.float32)
        mean: Vectors = np.zeros(self.file.vectors.shape[1], np.float32)
        for start, block in self._blocks():
            mean += shares[start : start + _BLOCK] @ block
        object.__setattr__(self, "mean", mean)
        from_mean = 1 - 2 * self._map_blocks(lambda block: block @ mean) / lengths + mean @ mean
        object.__setattr__(self, "distances", np.sqrt(np.maximum(from_mean, _NEAREST_TO_MEAN**2)))

    def cosines(self, vector: Vectors) -> Vectors:
        """The cosine of each row, less the mean of all, and a vector."""
        products = self._map_blocks(lambda block: block @ vector) / self.lengths
        cosines: Vectors = (products - np.float32(self.mean @ vector)) / self.distances
        return cosines

    def cosine(self, row: int, vector: Vectors) -> float:
        """That of one row."""
        product = self.file.vectors[row] @ vector / self.lengths[row]
        return float((product - self.mean @ vector) / self.distances[row])

    def _map_blocks(self, compute: Callable[[Vectors], Vectors]) -> Vectors:
        """What a function gives for the rows as float32, block by block."""
        return np.concatenate([np.empty(0, np.float32), *(compute(block) for _, block in self._blocks())])

    def _blocks(self) -> Iterator[tuple[int, Vectors]]:
        """The rows as float32, block by block, each with the number of its first."""
        for start in range(0, len(self.file), _BLOCK):
            yield start, self.file.vectors[start : start + _BLOCK].astype(np.float32)


class PassageVectors:
    """The vectors beside a stored index. A file that another process has replaced is read at the next question.

    Of each passage the mean of all is taken away, and of each question that of any question, before they are compared:
    all vectors of an encoder point much the same way, those of questions another than those of passages, and what they
    have in common says nothing. Of 447 questions over a month of a daily, the right article has the largest cosine for
    373 so and for 358 without.

    Any number of threads may use it at the same time. The encoder is loaded when the first question meets vectors;
    without vectors nothing is loaded. What goes wrong is logged once, and answers come without vectors.

    Args:
        folder: of the index.
        generation: of the index.
        encoder: the name of the encoder, as `choose_encoder` gives it.

    Attributes:
        scale: what the encoder's cosines are worth, from `find_scale`.
    """

    def __init__(self, folder: Path, generation: str, encoder: str) -> None:
        self._generation = generation
        self._path = find_vector_file(folder, encoder)
        self._name = encoder
        self.scale = find_scale(encoder)
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._content: _Content | None = None
        self._encoder: Encoder | None = None
        # known as soon as the encoder is
        self._mean_question: Vectors = np.empty(0, np.float32)
        self._has_failed = False
        self._complaints: set[str] = set()
        self._encode = lru_cache(maxsize=_CACHED_QUESTIONS)(self._encode_question)

    def cosines(self, question: str, texts: Iterable[str]) -> list[float | None]:
        """How near in meaning some texts are to a question, -1 to 1, about 0 for any; None for one without a vector.

        The list is empty, and no text is read, where there are no vectors.
        """
        content, vector = self._prepare(question)
        if content is None or vector is None:
            return []
        rows = [content.rows.get(hash_text(text)) for text in texts]
        return [None if row is None else content.cosine(row, vector) for row in rows]

    def nearest(self, question: str, k: int, allowed: npt.NDArray[np.bool_] | None = None) -> npt.NDArray[np.int32]:
        """The numbers of the k passages whose meaning is nearest to a question, nearest first.

        Fewer come back where fewer have a vector; none where the file is about another generation of the index.

        Args:
            question: the question.
            k: how many at most.
            allowed: for each passage whether it may come back; None if all may.
        """
        content, vector = self._prepare(question)
        if content is None or vector is None or content.file.generation != self._generation:
            return np.empty(0, np.int32)
        cosines = content.cosines(vector)
        passages = content.file.passages
        usable = passages >= 0 if allowed is None else (passages >= 0) & allowed[passages]
        rows = np.flatnonzero(usable)
        best = rows[np.argsort(-cosines[rows], kind="stable")[:k]]
        return passages[best]

    def _prepare(self, question: str) -> tuple[_Content | None, Vectors | None]:
        """The vectors as they are now, and that of a question; None where there is none."""
        content = self._read()
        if content is None or not len(content.file):
            return None, None
        vector = self._encode(question)
        if vector is not None and len(vector) != content.file.vectors.shape[1]:
            self._complain(f"the vectors in {self._path.name} are not of {self._name}")
            return None, None
        return content, vector

    def _read(self) -> _Content | None:
        """The content of the file; None where there is none, or it cannot be used."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        stamp = (status.st_size, status.st_mtime_ns)
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._content = stamp, None
                try:
                    file = read_vector_file(self._path)
                    self._content = None if file is None else _Content(file)
                except (OSError, ValueError) as error:
                    self._complain(str(error))
            return self._content

    def _encode_question(self, question: str) -> Vectors | None:
        """The vector of a question; None where the encoder cannot be loaded."""
        with self._lock:
            if self._encoder is None and not self._has_failed:
                try:
                    loaded = load_encoder(self._name)
                    self._mean_question = np.asarray(loaded.encode_questions(_ANY_QUESTIONS).mean(axis=0), np.float32)
                    self._encoder = loaded
                except Exception as error:
                    self._has_failed = True
                    self._complain(f"the encoder {self._name} cannot be loaded ({type(error).__name__}: {error})")
            encoder = self._encoder
        if encoder is None:
            return None
        apart: Vectors = encoder.encode_questions([question])[0] - self._mean_question
        unit: Vectors = apart / np.float32(max(float(np.linalg.norm(apart)), _NEAREST_TO_MEAN))
        return unit

    def _complain(self, trouble: str) -> None:
        if trouble not in self._complaints:
            self._complaints.add(trouble)
            logger.warning("%s; answers come without vectors of meaning", trouble)


def open_vectors(stored: StoredIndex, choice: str) -> PassageVectors | None:
    """The vectors beside a stored index; None where no encoder is wanted or installed. Nothing is read yet.

    Args:
        stored: the index.
        choice: of the encoder, as for `choose_encoder`.

    Raises:
        MissingExtraError: when an encoder is named that is not installed.
    """
    name = choose_encoder(choice)
    return None if name is None else PassageVectors(stored.folder, str(stored.manifest["generation"]), name)
