"""A bot in a process of its own, which can be stopped and killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO

from tests.support.bot_api import PATIENCE, BotApi

# Answers at once, but for questions with 慢 in them, which wait until a file appears, and with 坏, which fail.
_SCRIPT = """
import os, sys, time
from bot.telegram.app import find_secrets, run
from bot.telegram.logs import configure_logging
from bot.errors import BaowenError
from bot.settings import read_settings
from tests.support.desk import silent
from tests.support.paper import paper

def answer(question, history, k):
    if "没有" in question:
        return silent(question, history, k)
    while "慢" in question and not os.path.exists(sys.argv[1]):
        time.sleep(0.01)
    if "坏" in question:
        raise ValueError("broken on purpose")
    return paper(question, history, k)

settings = read_settings()
try:
    configure_logging(settings.log_level, find_secrets(settings), settings.log_format)
    run(answer, settings)
except BaowenError as error:
    sys.exit(str(error))
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_command(api: BotApi, corpus: Path, folder: Path, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    """`baowen telegram` over a corpus, its index and store in a folder; one person may ask again and again."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "telegram", "--corpus", corpus, "--index", folder / "index"],
        stderr=stderr,
        env=os.environ
        | {"BAOWEN_TELEGRAM_API": api.url, "BAOWEN_TELEGRAM_TOKEN": api.token, "PYTHONUTF8": "1"}
        | {"BAOWEN_STORE": f"sqlite:///{folder}/store.db", "BAOWEN_TELEGRAM_PER_MINUTE": "1000"},
    )


class BotProcess:
    """A bot in a process of its own, set up by its environment alone."""

    def __init__(self, folder: Path, url: str, **environment: str) -> None:
        self.gate = folder / "go"
        self._stderr = folder / "stderr"
        with self._stderr.open("wb") as stderr:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _SCRIPT, str(self.gate)],
                stderr=stderr,
                cwd=Path(__file__).parents[2],
                env={name: value for name, value in os.environ.items() if not name.startswith("BAOWEN_")}
                | {"BAOWEN_TELEGRAM_API": url, "BAOWEN_LOG_LEVEL": "DEBUG", "PYTHONUTF8": "1"}
                | {"BAOWEN_STORE": f"sqlite:///{folder}/store.db"}
                | environment,
            )

    def log(self) -> str:
        """What the process wrote to standard error so far."""
        return self._stderr.read_text("utf-8")

    def memory(self, field: str = "VmRSS") -> float:
        """The memory that it has, or with VmHWM the most that it had, in MB (Linux)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("ascii")
        return int(status.split(f"{field}:")[1].split()[0]) / 1024

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def wait(self) -> int:
        """The exit status."""
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
