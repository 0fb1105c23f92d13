"""The claims of a report as a network: what agrees, what conflicts, and which claims are one voice.

A report has no edges between claims, only facts and disputes; their edges are drawn sparsely. In a
fact, and in a position, each claim agrees with the first one. Between two positions, each
claim conflicts with the first one of the other side. So n claims have about n edges, not n x n.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from verify.records import Dispute, Mention, Origin, Report, Stance

Key = tuple[str, int, int]  # a claim: its article, start and end


@dataclass(frozen=True, slots=True)
class Edge:
    """Two claims, and what the finding `of` (the id of a fact or dispute) says of them."""

    left: Key
    right: Key
    stance: Stance
    of: str


def key(mention: Mention) -> Key:
    """The claim that a mention quotes."""
    return mention.article, mention.start, mention.end


def claims(report: Report) -> dict[Key, Mention]:
    """Every claim that a fact or dispute quotes, once, in the order of the report."""
    found: dict[Key, Mention] = {}
    for dispute in report.disputes:
        for position in dispute.positions:
            found |= {key(m): m for m in position.mentions if key(m) not in found}
    for fact in report.facts:
        found |= {key(m): m for m in fact.mentions if key(m) not in found}
    return found


def edges(report: Report) -> Iterator[Edge]:
    """The edges between claims, those of disputes first."""
    for dispute in report.disputes:
        sides = [[key(m) for m in p.mentions] for p in dispute.positions if p.mentions]
        for side in sides:
            yield from _star(side, "agree", dispute.id)
        for left, right in combinations(sides, 2):
            yield from _star([left[0], *right], stance(dispute), dispute.id)
            yield from (Edge(other, right[0], stance(dispute), dispute.id) for other in left[1:])
    for fact in report.facts:
        yield from _star([key(m) for m in fact.mentions], "agree", fact.id)


def stance(dispute: Dispute) -> Stance:
    """What a dispute says of its positions."""
    if not dispute.same_event:
        return "different event"
    if dispute.compatible:
        return "agree"
    return "updated" if dispute.updated else "conflict"


def voices(report: Report) -> dict[Key, Key]:
    """For each claim the first claim of its voice: those by which one origin says one thing.

    Claims that conflict are never one voice, even where one origin makes both.
    """
    joined = _Voices(report)
    return {claim: joined.of(claim) for claim in claims(report)}


def collapsed(report: Report) -> tuple[list[list[Key]], list[Edge]]:
    """The network with the claims of one voice as one: the voices that have an edge, and their edges.

    An edge joins the first claims of its two voices.
    """
    voice_of = voices(report)
    drawn: dict[tuple[Key, Key, Stance], Edge] = {}
    for edge in edges(report):
        left, right = voice_of[edge.left], voice_of[edge.right]
        if left != right:
            ends = min(left, right), max(left, right)
            drawn.setdefault((*ends, edge.stance), Edge(left, right, edge.stance, edge.of))
    used = {end for edge in drawn.values() for end in (edge.left, edge.right)}
    groups: dict[Key, list[Key]] = defaultdict(list)
    for claim, first in voice_of.items():
        groups[first].append(claim)
    return [group for first, group in groups.items() if first in used], list(drawn.values())


class _Voices:
    """Union-find over claims that keeps conflicting claims apart."""

    def __init__(self, report: Report) -> None:
        self._parent = {claim: claim for claim in claims(report)}
        self._against: dict[Key, set[Key]] = defaultdict(set)
        for edge in edges(report):
            if edge.stance != "agree":
                self._against[edge.left].add(edge.right)
                self._against[edge.right].add(edge.left)
        for told, origins in _told(report):
            for left, right in _one_voice(told, origins):
                self._join(left, right)

    def of(self, claim: Key) -> Key:
        while self._parent[claim] != claim:
            self._parent[claim] = self._parent[self._parent[claim]]
            claim = self._parent[claim]
        return claim

    def _join(self, left: Key, right: Key) -> None:
        left, right = self.of(left), self.of(right)
        if left == right or right in {self.of(claim) for claim in self._against[left]}:
            return
        self._parent[right] = left
        self._against[left] |= self._against[right]


def _told(report: Report) -> Iterator[tuple[Sequence[Mention], Sequence[Origin]]]:
    for dispute in report.disputes:
        yield from ((position.mentions, position.voices) for position in dispute.positions)
    yield from ((fact.mentions, fact.origins) for fact in report.facts)


def _one_voice(mentions: Sequence[Mention], origins: Sequence[Origin]) -> Iterator[tuple[Key, Key]]:
    """The claims of one origin, each with the first; an article in no origin is one by itself."""
    origin_of: Mapping[str, str] = {path: o.articles[0] for o in origins for path in o.articles}
    first: dict[str, Key] = {}
    for mention in mentions:
        origin = origin_of.get(mention.article, mention.article)
        yield first.setdefault(origin, key(mention)), key(mention)


def _star(ends: Sequence[Key], stance: Stance, of: str) -> Iterator[Edge]:
    return (Edge(ends[0], end, stance, of) for end in ends[1:] if end != ends[0])
