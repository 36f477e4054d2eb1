"""`baowen completion`: what a shell gets."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.support.command_line import baowen


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell):
    """It calls baowen by the variable that click looks for."""
    status, out, _ = baowen("completion", shell)
    assert status == 0 and "_BAOWEN_COMPLETE" in out and "baowen" in out


def test_another_shell_is_named_with_those_there_are():
    """Wrong usage, in one sentence."""
    status, _, err = baowen("completion", "cmd")
    assert status == 2 and "'bash', 'zsh', 'fish'" in err


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_commands_and_options_are_completed(root):
    """What click answers when the script of bash asks for what follows `baowen a` and `baowen ask --n`."""

    def complete(*words):
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BAOWEN_")},
            "PYTHONPATH": str(root),
            "_BAOWEN_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": str(len(words) - 1),
        }
        code = "from bot.cli import main; main(prog_name='baowen')"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
        return {line.partition(",")[2] for line in done.stdout.split()}

    assert complete("baowen", "a") == {"ask", "articles"}
    assert complete("baowen", "ask", "--n") == {"--newspaper"}
