"""Web pages: trafilatura takes the article out of the page and reads the page's metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from pathlib import Path

from verify.records import Article, Skipped, VerifyError
from verify.sources._article import build
from verify.sources._decode import decode
from verify.sources._told import broken

SUFFIXES = (".html", ".htm", ".xhtml")
APART = True

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
    """The text of a page, without what is around its article, and the fields that it states."""
    import trafilatura

    for library in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # what they miss is said by us
    text = trafilatura.extract(page, output_format="txt", include_comments=False) or ""
    if not text:
        return "", {}
    metadata = trafilatura.extract_metadata(page, date_config=_DATE)
    return text, {field: getattr(metadata, theirs, None) or "" for field, theirs in _FIELDS.items()}
