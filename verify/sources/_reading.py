"""Paths in, articles out: what cannot be read is told, and loses nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from hashlib import blake2b
from importlib import import_module
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import cast

from verify import plugins
from verify.records import Article, Detail, Skipped, VerifyError
from verify.sources import _language, _limits, _memory
from verify.sources._apart import Apart
from verify.sources._limits import Limits
from verify.sources._manifest import Manifest, containers, load
from verify.sources._walk import Files, Found, unreadable, walk

SHOWN = 3  # skipped files that the error of an empty reading names
MAX_PACKED = 50  # times the size of a file, what its parts may have in all; news packs to a fifth
MAX_TOLD = 10_000  # parts of one file that are skipped by name
HOPELESS = 100  # parts that are skipped for each that is read
_LOST = "what comes after is lost."


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles and what was left out, both sorted by path.

    `independent` and `same` are groups of article paths that a person has stated in `sources.toml`.
    """

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    independent: tuple[frozenset[str], ...] = ()
    same: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stream:
    """Articles and what is left out as they are read, by name of the file; nothing is held.

    `independent` and `same` are as in `Reading`.
    """

    items: Iterator[Article | Skipped]
    independent: tuple[frozenset[str], ...]
    same: tuple[frozenset[str], ...]


def read(paths: Sequence[Path], *, limits: Limits = Limits(), english: bool = True) -> Reading:  # noqa: B008
    """All articles under `paths`, each path a file or a folder; with `english` only those in English.

    Raises VerifyError for a path that does not exist, for a `sources.toml` that cannot be
    understood, and where no article is left.
    """
    with _limits.within(replace(limits, english=english)):
        opened = stream(paths)
        items = list(opened.items)
    return Reading(
        tuple(sorted((i for i in items if isinstance(i, Article)), key=lambda article: order(article.path))),
        tuple(sorted((i for i in items if isinstance(i, Skipped)), key=lambda item: order(item.path))),
        opened.independent,
        opened.same,
    )


def stream(paths: Sequence[Path]) -> Stream:
    """What `read` reads, one article after the other, within the limits in force while they are taken.

    Raises VerifyError as `read` does; that no article is left shows at the end of `items`.
    """
    files = walk(paths)
    manifests = [load(found) for found in files.manifests]
    return Stream(
        _items(paths, files, manifests),
        tuple(group for manifest in manifests for group in manifest.independent),
        tuple(group for manifest in manifests for group in manifest.same),
    )


def _items(paths: Sequence[Path], files: Files, manifests: Sequence[Manifest]) -> Iterator[Article | Skipped]:
    seen, shown = _Seen(), list[Skipped]()
    once = partial(_once, seen, manifests)
    with Apart() as apart:
        parts = (_named(found.name, map(once, _opened(found, apart))) for found in files.files)
        for item in chain(files.skipped, chain.from_iterable(parts)):
            if isinstance(item, Skipped) and len(shown) < SHOWN:
                shown.append(item)
            yield item
    if not seen:
        raise _nothing(paths, shown)


def _once(seen: _Seen, manifests: Sequence[Manifest], item: Article | Skipped) -> Article | Skipped:
    return item if isinstance(item, Skipped) else seen.once(_stated(item, manifests))


def _named(name: str, items: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    """All articles of a file, and of what is skipped as much as anybody would read.

    A file that has hardly anything else is given up: millions of copies are soon packed.
    """
    articles = skipped = 0
    for item in items:
        articles += isinstance(item, Article)
        skipped += isinstance(item, Skipped)
        if isinstance(item, Article) or skipped <= MAX_TOLD:
            yield item
        elif skipped > HOPELESS * articles:
            yield Skipped(
                name, f"more than {MAX_TOLD:,} of its parts are skipped, and hardly one is read; {_LOST}"
            )
            return
        elif skipped == MAX_TOLD + 1:
            yield Skipped(name, f"more of its parts are skipped than the {MAX_TOLD:,} that are named.")


@cache
def readers() -> dict[str, ModuleType]:
    """The plug-in for each file name ending."""
    package = import_module("verify.sources")
    modules = [plugins.load(package, name) for name in plugins.names(package)]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def _opened(found: Found, apart: Apart) -> Iterator[Article | Skipped]:
    try:
        module = reader(found.path)
        if getattr(module, "APART", True):
            given: Iterable[Article | Skipped] = apart.read(found.path, found.name)
        else:
            given = items(module, found.path, found.name)
        empty = True
        for item in given:
            empty = False
            yield _readable(item)
        if empty:
            yield Skipped(found.name, "it holds no article.")
    except OSError as error:
        yield Skipped(found.name, unreadable(error))
    except VerifyError as error:
        yield Skipped(found.name, str(error))


def _readable(item: Article | Skipped) -> Article | Skipped:
    """The article, unless it is in a language that nothing here reads."""
    return _language.english(item) if _limits.current().english and isinstance(item, Article) else item


def reader(path: Path) -> ModuleType:
    """The plug-in for a file, by the longest ending that is known; raises VerifyError for none."""
    known = readers()
    for ending in ("".join(path.suffixes[-2:]).lower(), path.suffix.lower()):
        if ending in known:
            return known[ending]
    kind = f"a {path.suffix} file" if path.suffix else "a file without an ending"
    raise VerifyError(f"{kind}, which is not read.", f"Convert it to one of {' '.join(sorted(known))}.")


def items(module: ModuleType, path: Path, name: str) -> Iterator[Article | Skipped]:
    """What a plug-in makes of a file, each part within the limits or skipped.

    Raises VerifyError or OSError where it cannot be read.
    """
    size = path.stat().st_size
    if not path.is_file():
        raise VerifyError("not a regular file.", "Give a file or a folder.")
    if size == 0:
        raise VerifyError("an empty file.", "Fill it, or take it out.")
    _memory.load(getattr(module, "LIBRARIES", ()))
    left = max(_limits.current().bytes, MAX_PACKED * size)
    for item in _parts(module, path, name, size):
        fits = _limits.fitting(item) if isinstance(item, Article) else item
        if isinstance(fits, Skipped):
            fits = Skipped(_limits.short(fits.path), _limits.short(fits.reason))
        yield fits
        left -= len(fits.text if isinstance(fits, Article) else fits.reason)
        if left < 0:
            raise VerifyError(f"a file that unpacks to too much; {_LOST}", "Split it.")


def _parts(module: ModuleType, path: Path, name: str, size: int) -> Iterable[Article | Skipped]:
    if hasattr(module, "stream"):
        return cast("Iterable[Article | Skipped]", module.stream(path, name))
    if size > _limits.current().bytes:
        raise _limits.too_big(size)
    return cast("Iterable[Article | Skipped]", module.read(path, name, path.read_bytes()))


def _stated(article: Article, manifests: Sequence[Manifest]) -> Article:
    """With what a person states about this article, or about all records of its file."""
    for manifest in manifests:
        for key in containers(article.path):
            for field, value in manifest.details.get(key, {}).items():
                article = _with(article, field, value)
    return article


def _with(article: Article, field: str, value: str | date) -> Article:
    return replace(article, **{field: value if field == "url" else Detail(value, "stated")})  # type: ignore[arg-type]


class _Seen:
    """One of each text; two outlets that carry the same words stay two articles."""

    def __init__(self) -> None:
        self._first: dict[bytes, list[Article]] = {}

    def __bool__(self) -> bool:
        return bool(self._first)

    def once(self, article: Article) -> Article | Skipped:
        """The article, or that it is a copy of one that has been seen."""
        digest = blake2b(article.text.strip().encode("utf-8", "surrogatepass"), digest_size=16).digest()
        same_text = self._first.setdefault(digest, [])
        twin = next((other for other in same_text if _one_source(article, other)), None)
        if twin:
            return Skipped(article.path, f"the same content as {twin.path}.")
        same_text.append(replace(article, text=""))
        return article


def _one_source(left: Article, right: Article) -> bool:
    outlets = {detail.value for detail in (left.outlet, right.outlet)} - {None}
    return len(outlets) < 2 and len({left.url, right.url} - {None}) < 2


def order(path: str) -> tuple[str, int]:
    """Sorts by name as text, and records of one file by number."""
    name, _, number = path.partition("#")
    return (name, int(number)) if number.isdigit() else (path, 0)


def _nothing(paths: Sequence[Path], skipped: Sequence[Skipped]) -> VerifyError:
    given = ", ".join(str(path) for path in paths) or "no path"
    why = " ".join(f"{item.path}: {item.reason}" for item in skipped[:SHOWN])
    advice = f"Give files that end in {' '.join(sorted(readers()))}."
    return VerifyError(f"No article can be read in {given}. {why}".strip(), advice)
