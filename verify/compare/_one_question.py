"""How likely two amounts answer one question, whatever the wording of their sentences."""

from __future__ import annotations

import math

from verify import lexicon
from verify.compare._acts import telling
from verify.records import Pair, Quantity

# Logistic regression on pairs of amounts that differ: is one of them the other's rival in a gold dispute?
# Fitted on 5 real and 8 invented events; see docs/decisions/0024.
COSINE = 1.3
CLAIMS = 1.1
MEASURE = 1.9  # both are the same measure by the words near them
SHARED = 0.06  # per unit of the weight of shared words, up to MOST_SHARED
ACTS = 0.64
FATES = 1.24  # both count people by what befell them
NOUN = 1.4
RATIO = -0.88  # per factor e between the amounts, up to FARTHEST
SMALL = 0.75
BIAS = -2.2
MOST_SHARED = 30.0
FARTHEST = 3.0
FEW = 2.0


def probability(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> float:
    """P(both answer one question) of two amounts with contexts of this cosine."""
    weights = (COSINE, CLAIMS, SHARED, MEASURE, ACTS, FATES, NOUN, RATIO, SMALL)
    evidence = BIAS + math.fsum(w * x for w, x in zip(weights, features(pair, a, b, cosine), strict=True))
    return 1 / (1 + math.exp(-evidence))


def features(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> tuple[float, ...]:
    """What the probability is made of, in the order of its weights."""
    return (
        cosine,
        pair.similarity,
        min(pair.shared, MOST_SHARED),
        float(one_measure(a, b)),
        float(bool(telling(a.acts & b.acts))),
        float(bool(fates(a, b))),
        float(a.of == b.of and a.of not in {"", "person"}),
        min(abs(math.log(max(a.lo, 0.5) / max(b.lo, 0.5))), FARTHEST) if a.unit == b.unit else 0.0,
        float(min(a.lo, b.lo) <= FEW),
    )


def money(q: Quantity) -> bool:
    """Whether it is a sum of money."""
    return q.unit.partition(" per ")[0] in {"dollar", *lexicon.load("measures")["dollars"]}


def dollars(q: Quantity) -> tuple[float, float]:
    """The least and most dollars that one of the currency has been worth; 1 for what is no money."""
    low, high = lexicon.load("measures")["dollars"].get(q.unit.partition(" per ")[0], (1.0, 1.0))
    return float(low), float(high)


def fates(a: Quantity, b: Quantity) -> frozenset[str]:
    """What befell the people that both count."""
    known = frozenset[str](lexicon.load("acts")["fates"])
    return a.acts & b.acts & known if a.of == b.of == "person" else frozenset()


def one_measure(a: Quantity, b: Quantity) -> bool:
    """Whether the words near both amounts tell the same measure."""
    return bool(a.measure) and a.measure == b.measure


def measure(name: str) -> dict[str, object]:
    """What the lexicon says of a measure; nothing of one that it lacks."""
    known: dict[str, dict[str, object]] = lexicon.load("measures")["measures"]
    return known.get(name, {})
