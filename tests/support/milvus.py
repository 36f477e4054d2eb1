"""A Milvus for tests: milvus-lite as a process of its own, that can be killed, and comes back on the same port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from bot.retrieval.milvus.client import MilvusServer
from bot.retrieval.milvus.engine import MilvusEngine
from bot.retrieval.milvus.push import push

SENTENCES = ["城东停水三天。", "医保缓缴到年底。", "公园樱花开了。", "停水的医保公园。", "一二三四五。", "水水水水医。"]
# The older line has no server of its own to start: it is a library and a native process.
_OLDER = """
import signal, sys
from milvus_lite.server import Server
server = Server(sys.argv[1], address=sys.argv[2])
assert server.init() and server.start()
signal.pause()
"""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Lite:
    """A milvus-lite server on a port of this machine, with its data in a folder.

    Args:
        folder: made where it is not there.
        python: of the environment that milvus-lite is installed in; this one's if not given.
        older: whether that is one of the line before 3.
    """

    def __init__(self, folder: Path, python: str = sys.executable, older: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._python, self._older = folder, python, older
        self.port = free_port()
        self.uri = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, seconds: float = 60) -> None:
        """Starts it, and waits until it listens."""
        address = f"127.0.0.1:{self.port}"
        if self._older:
            command = [self._python, "-c", _OLDER, str(self._folder / "data.db"), address]
        else:
            command = [
                str(Path(self._python).parent / "milvus-lite"),
                "server",
                "--data-dir",
                str(self._folder / "data"),
            ]
            command += ["--host", "127.0.0.1", "--port", str(self.port)]
        with open(self._folder / "log", "ab") as log:
            # a session of its own: the older line's native process is killed along with it
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + seconds
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                assert self._process.poll() is None, (self._folder / "log").read_text(encoding="utf-8")
                assert time.monotonic() < end, f"milvus-lite does not listen after {seconds} s"
                time.sleep(0.05)

    def kill(self) -> None:
        """Ends it as a power cut does."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def pause(self) -> None:
        """Stops it in mid-work: it accepts and does not answer."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Goes on after `pause`."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGCONT)


@contextmanager
def running(folder: Path, python: str = sys.executable, older: bool = False):
    """A milvus-lite server that is killed in the end."""
    lite = Lite(folder, python, older)
    try:
        lite.start()
        yield lite
    finally:
        lite.kill()


def push_and_open(lite: Lite, index, patience: float = 5.0) -> MilvusEngine:
    """An engine over a stored index that is pushed first."""
    server = MilvusServer(lite.uri, patience=patience)
    push(server, index)
    return MilvusEngine(server, index)


def without_arrays(engine: MilvusEngine) -> MilvusEngine:
    """An engine that fails the test if its arrays are searched in Milvus's place."""

    def refuse(*_):
        raise AssertionError("the arrays were searched")

    engine._arrays.top_passages = refuse  # type: ignore[method-assign]
    return engine


def connect(lite: Lite):
    """A client of pymilvus."""
    from pymilvus import MilvusClient

    return MilvusClient(uri=lite.uri, dedicated=True)
