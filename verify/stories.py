"""Which articles tell of one event: told apart by their dates, and by how their openings differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import combinations

from verify.names import proper_words, shared_words
from verify.records import Article, Claim, Finding, Quantity

FAR_DAYS = 21  # two dated articles further apart tell of two events
NEAR_DAYS = 4
OPENING = 4  # claims after the headline that give an event its face
# Weights after a logistic regression on 315 pairs of articles of 5 real and 8 invented events (do both tell
# of one event?), those of dates kept low: with them 9 pairs land on the wrong side, 25 did before. See
# docs/decisions/0026-events-by-names.md.
PULL_NAMES = 1.7  # per square root of the names that both have beyond chance
FEW_NAMES = -3.4  # what speaks against one event where they have none in common
ENOUGH_NAMES = 10  # of the article that has fewer: all of those events have as many
PULL_VALUE = 1.4  # an amount that both state of the same thing
PULL_COPY = 0.5  # a sentence that both have nearly word for word
PULL_DATE = 0.8
PUSH_VALUE = 1.2  # an amount in the opening that differs
PUSH_WEEKDAY = 1.8  # openings that name weekdays at least two days apart
PUSH_FAR = 20.0
NEAR_RATIO = 1.25  # 40 and "more than 40" dead
MOST = 3  # of each kind of evidence for one pair of articles
COPY_COSINE = 0.85
SPLIT = -0.75  # mean evidence below which two groups of articles stay apart; from -1 to 0 little changes


def group(
    articles: Sequence[Article], claims: Sequence[Claim], findings: Sequence[Finding]
) -> Mapping[str, int]:
    """For each article the number of its story.

    Average linkage over the evidence for and against each pair of articles; articles about
    which nothing speaks either way stay together.
    """
    evidence = _evidence(articles, claims, findings)
    groups = [frozenset([a.path]) for a in articles]
    while len(groups) > 1:
        score, left, right = max(
            (_mean(evidence, a, b), -i, -j) for (i, a), (j, b) in combinations(enumerate(groups), 2)
        )
        if score < SPLIT:
            break
        merged = groups[-left] | groups[-right]
        groups = [g for k, g in enumerate(groups) if k not in (-left, -right)] + [merged]
    ordered = sorted(groups, key=lambda g: (-len(g), min(g)))
    return {path: number for number, paths in enumerate(ordered) for path in paths}


def _mean(evidence: Mapping[frozenset[str], float], a: frozenset[str], b: frozenset[str]) -> float:
    return sum(evidence[frozenset((x, y))] for x in a for y in b) / (len(a) * len(b))


def _evidence(
    articles: Sequence[Article], claims: Sequence[Claim], findings: Sequence[Finding]
) -> dict[frozenset[str], float]:
    everywhere, opening = _amounts(claims, {c.id for c in claims}), _amounts(claims, _opening(claims))
    copies = _copies(findings)
    names = {a.path: proper_words(a.text) for a in articles}
    weekdays = _weekdays(claims)
    evidence = {}
    for a, b in combinations(articles, 2):
        pair = frozenset((a.path, b.path))
        pull = _named(names[a.path], names[b.path])
        pull += PULL_VALUE * min(MOST, _alike(everywhere[a.path], everywhere[b.path]))
        pull += PULL_COPY * min(MOST, copies[pair])
        push = PUSH_VALUE * min(MOST, _unlike(opening[a.path], opening[b.path])) + PUSH_WEEKDAY * _far(
            weekdays[a.path], weekdays[b.path]
        )
        evidence[pair] = pull - push + _dates(a, b)
    return evidence


def _dates(a: Article, b: Article) -> float:
    if a.published.value is None or b.published.value is None:
        return 0.0
    days = abs((a.published.value - b.published.value).days)
    return -PUSH_FAR if days > FAR_DAYS else PULL_DATE if days <= NEAR_DAYS else 0.0


def _weekdays(claims: Sequence[Claim]) -> dict[str, set[int]]:
    """The weekdays that the opening of each article names for its event."""
    named: dict[str, set[int]] = defaultdict(set)
    opening = _opening(claims)
    for claim in claims:
        moment = claim.anchors.moment
        if (
            claim.id in opening
            and claim.anchors.moment_is == "stated"
            and moment
            and moment.weekday is not None
        ):
            named[claim.article].add(moment.weekday)
    return named


def _far(a: set[int], b: set[int]) -> bool:
    """Whether every day of one lies two or more days from every day of the other, around the week."""
    return bool(a and b) and all(2 <= (x - y) % 7 <= 5 for x in a for y in b)


def _named(a: Set[str], b: Set[str]) -> float:
    """What the names of two articles say; the fewer one of them has, the less."""
    told = FEW_NAMES + PULL_NAMES * shared_words(a, b)
    return told * min(1.0, min(len(a), len(b)) / ENOUGH_NAMES)


Key = tuple[str, ...]


def _amounts(claims: Sequence[Claim], only: set[str]) -> dict[str, dict[Key, list[Quantity]]]:
    """For each article, what its claims of these ids count or measure, by what it is."""
    found: dict[str, dict[Key, list[Quantity]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.anchors.aside or claim.id not in only:
            continue
        for slot in claim.slots:
            if isinstance(slot.value, Quantity) and not (
                slot.value.part
                or slot.value.more
                or slot.value.running
                or slot.value.hi == 0
                or slot.value.unit == "ordinal"
            ):
                for key in _keys(slot.value):
                    found[claim.article][key].append(slot.value)
    return found


def _keys(amount: Quantity) -> list[Key]:
    if amount.unit:
        return [(amount.unit, "" if amount.unit == "magnitude" else amount.of)]
    return [(amount.of, act) for act in sorted(amount.acts) if not act.startswith("=")]


def _alike(a: dict[Key, list[Quantity]], b: dict[Key, list[Quantity]]) -> int:
    """How many exact amounts both have: "hundreds" fits any event."""
    return sum(
        any(x.lo == x.hi == y.lo == y.hi for x in a[key] for y in b[key]) for key in a.keys() & b.keys()
    )


def _unlike(a: dict[Key, list[Quantity]], b: dict[Key, list[Quantity]]) -> int:
    """How many things the two have different amounts of, and no amount that is near."""
    return sum(not any(_near(x, y) for x in a[key] for y in b[key]) for key in a.keys() & b.keys())


def _near(x: Quantity, y: Quantity) -> bool:
    """Whether the two can be reports of one number: of what is counted, a quarter off is no other event."""
    slack = 1.0 if x.unit else NEAR_RATIO
    return x.lo <= y.hi * slack and y.lo <= x.hi * slack


def _copies(findings: Sequence[Finding]) -> Counter[frozenset[str]]:
    alike = {(f.pair.left, f.pair.right) for f in findings if f.pair.similarity >= COPY_COSINE}
    return Counter(
        frozenset((a.article, b.article)) for a, b in alike if not (a.anchors.aside or b.anchors.aside)
    )


def _opening(claims: Sequence[Claim]) -> set[str]:
    seen: Counter[str] = Counter()
    opening = set()
    for claim in claims:
        if claim.role in {"headline", "subhead"}:
            opening.add(claim.id)
        elif seen[claim.article] < OPENING:
            opening.add(claim.id)
            seen[claim.article] += 1
    return opening
