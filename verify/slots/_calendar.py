"""Days that a phrase names, found with the help of the day on which the article appeared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from verify.records import Moment

Minutes = tuple[int, int]
Named = tuple[int | None, int, int]  # year, month, day

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS = {
    "dawn": (240, 420), "morning": (240, 720), "midday": (690, 780), "noon": (690, 780),
    "afternoon": (720, 1080),
    "dusk": (1020, 1200), "evening": (1020, 1440), "night": (1140, 1800), "midnight": (1425, 1455),
}  # fmt: skip
ENDED_DAYS = 60  # "would be given on 30 November": a day long past is meant to come
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
RELATIVE = re.compile(r"this|today|tonight|yesterday|tomorrow|last")
_WORDS = {
    w: i
    for i, w in enumerate(
        ["zero", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
} | {"one": 1}
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def coming(moment: Moment, published: date) -> Moment:
    """The next such day where the day was taken for a past one: "will open on Monday"."""
    if moment.grain != "day" or not moment.first or moment.first >= published or _YEAR.search(moment.label):
        return moment
    if not re.search(r"\d", moment.label) and not RELATIVE.match(moment.label):
        on = moment.first + timedelta(days=7)
    elif _long_past(moment, published) and re.search("|".join(MONTHS), moment.label):
        on = moment.first.replace(year=moment.first.year + 1)
    else:
        return moment
    return replace(moment, first=on, last=on, weekday=on.weekday(), month=on.month)


def _long_past(moment: Moment, published: date) -> bool:
    first = moment.first
    return first is not None and (published - first).days > ENDED_DAYS and (first.month, first.day) != (2, 29)


def dated(
    label: str, named: Named, weekday: int | None, minutes: Minutes | None, published: date | None
) -> Moment | None:
    """The day of a date as `named`; None where the calendar has no such day.

    Without a year it is the last such day up to a week after publication.
    """
    year, month, day = named
    try:
        if year:
            on = date(year, month, day)
        elif published:
            on = date(published.year, month, day)
            on = on if on <= published + timedelta(days=7) else date(published.year - 1, month, day)
        else:
            date(2000, month, day)
            return Moment(label, "day", weekday=weekday, month=month, minutes=minutes)
    except ValueError:  # 31 June: a misprint, not a day
        return None
    return Moment(label, "day", on, on, on.weekday(), month, minutes)


def weekday(label: str, weekday: int, minutes: Minutes | None, published: date | None) -> Moment:
    """The last such day up to publication."""
    if not published:
        return Moment(label, "day", weekday=weekday, minutes=minutes)
    on = published - timedelta(days=(published.weekday() - weekday) % 7)
    return Moment(label, "day", on, on, weekday, on.month, minutes)


def monthly(label: str, month: int, year: int | None, published: date | None) -> Moment:
    """The last such month up to publication, or that of the year."""
    if not year and published:
        year = published.year if month <= published.month else published.year - 1
    if not year:
        return Moment(label, "month", month=month)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return Moment(label, "month", date(year, month, 1), last, month=month)


def relative(label: str, found: dict[str, str], minutes: Minutes | None, published: date | None) -> Moment:
    """As in "yesterday", "two weeks ago", "last month": counted back from publication.

    "Two weeks before" and "a day earlier" count from what else is told, and have no day of their own.
    """
    if "unit" in found and not label.endswith("ago"):
        return Moment(label, found["unit"].lower(), minutes=minutes)
    if "unit" in found:
        back = _UNIT_DAYS[found["unit"].lower()] * (_WORDS.get(found["many"].lower()) or int(found["many"]))
        slack = _UNIT_DAYS[found["unit"].lower()] // 2
        return _around(label, found["unit"].lower(), published, (back, slack), minutes)
    for word, back in (("yesterday", 1), ("last night", 1), ("tomorrow", -1)):
        if label.startswith(word):
            night = PARTS["night"] if "night" in label else minutes
            return _around(label, "day", published, (back, 0), night)
    for unit in ("week", "month", "year"):
        if unit in label:
            back = (
                0 if label.startswith("this") else _UNIT_DAYS[unit] * (-1 if label.startswith("next") else 1)
            )
            return _around(label, unit, published, (back, _UNIT_DAYS[unit]), None)
    if re.search("summer|winter|spring|autumn", label):
        return Moment(label, "month")
    part = next((PARTS[p] for p in ("morning", "afternoon", "evening") if p in label), minutes)
    return _around(label, "day", published, (0, 0), PARTS["night"] if label == "tonight" else part)


def _around(
    label: str, grain: str, published: date | None, span: tuple[int, int], minutes: Minutes | None
) -> Moment:
    """The day `span[0]` days before publication, give or take `span[1]` days."""
    back, slack = span
    if not published:
        return Moment(label, grain, minutes=minutes)
    middle = published - timedelta(days=back)
    first, last = middle - timedelta(days=slack), min(middle + timedelta(days=slack), max(published, middle))
    exact = grain == "day" and slack == 0
    return Moment(
        label,
        grain,
        first,
        last,
        middle.weekday() if exact else None,
        middle.month if exact else None,
        minutes,
    )
