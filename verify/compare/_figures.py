"""Figures: what amounts a number can mean, and whether two of them can be one."""

from __future__ import annotations

import math

from verify import lexicon
from verify.compare import _one_question
from verify.records import Pair, Quantity

ABOUT = 0.1  # "about 1,000" may be a tenth off
BOUND_RATIO = 0.1
OFF_RATIO = 3.0
REACH = 1.5  # "at least 4" can be 6; nobody writes "more than 200" of 400
VAGUE_RATIO = 2.0  # "dozens" [24, 99]: nobody is held to such a word
VAGUE_REACH = 2.0  # "dozens" is said of 170, too; "thousands" not of tens of thousands
WHOLE = 10  # below it a decimal is told on purpose
BOTH_ABOUT = 0.05  # "about 40 nautical miles" and "roughly 45 miles" are one figure
OPEN_SLACK = 0.03  # "more than 40" and "40" are one figure
ROUNDING = 0.04  # 930 and 940 miles, 58 km and 36 miles
ONE_FIGURE = 0.02  # "roughly 5,200" and "5,200", 50 miles and 80 km


def overlap(a: Quantity, b: Quantity) -> bool:
    """Whether one amount can satisfy both, rounding, "about" and rates of exchange taken into account."""
    if a.unit != b.unit:
        (low, high), (least, most) = _one_question.dollars(a), _one_question.dollars(b)
        return max(_lo(a) * low, _lo(b) * least) <= min(_hi(a) * high, _hi(b) * most)
    lo, hi = max(_lo(a), _lo(b)), min(_hi(a), _hi(b))
    return lo <= hi or _rounded(a, b) or _rounded(b, a)


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether the second is the first in whole numbers: 274.88 points are 275."""
    return not a.unit and a.lo >= WHOLE and a.lo != int(a.lo) and round(a.lo) == b.lo


def two_figures(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts that can be one are told with two figures: "at least 70" and "about 100",
    "dozens" and 70. "More than 40" tells of the figure 40.
    """
    if a.unit != b.unit:
        return False
    if any(q.lo < q.hi < math.inf for q in (a, b)):
        return (a.lo, a.hi) != (b.lo, b.hi)
    step = 1.0 if not a.unit and math.inf in (a.hi, b.hi) else 0.0
    rounded = BOTH_ABOUT if a.about and b.about else ONE_FIGURE
    slack = 0.0 if a.unit in {"magnitude", "age", "ordinal"} else rounded * max(a.lo, b.lo)
    return abs(a.lo - b.lo) > max(step, slack)


def both_right(a: Quantity, b: Quantity) -> bool:
    """Whether both can be right as they are worded, however far apart: "at least 10" and 20."""
    bound = math.inf in (a.hi, b.hi)
    return bound and a.unit == b.unit and max(a.lo, b.lo) <= min(a.hi, b.hi)


def settled(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether two lower bounds of a closed event differ: of an old disaster, "more than 26,000"
    and "more than 31,000" are two counts, though 40,000 would satisfy both.
    """
    both = (
        math.isinf(a.hi) and math.isinf(b.hi) and bool(pair.left.anchors.aside and pair.right.anchors.aside)
    )
    return both and abs(a.lo - b.lo) > BOUND_RATIO * max(a.lo, b.lo)


def grew(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether the later article has the larger count of something that only grows."""
    left, right = pair.left.published, pair.right.published
    if (
        not left
        or not right
        or left == right
        or not a.acts & b.acts & frozenset(lexicon.load("acts")["growing"])
    ):
        return False
    early, late = (a, b) if left < right else (b, a)
    return late.lo > early.hi


def counted_on(a: Quantity, b: Quantity) -> bool:
    """Whether both are lower bounds of a total that goes on growing: "over 600" and "over 640 so far"."""
    growing = a.acts & b.acts & frozenset(lexicon.load("acts")["growing"])
    bounds = a.running and b.running and math.isinf(a.hi) and math.isinf(b.hi)
    return bool(growing) and bounds and abs(a.lo - b.lo) > ROUNDING * max(a.lo, b.lo)


def far_off(a: Quantity, b: Quantity) -> bool:
    """Whether the counts differ by more than reports of one event do: 3 and 40 dead are two events."""
    low, high = sorted((a, b), key=lambda q: q.lo)
    reach = low.lo * REACH if math.isinf(low.hi) else low.hi
    return reach > 0 and high.lo > OFF_RATIO * max(reach, 1.0)


def _lo(q: Quantity) -> float:
    return q.lo * (1 - (OPEN_SLACK if math.isinf(q.hi) else _slack(q)))


def _hi(q: Quantity) -> float:
    if math.isinf(q.hi):
        return q.lo * REACH
    return q.hi * (VAGUE_REACH if q.hi >= VAGUE_RATIO * q.lo > 0 else 1 + _slack(q))


def _slack(q: Quantity) -> float:
    if q.about:
        return ABOUT
    return ROUNDING / 2 if q.unit not in {"", "magnitude", "age", "ordinal"} else 0.0
