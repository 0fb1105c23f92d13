"""When: dates, weekdays, months, relative days and times of day, resolved against the article's date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from verify.parse import Clause
from verify.records import Moment, Slot
from verify.slots import _calendar, _happening

KIND = "time"

_Found = tuple[int, int, Moment]  # start and end in the view

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_PART = r"(?P<part>morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk)"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)"
    r"|(?<=at )(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?! \w+s\b)"
    r"|(?P<paired>(?:[01]\d|2[0-3])[0-5]\d)(?=\s\(\d{4}\s?GMT\))"
    r"|(?P<zulu>(?:[01]\d|2[0-3]):?[0-5]\d)(?=\s?GMT)"
)
_ZONE = r"(?:\s?(?P<zone>GMT|UTC|Coordinated Universal Time|E[SD]T|C[SD]T|P[SD]T|BST|CES?T|IST))?"
PHRASE = re.compile(
    rf"\b(?:(?P<edge>early|late)\s(?:on\s)?)?{_DAY}(?:,?\s(?:the\s)?{_MONTH}\s(?P<d1>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?\b(?:,?\s(?P<y1>(?:19|20)\d\d))?)?(?:\s{_PART})?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH.replace('month', 'm2')}"
    rf"(?:,?\s(?P<y2>(?:19|20)\d\d))?"
    rf"|\b{_MONTH.replace('month', 'm3')}\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d|[:.]\d)"
    rf"(?:,?\s(?P<y3>(?:19|20)\d\d))?"
    rf"|\b(?:(?:in|since|of|by|last|until|early|late|this)\s)(?P<bare>{_MONTH.replace('month', 'm4')}"
    rf"(?:\s(?P<y4>(?:19|20)\d\d))?)"
    rf"|\b{_MONTH.replace('month', 'm5')},?\s(?P<y5>(?:19|20)\d\d)\b"
    rf"|\b(?P<relative>yesterday|today|tonight|tomorrow|last night|this morning|this afternoon|this evening|"
    rf"(?:(?P<many>a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s"
    rf"(?P<unit>day|week|month|year)s?\s(?:ago|earlier|before))|"
    rf"(?:last|this|next|previous)\s(?:week|month|year|summer|winter|spring|autumn))\b"
    rf"(?:\s{_PART.replace('part', 'part2')})?"
    rf"|\b(?:{_CLOCK}){_ZONE}"
    rf"|\b(?:in|since|the|of|during)\s(?P<year>(?:19|20)\d\d)\b(?!,\d)"
    rf"|\b(?:in the |at |overnight|this |that |the )?{_PART.replace('part', 'part3')}\b",
    re.IGNORECASE,
)
_EDGE_WORDS = frozenset({"early", "late", "mid"})
_EARLY, _LATE = (0, 600), (1020, 1560)
_EDGES = re.compile(
    r"(?:\b(?P<until>until|till|to|through)|\b(?P<by>by)|\b(?P<begin>since|from|starting|beginning)"
    r"|\b(?P<before>(?<!just )(?<!shortly )(?<!minutes )before|ahead of|prior to)"
    r"|\b(?P<after>(?<!just )(?<!shortly )(?<!minutes )after))"
    r"(?:\s(?:the|about|around|late|early|just|shortly|at))*\s?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|some time|shortly|just|near|nearly|almost|before|after)\b",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))"
    r"(?:\s(?:straight|consecutive|successive))?\sday\b",
    re.IGNORECASE,
)
_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_PAST = {"": 0, "half past": 30, "quarter past": 15, "quarter to": -15}
_HOUR = re.compile(
    r"\b(?:(?P<past>half past|(?:a )?quarter (?:past|to))|(?:at|at about|at around|before|after|until|since))"
    rf"\s(?P<hour>{'|'.join(_HOURS)})(?:\so'clock)?,?\s(?:on\s|in\sthe\s)?$",
    re.IGNORECASE,
)
_HOUR_CHARS = 40  # "a quarter past eleven o'clock on "
_BESIDE = re.compile(r",?\s(?:on\s|of\s)?")
_ABOUT_CHARS = 16  # "at approximately " before the time


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each phrase that says when.

    A weekday without a date is the last such day up to the article's publication; a day
    without a year takes the last such day. Without a publication date they stay unresolved,
    and only their weekday, month or label is known.
    """
    for start, end, moment in _joined(_found(clause), clause.view.text):
        yield clause.slot(KIND, start, end, _said_of(moment, start, end, clause), "when")
    for match in _NTH.finditer(clause.view.text, clause.first, clause.last):
        word = clause.at(match.end() - 1)
        if word is not None:
            moment = Moment(match.group().lower(), "time", acts=_happening.of_day(word))
            yield clause.slot(KIND, match.start(), match.end(), moment, "which day")


def _found(clause: Clause) -> Iterator[_Found]:
    for match in PHRASE.finditer(clause.view.text, clause.first, clause.last):
        moment = _moment(match, clause.published)
        if moment and clause.at(match.start()) is not None and not _counted(moment, clause, match):
            yield _hour(match.start(), match.end() - _stop(match.group()), moment, clause.view.text)


def _hour(start: int, end: int, moment: Moment, text: str) -> _Found:
    """The part of a day with the hour in words before it: "half past five on Wednesday afternoon"."""
    said = _HOUR.search(text, max(0, start - _HOUR_CHARS), start)
    if said is None or moment.minutes is None or not any(part in moment.label for part in _calendar.PARTS):
        return start, end, moment
    lo, hi = moment.minutes
    minute = _HOURS.index(said["hour"].lower()) * 60 + _PAST[(said["past"] or "").lower().removeprefix("a ")]
    fits = [m for m in (minute, minute + 720, minute + 1440) if lo <= m <= hi]
    if len(fits) != 1:
        return start, end, moment
    begin = said.start("past") if said["past"] else said.start("hour")
    label = " ".join(text[begin:end].lower().split())
    return begin, end, replace(moment, label=label, minutes=(fits[0], fits[0]))


def _counted(moment: Moment, clause: Clause, match: re.Match[str]) -> bool:
    """Whether it is a night among nights, not a time: "the latest night of clashes"."""
    word = clause.at(match.end() - 1)
    if word is None or moment.label not in _calendar.PARTS:
        return False
    kinds = {c.lower_ for c in word.children if c.dep_ in {"amod", "nummod"}} - _EDGE_WORDS
    return bool(kinds) or any(c.lower_ == "of" for c in word.children)


def _stop(phrase: str) -> int:
    """1 where the phrase ends with the full stop of its sentence, not of "p.m." or "Dec."."""
    return int(
        phrase.endswith(".")
        and not re.search(
            r"\.m\.$|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$", phrase, re.IGNORECASE
        )
    )


def _joined(found: Iterable[_Found], text: str) -> Iterator[_Found]:
    """A day and the time of day right beside it as one: "8:30 am on Tuesday", "this morning, 16 May"."""
    before: _Found | None = None
    for start, end, moment in found:
        if before is None or not _beside(text, before, start):
            if before is not None:
                yield before
            before = start, end, moment
            continue
        one = _one(before[2], moment, " ".join(text[before[0] : end].lower().split()))
        if one is None:
            yield before
        before = (start, end, moment) if one is None else (before[0], end, one)
    if before is not None:
        yield before


def _beside(text: str, before: _Found, start: int) -> bool:
    """Whether the next time stands right beside the one before, or is the end of "between 7:00 and 8:00"."""
    joint = text[before[1] : start]
    return bool(_BESIDE.fullmatch(joint)) or (joint == " and " and text[: before[0]].endswith("between "))


def _one(a: Moment, b: Moment, label: str) -> Moment | None:
    """The day of one with the time of day of the other; a named day goes before "this morning"."""
    if a.grain == b.grain == "time" and a.minutes and b.minutes and label.count(" and ") == 1:
        return (
            replace(b, label=label, minutes=(a.minutes[0], b.minutes[1]))
            if b.minutes[1] > a.minutes[0]
            else None
        )
    for day, time in ((a, b), (b, a)):
        named = day.grain == "day" and not _calendar.RELATIVE.match(day.label)
        if (
            named
            and day.minutes is None
            and time.minutes
            and (time.grain == "time" or _calendar.RELATIVE.match(time.label))
        ):
            return replace(day, label=label, minutes=time.minutes, zone=time.zone)
    return None


def _said_of(moment: Moment, start: int, end: int, clause: Clause) -> Moment:
    """The moment with what happened then, as the words around it say."""
    before = clause.view.text[clause.first : start]
    word = clause.at(end - 1) or clause.at(start)
    if word is None:
        return moment
    acts, edge = _happening.said_of(_happening.head(word))
    if (
        not clause.text[: start - clause.first].strip(" ,")
        or len(clause.text[: start - clause.first].split()) == 1
    ):
        acts |= _happening.main(clause.words)  # "On Monday" opens the sentence: parsers often misplace it
    acts |= _happening.rank(word) | _happening.subject(word)
    if clause.published and _happening.ahead(word):
        moment = _calendar.coming(moment, clause.published)
    side = _EDGES.search(before)
    stated = side.lastgroup if side else None
    about = bool(_ABOUT.search(before[-_ABOUT_CHARS:]))
    planned = _happening.planned(word)
    return replace(moment, acts=acts, edge=stated or edge, about=about, planned=planned)


def _moment(match: re.Match[str], published: date | None) -> Moment | None:
    found = {k: v for k, v in match.groupdict().items() if v}
    label = " ".join(match.group()[: len(match.group()) - _stop(match.group())].lower().split())
    month = next((found[k] for k in ("month", "m2", "m3", "m4", "m5") if k in found), None)
    day = next((int(found[k]) for k in ("d1", "d2", "d3") if k in found), None)
    year = next((int(found[k]) for k in ("y1", "y2", "y3", "y4", "y5", "year") if k in found), None)
    minutes = _minutes(found)
    weekday = next((i for i, d in enumerate(_DAYS) if found.get("weekday", "-").lower() + "day" == d), None)
    if month and day:
        return _calendar.dated(label, (year, _month(month), day), weekday, minutes, published)
    if weekday is not None:
        return _calendar.weekday(label, weekday, minutes, published)
    return _wider(label, found, year, published) or _clock(label, found, published)


def _wider(label: str, found: dict[str, str], year: int | None, published: date | None) -> Moment | None:
    month = next((found[k] for k in ("m4", "m5") if k in found), None)
    if month:
        return _calendar.monthly(label, _month(month), year, published)
    if year:
        return Moment(label, "year", date(year, 1, 1), date(year, 12, 31))
    return None


def _clock(label: str, found: dict[str, str], published: date | None) -> Moment | None:
    minutes = _minutes(found)
    if "relative" in found:
        return _calendar.relative(label, found, minutes, published)
    if minutes:
        return Moment(label, "time", minutes=minutes, zone=_zone(found))
    return None


def _zone(found: dict[str, str]) -> str:
    zone = found.get("zone", "GMT" if "zulu" in found else "").upper()
    return "GMT" if zone.startswith(("UTC", "COORD")) else zone


def _month(name: str) -> int:
    return _calendar.MONTHS.index(name[:3].lower()) + 1


def _minutes(found: dict[str, str]) -> tuple[int, int] | None:
    part = found.get("part") or found.get("part2") or found.get("part3")
    if "edge" in found and (part or "night").lower() != "night":
        return (
            _EARLY
            if found["edge"].lower() == "early" and part == "morning"
            else _calendar.PARTS[str(part).lower()]
        )
    if part:
        return _calendar.PARTS[part.lower()]
    if "edge" in found:
        return _EARLY if found["edge"].lower() == "early" else _LATE
    if "hour" in found:
        hour = int(found["hour"]) % 12 + (12 if found["half"][0].lower() == "p" else 0)
        return (hour * 60 + int(found.get("minute", 0)),) * 2
    if "hour24" in found:
        return (int(found["hour24"]) * 60 + int(found["minute24"]),) * 2
    digits = (found.get("military") or found.get("paired") or found.get("zulu") or "").replace(":", "")
    return (int(digits[:2]) * 60 + int(digits[2:]),) * 2 if digits else None
