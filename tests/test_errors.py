"""Errors and their messages."""

from __future__ import annotations

import pickle
import sys
from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace

import pytest

from bot.errors import CorpusError, MissingExtraError, PageError, SidecarError, StoredIndexError


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PageError("a.txt", "the file is empty; skipped"), "a.txt: the file is empty; skipped"),
        (PageError("a.doc", "no page", failed=False), "a.doc: no page"),
        (SidecarError("pages.toml", "is no valid TOML; not used"), "pages.toml: is no valid TOML; not used"),
        (StoredIndexError("cache", "is damaged"), "the index in 'cache' is damaged"),
        (CorpusError("no page in 'x'"), "no page in 'x'"),
    ],
)
def test_an_error_goes_from_one_process_to_another(error, message):
    """With its message, the values that it was made of, and its kind."""
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error) == message
    assert vars(copy) == vars(error)


PIP = f"{sys.executable} -m pip install"


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (None, f'{PIP} "baowen[pdf]"'),
        (
            '{"url": "https://example.org/b-0.2.0.whl", "archive_info": {}}',
            f'{PIP} "baowen[pdf] @ https://example.org/b-0.2.0.whl"',
        ),
        (
            '{"url": "https://example.org/b.git", "vcs_info": {"vcs": "git", "commit_id": "5e8a"}}',
            f'{PIP} "baowen[pdf] @ git+https://example.org/b.git"',
        ),
        (
            '{"url": "file:///home/li/b", "vcs_info": {"vcs": "git", "requested_revision": "v1", "commit_id": "5e8a"}}',
            f'{PIP} "baowen[pdf] @ git+file:///home/li/b@v1"',
        ),
        ('{"url": "file:///home/li/bao%20wen", "dir_info": {}}', f'{PIP} "/home/li/bao wen[pdf]"'),
        ('{"url": "file:///home/li/baowen", "dir_info": {"editable": true}}', f'{PIP} -e "/home/li/baowen[pdf]"'),
        ('{"url": "file:///home/li/b-0.2.0.whl", "archive_info": {}}', f'{PIP} "/home/li/b-0.2.0.whl[pdf]"'),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the paths are those of POSIX")
def test_a_missing_extra_is_installed_from_where_the_distribution_came(monkeypatch, record, line):
    """By the Python that lacks it, and named by its address, because no index may have it."""
    monkeypatch.setattr("importlib.metadata.distribution", lambda name: SimpleNamespace(read_text=lambda file: record))
    error = MissingExtraError("reading PDF files", "pdf")
    assert str(error) == f"reading PDF files needs an extra that is not installed: {line}"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_missing_extra_is_named_where_nothing_was_installed(monkeypatch):
    """The package may lie in a folder, and the environment may have no pip, as those of uv."""

    def find_nothing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.distribution", find_nothing)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    line = f'uv pip install --python {sys.executable} "baowen[web]"'
    assert str(MissingExtraError("the web page", "web")).endswith(f": {line}")
