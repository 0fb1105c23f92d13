"""What people made of the report, in words; what they dismissed comes last."""

from __future__ import annotations

from verify.records import Decision, Dispute, Report
from verify.render._escape import clean, line, strong
from verify.render._sources import Sources

SAYS = {
    "confirmed": "Confirmed in review",
    "dismissed": "Dismissed in review",
    "needs a call": "Left for a call in review",
    "noted": "Noted in review",
    "reopened": "Dismissed in review, before it had one of these answers",
}


def words(decision: Decision | None) -> str:
    """One sentence as cleaned text; nothing where nobody decided."""
    if decision is None:
        return ""
    reason = f" ({clean(decision.reason)})" if decision.reason else ""
    by = f" by {clean(decision.by)}" if clean(decision.by) else ""
    note = f": {clean(decision.note)}" if clean(decision.note) else ""
    return f"{SAYS[decision.verdict]}{reason}{by}{note}"


def decision_on(report: Report, identity: str) -> Decision | None:
    """What stands on a dispute or fact."""
    return next((d for d in reversed(report.decisions) if d.of == identity), None)


def dismissed(report: Report, _: Sources) -> str:
    """What people found to be no dispute: a line each, with the reason."""
    decided = report.dismissed
    found = [_line(d, decided[d.id]) for d in set_aside(report)]
    lead = "A person has looked at these and found no dispute."
    return "\n\n".join(["## Dismissed in review", lead, "\n".join(found)]) if found else ""


def set_aside(report: Report) -> list[Dispute]:
    """The disputes that people dismissed, in the order of the report."""
    decided = report.dismissed
    return [dispute for dispute in report.disputes if dispute.id in decided]


def _line(dispute: Dispute, decision: Decision) -> str:
    answers = " / ".join(strong(position.value) or "(no value)" for position in dispute.positions)
    return f"- {line(dispute.question)} ({line(dispute.id)}) {answers}. {line(words(decision))}."
