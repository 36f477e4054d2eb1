"""Files that are complete or not there."""

import os
from contextlib import nullcontext

import pytest

from bot.runtime import file_replacement
from bot.runtime.file_replacement import remove_unfinished, replace_file


def test_the_new_file_takes_the_old_one_s_place_at_the_end_of_the_block(tmp_path):
    """Until then whoever reads the path finds the old content, and nothing but it afterwards stands beside it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with replace_file(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_block_that_fails_leaves_the_old_file_alone(tmp_path, error):
    """With nothing beside it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(error), replace_file(path) as file:
        file.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_the_old_file_alone(tmp_path, monkeypatch):
    """The error is the disk's."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"), replace_file(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(("refusals", "patience", "is_replaced"), [(3, 60, True), (9**9, 0.1, False), (1, 0, False)])
def test_a_file_in_use_is_tried_again_for_a_while(tmp_path, monkeypatch, refusals, patience, is_replaced):
    """Windows does not replace a file that somebody reads, mostly for a moment; elsewhere a refusal is final."""
    path, replace, left = tmp_path / "a.txt", os.replace, [refusals]
    path.write_bytes(b"old")

    def refuse(*paths):
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "used by another process")
        replace(*paths)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(file_replacement, "PATIENCE", patience)
    with nullcontext() if is_replaced else pytest.raises(PermissionError), replace_file(path) as file:
        file.write(b"new")
    assert path.read_bytes() == (b"new" if is_replaced else b"old")
    assert os.listdir(tmp_path) == ["a.txt"]


def test_what_a_killed_process_left_is_removed(tmp_path):
    """And no file of another name."""
    path = tmp_path / "a.txt"
    for name in ("a.txt", ".a.txt.17.new", "b.txt", ".b.txt.17.new"):
        (tmp_path / name).write_bytes(b"")
    remove_unfinished(path)
    assert sorted(os.listdir(tmp_path)) == [".b.txt.17.new", "a.txt", "b.txt"]
