"""PDF: the text layer of its pages, as pypdf finds it; nothing is recognised from pictures."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from pathlib import Path

from verify.records import Article, Skipped, VerifyError
from verify.sources import _limits
from verify.sources._told import broken

SUFFIXES = (".pdf",)
LIBRARIES = ("pypdf",)

_ADVICE = "Save it again, or as .txt."


def read(path: Path, name: str, content: bytes) -> Iterable[Article | Skipped]:
    """One article of all pages, and a Skipped for each page without text (`name#page 3`).

    Raises VerifyError for a file with a password and for one without any text.
    """
    with broken("a PDF", _ADVICE):
        pages = _pages(content)
    empty = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        raise VerifyError(
            "no text layer (scanned pages?).", "Have its text recognised (OCR), or save it as .txt."
        )
    yield Article(name, "\n".join(text.strip("\n") for text in pages if text.strip()))
    for number in empty:
        yield Skipped(f"{name}#page {number}", "a page without a text layer (a picture?).")


def _pages(content: bytes) -> list[str]:
    """The text of each page, up to the length that is read of any document."""
    import pypdf

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it misses is said by us
    logging.getLogger("pypdf").propagate = False
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise VerifyError("a PDF with a password.", "Save it without.")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(_clean(page.extract_text()))
        if sum(map(len, pages)) > _limits.MAX_CHARACTERS:
            break  # too long to be read, and said to be so
    return pages


def _clean(text: str) -> str:
    """Text without what no character set has: half characters and NULs."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
