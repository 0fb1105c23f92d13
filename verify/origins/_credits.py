"""Whose copy an article or a claim carries: agencies that it credits, and the house that prints it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from verify.lexicon import agencies, load
from verify.records import Article, Claim

TRACES = 2  # "told AFP", a photo by AFP: from this many on the story is AFP's, where no one else signs

_CITED = re.compile(
    r"(?:\b(?:told|telling|according to|reported by|cited by|quoted by|reports? (?:by|from))\s+(?:the\s+)?"
    r"(?:news agency\s+)?)$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"^(?:\s+news agency)?\s+(?:reported|reports|said|says|quoted|cited)\b", re.IGNORECASE)
_SHARED = re.compile(r"\bcontributed\b|\bwith (?:files|reporting|material|additional)\b", re.IGNORECASE)
_TELLER = re.compile(r"\b(?:told|tells|telling)\s+(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Credit:
    """What an article says about the origin of its whole text; empty where it says nothing.

    `agency` and `house` are names to compare; an outlet that is an agency is that agency.
    """

    agency: str = ""
    house: str = ""


def credit(article: Article) -> Credit:
    """The credit for all of an article's words, from lines that exist to give it or from traces.

    A part that an agency contributed makes no whole. Traces count where no reporter signs and the
    story cites neither its own outlet nor a second agency as what its sources spoke to.
    """
    own = house(article.outlet.value or "")
    named = agencies.find(article.outlet.value or "", credit=True)
    if named:
        return Credit(named[0].agency, own)
    if article.agency.known == "stated":
        return Credit(article.agency.value or "", own)
    return Credit(_traced(article), own)


def house(outlet: str) -> str:
    """The family of an outlet in lower case; an unknown outlet is a family of its own."""
    plain = re.sub(r"^(?:https?://)?(?:www\.)?(?:the )?", "", outlet.strip().lower())
    families = load("publishers")
    return next((family for family, members in families.items() if plain in members), plain)


def cited(claim: Claim, sentence: str) -> str:
    """The agency that a claim has its words from: "told AFP", "Reuters reported", a photo credit."""
    if claim.role == "caption":
        named = agencies.find(sentence, credit=True)
        return named[-1].agency if named else ""
    found = {n.agency for n in agencies.find(sentence) if _is_source(sentence, n)}
    return found.pop() if len(found) == 1 else ""


def _is_source(text: str, named: agencies.Named) -> bool:
    return bool(_CITED.search(text[: named.start]) or _REPORTED.search(text[named.end :]))


def _traced(article: Article) -> str:
    if article.byline.value or any(_SHARED.search(t) for t in _texts(article, "boilerplate")):
        return ""
    told: Counter[str] = Counter()
    for text in _texts(article, "body"):
        told.update({n.agency for n in agencies.find(text) if _is_source(text, n)})
        if _own_teller(article, text):
            return ""
    if len(told) != 1:
        return ""
    (agency,) = told
    photos = sum(
        any(n.agency == agency for n in agencies.find(t, credit=True))
        for t in _texts(article, "caption", "boilerplate")
    )
    return agency if told[agency] + min(1, photos) >= TRACES else ""


def _own_teller(article: Article, text: str) -> bool:
    """Whether somebody told it to the outlet itself."""
    outlet = (article.outlet.value or "").lower().removeprefix("the ")
    after = (text[m.end() :].lower() for m in _TELLER.finditer(text))
    return bool(outlet) and any(rest.startswith(outlet) for rest in after)


def _texts(article: Article, *roles: str) -> Iterable[str]:
    return (article.text[p.start : p.end] for p in article.paragraphs if p.role in roles)
