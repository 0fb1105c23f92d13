"""Records, one JSON object a line, read line by line: a file may be larger than the memory."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from verify.records import Article, Skipped, VerifyError
from verify.sources import _limits, _memory
from verify.sources._decode import decode
from verify.sources._record import article, loaded

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def stream(path: Path, name: str) -> Iterator[Article | Skipped]:
    """An article for each line that is a record with a text, the third as `name#3`.

    Blank lines do not count; a line that is broken, too long or takes too much memory loses no other, a
    broken archive what comes after.
    """
    with _opened(path) as file:
        number = 0
        for line in _lines(file, name):
            if isinstance(line, Skipped):
                yield line
            elif line is None or line.strip():
                number += 1
                yield _read(f"{name}#{number}", line)


def _opened(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb"))


def _lines(file: BinaryIO, name: str) -> Iterator[bytes | Skipped | None]:
    """Each line, or None for one that is longer than a document may be."""
    while True:
        try:
            line = _line(file)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            yield Skipped(name, f"a broken gzip file ({error}); what comes after is lost. Pack it anew.")
            return
        if line == b"":
            return
        yield line


def _line(file: BinaryIO) -> bytes | None:
    """The next line; of one that is too long no more is held than a document may have."""
    piece = file.readline(_limits.CHUNK)
    if len(piece) < _limits.CHUNK:  # nearly all
        return piece if len(piece) <= _limits.current().bytes else None
    line, size = io.BytesIO(), 0
    while piece:
        size += len(piece)
        if size <= _limits.current().bytes:
            line.write(piece)
        if piece.endswith(b"\n"):
            break
        piece = file.readline(_limits.CHUNK)
    return line.getvalue() if size <= _limits.current().bytes else None


def _read(name: str, line: bytes | None) -> Article | Skipped:
    try:
        if line is None:
            raise _limits.too_big()
        return article(name, loaded(decode(line)))
    except VerifyError as error:
        return Skipped(name, str(error))
    except MemoryError as error:
        return Skipped(name, str(_memory.too_much(error)))
