"""Opens the database of the store, and brings its tables to this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

from bot.errors import StoreError

__all__ = ["create_database", "migrate"]


def create_database(url: URL) -> Engine:
    """The database at an address; a file of SQLite is made with its folder."""
    if url.get_backend_name() != "sqlite":
        # a connection that the server has closed is noticed before it is used
        return create_engine(url, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, record: object) -> None:
        # With a write-ahead log a process that is killed loses nothing, and readers do not wait for a writer.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")

    return engine


def migrate(engine: Engine) -> None:
    """Brings the tables to this version, one process at a time.

    Raises:
        StoreError: when a newer version has made them.
    """
    # imported here because it takes a tenth of a second and is needed once
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # any number will do, as long as all processes take the same
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7246001)")
        current = MigrationContext.configure(connection).get_current_revision()
        if current == ScriptDirectory.from_config(config).get_current_head():
            return
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise StoreError(f"the store was made by a newer version of baowen ({current}): update baowen") from None
