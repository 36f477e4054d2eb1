"""The command `baowen`: in this process, which is quick, and in one of its own, where that makes a difference."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys

from click.testing import CliRunner

from bot.cli import main

QUESTION = "职工医保缓缴最晚什么时候补缴？"
ANSWER = "最迟于 2022 年 12 月底前全部补缴到位"


def baowen(*args: str, stdin: str | bytes = "", **environ: str) -> tuple[int, str, str]:
    """Runs the command in this process; gives its exit status, standard output and standard error."""
    handler, thresholds = signal.getsignal(signal.SIGTERM), gc.get_threshold()
    try:
        result = CliRunner().invoke(main, args, input=stdin, env=environ, prog_name="baowen")
    finally:
        # what a command sets for its process
        signal.signal(signal.SIGTERM, handler)
        gc.set_threshold(*thresholds)
    return result.exit_code, result.stdout, result.stderr


def baowen_process(*args: str, stdin: str = "", **environ: str) -> tuple[int, str, str]:
    """Runs the command with a new interpreter; gives its exit status, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *args],
        input=stdin.encode(),
        capture_output=True,
        env={**os.environ, **environ},
        timeout=300,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()
