"""How much an equal value in two claims tells of their being about one thing."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping

from verify.records import Claim, Length, Moment, Quantity, Value

RARE, KNOWN, COMMON = 2.0, 1.0, 0.5
TWO, FIVE, TWELVE = 2, 5, 12  # counts up to them are everywhere, common, or not rare


def values(claim: Claim) -> Mapping[Hashable, float]:
    """The exact values that a claim gives, each in a form that is equal where they are, and its weight."""
    told = (_told(slot.value) for slot in claim.slots)
    return {value: weight for value, weight in told if weight}


def _told(value: Value) -> tuple[Hashable, float]:
    if isinstance(value, Quantity):
        return _amount(value)
    if isinstance(value, Length):
        return ("length", value.lo), KNOWN if value.lo == value.hi else 0.0
    if isinstance(value, Moment):
        if value.minutes and value.minutes[0] == value.minutes[1]:
            return ("clock", value.minutes[0], value.zone), RARE
        return (value.grain, value.first), KNOWN if value.grain in {"month", "year"} and value.first else 0.0
    return (), 0.0


def _amount(value: Quantity) -> tuple[Hashable, float]:
    if value.unit == "age":
        return ("age", "".join(value.of.split()[-1:]), value.lo), RARE
    vague = value.lo < value.hi < math.inf
    if vague or value.unit == "second" or value.lo <= TWO:
        return (), 0.0
    weight = COMMON if value.lo <= FIVE else KNOWN if value.lo <= TWELVE else RARE
    return (value.unit or "count", round(value.lo, 3)), weight
