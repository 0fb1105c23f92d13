"""Units of a number, magnitudes and ages, and what it is that an amount measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from verify import lexicon
from verify.parse import Clause
from verify.slots._numbers import Number

if TYPE_CHECKING:
    from spacy.tokens import Token

_IRREGULAR = {"feet": "foot", "inches": "inch", "metres": "metre"}
_AGE = re.compile(r"-year-olds?\b|-year old\b|\syears? old\b|\syears of age\b")
_AGE_WORDS = re.compile(r"[\s-]\w+(?:[\s-](?:olds?|of age))?")
_UNIT = re.compile(r"[\s-]?(%|[a-z/$°]+)(?:[\s-]([a-z]+))?(?:[\s-]([a-z]+))?")
_OF = re.compile(r"\W{0,2}[^,.;]{0,25}?\b(of)\s")
_WORTH = re.compile(r"\bworth(?: an estimated)?\s$")
_REFERENCE = re.compile(  # "940 miles south of Tehran" is measured from Tehran
    r"(?:\s?\([^)]*\))?\W{0,2}"
    r"(?:(?:to the )?(?:north|south|east|west)[\w -]*?\sof|(?:away )?from|outside|off)\s(?:the\s)?"
    r"([A-Z]\w+(?:\s[A-Z]\w+)?)"
)
_PRONOUNS = frozenset(
    {"i", "you", "he", "she", "it", "we", "they", "this", "that", "much", "who", "which", "what"}
)
_AGED = re.compile(r"(?:-year-old)? ((?:[A-Z][\w'-]+ ?)+)")
_AGED_BEFORE = re.compile(  # "Imke Norr, a 17-year-old", "Imke Norr is 17 years old"
    r"((?:[A-Z][\w'-]++ ?)+)(?:, (?:an? |the |aged )?|(?:is|was) )$"
)
_MAGNITUDES = 1, 10.5
_MILLION = 1_000_000  # pounds: nothing in the news weighs so much
_BEFORE_MAGNITUDE = re.compile(
    r"(?:aftershock|quake|tremor|temblor)s? of (?:around |about )?$"
    r"|magnitude(?: of| at|-|\s|s (?:ranging|varying)(?: from)?|s of)*(?:around |about |between )?$"
    r"|strength(?: of)? $"
)
_AFTER_MAGNITUDE = re.compile(
    r"[\s-]?-?(?:magnitude|strength)|.{0,12}\bdegrees? (?:on|quake)|\s?on the richter"
)
_QUAKE = re.compile(r"[\s-]+(?:earthquake|quake|temblor|tremor)")


class Unit(NamedTuple):
    """Where the phrase ends in the view, the canonical unit ("" for none) and the factor to it."""

    end: int
    name: str
    factor: float


def unit(clause: Clause, number: Number) -> Unit:
    """The unit that follows the number, or that the words around it imply."""
    units = lexicon.load("quantities")["units"]
    after = clause.view.text[number.end : clause.last].lower()
    if number.money:
        sign = "$" if number.money.endswith("$") else number.money
        return Unit(number.end, *units[sign])
    if _magnitude(clause, number):
        return Unit(number.end, "magnitude", 1.0)
    if _AGE.match(after) and (words := _AGE_WORDS.match(after)):
        return Unit(number.end + len(words.group()), "age", 1.0)
    named = _named(after, number.end) or Unit(number.end, "", 1.0)
    if named.name == "kilogram" and number.lo >= _MILLION and after.lstrip(" -").startswith("pound"):
        return Unit(named.end, "pound sterling", 1.0)
    return named


def _named(after: str, end: int) -> Unit | None:
    """The unit of the lexicon that the text opens with, the longest first."""
    match = _UNIT.match(after)
    if not match:
        return None
    units = lexicon.load("quantities")["units"]
    a, b, c = (g or "" for g in match.groups())
    for phrase, group in ((f"{a} {b} {c}", 3), (f"{a} {b}", 2), (a, 1)):
        for key in _singulars(phrase):
            if key in units and _whole(key, after):
                return Unit(end + match.end(group), *units[key])
    return None


def _singulars(phrase: str) -> tuple[str, ...]:
    inner = re.sub(r"^(\w+?)s ", r"\1 ", phrase)  # "miles per hour"
    return phrase, phrase.removesuffix("s"), inner, _IRREGULAR.get(phrase, "")


def _whole(key: str, after: str) -> bool:
    """Whether a unit of one letter stands close to its number ("20k"): else it begins a word."""
    return len(key) > 1 or not key.isalpha() or not after[0].isspace() or key == "m"


def _magnitude(clause: Clause, number: Number) -> bool:
    text = clause.view.text
    decimal = "." in text[number.start : number.end]
    if decimal and _shaken(clause):
        return True
    low, high = _MAGNITUDES
    if not low <= number.lo < high or not text[number.end - 1].isdigit():
        return False
    before = text[max(clause.first, number.start - 25) : number.start].lower()
    after = text[number.end : number.end + 22].lower()
    if _BEFORE_MAGNITUDE.search(before) or _AFTER_MAGNITUDE.match(after):
        return True
    return decimal and bool(_QUAKE.match(after) or "richter" in clause.text.lower())


def _shaken(clause: Clause) -> bool:
    """Whether the clause says what a quake measured: "the tremor measured 5.8"."""
    quakes = {word for word, groups in lexicon.index("acts", "acts").items() if "quake" in groups}
    lemmas = {w.lemma_.lower() for w in clause.words}
    return bool(lemmas & quakes) and bool(lemmas & {"measure", "register", "rate"})


def measured_thing(clause: Clause, number: Number) -> str:
    """What the amount is an amount of: "of traffic", the noun it stands with, or the subject."""
    after = clause.view.text[number.end : clause.last]
    if match := _OF.match(after):
        of = clause.at(number.end + match.start(1))
        thing = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if thing is not None and thing.pos_ == "NOUN":
            return thing.lemma_.lower()
    if match := _REFERENCE.match(after):
        return match[1].lower()
    if _WORTH.search(clause.view.text, clause.first, number.start):
        worth = clause.at(clause.view.text.rindex("worth", 0, number.start))
        if worth is not None and worth.i and worth.nbor(-1).pos_ == "NOUN":
            return worth.nbor(-1).lemma_.lower()
    named = _noun_or_subject(clause.at(number.end - 1) or clause.at(number.start))
    return "" if named in _PRONOUNS else named


def aged(clause: Clause, number: Number) -> str:
    """The name of who is so old, "" where none stands beside the age."""
    text = clause.view.text
    if match := _AGED.match(text[number.end : clause.last]):  # "34-year-old Tomas Ferrel"
        return match[1].strip().lower()
    if match := _AGED_BEFORE.search(text[clause.first : number.start]):
        return match[1].strip().lower()
    return ""


def _noun_or_subject(word: Token | None) -> str:
    units = lexicon.load("quantities")["units"]
    while word is not None and word.head != word:
        if word.pos_ in {"NOUN", "VERB"} and word.lemma_.lower() not in units:
            break
        word = word.head
    if word is None or word.pos_ == "NOUN":
        return word.lemma_.lower() if word is not None else ""
    subject = next((c for c in word.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject.lemma_.lower() if subject is not None else ""
