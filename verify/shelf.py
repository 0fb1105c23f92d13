"""Articles put aside on disk while their stories are found: one is held in memory at a time."""

from __future__ import annotations

import json
import tempfile
import weakref
from array import array
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from verify.records import Article, Detail

IN_MEMORY = 32_000_000  # bytes, up to which nothing is written to disk

_DETAILS = tuple(f.name for f in fields(Article) if f.name not in {"path", "text", "url", "paragraphs"})


class Shelf:
    """Articles by the order in which they were put; as they were read, without paragraphs.

    The file is temporary and gone when the shelf is.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - as long as the shelf
        self._starts = array("q", [0])
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def put(self, article: Article) -> None:
        """Put an article behind the others."""
        details = {name: _plain(getattr(article, name)) for name in _DETAILS}
        line = json.dumps([article.path, article.text, article.url, details]).encode()
        self._file.seek(self._starts[-1])
        self._file.write(line)
        self._starts.append(self._starts[-1] + len(line))

    def take(self, places: Sequence[int]) -> list[Article]:
        """The articles at these places."""
        return [self._read(place) for place in places]

    def _read(self, place: int) -> Article:
        self._file.seek(self._starts[place])
        path, text, url, details = json.loads(self._file.read(self._starts[place + 1] - self._starts[place]))
        known: dict[str, Any] = {name: _detail(name, *two) for name, two in details.items()}
        return Article(path, text, url=url, **known)


def _plain(detail: Detail[Any]) -> tuple[str | None, str]:
    value = detail.value
    return (value.isoformat() if isinstance(value, date) else value, detail.known)


def _detail(name: str, value: str | None, known: Any) -> Detail[Any]:
    return Detail(date.fromisoformat(value) if value and name == "published" else value, known)
