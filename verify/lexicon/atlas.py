"""Countries, their capitals and their peoples; read from the country data on first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from verify import letters, lexicon

DIRECTIONS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
TURN = 360 // len(DIRECTIONS)  # degrees from one to the next


@dataclass(frozen=True, slots=True)
class Atlas:
    """Names in lower case and without accents; of two of one name, the more populous country.

    A province that bears the name of a capital is left out.
    """

    countries: frozenset[str]
    capital_of: dict[str, str]
    country_of_people: dict[str, str]
    country_of_province: dict[str, str]

    def country_of(self, name: str) -> str:
        """The country of a capital or province, "" if it is not known."""
        return self.capital_of.get(name) or self.country_of_province.get(name, "")


def plain(name: str) -> str:
    """The name in lower case, without accents and the article."""
    return letters.plain(name).removeprefix("the ").strip()


@cache
def atlas() -> Atlas:
    """All that the country data tells."""
    from countryinfo import all_countries

    countries: set[str] = set()
    province_of: dict[str, str] = {}
    capital_of: dict[str, str] = {}
    people: dict[str, str] = {}
    for info in sorted((c.info() for c in all_countries()), key=_biggest_first):
        country = plain(info["name"])
        countries |= {country, *_plain(info.get("altSpellings"))}
        province_of |= {p: country for p in _plain(info.get("provinces")) if p not in province_of}
        capital_of |= {c: country for c in _plain(info.get("capital")) if c not in capital_of}
        people |= {p: country for p in _plain(info.get("demonym")) if p not in people}
    provinces = {name: country for name, country in province_of.items() if name not in capital_of}
    people = {p: c for p, c in lexicon.load("places")["peoples"].items() if p not in people} | people
    return Atlas(frozenset(countries), capital_of, people, provinces)


def _biggest_first(info: Mapping[str, Any]) -> tuple[int, str]:
    return -int(info.get("population") or 0), str(info["name"])


def _plain(entry: object) -> list[str]:
    names = entry if isinstance(entry, list) else [entry]
    return [plain(n) for n in names if isinstance(n, str) and n]


def direction(word: str) -> str:
    """The direction that a word of it means ("north-western" is northwest), or ""."""
    low = (
        word.lower()
        .replace("-", "")
        .replace(" ", "")
        .removesuffix("ern")
        .removesuffix("erly")
        .removesuffix("ward")
    )
    return low if low in DIRECTIONS else ""


def degrees(a: str, b: str) -> int:
    """The angle between two directions, 0 to 180."""
    turn = abs(DIRECTIONS.index(a) - DIRECTIONS.index(b)) * TURN
    return min(turn, 360 - turn)
