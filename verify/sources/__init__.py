"""Reading: one file per format, found by its name in this folder.

A plug-in declares `SUFFIXES`, the file name endings it reads, in lower case and with their dot, and

    read(path: Path, name: str, content: bytes) -> Iterable[Article | Skipped]

which gives the articles of a file in their order, `name` (or `name#3` for its third record) as
their path, and only those details that the file states in fields of its own. It raises
VerifyError for a file that it cannot read and yields a Skipped for a part of it; neither repeats
the file's name, which is printed before the reason. For a file of many documents

    stream(path: Path, name: str) -> Iterator[Article | Skipped]

stands in its place: it holds one document at a time, and its files may have any size.

A plug-in runs in a process of its own, in which it may hang, crash or run out of memory, unless it says
`APART = False`: then nothing but its file may decide what it takes. `LIBRARIES` names the modules that it
imports to read: what they take is not counted as the document's.
"""

from verify.sources._limits import MAX_BYTES, Limits, within
from verify.sources._reading import Reading, Stream, order, read, stream
from verify.sources._walk import OWN_FOLDER, title

__all__ = [
    "MAX_BYTES",
    "OWN_FOLDER",
    "Limits",
    "Reading",
    "Stream",
    "order",
    "read",
    "stream",
    "title",
    "within",
]
