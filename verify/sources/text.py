"""Plain text and Markdown: the file as it is, every character of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from verify.records import Article, Skipped
from verify.sources import _decode, _limits

SUFFIXES = (".txt", ".text", ".md", ".markdown")
APART = False

MAX_BYTES = 4 * _limits.MAX_CHARACTERS  # no encoding takes more for a text that is not too long


def read(path: Path, name: str, content: bytes) -> Iterable[Article | Skipped]:
    """One article; its text is the file decoded, its details are left to later stages.

    A file that has to be too long is not decoded, which could take four times its size.
    """
    if len(content) <= MAX_BYTES:
        yield Article(name, _decode.decode(content))
        return
    _decode.refuse_binary(content[:MAX_BYTES])
    known = f"{len(content) / 1e6:.1f} MB of text, more than the {_limits.MAX_CHARACTERS:,} characters"
    yield Skipped(name, f"{known} that are read. {_limits.SPLIT}")
