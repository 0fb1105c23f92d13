"""Things of one kind that exclude each other in one role of one event."""

from __future__ import annotations

from collections.abc import Iterator

from verify import lexicon
from verify.compare._asking import ask
from verify.compare._sites import two_sites
from verify.compare._typed import couples, typed
from verify.lexicon.kinds import kinds
from verify.records import Finding, Pair, Slot, Span, Thing

KIND = "object"
CONTEXT_COSINE = 0.6
ALIKE_COSINE = 0.65
SITE_COSINE = 0.75  # buildings and vessels: two of them are mostly two sites
HELD_COSINE = 0.3  # neither article has the other's thing: that tells more than likeness
BORNE = "=bear"
TOOLS = frozenset({"munition", "weapon"})  # "fired rockets", "rockets hit": in either part the same
SITES = frozenset({"building", "disaster"})


def compare(pair: Pair) -> Iterator[Finding]:
    """A finding where the same role of the same event is filled by two things that exclude each other."""
    rivals = [c for c in couples(pair, Thing) if _rival(pair, c[1].value, c[2].value, c[0])]
    if not rivals:
        return
    cosine, (_, a, one), (_, b, other) = max(rivals, key=lambda r: (r[0], -r[1].slot.start, -r[2].slot.start))
    if _both(pair, one, other):
        return
    held = "cargo" if one.role == other.role == "cargo" else "thing"
    common = next((k for k in one.kinds if k in other.kinds), held)
    score = min(1.0, 0.3 + 0.5 * cosine + 0.2 * pair.similarity)
    yield Finding(
        pair, "conflict", KIND, KIND, f"{a.text!r} and {b.text!r} are different kinds of {common}.",
        _question(a, b, one, other), f"{KIND}/{common}",
        Span(a.start, a.end), Span(b.start, b.end), a.text, b.text, round(score, 4), one.name, other.name,
    )  # fmt: skip


def _question(a: Slot, b: Slot, one: Thing, other: Thing) -> str:
    """What a person would ask; of weapons borne and of cargoes not in the words of either claim."""
    if one.role == other.role == "cargo":
        return "What was the cargo?"
    if BORNE in one.acts & other.acts:
        return "What was the weapon?"
    return ask((a.context, b.context), "what", "What")


def _rival(pair: Pair, a: Thing, b: Thing, cosine: float) -> bool:
    """Whether the two fill one role: in the same class of event, or in claims that are else alike.

    Weapons that someone bears and what something carries need less likeness where neither article
    has the other's thing.
    """
    if _one_kind(pair, a, b) and cosine >= HELD_COSINE:
        return True
    if not _excludes(a, b) or (SITES & set(a.kinds) and min(cosine, pair.similarity) < SITE_COSINE):
        return False
    if "weapon" in a.kinds and _either_knows_both(pair, a, b):
        return False  # an article that has both knows of two weapons
    return (
        _one_part(pair, a, b)
        and cosine >= CONTEXT_COSINE
        and (bool(a.acts & b.acts - {BORNE}) or min(cosine, pair.similarity) >= ALIKE_COSINE)
    )


def _one_part(pair: Pair, a: Thing, b: Thing) -> bool:
    """Whether nothing in the claims gives the two things different parts."""
    if two_sites(pair) and not SITES & set(a.kinds):
        return False
    if "conveyance" in a.kinds and not (a.acts & b.acts or (a.role and a.role == b.role)):
        return False  # a train passes by where a car is hit
    return {a.role, b.role} != {"agent", "patient"} or bool(TOOLS & set(a.kinds))


def _one_kind(pair: Pair, a: Thing, b: Thing) -> bool:
    """Whether both are borne as weapons or carried as cargo, and neither article knows the other's."""
    weapons = BORNE in a.acts & b.acts and _excludes(a, b)
    cargo = a.role == b.role == "cargo" and not (a.name == b.name or a.name in b.kinds or b.name in a.kinds)
    if not (weapons or cargo) or pair.left.article == pair.right.article:
        return False
    return not _either_knows_both(pair, a, b)


def _either_knows_both(pair: Pair, a: Thing, b: Thing) -> bool:
    """Whether either article has, anywhere, the thing that the other gives."""
    return _has(pair.right.anchors.things, a) or _has(pair.left.anchors.things, b)


def _has(things: frozenset[str], one: Thing) -> bool:
    """Whether the things hold this one, or a kind of it."""
    known = kinds()
    return any(t == one.name or one.name in known.get(t, ("", ()))[1] for t in things)


def _excludes(a: Thing, b: Thing) -> bool:
    if a.name == b.name or a.name in b.kinds or b.name in a.kinds:
        return False
    return bool(set(a.kinds) & set(b.kinds) & set(lexicon.load("things")["exclusive"]))


def _both(pair: Pair, a: Thing, b: Thing) -> bool:
    """Whether either side names both things: then they are two things, not two names."""
    left = {t.value.name for t in typed(pair.left, Thing)}
    right = {t.value.name for t in typed(pair.right, Thing)}
    return b.name in left or a.name in right
