"""Where a report goes, in which form, and writing it whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, cast

from verify import plugins, render
from verify.records import Index, Report, VerifyError
from verify.sources import title

FOLDER = Path("reports")
DEFAULT_FORM = "md"
STDOUT = "-"


class Renderer(Protocol):
    """What a module of `verify.render` offers."""

    SUFFIX: str

    def render(self, report: Report) -> str:
        """The whole document."""
        ...


class Indexer(Protocol):
    """What a module of `verify.render` offers whose reports can stand by themselves."""

    def index(self, index: Index) -> str:
        """The whole index."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """A place for a report, or for an index and, in `folder`, its parts; `path` is None for stdout."""

    path: Path | None
    renderer: Renderer
    folder: Path = FOLDER
    parts: list[str] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """The place as the user would type it; None for stdout."""
        return None if self.path is None else str(self.path)

    def write(self, report: Report) -> None:
        """Render and write; an interrupted or failed write leaves what was there before.

        Raises:
            VerifyError: the file cannot be written.
        """
        self._put(self.path, self.renderer.render(report))

    @property
    def indexed(self) -> bool:
        """Whether several reports stand by themselves in this form, with an index."""
        return hasattr(self.renderer, "index")

    def part(self, name: str) -> Target:
        """The place of one of several reports, in the folder named as the index."""
        if self.path is None:
            return self
        return Target(self.folder / (name + self.renderer.SUFFIX), self.renderer)

    def write_part(self, report: Report, name: str) -> str:
        """Write one of several reports; its place, seen from the index."""
        place = self.part(name)
        if place.path is None:
            self.parts.append(self.renderer.render(report))
            return ""
        place.write(report)
        return f"{place.path.parent.name}/{place.path.name}"

    def write_index(self, index: Index) -> None:
        """Write the index of the parts; on stdout they follow it."""
        self._put(self.path, "\n".join([cast("Indexer", self.renderer).index(index), *self.parts]))

    def _put(self, path: Path | None, text: str) -> None:
        content = text.encode("utf-8", "replace")
        if path is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        try:
            _write(path, content)
        except OSError as error:
            reason = error.strerror or error
            raise VerifyError(f"{path} cannot be written: {reason}.", "Name another file with -o.") from error


def target(paths: Sequence[Path], out: str | None, form: str | None) -> Target:
    """The target that the options ask for, checked before any work is done.

    Raises:
        VerifyError: the file would be a folder, or stand among the articles.
    """
    if out == STDOUT:
        return Target(None, _renderer(form or DEFAULT_FORM))
    if out is None:
        renderer = _renderer(form or DEFAULT_FORM)
        path = FOLDER / (_name(paths[0]) + renderer.SUFFIX)
    else:
        path = Path(out)
        renderer = _renderer(form or _form_of(path))
    _check(path, paths)
    return Target(path, renderer, _folder(path, paths))


def _folder(path: Path, paths: Sequence[Path]) -> Path:
    """Where the reports below an index go: a folder named as it, but none that is read."""
    folder = path.with_suffix("")
    taken = {path.resolve(), *(read.resolve() for read in paths)}
    return folder.with_name(f"{folder.name}-stories") if folder.resolve() in taken else folder


def _renderer(form: str) -> Renderer:
    return cast("Renderer", plugins.load(render, form))


def _form_of(path: Path) -> str:
    """The form whose files end like `path`; the default form where there is none."""
    forms = (form for form in plugins.names(render) if path.suffix.lower() == _renderer(form).SUFFIX)
    return next(forms, DEFAULT_FORM)


def _name(path: Path) -> str:
    """The name of a folder, or of a file without its ending."""
    resolved = path.resolve()
    return (resolved.name if resolved.is_dir() else title(path)) or "report"


def _check(path: Path, paths: Sequence[Path]) -> None:
    if path.is_dir():
        raise VerifyError(f"{path} is a folder.", "Name a file with -o.")
    inputs = {read.resolve() for read in paths}
    if path.resolve() in inputs or path.resolve().parent in inputs:
        raise VerifyError(
            f"{path} would stand among the articles and be read as one.",
            "Name a file in another folder with -o.",
        )


def _write(path: Path, content: bytes) -> None:
    path = path.resolve()  # a link keeps pointing where it did
    if path.exists() and not path.is_file():  # /dev/null and the like cannot be replaced
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
