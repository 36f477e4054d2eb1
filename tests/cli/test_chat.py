"""`baowen chat`."""

import os
import subprocess
import sys

import pytest

from tests.support.command_line import ANSWER, QUESTION, baowen

# Says what it is told by its environment, and what it is to show.
_PAGER = """#!{python}
import os, sys
print("paged", os.environ.get("LESS"), os.environ.get("LESSCHARSET"), ascii(sys.stdin.buffer.read()[:48]))
"""


def test_chat_over_a_pipe():
    """Lines in, answers out, and a clean end at the end of the input."""
    status, out, err = baowen("chat", stdin=f"{QUESTION}\n/quit\n")
    assert (status, err) == (0, "")
    assert ANSWER in out
    assert out.rstrip().endswith("再见。")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_long_article_is_paged_in_a_terminal(tmp_path):
    """By the person's own pager, which hears that colour and UTF-8 come, in a locale that this machine lacks, too. How
    to go on and back stands above.
    """
    import pty

    less = tmp_path / "less"
    less.write_text(_PAGER.format(python=sys.executable))
    less.chmod(0o755)
    ours, theirs = pty.openpty()
    environ = {name: text for name, text in os.environ.items() if not name.startswith(("LESS", "LC_", "NO_COLOR"))}
    environ |= {"PAGER": str(less), "LANG": "xx_XX.UTF-8", "TERM": "xterm", "LINES": "10", "BAOWEN_LANGUAGE": "zh"}
    command = [sys.executable, "-m", "bot", "chat"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as chat:
        os.close(theirs)
        os.write(ours, f"{QUESTION}\r/full\r/quit\r".encode())
        seen = b""
        try:
            while piece := os.read(ours, 4096):
                seen += piece
        except OSError:
            # what Linux says when nobody writes any more
            pass
        chat.wait()
    os.close(ours)
    shown = seen.decode(errors="replace")
    assert rf"paged -R utf-8 {ascii('（空格往下翻，q 回到提问）'.encode())[:-1]}\n\x1b[1m\xe3\x80\x8a" in shown
    assert "再见" in shown
