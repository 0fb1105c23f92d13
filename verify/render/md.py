"""The report as plain markdown, for a person: what is disputed first, then what is known."""

from __future__ import annotations

from collections.abc import Callable

from verify.records import Index, Report
from verify.render import _index
from verify.render._decided import dismissed, set_aside
from verify.render._disputes import (
    apparent,
    changed,
    compatible,
    different_events,
    disputed,
    real,
    told_differently,
    updates,
)
from verify.render._escape import line
from verify.render._facts import carried, corroborated, of_status, single
from verify.render._method import method, not_compared, skipped
from verify.render._origins import merges, omissions, read, shared
from verify.render._sources import Sources, counted

SUFFIX = ".md"

# In the order of the page; a section with nothing to say is the empty string.
SECTIONS: tuple[Callable[[Report, Sources], str], ...] = (
    read,
    merges,
    shared,
    disputed,
    changed,
    told_differently,
    apparent,
    corroborated,
    carried,
    omissions,
    single,
    not_compared,
    skipped,
    dismissed,
    method,
)


def render(report: Report) -> str:
    """The page, in CommonMark and GitHub's tables; its section headings and anchors never change."""
    sources = Sources(report.sources)
    parts = [_title(report), _summary(report)]
    parts += [section for write in SECTIONS if (section := write(report, sources))]
    return "\n\n".join(parts) + "\n"


def index(stories: Index) -> str:
    """The page above the reports on several stories."""
    nothing = Sources(())
    parts = [_title(stories), _index.summary(stories), _index.table(stories), _index.alone(stories)]
    parts += [skipped(stories, nothing), method(stories, nothing)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _title(report: Report | Index) -> str:
    """Never the bare title, which could take the anchor of a section."""
    title = line(report.title)
    return f"# Report: {title}" if title else "# Report"


def _summary(report: Report) -> str:
    """One line: how much was read and what came of it, each with a link to its section."""
    found = [
        f"[{len(real(report))} disputed](#disputed)",
        f"[{len(of_status(report, 'corroborated'))} corroborated](#corroborated)",
    ]
    others = [
        (len(updates(report)), "changed", "figures-that-changed"),
        (len(compatible(report)), "told with different precision", "told-with-different-precision"),
        (len(different_events(report)), "about different events", "apparent-conflicts-different-events"),
        (len(of_status(report, "carried")), "carried from one origin", "widely-carried-one-origin"),
        (len(of_status(report, "single")), "of a single source", "single-source"),
        (len(report.not_compared), "not compared", "not-compared"),
        (len(report.skipped), "skipped", "skipped-files"),
        (len(set_aside(report)), "dismissed", "dismissed-in-review"),
    ]
    found += [f"[{number} {what}](#{anchor})" for number, what, anchor in others if number]
    claims = sum(source.claims for source in report.sources)
    return f"{counted(len(report.sources), 'article')}, {counted(claims, 'claim')}: {', '.join(found)}."
