"""What the articles disagree on: a heading per question, a bullet per answer, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from verify.records import Dispute, Position, Report
from verify.render._decided import decision_on, words
from verify.render._escape import clean, line, strong
from verify.render._origins import voice
from verify.render._quotes import block, item
from verify.render._sources import Sources, counted

SCOPES = {"within": "Within one article.", "headline": "Headline against body."}


def disputed(report: Report, sources: Sources) -> str:
    """Conflicts about one event, in the order of the report: strongest first."""
    parts = [_dispute(dispute, sources, report) for dispute in real(report)] or ["Nothing found."]
    return "\n\n".join(["## Disputed", *parts])


def changed(report: Report, sources: Sources) -> str:
    """Figures of one event that later articles replace, earliest first."""
    found = [_dispute(by_time(dispute, sources), sources, report) for dispute in updates(report)]
    lead = "Later articles give another figure for the same event; by date of publication."
    return "\n\n".join(["## Figures that changed", lead, *found]) if found else ""


def told_differently(report: Report, sources: Sources) -> str:
    """Figures of one event that are not one and can all be right."""
    found = [_dispute(dispute, sources, report) for dispute in compatible(report)]
    lead = (
        "Not the same figure, yet each can be right: a bound beside a count, a rounding, an earlier count. "
        "Not counted as disputes."
    )
    return "\n\n".join(["## Told with different precision", lead, *found]) if found else ""


def apparent(report: Report, sources: Sources) -> str:
    """Answers that differ because they are about different events."""
    found = [_dispute(dispute, sources, report) for dispute in different_events(report)]
    lead = "The answers differ, and so does what they are about. Not counted as disputes."
    return "\n\n".join(["## Apparent conflicts: different events", lead, *found]) if found else ""


def real(report: Report) -> list[Dispute]:
    """Disputes about one event."""
    return [dispute for dispute in _left(report) if dispute.contested]


def updates(report: Report) -> list[Dispute]:
    """Disputes that time explains."""
    return [dispute for dispute in _left(report) if dispute.same_event and dispute.updated]


def compatible(report: Report) -> list[Dispute]:
    """Questions whose answers can all be right."""
    return [dispute for dispute in _left(report) if dispute.compatible]


def different_events(report: Report) -> list[Dispute]:
    """Disputes that are none."""
    return [dispute for dispute in _left(report) if not dispute.same_event]


def _left(report: Report) -> list[Dispute]:
    """Those that no person dismissed."""
    dismissed = report.dismissed
    return [dispute for dispute in report.disputes if dispute.id not in dismissed]


def _dispute(dispute: Dispute, sources: Sources, report: Report) -> str:
    scope = SCOPES.get(dispute.scope)
    decided = words(decision_on(report, dispute.id))
    parts = [
        f"### {line(dispute.question)} ({line(dispute.id)})",
        *([f"**{line(decided)}**"] if decided else []),
        *([f"*{scope}*{_between(dispute)}"] if scope else []),
        *(
            _position(position, sources, dated=dispute.updated and dispute.same_event)
            for position in dispute.positions
        ),
        f"Why: {line(dispute.reason)} (*{line(dispute.kind)}, score {dispute.score:.2f}*)",
    ]
    return "\n\n".join(parts)


def speakers(dispute: Dispute) -> list[str]:
    """The speakers of a dispute inside one article, where every position has one of its own."""
    named = [
        {clean(m.attribution) for m in p.mentions if m.attribution and clean(m.attribution)}
        for p in dispute.positions
    ]
    said = [min(speakers) for speakers in named if len(speakers) == 1]
    whole = len(said) == len(named) and len({speaker.lower() for speaker in said}) == len(said)
    return said if whole else []


def _between(dispute: Dispute) -> str:
    said = speakers(dispute)
    return f" Between its speakers: {', '.join(map(line, said))}." if said else ""


def _position(position: Position, sources: Sources, *, dated: bool) -> str:
    articles = [mention.article for mention in position.mentions]
    day = published(position, sources)
    counts = [
        *([day.isoformat()] if dated and day != date.max else []),
        counted(position.origins, "origin"),
        *([sources.reach(articles)] if len(set(articles)) > 1 else []),
    ]
    head = f"{strong(position.value) or '(no value)'}: {', '.join(counts)}"
    merged = [f"One voice: {voice(o, sources)}." for o in position.voices if len(o.articles) > 1]
    return item([head, *merged, block(position.mentions, sources)])


def by_time(dispute: Dispute, sources: Sources) -> Dispute:
    """The dispute with its positions in the order in which they were published."""
    positions = sorted(dispute.positions, key=lambda position: published(position, sources))
    return replace(dispute, positions=tuple(positions))


def published(position: Position, sources: Sources) -> date:
    """The first day that an article gave this answer; the end of time where none has a date."""
    days = (sources.published(mention.article) for mention in position.mentions)
    return min((day for day in days if day), default=date.max)
