"""Numbers as intervals, with what they count or measure."""

from __future__ import annotations

import math

import pytest
from builders import clause

from verify.records import Quantity
from verify.slots import _units, quantity

pytestmark = pytest.mark.model


def amounts(text: str) -> list[tuple[str, Quantity]]:
    return [(s.text, s.value) for s in quantity.find(clause(text)) if isinstance(s.value, Quantity)]


def only(text: str) -> Quantity:
    ((_, value),) = amounts(text)
    return value


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("Twelve", 12, 12),
        ("1,204", 1204, 1204),
        ("Two hundred and five", 205, 205),
        ("Dozens of", 24, 99),
        ("Tens of thousands of", 20_000, 99_999),
        ("Between 5 and 9", 5, 9),
        ("Between five and nine", 5, 9),
        ("10 to 15", 10, 15),
        ("At least 40", 40, math.inf),
        ("More than 40", 41, math.inf),
        ("3.5 million", 3_500_000, 3_500_000),
    ],
)
def test_a_number_is_the_interval_of_what_it_can_mean(phrase: str, low: float, high: float) -> None:
    value = only(f"{phrase} miners were killed in the pit.")

    assert (value.lo, value.hi) == (low, high)


@pytest.mark.parametrize("phrase", ["About 40", "Nearly 40", "Up to 40", "Some 40", "Roughly 40"])
def test_a_blurred_number_says_so(phrase: str) -> None:
    assert only(f"{phrase} miners were killed in the pit.").about


def test_the_words_that_bound_a_number_belong_to_it() -> None:
    ((text, _),) = amounts("The mayor said at least 40 miners were killed.")

    assert text == "at least 40"


@pytest.mark.parametrize(
    ("text", "unit", "size"),
    [
        ("The quake struck 12 km north of Orvel.", "metre", 12_000),
        ("The quake struck 10 miles north of Orvel.", "metre", 16_093.44),
        ("A 5.9-magnitude quake shook the valley.", "magnitude", 5.9),
        ("The quake had a magnitude of 6.", "magnitude", 6),
        ("The robbers took $2 million from the bank.", "dollar", 2_000_000),
        ("A 34-year-old miner drowned in the pit.", "age", 34),
        ("The tremor lasted two minutes.", "second", 120),
    ],
)
def test_a_measure_is_told_in_its_canonical_unit(text: str, unit: str, size: float) -> None:
    value = only(text)

    assert (value.unit, value.lo) == (unit, pytest.approx(size))


def test_a_count_knows_what_it_counts_and_what_befell_it() -> None:
    value = only("Three rockets hit the mill.")

    assert (value.of, value.unit) == ("rocket", "")
    assert "strike" in value.acts


@pytest.mark.parametrize("noun", ["people", "miners", "women", "soldiers"])
def test_people_of_every_kind_are_people(noun: str) -> None:
    assert only(f"Seven {noun} were killed in the pit.").of == "person"


def test_killed_and_injured_are_two_counts() -> None:
    (_, killed), (_, injured) = amounts("Five people were killed and 14 injured in the pit.")

    assert (killed.lo, injured.lo) == (5, 14)
    assert "kill" in killed.acts
    assert "injure" in injured.acts


def test_none_is_a_count_of_zero() -> None:
    value = only("No miners were killed in the pit.")

    assert (value.lo, value.hi) == (0, 0)


def test_a_share_of_a_group_is_a_part() -> None:
    assert any(v.part for _, v in amounts("Police said that 15 of the miners were killed."))


def test_what_may_come_is_only_supposed() -> None:
    assert only("The fire could kill 200 miners.").supposed


def test_the_age_after_a_name_is_that_persons() -> None:
    value = only("The body of Osk Varn, 34, was found in the pit.")

    assert (value.unit, value.of) == ("age", "osk varn")


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke on 4 May 2021.",
        "The dam broke at 10:40.",
        "Channel 12 showed the dam.",
        "The dam broke for the 3rd time.",
        "The dam hit one.",
    ],
)
def test_numbers_that_neither_count_nor_measure_are_left_out(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The rate rose to 32 deaths, up from 6 a decade before.",
        "The fever spread among those aged 25 to 64.",
    ],
)
def test_old_values_and_age_brackets_are_no_amounts(text: str) -> None:
    assert [t for t, _ in amounts(text) if t != "32"] == []


def test_a_change_ends_at_its_last_value() -> None:
    value = only("The price fell from 22.9 to 16.5 percent.")

    assert (value.lo, value.hi) == (16.5, 16.5)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The mill made 300 barrels a month.", "litre per month"),
        ("The fever caused 6 deaths per 100,000 people.", "per 100000"),
        ("The town spent $40 per head on water.", "dollar per head"),
    ],
)
def test_a_rate_is_no_total(text: str, unit: str) -> None:
    assert [v.unit for _, v in amounts(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    ["Economists had estimated that 175 mills were built.", "The treaty limits the mills to 20 percent."],
)
def test_what_was_forecast_or_allowed_is_only_supposed(text: str) -> None:
    assert all(v.supposed for _, v in amounts(text))


def test_dozens_are_counted() -> None:
    value = only("More than two dozen mills were burnt.")

    assert (value.lo, value.hi) == (25, math.inf)


def test_the_context_asks_how_many() -> None:
    (slot,) = quantity.find(clause("At least 40 miners were killed in the old pit."))

    assert slot.context == "how many miners were killed in the old pit."


def test_a_row_of_capitals_before_an_age_is_read_in_linear_time() -> None:
    assert _units._AGED_BEFORE.search("A" * 4_000 + "!") is None
    assert _units._AGED_BEFORE.search("Imke Norr, a ")[1] == "Imke Norr"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("Pieces worth 4.2m euros were stolen from the museum.", 4_200_000, "euro"),
        ("The firm paid 9.7m pounds for the mill.", 9_700_000, "pound sterling"),
        ("The trench is 4.2m deep.", 4.2, "metre"),
        ("At least one-fifth of the houses were damaged.", 20, "percent"),
        ("Two-thirds of the houses were damaged.", 66, "percent"),
    ],
)
def test_letters_and_fractions_are_read_by_what_follows(text: str, low: float, unit: str) -> None:
    value = only(text)

    assert (value.lo, value.unit) == (pytest.approx(low), unit)


@pytest.mark.parametrize(
    "text",
    [
        "The merger is to save costs by 2024.",
        "The father of two wept in court.",
        "A mother of three, she wept in court.",
    ],
)
def test_years_and_other_peoples_children_are_not_counted(text: str) -> None:
    assert not amounts(text)


@pytest.mark.parametrize(
    ("text", "number", "act"),
    [
        ("Police raided a warehouse; two held after a chase.", "two", "arrest"),
        ("A driver who had been suspended shot dead three colleagues, police said.", "three", "kill"),
        ("A woman has died, raising to four the number of people killed in the crash.", "four", "kill"),
        ("The blast at the mill killed as many as nine.", "as many as nine", "kill"),
        ("It counted the missing, which would put the number aboard at 189.", "189", "carry"),
    ],
)  # fmt: skip
def test_a_count_knows_the_fate_beside_it(text: str, number: str, act: str) -> None:
    told = dict(amounts(text))

    assert act in told[number].acts


def test_a_group_that_acts_is_counted_though_someone_else_says_so() -> None:
    text = "Four men, two of them with rifles, burst into the bank shortly after it opened, a witness said."

    assert amounts(text)[0][0] == "Four"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Robbers made off with jewellery worth 4.5 million euros on Tuesday.", "jewellery"),
        ("Some 70% of internet traffic was lost.", "traffic"),
        ("Around 40 percent of the town's voice traffic was lost.", "traffic"),
    ],
)
def test_an_amount_is_of_the_thing_that_it_stands_with(text: str, thing: str) -> None:
    assert only(text).of == thing


def test_an_amount_a_week_in_one_word_is_a_rate() -> None:
    assert only("The 8,000-euro-a-week striker was hurt.").unit == "euro per week"
