"""Lines that an operator writes by hand."""

import os

import pytest

from bot.errors import SidecarError
from bot.runtime.operator_file import read_operator_lines


def test_a_bad_line_costs_itself_only(tmp_path):
    """It is named with its number; empty lines and white space around a line are left out."""
    (tmp_path / "words").write_bytes("\ufeff一\n\n".encode() + b"\xff\n" + "  二 \n".encode())
    problems: list[SidecarError] = []
    assert [text for _, text in read_operator_lines(tmp_path / "words", problems)] == ["一", "二"]
    assert [str(problem) for problem in problems] == [f"{tmp_path}/words, line 3: not UTF-8; skipped"]


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")
def test_pipes_and_devices_are_not_waited_for(tmp_path):
    """A pipe would wait for a writer, and a device may never end."""
    os.mkfifo(tmp_path / "pipe")
    os.symlink("/dev/zero", tmp_path / "zero")
    for name in ("pipe", "zero"):
        with pytest.raises(OSError, match="not a file but a pipe, socket or device"):
            list(read_operator_lines(tmp_path / name, []))


def test_a_file_that_is_no_list_of_words_is_not_read(tmp_path):
    """33 MB are too large."""
    with open(tmp_path / "large", "wb") as file:
        file.truncate(33 * 1024 * 1024)
    with pytest.raises(OSError, match="larger than 32 MB"):
        list(read_operator_lines(tmp_path / "large", []))
