"""Phrases that say when, resolved against the day on which the article appeared."""

from datetime import date

import pytest

from verify import parse
from verify.records import Moment
from verify.slots import time

pytestmark = pytest.mark.model

PUBLISHED = date(2021, 5, 13)  # a Thursday


def moments(text: str) -> list[Moment]:
    view = parse.view(text, 0, len(text), split=False)
    doc = next(iter(parse.parse([text])))
    clause = parse.Clause(tuple(doc), view, PUBLISHED)
    return [s.value for s in time.find(clause) if isinstance(s.value, Moment)]


def test_a_weekday_is_the_last_one_before_publication() -> None:
    (moment,) = moments("The mill burned down on Tuesday.")

    assert moment.first == moment.last == date(2021, 5, 11)


def test_a_weekday_of_something_to_come_is_the_next_one() -> None:
    (moment,) = moments("The court will hear the miners on Tuesday.")

    assert moment.first == date(2021, 5, 18)


def test_a_date_of_something_to_come_can_lie_months_ahead() -> None:
    (moment,) = moments("The court will hear the miners on 30 September.")

    assert moment.first == date(2021, 9, 30)


def test_a_clock_time_beside_its_day_is_one_moment() -> None:
    (moment,) = moments("The dam broke at 8:30 am on Tuesday.")

    assert (moment.first, moment.minutes) == (date(2021, 5, 11), (510, 510))


def test_a_named_day_goes_before_this_morning() -> None:
    (moment,) = moments("The dam broke this morning, 4 May.")

    assert moment.first == date(2021, 5, 4)
    assert moment.minutes == (240, 720)


def test_local_and_gmt_time_of_one_moment_stand_apart() -> None:
    local, gmt = moments("The tremor struck at 1353 (1023 GMT).")

    assert (local.minutes, local.zone) == ((833, 833), "")
    assert (gmt.minutes, gmt.zone) == ((623, 623), "GMT")


def test_a_range_of_clock_times_is_one_moment() -> None:
    (moment,) = moments("The line snapped between 07:28 and 08:06 UTC.")

    assert (moment.minutes, moment.zone) == ((448, 486), "GMT")


def test_the_full_stop_of_the_sentence_is_no_part_of_the_date() -> None:
    (moment,) = moments("The mayor resigned on 4 May.")

    assert moment.label == "4 may"


def test_an_early_and_a_late_side_are_told_apart() -> None:
    begun, over = moments("The strike began on Monday and ended on Tuesday.")

    assert (begun.edge, over.edge) == ("begin", "end")


def test_a_time_knows_what_happened_then() -> None:
    (moment,) = moments("Monday's quake shook the valley.")

    assert "quake" in moment.acts


def test_the_day_of_developments_is_that_of_the_text_in_a_headline_too() -> None:
    (moment,) = moments("Velden Ferry Explosions: Tuesday's Developments")

    assert moment.acts == {"=development"}  # told in capitals, it is taken for a name
