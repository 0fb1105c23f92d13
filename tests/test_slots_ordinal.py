"""Which in a row."""

from __future__ import annotations

import pytest
from builders import clause

from verify.records import Quantity
from verify.slots import ordinal

pytestmark = pytest.mark.model


def ranks(text: str) -> list[tuple[str, float, str]]:
    found = (s for s in ordinal.find(clause(text)) if isinstance(s.value, Quantity))
    return [(s.text, s.value.lo, s.value.of) for s in found if isinstance(s.value, Quantity)]


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Marl was the third school to be hit.", ("third", 3, "school")),
        ("It was the railway's fourth fatal crash since December.", ("fourth", 4, "crash")),
        ("Sunday's match was the team's 21st defeat.", ("21st", 21, "defeat")),
    ],
)
def test_the_place_of_one_thing_in_a_row(text: str, rank: tuple[str, float, str]) -> None:
    assert ranks(text) == [rank]


@pytest.mark.parametrize(
    "text",
    [
        "Tollen is the second largest city of the region.",
        "They met on the second day of the talks.",
        "He was shot on Third Avenue.",
        "A second man was arrested.",
        "The first victims were buried.",
        "It was the first school to be hit since May.",
    ],
)
def test_ordinals_that_say_something_else(text: str) -> None:
    assert ranks(text) == []
