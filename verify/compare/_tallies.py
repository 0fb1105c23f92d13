"""What a claim tells beside an amount that explains why another differs: sums, both amounts, the attacker."""

from __future__ import annotations

import re

from verify.compare._asked_amounts import Amount
from verify.compare._bearers import fates_apart, same_thing
from verify.compare._typed import typed
from verify.records import Claim, Pair, Quantity

LARGE = 1000
COMMON = 2  # one and two of something are everywhere
_ATTACKER = re.compile(
    r"\b(?:gunm[ae]n|shooter|attackers?|bombers?|assailants?|himself|herself|themselves)\b", re.IGNORECASE
)


def summed(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether the counts of one claim add up to that of the other: 2 officers and 5 others are 7."""
    return _adds_up(pair.left, a.value, b.value) or _adds_up(pair.right, b.value, a.value)


def stated(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether a claim also gives the other's amount: "180,000 a month, down from 223,000"."""
    if _digits(b.slot.text) & _digits(pair.left.text) or _digits(a.slot.text) & _digits(pair.right.text):
        return True
    return any(
        t.at != own.at and t.value.unit == amount.unit and _fits(t.value, amount)
        for claim, own, amount in ((pair.left, a, b.value), (pair.right, b, a.value))
        for t in typed(claim, Quantity)
    )


def inclusive(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether the larger count of the dead is that of a claim that tells of the attacker's end, too."""
    if "kill" not in a.value.acts | b.value.acts or abs(a.value.lo - b.value.lo) > COMMON:
        return False
    more = pair.left if a.value.lo > b.value.lo else pair.right
    return bool(_ATTACKER.search(more.text))


def _digits(text: str) -> frozenset[str]:
    """The numbers of two digits or more in a text, as written."""
    return frozenset(re.findall(r"\d[\d,.]*\d", text))


def _fits(one: Quantity, other: Quantity) -> bool:
    return (
        (one.lo, one.hi) == (other.lo, other.hi)
        and same_thing(one, other)
        and not fates_apart(one.acts, other.acts)
    )


def _adds_up(claim: Claim, one: Quantity, total: Quantity) -> bool:
    if one.unit in {"age", "magnitude"}:
        return False
    amounts = [t.value for t in typed(claim, Quantity) if t.value.unit == one.unit and not t.value.part]
    parts = [q.lo for q in amounts if q.of == one.of and q.acts & one.acts]
    if len(parts) > 1 and total.lo <= sum(parts) <= total.hi:
        return True
    others = {q.lo for q in amounts if q is not one and not fates_apart(q.acts, one.acts)}
    if total.lo >= LARGE:  # small sums come about by chance
        others |= {float(n.replace(",", "")) for n in _digits(claim.text) if "." not in n}
    return total.lo - one.lo in others
