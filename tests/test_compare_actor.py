"""When two agents of one act cannot be the same."""

from datetime import date

import pytest

from verify import pipeline

pytestmark = pytest.mark.model

DAYS = (date(2021, 5, 13), date(2021, 5, 13))


def conflicts(left: str, right: str) -> list[tuple[str, str]]:
    found = pipeline.compare(left, right, dates=DAYS)
    return [(f.left_value, f.right_value) for f in found if f.kind == "actor" and f.stance == "conflict"]


def test_agents_of_classes_that_exclude_each_other_are_a_conflict() -> None:
    left = "Police shot the kidnapper at the Orvel mill on Tuesday."
    right = "The kidnapper at the Orvel mill was shot on Tuesday by a rival gang."

    assert conflicts(left, right) == [("Police", "a rival gang")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("A woman found the crown in the Orvel lake.", "A student found the crown in the Orvel lake."),
        ("The army shelled the Orvel mill on Tuesday.", "Soldiers shelled the Orvel mill on Tuesday."),
        ("Police arrested the mayor of Orvel.", "The army arrested the baker of Orvel."),
        ("The miners' union ended its strike at Orvel.", "Workers ended their strike at Orvel."),
    ],
)
def test_agents_that_can_be_the_same_are_no_conflict(left: str, right: str) -> None:
    assert conflicts(left, right) == []


def test_two_names_for_the_doer_of_an_act_that_has_one_are_a_conflict() -> None:
    left = "The painter Rosa Lund won the Orvel medal on Tuesday."
    right = "The sculptor Piet Maas won the Orvel medal on Tuesday."

    assert conflicts(left, right) == [("The painter Rosa Lund", "The sculptor Piet Maas")]


def test_an_article_that_has_both_names_knows_of_two_doers() -> None:
    left = "The painter Rosa Lund won the Orvel medal on Tuesday. Piet Maas won it a year ago."
    right = "The sculptor Piet Maas won the Orvel medal on Tuesday."

    assert conflicts(left, right) == []
