"""How a state is told: negated, planned, hedged, tried, claimed or denied."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from verify import lexicon, parse
from verify.slots._negation import negation, row

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALS = frozenset(
    {"will", "would", "could", "may", "might", "should", "can", "must", "shall", "'ll", "ca", "wo"}
)
_OPEN = frozenset({"if", "unless", "until", "whether", "before", "once"})
_UNDONE = frozenset(
    {"against", "from", "about", "for", "before", "toward", "towards", "on", "over"}
)  # before "-ing": not told as done
_USUAL = frozenset({"typically", "usually", "normally", "generally", "often", "sometimes"})
_CLIMB = frozenset(
    {"ccomp", "xcomp", "pcomp", "acl", "dobj", "prep", "pobj", "nmod", "parataxis", "dep", "appos"}
)
_ORDERS = frozenset({"order", "say", "tell", "call"})  # plans in the lexicon, but told as done here
_STEPS = 6  # words up from a state to the verb that denies or hedges it


class Saying(NamedTuple):
    """How a state is told: its polarity, mood, voice, and the word of denial where there is one."""

    holds: bool
    mood: str
    voice: str
    trying: bool
    marker: Token | None


def saying(word: Token) -> Saying:
    """Polarity, mood and voice of a state, from the words around it and the verbs above it."""
    return _climbed(word, _joined_mood(word))


def _climbed(word: Token, mood: str) -> Saying:
    no = negation(word)
    said = Saying(no is None, mood, "", False, no)
    at = word
    for _ in range(_STEPS):
        if at != word:  # "did not think that they ran home and came back on a whim"
            at = [at, *row(at)][-1]
        if at.head == at or not _inside(at):
            break
        said = _under(said, word, at)
        at = at.head
    return said


def _inside(at: Token) -> bool:
    """Whether it is part of what the word above says or denies: "claims that a guard was hurt" as well."""
    if at.dep_ == "relcl":
        spelt = at.head.i + 1 < len(at.doc) and at.head.nbor(1).lower_ == "that"
        return spelt and at.head.lemma_.lower() in _listed("states", "claims")
    return at.dep_ in _CLIMB or (at.dep_ == "advcl" and at.head.lemma_ == "be")


def _joined_mood(word: Token) -> str:
    """Its own mood, or that of the verb it is joined to: "urged him to resist and veto it"."""
    first, mood = word, _own_mood(word)
    for verb in row(word):
        if mood != "told":
            break
        first, mood = verb, _mood_of_verb(verb)  # of the same sentence, which asks nothing
    return mood if first == word else _climbed(first, mood).mood


def _under(said: Saying, word: Token, at: Token) -> Saying:
    """What the word above `at`, on the way up from `word`, makes of what is said."""
    above, lemma = at.head, at.head.lemma_.lower()
    if at == word and at.dep_ == "xcomp" and any(c.lower_ == "yet" for c in above.children):
        return said._replace(holds=not said.holds, mood="told", marker=above)  # "has yet to be found"
    if _denies(at):
        mood = said.mood if negation(above) is None else "hedged"
        said = Saying(not said.holds, mood, "denied", said.trying, above)
    elif lemma in _listed("states", "failing") and at.dep_ in {"xcomp", "ccomp"}:
        said = _failed(said, above, itself=at == word)
    elif lemma in _listed("states", "agreeing") and at.dep_ == "xcomp" and at == word:
        said = said._replace(mood="agreed", marker=above)
    elif lemma in _listed("states", "trying") and at.dep_ == "xcomp":
        said = said._replace(trying=True)
    elif not said.voice and _claims(at):
        said = said._replace(voice="claimed")
    elif at.dep_ in {"ccomp", "xcomp", "acl"} and lemma not in _ORDERS:
        for mood in ("hedge", "plan"):
            if lemma in _listed("speech", mood):
                said = said._replace(mood="hedged" if mood == "hedge" else "planned")
                break
    return said._replace(mood="hedged") if _unsure(at) else said


def _denies(at: Token) -> bool:
    """Whether the verb above denies it; a quotation between them is the speaker's own denial."""
    between = at.doc[min(at.head.i, at.i) : max(at.head.i, at.i)]
    denying = at.head.lemma_.lower() in _listed("speech", "deny") and at.head.pos_ in {"VERB", "AUX"}
    return denying and not any(w.text == '"' for w in between)


def _failed(said: Saying, above: Token, *, itself: bool) -> Saying:
    """What one failed to do was not done, what one refused to do was not agreed to.

    What lies deeper ("declined to comment on reports") is open.
    """
    if itself:
        mood = "agreed" if above.lemma_.lower() in _listed("states", "refusing") else said.mood
        return said._replace(holds=not said.holds, mood=mood, marker=above)
    return said._replace(mood="hedged")


def _claims(at: Token) -> bool:
    """Whether the verb above claims or accuses, or the noun above is a claim that it spells out."""
    lemma = at.head.lemma_.lower()
    if _accused(at):
        return True
    noun = at.head.pos_ == "NOUN" and not (at.dep_ == "acl" and at.tag_ == "VBN")
    return lemma in _listed("states", "accusing") or (noun and lemma in _listed("states", "claims"))


def _accused(at: Token) -> bool:
    """Whether it is what one is accused of: "accused the operator of the dam of opening its gates"."""
    if at.dep_ != "pcomp" or at.head.lower_ != "of":
        return False
    above = at.head.head
    while above.pos_ in {"NOUN", "PROPN", "ADP"} and above.dep_ in {"pobj", "prep", "dobj", "nsubjpass"}:
        above = above.head
    return above.pos_ == "VERB" and above.lemma_.lower() == "accuse"


def _unsure(at: Token) -> bool:
    """Whether it hangs on what is not told as done: "rules against leaving", "may try", "did not say"."""
    if _accused(at):
        return False
    if at.dep_ == "pcomp":
        above = at.head.head.lemma_.lower()
        aim = at.head.head.pos_ in {"NOUN", "ADJ"}  # "no intention of approving", "interested in winning"
        return aim or at.head.lemma_.lower() in _UNDONE or above in _listed("states", "charging")
    if at.dep_ == "xcomp":
        return at.head.pos_ == "VERB" and _own_mood(at.head) != "told"
    asked = any(c.dep_ == "mark" and c.lower_ in _OPEN for c in at.head.children)
    return at.dep_ == "ccomp" and (asked or negation(at.head) is not None)


def _own_mood(word: Token) -> str:
    return "hedged" if parse.wording(word).rstrip(" \"'").endswith("?") else _mood_of_verb(word)


def _mood_of_verb(word: Token) -> str:
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"} and child.lower_ in _MODALS:
            return "planned" if child.lower_ in {"will", "'ll", "wo", "shall"} else "hedged"
        if _hedges(child):
            return "hedged"
    if verb == word and (_purpose(word) or _imperative(word)):
        return "planned"
    return "hedged" if verb.dep_ == "csubj" and verb.tag_ == "VBG" else "told"  # "raising it would hurt"


def _hedges(child: Token) -> bool:
    """Whether a word of a verb leaves open that it is done: "if", "usually", "rather than seize"."""
    if child.dep_ == "mark":
        return child.lower_ in _OPEN | _USUAL | {"than"}
    return child.dep_ == "advmod" and (
        child.lower_ in _OPEN | _USUAL or child.lemma_.lower() in _listed("speech", "hedge")
    )


def _imperative(word: Token) -> bool:
    """Whether it asks for something to be done: "Extend the cuts"."""
    beside = {"nsubj", "nsubjpass", "aux", "expl"}
    return word.tag_ == "VB" and word.dep_ == "ROOT" and not any(c.dep_ in beside for c in word.children)


def _purpose(word: Token) -> bool:
    """Whether it is a "to" of purpose or plan, not of trying or failing."""
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children)
    done = _listed("states", "trying") | _listed("states", "failing")
    return (
        to
        and word.dep_ in {"advcl", "acl", "relcl", "ROOT", "xcomp"}
        and word.head.lemma_.lower() not in done
    )


@cache
def _listed(name: str, key: str) -> frozenset[str]:
    return frozenset(lexicon.load(name)[key])
