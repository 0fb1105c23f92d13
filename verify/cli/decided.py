"""What reviewers decided on the report that is about to be written."""

from __future__ import annotations

from collections.abc import Sequence

from verify import decisions
from verify.cli import terminal
from verify.cli.output import Target
from verify.records import Index, Report


def entries(target: Target) -> tuple[decisions.Entry, ...]:
    """What stands in the file beside a report, and in those beside its parts.

    Lines that are no entries are named on stderr.
    """
    if target.path is None:
        return ()
    files = [decisions.beside(target.path), *sorted(target.folder.glob(f"*{decisions.SUFFIX}"))]
    logs = [decisions.read(file) for file in files]
    for problem in (problem for log in logs for problem in log.problems):
        terminal.complain(problem)
    return decisions.standing(entry for log in logs for entry in log.entries)


def warn_lost(made: Report | Index, entries: Sequence[decisions.Entry]) -> None:
    """Say how many decisions are about nothing that the whole report has; an index does not tell."""
    if isinstance(made, Index):
        return
    told = decisions.verdicts(decisions.attached(entries, made.disputes))
    known = {dispute.id for dispute in made.disputes} | {fact.id for fact in made.facts}
    lost = len({decision.of for decision in told} - known)
    if lost:
        found = "decision is about a dispute" if lost == 1 else "decisions are about disputes"
        terminal.complain(f"{lost} {found} that this report has not; kept in the file.")
