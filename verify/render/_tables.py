"""The tables and lists of a page: what was read, shared and left out, and what one source alone says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from verify.records import Detail, Fact, NotCompared, Origin, Report, Source
from verify.render._escape import clean
from verify.render._excerpt import cut
from verify.render._facts import SINGLE_CHARACTERS, of_status
from verify.render._method import EXAMPLE_CHARACTERS, EXAMPLES_SHOWN
from verify.render._origins import COLUMNS_SHOWN, FACT_CHARACTERS, FACTS_SHOWN, SHARE_SHOWN, named, stands
from verify.render._sources import CELL_CHARACTERS, NOTHING, Sources
from verify.render._view import written

PAIRS_SHOWN = 200
WEB = ("https://", "http://")  # an address of another kind is not made a link


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An article as the page lists it; `url` is empty unless it is a web address."""

    number: int
    file: str
    url: str
    headline: str
    outlet: str
    agency: str
    published: str
    claims: int
    origin: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A fact with how each origin stands to it, in the order of the columns; and that in words."""

    id: str
    text: str
    stands: tuple[str, ...]
    reported: str
    omitted: str


@dataclass(frozen=True, slots=True)
class Silences:
    """Who leaves out what: a table with a column per origin, or lists where there are many."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Silence, ...]
    wide: bool


@dataclass(frozen=True, slots=True)
class Single:
    """The facts that one article alone states, with their ids."""

    number: int
    label: str
    facts: tuple[tuple[str, str], ...]
    size: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Claims left out for one reason: how many of each article, and a few of them."""

    reason: str
    count: int
    where: str
    examples: tuple[str, ...]


def source_rows(report: Report, sources: Sources) -> list[SourceRow]:
    """The articles, in the order of the report."""
    origin_of = {path: name for name, origin in named(report.origins) for path in origin.articles}
    return [_row(source, sources, origin_of.get(source.path, NOTHING)) for source in report.sources]


def shared_pairs(report: Report, sources: Sources) -> tuple[list[tuple[str, int, str, int]], int]:
    """Two articles each and the percentage of either that the other has, the closest first; how many more."""
    close = sorted(
        (s for s in report.shares if s.contained >= SHARE_SHOWN),
        key=lambda s: (-s.contained, s.left, s.right),
    )
    rows = [
        (sources.plain(s.left), round(100 * s.of_left), sources.plain(s.right), round(100 * s.of_right))
        for s in close[:PAIRS_SHOWN]
    ]
    return rows, len(close) - len(rows)


def silences(report: Report) -> Silences | None:
    """Facts of several articles by origin; None where nobody leaves one out."""
    facts = [fact for fact in report.facts if fact.omitted_by][:FACTS_SHOWN]
    origins = [(name, o) for name, o in named(report.origins) if any(stands(f, o) != NOTHING for f in facts)]
    if not facts:
        return None
    columns = tuple((name, ", ".join(map(clean, origin.articles))) for name, origin in origins)
    rows = tuple(_silence(fact, origins) for fact in facts)
    return Silences(columns, rows, len(origins) > COLUMNS_SHOWN)


def single_by_source(report: Report, sources: Sources) -> list[Single]:
    """What only one article states, by article."""
    groups: dict[str, list[Fact]] = {source.path: [] for source in report.sources}
    for fact in of_status(report, "single"):
        groups.setdefault(fact.mentions[0].article if fact.mentions else "", []).append(fact)
    return [
        Single(
            sources.number(path),
            sources.plain(path),
            tuple((clean(fact.id), cut(fact.text, limit=SINGLE_CHARACTERS)[0]) for fact in facts),
            len(facts),
        )
        for path, facts in groups.items()
        if facts
    ]


def left_out(report: Report, sources: Sources) -> list[LeftOut]:
    """Claims that took no part, by reason."""
    reasons: dict[str, list[NotCompared]] = {}
    for claim in report.not_compared:
        reasons.setdefault(claim.reason, []).append(claim)
    return [_left_out(claims, sources) for claims in reasons.values()]


def _left_out(claims: Sequence[NotCompared], sources: Sources) -> LeftOut:
    articles = Counter(claim.article for claim in claims)
    return LeftOut(
        clean(claims[0].reason).rstrip(". ") or "No reason given",
        len(claims),
        ", ".join(f"{sources.plain(path)} {count}" for path, count in articles.items()),
        tuple(cut(claim.text, limit=EXAMPLE_CHARACTERS)[0] for claim in claims[:EXAMPLES_SHOWN]),
    )


def _silence(fact: Fact, origins: Sequence[tuple[str, Origin]]) -> Silence:
    stand = {name: stands(fact, origin) for name, origin in origins}
    return Silence(
        clean(fact.id),
        cut(fact.text, limit=FACT_CHARACTERS)[0],
        tuple(stand.values()),
        ", ".join(name for name, how in stand.items() if how not in {"omits", NOTHING}),
        ", ".join(name for name, how in stand.items() if how == "omits"),
    )


def _row(source: Source, sources: Sources, origin: str) -> SourceRow:
    day = source.published
    url = source.url or ""
    return SourceRow(
        number=sources.number(source.path),
        file=clean(source.path),
        url=url if url.lower().startswith(WEB) else "",
        headline=_detail(source.headline),
        outlet=_detail(source.outlet),
        agency=_detail(source.agency),
        published=f"{written(day.value)} ({day.known})" if day.value else NOTHING,
        claims=source.claims,
        origin=origin,
    )


def _detail(detail: Detail[str]) -> str:
    shown = cut(detail.value or "", limit=CELL_CHARACTERS)[0]
    return f"{shown} (inferred)" if shown and detail.known == "inferred" else shown or NOTHING
