"""The SQLite file: its tables, and what to do with one that is not ours, old or new."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from verify.sources import OWN_FOLDER
from verify.store._makers import Maker

VERSION = 1  # of the tables; rows of other code or models are told apart by their maker
APPLICATION = 0x76657269  # "veri": SQLite's mark of whose file it is
WAIT_SECONDS = 20.0  # for another run's transaction, which takes a fraction of a second
PAUSE_SECONDS = 0.05
MAKERS_KEPT = 3  # of a kind: versions of the code, or models, that take turns; older ones' rows go
CHUNK = 500  # keys in one question; some builds of SQLite allow 999

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
# No number of a maker is used twice: a run that began before its maker was dropped goes on with it.
TABLES = (
    "CREATE TABLE makers (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL,"
    " model TEXT NOT NULL, code TEXT NOT NULL, used INTEGER NOT NULL, UNIQUE (kind, name, model, code))",
    "CREATE TABLE rows (maker INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, UNIQUE (maker, key))",
)

Row = tuple[bytes, bytes]
Warn = Callable[[str], None]


class ForeignError(Exception):
    """A database of another program, which is left alone."""


def connect(path: Path, warn: Warn) -> sqlite3.Connection:
    """The store at `path`, made if there is none; one of another version is put aside.

    Raises:
        sqlite3.Error, UnicodeError: it cannot be opened, or is damaged.
        OSError: its folder cannot be made.
        ForeignError: it is a database of another program.
    """
    folder(path.parent)
    db, version = _opened(path)
    if version not in {0, VERSION}:
        db.close()
        aside = put_aside(path, ".old")
        warn(f"The store {path} is of another version of verify: moved to {aside.name}, a new one is begun.")
        db, version = _opened(path)
    if version != VERSION:
        _create(db)
    return db


def reopened(path: Path) -> sqlite3.Connection:
    """The store at `path`, which is there.

    Raises:
        sqlite3.Error, UnicodeError: it cannot be opened, or is damaged.
        ForeignError: it is of another version, or a database of another program.
    """
    db, version = _opened(path)
    if version != VERSION:
        db.close()
        raise ForeignError(f"its tables are of version {version}, not {VERSION}")
    return db


def folder(path: Path) -> None:
    """Make the folder of a store if there is none; git is told to leave out one that is for it alone."""
    path.mkdir(parents=True, exist_ok=True)
    if path.name == OWN_FOLDER and not (path / ".gitignore").exists():
        (path / ".gitignore").write_text("*\n", "utf-8")


def put_aside(path: Path, ending: str) -> Path:
    """Rename the file, over an earlier one put aside; what SQLite keeps beside it goes."""
    aside = path.with_name(path.name + ending)
    path.replace(aside)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    return aside


def register(db: sqlite3.Connection, maker: Maker) -> int:
    """The number of the maker in this file; a new one makes the rows of long unused ones go."""
    held = db.execute(
        "SELECT id, used = (SELECT max(used) FROM makers WHERE kind = ?1) FROM makers"
        " WHERE kind = ?1 AND name = ?2 AND model = ?3 AND code = ?4",
        (maker.kind, maker.name, maker.model, maker.code),
    ).fetchone()
    if held and held[1]:
        return int(held[0])
    with writing(db):
        db.execute(
            "INSERT INTO makers (kind, name, model, code, used)"
            " VALUES (?, ?, ?, ?, (SELECT coalesce(max(used), 0) + 1 FROM makers))"
            " ON CONFLICT DO UPDATE SET used = excluded.used",
            (maker.kind, maker.name, maker.model, maker.code),
        )
        db.execute(
            "DELETE FROM makers WHERE kind = ?1 AND id NOT IN"
            " (SELECT id FROM makers WHERE kind = ?1 ORDER BY used DESC LIMIT ?2)",
            (maker.kind, MAKERS_KEPT),
        )
        db.execute("DELETE FROM rows WHERE maker NOT IN (SELECT id FROM makers)")
    return register(db, maker)


def select(db: sqlite3.Connection, maker: int, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """The values of those keys that the maker has rows for."""
    found: dict[bytes, bytes] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT key, value FROM rows WHERE maker = ? AND key IN ({marks})"  # noqa: S608 - marks
        found.update(db.execute(query, (maker, *chunk)))
    return {key: found[key] for key in keys if key in found}  # a damaged file answers with other keys, too


def insert(db: sqlite3.Connection, maker: int, rows: Sequence[Row]) -> None:
    """Keep all the rows in one transaction; a key that is there gets the new value."""
    with writing(db):
        db.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", ((maker, *row) for row in rows))


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all of it or nothing, whenever the process ends."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _opened(path: Path) -> tuple[sqlite3.Connection, int]:
    """A connection and the version of the tables; nothing is written to a database of others.

    In WAL mode there are many readers and one writer at a time, and no half-written rows.
    """
    db = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        version = _version(db)
        _patiently(db, "PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last rows, never the file
    except BaseException:
        db.close()
        raise
    return db, version


def _patiently(db: sqlite3.Connection, statement: str) -> None:
    """Execute what SQLite does not itself repeat while another process begins to use the file."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            db.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in BUSY or time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


def _version(db: sqlite3.Connection) -> int:
    """The version of the tables; 0 for a file that has none yet."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (application or version or tables):
        raise ForeignError("it is a database of another program")
    return version


def _create(db: sqlite3.Connection) -> None:
    with writing(db):
        if _version(db) == 0:  # no other run has been faster
            for table in TABLES:
                db.execute(table)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {VERSION}")
