"""Web pages: trafilatura takes the article out of the page and reads the page's metadata."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from verify.records import Article, Skipped, VerifyError
from verify.sources import _memory
from verify.sources._article import build
from verify.sources._decode import decode
from verify.sources._told import broken

SUFFIXES = (".html", ".htm", ".xhtml")
LIBRARIES = ("trafilatura",)

_ADVICE = "Save the page again, or as .txt."

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096  # the HTML standard wants the charset within 1,024; pages are late
_DATE = {"original_date": True, "extensive_search": False}  # markup only: no day out of running text
_FIELDS = {"headline": "title", "outlet": "sitename", "byline": "author", "published": "date", "url": "url"}


def read(path: Path, name: str, content: bytes) -> Iterable[Article | Skipped]:
    """One article, without navigation and readers' comments.

    Raises VerifyError for a page that holds no article text, a broken one among them.
    """
    yield page(name, content)


def page(name: str, content: bytes) -> Article:
    """The article of a page; raises VerifyError as `read` does."""
    charset = _CHARSET.search(content[:_HEAD_BYTES])
    markup = decode(content, charset[1].decode("ascii") if charset else None)
    with broken("a page", _ADVICE):
        text, fields = extracted(markup)
    if not any(c.isalpha() for c in text):
        raise VerifyError("no article text in this page (broken, or made by scripts).", _ADVICE)
    return build(name, text, fields)


def extracted(page: str) -> tuple[str, dict[str, str]]:
    """The text of a page, without what is around its article, and the fields that it states.

    Raises MemoryError where there is too little for it, though the library goes on without.
    """
    import trafilatura

    with _heard("trafilatura", "htmldate", "charset_normalizer") as missed:
        text = trafilatura.extract(page, output_format="txt", include_comments=False) or ""
        metadata = trafilatura.extract_metadata(page, date_config=_DATE) if text else None
    if missed.memory:
        raise MemoryError
    if not text:
        return "", {}
    return text, {field: getattr(metadata, theirs, None) or "" for field, theirs in _FIELDS.items()}


class _Missed(logging.Handler):
    """Hears what a library says instead of failing; `memory` is whether it went on for want of that."""

    memory = False

    def emit(self, record: logging.LogRecord) -> None:
        self.memory = self.memory or _memory.ran_out(sys.exc_info()[1])


@contextmanager
def _heard(*libraries: str) -> Iterator[_Missed]:
    """What these miss is said by us, and by none of them."""
    missed, loggers = _Missed(), [logging.getLogger(library) for library in libraries]
    for logger in loggers:
        logger.addHandler(missed)
    try:
        yield missed
    finally:
        for logger in loggers:
            logger.removeHandler(missed)
