"""What a person sees while verify works and when it is done; nothing of it is for programs."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from textwrap import shorten
from typing import TYPE_CHECKING

from verify.progress import Advance, Progress, Silent
from verify.records import Dispute, Finding, Index, Report
from verify.render._escape import NONE, SHAPELESS

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.progress import Progress as Bars
    from rich.table import Table
    from rich.text import Text

SHOWN = 5  # disputes
POSITIONS_SHOWN = 4  # of a dispute
QUESTION_WIDTH = 120  # characters: two or three lines of its column
VALUE_WIDTH = 40

# Articles may hold anything: escape sequences and control characters would steer the terminal,
# bidirectional ones reorder the line.
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.?)", re.DOTALL)
CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2065-\u2069\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
    rf"{NONE}]+"
)
UNSEEN = re.compile(f"[{SHAPELESS}]+")


def plain(text: str) -> str:
    """`text` on one line, without anything that a terminal would act on."""
    return " ".join(CONTROLS.sub(" ", ESCAPES.sub("", UNSEEN.sub("", text))).split())


def indented(text: str) -> str:
    """The same with the spaces that it begins with."""
    return " " * (len(text) - len(text.lstrip(" "))) + plain(text)


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
    """The report in a table on stderr, if a person is watching."""
    if quiet or not _watched():
        return
    from rich.console import Console

    Console(stderr=True).print(
        summary(report, written) if isinstance(report, Report) else index_summary(report, written)
    )


def summary(report: Report, written: str | None) -> Group:
    """How much was read, the first disputes with their positions and origins, what else there is; where."""
    from rich.console import Group
    from rich.text import Text

    dismissed = report.dismissed
    left = [dispute for dispute in report.disputes if dispute.id not in dismissed]
    disputed = [dispute for dispute in left if dispute.contested]
    claims = sum(source.claims for source in report.sources)
    read = f"{counted(len(report.sources), 'article')}, {counted(claims, 'claim')}"
    parts: list[RenderableType] = [Text(read, style="bold")]
    if disputed:
        parts.append(_table(disputed))
    parts.append(_counts(report, left, len(disputed)))
    if written is not None:
        parts.append(Text.assemble("Report: ", (plain(written), "cyan")))
    return Group(*parts)


def _table(disputed: Sequence[Dispute]) -> Table:
    """The first disputes, an answer to a line; how many more there are stands below."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    more = len(disputed) - SHOWN
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("Disputed", ratio=5)
    table.add_column("Answers", ratio=4)
    table.add_column("Origins", justify="right")
    for dispute in disputed[:SHOWN]:
        told = dispute.positions[:POSITIONS_SHOWN]
        rest = len(dispute.positions) - len(told)
        answers = [shorten(plain(position.value), VALUE_WIDTH, placeholder=" …") for position in told]
        table.add_row(
            Text(shorten(plain(dispute.question), QUESTION_WIDTH, placeholder=" …")),
            Text("\n".join([*answers, *([f"and {rest} more"] if rest else [])])),
            Text("\n".join(str(position.origins) for position in told)),
            end_section=True,
        )
    if more > 0:
        table.add_row(Text(f"and {more} more", style="dim"), "", "")
    return table


def _counts(report: Report, left: Sequence[Dispute], disputed: int) -> Text:
    """What the report found, in one line; a kind that it has none of is left out but for the first two."""
    from rich.text import Text

    facts = Counter(fact.status for fact in report.facts)
    changed = sum(dispute.same_event and dispute.updated for dispute in left)
    apart = sum(not dispute.same_event for dispute in left)
    others = {
        "changed": changed,
        "told with different precision": sum(dispute.compatible for dispute in left),
        "about different events": apart,
        "carried from one origin": facts["carried"],
        "of a single source": facts["single"],
        "skipped": len(report.skipped),
        "dismissed in review": len(report.disputes) - len(left),
    }
    return Text.assemble(
        (f"{disputed} disputed", "bold red" if disputed else "green"),
        ", ",
        (f"{facts['corroborated']} corroborated", "green"),
        *(f", {number} {what}" for what, number in others.items() if number),
    )


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


def _watched() -> bool:
    return sys.stdout.isatty() and sys.stderr.isatty()
