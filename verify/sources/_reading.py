"""Paths in, articles out: what cannot be read is told, and loses nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import cast

from verify import plugins
from verify.records import Article, Detail, Skipped, VerifyError
from verify.sources import _language, _limits
from verify.sources._apart import Apart
from verify.sources._limits import Limits
from verify.sources._manifest import Manifest, containers, load
from verify.sources._walk import Found, unreadable, walk

SHOWN = 3  # skipped files that the error of an empty reading names


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles and what was left out, both sorted by path.

    `independent` and `same` are groups of article paths that a person has stated in `sources.toml`.
    """

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    independent: tuple[frozenset[str], ...] = ()
    same: tuple[frozenset[str], ...] = ()


def read(paths: Sequence[Path], *, limits: Limits = Limits(), english: bool = True) -> Reading:  # noqa: B008
    """All articles under `paths`, each path a file or a folder; with `english` only those in English.

    Raises VerifyError for a path that does not exist, for a `sources.toml` that cannot be
    understood, and where no article is left.
    """
    files = walk(paths)
    manifests = [load(found) for found in files.manifests]
    skipped, articles = list(files.skipped), list[Article]()
    with _limits.using(limits), Apart() as apart:
        for found in files.files:
            for item in _opened(found, apart, english):
                if isinstance(item, Skipped):
                    skipped.append(item)
                else:
                    articles.append(_stated(item, manifests))
    kept, copies = _distinct(articles)
    skipped.extend(copies)
    if not kept:
        raise _nothing(paths, skipped)
    return Reading(
        tuple(sorted(kept, key=lambda article: _order(article.path))),
        tuple(sorted(skipped, key=lambda item: _order(item.path))),
        tuple(group for manifest in manifests for group in manifest.independent),
        tuple(group for manifest in manifests for group in manifest.same),
    )


@cache
def readers() -> dict[str, ModuleType]:
    """The plug-in for each file name ending."""
    package = import_module("verify.sources")
    modules = [plugins.load(package, name) for name in plugins.names(package)]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def _opened(found: Found, apart: Apart, english: bool) -> Iterator[Article | Skipped]:
    try:
        module = reader(found.path)
        if getattr(module, "APART", False):
            given: Iterable[Article | Skipped] = apart.read(found.path, found.name)
        else:
            given = items(module, found.path, found.name)
        empty = True
        for item in given:
            empty = False
            yield _admitted(item, english)
        if empty:
            yield Skipped(found.name, "it holds no article.")
    except OSError as error:
        yield Skipped(found.name, unreadable(error))
    except VerifyError as error:
        yield Skipped(found.name, str(error))


def _admitted(item: Article | Skipped, english: bool) -> Article | Skipped:
    """The article, unless it is blank, no running text, or in a language that nothing here reads."""
    if isinstance(item, Article) and not item.text.strip():
        return Skipped(item.path, "it holds no text.")
    fits = _limits.fitting(item) if isinstance(item, Article) else item
    return _language.english(fits) if english and isinstance(fits, Article) else fits


def reader(path: Path) -> ModuleType:
    """The plug-in for a file, by the longest ending that is known; raises VerifyError for none."""
    known = readers()
    for ending in ("".join(path.suffixes[-2:]).lower(), path.suffix.lower()):
        if ending in known:
            return known[ending]
    kind = f"a {path.suffix} file" if path.suffix else "a file without an ending"
    raise VerifyError(f"{kind}, which is not read.", f"Convert it to one of {' '.join(sorted(known))}.")


def items(module: ModuleType, path: Path, name: str) -> Iterable[Article | Skipped]:
    """What a plug-in makes of a file.

    Raises VerifyError or OSError where it cannot be read.
    """
    size = path.stat().st_size
    if not path.is_file():
        raise VerifyError("not a regular file.", "Give a file or a folder.")
    if size == 0:
        raise VerifyError("an empty file.", "Fill it, or take it out.")
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


def _distinct(articles: Sequence[Article]) -> tuple[list[Article], list[Skipped]]:
    """One of each text; two outlets that carry the same words stay two articles."""
    first: dict[str, list[Article]] = {}
    copies: list[Skipped] = []
    for article in articles:
        same_text = first.setdefault(article.text.strip(), [])
        twin = next((other for other in same_text if _one_source(article, other)), None)
        if twin is None:
            same_text.append(article)
        else:
            copies.append(Skipped(article.path, f"the same content as {twin.path}."))
    return [article for group in first.values() for article in group], copies


def _one_source(left: Article, right: Article) -> bool:
    outlets = {detail.value for detail in (left.outlet, right.outlet)} - {None}
    return len(outlets) < 2 and len({left.url, right.url} - {None}) < 2


def _order(path: str) -> tuple[str, int]:
    """By name as text, and records of one file by number."""
    name, _, number = path.partition("#")
    return (name, int(number)) if number.isdigit() else (path, 0)


def _nothing(paths: Sequence[Path], skipped: Sequence[Skipped]) -> VerifyError:
    given = ", ".join(str(path) for path in paths) or "no path"
    why = " ".join(f"{item.path}: {item.reason}" for item in skipped[:SHOWN])
    advice = f"Give files that end in {' '.join(sorted(readers()))}."
    return VerifyError(f"No article can be read in {given}. {why}".strip(), advice)
