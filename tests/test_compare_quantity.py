"""How the comparator of quantities asks its question."""

from __future__ import annotations

import pytest

from verify import pipeline

pytestmark = pytest.mark.model


def test_a_question_names_only_a_scene_that_both_sides_name() -> None:
    ours = "Thousands of people marched in Turin on Saturday to mourn the drowned sailors."
    theirs = "Tens of thousands of people mourned the drowned sailors on Saturday."

    questions = [f.question for f in pipeline.compare(ours, theirs) if f.kind == "quantity"]

    assert questions == ["How many people mourned?"]


@pytest.mark.parametrize(
    ("ours", "theirs", "stance", "why"),
    [
        ("At least 10", "20", "conflict", "both can be right as worded, but the figures are far apart."),
        ("At least 10", "eight", "conflict", "no amount fits both."),
        ("At least 10", "11", "agree", "one amount fits both."),
        ("Dozens of", "170", "agree", "one amount fits both."),
        ("Dozens of", "12", "conflict", "no amount fits both."),
    ],
)
def test_a_reason_says_whether_both_can_be_right(ours: str, theirs: str, stance: str, why: str) -> None:
    left = f"{ours} people were injured when a ferry hit the pier at Orvel on Monday."
    right = f"A ferry hit the pier at Orvel on Monday, injuring {theirs} people."

    (found,) = [f for f in pipeline.compare(left, right) if f.kind == "quantity"]

    assert (found.stance, found.reason.partition(": ")[2]) == (stance, why)
    assert found.differs == (why != "no amount fits both." and theirs != "11")
