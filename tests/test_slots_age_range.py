"""Ranges of ages, and the oldest that they tell of."""

from __future__ import annotations

import pytest
from builders import clause

from verify.records import Quantity
from verify.slots import age_range

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "of"),
    [
        ("The victims range in age from 17 months to 77 years old.", "77", "the oldest"),
        ("The victims ranged from 5 to 72 years of age.", "72", "the oldest"),
        ("The wounded ranged in age from 5 to 73.", "73", "the oldest hurt"),
        ("Four children aged 6 to 11 were on the bus.", "11", "the oldest"),
    ],
)
def test_a_range_tells_of_the_oldest(text: str, words: str, of: str) -> None:
    (slot,) = age_range.find(clause(text))

    assert isinstance(slot.value, Quantity)
    assert (slot.text, slot.value.of, slot.value.lo) == (words, of, float(words))


@pytest.mark.parametrize(
    "text",
    [
        "Prices range from 5 to 72 dollars.",
        "The shifts were from 9 to 17.",
        "Babies aged 2 to 11 months were ill.",
    ],
)
def test_other_ranges_are_left_alone(text: str) -> None:
    assert not list(age_range.find(clause(text)))
