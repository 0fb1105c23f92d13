"""Disputes: one question with all its answers, gathered from pairwise conflicts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import networkx as nx

from verify import decisions
from verify import graph as claim_graph
from verify.decisions import Entry
from verify.origins import Voices
from verify.records import Claim, Dispute, Finding, Position, Quantity, Scope, Span, Stance, Thing
from verify.report._mentions import identify, mention
from verify.report._ranking import share_right, weight

APPARENT_SCORE = 0.62  # a difference between two events is worth a line only where the two look alike

SITES = frozenset({"building", "site"})
NAMED_BY_KEY = frozenset({"place", "status", "denial"})

Answer = tuple[str, Span]  # a claim's id and where its answer stands


@dataclass(frozen=True, slots=True)
class _Said:
    """One value of one claim."""

    claim: Claim
    span: Span
    value: str
    same: str = ""


def disputes(graph: nx.MultiGraph[str], voices: Voices, decided: Sequence[Entry] = ()) -> tuple[Dispute, ...]:
    """One dispute per question: those on one event first, the surest and weightiest first.

    Positions that people merged or split, in `decided`, are so.
    """
    found: dict[str, tuple[float, Dispute]] = {}
    told: set[Answer] = set()
    for stance in ("conflict", "updated", "agree", "different event"):
        same = _agreeing(graph, one_figure=stance == "agree")
        for group in _questions([f for f in claim_graph.findings(graph, stance) if _counts(f, told)]):
            dispute = _dispute(group, stance, same)
            if dispute is not None:
                found.setdefault(dispute.id, (max(map(weight, group)), dispute))
                told |= {end for f in group for end in ((f.pair.left.id, f.left), (f.pair.right.id, f.right))}
    ranked = sorted(found.values(), key=lambda r: (_section(r[1]), -r[0], r[1].id))
    claims = {(c.article, c.start): c for c in claim_graph.claims(graph)}
    entries = decisions.attached(decided, [dispute for _, dispute in ranked])
    return tuple(_counted(decisions.regrouped(d, entries), claims, voices) for _, d in ranked)


def _counts(finding: Finding, told: Set[Answer]) -> bool:
    """Whether it can be a row: figures that can be one only where no dispute has either of them."""
    if finding.stance == "different event":
        return finding.score >= APPARENT_SCORE
    ends = {(finding.pair.left.id, finding.left), (finding.pair.right.id, finding.right)}
    return finding.stance != "agree" or (finding.differs and not ends & told)


def _section(dispute: Dispute) -> tuple[bool, bool, bool]:
    """Where it stands: what is contested first, what is of two events last."""
    return not dispute.same_event, dispute.compatible, dispute.updated


def _counted(dispute: Dispute, claims: Mapping[tuple[str, int], Claim], voices: Voices) -> Dispute:
    """The dispute with the origins behind each position."""
    told = [voices.among(claims[m.article, m.start] for m in p.mentions) for p in dispute.positions]
    positions = tuple(
        replace(p, origins=len(by), voices=by) for p, by in zip(dispute.positions, told, strict=True)
    )
    return replace(dispute, positions=positions)


def _questions(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings on one question: of one key, and linked by an answer that they share.

    Where the key already names the thing asked about, one key is one question.
    """
    links: nx.Graph[object] = nx.Graph()
    for number, f in enumerate(findings):
        for claim, span in ((f.pair.left, f.left), (f.pair.right, f.right)):
            links.add_edge(number, (f.key, claim.article, span.start))
    for number, f in enumerate(findings):
        if f.kind in NAMED_BY_KEY:
            links.add_edge(number, f.key)
    parts = nx.connected_components(links)
    return [[findings[n] for n in sorted(n for n in part if isinstance(n, int))] for part in parts]


def _agreeing(graph: nx.MultiGraph[str], *, one_figure: bool) -> Mapping[Answer, list[_Said]]:
    """For each answer those that agree with it; with `one_figure` only those that tell the same figure."""
    same: dict[Answer, list[_Said]] = defaultdict(list)
    for f in claim_graph.findings(graph, "agree"):
        if one_figure and f.differs:
            continue
        left, right = (
            _Said(f.pair.left, f.left, f.left_value, f.left_same),
            _Said(f.pair.right, f.right, f.right_value, f.right_same),
        )
        same[left.claim.id, left.span].append(right)
        same[right.claim.id, right.span].append(left)
    return same


def _dispute(group: Sequence[Finding], stance: Stance, same: Mapping[Answer, list[_Said]]) -> Dispute | None:
    best = max(group, key=lambda f: (not f.differs, f.score, f.pair.left.id, f.pair.right.id))
    sides = _sides(group, same)
    if stance != "different event":
        sides = _of_one_thing(sides)
    positions = tuple(
        sorted(map(_position, sides), key=lambda p: (-p.origins, -len(p.mentions), p.value.lower()))
    )
    if len(positions) < 2:
        return None
    reconciled = stance == "agree" or any(all(map(_open, answers)) for answers in sides)
    texts = sorted(f"{m.article}:{m.text}" for p in positions for m in p.mentions)
    return Dispute(
        identify("d", best.key, texts[0]), best.kind, _scope(best),
        stance != "different event", stance == "updated",
        best.question, best.reason, share_right(best), positions, best.differs and reconciled,
    )  # fmt: skip


def _open(answer: _Said) -> bool:
    """Whether it is a bound: "at least 10" is not against 20, as 10 is."""
    values = (s.value for s in answer.claim.slots if Span(s.start, s.end) == answer.span)
    return any(isinstance(value, Quantity) and math.isinf(value.hi) for value in values)


def _sides(group: Sequence[Finding], same: Mapping[Answer, list[_Said]]) -> list[list[_Said]]:
    """The answers of a question, those that agree joined, the most widely given first.

    An answer that agrees with one side and contradicts none of it joins that side.
    """
    said: dict[Answer, _Said] = {}
    against: dict[Answer, set[Answer]] = defaultdict(set)
    for f in group:
        left, right = (f.pair.left.id, f.left), (f.pair.right.id, f.right)
        said[left] = _Said(f.pair.left, f.left, f.left_value, f.left_same)
        said[right] = _Said(f.pair.right, f.right, f.right_value, f.right_same)
        against[left].add(right)
        against[right].add(left)
    for end in list(said):
        for other in same.get(end, ()):
            said.setdefault((other.claim.id, other.span), other)
    sides: list[set[Answer]] = []
    for end in sorted(said, key=lambda e: (-len(against[e]), said[e].claim.article, e[1])):
        friends = {(o.claim.id, o.span) for o in same.get(end, ())}
        open_to = [s for s in sides if not s & against[end]]
        side = next((s for s in open_to if _same_words(said, end, s)), None)
        side = side or next((s for s in open_to if s & friends), None)
        if side is None:
            sides.append({end})
        else:
            side.add(end)
    answered = [[said[e] for e in side] for side in sides if any(against[e] for e in side)]
    answered.sort(key=lambda answers: -len({a.claim.article for a in answers}))
    return [a for a in answered if not _elsewhere(a, answered[0])]


def _of_one_thing(sides: Sequence[list[_Said]]) -> list[list[_Said]]:
    """Without a side of which every voice gives the answer of a side before it, too: to these they are two
    things, like the rain of one town and of all.
    """
    kept: list[list[_Said]] = []
    for side in sides:
        told = _voices(_in_the_text(side))
        if not any(told <= _voices(other) and told & _voices(_in_the_text(other)) for other in kept):
            kept.append(side)
    return kept


def _in_the_text(answers: Iterable[_Said]) -> list[_Said]:
    """Those that no headline gives, which may be what is wrong."""
    return [a for a in answers if a.claim.role != "headline"]


def _voices(answers: Iterable[_Said]) -> set[tuple[str, str]]:
    """Who gives an answer: articles with the speakers whom their text cites."""
    claims = (a.claim for a in answers)
    cited = ((c.article, c.attribution if c.role != "headline" else None) for c in claims)
    return {(article, who.speaker if who else "") for article, who in cited}


def _elsewhere(answers: Sequence[_Said], main: Sequence[_Said]) -> bool:
    """Whether the answers tell of a site of another kind than the most given answer does."""
    left, right = _sites(answers), _sites(main)
    return bool(left and right) and not any(a[0] in b or b[0] in a for a in left for b in right)


def _sites(answers: Sequence[_Said]) -> set[tuple[str, ...]]:
    """The kinds of site that most of the answers which name any play at."""
    named = [
        {
            (s.value.name, *s.value.kinds)
            for s in answer.claim.slots
            if isinstance(s.value, Thing) and SITES & set(s.value.kinds)
        }
        for answer in answers
    ]
    spread = Counter(site for sites in named for site in sites)
    return {site for site, count in spread.items() if 2 * count >= sum(map(bool, named))}


def _same_words(said: Mapping[Answer, _Said], end: Answer, side: set[Answer]) -> bool:
    mine = said[end]
    return any(
        _plain(said[e].value) == _plain(mine.value) or (said[e].same == mine.same and mine.same != "")
        for e in side
    )


def _plain(value: str) -> str:
    """The words of an answer without articles: "at the edge of a school" is at that of the school."""
    return " ".join(word for word in value.lower().split() if word not in {"a", "an", "the"})


def _position(answers: Sequence[_Said]) -> Position:
    ordered = sorted(answers, key=lambda a: (a.claim.article, a.span))
    values = sorted(
        {a.value for a in ordered}, key=lambda v: (-sum(a.value == v for a in ordered), len(v), v)
    )
    mentions = {(a.claim.article, a.claim.start): mention(a.claim, a.span) for a in reversed(ordered)}
    return Position(values[0], len({a.claim.article for a in ordered}), tuple(reversed(mentions.values())))


def _scope(finding: Finding) -> Scope:
    left, right = finding.pair.left, finding.pair.right
    if left.article != right.article:
        return "between"
    return "headline" if "headline" in (left.role, right.role) else "within"
