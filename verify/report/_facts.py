"""Facts: claims that state one thing, or give one answer, gathered from the agreements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

import networkx as nx

from verify import graph as claim_graph
from verify.origins import Voices
from verify.records import Claim, Fact, Finding, Origin, Span, Status
from verify.report._mentions import identify, mention

PARAPHRASE = "paraphrase"
SURE = 0.3  # probability of one fact from which a second sentence of one article is quoted, too
CLEAR_LENGTH = 120  # characters of a claim that is easy to read

Answer = tuple[str, Span]  # a claim's id and where its answer stands


class _Group(NamedTuple):
    """Ids of the claims that state one fact, and of the one whose words tell it.

    `sure` is how many other articles state it, each counted by how likely it does.
    """

    claims: frozenset[str]
    core: str
    sure: float = 0.0


def facts(graph: nx.MultiGraph[str], voices: Voices, story_of: Mapping[str, int]) -> tuple[Fact, ...]:
    """One fact per thing known, the most widely stated first; a claim that none repeats is single.

    `story_of` has the number of each article's story.

    A claim can support several facts: one as a whole, and one for each value that another
    claim gives too. A fact whose mentions another fact has all is left out.
    """
    claims = {claim.id: claim for claim in claim_graph.claims(graph)}
    agreements, conflicts = claim_graph.findings(graph, "agree"), claim_graph.findings(graph, "conflict")
    groups = [*_told_alike(agreements, claims), *_one_answer(agreements, conflicts, claims)]
    shared = _one_row(_widest(groups), claims)
    told = frozenset[str]().union(*(g.claims for g in shared))
    alone = [_Group(frozenset((c,)), c) for c in claims if c not in told]
    whole = voices.articles()
    found = [(_fact(group, claims, voices), group.sure) for group in (*shared, *alone)]
    ranked = sorted(found, key=lambda told: _rank(*told))
    return tuple(_with_omissions(fact, whole, story_of) for fact, _ in ranked)


def _rank(fact: Fact, sure: float) -> tuple[object, ...]:
    """The most widely and surely stated first, then by place in the articles."""
    first = fact.mentions[0]
    status = ("corroborated", "carried", "single").index(fact.status)
    return status, -sure, first.article, first.start, fact.id


def _told_alike(agreements: Iterable[Finding], claims: Mapping[str, Claim]) -> list[_Group]:
    """Each claim that others repeat, with those that do, the most repeated first.

    Every member states what the core does, by a finding of its own: what two of them have in common
    beside it is another fact.
    """
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for f in agreements:
        if f.kind == PARAPHRASE:
            left, right = f.pair.left.id, f.pair.right.id
            near[left][right] = near[right][left] = f.score
    weight = {claim: sum(_nearest(links, claims).values()) for claim, links in near.items()}
    groups: list[_Group] = []
    told: set[str] = set()
    while any(weight.values()):
        core = max(weight, key=lambda claim: (weight[claim], claim))
        best = _nearest(near[core], claims)
        members = {c for c, p in near[core].items() if p >= SURE or p == best[claims[c].article]}
        groups.append(_Group(frozenset(members | {core}), core, round(weight[core], 4)))
        told |= groups[-1].claims
        for claim in _forget(near, groups[-1], told):
            weight[claim] = sum(_nearest(near[claim], claims).values())
    return groups


def _forget(near: dict[str, dict[str, float]], group: _Group, told: Set[str]) -> set[str]:
    """Take out what a group tells, and the weak likenesses of what is told; the claims that this changes."""
    changed = set(group.claims)
    for claim in sorted(group.claims):
        for other, p in list(near[claim].items()):
            if group.core in {claim, other} or other in group.claims or (p < SURE and other in told):
                del near[claim][other], near[other][claim]
                changed.add(other)
    return changed


def _nearest(links: Mapping[str, float], claims: Mapping[str, Claim]) -> dict[str, float]:
    """The highest probability for each article."""
    best: dict[str, float] = {}
    for claim, probability in links.items():
        path = claims[claim].article
        best[path] = max(probability, best.get(path, 0.0))
    return best


def _one_answer(
    agreements: Iterable[Finding], conflicts: Iterable[Finding], claims: Mapping[str, Claim]
) -> list[_Group]:
    """Claims that give one value to one question, and no two of them values that exclude each other."""
    same: dict[str, nx.Graph[Answer]] = defaultdict(nx.Graph)
    for f in agreements:
        if f.kind != PARAPHRASE and f.pair.left.article != f.pair.right.article:
            same[f.key].add_edge((f.pair.left.id, f.left), (f.pair.right.id, f.right), sure=f.score)
    apart = {frozenset(((f.pair.left.id, f.left), (f.pair.right.id, f.right))) for f in conflicts}
    groups: dict[frozenset[str], float] = {}
    for linked in same.values():
        for part in _compatible(linked, apart):
            told = frozenset(claim for claim, _ in part)
            least = min(nx.get_edge_attributes(linked.subgraph(part), "sure").values())
            groups[told] = max(groups.get(told, 0.0), least * (len({claims[c].article for c in told}) - 1))
    return [
        _Group(told, _clearest([claims[c] for c in told]).id, round(sure, 4))
        for told, sure in sorted(groups.items(), key=lambda item: sorted(item[0]))
    ]


def _compatible(linked: nx.Graph[Answer], apart: Set[frozenset[Answer]]) -> list[set[Answer]]:
    """Answers joined by agreement, the surest first, but for those that are in conflict.

    "5.9" and "6.1" both agree with "about 6" and are no one answer.
    """
    side: dict[Answer, set[Answer]] = {answer: {answer} for answer in linked}
    edges: list[tuple[Answer, Answer, float]] = sorted(
        linked.edges(data="sure"), key=lambda e: (-e[2], *sorted(e[:2]))
    )
    for left, right, _ in edges:
        one, other = side[left], side[right]
        if one is not other and not any(frozenset((a, b)) in apart for a in one for b in other):
            one |= other
            side |= dict.fromkeys(other, one)
    return [group for answer, group in side.items() if len(group) > 1 and answer == min(group)]


def _widest(groups: Sequence[_Group]) -> list[_Group]:
    kept: list[_Group] = []
    for group in sorted(set(groups), key=lambda g: (-len(g.claims), sorted(g.claims), g.core, -g.sure)):
        if not any(group.claims <= other.claims for other in kept):
            kept.append(group)
    return kept


def _one_row(groups: Sequence[_Group], claims: Mapping[str, Claim]) -> list[_Group]:
    """The groups, those joined that would be told in the same words."""
    by_text: dict[str, _Group] = {}
    for group in groups:
        text = _plain(claims[group.core].text)
        known = by_text.get(text, group)
        by_text[text] = _Group(known.claims | group.claims, known.core, max(known.sure, group.sure))
    return list(by_text.values())


def _clearest(claims: Sequence[Claim]) -> Claim:
    """The claim that tells the fact best: not a headline, the most copied, easy to read."""
    copies = Counter(_plain(c.text) for c in claims)
    return min(
        claims,
        key=lambda c: (
            c.role != "body",
            -copies[_plain(c.text)],
            abs(len(c.text) - CLEAR_LENGTH),
            c.article,
            c.start,
        ),
    )


def _fact(group: _Group, claims: Mapping[str, Claim], voices: Voices) -> Fact:
    ordered = sorted((claims[c] for c in group.claims), key=lambda c: (c.article, c.start))
    told_by = voices.among(ordered)
    several = len({c.article for c in ordered}) > 1
    status: Status = "corroborated" if len(told_by) > 1 else "carried" if several else "single"
    text = claims[group.core].text
    identity = identify("f", *sorted({c.text for c in ordered}))
    return Fact(identity, status, text, told_by, tuple(mention(c) for c in ordered))


def _with_omissions(fact: Fact, whole: Iterable[Origin], story_of: Mapping[str, int]) -> Fact:
    """The fact of several articles with the origins of its story that do not state it."""
    stating = {m.article for m in fact.mentions}
    if len(stating) < 2:
        return fact
    stories = {story_of[path] for path in stating}
    silent = (
        replace(origin, articles=tuple(path for path in origin.articles if story_of[path] in stories))
        for origin in whole
        if not stating & set(origin.articles)
    )
    return replace(fact, omitted_by=tuple(origin for origin in silent if origin.articles))


def _plain(text: str) -> str:
    """The letters and digits of a text: copies differ in quotes, commas and spaces."""
    return "".join(c for c in text.lower() if c.isalnum())
