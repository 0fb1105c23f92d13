"""What a person sees while verify works and when it is done; nothing of it is for programs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from textwrap import shorten
from typing import TYPE_CHECKING

from verify.progress import Advance, Progress, Silent
from verify.records import Dispute, Finding, Index, Report

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.text import Text

STRONGEST = 3
QUESTION_WIDTH = 90  # characters: with its answers a line or two

# Articles may hold anything: escape sequences and control characters would steer the terminal,
# bidirectional ones reorder the line.
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.?)", re.DOTALL)
CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)


def plain(text: str) -> str:
    """`text` on one line, without anything that a terminal would act on."""
    return " ".join(CONTROLS.sub(" ", ESCAPES.sub("", text)).split())


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"verify: {plain(message)}", file=sys.stderr)  # noqa: T201


def warn_skipped(report: Report | Index) -> None:
    """Name every input that was not read, one line each, on stderr."""
    for skipped in report.skipped:
        complain(f"skipped {skipped.path}: {skipped.reason}")


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A bar per stage on stderr, gone when done; silent unless a person is watching."""
    if quiet or not _watched():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield Drawn(bars)


class Drawn:
    """A `verify.progress.Progress` that draws."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Open a stage with a bar of its own."""
        task = self._bars.add_task(plain(name), total=total)
        yield lambda steps: self._bars.advance(task, steps)
        done = self._bars.tasks[task].completed
        self._bars.update(task, total=total or done or 1, completed=total or done or 1)


def summarise(report: Report | Index, written: str | None, quiet: bool) -> None:
    """The report in a few lines on stderr, if a person is watching."""
    if quiet or not _watched():
        return
    from rich.console import Console

    Console(stderr=True).print(
        summary(report, written) if isinstance(report, Report) else index_summary(report, written)
    )


def summary(report: Report, written: str | None) -> Text:
    """How many articles, claims, corroborated and disputed facts; the strongest disputes; where."""
    from rich.text import Text

    disputed = [dispute for dispute in report.disputes if dispute.same_event and not dispute.updated]
    corroborated = sum(fact.status == "corroborated" for fact in report.facts)
    claims = sum(source.claims for source in report.sources)
    text = Text()
    text.append(f"{counted(len(report.sources), 'article')}, {counted(claims, 'claim')}: ")
    text.append(f"{corroborated} corroborated", style="green")
    text.append(", ")
    text.append(f"{len(disputed)} disputed", style="bold red" if disputed else "green")
    for dispute in disputed[:STRONGEST]:
        question = shorten(plain(dispute.question), QUESTION_WIDTH, placeholder=" …")
        text.append("\n  ").append(question, style="bold").append(" ").append(_positions(dispute))
    if written is not None:
        text.append("\nReport: ").append(plain(written), style="cyan")
    return text


def index_summary(index: Index, written: str | None) -> Text:
    """How many stories, and what all of them have; where."""
    from rich.text import Text

    articles = sum(len(entry.story.articles) for entry in index.entries)
    text = Text(
        f"{counted(articles, 'article')}, stories: {len(index.entries):,}, alone: {len(index.alone):,}: "
    )
    text.append(f"{sum(entry.corroborated for entry in index.entries):,} corroborated", style="green")
    text.append(", ").append(f"{sum(entry.disputed for entry in index.entries):,} disputed", style="bold red")
    if written is not None:
        text.append("\nIndex: ").append(plain(written), style="cyan")
    return text


def findings(found: Sequence[Finding]) -> str:
    """What the comparators said, a paragraph each, for a person at a terminal."""
    if not found:
        return "silent: no comparator has anything to say about this pair."
    return "\n\n".join(_finding(finding) for finding in found)


def _finding(finding: Finding) -> str:
    answers = f"A: {finding.left_value}; B: {finding.right_value}"
    lines = [finding.reason, f"{finding.question} {answers}"]
    head = f"{finding.stance} ({finding.comparator}, {finding.score:.2f})"
    return "\n".join([head, *(f"  {plain(line)}" for line in lines)])


def counted(number: int, what: str) -> str:
    """A number and its noun: "1 article", "2 articles"."""
    return f"{number} {what}" if number == 1 else f"{number:,} {what}s"


def _positions(dispute: Dispute) -> str:
    return " / ".join(plain(position.value) for position in dispute.positions)


def _watched() -> bool:
    return sys.stdout.isatty() and sys.stderr.isatty()
