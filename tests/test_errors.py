"""Errors and their messages."""

from __future__ import annotations

import pickle

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
        (
            MissingExtraError("reading PDF files", "pdf"),
            "reading PDF files needs an extra that is not installed: pip install 'baowen[pdf]'",
        ),
    ],
)
def test_an_error_goes_from_one_process_to_another(error, message):
    """With its message, the values that it was made of, and its kind."""
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error) == message
    assert vars(copy) == vars(error)
