"""The age of the oldest of those who "range in age from 5 to 72"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.lexicon.people import OLDEST
from verify.parse import Clause
from verify.records import Quantity, Slot

KIND = "quantity"

_AGE = r"\d{1,3}(?:[\s-](?:months?|years?|weeks?|days?))?"
_YEARS = r"\b(?! (?:months?|weeks?|days?))"
_RANGE = re.compile(
    rf"\b(?:rang(?:e|es|ed|ing) in ages? from {_AGE} to (?P<a>\d{{1,3}}){_YEARS}"
    rf"|(?:rang(?:e|es|ed|ing)|were|are) (?:from|between) {_AGE} (?:to|and) (?P<b>\d{{1,3}})"
    rf"(?=\s(?:years?\s)?(?:old|of age)\b|\syears?\s*(?:[,.;]|$))"
    rf"|aged (?:from |between )?{_AGE} (?:to|and) (?P<c>\d{{1,3}}){_YEARS})",
    re.IGNORECASE,
)
_FATE = re.compile(r"\b(?:(?P<hurt>injured|wounded|hurt)|killed|dead|died)\b", re.IGNORECASE)
_NEAR = 80  # characters before a range that tell whose it is


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for the upper end of each range of ages; the hurt have an oldest of their own."""
    for match in _RANGE.finditer(clause.view.text, clause.first, clause.last):
        group = next(name for name in "abc" if match[name])
        age = float(match[group])
        near = max(clause.first, match.start() - _NEAR)
        fates = list(_FATE.finditer(clause.view.text, near, match.start()))
        of = f"{OLDEST} hurt" if fates and fates[-1]["hurt"] else OLDEST
        value = Quantity(age, age, about=False, unit="age", of=of, acts=frozenset())
        yield clause.slot(KIND, match.start(group), match.end(group), value, "how old")
