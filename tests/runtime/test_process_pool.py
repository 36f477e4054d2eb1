"""Pools of processes."""

import os
import subprocess
import sys
import time

import pytest

from bot.runtime.process_pool import process_pool


def test_a_pool_works_in_other_processes():
    """A function of its argument, in order."""
    with process_pool(2) as pool:
        assert list(pool.map(abs, (-1, 2, -3))) == [1, 2, 3]
        assert pool.submit(os.getpid).result() != os.getpid()


@pytest.mark.slow
@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are looked up in /proc")
def test_no_process_outlives_one_that_is_killed():
    """The processes of a pool end some seconds after the kill of the process that made it."""
    code = (
        "import os, sys, time; from bot.runtime.process_pool import process_pool; pool = process_pool(1)\n"
        "print(pool.submit(os.getpid).result(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        other = f"/proc/{int(process.stdout.readline())}"
        assert os.path.exists(other)
        process.kill()
        process.stdout.close()
    for _ in range(300):
        if not os.path.exists(other):
            break
        time.sleep(0.1)
    assert not os.path.exists(other)
