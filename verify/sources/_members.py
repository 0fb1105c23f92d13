"""Documents inside a file, each through the reader that its name asks for; none ever touches the disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from verify.records import Article, Skipped, VerifyError
from verify.sources import _limits, _memory
from verify.sources._told import broken

_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack as much as they like at once
_ENCRYPTED = 0x1


def below(container: str, member: str) -> str:
    """The name of a member: what would lead out of its container is left out of it.

    Raises VerifyError for one that cannot be printed.
    """
    parts = [part for part in member.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts or not member.isprintable():
        raise VerifyError("a member with an unprintable name.", "Rename it to have it read.")
    if len(member) > _limits.MAX_NAME:
        raise VerifyError("a member with an endless name.", "Rename it to have it read.")
    return "/".join([container, *parts])


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member of a .zip; raises VerifyError where they are too many or cannot be had."""
    if member.flag_bits & _ENCRYPTED:
        raise VerifyError("a member with a password.", "Pack it without.")
    if member.compress_type not in _READ:
        raise VerifyError("a member that is packed in a way that is not read.", "Pack it with deflate.")
    with broken("a member", "Pack it anew."), archive.open(member) as file:
        return _limits.unpacked(file)


def read(name: str, content: bytes) -> Iterator[Article | Skipped]:
    """The articles of a member; what cannot be read, or takes too much memory, becomes a Skipped."""
    from verify.sources._reading import reader

    path = Path(PurePosixPath(name).name)
    try:
        module = reader(path)
        if content and hasattr(module, "read"):
            _memory.load(getattr(module, "LIBRARIES", ()))
            with broken("a member", "Take it out."):
                yield from module.read(path, name, content)
        else:
            what = "a file of many documents inside an archive" if content else "an empty file"
            yield Skipped(name, f"{what}. Take it out.")
    except VerifyError as error:
        yield Skipped(name, str(error))
