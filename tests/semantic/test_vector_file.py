"""The file of vectors."""

import os

import numpy as np
import pytest

from bot.semantic.vector_file import (
    VectorFile,
    find_vector_file,
    hash_text,
    read_vector_file,
    to_bytes,
    to_keys,
    write_vector_file,
)

CONTENT = VectorFile(
    "generation-1",
    to_keys([hash_text("停电"), hash_text("停水")]),
    np.array([3, -1], np.int32),
    np.array([[127, 0], [-5, 127]], np.int8),
)


@pytest.fixture
def path(tmp_path):
    """Where the file is."""
    path = find_vector_file(tmp_path, "fastembed:BAAI/bge-small-zh-v1.5")
    path.parent.mkdir()
    return path


def test_what_is_written_is_read(path):
    """All of it; and None where there is no file."""
    assert read_vector_file(path) is None
    write_vector_file(path, CONTENT)
    read = read_vector_file(path)
    assert read is not None and (read.generation, len(read)) == ("generation-1", 2)
    for name in ("keys", "passages", "vectors"):
        assert np.array_equal(getattr(read, name), getattr(CONTENT, name))


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-9], lambda data: b"", lambda data: data[:200] + b"x" + data[201:]]
)
def test_a_broken_file_is_an_error_that_names_it(path, spoil):
    """Cut, empty, or changed in one byte."""
    write_vector_file(path, CONTENT)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(ValueError, match=path.name):
        read_vector_file(path)


def test_a_process_that_is_killed_while_writing_leaves_the_old_file(path, monkeypatch):
    """Until the rename nothing of the new file is seen, and nothing of it stays behind after an error."""
    write_vector_file(path, CONTENT)
    old = path.read_bytes()

    def fail(*names):
        assert path.read_bytes() == old
        raise OSError("killed")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="killed"):
        write_vector_file(path, VectorFile("generation-2", CONTENT.keys, CONTENT.passages, CONTENT.vectors))
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_vector_of_bytes_points_the_same_way():
    """The cosine of a random vector and its bytes is 1 within a thousandth; zeros stay zeros."""
    vectors = np.random.default_rng(7).normal(size=(50, 384)).astype(np.float32)
    scaled = to_bytes(vectors).astype(np.float32)
    cosines = (vectors * scaled).sum(axis=1) / np.linalg.norm(vectors, axis=1) / np.linalg.norm(scaled, axis=1)
    assert cosines.min() > 0.999
    assert not to_bytes(np.zeros((1, 4), np.float32)).any()
