"""The nouns that a verb, adjective or noun of state is said of, done to or done by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from verify import lexicon
from verify.letters import plain

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALL = frozenset({"none", "all", "both", "each"})
_SOME = frozenset({"some", "other", "others", "another", "most", "half"})
_TIMES = frozenset({"DATE", "TIME"})
_PARTICLES = frozenset({"down", "off", "out", "up"})
_COUNTS = frozenset({"many", "few", "several", "dozens"})


def said_of(word: Token) -> list[Token]:
    """The nouns that the state is said of, heads first."""
    if word.lower_ == "without" or word.pos_ == "NOUN":
        return _heads(_inside(word))
    if word.dep_ == "amod" or (word.dep_ == "acl" and word.tag_ == "VBN"):
        return _heads([word.head])
    own = _children(word, "nsubjpass") or _children(word, "dobj") or _misread(word)
    if own := own or _children(word, "nsubj"):
        return _heads(own)
    if word.dep_ == "prep" and word.head.pos_ == "NOUN":
        return _heads([word.head])
    return _heads(_above(word))


def _children(word: Token, *deps: str) -> list[Token]:
    return [_antecedent(c) for c in word.children if c.dep_ in deps]


def _above(word: Token) -> list[Token]:
    """What the verb above is done to ("described him as critical"), or else its subject."""
    verb = word.head.head if word.head.lower_ == "as" else word.head
    if (word.dep_ in {"prep", "advmod"} or word.head.lower_ == "as") and (
        found := _children(verb, "dobj", "nsubjpass")
    ):
        return found
    beside = {"acomp", "attr", "oprd", "advmod", "prep", "xcomp", "prt", "conj"}
    return _children(word.head, "nsubj", "nsubjpass") if word.dep_ in beside else []


def _misread(verb: Token) -> list[Token]:
    """The object of "voted down the bill", where the particle was read as a preposition."""
    after = (c for c in verb.children if c.i == verb.i + 1 and c.dep_ == "prep" and c.lower_ in _PARTICLES)
    return [c for p in after for c in p.children if c.dep_ == "pobj"]


def _inside(word: Token) -> list[Token]:
    """The nouns after "without", and those that a noun of state takes: "loss of power", "power loss"."""
    if word.lower_ == "without":
        objects = (c for p in word.children for c in ([p] if p.dep_ == "pobj" else p.children))
        return [c for c in objects if c.dep_ in {"pobj", "dobj"}]
    after = [
        c for p in word.children if p.lower_ in {"of", "in", "to"} for c in p.children if c.dep_ == "pobj"
    ]
    return [*after, *(c for c in word.children if c.dep_ == "compound")]


def subject(word: Token) -> list[Token]:
    """The nouns that do it, heads first; of "agreed to leave" those that agreed."""
    doers = [_antecedent(c) for c in word.children if c.dep_ == "nsubj"]
    agents = [c for p in word.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"]
    agents = [c for c in agents if c.ent_type_ not in _TIMES]  # "recovered by Tuesday night"
    if not (doers or agents) and (word.dep_ == "xcomp" or _joined(word)):
        doers = [_antecedent(c) for c in word.head.children if c.dep_ == "nsubj"]
    return _heads(doers or agents)


def _joined(word: Token) -> bool:
    """Whether it is joined to a verb whose subject is its own too: "got there and traded shots"."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in word.children)
    return word.dep_ == "conj" and word.head.pos_ == word.pos_ == "VERB" and not passive


def done_to(word: Token) -> list[Token]:
    """The nouns that a verb is done to, heads first; none for a verb without an object."""
    if word.dep_ == "acl" and word.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in word.children):
        return _heads([word.head])
    return _heads(_antecedent(c) for c in word.children if c.dep_ in {"nsubjpass", "dobj"})


def _antecedent(word: Token) -> Token:
    """The noun of a relative clause for "which", the speaker for the "he" of what he says."""
    verb = word.head
    if word.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return verb.head
    if word.lower_ in {"he", "she", "they", "it", "we", "i"} and verb.dep_ in {"ccomp", "acl"}:
        above = verb.head if verb.dep_ == "ccomp" else verb.head.head
        return next((c for c in above.children if c.dep_ == "nsubj" and c.i < word.i), word)
    return word


def _heads(found: Iterable[Token]) -> list[Token]:
    heads: list[Token] = []
    for word in found:
        inner = next(
            (c for p in word.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None
        )
        if inner is not None and (
            word.pos_ in {"PRON", "DET", "NUM"} or word.lower_ in _ALL or word.lemma_.lower() in _light()
        ):
            heads.append(inner)
        heads.append(word)
        heads += [c for c in word.children if c.dep_ in {"conj", "appos"} and c.pos_ in {"NOUN", "PROPN"}]
    return heads


def lemmas(heads: list[Token]) -> frozenset[str]:
    """Lemmas of nouns with those that make them up ("power supply": power), classes of the lexicon added."""
    found: set[str] = set()
    for word in heads:
        if word.pos_ in {"PRON", "DET", "NUM", "ADV"}:
            continue
        found.add(plain(word.lemma_))
        found |= {
            plain(c.lemma_)
            for c in word.children
            if c.dep_ in {"compound", "nmod", "amod"}
            and c.pos_ in {"NOUN", "PROPN"}
            and (word.lemma_.lower() in _light() or "PROPN" in {c.pos_, word.pos_})
        }
    return frozenset(found) | classes(frozenset(found))


def classes(words: frozenset[str]) -> frozenset[str]:
    """Names ("*power") of the classes of nouns that stand for one another."""
    same = lexicon.index("states", "same")
    return frozenset(f"*{name}" for w in words for name in same.get(w, ()))


@cache
def _light() -> frozenset[str]:
    return frozenset(lexicon.load("states")["light"])


def names(heads: list[Token]) -> frozenset[str]:
    """The proper names in what nouns stand for ("the governor of Cesar": "@cesar")."""
    return frozenset(
        f"@{plain(w.text)}"
        for head in heads
        for w in head.subtree
        if w.pos_ == "PROPN" and w.ent_type_ not in _TIMES and not _relative(w, head)
    )


def _relative(word: Token, head: Token) -> bool:
    """Whether it stands in a clause about the noun, not in its name."""
    while word != head:
        if word.dep_ in {"relcl", "acl", "appos", "conj"}:
            return True
        word = word.head
    return False


def partial(heads: list[Token], *, counted: bool) -> bool:
    """Whether it is said of some of them only, or of one that is not yet known ("a man").

    With `counted`, a number makes a part too: three houses are not the houses.
    """
    persons = set(lexicon.load("states")["same"]["person"])
    some = _SOME | _COUNTS if counted else _SOME
    first = [w for w in heads if w.dep_ not in {"conj", "appos"}]
    for word in first:
        for child in word.children:
            if child.lower_ in some or (counted and child.dep_ == "nummod"):
                return True
            if child.lower_ in {"a", "an"} and word.lemma_.lower() in persons:
                return True
    return any(w.lower_ in some for w in first)
