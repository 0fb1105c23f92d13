"""When two names, nationalities or occupations cannot be those of one bearer."""

from datetime import date

import pytest

from verify import pipeline

pytestmark = pytest.mark.model

DAYS = (date(2021, 5, 13), date(2021, 5, 13))


def conflicts(left: str, right: str) -> list[tuple[str, str]]:
    found = pipeline.compare(left, right, dates=DAYS)
    return [(f.left_value, f.right_value) for f in found if f.kind == "identity" and f.stance == "conflict"]


def test_two_names_of_one_ship_are_a_conflict() -> None:
    left = "The ferry Blue Heron capsized off Orvel on Tuesday."
    right = "The ferry Silver Gull capsized off Orvel on Tuesday."

    assert conflicts(left, right) == [("Blue Heron", "Silver Gull")]


def test_two_nationalities_of_one_victim_are_a_conflict() -> None:
    left = "A Norwegian climber fell to his death on Mount Orvel on Tuesday."
    right = "The climber who fell to his death on Mount Orvel on Tuesday was Swedish."

    assert conflicts(left, right) == [("Norwegian", "Swedish")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hamburg mayor Petra Lund opened the bridge.", "Hamburg mayor Petra Lundt opened the bridge."),
        ("Hamburg mayor Petra Lund opened the bridge.", "The mayor of Hamburg, Ms Lund, opened the bridge."),
        ("Former Hamburg mayor Petra Lund was there.", "Hamburg mayor Olaf Brandt was there."),
        ("Hamburg mayor Petra Lund was there.", "Bremen mayor Olaf Brandt was there."),
        ("Petra Lund, a doctor in Hamburg, was rescued.", "Petra Lund, a surgeon in Hamburg, was rescued."),
    ],
)
def test_names_that_one_bearer_can_have_are_no_conflict(left: str, right: str) -> None:
    assert conflicts(left, right) == []


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (
            "The pilot rescued off Orvel on Tuesday is a Dane.",
            "The pilot rescued off Orvel on Tuesday is Finnish, officials said.",
            ("Dane", "Finnish"),
        ),
        (
            "Karel Bos, a cousin of the owner, set the Orvel mill on fire.",
            "Karel Bos, a son of the owner, set the Orvel mill on fire.",
            ("cousin", "son"),
        ),
        (
            "Colonel Karel Bos opened the Orvel bridge on Tuesday.",
            "The Orvel bridge was opened on Tuesday by Captain Karel Bos.",
            ("Colonel", "Captain"),
        ),
    ],
)
def test_what_one_cannot_be_at_once_is_a_conflict(left: str, right: str, found: tuple[str, str]) -> None:
    assert conflicts(left, right) == [found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The man who fell was a Dane.", "The man who sang was a Finn."),
        ("Karel Bos, the founder of the mill, resigned.", "Karel Bos, the head of the mill, resigned."),
        ("Lieutenant Colonel Karel Bos spoke.", "Colonel Karel Bos spoke."),
    ],
)
def test_what_one_can_be_at_once_is_no_conflict(left: str, right: str) -> None:
    assert conflicts(left, right) == []
