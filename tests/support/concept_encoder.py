"""An encoder that knows four things of the world, for tests that are about vectors and not about a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.semantic.encoder import Vectors

CONCEPTS = ("医生 白大褂 看病 就诊", "电 停电 没电", "鱼 捕捞 打鱼", "钱 补贴 补助")


class ConceptEncoder:
    """A text's vector has a number for each concept: how many of its words the text has; and one for the rest."""

    name = "concepts"

    def __init__(self) -> None:
        self.encoded = 0

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each question."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each passage."""
        self.encoded += len(texts)
        counts = [[*(sum(word in text for word in concept.split()) for concept in CONCEPTS), 0.5] for text in texts]
        vectors = np.array(counts, np.float32).reshape(len(texts), -1)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
