"""The documentation as a site: every page is in its table of contents, and it builds."""

import os
import re
import subprocess
import sys

import pytest


def test_every_page_is_in_the_table_of_contents_once(root):
    """What is in no menu is found by nobody."""
    menu = re.findall(r"^ .*?([\w.-]+\.md)$", (root / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(menu) == sorted(path.name for path in (root / "docs").glob("*.md"))


@pytest.mark.slow
def test_the_site_builds(root, tmp_path):
    """Without a warning; the reference has what the docstrings say."""
    pytest.importorskip("material")
    pytest.importorskip("mkdocstrings")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", tmp_path / "site"]
    built = subprocess.run(
        command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    reference = (tmp_path / "site" / "reference" / "index.html").read_text(encoding="utf-8")
    assert "best passages for a question" in reference
