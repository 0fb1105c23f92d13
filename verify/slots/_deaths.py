"""By whose hand someone died: by his own, or by another's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify import lexicon
from verify.records import Party
from verify.slots._bearer import bearer
from verify.slots._events import supposed
from verify.slots._where import real

if TYPE_CHECKING:
    from spacy.tokens import Token

Death = tuple[list["Token"], Party]

SELF = "self"
_OWN = frozenset({"himself", "herself"})
_BY_HAND = frozenset({"kill", "shoot", "hang", "poison", "stab", "gas", "strangle", "behead"})
_KILL = frozenset({"kill", "murder", "strangle", "behead", "assassinate", "gun"})
_ARMS = frozenset({"gun", "weapon", "pistol", "rifle", "shotgun", "handgun", "revolver", "knife", "firearm"})
_SHOTS = frozenset({"bullet", "fire", "gunfire", "shot", "gunshot"})
_LIMBS = frozenset({"foot", "leg", "arm", "hand", "shoulder", "knee", "thigh"})
_OTHERS = frozenset({"second", "third", "other", "another", "one", "first", "two", "both"})
_CLIMB = 4  # verbs between the death and the subject: "hunted them before being shot"


def deaths(word: Token) -> Iterator[Death]:
    """The words for who did it with the value: its part is "hand", `of` who died, `name` by whose hand.

    `name` is "self" or the lemma of the doer; `kinds` is ("perpetrator",) where the noun for who
    died is a word for one who did a deed of violence.
    """
    if word.pos_ in {"NOUN", "PROPN"} and word.lower_ == "suicide":
        yield from _called_suicide(word)
    if word.pos_ != "VERB" or not real(word) or supposed(word):
        return
    own = _own_hand(word)
    dead, doer = (_subject(word), own) if own is not None else _by_another(word)
    if (
        dead is not None
        and doer is not None
        and not _asked(word)
        and (value := _value(dead, SELF if own else doer.lemma_.lower()))
    ):
        yield [doer], value


def _asked(verb: Token) -> bool:
    return any(w.lower_ in {"whether", "if"} for w in verb.sent)


def _own_hand(verb: Token) -> Token | None:
    """The word that says so: "shot himself", "turned the gun on himself", "took his own life"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    lemma = verb.lemma_.lower()
    limbs = any(w.lemma_.lower() in _LIMBS for c in verb.children if c.dep_ == "prep" for w in c.children)
    if lemma in _BY_HAND and not limbs:
        return next((c for c in objects if c.lower_ in _OWN), None)
    if lemma == "turn" and any(c.lemma_.lower() in _ARMS for c in objects):
        after = [p for w in verb.subtree if w.lower_ == "on" and w.i > verb.i for p in w.children]
        return next((p for p in after if p.lower_ in _OWN), None)
    if lemma == "take":
        life = next((c for c in objects if c.lemma_.lower() == "life"), None)
        return life if life is not None and any(c.lower_ == "own" for c in life.children) else None
    if lemma == "commit":
        return next((c for c in objects if c.lower_ == "suicide"), None)
    return None


def _called_suicide(word: Token) -> Iterator[Death]:
    """As in "ruled Ruiz's death a suicide", "Ruiz's death was a suicide"."""
    for other in word.sent:
        if other.lower_ == "death" and other.i < word.i < other.i + 6 and not _asked(word):
            whose = next((c for c in other.children if c.dep_ == "poss"), None)
            if whose is not None and (value := _value(whose, SELF)):
                yield [word], value


def _by_another(verb: Token) -> tuple[Token | None, Token | None]:
    """Who died, and who did it: "police shot him dead", "was shot dead by police", "by police fire"."""
    if not _deadly(verb):
        return None, None
    agents = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    passive = verb.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in verb.children)
    if passive:
        doer = next((_of_shots(p) for p in agents), None) or _shots(verb)
        return _subject(verb), doer
    dead = next((c for c in verb.children if c.dep_ == "dobj"), None)
    doer = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return dead, doer if doer is not None and doer.pos_ in {"NOUN", "PROPN"} else None


def _deadly(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in _KILL:
        return lemma != "gun" or any(c.lower_ == "down" for c in verb.children)
    dead = any(c.lower_ in {"dead", "fatally"} for c in verb.children)
    both = any(c.dep_ == "conj" and c.lemma_.lower() == "kill" for c in verb.children)
    to_death = any(c.lower_ == "to" and any(p.lower_ == "death" for p in c.children) for c in verb.children)
    return lemma in {"shoot", "stab", "beat"} and (dead or both or to_death)


def _of_shots(noun: Token) -> Token:
    """Whose shots: of "police bullets" the police."""
    whose = next((c for c in noun.children if c.dep_ in {"compound", "poss", "nmod"}), None)
    return whose if noun.lemma_.lower() in _SHOTS and whose is not None else noun


def _shots(verb: Token) -> Token | None:
    """As in "shot dead in a hail of police bullets"."""
    for word in verb.subtree:
        if word.i > verb.i and word.lemma_.lower() in _SHOTS and (whose := _of_shots(word)) != word:
            return whose
    return None


def _subject(verb: Token) -> Token | None:
    at = verb
    for _ in range(_CLIMB):
        own = next((c for c in at.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if own is not None:
            return at.head if own.tag_ in {"WP", "WDT"} and at.dep_ == "relcl" else own
        if at.dep_ in {"acl", "relcl"}:
            return at.head
        if at.head == at or at.dep_ not in {"conj", "pcomp", "advcl", "xcomp", "prep", "ccomp", "dep"}:
            return None
        at = at.head
    return None


def _value(dead: Token, hand: str) -> Party | None:
    """The value, where the noun stands for one person."""
    if dead.pos_ not in {"NOUN", "PROPN"} or dead.tag_ in {"NNS", "NNPS"}:
        return None
    if any(c.lower_ in _OTHERS for c in dead.children) or dead.lower_ == hand:
        return None
    roles = lexicon.load("roles")
    lemma = dead.lemma_.lower()
    name = " ".join(w.lower_ for w in bearer(dead))
    if dead.pos_ == "NOUN" and lemma not in {
        *roles["persons"],
        *roles["occupations"],
        *roles["perpetrators"],
        *roles["unique"],
    }:
        return None
    sort = ("perpetrator",) if lemma in roles["perpetrators"] else ()
    return Party(hand, "hand", lemma if dead.pos_ == "NOUN" else name, frozenset(), sort, called=name)
