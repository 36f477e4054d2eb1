"""Slow work in another process, so that this one has its processor time for questions.

The other process is a module of ours that calls `serve`. It reads its order, a line of JSON, from standard input and
writes the result, a line of JSON, to standard output. Its standard input stays open as long as somebody wants the
result: when it ends, because that program was killed, the process ends at once.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any, NoReturn

from bot.errors import BaowenError
from bot.runtime.closed_pipe import is_closed_pipe

# The `nice` value of the process: a question needs little of the processor, but needs it at once.
_NICE = 15


class HelperError(Exception):
    """Raised when the work was not done; the text is a clause that says why.

    Args:
        reason: the clause.
        kind: the name of the exception that ended the work; "" where the process itself ended.
    """

    def __init__(self, reason: str, kind: str = "") -> None:
        super().__init__(reason)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take: more ends it, and this one goes on."""

    # megabytes, for it and for each of those that it starts (Linux); 0 for as many as there are
    memory_mb: int = 0
    # 0 for as long as it likes
    seconds: float = 0.0


class Helper:
    """Does one kind of work in another process, one order after the other.

    Args:
        module: calls `serve` when it is run.
        about: what people who list processes see behind the module's name.
        limits: what the process may take.

    Attributes:
        process: the process that works; None while there is none.
    """

    def __init__(self, module: str, about: str, limits: Limits | None = None) -> None:
        self._command = [sys.executable, "-m", module, about]
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._is_stopped = False
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, order: Mapping[str, Any]) -> Mapping[str, Any]:
        """The result of an order, when it is done.

        Raises:
            HelperError: when it was not done.
        """
        is_late = threading.Event()
        with tempfile.TemporaryFile() as stderr, self._start(stderr) as process:

            def end() -> None:
                is_late.set()
                _kill(process)

            watch = threading.Timer(self._limits.seconds, end)
            watch.daemon = True
            if self._limits.seconds:
                watch.start()
            try:
                line = _send_order(process, {**order, "memory_mb": self._limits.memory_mb})
            finally:
                watch.cancel()
                self.process = None
                _kill(process)
            if not line and is_late.is_set():
                raise HelperError(f"the process that builds it took longer than {self._limits.seconds / 60:g} minutes")
            if not line:
                raise HelperError(_describe_end(process, stderr))
        result: Mapping[str, Any] = json.loads(line)
        if "error" in result:
            raise HelperError(result["error"], result["kind"])
        return result

    def _start(self, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_stopped:
                raise HelperError("the work was stopped")
            self.process = subprocess.Popen(
                self._command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                # a new process group, so that Ctrl-C in a terminal reaches us alone and `_kill` its helpers too;
                # not a new session, because Linux shares the processor among sessions first, whatever `nice` says
                process_group=0,
            )
            return self.process

    def interrupt(self) -> bool:
        """Ends the process, if there is one, and says whether there was; `run` raises in the thread that waits."""
        with self._lock:
            process = self.process
        if process is None:
            return False
        _kill(process)
        return True

    def stop(self) -> bool:
        """As `interrupt`, and no other process is started."""
        with self._lock:
            self._is_stopped = True
        return self.interrupt()


def _send_order(process: subprocess.Popen[bytes], order: Mapping[str, Any]) -> bytes:
    """Sends the order, and waits for the result; b"" where the process ends without one."""
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(json.dumps(order).encode() + b"\n")
    except OSError as error:
        if not is_closed_pipe(error):
            raise
    return process.stdout.readline()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and those that it has started, which may have outlived it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _describe_end(process: subprocess.Popen[bytes], stderr: IO[bytes]) -> str:
    stderr.seek(0)
    last_line = stderr.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
    status = process.wait()
    end = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
    return f"the process that builds it {end}{f' ({last_line})' if last_line else ''}"


def serve(work: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """The other process: reads its order, does the work, and writes the result."""
    # standard output is for the result alone, so what libraries print goes to standard error
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    memory_mb = order.pop("memory_mb", 0)
    try:
        _limit_memory(memory_mb)
        result = work(order)
    except BaowenError as error:
        result = {"error": str(error), "kind": type(error).__name__}
    except MemoryError:
        limit = f"more than {memory_mb} MB of" if memory_mb else "more"
        result = {"error": f"the process that builds it needs {limit} memory", "kind": "MemoryError"}
    except Exception as error:
        result = {"error": f"{type(error).__name__}: {error}", "kind": "unknown"}
    json.dump(result, out)
    out.write("\n")
    out.flush()


def _limit_memory(megabytes: int) -> None:
    """Lets this process, and each that it starts, have so many megabytes of its own; mapped files do not count."""
    if megabytes and sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes * 1024 * 1024
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _end_with_stdin() -> NoReturn:
    """Waits for the end of standard input, and ends this process and those that it has started."""
    with contextlib.suppress(OSError):
        while os.read(0, 1024):
            pass
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)
