"""What a number counts: its noun, and the kind of person where it counts people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB = 4  # words from a number to its noun: "at least two dozen people"
_INNER = frozenset({"nummod", "quantmod", "compound", "amod", "det", "advmod"})
_FATES = frozenset({"kill", "wound", "injure", "die"})
_LOOSE = frozenset({"nmod", "appos", "nsubj", "npadvmod", "dobj", "dep"})


def noun(number: Token) -> Token | None:
    """The noun that the number counts, through "dozens of people" and "two of the rockets"."""
    at = number
    for _ in range(_CLIMB):
        if at.dep_ not in _INNER or at.head == at:
            break
        at = at.head
        if at.pos_ in {"NOUN", "PROPN", "ADJ"} or (at.pos_ == "VERB" and at.lemma_ in _FATES):
            return at
    for child in at.children:
        if child.lower_ == "of" and child.i > at.i:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            return inner if inner is not None and inner.pos_ in {"NOUN", "PROPN"} else None
    follow = number.nbor(1) if number.i + 1 < len(number.doc) else None
    if follow is not None and follow.pos_ == "NOUN" and number.dep_ in _LOOSE and at == number:
        return follow
    return at if at != number and at.pos_ in {"NOUN", "PROPN"} else None


def tallied(number: Token) -> Token | None:
    """The noun counted in "the number of homes destroyed has risen to 40", for the number told of it.

    So, too, in "bringing to 40 the number of homes destroyed".
    """
    tally = _tally(number)
    if tally is None or tally == number:
        return None
    of = (c for p in tally.children if p.lower_ == "of" for c in p.children)
    return next((c for c in of if c.dep_ == "pobj"), None)


def _tally(number: Token) -> Token | None:
    """The noun "number" or the like that the number is told of."""
    words = lexicon.load("quantities")
    at = number
    if at.dep_ == "nummod" and at.head.lemma_.lower() in words["tallies"]:  # "to four the number", misread
        return at.head if any(c.dep_ == "det" and c.i > at.i for c in at.head.children) else None
    for _ in range(_CLIMB):
        if at.pos_ in {"VERB", "AUX"} or at.head == at:
            break
        at = at.head
    if at.pos_ not in {"VERB", "AUX"} or at.lemma_ not in words["reaching"]:
        return None
    beside = (c for c in at.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"})
    return next((c for c in beside if c.lemma_.lower() in words["tallies"]), None)


def kind(counted: Token | None, *, harmed: bool, fate: frozenset[str]) -> tuple[str, str] | None:
    """Lemma of what is counted ("person" for people) and the kind of person; None for nothing.

    `harmed` says that the words tell of people killed, hurt or the like, `fate` what the verb
    does to what is counted.
    """
    if counted is not None and (_is_person(counted) or _people(counted)):
        return "person", _kind_of_person(counted)
    if counted is not None and counted.lower_ in {"wound", "wounds"}:
        return "wound", ""  # "suffered three gunshot wounds"
    of_persons = frozenset(lexicon.load("acts")["of_persons"])
    if harmed or (counted is None and fate & of_persons):
        return "person", ""
    return None if counted is None else (counted.lemma_.lower(), "")


def _is_person(counted: Token) -> bool:
    return counted.lemma_.lower() in lexicon.load("quantities")["persons"]


def _people(counted: Token) -> bool:
    """Nationals and members of a group: "300 Palestinians"."""
    return counted.ent_type_ == "NORP" and counted.tag_ in {"NNPS", "NNS"}


def _kind_of_person(counted: Token) -> str:
    beside = (_group(c.lemma_.lower()) for c in counted.children if c.dep_ == "compound")
    return _group(counted.lemma_.lower()) or next(filter(None, beside), "") or _nation(counted)


def sector(verb: Token | None) -> str:
    """The part of a whole that counts for itself: "the private sector added 30,000 jobs"."""
    if verb is None:
        return ""
    parts = lexicon.load("quantities")["groups"]["sector"]
    found = (c.lemma_.lower() for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})
    return next(("sector" for lemma in found if lemma == "sector" or lemma in parts), "")


def _group(name: str) -> str:
    groups = lexicon.load("quantities")["groups"]
    return next((str(g) for g, words in groups.items() if name == g or name in words), "")


def _nation(counted: Token) -> str:
    """The people that they are of: "Lebanese" of "28 Lebanese civilians" and of "28 Lebanese"."""
    words = [counted, *(c for c in counted.children if c.dep_ in {"amod", "compound"})]
    return next((w.lemma_.lower().removesuffix("s") for w in words if w.ent_type_ == "NORP"), "")
