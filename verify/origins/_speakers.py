"""Who a claim has its information from, in a form that is equal for one speaker in all articles.

Only a named person or a body that speaks as one ("the health ministry", "police") can be known
again; two "officials" or "witnesses" of two articles may be different people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify import lexicon, names

_ARTICLE = re.compile(r"^(?:the|its|their|his|her)\s+", re.IGNORECASE)
_VAGUE = re.compile(
    r"^(?:an?|one|two|three|some|several|many|other|another|most|all|both|no)\b", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:[a-z]{1,3}[ -])?[A-Z][\w'’.-]*)*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker by name (of a person or outlet) or as a body; neither where it cannot be known again."""

    text: str
    name: str = ""
    body: tuple[str, ...] = ()


def speakers(attribution: str) -> tuple[Speaker, ...]:
    """The speakers of an attribution: "security sources and the Iraqi military" are two."""
    parts = re.split(r"\s+and\s+(?=[a-z])", attribution)
    return tuple(_speaker(part.strip()) for part in parts if part.strip()) or (Speaker(attribution),)


def same(a: Speaker, b: Speaker) -> bool:
    """Whether two attributions name one speaker."""
    if a.name and b.name:
        return names.same_name(a.name, b.name)
    if a.body and b.body and a.body[-1] == b.body[-1]:
        return set(a.body) <= set(b.body) or set(b.body) <= set(a.body)
    return False


def _speaker(text: str) -> Speaker:
    """A person's name wins over what the person is: "Rui Lanz, a police spokesman" is Rui Lanz."""
    known = lexicon.load("speech")
    parts = [part.strip() for part in text.split(",")]
    for part in parts:
        name = _person(part, known)
        if name:
            return Speaker(text, name=name)
    head = _ARTICLE.sub("", re.split(r"\s(?:of|for|from|in|at|with|on|near)\s", parts[0])[0])
    plain = tuple(head.lower().replace("'s", "").replace("’s", "").split())
    if plain and not _VAGUE.match(parts[0]) and plain[-1] in known["bodies"]:
        return Speaker(text, body=plain)
    return Speaker(text)


def _person(part: str, known: dict[str, list[str]]) -> str:
    """The name that ends a part: "Lowhill mayor Ina Marr", "CNN"; not "Iraqi officials"."""
    found = list(_NAME.finditer(part))
    if not found or found[-1].end() != len(part.rstrip(". ")):
        return ""
    name = found[-1][0]
    last = name.split()[-1].lower()
    generic = {*known["bodies"], *known["speakers"], *(f"{w}s" for w in known["speakers"])}
    if last in generic or _VAGUE.match(part):
        return ""
    return " ".join(w for w in name.split() if w.lower() not in known["speakers"])
