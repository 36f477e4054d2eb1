"""What all tests share: a clean environment, the seeds, and one retriever over them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from bot import Retriever
from tests.support.extras import MISSING, MISSING_PROGRAMS

ROOT = Path(__file__).resolve().parent.parent

# No test asserts times: an example may wait for the processor.
settings.register_profile("baowen", deadline=None)
settings.load_profile("baowen")


@pytest.fixture(autouse=True)
def clean_environ(monkeypatch, tmp_path_factory):
    """No setting of the developer's machine reaches a test, and no test its cache; neither .env nor environment do."""
    for name in os.environ:
        if name.startswith("BAOWEN_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path_factory.mktemp("cwd"))
    # figures are fixed without vectors; what is about vectors asks for them
    monkeypatch.setenv("BAOWEN_ENCODER", "none")
    monkeypatch.setenv("BAOWEN_INDEX_CACHE", str(tmp_path_factory.getbasetemp() / "indexes"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five pages that come with the package."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def retriever(seeds) -> Retriever:
    """The seeds, read and indexed once."""
    return Retriever.from_folder(seeds)


def pytest_terminal_summary(terminalreporter):
    """Says which extras were not there, because a skipped module is easily taken for a tested one."""
    if MISSING:
        extras = ",".join(sorted(MISSING))
        terminalreporter.write_line(f"NOT TESTED, because not installed: pip install -e '.[{extras}]'", yellow=True)
    for program in sorted(MISSING_PROGRAMS):
        terminalreporter.write_line(f"NOT TESTED, because there is none: {program}", yellow=True)
