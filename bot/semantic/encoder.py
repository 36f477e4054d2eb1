"""The interface of sentence encoders: texts become unit vectors, which are near where the texts mean alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""One unit vector a row."""


class Encoder(Protocol):
    """Makes vectors of texts; the cosine of two says how near their meanings are. Several threads may call it."""

    @property
    def name(self) -> str:
        """Library and model, as `choose_encoder` names them. Vectors of encoders with two names do not compare."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each question."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each passage."""
        ...
