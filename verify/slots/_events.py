"""The class of event that a word takes part in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset({"can", "could", "may", "might", "would", "should", "must", "will", "'ll", "wo", "ca"})
_IDLE = frozenset(
    {
        "be",
        "have",
        "report",
        "say",
        "know",
        "call",
        "name",
        "include",
        "identify",
        "estimate",
        "expect",
        "accord",
    }
)
_OF_LIVES = frozenset({"lose", "claim", "take", "cost"})
_ORDERS = frozenset({"tell", "order", "instruct", "advise", "command", "warn", "encourage", "need", "have"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
_BARE = frozenset({"set off", "turn out"})  # a bomb is set off, something turns out to be
_SUFFERED = frozenset({"pick up"})  # prices pick up, someone is picked up
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_THEM = frozenset({"them", "whom", "which"})
_TELLING = frozenset({"acomp", "attr", "oprd", "ccomp", "dobj", "advmod", "advcl"})
_LIGHT = frozenset(
    {
        "suffer",
        "sustain",
        "receive",
        "be",
        "leave",
        "put",
        "rise",
        "bring",
        "report",
        "have",
        "take",
        "make",
        "get",
        "see",
        "do",
    }
)


def _persons() -> frozenset[str]:
    return frozenset(lexicon.load("quantities")["persons"])


def governor(word: Token | None) -> Token | None:
    """The verb, or noun of event, that the noun takes part in; a clause on the noun itself first."""
    if word is None:
        return None
    if (told := _clause_on(word)) is not None:
        return told
    at, nouns = word, lexicon.index("acts", "acts")
    for _ in range(8):
        if at.head == at:
            break
        through = at.dep_ == "prep"
        at = at.head
        if at.pos_ in {"VERB", "AUX"} and at.dep_ not in {"aux", "auxpass"}:
            return at
        if through and at.pos_ == "NOUN" and at.lemma_.lower() in nouns:
            return at
    return at if at.pos_ == "VERB" else None


def _clause_on(noun: Token) -> Token | None:
    """The verb of a clause on the noun: "men arrested in Lund", but not "four men, two of them armed"."""
    for child in noun.children:
        if child.dep_ not in {"acl", "relcl"} or child.i < noun.i or child.lemma_ in _IDLE:
            continue
        if not _of_a_part(child):
            return child
        if noun.dep_ == "ROOT":  # "four men, two of them armed, burst in": the parser hangs it on "armed"
            return next((c for c in child.children if c.dep_ == "conj" and c.tag_ in _FINITE), None)
    return None


def _of_a_part(verb: Token) -> bool:
    """Whether a clause on a noun is told of some of the things only: "two of whom were hurt"."""
    subjects = (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})
    return any(
        p.lower_ == "of" and any(c.lower_ in _THEM for c in p.children) for s in subjects for p in s.children
    )


def supposed(verb: Token | None) -> bool:
    """Whether the verb is only possible, asked for or still to come ("can cause", "told to leave")."""
    if verb is None:
        return False
    plan = frozenset(lexicon.load("speech")["plan"])
    if verb.lemma_.lower() in plan and verb.pos_ == "VERB":
        return True
    if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in verb.children):
        return True
    if verb.lemma_.lower() in _ORDERS and any(c.dep_ == "xcomp" for c in verb.children):
        return True
    if verb.dep_ == "ROOT" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return True  # the headline "Mill to close"
    above = verb.head
    ordered = verb.dep_ == "xcomp" and above.lemma_.lower() in plan | _ORDERS
    return ordered or any(
        c.dep_ == "mark" and c.lower_ in _CONDITIONS for w in (verb, above) for c in w.children
    )


def phrasal(verb: Token) -> frozenset[str]:
    """Classes of a verb with its particle, where the lexicon lists the two: "picked up" is not "picked"."""
    listed = lexicon.index("acts", "acts")
    after = (c.lower_ for c in verb.children if c.i > verb.i and c.dep_ in {"prt", "advmod"})
    phrases = {f"{verb.lemma_.lower()} {particle}" for particle in after} & set(listed)
    if any(c.dep_ in {"dobj", "xcomp"} for c in verb.children):
        phrases -= _BARE
    if verb.tag_ != "VBN":
        phrases -= _SUFFERED
    return frozenset[str]().union(*(listed[phrase] for phrase in phrases))


def classes(verb: Token | None) -> frozenset[str]:
    """Classes of event of a verb, or "=lemma" for a verb that the lexicon lacks."""
    if verb is None:
        return frozenset()
    acts = lexicon.index("acts", "acts")
    lemma = verb.lemma_.lower()
    if told := phrasal(verb):
        return told
    if lemma in _OF_LIVES and any(c.lemma_.lower() in {"life", "victim"} for c in verb.children):
        return frozenset({"kill"})
    if lemma == "lose" and any(c.dep_ == "dobj" and c.lemma_.lower() in _persons() for c in verb.children):
        return frozenset({"kill"})
    if any(c.lower_ == "dead" and c.i > verb.i and c.dep_ != "amod" for c in verb.children):
        return frozenset({"kill"})  # "were shot dead"
    if lemma in _LIGHT:
        beside = (c.lemma_.lower() for c in verb.children if c.dep_ in _TELLING)
        found = frozenset[str]().union(*(acts.get(word, frozenset()) for word in beside))
    else:
        found = acts.get(lemma, frozenset()) | acts.get(verb.lower_, frozenset())
    for child in verb.children:  # "marched to mourn"
        if child.dep_ in {"advcl", "xcomp"} and any(
            c.dep_ == "aux" and c.lower_ == "to" for c in child.children
        ):
            found |= acts.get(child.lemma_.lower(), frozenset())
    return found or frozenset({f"={lemma}"})
