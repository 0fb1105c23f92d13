"""How many, how much: numbers as intervals, with their unit, what they count and in what event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from verify import lexicon, parse
from verify.parse import Clause
from verify.records import Quantity, Slot
from verify.slots import _counts, _measures, _scope, time
from verify.slots._events import classes, governor, supposed
from verify.slots._numbers import Number, numbers
from verify.slots._units import Unit, aged, measured_thing, unit

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "quantity"
AGES = 1, 110  # years of a person whose age follows the name: "Abed Sultan, 20,"
NEAR = 30  # characters after a number that say of what it is a part
_HARM = frozenset({"kill", "injure", "critical", "miss", "trap", "arrest", "displace"})
_SERIES = frozenset(
    {"no.", "number", "line", "channel", "flight", "route", "highway", "section", "article", "page"}
)  # "Channel 12": a name, not twelve of anything
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_RESIDENT = re.compile(r"\b(?:home to|population of|inhabited by)\s*$")
_CRITICAL = re.compile(r"\s(?:of (?:them|whom)\s)?(?:\w+\s)?critical")
_OF_THEM = re.compile(r"\sof (?:(?:them|the|those|these|whom|which|his|her|its|their|whose)\b|[\w-]+'s\b)")
_FATE = re.compile(
    r"\s(?:(?:people|persons|others?|more|of them|were|was|are|is|have|has|been|being|still|remain|remained"
    r"|listed|reported|feared|as|left|presumed|believed|confirmed)\s){0,5}?"
    r"(dead|killed|missing|unaccounted|injured|wounded|hurt|arrested|detained|trapped|homeless"
    r"|held(?=\s?(?:[,.;]|$|(?:after|over|in|for|on|as|following)\b)))\b"
)
_ABOARD = re.compile(r"\s(?:(?:people|were|was|are|had|been|still)\s){0,3}?(?:on board|aboard)\b")
_ABOARD_BEFORE = re.compile(r"\b(?:number|total|count) (?:aboard|on board)[^,.;]{0,12}$")
_WOUNDS = frozenset({"wound", "wounds"})
_STILL = re.compile(r"[^,.;]*\bstill\b")
_FROM = re.compile(r"\s(?:from|by|in|of (?:wounds|injuries|burns|their|his|her)) ")
_ROW_BEFORE = re.compile(r"\b(?:last|first|next|final|remaining|latest|previous)\s$")
_ROW_AFTER = re.compile(r"\s(?:subsequent|remaining|later|earlier|previous)\b")
_INSIDE = re.compile(r"[^,.;:]{0,40}?\b(?:inside|outside)\b")  # others fell elsewhere
_OPEN = frozenset({"miss", "trap"})  # all those missing are still missing
_INCLUDING = re.compile(r"\bincluding (?:at least |about |[^.;:]+(?:,| and) )?$")


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each number that counts or measures something.

    Dates, clock times, years, ordinals, numbers in names ("Channel 12") and bare "one" say
    nothing here. "no casualties" counts zero of them.
    """
    text = clause.view.text
    moments = [m.span() for m in time.PHRASE.finditer(text, clause.first, clause.last)]
    for number in numbers(text, clause.first, clause.last):
        if any(a < number.end and number.start < b for a, b in moments):
            continue
        word = _last_word(clause, number)
        if word is None or _in_name(word) or _ORDINAL.match(text[number.end : number.end + 3]):
            continue
        measure = unit(clause, number)
        if _scope.passed_over(clause, number, measure.end):
            continue
        value = _measured(clause, number, word, measure) if measure.name else _counted(clause, number, word)
        if value is not None:
            blank = "how much" if value.unit else "how many"
            per = _scope.rate(clause, measure.end)
            value = replace(
                value,
                unit=f"{value.unit} per {per}".lstrip() if per else value.unit,
                supposed=value.supposed or _scope.forecast(word),
            )
            value = replace(value, measure=_measures.measure(clause, number, measure.end, value))
            yield clause.slot(KIND, number.start, measure.end, value, blank)


def _last_word(clause: Clause, number: Number) -> Token | None:
    text = clause.view.text[number.start : number.end]
    return clause.at(number.start + len(text.removesuffix(" of")) - 1) or clause.at(number.start)


def _in_name(word: Token) -> bool:
    """Whether the number ends a proper name: "Channel 12", "SEA-ME-WE 4"."""
    before = word.nbor(-1) if word.i > word.doc[0].i else None
    if before is None or not word.text[0].isdigit():
        return False
    names = word.dep_ == "nummod" and word.head.i < word.i and word.head.pos_ == "PROPN"
    return names or before.lower_ in _SERIES


def _measured(clause: Clause, number: Number, word: Token, measure: Unit) -> Quantity:
    lo, hi = number.lo, number.hi
    name = measure.name
    if name == "fahrenheit":
        name, lo, hi = "celsius", (lo - 32) / 1.8, (hi - 32) / 1.8
    thing = (aged if name == "age" else measured_thing)(clause, replace(number, end=measure.end))
    verb = governor(word)
    return Quantity(
        lo * measure.factor, hi * measure.factor, number.about, name, thing, classes(verb),
        more=number.more, supposed=supposed(verb), running=_running(clause, number),
    )  # fmt: skip


def _counted(clause: Clause, number: Number, word: Token) -> Quantity | None:
    tally = _counts.tallied(word)
    noun = tally or _counts.noun(word)
    if noun is None and _after_name(clause, number, word):
        return Quantity(number.lo, number.hi, number.about, "age", _name_before(word), frozenset())
    bare = clause.view.text[number.start : number.end].lower()
    if _idle(clause, number, word, noun):
        return None
    verb = governor(noun if noun is not None else word)
    own, fate = _own_fate(clause, number, noun), _befell(noun, verb)
    if noun is None and (
        _ABOARD.match(_after(clause, number)) or _ABOARD_BEFORE.search(_before(clause, number))
    ):
        return Quantity(number.lo, number.hi, number.about, "", "person", frozenset({"carry"}))
    if tally is not None:  # "the number of people known to have been killed"
        told = (w for w in tally.head.head.subtree if w.pos_ == "VERB")
        own = own or frozenset().union(*map(classes, told)) & _HARM
    kind = _counts.kind(noun, harmed=bool(own), fate=fate)
    if kind is None or (bare == "no" and kind[0] != "person" and not own):
        return None
    acts = own or _harmed(noun if noun is not None else word) or _of_all(noun) or fate
    if _RESIDENT.search(_before(clause, number)):
        acts = frozenset({"live"})
    more = number.more and not (
        acts & _HARM and "kill" not in acts
    )  # "5 dead, another 20 hurt": all the hurt
    return Quantity(
        number.lo, number.hi, number.about, "", kind[0], acts, kind[1] or _counts.sector(verb), more,
        _is_part(clause, number, acts), supposed(verb), _running(clause, number),
    )  # fmt: skip


def _befell(noun: Token | None, verb: Token | None) -> frozenset[str]:
    """The class of the event without the harm that the counted do: "31 voted to kill the plan"."""
    fate = classes(verb)
    if noun is None or verb is None or noun.dep_ != "nsubj" or noun.head != verb or not fate & _HARM:
        return fate
    acts, lemma = lexicon.index("acts", "acts"), verb.lemma_.lower()
    does = any(c.dep_ == "dobj" for c in verb.children) and bool(acts.get(lemma, frozenset()) & _HARM)
    aims = any(
        c.dep_ in {"advcl", "xcomp"}
        and c.pos_ == "VERB"
        and bool(acts.get(c.lemma_.lower(), frozenset()) & _HARM)
        and any(w.dep_ == "aux" and w.lower_ == "to" for w in c.children)
        for c in verb.children
    )
    return (fate - _HARM or frozenset({f"={lemma}"})) if does or aims else fate


def _harmed(counted: Token) -> frozenset[str]:
    """The harm done to what is counted, though its own clause tells more: "killed 40 seeking shelter"."""
    verb = counted.head
    done = counted.dep_ in {"dobj", "nsubjpass"} or (
        counted.dep_ == "nsubj" and verb.lemma_ in {"die", "perish"}
    )
    return classes(verb) & _HARM if done and verb.pos_ == "VERB" else frozenset()


def _of_all(noun: Token | None) -> frozenset[str]:
    """The harm done to all of whom these are some: "nine have been killed, including three civilians"."""
    if noun is None or noun.head.lower_ != "including" or noun.head.head.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return frozenset()
    return classes(governor(noun.head.head)) & _HARM


def _idle(clause: Clause, number: Number, word: Token, noun: Token | None) -> bool:
    """Whether it counts nothing: "12 of one family", "one of them", "the number two of the group"."""
    bare = clause.view.text[number.start : number.end].lower()
    if bare == "one" and (
        re.search(r"\bof\s$", _before(clause, number)) or _after(clause, number)[:4] == " of "
    ):
        return True
    if bare in {"one", "no"} and (noun is None or noun.i < word.i):
        return True
    if noun is not None and noun.dep_ == "nsubj" and noun.head.lemma_ in lexicon.load("speech")["say"]:
        return True  # "two officials said"
    if (
        noun is None
        and "wound" in clause.text.lower()
        and any(w.lower_ in _WOUNDS and w.i < word.i for w in clause.words)
    ):
        return True  # "three wounds, two from a rifle"
    return noun is not None and noun.lemma_.lower() == "number" and bare != "no"


def _own_fate(clause: Clause, number: Number, noun: Token | None) -> frozenset[str]:
    """What has befallen the counted by their noun ("casualties") or by the words around it."""
    name = noun.lemma_.lower() if noun is not None else ""
    if _CRITICAL.match(_after(clause, number)):
        return frozenset({"critical"})
    if (told := _FATE.match(_after(clause, number))) and (noun is None or _told_of(noun, number)):
        return lexicon.index("acts", "acts").get(told[1], frozenset()) & _HARM
    if "toll" in clause.text.lower() and (noun is None or name in {"", "toll"} or noun.pos_ == "VERB"):
        return frozenset({"kill"})
    return lexicon.index("acts", "acts").get(name, frozenset()) & _HARM if name else frozenset()


def _told_of(noun: Token, number: Number) -> bool:
    """Whether the noun is the counted one itself, right behind the number, or a word of its fate."""
    return noun.idx <= number.end + NEAR // 2


def _is_part(clause: Clause, number: Number, acts: frozenset[str]) -> bool:
    """Whether it counts some of a bigger group: "15 of them", "including 15 boys", "15 still in hospital"."""
    before = _before(clause, number)
    if _STILL.match(_after(clause, number)) and not acts & _OPEN:
        return True
    if _ROW_BEFORE.search(before) or _ROW_AFTER.match(_after(clause, number)):
        return True
    if acts & _HARM and _INSIDE.match(_after(clause, number)):
        return True
    if "kill" in acts and _FROM.match(_after(clause, number)):
        return True  # "five soldiers died, four from friendly fire"
    if not (_OF_THEM.match(_after(clause, number)) or _INCLUDING.search(before)) or "critical" in acts:
        return False
    bare = clause.view.text[number.start : number.end].lower()
    return not before.endswith(("all ", "all the ")) and not bare.startswith("all ")


def _before(clause: Clause, number: Number) -> str:
    return clause.view.text[clause.first : number.start].lower()


def _after(clause: Clause, number: Number) -> str:
    return clause.view.text[number.end : number.end + NEAR].lower()


def _after_name(clause: Clause, number: Number, word: Token) -> bool:
    """Whether it is an age: "Abed Sultan, 20, a student"."""
    text = clause.view.text
    low, high = AGES
    aged = low <= number.lo <= high and text[: number.start].endswith(", ")
    if not aged or word.i < word.doc[0].i + 2:
        return False
    return word.nbor(-2).pos_ == "PROPN" and (number.end >= len(text) or text[number.end] in ",.;")


def _name_before(word: Token) -> str:
    """The proper name that ends two words before an age, in lower case."""
    name: list[str] = []
    at = word.nbor(-2)
    while at.pos_ == "PROPN":
        name.insert(0, at.lower_)
        if at.i == 0:
            break
        at = at.nbor(-1)
    return " ".join(name)


def _running(clause: Clause, number: Number) -> bool:
    """Whether the words tell of a total over a longer time than the event."""
    places = clause.places(_words("bringing"))
    if any(ends <= number.start for _, ends in places):
        return True
    after = any(begins >= number.end for begins, _ in places)
    return not after and _runs(parse.wording(clause.words[0]))


@lru_cache(maxsize=256)
def _runs(sentence: str) -> bool:
    return bool(_words("running").search(sentence))


@cache
def _words(kind: str) -> re.Pattern[str]:
    words = map(re.escape, lexicon.load("quantities")[kind])
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
