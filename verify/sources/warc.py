"""Web archives (.warc, .warc.gz): the pages that a crawler was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from verify.records import Article, Skipped, VerifyError
from verify.sources import _limits, html
from verify.sources._article import build
from verify.sources._decode import decode
from verify.sources._told import broken

SUFFIXES = (".warc", ".warc.gz")
LIBRARIES = ("warcio.archiveiterator", *html.LIBRARIES)

_OK = "200"
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def stream(path: Path, name: str) -> Iterator[Article | Skipped]:
    """An article for each page, as `name#3` where it is in the third record; a bad page loses no other.

    What is no page (pictures, failures, requests) is passed over. Raises VerifyError for a broken file.
    """
    from warcio.archiveiterator import ArchiveIterator

    with broken("a web archive", "Get it anew; what comes after is lost."), path.open("rb") as file:
        for number, record in enumerate(ArchiveIterator(file), 1):
            if _is_page(record):
                yield _page(f"{name}#{number}", record)


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or not headers or headers.get_statuscode() != _OK:
        return False
    return _kind(record) in _PAGES


def _kind(record: Any) -> str:
    return str(record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _page(name: str, record: Any) -> Article | Skipped:
    try:
        url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
        with broken("a record", "Get it anew."):
            content = _limits.unpacked(record.content_stream())
            if _kind(record) == "text/plain":
                return build(name, decode(content), {"url": url})
            article = html.page(name, content)
        return article if article.url else replace(article, url=url or None)
    except VerifyError as error:
        return Skipped(name, str(error))
