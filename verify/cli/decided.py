"""What reviewers decided on the report that is about to be written."""

from __future__ import annotations

from pathlib import Path

from verify import decisions
from verify.cli import terminal
from verify.records import Report


def entries(report: Path | None) -> tuple[decisions.Entry, ...]:
    """What stands in the file of decisions beside a report; lines that are none are named on stderr."""
    if report is None:
        return ()
    log = decisions.read(decisions.beside(report))
    for problem in log.problems:
        terminal.complain(problem)
    return decisions.standing(log.entries)


def warn_lost(report: Report, path: Path | None) -> None:
    """Say how many decisions are about nothing that the report has."""
    known = {dispute.id for dispute in report.disputes} | {fact.id for fact in report.facts}
    lost = len({decision.of for decision in report.decisions} - known)
    if lost and path is not None:
        what = "1 decision" if lost == 1 else f"{lost} decisions"
        terminal.complain(f"{what} of {decisions.beside(path)} found nothing in this report; kept there.")
