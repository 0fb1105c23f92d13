"""Whether two claims give answers to one question that cannot both be right, though no rule is sure of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from verify.compare._typed import typed
from verify.records import Moment, Pair, Quantity, Value

V = TypeVar("V", bound=Value)
Test = Callable[[V, V], bool]


def differ(pair: Pair) -> bool:
    """Whether each has a day or an amount that the other lacks and that excludes its own.

    Too little for a dispute, as they may speak of two things; too much to call them one fact.
    """
    return _apart(pair, Moment, _days, _other_day) or _apart(pair, Quantity, _amounts, _other_amount)


def _apart(pair: Pair, kind: type[V], meet: Test[V], excludes: Test[V]) -> bool:
    """Whether there are values that answer the same, and each excludes all those of the other side."""
    left, right = ([t.value for t in typed(c, kind)] for c in (pair.left, pair.right))
    both = [(a, b) for a in left for b in right if meet(a, b)]
    return bool(both) and all(excludes(a, b) for a, b in both)


def _days(a: Moment, b: Moment) -> bool:
    return a.planned == b.planned and None not in {a.first, a.last, b.first, b.last}


def _other_day(a: Moment, b: Moment) -> bool:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    return a.last < b.first or b.last < a.first


def _amounts(a: Quantity, b: Quantity) -> bool:
    one = bool(a.measure) and a.measure == b.measure
    return a.unit == b.unit and (a.of == b.of or one) and a.more == b.more


def _other_amount(a: Quantity, b: Quantity) -> bool:
    return a.hi < b.lo or b.hi < a.lo
