"""The memory of the process that reads: held to what its libraries take, and a number of bytes above that.

Linux tells how much a process may write to that is its own (VmData) and holds it to a limit (RLIMIT_DATA);
what is reserved, shared or a file does not count. Nothing is held where `hold` was not called.
"""

from __future__ import annotations

import gc
import mmap
import re
import traceback
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from xml.etree.ElementTree import ParseError

from verify.records import VerifyError

SPARE = 4_000_000  # bytes kept to tell that there are no others left
UNMEASURED = 1_000_000_000  # bytes of address space for the libraries where Linux does not measure them
SWOLLEN = 0.25  # share of what a document may take that the process may keep from those before it

_OURS = re.compile(r"^VmData:\s+(\d+) kB$", re.MULTILINE)
_NO_MEMORY = 1  # expat's code
_LXML_SILENT = "unknown error"  # lxml gives no other cause where libxml2 ran out; a real one has a text


@dataclass(slots=True)
class _Held:
    """Bytes that the libraries take, with the spare ones, and that reading may take above them."""

    libraries: int
    above: int
    spare: mmap.mmap


_held: _Held | None = None


def taken() -> int | None:
    """Bytes that this process may write to and shares with none; None where the system does not say."""
    try:
        found = _OURS.search(Path("/proc/self/status").read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        return None
    return int(found[1]) * 1024 if found else None


def hold(above: int) -> None:
    """From here on this process gets so many bytes above what it has, and writes no core.

    Where Linux does not measure what it has, its address space is held instead, if the system can.
    """
    global _held  # noqa: PLW0603 - a process has one memory
    _limit("RLIMIT_CORE", 0)
    if taken() is None:
        _limit("RLIMIT_AS", UNMEASURED + above)
        return
    _held = _Held(0, above, _reserved())
    _held.libraries = taken() or 0
    _limit("RLIMIT_DATA", _held.libraries + above)


def load(libraries: Iterable[str]) -> None:
    """Import what a reader needs; what that takes is not counted as the document's."""
    if _held is None:
        return  # its reader imports what it uses
    _limit("RLIMIT_DATA", None)
    if _held.spare.closed:
        _held.spare = _reserved()
    before = taken() or 0
    for library in libraries:
        with suppress(ImportError):  # an extra: its reader tells that it is missing
            import_module(library)
    _held.libraries += max(0, (taken() or 0) - before)
    _limit("RLIMIT_DATA", _held.libraries + _held.above)


def swollen() -> bool:
    """Whether what was read has left so much behind that the next document would lack it."""
    if _held is None:
        return False
    most = _held.libraries + SWOLLEN * _held.above
    if (taken() or 0) > most:
        gc.collect()
    return (taken() or 0) > most


def ran_out(error: BaseException | None) -> bool:
    """Whether memory is what was missing, whatever the library made of it; if so, there is some again."""
    if _held is not None and isinstance(error, MemoryError):
        _held.spare.close()  # before anything else: not even this module can do without
    while error is not None:
        silent = type(error).__name__ == "XMLSyntaxError" and str(error).startswith(_LXML_SILENT)
        if isinstance(error, MemoryError) or silent:
            return True
        if isinstance(error, ParseError) and getattr(error, "code", None) == _NO_MEMORY:
            return True
        error = error.__cause__ or error.__context__
    return False


def too_much(error: BaseException) -> VerifyError:
    """What is said of a document that ran out; what the error still holds of it is let go."""
    if _held is not None:
        _held.spare.close()
    traceback.clear_frames(error.__traceback__)
    error.__traceback__ = None
    return VerifyError(
        "it takes too much memory to read.", "Split it into smaller documents, or raise --max-bytes."
    )


def _reserved() -> mmap.mmap:
    """Bytes that the system counts, and gets back at once when they are closed."""
    return mmap.mmap(-1, SPARE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


def _limit(name: str, most: int | None) -> None:
    """Set a limit, or lift it for None: where the system knows it and lets us."""
    try:
        import resource
    except ImportError:  # Windows
        return
    kind = getattr(resource, name, None)
    if kind is None:
        return
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(kind)[1]
        soft = hard if most is None else most
        if hard != resource.RLIM_INFINITY:
            soft = hard if soft == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(kind, (soft, hard))
