"""What speaks for two claims telling of one event although a value in them differs."""

from __future__ import annotations

from verify.names import same_name
from verify.records import Claim, Moment, Pair, Quantity

SHARED_WORDS = 0.34  # of the content words of the shorter claim, those of time left out
UNNAMED_WORDS = 0.5  # where no name is shared


def one_voice(pair: Pair) -> bool:
    """Whether one speaker says both in one article: two times are then two happenings."""
    left, right = pair.left, pair.right
    if left.article != right.article or "headline" in {left.role, right.role}:
        return False
    if left.role == right.role == "caption":  # of two photographs
        return True
    speakers = [c.attribution.speaker if c.attribution else "" for c in (left, right)]
    return speakers[0] == speakers[1]


def alike(pair: Pair) -> bool:
    """Whether the claims share most of what is not time, and a name; and neither names another place."""
    places = pair.left.anchors.places, pair.right.anchors.places
    if places[0] - places[1] and places[1] - places[0]:
        return False
    left, right = (c.words - _time_words(c) for c in (pair.left, pair.right))
    shared = len(left & right) / max(1, min(len(left), len(right)))
    named = bool(pair.left.anchors.names & pair.right.anchors.names)
    return shared >= (SHARED_WORDS if named else UNNAMED_WORDS)


def other_names(pair: Pair) -> bool:
    """Whether both claims name someone or something, and share no name."""
    left, right = pair.left.anchors.names, pair.right.anchors.names
    if not left or not right:
        return False
    return not any(x in y or y in x for x in left for y in right)


def names_meet(pair: Pair) -> bool:
    """Whether the claims share a name, and not each has one that the other lacks."""
    left, right = pair.left.anchors.names, pair.right.anchors.names
    lone = [{x for x in a if not any(x in y or y in x for y in b)} for a, b in ((left, right), (right, left))]
    return bool(left) and bool(right) and not all(lone) and lone[0] != left


def people(pair: Pair) -> frozenset[str]:
    """Names of persons and bodies that both claims have."""
    places = pair.left.anchors.places | pair.right.anchors.places
    return (pair.left.anchors.names & pair.right.anchors.names) - places


def two_names(pair: Pair, a: str, b: str) -> bool:
    """Whether the names are of two, and neither article has the one that the other gives.

    An article that has both names knows of two bearers.
    """
    left, right = pair.left.anchors.cast, pair.right.anchors.cast
    if same_name(a, b) or same_name(a, b, thing=True):
        return False
    return not any(same_name(a, n) for n in right) and not any(same_name(b, n) for n in left)


def one_age(pair: Pair) -> bool:
    """Whether both tell of a person of one age."""
    ages = [
        {s.value.lo for s in c.slots if isinstance(s.value, Quantity) and s.value.unit == "age"}
        for c in (pair.left, pair.right)
    ]
    return bool(ages[0] & ages[1])


def counts_shared(pair: Pair) -> bool:
    """Whether both count the same kind of thing in the same class of event, and agree."""
    left = [s.value for s in pair.left.slots if isinstance(s.value, Quantity) and s.value.lo == s.value.hi]
    right = [s.value for s in pair.right.slots if isinstance(s.value, Quantity)]
    return any(
        (a.lo, a.hi, a.unit, a.of) == (b.lo, b.hi, b.unit, b.of) and a.acts & b.acts
        for a in left
        for b in right
    )


def counts_differ(pair: Pair) -> bool:
    """Whether both count the same kind of thing and differ: then they tell of two events."""
    left = [s.value for s in pair.left.slots if isinstance(s.value, Quantity)]
    right = [s.value for s in pair.right.slots if isinstance(s.value, Quantity)]
    numbers = [
        frozenset(w for w in c.words - _time_words(c) if w[0].isdigit()) for c in (pair.left, pair.right)
    ]
    if all(numbers) and not numbers[0] & numbers[1]:
        return True
    return any(
        a.unit == b.unit and (a.unit or a.of == b.of) and (a.hi < b.lo or b.hi < a.lo)
        for a in left
        for b in right
    )


def _time_words(claim: Claim) -> frozenset[str]:
    return frozenset(w for s in claim.slots if isinstance(s.value, Moment) for w in s.value.label.split())
