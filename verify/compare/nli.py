"""States in other words that a model calls contradictory both ways, where no rule knows the words."""

from __future__ import annotations

from collections.abc import Iterator

from verify.compare import _states
from verify.compare._sameness import counts_differ
from verify.compare._states import Side
from verify.records import Claim, Finding, Moment, Pair, Party, Place, Quantity

KIND = "status"
COMPARATOR = "nli"
COSINE = 0.65  # of the claims: the model takes any two sentences for captions of one scene
SURE = 0.8  # probability of a contradiction, the lower one of both ways round; see docs/benchmarks.md
EXPLAINED = (Quantity, Moment, Place, Party)  # values that rules of their own look at


def asks(pair: Pair) -> bool:
    """Whether the two are near enough for a contradiction, and nothing that a rule looks at explains one."""
    return (
        pair.similarity >= COSINE
        and not pair.apart
        and not _states.one_voice(pair)
        and not _states.places_differ(pair)
        and "denied" not in (pair.left.certainty, pair.right.certainty)
        and not _explained(pair)
        and _sides(pair) is not None
    )


def compare(pair: Pair) -> Iterator[Finding]:
    """A conflict where the model is sure, both ways round, that what is told of one subject cannot be."""
    sides = _sides(pair) if pair.judged and asks(pair) else None
    if pair.judged is None or sides is None:
        return
    sure = min(judgement.contradiction for judgement in pair.judged)
    if sure < SURE:
        return
    a, b = sides
    what = min(_subject(a, b))
    question = _states.ask(a.state, b.state) or f"Is it so: {a.slot.text}?"
    reason = f"One says {a.slot.text!r}, the other {b.slot.text!r}, of the same {what}: by the NLI model."
    verbs = "/".join(sorted({a.state.name, b.state.name}))
    account = _states.Account(question, f"{COMPARATOR}/{what}/{verbs}", reason, 0.5, COMPARATOR)
    yield _states.finding(pair, KIND, a.slot, b.slot, account)


def _explained(pair: Pair) -> bool:
    """Whether the claims differ in an amount, a time, a name or who does it: rules judge those."""
    names = pair.left.anchors.names, pair.right.anchors.names
    if counts_differ(pair) or (names[0] - names[1] and names[1] - names[0]):
        return True
    return any(_values(pair.left, kind) ^ _values(pair.right, kind) for kind in (Quantity, Moment))


def _values(claim: Claim, kind: type[Quantity] | type[Moment]) -> frozenset[str]:
    return frozenset(" ".join(s.text.lower().split()) for s in claim.slots if isinstance(s.value, kind))


def _sides(pair: Pair) -> tuple[Side, Side] | None:
    """The two states, told of the same subject and object, that stand in the nearest contexts."""
    found = [
        (_states.context(pair, a.slot, b.slot), -a.slot.start, -b.slot.start, a, b)
        for a in _states.sides(pair.left)
        for b in _states.sides(pair.right)
        if a.state.mood == b.state.mood == "told"
        and not (a.state.part or b.state.part)
        and (a.state.name, a.state.holds) != (b.state.name, b.state.holds)  # "killed" contradicts no "killed"
        and not (a.state.scale and a.state.scale == b.state.scale)  # rules know how these change
        and _states.same_parts(a.state, b.state)
        and _subject(a, b)
    ]
    return max(found, key=lambda f: f[:3])[3:] if found else None


def _subject(a: Side, b: Side) -> frozenset[str]:
    """Lemmas of what both are said of or done by."""
    words = (a.state.of | a.state.by) & (b.state.of | b.state.by)
    return frozenset(w for w in words if w[0] != "*")
