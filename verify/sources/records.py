"""Records in one JSON document: an object, or a list of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from verify.records import Article, Skipped
from verify.sources._decode import decode
from verify.sources._record import article, loaded

SUFFIXES = (".json",)


def read(path: Path, name: str, content: bytes) -> Iterable[Article | Skipped]:
    """An article for each record that has a text.

    A single object keeps the file's name, the third record of several is `name#3`. Raises
    VerifyError for broken JSON.
    """
    text = decode(content)
    del content  # or a large file is held three times
    document = loaded(text)
    del text
    if isinstance(document, list):
        for number, record in enumerate(document, 1):
            yield article(f"{name}#{number}", record)
    else:
        yield article(name, document)
