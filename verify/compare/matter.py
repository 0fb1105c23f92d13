"""Matters that newsrooms ask with yes or no, answered with yes by one and with no by the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verify import lexicon
from verify.compare import _states, denial, status
from verify.compare._states import Side
from verify.lexicon.people import MANY, NOBODY, PRONOUN
from verify.records import Claim, Finding, Pair, State

KIND = "status"
COMPARATOR = "matter"
SURE = 0.45  # of a finding before the nearness of the claims is added
FLOOR = 0.15  # of the claims: below it they share no scene
ALIKE = 0.65  # of the claims, from which on what narrows one of them is in the other as well
NEAR = 0.35  # of the claims, where only a role or a pronoun on one side says who it is
DAYS = 2  # in which one who writes that it was never so may not have heard that it was
_ANYONE = frozenset({"*person", "person", "people", "man", "woman", "suspect", PRONOUN})
_LAW = frozenset({"*police", "*army", "police", "officer", "soldier", "marine", "gendarme", "navy"})


def compare(pair: Pair) -> Iterator[Finding]:
    """A conflict for each matter that one claim affirms and the other negates or denies, of one and the same.

    Silent where it may have come about between the two, and where the one that says no speaks of a place or
    an occasion that the other does not name.
    """
    if pair.similarity < FLOOR or _states.one_voice(pair) or _states.two_subjects(pair):
        return
    seen: set[str] = set()
    for a in _sides(pair.left):
        for b in _sides(pair.right):
            if a.state.scale == b.state.scale and a.state.name != b.state.name and a.state.scale not in seen:
                yes, no = (a, b) if a.state.name == "yes" else (b, a)
                claims = (pair.left, pair.right) if yes is a else (pair.right, pair.left)
                if _clash(pair, yes.state, no.state, claims) and not _known(pair, a, b):
                    seen.add(a.state.scale)
                    yield _finding(pair, a, b)


def _known(pair: Pair, a: Side, b: Side) -> bool:
    """Whether the comparators of states and denials set the same words against each other already."""
    return any(
        f.left.start < a.slot.end
        and a.slot.start < f.left.end
        and f.right.start < b.slot.end
        and b.slot.start < f.right.end
        for f in (*status.compare(pair), *denial.compare(pair))
    )


def _sides(claim: Claim) -> list[Side]:
    return [Side(s, s.value) for s in claim.slots if s.kind == COMPARATOR and isinstance(s.value, State)]


def _clash(pair: Pair, yes: State, no: State, claims: tuple[Claim, Claim]) -> bool:
    told, denied = claims
    entry = lexicon.load("matters")["matters"][yes.scale]
    if yes.part or no.part or pair.similarity < entry.get("floor", FLOOR):
        return False
    if not entry.get("who") and (_both(told, yes.scale) or _both(denied, yes.scale)):
        return False
    if entry.get("who") and not _one(pair, yes.scale, (yes.of, no.of), claims):
        return False
    if entry.get("changes") and not _before(told, denied, never=no.still):
        return False
    return _covered(pair, yes, no, claims)


def _both(claim: Claim, matter: str) -> bool:
    """Whether a claim itself answers both ways: it then tells how the one became the other."""
    return len({side.state.name for side in _sides(claim) if side.state.scale == matter}) > 1


def _covered(pair: Pair, yes: State, no: State, claims: tuple[Claim, Claim]) -> bool:
    """Whether what is denied is what is told, not something narrower: "no shots inside the shop"."""
    if pair.similarity >= ALIKE:
        return True
    both = ((no.about, claims[0].words), (yes.about, claims[1].words))
    return all(not about or bool(_sorts(about) & _sorts(words)) for about, words in both)


def _sorts(words: frozenset[str]) -> frozenset[str]:
    """Words, and the classes of nouns that they belong to: a shop for a store."""
    same = lexicon.index("states", "same")
    return words | {f"*{name}" for w in words for name in same.get(w, ())}


def _one(
    pair: Pair, scale: str, who: tuple[frozenset[str], frozenset[str]], claims: tuple[Claim, Claim]
) -> bool:
    """Whether both can be said of one: of someone and of nobody, of one name, of a role and a name."""
    a, b = who
    if NOBODY in a | b or not (a and b):
        return NOBODY in a | b
    if MANY in a and MANY not in b:
        return False  # "32 people were arrested", "the second man was not arrested"
    a, b = who = (a - {MANY}, b - {MANY})
    if lexicon.load("matters")["matters"][scale].get("things"):
        return any(w[0] not in "*@" and f"@{w}" not in a for w in a & b)
    names = [{w for w in s if w[0] == "@"} for s in who]
    if all(names):
        return bool(names[0] & names[1])
    return bool((a & b) - {"*person", PRONOUN}) or _may_be(pair, who, names, claims)


def _may_be(
    pair: Pair,
    who: tuple[frozenset[str], frozenset[str]],
    names: list[set[str]],
    claims: tuple[Claim, Claim],
) -> bool:
    """Whether a role or a pronoun can stand for who is named on the other side, or for another role.

    Either the sentences are alike, or the article with the role has the name as well.
    """
    a, b = who
    if bool(a & _LAW) != bool(b & _LAW):
        return False
    if pair.similarity >= NEAR:
        return any(names) or bool(a <= _ANYONE or b <= _ANYONE)
    of_role = claims[1] if names[0] else claims[0]
    known = {w[1:] for w in names[0] | names[1]} & of_role.anchors.cast
    return bool(known) and PRONOUN not in a | b


def _before(told: Claim, denied: Claim, *, never: bool) -> bool:
    """Whether it is told as done before, or by the day on which, the other says that it was not."""
    done, said = _states.told_on(told), _states.told_on(denied)
    if done is None or said is None:
        return never
    return done <= said or (never and (done - said).days <= DAYS)


def _finding(pair: Pair, a: Side, b: Side) -> Finding:
    question = str(lexicon.load("matters")["matters"][a.state.scale]["ask"])
    reason = f"One says {a.slot.text!r}, the other {b.slot.text!r}."
    account = _states.Account(question, a.state.scale, reason, SURE, COMPARATOR)
    denied = a.state.voice or b.state.voice or _states.speakers_differ(pair)
    found = _states.finding(pair, "denial" if denied else KIND, a.slot, b.slot, account)
    return replace(
        found,
        key=f"{COMPARATOR}/{a.state.scale}",  # one question, whether it is denied or told not to be so
        left_same=_one_no(a.state),
        right_same=_one_no(b.state),
        lasting=a.state.still or b.state.still,
    )


def _one_no(state: State) -> str:
    """What makes one answer of all that say no; those that say yes say how, which may differ."""
    return state.name if state.name == "no" else ""
