"""`baowen web`: the server starts, answers and ends; what it cannot listen on is named."""

import errno
import os
import re
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from tests.support.command_line import baowen

pytestmark = pytest.mark.usefixtures("english")


def test_a_port_in_use_is_one_sentence():
    """Named with the way out, and before the corpus is read."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, out, err = baowen("web", "--port", str(port))
    assert (status, out) == (1, "")
    reason = os.strerror(errno.EADDRINUSE)
    assert err == f"baowen: 127.0.0.1:{port} cannot be listened on ({reason}): choose another --port or --host\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM ends a process at once there")
def test_the_page_is_served_until_the_process_is_ended():
    """Its address is printed when it can be opened; questions stand in no log."""
    command = [sys.executable, "-m", "bot", "web", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stderr is not None
        [address] = re.findall(r"http://\S+", process.stderr.readline())
        page = httpx.get(address, params={"q": "职工医保缓缴最晚什么时候补缴？"}, headers={"Accept-Language": "zh"})
        process.send_signal(signal.SIGTERM)
        log = process.stderr.read()
    assert "<mark>" in page.text
    assert "医保" not in log and "%E5" not in log
