"""Which two places exclude each other, and why."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from verify import lexicon
from verify.lexicon import atlas
from verify.records import Place

OPPOSITE = 90  # degrees between directions that exclude each other; south and south-west do not
OPPOSITE_PARTS = 135  # north and north-east of a town overlap, its north and its east may
SPELLING = 75  # rapidfuzz ratio of two spellings of one name: "Khan Younis", "Khan Yunis" has 95
_IN = frozenset({"in", "at", "touch", "from", "into", "only"})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why two places exclude each other: the rule by its name, and a clause that tells it."""

    rule: str
    why: str


def exclusion(a: Place, b: Place) -> Exclusion | None:
    """Why a thing cannot be at both; None where it can or where nothing is known."""
    if a.relation == b.relation == "between":
        return _ends(a, b)
    if "between" in {a.relation, b.relation}:
        return None
    if _longer(a.name, b.name):
        return None
    if same(a, b):
        return _turned(a, b) or _inside(a, b) or _inside(b, a)
    return _extent(a, b) or _extent(b, a) or _towns(a, b) or _venues(a, b) or _numbers(a, b) or _sites(a, b)


def same(a: Place, b: Place) -> bool:
    """Whether both name one place: by its name, or as "the capital" or "the country"."""
    if a.name == b.name:
        return not (a.names and b.names and not a.names & b.names) and not _other_kind(a.kind, b.kind)
    if any({a.name, b.name} <= set(group) for group in lexicon.load("places")["renamed"]):
        return True
    for name, other in ((a.name, b.name), (b.name, a.name)):
        if name == "capital" and other in atlas.atlas().capital_of:
            return True
        if name in {"country", "nation"} and other in atlas.atlas().countries:
            return True
    return fuzz.ratio(a.name, b.name) >= SPELLING and not is_site(a) and not is_site(b)


def _longer(a: str, b: str) -> bool:
    """Whether one is the other with a word more, maybe a part of it: "New York City"."""
    left, right = (set(name.split()) for name in (a, b))
    return left < right or right < left


def _other_kind(a: str, b: str) -> bool:
    """A police station is not a railway station."""
    return a != b and " " in a and " " in b


def is_site(place: Place) -> bool:
    """Whether it is a building or the like, not a town or region."""
    return place.name in lexicon.load("places")["sites"]


def _turned(a: Place, b: Place) -> Exclusion | None:
    if a.relation in atlas.DIRECTIONS and b.relation in atlas.DIRECTIONS:
        if atlas.degrees(a.relation, b.relation) >= OPPOSITE:
            return Exclusion("direction", f"{a.relation} of it is not {b.relation} of it")
        return None
    if (
        a.part
        and b.part
        and a.relation in _IN
        and b.relation in _IN
        and atlas.degrees(a.part, b.part) >= OPPOSITE_PARTS
    ):
        return Exclusion("part", f"the {a.part} of it is not the {b.part} of it")
    return None


def _inside(a: Place, b: Place) -> Exclusion | None:
    within = a.relation in {"in", "touch", "across"} or a.outright
    if not within or a.relation == "only":
        return None
    if b.relation == "outside":
        return Exclusion("touch" if a.relation == "touch" else "outside", "inside a place is not outside it")
    if b.relation in atlas.DIRECTIONS and a.relation != "across" and not is_site(a):
        return Exclusion("outside", f"inside a place is not {b.relation} of it")
    return None


def _extent(wide: Place, narrow: Place) -> Exclusion | None:
    if wide.relation != "across" or not _is_whole(wide) or _is_country(narrow):
        return None
    if narrow.relation == "only":
        return Exclusion("only", "only a part is not the whole")
    if narrow.relation == "in" and narrow.kind != "" and not is_site(narrow):
        return Exclusion("extent", "all over is not in one place")
    return None


def _is_whole(place: Place) -> bool:
    return place.kind == "whole" or _is_country(place) or place.name in lexicon.load("places")["wholes"]


def _is_country(place: Place) -> bool:
    return place.name in atlas.atlas().countries or place.kind in {"country", "nation"}


def _ends(a: Place, b: Place) -> Exclusion | None:
    if a.names & b.names or any(fuzz.ratio(x, y) >= SPELLING for x in a.names for y in b.names):
        return None
    return Exclusion("between", "the ends of the two stretches differ")


def _towns(a: Place, b: Place) -> Exclusion | None:
    if a.relation != b.relation or a.relation not in {"in", "to", "from"} or not _two_towns(a, b):
        return None
    if a.relation != "in" and (a.many or b.many):
        return None
    return Exclusion("towns", f"{a.name.title()} is not {b.name.title()}")


def _venues(a: Place, b: Place) -> Exclusion | None:
    """Two of one kind with names of their own: "St Luke's hospital", "Niguarda hospital"."""
    here = {"in", "at"}
    if a.relation != b.relation and not (a.relation in here and b.relation in here):
        return None
    if a.relation not in here | {"to"} or a.many or b.many or a.name != b.name or not (a.names and b.names):
        return None
    if a.names & b.names or any(fuzz.ratio(x, y) >= SPELLING for x in a.names for y in b.names):
        return None
    return Exclusion("venue", f"{_titled(a)} is not {_titled(b)}")


def _titled(place: Place) -> str:
    return " ".join([*sorted(n.title() for n in place.names), place.name])


def _numbers(a: Place, b: Place) -> Exclusion | None:
    """Two floors or platforms: "the third floor", "the ninth floor"."""
    if a.kind != "numbered" or b.kind != "numbered" or a.name.split()[1:] != b.name.split()[1:]:
        return None
    if a.name == b.name or _ordinal(a.name) == _ordinal(b.name) or a.many or b.many:
        return None
    return Exclusion("numbered", f"the {a.name} is not the {b.name}")


def _ordinal(name: str) -> int:
    """The number of "third floor" and "3rd floor"; 0 where the lexicon has none."""
    word = name.split(maxsplit=1)[0]
    digits = word.rstrip("stndrh")
    words: list[str] = lexicon.load("places")["ordinals"]
    return int(digits) if digits.isdigit() else words.index(word) + 1 if word in words else 0


def _sites(a: Place, b: Place) -> Exclusion | None:
    """Two kinds of building of which neither can hold or be the other: "in a school", "in a church"."""
    if a.relation not in {"in", "at"} or b.relation not in {"in", "at"} or not (is_site(a) and is_site(b)):
        return None
    rooms, alike = set(lexicon.load("places")["rooms"]), lexicon.load("places")["sites_alike"]
    if len({a.name, b.name} & rooms) == 1:
        return None
    if a.name == b.name or a.many or b.many or any({a.name, b.name} <= set(group) for group in alike):
        return None
    return Exclusion("site", f"a {a.name} is not a {b.name}")


def _two_towns(a: Place, b: Place) -> bool:
    """Whether both are towns, or a town and a province of two countries."""
    known = atlas.atlas()
    if not (_is_settled(a) and _is_settled(b)):
        return False
    if not {a.name, b.name} & set(known.country_of_province):
        return True
    countries = {known.country_of(a.name), known.country_of(b.name)}
    return "" not in countries and len(countries) == 2


def _is_settled(place: Place) -> bool:
    if place.kind not in {"name", "city", "town", "village", "port", "capital"} or place.part:
        return False
    return place.name not in atlas.atlas().countries
