"""Places, and how a thing lies to them."""

from __future__ import annotations

import pytest

from verify import parse
from verify.records import Place, Slot
from verify.slots import place

pytestmark = pytest.mark.model


def found(text: str) -> list[Slot]:
    view = parse.view(text, 0, len(text), split=False)
    (doc,) = parse.parse([view.text])
    return list(place.find(parse.Clause(tuple(doc), view, None)))


def only(text: str) -> tuple[str, Place]:
    (slot,) = found(text)
    assert isinstance(slot.value, Place)
    return slot.text, slot.value


@pytest.mark.parametrize(
    ("text", "phrase", "relation", "name"),
    [
        ("The shell exploded just outside the library.", "just outside the library", "outside", "library"),
        ("The shell exploded inside the library.", "inside the library", "in", "library"),
        (
            "The shell landed at the perimeter of the museum.",
            "at the perimeter of the museum",
            "outside",
            "museum",
        ),
        ("The shell hit the museum.", "the museum", "touch", "museum"),
        ("The boat sank north-west of Malta.", "north-west of Malta", "northwest", "malta"),
        ("The boat sank 12 miles south of Malta.", "12 miles south of Malta", "south", "malta"),
        ("Soldiers are stationed across the country.", "across the country", "across", "country"),
        ("The bridge fell in Madrid.", "in Madrid", "in", "madrid"),
    ],
)
def test_a_phrase_says_how_a_thing_lies_to_a_place(text: str, phrase: str, relation: str, name: str) -> None:
    words, value = only(text)

    assert (words, value.relation, value.name) == (phrase, relation, name)


def test_a_direction_within_a_place_is_a_part_of_it() -> None:
    _, value = only("The fire broke out in the northern suburbs of Madrid.")

    assert (value.relation, value.name, value.part) == ("in", "madrid", "north")


def test_the_direction_of_a_town_is_no_part_of_the_town() -> None:
    _, value = only("The fire broke out in the northern town of Burgos.")

    assert (value.name, value.part) == ("burgos", "")


def test_the_capital_of_a_people_has_a_name() -> None:
    _, value = only("The fire broke out in the Spanish capital.")

    assert value.name == "madrid"


def test_between_keeps_both_ends() -> None:
    _, value = only("The train stopped between Madrid and Burgos.")

    assert value.relation == "between"
    assert value.names == {"madrid", "burgos"}


@pytest.mark.parametrize(
    "text",
    [
        "The minister said in Madrid.",
        "The plane was due to land in Madrid.",
        "The plane might land in Madrid.",
        "They were right in many ways.",
    ],
)
def test_what_need_not_have_happened_there_is_left_out(text: str) -> None:
    assert found(text) == []


def test_what_is_to_come_for_sure_is_marked_as_planned() -> None:
    _, value = only("The plane will land in Madrid.")

    assert value.planned


@pytest.mark.parametrize(
    ("text", "slot", "name"),
    [
        ("The fire broke out on the ninth floor.", "on the ninth floor", "ninth floor"),
        ("The pilot was flown to St Ambrose hospital.", "to St Ambrose hospital", "hospital"),
    ],
)
def test_floors_and_destinations_are_places(text: str, slot: str, name: str) -> None:
    words, value = only(text)

    assert (words, value.name) == (slot, name)


def test_a_place_asks_its_own_question() -> None:
    _, value = only("The missing boat was found north of Malta.")

    assert value.ask == "Where was the missing boat found?"


def test_the_context_leaves_the_whole_phrase_open() -> None:
    (slot,) = found("The boat sank 12 miles south of Malta.")

    assert slot.context == "The boat sank where."
