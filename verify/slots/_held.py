"""What someone bears as a weapon, what something carries as cargo, and what is said not to be the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify import lexicon
from verify.lexicon.kinds import kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

BORNE = frozenset({"=bear"})
_NOT = frozenset({"not", "no", "n't", "never", "without"})
_MISTAKES = frozenset({"mistake", "confuse", "resemble", "deny"})
_INSTEAD = frozenset({"than", "instead"})
_FORCES = ("police", "army", "guard", "navy")  # classes of agents whose weapons are not the deed's
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def denied(noun: Token) -> bool:
    """As in "not rifles", "no rifle", "rather than rifles", "had mistaken it for a rifle"."""
    named = (noun, *(c for c in noun.children if c.i < noun.i and c.dep_ in {"compound", "amod"}))
    if any(c.lower_ in _NOT for w in named for c in w.children):
        return True
    start = noun.left_edge
    before = [w.lower_ for w in noun.doc[max(start.sent.start, start.i - 2) : start.i]]
    if before[-1:] == ["not"] or before in (["instead", "of"], ["rather", "than"]):
        return True
    at = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun.head
    return noun.dep_ == "pobj" and noun.head.lower_ == "for" and at.lemma_.lower() in _MISTAKES


def borne(noun: Token) -> frozenset[str]:
    """The act of bearing, where someone who is no soldier or policeman carries or uses the weapon.

    As in "armed with a rifle", "carried a rifle", "a man with a rifle", "stabbed with a knife".
    """
    things = lexicon.load("things")
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        above = noun.head.head
        holder = above if above.pos_ in {"NOUN", "PROPN"} else _subject(above)
    elif noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in things["bearing"]:
        holder = _subject(noun.head)
    else:
        return frozenset()
    return frozenset() if holder is not None and _of_forces(holder) else BORNE


def _subject(verb: Token) -> Token | None:
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    return own or (next((c for c in verb.head.children if c.dep_ in _SUBJECTS), None))


def _of_forces(noun: Token) -> bool:
    agents = lexicon.load("roles")["agents"]
    words = {w for name in _FORCES for w in agents[name]} | {"officer", "marine", "commando", "agent"}
    return bool(
        {noun.lemma_.lower(), *(c.lemma_.lower() for c in noun.children if c.dep_ == "compound")} & words
    )


def cargo(noun: Token) -> bool:
    """As in "loaded with rice", "a cargo of rice", "it was carrying 300 tonnes of rice"."""
    things = lexicon.load("things")
    at = noun
    for _ in range(3):
        above = at.head.head if at.dep_ == "pobj" and at.head.lower_ in {"of", "with"} else None
        if above is None:
            break
        if above.lemma_.lower() in things["loads"] and at.head.lower_ == "of":
            return True
        if above.lower_ in things["laden"] or above.lemma_.lower() in things["laden"]:
            return True
        if above.lemma_.lower() not in things["packages"]:
            return False
        at = above
    if at.dep_ == "compound" and at.head.lemma_.lower() in things["loads"]:
        return True
    return at.dep_ == "dobj" and at.head.lemma_.lower() in things["hauling"] and _conveyance(at.head)


def _conveyance(verb: Token) -> bool:
    """Whether what carries is a vessel or vehicle, or "it"; of "has" the load must be on board."""
    doer = _subject(verb)
    if doer is not None and doer.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        doer = verb.head
    if doer is None:
        return False
    if verb.lemma_.lower() == "have" and not any(
        w.lower_ in {"board", "aboard"} for w in verb.subtree if w.i > verb.i
    ):
        return False
    ship = doer.pos_ == "PROPN" and any(c.lower_ == "the" for c in doer.children)  # "the Lotte"
    if ship or doer.lower_ in {"it", "she", "which"}:
        return True
    name, above = kinds().get(doer.lemma_.lower(), ("", ()))
    return name == "conveyance" or "conveyance" in above
