"""How sure and how weighty a dispute is."""

from __future__ import annotations

from verify.records import Finding

# Of the disputes of kinds that were right this often or more, the share that was, by the rule of succession
# (right + 1 of all + 2): 21 of 32 denials and places, 30 of 51 with status, 74 of 161 of all, as they were
# when first read, before the mends that reading led to: 44 of 46 were right on the five dev events, which the
# rules were written with, 30 of 115 on 390 other stories, nearly all of politics (docs/benchmarks.md). How
# sure the rule is did not tell the right ones.
SHARES = {"denial": 0.65, "place": 0.65, "status": 0.58}
OF_ALL = 0.46

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
    """The share of disputes of kinds with this share or more that were right when they were read."""
    return SHARES.get(finding.kind, OF_ALL)


def weight(finding: Finding) -> float:
    """How soon a reader should see it: 0 to 1, by what is at stake and how sure the rule is."""
    known = WEIGHTS.get(finding.key, WEIGHTS[finding.kind])
    stake = 1.0 if HARM & set(finding.key.split("/")) else known
    return stake * finding.score
