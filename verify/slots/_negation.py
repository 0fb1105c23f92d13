"""The word that negates a verb or a noun, and the row of verbs that share one subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO = frozenset({"no", "none", "nobody", "neither", "nothing", "never", "not", "n't", "hardly", "nor"})
_NONE = frozenset({"none", "neither", "nobody", "nothing"})
_NO_TIME = frozenset({"time", "point", "stage", "way", "circumstance", "case", "moment"})
_MERELY = (" only", " just", " merely", " simply")  # "not only won but ..." denies nothing
_ROW = 50  # verbs in a row that are looked at; no sentence has as many


def row(verb: Token) -> Iterator[Token]:
    """The verbs before one that it shares its subject with, the nearest first."""
    for _ in range(_ROW):
        if not _is_joined(verb):
            return
        verb = verb.head
        yield verb


def _is_joined(word: Token) -> bool:
    """Whether it shares the subject of the verb before it."""
    verbs = word.dep_ == "conj" and word.head.pos_ == word.pos_ == "VERB"
    return verbs and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in word.children)


def negation(word: Token) -> Token | None:
    """The word that negates it: "not", "no longer", "without", or "no" on what it is said of."""
    verb = word if word.pos_ in {"VERB", "AUX"} or word.head.pos_ not in {"VERB", "AUX"} else word.head
    for at in {word.i: word, verb.i: verb}.values():
        for child in at.children:
            if child.lower_ == "not" and child.doc[child.i : child.i + 2].text.lower().endswith(_MERELY):
                continue
            if child.dep_ == "neg" or (child.lower_ in _NO and child.dep_ in {"advmod", "det", "preconj"}):
                return child
            if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and at.pos_ in {"VERB", "AUX"}:
                no = _none(child)
                if no is not None and not _comma(no, at):
                    return no
    if (no := _neither(verb)) is not None:
        return no
    if word.dep_ == "pcomp" and word.head.lower_ == "without":
        return word.head
    return _at_no_time(verb)


def _neither(verb: Token) -> Token | None:
    """The subject of the verbs that it is joined to: "nobody panics and runs", "neither wrote or called"."""
    for first in row(verb):
        no = next((c for c in first.children if c.dep_ == "nsubj" and c.lower_ in _NONE), None)
        if no is not None:
            return no
    return None


def _at_no_time(verb: Token) -> Token | None:
    """The "no" of "at no time", "in no way", "under no circumstances"."""
    phrases = (c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj")
    nouns = (c for c in phrases if c.lemma_.lower() in _NO_TIME)
    return next((d for c in nouns for d in c.children if d.lower_ == "no"), None)


def _none(noun: Token) -> Token | None:
    if noun.lower_ in _NO:
        return noun
    first = noun.left_edge  # "no high level officials": the parser may hang it on "level"
    inner = [first] if first.lower_ == "no" and first.head != noun and first.dep_ == "det" else []
    return next((c for c in (*noun.children, *inner) if c.lower_ in _NO and c.dep_ in {"det", "neg"}), None)


def _comma(no: Token, at: Token) -> bool:
    """Whether a "no" before the verb stands in a phrase of its own: "No surprise there, it failed"."""
    return no.i < at.i and sum(w.text == "," for w in at.doc[no.i : at.i]) == 1
