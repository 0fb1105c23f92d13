"""Rows by maker and key in a file that any number of runs use at once.

Whatever goes wrong with the file is told once, and costs only what it would have saved.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from verify.store import _tables
from verify.store._makers import Maker
from verify.store._tables import ForeignError, Row, Warn

# What is no fault of the file: it is full, locked, or in a place that does not let us.
UNUSABLE = frozenset(
    {
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)

T = TypeVar("T")


class Database:
    """The file at `path`, opened at its first use; with None it holds nothing and keeps nothing."""

    def __init__(self, path: Path | None, warn: Warn) -> None:
        self._path, self._warn = path, warn
        self._reads = self._writes = path is not None
        self._replaced = False
        self._connection: sqlite3.Connection | None = None
        self._ids: dict[Maker, int] = {}

    def get(self, maker: Maker, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that the maker has rows for."""
        return self._attempt(lambda db: _tables.select(db, self._id(db, maker), keys), {})

    def put(self, maker: Maker, rows: Iterable[Row]) -> None:
        """Keep the rows: all of them or, if it cannot be, none; they are not even made for no file."""
        if self._writes:
            made = list(rows)
            self._attempt(lambda db: _tables.insert(db, self._id(db, maker), made), None)

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._ids.clear()

    def _id(self, db: sqlite3.Connection, maker: Maker) -> int:
        if maker not in self._ids:
            self._ids[maker] = _tables.register(db, maker)
        return self._ids[maker]

    def _attempt(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What `work` makes of the file, or of a fresh one where it is damaged."""
        if self._path is None or not self._reads:
            return otherwise
        try:
            if self._connection is None:
                self._connection = _tables.connect(self._path, self._warn)
            return work(self._connection)
        except (sqlite3.Error, OSError, UnicodeError, ForeignError) as error:
            self.close()
            begun_anew = self._give_way(self._path, error)
        return self._attempt(work, otherwise) if begun_anew else otherwise

    def _give_way(self, path: Path, error: Exception) -> bool:
        """Put a damaged file aside, which is true, or do without one that is full, locked or not for us."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if isinstance(error, sqlite3.Error | UnicodeError) and code not in UNUSABLE and not self._replaced:
            try:
                aside = _tables.put_aside(path, ".broken")
            except OSError as reason:
                error = reason
            else:
                self._warn(f"The store {path} is damaged: moved to {aside.name}, and a new one is begun.")
                self._replaced = True
                return True
        if self._writes:
            advice = "The run goes on without it; --store names another place."
            self._warn(f"The store {path} cannot be written: {_reason(error)}. {advice}")
        self._reads = self._writes and code == sqlite3.SQLITE_FULL
        self._writes = False
        return False


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
