"""Slots of one type of value, with their place in the claim."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from verify.records import Claim, Pair, Slot, Value

V = TypeVar("V", bound=Value)


class Typed(NamedTuple, Generic[V]):
    """A slot, its value, and the row or column of `Pair.contexts` that belongs to it."""

    at: int
    slot: Slot
    value: V


def typed(claim: Claim, kind: type[V]) -> list[Typed[V]]:
    """The slots of a claim whose value is of this type, in order of place."""
    return [Typed(at, s, s.value) for at, s in enumerate(claim.slots) if isinstance(s.value, kind)]


def couples(pair: Pair, kind: type[V]) -> list[tuple[float, Typed[V], Typed[V]]]:
    """Each such slot of the left with each of the right, and the cosine of their contexts."""
    left = typed(pair.left, kind)
    right = typed(pair.right, kind) if left else []
    return [(pair.contexts[a.at][b.at], a, b) for a in left for b in right]
