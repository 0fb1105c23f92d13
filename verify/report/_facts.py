"""Facts: claims that state one thing, or give one answer, gathered from the agreements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import networkx as nx

from verify import graph as claim_graph
from verify.origins import Voices
from verify.records import Claim, Fact, Finding, Origin, Span, Status
from verify.report._mentions import identify, mention

PARAPHRASE = "paraphrase"
LINKAGE = 0.06  # mean probability of one fact between two groups of claims that are joined
SURE = 0.25  # probability of one fact from which a pair is told though its groups are not alike
CLEAR_LENGTH = 120  # characters of a claim that is easy to read

Answer = tuple[str, Span]  # a claim's id and where its answer stands


def facts(graph: nx.MultiGraph[str], voices: Voices, story_of: Mapping[str, int]) -> tuple[Fact, ...]:
    """One fact per thing known, the most widely stated first; a claim that none repeats is single.

    `story_of` has the number of each article's story.

    A claim can support several facts: one as a whole, and one for each value that another
    claim gives too. A fact whose mentions another fact has all is left out.
    """
    claims = {claim.id: claim for claim in claim_graph.claims(graph)}
    agreements = claim_graph.findings(graph, "agree")
    groups = [*_told_alike(agreements), *_one_answer(agreements)]
    shared = _one_row(_widest(groups), claims)
    told = set().union(*shared) if shared else set()
    alone = [frozenset((c,)) for c in claims if c not in told]
    whole = voices.articles()
    found = [_fact([claims[c] for c in group], voices) for group in (*shared, *alone)]
    return tuple(sorted((_with_omissions(fact, whole, story_of) for fact in found), key=_rank))


def _rank(fact: Fact) -> tuple[object, ...]:
    """The most widely stated first, then by place in the articles."""
    first = fact.mentions[0]
    status = ("corroborated", "carried", "single").index(fact.status)
    return status, -len(fact.origins), -len(fact.mentions), first.article, first.start, fact.id


def _told_alike(agreements: Iterable[Finding]) -> list[frozenset[str]]:
    """Claims that mean the same, and sure pairs that the groups left apart: a claim can tell two things."""
    likely = {
        frozenset((f.pair.left.id, f.pair.right.id)): f.score for f in agreements if f.kind == PARAPHRASE
    }
    groups = _linked(likely)
    apart = {pair: p for pair, p in likely.items() if p >= SURE and not any(pair <= g for g in groups)}
    return [*groups, *_linked(apart)]


def _linked(likely: Mapping[frozenset[str], float]) -> list[frozenset[str]]:
    """Groups of claims, joined from the surest pair on while the groups stay alike."""
    groups: dict[str, frozenset[str]] = {}
    for pair, _ in sorted(likely.items(), key=lambda item: (-item[1], sorted(item[0]))):
        left, right = (groups.get(c, frozenset((c,))) for c in sorted(pair))
        if left != right and _mean(likely, left, right) >= LINKAGE:
            for claim in left | right:
                groups[claim] = left | right
    return sorted(set(groups.values()), key=sorted)


def _mean(likely: Mapping[frozenset[str], float], left: frozenset[str], right: frozenset[str]) -> float:
    return sum(likely.get(frozenset((a, b)), 0.0) for a in left for b in right) / (len(left) * len(right))


def _one_answer(agreements: Iterable[Finding]) -> list[frozenset[str]]:
    """Claims that give one value to one question."""
    same: dict[str, nx.Graph[Answer]] = defaultdict(nx.Graph)
    for f in agreements:
        if f.kind != PARAPHRASE and f.pair.left.article != f.pair.right.article:
            same[f.key].add_edge((f.pair.left.id, f.left), (f.pair.right.id, f.right))
    parts = (part for linked in same.values() for part in nx.connected_components(linked))
    return sorted({frozenset(claim for claim, _ in part) for part in parts}, key=sorted)


def _widest(groups: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    kept: list[frozenset[str]] = []
    for group in sorted(set(groups), key=lambda g: (-len(g), sorted(g))):
        if not any(group <= other for other in kept):
            kept.append(group)
    return kept


def _one_row(groups: Sequence[frozenset[str]], claims: Mapping[str, Claim]) -> list[frozenset[str]]:
    """The groups, those joined that would be told in the same words."""
    by_text: dict[str, frozenset[str]] = {}
    for group in groups:
        text = _plain(_clearest([claims[c] for c in group]).text)
        by_text[text] = by_text.get(text, frozenset()) | group
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


def _fact(claims: Iterable[Claim], voices: Voices) -> Fact:
    ordered = sorted(claims, key=lambda c: (c.article, c.start))
    told_by = voices.among(ordered)
    several = len({c.article for c in ordered}) > 1
    status: Status = "corroborated" if len(told_by) > 1 else "carried" if several else "single"
    text = _clearest(ordered).text
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
