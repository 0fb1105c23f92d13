"""The files under the given paths, each once, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from verify.records import Skipped, VerifyError

MANIFEST = "sources.toml"
OWN_FOLDER = ".verify"  # where verify keeps what it computed: nothing to read


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and its name in the report: below its folder, with "/" on every system."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Files:
    """What lies under the given paths: files to read, `sources.toml` files, and the rest."""

    files: tuple[Found, ...]
    manifests: tuple[Found, ...]
    skipped: tuple[Skipped, ...]


def walk(paths: Sequence[Path]) -> Files:
    """All files under `paths`, sorted by name as text; a file that is reached twice comes once.

    Links are followed, but into no folder twice. Raises VerifyError for a path that does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise VerifyError(f"{path} does not exist.", "Check the spelling, or give another path.")
    paths = list({path.absolute(): path for path in paths}.values())
    folders: set[Path] = set()
    labelled = zip(paths, _labels(paths), strict=True)
    items = [item for path, label in labelled for item in _under(path, label, folders)]
    found = [item for item in items if isinstance(item, Found)]
    skipped = (item for item in items if isinstance(item, Skipped))
    manifests = tuple(item for item in _once(found) if item.path.name == MANIFEST)
    files = tuple(item for item in _once(found) if item.path.name != MANIFEST)
    return Files(files, manifests, tuple(skipped))


def _labels(paths: Sequence[Path]) -> list[str]:
    """What the names under each path begin with: nothing for a single folder.

    Several paths are told apart by as few of their last parts as it takes.
    """
    if len(paths) == 1 and paths[0].is_dir():
        return [""]
    parts = [path.absolute().parts for path in paths]
    for count in range(1, max(map(len, parts), default=0) + 1):
        labels = [PurePath(*part[-count:]).as_posix() for part in parts]
        if len(set(labels)) == len(set(parts)):
            return labels
    return [path.as_posix() for path in paths]


def _under(path: Path, name: str, folders: set[Path]) -> Iterator[Found | Skipped]:
    try:
        if not path.is_dir():
            yield Found(path, name)
            return
        if path.resolve() in folders:
            yield Skipped(name or path.as_posix(), "a folder that is read already, under another name.")
            return
        folders.add(path.resolve())
        entries = sorted(os.scandir(path), key=lambda entry: (entry.is_symlink(), entry.name))
    except OSError as error:
        yield Skipped(name or path.as_posix(), unreadable(error))
        return
    for entry in entries:
        if entry.name == OWN_FOLDER:
            continue
        below = f"{name}/{entry.name}" if name else entry.name
        if not entry.name.isprintable():  # a line break, or bytes that are no UTF-8
            yield Skipped(ascii(below), "a name with unprintable characters. Rename it to have it read.")
        elif entry.name.startswith("."):
            yield Skipped(below, "hidden (its name begins with a dot). Rename it to have it read.")
        else:
            yield from _under(Path(entry.path), below, folders)


def _once(found: list[Found]) -> Iterator[Found]:
    """Sorted by name; of names that lead to one file only the first."""
    seen: set[str] = set()
    for item in sorted(found, key=lambda item: (item.path.is_symlink(), item.name)):
        key = os.path.realpath(item.path)
        if key not in seen:
            seen.add(key)
            yield item


def unreadable(error: OSError) -> str:
    """The reason to skip a file or folder that the system does not let us read."""
    return f"not readable ({error.strerror or error}). Check the path and its permissions."


def title(path: Path) -> str:
    """What a report on `path` is called: its name without the ending, or the two of a packed file."""
    resolved = path.resolve()
    return PurePath(resolved.stem).stem if resolved.suffix.lower() == ".gz" else resolved.stem
