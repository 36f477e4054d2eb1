from __future__ import annotations

import contextlib

import pytest

from bot.store.store import Store
from tests.support.postgres import running_postgres


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    """A clock that stands still unless it is moved."""
    return Clock()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def address(request, tmp_path):
    """An empty database, of both kinds."""
    with contextlib.ExitStack() as stack:
        if request.param == "sqlite":
            yield f"sqlite:///{tmp_path}/store.db"
        else:
            yield stack.enter_context(running_postgres())


@pytest.fixture
def open_store(address, clock):
    """Opens the store once more, as another process would; all are closed at the end."""
    with contextlib.ExitStack() as stack:

        def open_store():
            store = Store(address, clock)
            stack.callback(store._transactions.close)
            return store

        yield open_store
