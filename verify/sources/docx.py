"""Word documents (.docx): the paragraphs of the main part, without deleted text, comments or notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from verify.records import Article, Skipped
from verify.sources import _members
from verify.sources._told import broken

SUFFIXES = (".docx",)
LIBRARIES = ("defusedxml.ElementTree",)

_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says a thing again
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read(path: Path, name: str, content: bytes) -> Iterable[Article | Skipped]:
    """One article, a line for each paragraph.

    Raises VerifyError for a file that is no such document, and for one that unpacks to too much.
    """
    with broken("a Word document", "Save it again, or as .txt."):
        archive = zipfile.ZipFile(io.BytesIO(content))
        main = _members.unpacked(archive, archive.getinfo(_MAIN))
        text = "\n".join(_paragraphs(io.BytesIO(main)))
    yield Article(name, text)


def _paragraphs(main: IO[bytes]) -> Iterator[str]:
    """The text of each paragraph; that in a text box before the paragraph that holds the box."""
    from defusedxml.ElementTree import iterparse

    open_: list[list[str]] = []
    fallbacks = 0
    for event, element in iterparse(main, events=("start", "end"), forbid_dtd=True):
        if element.tag == _FALLBACK:
            fallbacks += 1 if event == "start" else -1
        elif element.tag == f"{_W}p" and event == "start":
            open_.append([])
        elif element.tag == f"{_W}p":
            said = "".join(open_.pop())
            if not fallbacks:
                yield said
        elif event == "end" and open_ and not fallbacks:
            open_[-1].append(element.text or "" if element.tag == f"{_W}t" else _SPACES.get(element.tag, ""))
        if event == "end":
            element.clear()
