"""Pipes that nobody reads any more."""

import errno

import pytest

from bot.runtime import closed_pipe
from bot.runtime.closed_pipe import is_closed_pipe


@pytest.mark.parametrize(
    ("error", "on_windows", "elsewhere"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), True, True),
        (BrokenPipeError(), True, True),
        (OSError(errno.EINVAL, "Invalid argument"), True, False),
        (OSError(errno.EINVAL, "Invalid argument", "a?b.txt"), False, False),
        (OSError(errno.ENOSPC, "No space left on device"), False, False),
        (ValueError("22"), False, False),
    ],
)
def test_windows_calls_a_closed_pipe_an_invalid_argument(monkeypatch, error, on_windows, elsewhere):
    """Where the error is about no file; elsewhere that is a fault as any other."""
    monkeypatch.setattr(closed_pipe, "_NUMBERS", (errno.EPIPE,))
    assert is_closed_pipe(error) is elsewhere
    monkeypatch.setattr(closed_pipe, "_NUMBERS", (errno.EPIPE, errno.EINVAL))
    assert is_closed_pipe(error) is on_windows
