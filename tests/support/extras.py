"""Tests that need an extra are left out, and it is said, where it is not installed."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

__all__ = ["MISSING", "MISSING_PROGRAMS", "needs_extra"]

MISSING: set[str] = set()
"""The extras that tests of this run needed and did not find; `tests/conftest.py` prints them at the end."""

MISSING_PROGRAMS: set[str] = set()
"""The programs that are no Python packages, likewise; each with how it is installed."""

_PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def needs_extra(extra: str, *others: str) -> None:
    """Skips the module where a distribution of an extra of ours, or another one, is not installed."""
    listed = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"][extra]
    for requirement in (*listed, *others):
        name = requirement.partition(">")[0].partition("[")[0]
        try:
            version(name)
        except PackageNotFoundError:
            MISSING.add(extra)
            pytest.skip(f"the extra {extra} is not installed ({name})", allow_module_level=True)
