"""How sure and how weighty a dispute is."""

from __future__ import annotations

from verify.records import Finding

# Of the disputes whose strongest finding has this score or more, the share that was right on the
# five dev events, by the rule of succession (right + 1 of all + 2): 11 of 11, 31 of 34, 37 of 40 at
# first, 38 of 39 in all on 2026-11-21. Stories of other kinds do worse: docs/benchmarks.md.
SHARES = ((0.75, 0.92), (0.6, 0.89), (0.0, 0.89))

# What a reader needs first. Acts of harm weigh most, whatever kind of value differs.
HARM = frozenset({"kill", "injure", "critical", "miss", "trap"})
WEIGHTS = {
    "object": 0.95,
    "actor": 0.95,
    "denial": 0.95,
    "status": 0.85,
    "quantity": 0.85,
    "identity": 0.85,
    "place": 0.8,
    "time": 0.75,
}


def share_right(finding: Finding) -> float:
    """The share of disputes of this score or more that were right on the dev events."""
    return next(share for least, share in SHARES if finding.score >= least)


def weight(finding: Finding) -> float:
    """How soon a reader should see it: 0 to 1, by what is at stake and how sure the rule is."""
    stake = 1.0 if HARM & set(finding.key.split("/")) else WEIGHTS[finding.kind]
    return stake * finding.score
