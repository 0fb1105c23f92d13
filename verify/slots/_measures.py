"""What a number answers by the words near it ("How many people were on board?"), in whatever sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from verify import lexicon
from verify.parse import Clause
from verify.records import Quantity
from verify.slots._numbers import Number

_ASKED_BY_ACT = frozenset(
    {"kill", "injure", "critical", "miss", "trap", "arrest"}
)  # no measure of the lexicon
BESIDE = 2  # characters between "a village of" and its number
REACH = 60  # characters between a number and the word that tells what it answers


class _Measure(NamedTuple):
    name: str
    of: frozenset[str]
    nouns: frozenset[str]
    words: re.Pattern[str]
    before: re.Pattern[str] | None
    but: re.Pattern[str] | None


def measure(clause: Clause, number: Number, end: int, value: Quantity) -> str:
    """The measure of the lexicon whose word stands nearest to the number, "" where none does.

    A word that ends in "of" stands right before it ("a village of 400"), some somewhere before it: "a ferry
    carrying 40 people", but not "four men carrying rifles".
    """
    if not value.hi or (value.of == "person" and value.acts & _ASKED_BY_ACT):
        return ""  # who was harmed is asked for by the harm; "no gunmen" is a denial
    found = list[tuple[int, str]]()
    for known in _measures():
        if not _kinds(value) & known.of or (known.but and clause.places(known.but)):
            continue
        if {value.of, value.group} & known.nouns or known.words.fullmatch(value.of):
            return known.name
        before = clause.places(known.before) if known.before else ()
        for begins, ends in (*clause.places(known.words), *(p for p in before if p[1] <= number.start)):
            gap = max(begins - end, number.start - ends, 0)
            beside = ends <= number.start <= ends + BESIDE
            if gap <= REACH and (beside or not clause.view.text[begins:ends].lower().endswith(" of")):
                found.append((gap, known.name))
    return min(found, default=(0, ""))[1]


def _kinds(value: Quantity) -> frozenset[str]:
    """What the lexicon can call the thing counted or measured."""
    if not value.unit:
        return frozenset({value.of, value.group} - {""})
    money, _, per = value.unit.partition(" per ")
    if money == "dollar" or money in lexicon.load("measures")["dollars"]:
        return (
            frozenset({"money a year" if per == "year" else "money"}) if per in {"", "year"} else frozenset()
        )
    return frozenset({value.unit})


@cache
def _measures() -> tuple[_Measure, ...]:
    known = lexicon.load("measures")["measures"]
    return tuple(
        _Measure(
            name,
            frozenset(m["of"]),
            frozenset(m.get("noun", ())),
            _pattern(m["words"]),
            _pattern(m["before"]) if "before" in m else None,
            _pattern(m["but"]) if "but" in m else None,
        )
        for name, m in known.items()
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(w.removesuffix("*")) + (r"\w*" if w.endswith("*") else r"\b") for w in words)
    return re.compile("|".join(rf"(?:(?<!\w)|(?=\W)){part}" for part in parts), re.IGNORECASE)
