"""What a store holds, and emptying it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from verify.records import VerifyError
from verify.store import _makers, _tables
from verify.store._makers import Kind


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of one maker; `stale` ones are of other code or libraries and are never read."""

    kind: Kind
    name: str
    rows: int
    stale: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What a store holds: its bytes on the disk, and its rows by maker, the latest of a kind first."""

    size: int
    held: tuple[Held, ...]


def survey(path: Path) -> Survey:
    """What the store in the file `path` holds.

    Raises:
        VerifyError: there is none, or it cannot be read.
    """
    with _existing(path) as db:
        found = db.execute(
            "SELECT kind, name, code, (SELECT count(*) FROM rows WHERE maker = makers.id)"
            " FROM makers ORDER BY kind, used DESC"
        ).fetchall()
    held = tuple(Held(kind, name, rows, code != _makers.code(kind)) for kind, name, code, rows in found)
    return Survey(sum(f.stat().st_size for f in path.parent.glob(f"{path.name}*")), held)


def clear(path: Path, *, stale: bool = False) -> int:
    """Drop all rows of the store in the file `path`, or only the stale ones, and shrink it; how many went.

    Raises:
        VerifyError: there is none, or it cannot be written.
    """
    with _existing(path) as db:
        makers = db.execute("SELECT id, kind, code FROM makers").fetchall()
        gone = [(number,) for number, kind, code in makers if not stale or code != _makers.code(kind)]
        with _tables.writing(db):
            dropped = db.executemany("DELETE FROM rows WHERE maker = ?", gone).rowcount
            db.executemany("DELETE FROM makers WHERE id = ?", gone)
        db.execute("VACUUM")
    return max(dropped, 0)


@contextmanager
def _existing(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise VerifyError(f"There is no store at {path}.", "Name the folder of the articles, or the file.")
    try:
        with closing(_tables.reopened(path)) as db:
            yield db
    except (sqlite3.Error, UnicodeError, _tables.ForeignError) as error:
        raise VerifyError(
            f"The store {path} cannot be used: {error}.", "Delete it if nothing else needs it."
        ) from error
