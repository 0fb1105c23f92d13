"""Archives of articles (.zip): each member through the reader of its kind, in the order of names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from verify.records import Article, Skipped, VerifyError
from verify.sources import _limits, _members
from verify.sources._told import broken

SUFFIXES = (".zip",)

MAX_MEMBERS = 10_000
MAX_DOCUMENTS = 10  # times the limit of one document, for all members together

_ADVICE = "Pack it anew, or unpack it."
_JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db")


def stream(path: Path, name: str) -> Iterator[Article | Skipped]:
    """The articles of all members, `name/member.txt`; a bad member loses no other.

    Raises VerifyError for a file that is no archive, or that unpacks to too much.
    """
    with broken("an archive", _ADVICE), zipfile.ZipFile(path) as archive:
        infos = [i for i in archive.infolist() if not i.is_dir() and not _junk(i.filename)]
        if len(infos) > MAX_MEMBERS:
            raise VerifyError(f"an archive of more than {MAX_MEMBERS:,} files.", "Split it.")
        left = MAX_DOCUMENTS * _limits.current().bytes
        for info in sorted(infos, key=lambda info: (info.filename, info.header_offset)):
            items, size = _member(archive, info, name)
            yield from items
            left -= size
            if left < 0:
                raise VerifyError(
                    "an archive that unpacks to too much; what comes after is lost.", "Split it."
                )


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str
) -> tuple[Iterator[Article | Skipped], int]:
    """The articles of a member, and how many bytes it was."""
    inner = f"{name}/?"
    try:
        inner = _members.below(name, info.filename)
        content = _members.unpacked(archive, info)
    except VerifyError as error:
        return iter([Skipped(inner, str(error))]), _limits.current().bytes
    return _members.read(inner, content), len(content)


def _junk(member: str) -> bool:
    """What systems put beside the files that a person packs."""
    return any(part in _JUNK for part in PurePosixPath(member).parts)
