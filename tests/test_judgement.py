"""All labelled cases: how many are judged as their labels say, in each half, and never fewer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from case_files import cases
from judge import verdicts

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parent / "cases"

# Cases judged as labelled, of how many there are. A floor only rises, with the change that lifts it.
FLOORS = {
    "tuning": {"agree": 47, "conflict": 213, "different event": 11, "silent": 290, "updated": 5},
    "held-out": {"agree": 36, "conflict": 35, "different event": 15, "silent": 91, "updated": 2},
}
# Cases without a conflict in which one is reported. A ceiling only falls, but for cases that are added:
# 3 and 5 were of the cases before the fresh ones, when 4 and 6 were allowed.
FALSE_ALARMS = {"tuning": 5, "held-out": 10}

Judged = tuple[Counter[tuple[str, str]], dict[str, list[str]]]


@pytest.fixture(scope="module")
def judged() -> Judged:
    """Cases judged as labelled, by half and stance, and the names of those with a false alarm, by half."""
    right: Counter[tuple[str, str]] = Counter()
    alarms: dict[str, list[str]] = {half: [] for half in FLOORS}
    for case, as_labelled, said in verdicts(cases(FOLDER)):
        half = "held-out" if case.held_out else "tuning"
        right[half, case.expect] += as_labelled
        if case.expect != "conflict" and any(one.startswith("conflict ") for one in said.split("; ")):
            alarms[half].append(case.name)
    return right, alarms


@pytest.mark.parametrize(
    ("half", "stance"), [(half, stance) for half, floors in FLOORS.items() for stance in floors]
)
def test_no_fewer_cases_are_judged_as_labelled(judged: Judged, half: str, stance: str) -> None:
    right, _ = judged

    assert right[half, stance] >= FLOORS[half][stance]


@pytest.mark.parametrize("half", FLOORS)
def test_no_more_cases_raise_a_false_alarm(judged: Judged, half: str) -> None:
    _, alarms = judged

    assert len(alarms[half]) <= FALSE_ALARMS[half], "; ".join(alarms[half] if half == "tuning" else [])
