"""Matters that newsrooms ask with yes or no, answered with yes by one and with no by the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from verify import lexicon
from verify.compare import _states
from verify.compare._states import Side
from verify.records import Claim, Finding, Pair, State

KIND = "status"
COMPARATOR = "matter"
SURE = 0.45  # of a finding before the nearness of the claims is added
FLOOR = 0.15  # of the claims: below it they share no scene
ALIKE = 0.5  # of the claims, from which on what narrows one of them is in the other as well
NEAR = 0.35  # of the claims, where only a role or a pronoun on one side says who it is
DAYS = 2  # in which one who writes that it was never so may not have heard that it was
_ANYONE = frozenset({"*person", "person", "people", "man", "woman", "suspect", "*pronoun"})
_LAW = frozenset({"*police", "*army", "police", "officer", "soldier", "marine", "gendarme", "navy"})


def compare(pair: Pair) -> Iterator[Finding]:
    """A conflict for each matter that one claim affirms and the other negates or denies, of one and the same.

    Silent where it may have come about between the two, and where the one that says no speaks of a place or
    an occasion that the other does not name.
    """
    if pair.similarity < FLOOR or _states.one_voice(pair) or _states.places_differ(pair):
        return
    seen: set[str] = set()
    for a in _sides(pair.left):
        for b in _sides(pair.right):
            if a.state.scale == b.state.scale and a.state.name != b.state.name and a.state.scale not in seen:
                yes, no = (a, b) if a.state.name == "yes" else (b, a)
                claims = (pair.left, pair.right) if yes is a else (pair.right, pair.left)
                if _clash(pair, yes.state, no.state, claims):
                    seen.add(a.state.scale)
                    yield _finding(pair, a, b)


def _sides(claim: Claim) -> list[Side]:
    return [
        Side(s, s.value) for s in claim.slots if s.kind == COMPARATOR and isinstance(s.value, State)
    ]


def _clash(pair: Pair, yes: State, no: State, claims: tuple[Claim, Claim]) -> bool:
    told, denied = claims
    entry = lexicon.load("matters")["matters"][yes.scale]
    if yes.part or no.part or "hedged" in (told.certainty, denied.certainty):
        return False
    if entry.get("who") and not _one(pair, yes.of, no.of):
        return False
    if entry.get("changes") and not _before(told, denied, never=no.still):
        return False
    return not no.about or pair.similarity >= ALIKE or bool(no.about & (told.words | yes.about))


def _one(pair: Pair, a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both can be said of one: of someone and of nobody, of one name, of a role and a name."""
    if "*nobody" in a | b:
        return True
    if not a or not b:
        return False
    names = [{w for w in s if w[0] == "@"} for s in (a, b)]
    if all(names):
        return bool(names[0] & names[1])
    if (a & b) - {"*person", "*pronoun"}:
        return True
    if bool(a & _LAW) != bool(b & _LAW) or pair.similarity < NEAR:
        return False
    return any(names) or bool(a <= _ANYONE or b <= _ANYONE)


def _before(told: Claim, denied: Claim, *, never: bool) -> bool:
    """Whether it is told as done before, or by the day on which, the other says that it was not."""
    done, said = _day(told), _day(denied)
    if done is None or said is None:
        return False
    if never and abs((done - said).days) <= DAYS:
        return True
    return done <= said


def _day(claim: Claim) -> date | None:
    moment = claim.anchors.moment
    if claim.anchors.moment_is == "stated" and moment and moment.first:
        return moment.first
    return claim.published


def _finding(pair: Pair, a: Side, b: Side) -> Finding:
    question = str(lexicon.load("matters")["matters"][a.state.scale]["ask"])
    reason = f"One says {a.slot.text!r}, the other {b.slot.text!r}."
    account = _states.Account(question, f"{COMPARATOR}/{a.state.scale}", reason, SURE, COMPARATOR)
    denied = a.state.voice or b.state.voice or _states.speakers_differ(pair)
    return _states.finding(pair, "denial" if denied else KIND, a.slot, b.slot, account)
