"""Places that exclude each other, and those that do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.compare import place
from verify.compare._places import exclusion
from verify.records import Claim, Finding, Pair, Place, Quantity, Slot, Span

ACTS, THINGS = frozenset({"strike"}), frozenset({"shell"})


def at(relation: str, name: str, kind: str = "", part: str = "", **more: object) -> Place:
    return replace(Place(relation, name, kind, part, acts=ACTS, things=THINGS), **more)  # type: ignore[arg-type]


def claim(article: str, *places: Place, count: int = 0) -> Claim:
    slots = [
        Slot("place", 10 * n, 10 * n + 5, f"{p.relation} {p.name}", p, "The shell fell where.")
        for n, p in enumerate(places)
    ]
    if count:
        value = Quantity(count, count, False, "", "person", frozenset())
        slots.append(Slot("quantity", 90, 95, str(count), value, "how many"))
    return Claim(article, article, 0, 99, "", "body", Span(0, 99), slots=tuple(slots))


def findings(left: Claim, right: Claim, cosine: float = 0.78) -> list[Finding]:
    contexts = tuple(tuple(cosine for _ in right.slots) for _ in left.slots)
    return list(place.compare(Pair(left, right, 0.7, contexts=contexts)))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (at("in", "school", "school"), at("outside", "school", "school")),
        (at("touch", "school", "school"), at("outside", "school", "school")),
        (at("in", "capital", "capital", "north"), at("north", "madrid", "name")),
        (at("north", "malta", "name"), at("south", "malta", "name")),
        (at("in", "madrid", "name", "north"), at("in", "madrid", "name", "south")),
        (at("across", "country", "whole"), at("only", "capital", "capital")),
        (
            at("between", "x", "name", names=frozenset({"york", "hull"})),
            at("between", "y", "name", names=frozenset({"bath", "exeter"})),
        ),
        (at("in", "madrid", "name", known=True), at("in", "lisbon", "name")),
    ],
)
def test_one_thing_at_places_that_exclude_each_other_is_a_conflict(a: Place, b: Place) -> None:
    (finding,) = findings(claim("1", a), claim("2", b))

    assert finding.stance == "conflict"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (at("near", "school", "school"), at("in", "school", "school")),
        (at("at", "school", "school"), at("outside", "school", "school")),
        (at("south", "malta", "name"), at("southwest", "malta", "name")),
        (at("in", "hamburg", "name"), at("in", "germany", "name", "north")),
        (at("in", "school", "primary school"), at("outside", "school", "secondary school")),
        (at("in", "khan younis", "name"), at("in", "khan yunis", "name")),
        (at("from", "york", "name"), at("into", "exeter", "name")),
        (at("across", "spain", "name"), at("in", "portugal", "name")),
    ],
)
def test_places_that_can_both_be_right_are_none(a: Place, b: Place) -> None:
    assert exclusion(a, b) is None
    assert exclusion(b, a) is None


def test_all_over_and_in_one_town_conflict_for_one_group_only() -> None:
    wide, narrow = at("across", "country", "country"), at("in", "madrid", "name")

    assert findings(claim("1", wide, count=300), claim("2", narrow, count=300))
    assert not findings(claim("1", wide, count=300), claim("2", narrow, count=80))


def test_different_things_have_different_places() -> None:
    other = replace(at("south", "malta", "name"), things=frozenset({"ferry"}))

    assert not findings(claim("1", at("north", "malta", "name")), claim("2", other))


def test_contexts_that_are_far_apart_are_not_compared() -> None:
    assert not findings(
        claim("1", at("north", "malta", "name")), claim("2", at("south", "malta", "name")), cosine=0.3
    )


def test_a_side_that_names_both_places_tells_of_two() -> None:
    both = claim("1", at("north", "malta", "name"), at("south", "malta", "name"))

    assert not findings(both, claim("2", at("south", "malta", "name")))


def test_the_reason_quotes_both_places() -> None:
    (finding,) = findings(claim("1", at("north", "malta", "name")), claim("2", at("south", "malta", "name")))

    assert (
        finding.reason == "One says 'north malta', the other 'south malta': north of it is not south of it."
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            at("to", "hospital", "hospital", names=frozenset({"ambrose"}), known=True),
            at("to", "hospital", "hospital", names=frozenset({"royal"})),
        ),
        (at("at", "third floor", "numbered"), at("at", "ninth floor", "numbered")),
        (at("in", "church", "church", known=True), at("in", "hotel", "hotel")),
        (at("to", "madrid", "name", known=True), at("to", "lisbon", "name")),
    ],
)
def test_hospitals_floors_sites_and_destinations_exclude_each_other(a: Place, b: Place) -> None:
    (finding,) = findings(claim("1", a), claim("2", b))

    assert finding.stance == "conflict"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (at("in", "madrid", "name"), at("in", "lisbon", "name")),
        (at("to", "madrid", "name", known=True, many=True), at("to", "lisbon", "name")),
        (at("in", "madrid", "name", known=True, planned=True), at("in", "lisbon", "name")),
        (at("at", "third floor", "numbered"), at("at", "3rd floor", "numbered")),
        (at("in", "house", "house", known=True), at("in", "kitchen", "kitchen")),
        (at("in", "mumbai", "name", known=True), at("in", "bombay", "name")),
    ],
)
def test_several_things_plans_and_names_of_one_place_are_no_conflict(a: Place, b: Place) -> None:
    assert not findings(claim("1", a), claim("2", b))
