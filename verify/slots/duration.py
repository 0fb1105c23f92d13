"""How long: lengths of time, and how long before or after something a thing happened."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from verify import lexicon
from verify.parse import Clause
from verify.records import Length, Slot
from verify.slots import _happening
from verify.slots._events import phrasal, supposed

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "duration"
TERM = "term"  # what a sentence of prison lasts
_WANTED = re.compile(
    r"\b(?:ask(?:ed|s|ing)?|seek\w*|sought|want(?:ed|s)?|demand\w*|fac(?:e|es|ed|ing)|could|may|might|maximum"
    r"|up to|urged)\b",
    re.IGNORECASE,
)  # a sentence that is wanted or possible
_OPEN = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|anywhere|between|eligible|parole|considered|rejected|should(?:n't)?)\b",
    re.IGNORECASE,
)  # what the law leaves to the court, and what comes after some of it
NEAR = 40  # characters around a length that tell of prison
_JAIL = re.compile(
    r"\b(?:jail|jailed|prison|imprison\w*|sentenced?|caged|behind bars|minimum term|minimum of|parole"
    r"|serve[sd]?|serving)\b",
    re.IGNORECASE,
)
_NO_JAIL = re.compile(  # one serves in office, too; "10 years, or 15 years" is no sentence
    r"\b(?:congress|senat\w+|governor|mayor|president|parliament|secretary|office|army|navy|military|mandate)\b"
    r"|\bor \d+ (?:years|months)\b",
    re.IGNORECASE,
)
_LASTING = frozenset(
    {"last", "take", "continue", "go", "run", "endure", "be", "persist", "drag", "stretch", "need", "spend"}
)  # what lasts is their subject, or what they take to do
_ENDED = frozenset({"over", "gone"})  # "the raid was over in", "they were gone within"
_BENEATH = frozenset({"under", "beneath", "below", "underneath"})
_UNITS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400}
_UNITS |= {"week": 604800, "month": 2629800, "year": 31557600, "decade": 315576000}
_BOUND_CHARS = 20  # "in little more than " before the length
_OVER = re.compile(
    r"\b(?:at least|no (?:less|fewer) than|(?<!no )more than|(?<!just )(?<!little )over|upwards of"
    r"|well over)\s$",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:(?<!just )under|(?<!no )(?:less|fewer) than|up to|no (?:more|longer) than|at most|within)\s$",
    re.IGNORECASE,
)
REACH = 2.0  # nobody writes "less than an hour" of ten minutes
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|some|nearly|almost|just over"
    r"|little more than|just under|an estimated|close to)\s$",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"\b(?:(?:the|these|those|its|their|his|her|in|over|for)\s(?:\w+\s)?last|past|next|first|previous"
    r"|recent|coming|every|each|per|final|another|aged?|of|since|following|these|those|preceding)\s(?:the\s)?$",
    re.IGNORECASE,
)  # "the past two days": a window on the calendar
_FOR = re.compile(r"\bfor\s(?:\w+\s){0,3}$", re.IGNORECASE)  # "shut for five hours after the crash"
_SIDE = re.compile(r"\s(?P<side>before|after|prior to)\b", re.IGNORECASE)
_LOOSE = re.compile(
    r"[\s-](?:old|olds|ago|later|earlier|into|away|late|a (?:day|week|month|year)|hence|from now|of age)\b"
    r"|\s(?:\w+\s)?(?:contract|low|high|senior|junior|older|younger)\b",
    re.IGNORECASE,
)  # ages, what is counted from another time
_TERM = re.compile(r"\s(?:\w+\s)?(?:sentence|term)\b", re.IGNORECASE)  # of office, or of prison


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each length of time that says how long something took, or how long before or after
    something it came; ages, prison terms, and windows such as "the past two days" are left out.
    """
    text = clause.view.text
    for match in _pattern().finditer(text, clause.first, clause.last):
        word, before = clause.at(match.end() - 1), text[max(clause.first, match.start() - 30) : match.start()]
        around = text[max(clause.first, match.start() - NEAR) : match.end() + NEAR]
        jail = bool(_JAIL.search(around)) and not _NO_JAIL.search(around)
        if word is None or _WINDOW.search(before) or _LOOSE.match(text, match.end()):
            continue
        if _OPEN.search(clause.text) if jail else _TERM.match(text, match.end()):
            continue
        seconds, unit = _seconds(match)
        over, about = _OVER.search(before[-_BOUND_CHARS:]), _ABOUT.search(before[-_BOUND_CHARS:])
        under = _UNDER.search(before[-_BOUND_CHARS:])
        side = None if _FOR.search(before) else _SIDE.match(text, match.end())
        planned = _planned(clause, word, jail=jail)
        low, high = seconds / REACH if under else seconds, math.inf if over else seconds
        value = Length(
            low, high, unit, bool(about), side["side"].lower() if side else "",
            frozenset({TERM}) if jail and unit >= _UNITS["month"] else _acts(word, after=bool(side)),
            planned,
        )  # fmt: skip
        bound = over or about or (under if under and not under.group().startswith("within") else None)
        start = match.start() - (len(bound.group()) if bound else 0)
        yield clause.slot(KIND, start, match.end(), value, "how long")


def _planned(clause: Clause, word: Token, *, jail: bool) -> bool:
    """Whether it was still to come; a prison term is, unless someone only wants it."""
    if jail:
        return bool(_WANTED.search(clause.text))
    return _happening.planned(word) or supposed(_happening.head(word))


def _acts(word: Token, *, after: bool) -> frozenset[str]:
    """Classes of what lasted so long, or what came so long before or after something else."""
    if word.head.lower_ == "of" and word.head.head.lemma_ == "quarter":
        word = word.head.head
    head = _happening.head(word)
    if word.head.lower_ == "of" and word.head.head.pos_ == "NOUN" and not after:  # "a downtime of an hour"
        return _happening.said_of(word.head.head)[0]
    if after and head.dep_ == "advcl":  # "was declared the winner three hours after polls closed"
        return _happening.said_of(head.head)[0] | {f">{act}" for act in _happening.said_of(head)[0]}
    if head.pos_ == "NOUN" or head.lemma_.lower() not in _LASTING or phrasal(head):
        return _happening.said_of(head)[0]
    return _own(head).union(*(_happening.said_of(c)[0] for c in _lasting(head)))


def _lasting(head: Token) -> list[Token]:
    """What "lasted", "took" or "was" so long: how something was, else what was or had to be done."""
    was = [c for c in head.children if c.dep_ == "acomp" and c.lower_ not in _ENDED]
    if head.lemma_.lower() == "be" and was:  # "was adrift for"
        return was
    deps = {"xcomp", "advcl", "acl"}
    if head.lower_ != "gone":  # who is gone did not last
        deps |= {"nsubj", "nsubjpass"}
    return [c for c in head.children if c.dep_ in deps and c.pos_ in {"NOUN", "VERB"}]


def _own(head: Token) -> frozenset[str]:
    """What the verb itself tells of: "it lasted", "it was over in", "spent 20 years at", "under the mud"."""
    lemma = head.lemma_.lower()
    if head.lower_ == "gone":
        return frozenset({"last", "=gone"})
    if lemma == "last" or any(c.lower_ in _ENDED for c in head.children):
        return frozenset({"last"})
    if lemma != "spend":
        return frozenset()
    where = {c.lower_: c for c in head.children if c.dep_ == "prep"}
    if _BENEATH & set(where):
        return frozenset({"trap"})
    place = [p for word in where.keys() & {"at", "with"} for p in where[word].children if p.dep_ == "pobj"]
    return frozenset({"=work"}) if any(p.pos_ == "PROPN" for p in place) else frozenset()


def _seconds(match: re.Match[str]) -> tuple[float, float]:
    """The length, and the smallest unit that it is told in, in seconds."""
    first = _UNITS[match["unit"].lower()]
    total, least = _number(match["number"]) * first, first
    if match["half"] or match["half2"]:
        total, least = total + first / 2, first // 2
    if match["unit2"]:
        least = _UNITS[match["unit2"].lower()]
        total += _number(match["number2"]) * least
    return total, float(least)


def _number(text: str) -> float:
    words = re.split(r"[\s-]+", text.lower())
    known = lexicon.load("quantities")["numbers"]
    if words[0] == "half":
        return 0.5
    if "quarter" in words or "quarters" in words:
        return 0.75 if words[0] == "three" else 0.25
    if words[0][0].isdigit():
        return float(words[0].replace(",", ""))
    return float(sum(known.get(w, 1 if w in {"a", "an"} else 0) for w in words))


@cache
def _pattern() -> re.Pattern[str]:
    small = "|".join(
        sorted((w for w in lexicon.load("quantities")["numbers"] if w != "no"), key=len, reverse=True)
    )
    part = r"(?:a quarter|three[- ]quarters) of an?|an? (?:whole|full|entire)|half an?"
    number = rf"\d[\d,]*(?:\.\d+)?|(?:{small})(?:-(?:{small}))?"
    units = "|".join(sorted(_UNITS, key=len, reverse=True))
    short = "hour|minute"  # "a second" is most often the next one
    ends = "(?:day|week|month|year|decade)(?= (?:before|after|long|prior to))"
    return re.compile(
        rf"(?<![\w$€£.,:-])(?:(?P<number>(?:{part})(?= (?:{units})\b)|an?(?= (?:{short})\b| {ends})|{number})"
        rf"(?P<half> and a half)?[\s-]?(?P<unit>{units})s?\b(?P<half2> and a half)?"
        rf"(?:(?:,| and|, and)? (?P<number2>{number})\s?(?P<unit2>{units})s?\b)?)",
        re.IGNORECASE,
    )
