"""One name, many spellings; and names that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify import names

ONE = [
    ("Qasem", "Ghasem"),
    ("Kata'ib Ansar", "Kataeb Ansar"),
    ("Adel Abdul Mahdi", "Adil Abdel Mahdi"),
    ("Esmail Qaani", "Ismail Ghaani"),
    ("Muammar Gaddafi", "Moammar Qadhafi"),
    ("José Ibáñez", "Jose Ibanez"),
    ("Sheikh Mohammed al-Rashedi", "Muhammad Al Rashidi"),
    ("Yevgeny Morozenko", "Evgenii Morozenko"),
    ("Rui Duarte", "Mr Duarte"),
    ("Gen. R. Duarte", "Rui Duarte"),
    ("Alex", "Alexandros Petridis"),
    ("Hamid Karimnejad", "Hamid Karim-Nejad"),
    ("Heydar Tavassolbandi", "Heidar Tavassolvandi"),
    ("Petra Lund", "Petra Lundt"),
    ("Masoud Dalvar", "Massoud Dalvar"),
]
OTHER = [
    ("Iran", "Iraq"),
    ("Austria", "Australia"),
    ("Dennis Crane", "Dennis Crane Jr."),
    ("Anna Kovar", "Peter Kovar"),
    ("Ramon Ybarra", "Luis Campoverde"),
    ("Saint Brendan", "Stella Nova"),
    ("Martin", "Marvin"),
    ("", "Ramon"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_name_are_one_name(a: str, b: str) -> None:
    assert names.same_name(a, b)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_names_that_only_look_alike_are_two(a: str, b: str) -> None:
    assert not names.same_name(a, b)


def test_a_thing_keeps_all_words_of_its_name() -> None:
    assert not names.same_name("Ansar", "Kataib Ansar", thing=True)
    assert names.same_name("Kata'ib Ansar", "Kataeb Ansar", thing=True)


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_order_of_two_names_does_not_matter(a: str, b: str) -> None:
    assert names.same_name(a, b) == names.same_name(b, a)


def test_proper_words_are_those_that_a_text_never_writes_small() -> None:
    text = "Heavy rain fell. The Orvel's mayor, Rui Duarte, said the heavy rain would reach Orvel by night."

    assert names.proper_words(text) == {"orvel", "rui", "duarte"}


def test_long_texts_share_some_proper_words_by_chance() -> None:
    long = frozenset(map(str, range(100)))

    assert names.shared_words(long, frozenset(map(str, range(75, 175)))) == 0
    assert names.shared_words(frozenset("abcd"), frozenset("abc")) > 1.7
