"""Where one thing of one event is said to be, at two places that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verify import lexicon
from verify.compare._places import Exclusion, exclusion, is_site, same
from verify.compare._sameness import counts_differ, people, two_names
from verify.records import Claim, Finding, Pair, Place, Quantity, Slot, Span

KIND = "place"
# Least cosine of the contexts for each rule of exclusion, and what both sides must share.
COSINES = {
    "direction": 0.5, "part": 0.5, "outside": 0.5, "touch": 0.5, "only": 0.4,
    "extent": 0.45, "between": 0.6, "towns": 0.75, "venue": 0.7, "numbered": 0.6, "site": 0.75,
}  # fmt: skip
SURE = {
    "direction": 0.3, "part": 0.2, "outside": 0.25, "touch": 0.15, "only": 0.3,
    "extent": 0.3, "between": 0.1, "towns": 0.1, "venue": 0.1, "numbered": 0.2, "site": 0.1,
}  # fmt: skip
ALIKE = 0.8  # contexts this near speak of one thing in different words
NAMED_LESS = 0.1  # what is asked less of the cosine where two words for what is there are shared
NEARLY_EQUAL = 0.85  # contexts that differ in little but their place
ONCE = frozenset({"=bear", "arrest", "=bury"})  # what happens to one person at one place
_LIST = re.compile(r",\s[A-Z][\w.]*(?:\s[A-Z]\w+)*(?:,|\sand\s)|\sand\s(?:in\s)?[A-Z]")
_OF_ANOTHER = re.compile(r"['\u2019]s?\s|\bof\b")
ONCE_COSINE = 0.55  # of places where that happened to someone whom both name
_BOTH = frozenset(
    {"towns", "between", "part", "venue", "site"}
)  # what happens and what is there must be shared
_OF_TWO_NAMES = frozenset({"towns", "venue", "site"})
_OF_ONE_PLACE = frozenset({"direction", "part", "outside", "touch"})


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A place on each side, with its slot, and how near their contexts are."""

    a: Slot
    b: Slot
    left: Place
    right: Place
    cosine: float

    @property
    def acts(self) -> frozenset[str]:
        """What both say happens there."""
        return self.left.acts & self.right.acts

    @property
    def things(self) -> frozenset[str]:
        """What both say is there."""
        return _things(self.left) & _things(self.right)


def compare(pair: Pair) -> Iterator[Finding]:
    """At most one finding: the two places with the nearest contexts that exclude each other."""
    for meeting in sorted(_meetings(pair), key=lambda m: (-m.cosine, m.a.start, m.b.start)):
        found = exclusion(meeting.left, meeting.right)
        if meeting.left.planned != meeting.right.planned or found is None:
            continue
        if found.rule in _OF_TWO_NAMES and _two_events(pair, meeting):
            continue
        if found.rule == "outside" and (_on_the_fringe(meeting.a) or _on_the_fringe(meeting.b)):
            continue
        if found.rule == "extent" and (_listed(pair.left, meeting.a) or _listed(pair.right, meeting.b)):
            continue
        if _one_thing(pair, meeting, found.rule) and not _named_by_both(pair, meeting, found.rule):
            yield _finding(pair, meeting, found)
            return


def _meetings(pair: Pair) -> Iterator[_Meeting]:
    for i, a in enumerate(pair.left.slots):
        for j, b in enumerate(pair.right.slots):
            if isinstance(a.value, Place) and isinstance(b.value, Place):
                yield _Meeting(a, b, a.value, b.value, pair.contexts[i][j])


def _listed(claim: Claim, slot: Slot) -> bool:
    """Whether it is the first of a list of places: "in New York City, Boston, Washington"."""
    return bool(_LIST.match(claim.text, slot.end - claim.start))


def _on_the_fringe(slot: Slot) -> bool:
    """Whether it is a suburb or the like, which some call a part of the town and some outside it."""
    return any(word in slot.text.lower() for word in lexicon.load("places")["fringes"])


def _one_thing(pair: Pair, meeting: _Meeting, rule: str) -> bool:
    """Whether both say it of one thing: what happens there, what is there, how many of them."""
    acts, things, cosine = meeting.acts, meeting.things, meeting.cosine
    named_alike = rule in _OF_TWO_NAMES and len(things) > 1
    least = COSINES[rule] - (NAMED_LESS if named_alike else 0.0)
    if cosine < (ONCE_COSINE if rule in _OF_TWO_NAMES and _once(pair, meeting) else least):
        return False
    if rule == "extent":
        return bool(acts and things) and _one_number(pair)
    if rule in _BOTH:
        return bool(acts and things) or (rule == "between" and len(things) > 1) or cosine >= NEARLY_EQUAL
    if rule in _OF_ONE_PLACE and not is_site(meeting.left):  # a town holds many things, a building one
        return bool(things) or cosine >= ALIKE
    return bool(acts or things) or cosine >= ALIKE


def _two_events(pair: Pair, meeting: _Meeting) -> bool:
    """Whether "a bus" in one town and "a bus" in another are two: nothing says that they are one."""
    if (meeting.left.things ^ meeting.right.things) & set(lexicon.load("roles")["kin"]):
        return True  # someone, and the mother of someone
    if _once(pair, meeting):
        return False
    one = meeting.left.known or meeting.right.known or _one_number(pair) or bool(people(pair))
    return counts_differ(pair) or not one


def _once(pair: Pair, meeting: _Meeting) -> bool:
    """Whether it is what happens once, to one person whom both articles name; not to someone's brother."""
    sides = (meeting.left, meeting.right)
    told = all(p.ask and not p.many and not _OF_ANOTHER.search(p.ask) for p in sides)
    named = meeting.things & pair.left.anchors.cast & pair.right.anchors.cast
    return bool(told and named and meeting.acts & ONCE)


def _things(place: Place) -> frozenset[str]:
    return frozenset(t.removeprefix("al-") for t in place.things if len(t) > 2)


def _one_number(pair: Pair) -> bool:
    """Whether both count the same group: the same number, above one, of the same thing."""
    counts = [[s.value for s in c.slots if isinstance(s.value, Quantity)] for c in (pair.left, pair.right)]
    return any(a.of == b.of and a.unit == b.unit and a.lo == b.lo > 1 for a in counts[0] for b in counts[1])


def _named_by_both(pair: Pair, meeting: _Meeting, rule: str) -> bool:
    """Whether a side names the other's place too: then there are two places, not two answers."""
    left, right = meeting.left, meeting.right
    if rule == "towns" and not two_names(pair, left.name, right.name):
        return True
    if rule == "venue" and not two_names(pair, " ".join(left.names), " ".join(right.names)):
        return True
    return _has(pair.left, left, right) or _has(pair.right, right, left)


def _has(claim: Claim, own: Place, other: Place) -> bool:
    for slot in claim.slots:
        place = slot.value
        if (
            not isinstance(place, Place)
            or place == own
            or not (place.things & own.things or place.acts & own.acts)
        ):
            continue
        if same(place, other) and exclusion(place, other) is None:
            return True
    return False


def _finding(pair: Pair, meeting: _Meeting, found: Exclusion) -> Finding:
    a, b = meeting.a, meeting.b
    reason = f"One says {a.text!r}, the other {b.text!r}: {found.why}."
    score = min(1.0, SURE[found.rule] + 0.4 * meeting.cosine + 0.2 * pair.similarity)
    return Finding(
        pair, "conflict", KIND, KIND, reason, _question(meeting), _key(meeting, found.rule),
        Span(a.start, a.end), Span(b.start, b.end), a.text, b.text, round(score, 4),
    )  # fmt: skip


def _question(meeting: _Meeting) -> str:
    """The fuller question of the two sides about what both tell of, or the context left open."""
    asked = sorted({q for q in (meeting.left.ask, meeting.right.ask) if q}, key=lambda q: (len(q), q))
    about = [q for q in asked if any(thing in q.lower() for thing in meeting.things)]
    chosen = about or asked
    return chosen[-1] if chosen else f"Where: {meeting.a.context.rstrip(' .,;')}?"


def _key(meeting: _Meeting, rule: str) -> str:
    act = sorted(meeting.acts)[:1]
    if rule in _OF_ONE_PLACE:
        return "/".join([KIND, *act, max(meeting.left.name, meeting.right.name)])
    return "/".join([KIND, *act, *sorted(meeting.things)[:1]])
