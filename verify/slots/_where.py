"""What a place phrase stands with: the thing that is there, what happens, and the question for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify import lexicon
from verify.slots._events import classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LONGEST_SUBJECT = 9  # words; a longer one makes no question
_WILL = frozenset({"will", "'ll"})
_PAST = frozenset({"VBD", "VBN"})


def host(word: Token, phrase: Sequence[Token]) -> Token | None:
    """The word outside the phrase that it hangs on, or None for the root."""
    at, inside = word, {w.i for w in phrase}
    while at.i in inside:
        if at.head == at:
            return None
        at = at.head
    while is_time(at) and at.head != at:  # "found on Tuesday south of the island"
        at = at.head
    return at.head if at.pos_ == "ADP" and at.head != at else at


def real(verb: Token | None) -> bool:
    """Whether the verb tells what happened: no plan, possibility or denial ("was due to land in")."""
    for _ in range(3):
        if verb is None:
            return True
        if any(c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ == "MD") for c in verb.children):
            return False
        known = lexicon.load("places")["plans"]
        if verb.dep_ != "xcomp":
            return verb.lemma_.lower() not in known and not any(
                c.lemma_.lower() in known for c in verb.children
            )
        verb = verb.head
    return True


def planned(verb: Token | None) -> bool:
    """Whether it is said to come for sure: "will be built in", "is to be built in"."""
    if verb is None or any(c.dep_ == "neg" for c in verb.children):
        return False
    return any(c.dep_ == "aux" and c.lower_ in _WILL for c in verb.children)


def several(head: Token, verb: Token | None) -> bool:
    """Whether what is there is or may be more than one: "the passengers were taken to"."""
    noun = _placed(head, verb)
    return noun is None or _many(noun)


def known(head: Token, verb: Token | None) -> bool:
    """Whether what is there is one that the reader knows: "the stolen lorry", "Ana Ruiz", "its captain"."""
    noun = _placed(head, verb)
    if noun is None:
        return False
    return noun.pos_ == "PROPN" or any(c.lower_ == "the" or c.dep_ == "poss" for c in noun.children)


def _placed(head: Token, verb: Token | None) -> Token | None:
    """The noun that is said to be there: what the phrase hangs on, or what the verb is done to or by."""
    if head.pos_ in {"NOUN", "PROPN"} or verb is None:
        return head if head.pos_ in {"NOUN", "PROPN"} else None
    patient = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    return next(iter(patient or [c for c in verb.children if c.dep_ == "nsubj"]), None)


def is_time(word: Token) -> bool:
    """Whether the word says when."""
    return word.ent_type_ in {"DATE", "TIME"} or (word.lower_.endswith("day") and word.pos_ == "PROPN")


def verb_of(word: Token | None) -> Token | None:
    """The verb that the word is, or hangs on."""
    for _ in range(6):
        if word is None or (word.pos_ in {"VERB", "AUX"} and word.dep_ not in {"aux", "auxpass"}):
            return word
        word = word.head if word.head != word else None
    return None


def acts(head: Token, verb: Token | None) -> frozenset[str]:
    """What happens there; being and happening are no more than "happen"."""
    known = lexicon.index("acts", "acts")
    own = known.get(head.lemma_.lower(), frozenset()) if head.pos_ in {"NOUN", "PROPN"} else frozenset()
    if verb is None:
        return own
    if verb.lemma_.lower() in lexicon.load("places")["happen"]:
        return own | {"happen"}
    if verb.lemma_.lower() == "catch" and any(c.dep_ == "nsubjpass" for c in verb.children):
        return own | {"arrest"}  # where someone was caught
    return own | classes(verb)


def things(head: Token, verb: Token | None, inside: Iterable[int]) -> frozenset[str]:
    """Lemmas of what is said to be there: the noun itself, and what the verb is said of."""
    nouns = [head] if head.pos_ in {"NOUN", "PROPN"} else []
    if verb is not None and not (nouns and _in_subject(head, verb)):
        nouns += [c for c in verb.children if c.dep_ in _SUBJECTS | {"dobj", "attr"}]
        nouns += [p for c in verb.children if c.dep_ == "agent" for p in c.children]
        if verb.dep_ in {"acl", "relcl"}:
            nouns.append(verb.head)
    barred = set(inside)
    found: set[str] = set()
    for noun in nouns:
        near = [
            noun,
            *(c for c in noun.children if c.dep_ in {"compound", "poss", "nmod"} or c.lower_ == "of"),
        ]
        near += [p for c in near if c.lower_ == "of" for p in c.children]
        found |= {
            _lemma(w) for w in near if w.pos_ in {"NOUN", "PROPN"} and w.i not in barred and not is_time(w)
        }
    return frozenset(found)


def _in_subject(noun: Token, verb: Token) -> bool:
    """Whether the noun is part of what the verb is said of: its place is its own, not the verb's."""
    return any(noun.i in {w.i for w in c.subtree} for c in verb.children if c.dep_ in _SUBJECTS)


def _lemma(word: Token) -> str:
    return word.lemma_.lower()


def ask(head: Token, verb: Token | None, inside: Iterable[int]) -> str:
    """As "Where was the wreck found?", or "" where the parse gives no such question."""
    if head.pos_ in {"NOUN", "PROPN"} and (verb is None or verb.i > head.i or head.dep_ != "nsubj"):
        noun = _noun_phrase(head, inside)
        return f"Where {_be(head, past=False)} {noun}?" if noun else ""
    if verb is None:
        return ""
    if verb.dep_ == "acl":
        noun = _noun_phrase(verb.head, inside)
        return f"Where {_be(verb.head, past=False)} {noun} {verb.text}?" if noun else ""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    noun = _noun_phrase(subject, inside) if subject is not None else ""
    return _verbal(verb, subject, noun) if subject is not None and noun else ""


def _verbal(verb: Token, subject: Token, noun: str) -> str:
    helpers = [c.text for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.lower_ != "to"]
    particle = "".join(f" {c.text}" for c in verb.children if c.dep_ == "prt")
    if helpers:
        rest = " ".join([*helpers[1:], verb.text])
        return f"Where {helpers[0]} {noun} {rest}{particle}?"
    if verb.lemma_ == "be":
        return f"Where {verb.text} {noun}?"
    target = next((_noun_phrase(c, ()) for c in verb.children if c.dep_ == "dobj"), "")
    do = "did" if verb.tag_ in _PAST else "do" if _many(subject) else "does"
    return " ".join(f"Where {do} {noun} {verb.lemma_}{particle} {target}".split()) + "?"


def _be(noun: Token, *, past: bool) -> str:
    return ("were" if past else "are") if _many(noun) else ("was" if past else "is")


def _many(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in noun.children)


def _noun_phrase(noun: Token, inside: Iterable[int]) -> str:
    """The noun with what stands before it and an "of", without clauses; "" where it says too little."""
    if noun.pos_ == "PRON":
        return ""
    barred = set(inside)
    words = [w for c in noun.lefts for w in c.subtree]
    words += [noun]
    words += [w for c in noun.rights if c.lower_ == "of" for w in c.subtree]
    words = [w for w in words if w.i not in barred]
    if len(words) > _LONGEST_SUBJECT:
        words = [w for w in words if w.i <= noun.i][-_LONGEST_SUBJECT:]
    if not words or any(w.tag_.startswith("W") or w.dep_ == "mark" for w in words):
        return ""
    text = "".join(w.text_with_ws for w in words).strip()
    return text if words[0].pos_ == "PROPN" or words[0].ent_type_ == "NORP" else text[:1].lower() + text[1:]
