"""How the report names its articles, and the table of what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from verify.records import Detail, Origin, Report, Source
from verify.render._escape import clean, code, line
from verify.render._excerpt import excerpt

CELL_CHARACTERS = 100
NOTHING = "—"  # an empty cell


class Sources:
    """The articles of a report, by the name that a reader knows them under."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.path: source for source in sources}
        self._numbers = {path: number for number, path in enumerate(self._sources, start=1)}
        self._articles_of = Counter(clean(s.outlet.value or "") for s in self._sources.values())

    def label(self, path: str) -> str:
        """The outlet, with the file where the outlet has several; the file where none is known."""
        outlet = self.outlet(path)
        if not outlet:
            return code(path)
        return line(outlet) if self._articles_of[outlet] == 1 else f"{line(outlet)} ({code(path)})"

    def plain(self, path: str) -> str:
        """The same as cleaned text."""
        outlet = self.outlet(path)
        if not outlet:
            return clean(path)
        return outlet if self._articles_of[outlet] == 1 else f"{outlet} ({clean(path)})"

    def number(self, path: str) -> int:
        """Its place in the list of articles, from 1; 0 for an article that is not in it."""
        return self._numbers.get(path, 0)

    def reach(self, paths: Iterable[str]) -> str:
        """How many outlets, or articles where the outlet of some is unknown: "3 outlets"."""
        articles = set(paths)
        outlets = {self.outlet(path) for path in articles}
        return counted(len(articles), "article") if "" in outlets else counted(len(outlets), "outlet")

    def published(self, path: str) -> date | None:
        """The day of publication, None where it is unknown."""
        return self._sources[path].published.value if path in self._sources else None

    def outlet(self, path: str) -> str:
        """The outlet as cleaned text; nothing where it is unknown."""
        return clean(self._sources[path].outlet.value or "") if path in self._sources else ""


def table(report: Report, origins: Iterable[tuple[str, Origin]]) -> str:
    """The articles, in the order of the report, how their details are known, and their origins."""
    origin_of = {path: name for name, origin in origins for path in origin.articles}
    rows = [" | ".join([*_cells(source), origin_of.get(source.path, NOTHING)]) for source in report.sources]
    head = [
        "File | Headline | Outlet | Agency | Published | Claims | Origin",
        "--- | --- | --- | --- | --- | --: | ---",
    ]
    return "\n".join(f"| {row} |" for row in [*head, *rows])


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 article", "2 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _cells(source: Source) -> list[str]:
    day = source.published
    published = f"{day.value.isoformat()} ({day.known})" if day.value else NOTHING
    details = [_detail(detail) for detail in (source.headline, source.outlet, source.agency)]
    return [code(source.path), *details, published, str(source.claims)]


def _detail(detail: Detail[str]) -> str:
    shown = excerpt(detail.value or "", limit=CELL_CHARACTERS)
    return f"{shown} (inferred)" if shown and detail.known == "inferred" else shown or NOTHING
