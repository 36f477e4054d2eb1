"""Writes a store, with the pages that the desk has published, into one file, and makes a store of such a file.

The file holds JSON lines, the same for SQLite and PostgreSQL, so that a store can move from one to the other.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from bot.errors import StoreError
from bot.runtime.file_replacement import replace_file
from bot.store.database import current_revision, database_errors, known_revisions, open_database
from bot.store.tables import facts, metadata, processes

# The form of the file.
_FORM = 1
# So many rows are written to a table at once.
_ROWS = 500
_TABLES = {table.name: table for table in metadata.sorted_tables if table is not processes}
# Those whose rows the database numbers, and the column with the number.
_NUMBERED = [(table, column) for table in _TABLES.values() if (column := table.autoincrement_column) is not None]

Line = Mapping[str, Any]


def write_backup(url: str, file: Path, pages: Path | None = None) -> int:
    """Writes a store into a file, as it is at one moment; a bot may work with it meanwhile.

    The file is there when it is complete; nobody but its owner can read it.

    Args:
        url: the address of the store.
        file: to write; one of that name is replaced.
        pages: the folder of the pages that the desk has published.

    Returns:
        How many rows were written.

    Raises:
        StoreError: when the store cannot be read, or the file not written.
    """
    engine = open_database(url, may_be_new=False)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError as error:
        raise StoreError("the backup cannot be written beside {file}: {reason}", file=file, reason=error) from None
    rows = 0
    try:
        with open(descriptor, "w", encoding="utf-8") as out, database_errors(), engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                # without it every SELECT would see the store as it is then
                connection.exec_driver_sql("BEGIN")
            else:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            head = {"backup": _FORM, "revision": current_revision(connection), "at": time.time()}
            _write(out, head | {"counted": _counted(connection)})
            for table in _TABLES.values():
                found = connection.execution_options(yield_per=_ROWS).execute(select(table)).mappings()
                for row in found:
                    _write(out, {"table": table.name, "row": dict(row)})
                    rows += 1
            for page in sorted(pages.glob("[!.]*.*")) if pages else ():
                _write(out, {"page": page.name, "text": page.read_text(encoding="utf-8", errors="replace")})
            _write(out, {"rows": rows})
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, file)
    except OSError as error:
        raise StoreError("the backup {file} cannot be written: {reason}", file=file, reason=error) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        engine.dispose()
    return rows


def restore_backup(url: str, file: Path, pages: Path | None = None, *, force: bool = False) -> int:
    """Puts what a backup holds into a store, all or nothing.

    Args:
        url: the address of the store; made if it is missing.
        file: that `write_backup` has written.
        pages: the folder for the pages that the desk has published; pages that are there with other names stay.
        force: whether what the store holds is deleted first.

    Returns:
        How many rows were read.

    Raises:
        StoreError: when the file is no complete backup or of a newer version; when a bot works with the store; when it
            holds something and `force` is not set; when it cannot be written.
    """
    published: dict[str, str] = {}
    with _open_backup(file) as lines:
        # read once before anything is changed: its end says whether it is whole
        count = _check(file, lines)
    engine = open_database(url)
    try:
        with _open_backup(file) as lines, database_errors(), engine.begin() as connection:
            _make_room(connection, force)
            counted: dict[str, int] = {}
            for name, group in groupby(lines, key=lambda line: line.get("table")):
                if name is None:
                    for line in group:
                        counted |= line.get("counted", {})
                        published |= {line["page"]: line["text"]} if "page" in line else {}
                    continue
                rows = (_row(_TABLES[name], line["row"]) for line in group)
                while batch := list(islice(rows, _ROWS)):
                    connection.execute(insert(_TABLES[name]), batch)
            _go_on_counting(connection, counted)
    finally:
        engine.dispose()
    if published and pages is None:
        raise StoreError(
            "the store is restored, but {count} pages of the desk are not: set BAOWEN_DESK_PAGES to their "
            "folder, and restore once more with --force",
            count=len(published),
        )
    for name, text in published.items():
        assert pages is not None
        _write_page(pages, name, text)
    return count


def _write(out: IO[str], line: Line) -> None:
    # ASCII, as in the store: half a character of a person's keyboard can be written
    out.write(json.dumps(line, separators=(",", ":")) + "\n")


@contextlib.contextmanager
def _open_backup(file: Path) -> Iterator[Iterator[Line]]:
    try:
        with file.open(encoding="utf-8") as lines:
            yield map(json.loads, lines)
    except OSError as error:
        raise StoreError("the backup {file} cannot be read: {reason}", file=file, reason=error) from None
    except ValueError:
        raise StoreError("{file} is no backup of baowen", file=file) from None


def _check(file: Path, lines: Iterator[Line]) -> int:
    """How many rows a backup has.

    Raises:
        StoreError: when it is none, was not written to its end, or is of a newer version.
    """
    head = next(lines, None)
    if not isinstance(head, dict) or "backup" not in head:
        raise StoreError("{file} is no backup of baowen", file=file)
    if head["backup"] != _FORM or head.get("revision") not in known_revisions():
        raise StoreError("the backup {file} was made by a newer version of baowen: update baowen", file=file)
    count, end = 0, None
    for line in lines:
        end = line.get("rows")
        if "table" in line:
            count += 1
            if line["table"] not in _TABLES or not isinstance(line.get("row"), dict):
                raise StoreError(
                    "{file} is no backup of baowen: it has rows of {table!r}", file=file, table=str(line["table"])[:40]
                )
        elif "page" in line and Path(line["page"]).name != line["page"]:
            raise StoreError("{file} is no backup of baowen: it has pages outside of their folder", file=file)
    if end != count:
        raise StoreError("the backup {file} is not complete", file=file)
    return count


def _make_room(connection: Connection, force: bool) -> None:
    """Makes sure that a store is empty.

    Raises:
        StoreError: when a bot works with it, or it is not empty and may not be emptied.
    """
    alive = select(func.count()).select_from(processes).where(processes.c.alive_until >= time.time())
    if connection.execute(alive).scalar_one():
        raise StoreError("a bot works with the store, or did some seconds ago: stop it first")
    held = sum(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in _TABLES.values()
        # a store that was only opened has a key
        if table is not facts
    )
    if held and not force:
        raise StoreError(
            "the store is not empty ({rows} rows): --force deletes what it holds and restores the backup", rows=held
        )
    for table in reversed(_TABLES.values()):
        connection.execute(delete(table))


def _row(table: Table, row: Line) -> dict[str, Any]:
    """A row with all columns of its table: those that came later are null."""
    return {column.name: row.get(column.name) for column in table.columns}


def _counted(connection: Connection) -> dict[str, int]:
    """The last number that each table whose rows are numbered has given, also to rows that are deleted by now."""
    counted = {}
    is_sqlite = connection.dialect.name == "sqlite"
    for table, column in _NUMBERED:
        last = connection.execute(select(func.max(column))).scalar_one() or 0
        if not is_sqlite:
            name = connection.execute(select(func.pg_get_serial_sequence(table.name, column.name))).scalar_one()
            given = connection.exec_driver_sql(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}")
            last = max(last, given.scalar_one())
        elif table.dialect_options["sqlite"]["autoincrement"]:
            given = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,))
            last = max(last, given.scalar() or 0)
        counted[table.name] = last
    return counted


def _go_on_counting(connection: Connection, counted: Mapping[str, int]) -> None:
    """Lets the database number new rows after all that were ever numbered: a button below an old message must not lead
    to another person's case."""
    is_sqlite = connection.dialect.name == "sqlite"
    for table, column in _NUMBERED:
        last = max(connection.execute(select(func.max(column))).scalar_one() or 0, counted.get(table.name, 0))
        if not last:
            continue
        if not is_sqlite:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(sequence, last)))
        elif table.dialect_options["sqlite"]["autoincrement"]:
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
            connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, last))


def _write_page(folder: Path, name: str, text: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replace_file(folder / name) as file:
            file.write(text.encode())
    except OSError as error:
        raise StoreError(
            "the page {name} of the desk cannot be written to {folder}: {reason}",
            name=name,
            folder=folder,
            reason=error,
        ) from None
