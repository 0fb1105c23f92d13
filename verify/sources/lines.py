"""Records, one JSON object a line, read line by line: a file may be larger than the memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from verify.records import Article, Skipped, VerifyError
from verify.sources._decode import decode
from verify.sources._record import article, loaded

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")

MAX_LINE = 50_000_000  # bytes of a record; the longest of 10,000 news articles has 0.08 MB


def stream(path: Path, name: str) -> Iterator[Article | Skipped]:
    """An article for each line that is a record with a text, the third as `name#3`.

    Blank lines do not count; a broken line loses no other, a broken archive what comes after.
    """
    with _opened(path) as file:
        number = 0
        for line in _lines(file, name):
            if isinstance(line, Skipped):
                yield line
            elif line.strip():
                number += 1
                yield _read(f"{name}#{number}", line)


def _opened(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb"))


def _lines(file: BinaryIO, name: str) -> Iterator[bytes | Skipped]:
    while True:
        try:
            line = file.readline(MAX_LINE)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            yield Skipped(name, f"a broken gzip file ({error}); what comes after is lost. Pack it anew.")
            return
        if not line:
            return
        if len(line) == MAX_LINE:
            yield Skipped(name, f"a line of more than {MAX_LINE / 1e6:.0f} MB. One record a line is read.")
            return
        yield line


def _read(name: str, line: bytes) -> Article | Skipped:
    try:
        return article(name, loaded(decode(line)))
    except VerifyError as error:
        return Skipped(name, str(error))
