"""Which articles speak with one voice, how much text they share, and who leaves out which fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from verify.records import Fact, Origin, Report, Share
from verify.render._escape import line
from verify.render._excerpt import excerpt
from verify.render._sources import NOTHING, Sources, counted, table

MATRIX_ARTICLES = 10  # wider than that, a table of all with all is no longer read: pairs are listed
PAIRS_SHOWN = 30
SHARE_SHOWN = 0.05  # of the words of the one that shares more; less is names and set phrases
COLUMNS_SHOWN = 10  # origins with a column of their own
FACTS_SHOWN = 40
FACT_CHARACTERS = 110


def read(report: Report, sources: Sources) -> str:
    """The articles, with the letters of their origins."""
    shown = table(report, named(report.origins)) if report.sources else "No article."
    return f"## What was read\n\n{shown}"


def merges(report: Report, sources: Sources) -> str:
    """The origins of several articles, each with why they count as one."""
    found = [
        f"- **{name}**: {voice(origin, sources)}"
        for name, origin in named(report.origins)
        if len(origin.articles) > 1
    ]
    lead = "Articles that speak with one voice count once. Single facts can count otherwise, as they say."
    return "\n\n".join([lead, "\n".join(found)]) if found else ""


def shared(report: Report, sources: Sources) -> str:
    """Who shares how much text with whom: a table, or the closest pairs where there are many articles."""
    close = [share for share in report.shares if share.contained >= SHARE_SHOWN]
    if not close:
        return ""
    paths = [s.path for s in report.sources if any(s.path in (c.left, c.right) for c in close)]
    lead = "How much of the words of one article is in another, without quoted speech."
    shown = _matrix(paths, close, sources) if len(paths) <= MATRIX_ARTICLES else _closest(close, sources)
    return "\n\n".join(["### Text in common", lead, shown])


def omissions(report: Report, sources: Sources) -> str:
    """Facts of several articles by origin: who reports them and who does not."""
    facts = [fact for fact in report.facts if fact.omitted_by][:FACTS_SHOWN]
    if not facts:
        return ""
    lead = (
        "Which origin reports a fact that several articles have, and which of the same story leaves it out. "
        "An omission is no doubt and no conflict."
    )
    origins = [(name, o) for name, o in named(report.origins) if any(stands(f, o) != NOTHING for f in facts)]
    shown = _table if len(origins) <= COLUMNS_SHOWN else _list
    return "\n\n".join(["## Omissions", lead, shown(facts, origins, sources)])


def voice(origin: Origin, sources: Sources) -> str:
    """The articles of an origin and why they are one; where only the information is one, that too."""
    labels = ", ".join(sources.label(article) for article in origin.articles)
    said = f"; {counted(origin.wordings, 'origin')} of the words, one of the information"
    return f"{labels} ({line(origin.why)}{said if origin.wordings > 1 else ''})"


def named(origins: Iterable[Origin]) -> list[tuple[str, Origin]]:
    """The origins with their letters: A to Z, then AA and so on."""
    return [(_letters(number), origin) for number, origin in enumerate(origins)]


def _letters(number: int) -> str:
    rest, last = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _matrix(paths: Sequence[str], shares: Iterable[Share], sources: Sources) -> str:
    part: dict[tuple[str, str], float] = {}
    for share in shares:
        part[share.left, share.right], part[share.right, share.left] = share.of_left, share.of_right
    head = ["of | " + " | ".join(f"in {sources.label(p)}" for p in paths), "--- |" + " --: |" * len(paths)]
    rows = [" | ".join([sources.label(p), *(_percent(part.get((p, q))) for q in paths)]) for p in paths]
    return "\n".join([f"| {head[0]} |", f"| {head[1]}", *(f"| {row} |" for row in rows)])


def _closest(shares: Sequence[Share], sources: Sources) -> str:
    ordered = sorted(shares, key=lambda s: (-s.contained, s.left, s.right))
    rows = [
        f"- {sources.label(s.left)} ({_percent(s.of_left)} of it), "
        f"{sources.label(s.right)} ({_percent(s.of_right)} of it)"
        for s in ordered[:PAIRS_SHOWN]
    ]
    rest = len(ordered) - len(rows)
    return "\n".join([*rows, *([f"- and {rest} more"] if rest > 0 else [])])


def _percent(part: float | None) -> str:
    return NOTHING if part is None else f"{round(100 * part)}%"


def stands(fact: Fact, origin: Origin) -> str:
    """How an origin stands to a fact: the number of its articles that report it, "omits", or nothing."""
    stating = {m.article for m in fact.mentions} & set(origin.articles)
    if stating:
        return counted(len(stating), "article")
    omitting = {path for other in fact.omitted_by for path in other.articles}
    return "omits" if omitting & set(origin.articles) else NOTHING


def _table(facts: Sequence[Fact], origins: Sequence[tuple[str, Origin]], sources: Sources) -> str:
    head = ["Fact | " + " | ".join(name for name, _ in origins), " --- |" * (len(origins) + 1)]
    rows = [" | ".join([_short(fact), *(stands(fact, origin) for _, origin in origins)]) for fact in facts]
    return "\n".join([f"| {head[0]} |", f"|{head[1]}", *(f"| {row} |" for row in rows)])


def _list(facts: Sequence[Fact], origins: Sequence[tuple[str, Origin]], sources: Sources) -> str:
    rows = []
    for fact in facts:
        by: Mapping[str, list[str]] = {"reports": [], "omits": []}
        for name, origin in origins:
            stand = stands(fact, origin)
            if stand != NOTHING:
                by["omits" if stand == "omits" else "reports"].append(name)
        rows.append(f"- {_short(fact)}: {', '.join(by['reports'])}; left out by {', '.join(by['omits'])}")
    return "\n".join(rows)


def _short(fact: Fact) -> str:
    return f"{excerpt(fact.text, limit=FACT_CHARACTERS)} ({line(fact.id)})"
