"""The adapter of fastembed, with a stand-in for the library: tests download nothing."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from bot.semantic.fastembed_encoder import FastEmbedEncoder


class TextEmbedding:
    """Answers as fastembed's class does: an iterator of vectors."""

    def __init__(self, model):
        self.model = model

    def query_embed(self, texts):
        return (np.array([3.0, 4.0]) for text in texts)

    def passage_embed(self, texts):
        return (np.array([len(text), 0.0]) for text in texts)


@pytest.fixture
def encoder(monkeypatch):
    """The adapter over the stand-in."""
    monkeypatch.setitem(sys.modules, "fastembed", SimpleNamespace(TextEmbedding=TextEmbedding))
    return FastEmbedEncoder("BAAI/bge-small-zh-v1.5")


def test_vectors_have_the_length_of_one(encoder):
    """3 and 4 become .6 and .8; a vector of zeros stays one."""
    assert encoder.encode_questions(["几点？"]) == pytest.approx(np.array([[0.6, 0.8]]))
    assert encoder.encode_passages(["停电", ""]) == pytest.approx(np.array([[1.0, 0.0], [0.0, 0.0]]))
    assert encoder.encode_passages(["停电"]).dtype == np.float32


def test_the_name_has_the_model(encoder):
    """Vectors of different models are kept apart."""
    assert encoder.name == "fastembed:BAAI/bge-small-zh-v1.5"
