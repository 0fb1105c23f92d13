"""Records in the rows of a Parquet file, read a few at a time; needs the extra `archive`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from verify.records import Article, Skipped, VerifyError
from verify.sources import _limits, _memory
from verify.sources._record import FIELDS, SHAPE, article

SUFFIXES = (".parquet",)
LIBRARIES = ("pyarrow.parquet",)

ROWS = 256  # read at a time


def stream(path: Path, name: str) -> Iterator[Article | Skipped]:
    """An article for each row with a text, the third as `name#3`; columns are the fields of a record.

    Raises VerifyError for a broken file, one without a column "text", and where pyarrow is missing.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise VerifyError(
            "pyarrow is missing, which reads Parquet.", 'Install it: pip install "verify[archive]".'
        ) from error
    try:
        with parquet.ParquetFile(path, buffer_size=_limits.CHUNK) as file:  # no column chunk as a whole
            columns = [field for field in FIELDS if field in file.schema_arrow.names]
            if "text" not in columns:
                raise VerifyError('no column "text".', SHAPE)
            number = 0
            for batch in file.iter_batches(batch_size=ROWS, columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield article(f"{name}#{number}", {key: _text(value) for key, value in row.items()})
    except MemoryError as error:
        raise _memory.too_much(error) from None
    except (pyarrow.ArrowException, OSError) as error:
        if getattr(error, "errno", None) is not None:  # the system's; pyarrow's own say what is broken
            raise
        raise VerifyError(f"a broken Parquet file ({_line(error)}).", "Write it anew.") from error


def _line(error: Exception) -> str:
    """What pyarrow says, on one line that can be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(error)).split())


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
