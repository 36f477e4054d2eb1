"""Opens the database of the store, and brings its tables to this version."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from bot.errors import MissingExtraError, StoreError

if TYPE_CHECKING:
    from alembic.config import Config

T = TypeVar("T")


def open_database(url: str, *, may_be_new: bool = True) -> Engine:
    """The database at an address, with the tables of this version.

    Args:
        url: as SQLAlchemy writes it: sqlite:///file.db, or postgresql+psycopg://user:password@host/name.
        may_be_new: whether a file of SQLite is made, with its folder, where there is none.

    Raises:
        StoreError: when it cannot be opened, or was made by a newer version.
        MissingExtraError: when the driver of the database is not installed.
    """
    parsed = check_address(url)
    try:
        if not may_be_new and _is_missing(parsed):
            raise StoreError("no bot has kept anything yet: there is no {file} (BAOWEN_STORE)", file=_shown(parsed))
        engine = _create(parsed)
        try:
            _migrate(engine)
        except BaseException:
            # a connection that nobody closes is a warning from Python 3.13 on
            engine.dispose()
            raise
        return engine
    except (SQLAlchemyError, OSError) as error:
        # without the address, which may hold a password
        raise StoreError(
            "the store {address} cannot be opened: {reason}", address=_shown(parsed), reason=_reason(error)
        ) from None


def check_address(url: str) -> URL:
    """The address of a store, in its parts.

    Raises:
        StoreError: when it is none of SQLite or PostgreSQL.
        MissingExtraError: when the driver of the database is not installed.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() not in ("sqlite", "postgresql"):
            raise ArgumentError
        parsed.get_dialect().import_dbapi()
    except (ArgumentError, ValueError):
        raise StoreError("BAOWEN_STORE is no address: sqlite:///file.db or postgresql+psycopg://…") from None
    except (ImportError, NoSuchModuleError):
        raise MissingExtraError("a store in PostgreSQL (BAOWEN_STORE)", "postgresql") from None
    return parsed


def read_database(url: str, read: Callable[[Connection], T]) -> T:
    """What a function reads from the store at an address, in one transaction; no bot need run.

    Raises:
        StoreError: when there is none, or it cannot be read.
        MissingExtraError: when the driver of the database is not installed.
    """
    engine = open_database(url, may_be_new=False)
    try:
        with database_errors(), engine.begin() as connection:
            return read(connection)
    finally:
        engine.dispose()


class Transactions:
    """Begins transactions of a database. Threads may share it.

    Each thread keeps its connection to a file of SQLite, because a pool takes longer to give one than SQLite takes to
    find a row. A connection to a server may be closed by it, and comes from the pool, which looks whether it is.

    Args:
        engine: the database; closed by `close`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_file = engine.dialect.name == "sqlite"
        self._mine = threading.local()
        self._kept: list[Connection] = []
        self._is_closed = False

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction, which ends with the block; of a thread one at a time.

        Raises:
            StoreError: when the database does not work: a full disk, a connection that is gone; or after `close`.
        """
        if self._is_closed:
            # a thread that comes late would open a connection that nobody closes
            raise StoreError("the store is closed")
        with database_errors():
            if not self._is_file:
                with self._engine.begin() as connection:
                    yield connection
                return
            kept: Connection | None = getattr(self._mine, "connection", None)
            if kept is None:
                kept = self._mine.connection = self._engine.connect()
                self._kept.append(kept)
            with kept.begin():
                yield kept

    def close(self) -> None:
        """Closes all connections; no thread may be within a transaction."""
        self._is_closed = True
        for connection in self._kept:
            connection.close()
        self._engine.dispose()


@contextmanager
def database_errors() -> Iterator[None]:
    """Names what goes wrong within the block.

    Raises:
        StoreError: when the database does not work: a full disk, a connection that is gone.
    """
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError("the store does not work: {reason}", reason=_reason(error)) from None


def current_revision(connection: Connection) -> str | None:
    """The version of the tables; None before there are any."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> set[str]:
    """The versions of the tables up to this one."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).partition("\n")[0]


def _shown(url: URL) -> str:
    is_file = url.get_backend_name() == "sqlite" and url.database
    return str(url.database) if is_file else url.render_as_string(hide_password=True)


def _is_missing(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).exists())


def _create(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        # a connection that the server has closed is noticed before it is used
        return create_engine(url, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, record: object) -> None:
        # With a write-ahead log a process that is killed loses nothing, and readers do not wait for a writer. The log
        # reaches the disk in `Store.save_log`: a machine that loses its power loses what came after that.
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA wal_autocheckpoint=0")
        except BaseException:
            # the pool does not have it yet, and would not close it
            connection.close()
            raise

    return engine


def flush_log(url: URL) -> None:
    """Flushes the write-ahead log of SQLite to the disk, if there is one.

    SQLite locks its other files and not this one, so that closing it here loosens no lock.

    Raises:
        StoreError: when the disk does not take it.
    """
    try:
        # Windows flushes only what may be written
        with contextlib.suppress(FileNotFoundError), Path(f"{url.database}-wal").open("rb+") as log:
            os.fsync(log.fileno())
    except OSError as error:
        raise StoreError("the store does not work: {reason}", reason=_reason(error)) from None


def _config() -> Config:
    # imported here because it takes a tenth of a second and is needed once
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config


def _migrate(engine: Engine) -> None:
    """Brings the tables to this version, one process at a time.

    Raises:
        StoreError: when a newer version has made them.
    """
    from alembic import command
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = _config()
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # any number will do, as long as all processes take the same
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7246001)")
        current = current_revision(connection)
        if current == ScriptDirectory.from_config(config).get_current_head():
            return
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise StoreError(
                "the store was made by a newer version of baowen ({version}): update baowen", version=current
            ) from None
