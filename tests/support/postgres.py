"""A PostgreSQL of a test's own, which it starts and stops."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.bot_process import free_port

# Debian puts the programs of each version here, and not on the path.
_DEBIAN = "/usr/lib/postgresql"


def _find(program: str) -> str | None:
    folders = [str(folder) for folder in sorted(Path(_DEBIAN).glob("*/bin"), reverse=True)]
    return shutil.which(program) or shutil.which(program, path=os.pathsep.join(folders))


def _user() -> str | None:
    """Who runs it: PostgreSQL refuses to run as root."""
    if not hasattr(os, "getuid") or os.getuid():
        return None
    import pwd

    return next((name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()}), None)


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """The address of an empty database, in SQLAlchemy's form; skips the test where no PostgreSQL is installed."""
    initdb, postgres = _find("initdb"), _find("postgres")
    if not (initdb and postgres):
        pytest.skip("NO POSTGRESQL IS INSTALLED (Debian: apt install postgresql): nothing is said about it here")
    user, port = _user(), free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir(mode=0o700)
        if user:
            shutil.chown(name, user)
            shutil.chown(folder, user)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": name, "user": user}
        options = ["--auth=trust", "--username=baowen", "--encoding=UTF8", "--no-sync"]
        subprocess.run([initdb, "-D", str(folder), *options], check=True, **quiet)  # type: ignore[call-overload]
        server = subprocess.Popen(  # type: ignore[call-overload]
            [postgres, "-D", str(folder), "-p", str(port), "-k", name, "-c", "listen_addresses=127.0.0.1", "-F"],
            **quiet,
        )
        try:
            yield _wait(f"postgresql+psycopg://baowen@127.0.0.1:{port}/postgres", server)
        finally:
            # at SIGTERM it would wait for its clients
            server.send_signal(signal.SIGINT)
            server.wait()


def _wait(address: str, server: subprocess.Popen[bytes]) -> str:
    """The address, as soon as the server takes connections."""
    import time

    from sqlalchemy import create_engine
    from sqlalchemy.exc import OperationalError

    engine = create_engine(address)
    try:
        for _ in range(600):
            assert server.poll() is None, "PostgreSQL ended at once"
            with contextlib.suppress(OperationalError), engine.connect():
                return address
            time.sleep(0.05)
        raise AssertionError("PostgreSQL takes no connections")
    finally:
        engine.dispose()
