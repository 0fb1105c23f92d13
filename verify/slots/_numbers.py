"""The grammar of numbers: digits, words and vague amounts, with what bounds or blurs them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from verify import lexicon

WHOLE = 1000  # below it "more than 40" of something is 41 or more
_LEAST = 1e-9  # what "more than 5.5" adds
_AFTER = re.compile(r"^\s(?:or so|or more|or fewer|or less)\b", re.IGNORECASE)
_OTHERS = re.compile(r"^\s(?:other|more|additional|further)\b(?!\sthan)", re.IGNORECASE)
_BESIDE = 200  # characters on either side of a number, more than all the words that bound it have
_NEAR = 40  # characters before "from 6 to 32" that say that it is a change
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BOUNDS = ("more_than", "at_least", "at_most", "less_than", "more", "about")


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase of the view, its place with its bounds, and the interval that it can mean.

    `money` is the sign of a currency, or "%" for a share ("half of").
    """

    start: int
    end: int
    lo: float
    hi: float
    about: bool = False
    more: bool = False
    money: str = ""


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    before: re.Pattern[str]
    change: re.Pattern[str]


def numbers(text: str, first: int, last: int) -> Iterator[Number]:
    """The numbers between the characters `first` and `last`, in order of place."""
    for match in _patterns().number.finditer(text, first, last):
        interval = _interval(match)
        if interval is None:
            continue
        money = "%" if match["share"] else (match["cur"] or "").lower()
        number = Number(match.start(), match.end(), *interval, money=money)
        begin, end = max(first, match.start() - _BESIDE), min(last, match.end() + _BESIDE)
        yield _blurred(_bounded(number, text[begin : match.start()], begin), text[match.end() : end])


@cache
def _patterns() -> _Patterns:
    words = lexicon.load("quantities")
    small = _any(words["numbers"])
    large = "|".join(s for s in words["scales"] if len(s) > 1)
    sums = rf"\s?(?:{'|'.join(_currencies())})s?|\s(?:{'|'.join(words['in_millions'])})"
    letter = rf"[mk](?=\b(?!\s?[a-z])|(?:{sums})\b)"  # "4.2m deep" is no sum
    one = (
        rf"(?:(?P<cur>US\$|\$|€|£)\s?)?"
        rf"(?:(?P<digits>{_DIGITS})(?:\s?(?P<scale>{large}|(?(cur)[mkbt]\b|{letter})))?"
        rf"|\b(?P<words>(?:{small})(?:[\s-](?:{small}))?"
        rf"(?:[\s-](?:{large})(?:\s(?:and\s)?(?:{small})(?:[\s-](?:{small}))?)?)*)\b)"
    )
    number = (
        rf"\b(?P<vague>{_any(words['vague'])})\b|\b(?P<share>{_any(words['fractions'], gap='[ -]')})(?= of\b)"
        rf"|(?<![\d.,/:@#])(?:{one})(?![\d/:])"
        rf"(?:(?:\s?-\s?|\sto\s|\sand\s)(?P<to>{_DIGITS}|\b(?:{small})\b)(?!\d|-year))?"
    )
    bounds = "|".join(f"(?P<{kind}>{_any(words[kind])})" for kind in _BOUNDS)
    before = rf"(?:\b(?:{bounds}|a total of|the|all|its|their|total|between|from)\s+)$"
    change = rf"\b(?:{_any(words['changes'])})\b"
    return _Patterns(*(re.compile(pattern, re.IGNORECASE) for pattern in (number, before, change)))


def _any(words: Iterator[str] | list[str] | dict[str, object], gap: str = r"\ ") -> str:
    """A pattern for any of the words, the longest first; `gap` is what may part two of a phrase."""
    return "|".join(re.escape(word).replace(r"\ ", gap) for word in sorted(words, key=len, reverse=True))


def _currencies() -> list[str]:
    """Names of currencies, and "pound", which is money after a letter for millions."""
    units, sums = lexicon.load("quantities")["units"], lexicon.load("measures")["dollars"]
    return [
        "pound",
        *(name for name, (unit, _) in units.items() if unit in {"dollar", *sums} and name.isalpha()),
    ]


def _interval(match: re.Match[str]) -> tuple[float, float] | None:
    """The least and the most that the match can mean; None where "and" joins two numbers."""
    words = lexicon.load("quantities")
    for group, known in (("vague", "vague"), ("share", "fractions")):
        if match[group]:
            lo, hi = words[known][match[group].lower().replace("-", " ")]
            return float(lo), float(hi)
    low = _digits(match["digits"], match["scale"]) if match["digits"] else _words(match["words"] or "")
    if not match["to"]:
        return low, low
    joint = match.group()[: match.start("to") - match.start()].rstrip()
    preceded = match.string[max(0, match.start() - 8) : match.start()].lower()
    if joint.lower().endswith("and") and "between " not in preceded:
        return None
    high = _digits(match["to"], None) if match["to"][0].isdigit() else _words(match["to"])
    if _changed(match.string[max(0, match.start() - _NEAR) : match.start()]):
        return high, high
    return (low, high) if high > low else (low, low)


def _changed(before: str) -> bool:
    """Whether a change goes before "from A to B": the amount is B then."""
    return before.lower().endswith("from ") and bool(_patterns().change.search(before))


def _digits(digits: str, scale: str | None) -> float:
    scales = lexicon.load("quantities")["scales"]
    return float(digits.replace(",", "")) * float(scales[scale.lower()] if scale else 1)


def _words(words: str) -> float:
    """The number in words, group by group: "two hundred and five thousand and ten"."""
    known = lexicon.load("quantities")
    if words.lower().startswith("no "):
        return 0.0  # "no one"
    total, group = 0.0, 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in known["scales"]:
            group = max(group, 1.0) * known["scales"][word]
            if known["scales"][word] >= 1000:
                total, group = total + group, 0.0
        elif word != "and":
            group += known["numbers"].get(word, 0)
    return total + group


def _bounded(number: Number, left: str, first: int) -> Number:
    """The number with the words before it that bound or blur it: "at least", "more than"."""
    while match := _patterns().before.search(left):
        kind = match.lastgroup
        if kind == "at_least":
            number = replace(number, hi=math.inf)
        elif kind == "more_than":
            number = replace(number, lo=number.lo + _step(number.lo), hi=math.inf)
        elif kind in {"at_most", "less_than", "about"}:
            number = replace(number, about=True)
        elif kind == "more":
            number = replace(number, more=True)
        left = left[: match.start()]
        number = replace(number, start=first + match.end() - len(match.group().lstrip()))
        if kind in {"at_most", "less_than"}:
            break
    return number


def _blurred(number: Number, right: str) -> Number:
    """The number with the words after it that bound or blur it: "or more", "or so", "other"."""
    if _OTHERS.match(right):
        return replace(number, more=True)
    tail = _AFTER.match(right)
    if tail is None:
        return number
    words = tail.group().strip().lower()
    hi = math.inf if words == "or more" else number.hi
    return replace(number, hi=hi, about=number.about or words == "or so")


def _step(value: float) -> float:
    """The least that "more than" adds: 1 to a count, next to nothing to a measure."""
    return 1.0 if value == int(value) and value < WHOLE else _LEAST
