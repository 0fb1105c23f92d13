"""The file: read whole, added to a line at a time, safe with several writers and against a killed one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path

from verify.decisions._entry import Entry, checked
from verify.records import VerifyError

SUFFIX = ".decisions.jsonl"


@dataclass(frozen=True, slots=True)
class Log:
    """The entries of a file in their order, and a sentence for each line that is none."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[str, ...] = ()


def beside(report: Path) -> Path:
    """The file of decisions that belongs to a report: `x.decisions.jsonl` beside `x.json` and `x.md`."""
    return report.with_name(report.stem + SUFFIX)


def read(path: Path) -> Log:
    """What the file holds; nothing where there is none.

    Raises:
        VerifyError: it is there and cannot be read.
    """
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Log()
    except OSError as error:
        raise VerifyError(
            f"{path} cannot be read: {error.strerror or error}.", "Check its permissions."
        ) from error
    found = list(_lines(path, content))
    return Log(
        tuple(item for item in found if isinstance(item, Entry)),
        tuple(item for item in found if isinstance(item, str)),
    )


def append(path: Path, entry: Entry) -> None:
    """Add one line, whole and on the disk when this returns; other writers wait their turn.

    A line that a killed writer left unfinished is closed first, so that it costs nothing but itself.

    Raises:
        VerifyError: the file cannot be written.
    """
    from filelock import FileLock

    row = {name: value for name, value in asdict(entry).items() if value}
    # A broken character (half of a surrogate pair) is written as the escape that JSON has for it.
    line = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock")), path.open("a+b", buffering=0) as file:
            line = (b"\n" if _torn(file) else b"") + line
            written = file.write(line)
            os.fsync(file.fileno())
    except OSError as error:
        raise VerifyError(
            f"{path} cannot be written: {error.strerror or error}.", "Check its permissions and the disk."
        ) from error
    if written != len(line):
        raise VerifyError(f"{path} was written in part only.", "Make room on the disk, and decide it again.")


def _torn(file: FileIO) -> bool:
    """Whether the last line has no end."""
    if not file.seek(0, os.SEEK_END):
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _lines(path: Path, content: bytes) -> Iterator[Entry | str]:
    """The entry of each line, or why it has none; empty lines are passed over."""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield checked(json.loads(line))
        except (ValueError, RecursionError) as error:
            why = "it is torn or no JSON" if isinstance(error, json.JSONDecodeError) else error
            yield f"{path} line {number} is left out: {why}."
