"""The library under a strict type checker, as a program that uses it sees it."""

import subprocess
import sys

import pytest


@pytest.mark.slow
def test_a_strict_client_type_checks(root, tmp_path):
    """mypy --strict finds nothing in a program that uses every name of the public interface's main parts."""
    client = tmp_path / "client.py"
    client.write_text((root / "tests/support/typed_client.py").read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--cache-dir", tmp_path / "cache"]
    done = subprocess.run(
        [*command, client], capture_output=True, text=True, cwd=tmp_path, env={"MYPYPATH": str(root), "PATH": ""}
    )
    assert done.stdout.startswith("Success"), done.stdout + done.stderr
