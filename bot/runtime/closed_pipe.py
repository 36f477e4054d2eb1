"""Tells that nobody reads a pipe any more, which Windows does not always say as other systems do."""

from __future__ import annotations

import errno
import os

# what Windows says of a pipe it also says of other things
_NUMBERS = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)


def is_closed_pipe(error: BaseException) -> bool:
    """Whether an error of writing means that the reader has closed the pipe, or has ended."""
    if isinstance(error, BrokenPipeError):
        return True
    # an error with a file's name is about that file
    return isinstance(error, OSError) and error.errno in _NUMBERS and error.filename is None
