"""What makes a number something else than the amount of an event: a rate, an old value, a forecast."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from verify import lexicon
from verify.parse import Clause
from verify.slots._numbers import Number

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = 40  # characters before a number that say what it is
_AFTER = 30
_CLIMB = 6  # words from a number to what forecasts it
_DENOMINATOR = re.compile(r"(?:\bper|/|\b(?:out|one|two|three|four|five) (?:of|in)(?: every)?)\s?$")
_COUNTER = re.compile(r"(?:\d+ of )?\d+ (?:photos?|images?|pictures?|slides?|videos?)\b", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:half|most|some|many|few|thirds?|quarters?|part|majority) of $")
_DIFFERENCE = re.compile(r"\s(?:\w+\s)?(?:fewer|less|lower|higher|(?:short|shy) of)\b")
_CHILDREN = re.compile(r"\b(?:(?:grand)?(?:father|mother|parent)|dad|mum|mom)s? of $")
_UP_TO_YEAR = re.compile(r"\b(?:by|before|since|until|till|after|from|to)\s$")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\s[a-z]*s\b)")
_OF_YEAR = re.compile(  # "their 2012 sessions", "a 2013 report"; "the 2000 people" are a count
    r"(?:\b(?:the|a|an|its|his|her|our|their|this|that|last)|'s)\s(?:19|20)\d\d(?=\s[a-z]+)(?!\s[a-z]+s\b|\speople)",
    re.IGNORECASE,
)
_BRACKET_BEFORE = re.compile(r"\b(?:ages?|aged|ages of|age of)\s(?:(?:from|between)\s)?$")
_BRACKET_AFTER = re.compile(r"(?:[\s-]years?)?[\s-](?:age|bracket)\b")


def rate(clause: Clause, end: int) -> str:
    """What the amount is per ("month" of "196,000 jobs a month"), "" for a plain amount."""
    match = _rates().match(clause.view.text[end : clause.last])
    return re.sub(r"[,\s]", "", match["per"] or match["unit"]).lower() if match else ""


@cache
def _rates() -> re.Pattern[str]:
    units = "|".join(lexicon.load("quantities")["per"])
    return re.compile(
        rf"(?:[\s-][a-z'-]+){{0,3}}?"
        rf"(?:(?:\sper\s|/|\sfor\s(?:each|every)\s)(?P<per>[\w,]+)|[\s-](?:a|an|each|every)[\s-](?P<unit>{units})\b)",
        re.IGNORECASE,
    )


def passed_over(clause: Clause, number: Number, end: int) -> bool:
    """Whether it is no amount of the event: a denominator, what a share is of, a difference, an age
    bracket, a page's counter, an old value, a year, the children of someone.
    """
    text = clause.view.text
    before, after = text[clause.first : number.start].lower()[-_BEFORE:], text[end : end + _AFTER].lower()
    if _DENOMINATOR.search(before) or _SHARE.search(before) or _DIFFERENCE.match(after):
        return True
    if _CHILDREN.search(before) or (_UP_TO_YEAR.search(before) and _YEAR.match(text, number.start)):
        return True
    if number.lo < number.hi and (_BRACKET_BEFORE.search(before) or _BRACKET_AFTER.match(after)):
        return True
    if any(begins <= number.start < ends for begins, ends in clause.places(_COUNTER)):
        return True
    if any(begins < number.end <= ends for begins, ends in clause.places(_OF_YEAR)):
        return True
    phrase = text[number.start : number.end].lower()
    return phrase.startswith("from ") and " to " not in phrase and bool(_changes().search(before))


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.load('quantities')['changes'])})\b")


def forecast(word: Token) -> bool:
    """Whether someone expects the amount, or it is a limit: "economists had predicted 175,000 jobs"."""
    words, at = lexicon.load("quantities"), word
    for _ in range(_CLIMB):
        if at.head == at:
            return False
        counted, at = at.dep_ == "nummod", at.head
        if counted and at.pos_ == "NOUN":
            if any(c.dep_ == "acl" and c.lemma_.lower() in words["allowed"] for c in at.children):
                return True  # "the 30 seats needed"
            continue  # "24 goals" are no goal of 24
        lemma = at.lemma_.lower()
        if at.pos_ == "VERB" and (
            lemma in words["forecast"] or (lemma in words["allowed"] and at.i < word.i)
        ):
            return True
        if at.pos_ == "VERB" and any(c.lemma_.lower() in words["forecasters"] for c in at.children):
            return True
        if at.pos_ == "NOUN" and lemma in words["forecast_nouns"]:
            return True
    return False
