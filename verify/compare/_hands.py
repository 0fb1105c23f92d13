"""By whose hand one person died: by his own, as the one article has it, or by another's."""

from __future__ import annotations

from verify.names import same_name
from verify.records import Finding, Pair, Party, Slot, Span

LEAST_COSINE = 0.3  # claims as a whole; they tell of the rest of the event too
UNNAMED_COSINE = 0.45  # where it is "the gunman" on both sides, of whom the news has many
SELF = "self"
SCORE = 0.8


def own_or_another(pair: Pair) -> Finding | None:
    """A finding where one claim has someone die by his own hand and the other by another's."""
    if pair.similarity < LEAST_COSINE or {"denied", "hedged"} & {pair.left.certainty, pair.right.certainty}:
        return None
    for a, one in _hands(pair.left.slots):
        for b, other in _hands(pair.right.slots):
            if (one.name == SELF) != (other.name == SELF) and _one_person(pair, one, other):
                who = max(one.called, other.called, key=lambda name: (len(name), name)).title()
                who = who or f"the {min(one.of, other.of)}"
                return Finding(
                    pair, "conflict", "actor", "actor",
                    f"One says that {who} died by his or her own hand, the other not.",
                    f"By whose hand did {who} die?", f"actor/death/{who.lower()}",
                    Span(a.start, a.end), Span(b.start, b.end), a.text, b.text, SCORE, one.name, other.name,
                )  # fmt: skip
    return None


def _hands(slots: tuple[Slot, ...]) -> list[tuple[Slot, Party]]:
    return [(s, s.value) for s in slots if isinstance(s.value, Party) and s.value.part == "hand"]


def _one_person(pair: Pair, a: Party, b: Party) -> bool:
    if a.called and b.called:
        return same_name(a.called, b.called)
    alike = a.of == b.of or bool(set(a.kinds) & set(b.kinds))
    return alike and pair.similarity >= UNNAMED_COSINE
