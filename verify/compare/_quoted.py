"""Words that both articles quote, and who is said to have said them."""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.names import same_name
from verify.records import Attribution, Claim, Pair, Span

LEAST_WORDS = 7  # of a quotation; fewer can be anyone's ("it would have been a massacre")

_QUOTED = re.compile(r"[\"“”]([^\"“”]+)(?:[\"“”]|$)")
_FOR_OTHERS = re.compile(
    r"\b(?:spokes\w+|lawyers?|solicitor|barrister|agent|behalf|office|read|reading|quot\w+|cit(?:ed|ing))\b",
    re.I,
)


class Voices(NamedTuple):
    """The two speakers, by their place in the articles, and the words that both are said to have said."""

    left: Span
    right: Span
    words: str


def two_voices(pair: Pair) -> Voices | None:
    """The speakers where both claims quote the same words, each from another person.

    Each speaker must stand beside the words and bear a person's name; silent where one claim
    names both (one reads out what the other said), and where someone speaks for another.
    """
    one, other = _speaker(pair.left), _speaker(pair.right)
    if pair.left.article == pair.right.article:
        return None
    if one is None or other is None or _speaks_for(pair.left) or _speaks_for(pair.right):
        return None
    words = _shared(pair.left.text, pair.right.text)
    if same_name(_name(one), _name(other)):
        return None
    if not words or _names(pair.left, other) or _names(pair.right, one):
        return None
    return Voices(_span(one), _span(other), words)


def _span(who: Attribution) -> Span:
    """The speaker without what stands after a comma."""
    return Span(who.start, who.start + len(who.text.split(",")[0]))


def _speaker(claim: Claim) -> Attribution | None:
    who = claim.attribution
    if who is None or not who.person or not claim.start <= who.start < who.end <= claim.end:
        return None
    there = claim.text[who.start - claim.start : who.end - claim.start]  # "he", where the name is above
    return who if there == who.text and any(w[:1].isupper() for w in there.split()) else None


def _speaks_for(claim: Claim) -> bool:
    return bool(_FOR_OTHERS.search(re.sub(_QUOTED, " ", claim.text)))


def _name(who: Attribution) -> str:
    """The last two words of the speaker, his name in most cases."""
    return " ".join(who.speaker.split(",", maxsplit=1)[0].split()[-2:])


def _names(claim: Claim, who: Attribution) -> bool:
    """Whether the claim names the speaker in any form."""
    name = _name(who)
    return any(same_name(name, other) or same_name(name.split()[-1], other) for other in claim.anchors.names)


def _shared(a: str, b: str) -> str:
    """The longest quotation of the one that the other has too, in plain words; "" where it is short."""
    left, right = _quotations(a), _quotations(b)
    both = [min(x, y, key=len) for x in left for y in right if f" {x} " in f" {y} " or f" {y} " in f" {x} "]
    return max((q for q in both if len(q.split()) >= LEAST_WORDS), key=lambda q: (len(q), q), default="")


def _quotations(text: str) -> list[str]:
    return [" ".join(re.findall(r"\w+", found.lower())) for found in _QUOTED.findall(text)]
