"""When two lengths of time given for one thing are a conflict, and when they can both be right."""

from datetime import date

import pytest

from verify import pipeline

pytestmark = pytest.mark.model

DAYS = (date(2021, 5, 13), date(2021, 5, 13))  # a Thursday


def conflicts(left: str, right: str) -> list[tuple[str, str]]:
    found = pipeline.compare(left, right, dates=DAYS)
    return [(f.left_value, f.right_value) for f in found if f.kind == "time" and f.stance == "conflict"]


def test_two_lengths_of_one_outage_are_a_conflict() -> None:
    left = "The power cut in Orvel on Tuesday lasted 20 minutes."
    right = "Tuesday's power cut in Orvel lasted three hours, residents said."

    assert conflicts(left, right) == [("20 minutes", "three hours")]


def test_how_long_before_something_it_came_can_be_a_conflict() -> None:
    left = "The alarm was raised an hour before the dam at Orvel broke."
    right = "The alarm was raised only five minutes before the dam at Orvel broke."

    assert conflicts(left, right) == [("an hour", "five minutes")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The siege of Orvel lasted an hour and a half.", "The siege of Orvel lasted 90 minutes."),
        ("The siege of Orvel lasted about an hour.", "The siege of Orvel lasted 55 minutes."),
        ("The siege of Orvel lasted two days.", "The siege of Orvel lasted 44 hours."),
        ("The march in Orvel is to last two days.", "The march in Orvel lasted five hours."),
    ],
    ids=["other words", "about", "rounded to days", "a plan and its outcome"],
)
def test_lengths_that_can_both_be_right_are_no_conflict(left: str, right: str) -> None:
    assert conflicts(left, right) == []
