"""States that exclude each other, and those that do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from verify.compare import status
from verify.records import Anchors, Attribution, Claim, Finding, Moment, Pair, Slot, Span, State

POWER = frozenset({"*power", "power"})
MARCH = frozenset({"*protest", "march"})
PEACEFUL = State("peaceful", ("violent",), True, "order", MARCH)
VIOLENT = State("violent", ("peaceful",), True, "order", MARCH)
WORKING = State("working", ("out",), True, "service", POWER)
OUT = State("out", ("working",), True, "service", POWER)
DAMAGED = State("damaged", ("destroyed",), True, "ruin", frozenset({"village"}))
DESTROYED = State("destroyed", ("damaged", "intact", "slight"), True, "ruin", frozenset({"village"}))
WEARS = State("=wear", (), True, of=frozenset({"belt"}), by=frozenset({"driver"}), about=frozenset({"seat"}))


def claim(article: str, *states: State, day: int = 0, speaker: str = "", place: str = "") -> Claim:
    slots = tuple(Slot("status", 10 * n, 10 * n + 5, s.name, s, "context") for n, s in enumerate(states))
    moment = (
        Moment("friday", "day", date(2020, 5, day), date(2020, 5, day), minutes=(1020, 1440)) if day else None
    )
    anchors = Anchors(moment, "stated" if day else "unknown", frozenset({place} if place else ()))
    voice = Attribution(0, 1, speaker, speaker) if speaker else None
    return Claim(
        article, article, 0, 99, "", "body", Span(0, 99), voice,
        slots=slots, anchors=anchors, published=date(2020, 5, 9),
    )  # fmt: skip


def findings(left: Claim, right: Claim, similarity: float = 0.7) -> list[Finding]:
    contexts = tuple(tuple(0.9 for _ in right.slots) for _ in left.slots)
    return list(status.compare(Pair(left, right, similarity, contexts=contexts)))


def test_states_that_exclude_each_other_of_one_thing_conflict() -> None:
    (finding,) = findings(claim("1", PEACEFUL), claim("2", VIOLENT))

    assert finding.stance == "conflict"
    assert finding.key == "status/order/protest"
    assert "peaceful" in finding.reason
    assert "violent" in finding.reason


def test_swapping_the_sides_changes_neither_key_nor_score() -> None:
    (one,) = findings(claim("1", PEACEFUL), claim("2", VIOLENT))
    (other,) = findings(claim("2", VIOLENT), claim("1", PEACEFUL))

    assert (one.key, one.score, one.question) == (other.key, other.score, other.question)


@pytest.mark.parametrize(
    "other",
    [
        PEACEFUL,
        replace(VIOLENT, mood="planned"),
        replace(VIOLENT, mood="hedged"),
        replace(VIOLENT, part=True),
        replace(VIOLENT, holds=False),
        replace(VIOLENT, of=frozenset({"fire"})),
    ],
)
def test_agreement_plans_hedges_parts_and_other_things_are_silent(other: State) -> None:
    assert not findings(claim("1", PEACEFUL), claim("2", other))


def test_a_negation_of_the_same_state_conflicts() -> None:
    assert findings(claim("1", PEACEFUL), claim("2", replace(PEACEFUL, holds=False)))


def test_what_follows_in_the_course_of_things_conflicts_at_one_time_only() -> None:
    assert findings(claim("1", WORKING, day=8), claim("2", OUT, day=8))
    assert not findings(claim("1", WORKING, day=8), claim("2", OUT, day=7))
    assert not findings(claim("1", WORKING), claim("2", OUT))


def test_open_to_some_and_closed_to_others_is_silent() -> None:
    walkers = replace(PEACEFUL, about=frozenset({"pedestrian"}))
    lorries = replace(VIOLENT, about=frozenset({"lorry"}))

    assert not findings(claim("1", walkers), claim("2", lorries))


def test_damaged_is_not_destroyed_only_where_the_sentences_are_alike() -> None:
    assert findings(claim("1", DAMAGED), claim("2", DESTROYED), similarity=0.9)
    assert not findings(claim("1", DAMAGED), claim("2", DESTROYED), similarity=0.6)


def test_a_claim_that_tells_both_states_tells_a_change() -> None:
    assert not findings(claim("1", PEACEFUL, VIOLENT), claim("2", VIOLENT))


def test_one_article_in_one_voice_does_not_contradict_itself() -> None:
    assert not findings(claim("1", PEACEFUL), claim("1", VIOLENT))
    assert findings(claim("1", PEACEFUL, speaker="police"), claim("1", VIOLENT, speaker="shopkeepers"))


def test_claims_of_two_places_are_silent() -> None:
    assert not findings(claim("1", PEACEFUL, place="bergen"), claim("2", VIOLENT, place="oslo"))


def test_a_verb_and_its_negation_conflict_where_doer_and_object_are_the_same() -> None:
    assert findings(claim("1", WEARS), claim("2", replace(WEARS, holds=False)))
    assert not findings(claim("1", WEARS), claim("2", replace(WEARS, holds=False, by=frozenset({"cook"}))))
    assert not findings(claim("1", WEARS), claim("2", replace(WEARS, holds=False, of=frozenset({"hat"}))))
