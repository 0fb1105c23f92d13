"""The labelled pairs are well formed, enough, and evenly held out."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from case_files import KINDS, STANCES, Case, cases, read_cases

CASES = cases(Path(__file__).parent / "cases")

GOOD = """# Title

## a-name
held-out: yes
date: 2019-10-08
date B: 2019-10-09
A: He had a knife.
B: He had an axe.
expect: conflict object a knife | an axe
"""


def test_no_two_cases_share_a_name() -> None:
    counted = Counter(case.name for case in CASES)

    assert [name for name, times in counted.items() if times > 1] == []


def test_no_two_cases_are_the_same_pair() -> None:
    assert len({frozenset((case.a, case.b)) for case in CASES}) == len(CASES)


def test_there_are_at_least_150_cases() -> None:
    assert len(CASES) >= 150


def test_enough_cases_are_held_out() -> None:
    assert sum(case.held_out for case in CASES) >= 250


@pytest.mark.parametrize("held_out", [False, True])
def test_each_half_has_every_kind_of_conflict_and_every_stance(held_out: bool) -> None:
    half = [case for case in CASES if case.held_out == held_out]

    assert {case.kind for case in half if case.expect == "conflict"} == set(KINDS)
    assert {case.expect for case in half} == set(STANCES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_words_of_a_conflict_stand_in_its_passages_and_differ(case: Case) -> None:
    assert case.words_a in case.a
    assert case.words_b in case.b
    assert case.expect != "conflict" or case.words_a.lower() != case.words_b.lower()


def test_b_is_never_published_before_a() -> None:
    assert [case.name for case in CASES if case.date_b < case.date_a] == []


def test_a_case_is_read_field_by_field() -> None:
    [case] = read_cases("weapons.md", GOOD)

    assert case == Case(
        name="a-name",
        file="weapons.md",
        held_out=True,
        a="He had a knife.",
        b="He had an axe.",
        date_a=date(2019, 10, 8),
        date_b=date(2019, 10, 9),
        expect="conflict",
        kind="object",
        words_a="a knife",
        words_b="an axe",
    )


def test_without_a_date_of_its_own_b_has_the_date_of_a() -> None:
    [case] = read_cases("weapons.md", GOOD.replace("date B: 2019-10-09\n", ""))

    assert case.date_b == date(2019, 10, 8)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("# Title\n", "", "weapons.md:1: a file of cases starts with a title"),
        ("# Title\n", "# Title\nAbout weapons.\n", "weapons.md:2: only cases may follow the title"),
        ("## a-name", "## A name", "weapons.md:3: 'A name' is not a name"),
        ("held-out: yes", "held-out: maybe", "weapons.md:3: a-name has held-out: maybe; write yes or no"),
        ("date: 2019-10-08", "date: 8 October 2019", "has the date '8 October 2019'; write it as"),
        ("B: He had an axe.\n", "", "weapons.md:3: a-name has no 'B:' line"),
        ("B: He had an axe.", "C: He had an axe.", "weapons.md:8: a-name has 'C: He had an axe.'"),
        ("B: He had an axe.", "A: He had an axe.", "weapons.md:8: a-name has 'A:' twice"),
        ("conflict object", "conflict weapon", "expects 'conflict weapon a knife | an axe'; write one of"),
        ("a knife | an axe", "a knife", "expects 'conflict object a knife'; write one of silent, agree"),
    ],
)
def test_a_malformed_case_is_named_with_the_way_out(right: str, wrong: str, message: str) -> None:
    text = GOOD.replace(right, wrong)

    with pytest.raises(ValueError, match=re.escape(message)):
        list(read_cases("weapons.md", text))
