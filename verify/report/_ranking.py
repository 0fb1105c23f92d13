"""How sure and how weighty a dispute is."""

from __future__ import annotations

from verify.records import Finding

# Of the disputes whose strongest finding has this score or more, the share that was right, by the rule
# of succession (right + 1 of all + 2): 25 of 31 and 64 of 85, all read on 2026-11-22. 39 of 40 were right
# on the five dev events, which the rules were written with, 25 of 45 on 236 other stories, most of them
# politics (docs/benchmarks.md).
SHARES = ((0.75, 0.79), (0.0, 0.75))

# What a reader needs first. Acts of harm weigh most, whatever kind of value differs.
HARM = frozenset({"kill", "injure", "critical", "miss", "trap"})
WEIGHTS = {
    "object": 0.7,  # right least often: cars and trains stand beside much that happens
    "object/munition": 0.95,
    "actor": 0.95,
    "denial": 0.95,
    "status": 0.85,
    "quantity": 0.85,
    "identity": 0.85,
    "place": 0.8,
    "time": 0.75,
}


def share_right(finding: Finding) -> float:
    """The share of disputes of this score or more that were right when they were read."""
    return next(share for least, share in SHARES if finding.score >= least)


def weight(finding: Finding) -> float:
    """How soon a reader should see it: 0 to 1, by what is at stake and how sure the rule is."""
    known = WEIGHTS.get(finding.key, WEIGHTS[finding.kind])
    stake = 1.0 if HARM & set(finding.key.split("/")) else known
    return stake * finding.score
