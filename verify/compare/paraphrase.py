"""Claims that say the same: near by meaning and words, with nothing in them that differs."""

from __future__ import annotations

import math
from collections.abc import Iterator

from verify import telling
from verify.compare._answers import differ
from verify.compare._states import ranks_differ
from verify.records import Finding, Pair, Span

KIND = "paraphrase"

# A logistic regression on the pairs of claims of 5 real and 8 invented events: does a gold fact have both?
# Of those from LEAST on .43 share a labelled fact on the real events, where not every fact is labelled, .65
# on the invented ones. See docs/benchmarks.md.
COSINE = 3.7
SHARED = 0.23  # per unit of the weight of shared words, up to MOST_SHARED
VALUES = 1.8  # per equal value, by how telling it is, up to MOST_TELLING
HEADLINE = -1.0  # per headline: short, and near to everything
APART = -1.0  # something in them points to two events
LENGTH = -0.57  # per log of the words of the shorter claim
BIAS = -4.97
MOST_SHARED = 30.0
MOST_TELLING = 4.0
NAMED_COSINE = 0.5  # from it on names are not all that is alike
TOLD = 3  # words that both have beside names
LEAST = 0.2  # P(same fact) from which it is reported

# Below that it is reported where one claim follows from the other, by the model. Set by reading 16 such
# pairs of 40 stories: 9 stated one fact with .6 as the bar, 7 of the 9 with .7. A veto in the same way of
# pairs just above LEAST was tried and dropped: 7 of 16 of those that it took were one fact.
OPEN = 0.17
OPEN_COSINE = 0.6  # below it few follow, and a model takes long to say so
FOLLOWS = 0.7  # probability that one follows from the other, the higher one of both ways round
FOLLOWED = 0.375  # P(same fact) of a pair of which one does


def asks(pair: Pair) -> bool:
    """Whether words and amounts alone are not enough to say that the two state one fact."""
    return (
        pair.left.article != pair.right.article
        and pair.similarity >= OPEN_COSINE
        and not pair.apart
        and OPEN <= same_fact(pair) < LEAST
    )


def compare(pair: Pair) -> Iterator[Finding]:
    """An agreement where the two claims probably state one fact; its score is that probability.

    Where these are not quite enough, it counts that one claim follows from the other.
    """
    a, b = pair.left, pair.right
    if a.article == b.article or differ(pair) or ranks_differ(pair) or _names_alone(pair):
        return
    probability, reason = same_fact(pair), f"Both say the same (cosine {pair.similarity:.2f})."
    follows = max(judgement.entailment for judgement in pair.judged) if pair.judged else 0.0
    if follows >= FOLLOWS and asks(pair):
        probability, reason = FOLLOWED, f"One follows from the other, by the NLI model ({follows:.2f})."
    if probability < LEAST:
        return
    yield Finding(
        pair, "agree", KIND, KIND, reason, "", KIND,
        Span(a.start, a.end), Span(b.start, b.end), a.text, b.text, round(probability, 4),
    )  # fmt: skip


def _names_alone(pair: Pair) -> bool:
    """Whether the two have nothing in common but names: both tell of someone, and not the same."""
    a, b = pair.left, pair.right
    named = [word for c in (a, b) for name in c.anchors.names | c.anchors.places for word in name.split()]
    told = [w for w in a.words & b.words if not any(name.startswith(w) for name in named)]
    few = not told or (pair.similarity < NAMED_COSINE and len(told) < TOLD)
    return few and not _equal_values(pair)


def same_fact(pair: Pair) -> float:
    """How likely the two claims state one fact, by the words and amounts that they share."""
    a, b = pair.left, pair.right
    evidence = (
        BIAS
        + COSINE * pair.similarity
        + SHARED * min(pair.shared, MOST_SHARED)
        + VALUES * min(MOST_TELLING, _equal_values(pair))
        + HEADLINE * ((a.role == "headline") + (b.role == "headline"))
        + APART * bool(pair.apart)
        + LENGTH * math.log(1 + min(len(a.words), len(b.words)))
    )
    return 1 / (1 + math.exp(-evidence))


def _equal_values(pair: Pair) -> float:
    """How telling the values are that both give: a time on the clock or a sum of money more than a five."""
    left, right = (telling.values(claim) for claim in (pair.left, pair.right))
    return math.fsum(weight for value, weight in left.items() if value in right)
