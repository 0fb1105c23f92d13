"""What a word of a sentence belongs to: the event that a time or an agent is said of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from verify import lexicon
from verify.slots._events import classes, phrasal

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEGIN = frozenset({"begin", "start", "commence", "erupt", "open"})
_END = frozenset({"end", "finish", "stop", "cease", "conclude", "expire"})
_OCCUR = frozenset(
    {
        "happen",
        "occur",
        "place",
        "come",
        "follow",
        "hold",
        "go",
        "be",
        "set",
        "schedule",
        "reach",
        "sign",
        "agree",
        "broker",
        "continue",
        "enter",
    }
)
_DEALS = frozenset(
    {"agreement", "deal", "accord", "pact", "treaty", "contract"}
)  # "truce agreement": a truce
_LIFE = frozenset({"die", "bear", "marry", "divorce"})
_KILLING = frozenset({"kill", "murder", "slay", "assassinate", "behead", "execute"})
_DEATHS = frozenset({"killing", "murder", "slaying", "assassination", "execution", "death"})
_UNITS = frozenset({"night", "morning", "afternoon", "evening", "day", "hour", "week", "time"})
_CLOSE = frozenset({"poss", "compound", "nmod", "amod", "nummod", "npadvmod"})  # "Monday's", "the 9 May"
_WILL = frozenset({"will", "'ll", "wo", "would"})
_DUE = frozenset({"due", "scheduled", "expected", "planned", "set", "slated", "poised"})
_HOPES = frozenset({"hope", "plan", "aim", "intend", "expect"})  # "hopes to open on Monday"
_RANKS = frozenset({"first", "last", "final", "next", "previous", "earlier", "later"})
_BEING = frozenset({"is", "are", "was", "were", "be"})  # "is to last five days"
_CLIMB = 6  # words between a time and what it is said of: "late on the night of Sunday"


def head(word: Token) -> Token:
    """The verb or noun that a time is said of: "on Monday" the verb, "Monday's quake" the noun.

    Through prepositions and other times; the word itself where it hangs on nothing else.
    """
    return _told(_climb(word), word)


def _told(verb: Token, word: Token) -> Token:
    """For "said that it would open on Monday" what is said: the last verb before the time."""
    saying = lexicon.load("speech")["say"]
    for _ in range(_CLIMB):
        if verb.lemma_.lower() not in saying:
            break
        inner = [c for c in verb.children if c.dep_ == "ccomp" and verb.i < c.i < word.i]
        if not inner:
            break
        verb = inner[-1]
    return verb


def _climb(word: Token) -> Token:
    at = word
    events = lexicon.index("acts", "acts")
    for _ in range(_CLIMB):
        if at.head == at:
            return at
        close, at = at.dep_ in _CLOSE, at.head
        if at.pos_ == "VERB" or (at.pos_ == "AUX" and at.dep_ not in {"aux", "auxpass"}):
            return at
        noun = at.pos_ in {"NOUN", "PROPN"} and at.ent_type_ not in {"DATE", "TIME"} and _thing(at)
        if noun and (close or (at.lemma_.lower() in events and not _site(at))):
            return at
    return at


def _thing(word: Token) -> bool:
    return word.lemma_.lower() not in _UNITS


def _site(word: Token) -> bool:
    """Whether it is only where something happened: "was caught at a bus station on Tuesday"."""
    known = lexicon.load("places")
    return word.dep_ == "pobj" and word.lemma_.lower() in {*known["sites"], *known["regions"]}


def said_of(word: Token) -> tuple[frozenset[str], str]:
    """Classes of what happened, and "begin" or "end" where only that side of it is told."""
    lemma = word.lemma_.lower()
    if word.pos_ == "NOUN" or word.tag_ == "NNPS":
        return _noun(word) | _of_a_life(word), ""
    edge = "begin" if lemma in _BEGIN else "end" if lemma in _END else ""
    if told := phrasal(word):  # "went down"
        return told, ""
    place = lemma == "take" and any(c.lower_ == "place" for c in word.children)
    if edge or place or lemma in _OCCUR:
        inner = [c for c in word.children if c.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "xcomp"}]
        inner = _afoot(word) or inner
        found = frozenset[str]().union(*(_noun(c) for c in inner if c.pos_ in {"NOUN", "VERB"}))
        return found or classes(word), edge
    found = classes(word)
    if found == {f"={lemma}"}:
        found |= lexicon.index("acts", "acts").get(lemma, frozenset())
    return found | _phrasal(word) | _in_a_life(word), ""


def subject(word: Token) -> frozenset[str]:
    """Classes of the event whose time stands between it and its verb: "the raid on Monday shocked many"."""
    verb = head(word)
    nouns = (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < word.i < verb.i)
    noun = next((c for c in nouns if c.pos_ == "NOUN"), None)
    known = lexicon.index("acts", "acts")
    if noun is None or noun.lemma_.lower() not in known or noun.tag_ == "NNS":  # "protesters on Monday"
        return frozenset()
    return said_of(noun)[0]


def _afoot(word: Token) -> list[Token]:
    """The event of "be on strike", "be at war"."""
    if word.lemma_.lower() != "be":
        return []
    after = [c for p in word.children if p.lower_ in {"on", "at"} for c in p.children if c.dep_ == "pobj"]
    return [c for c in after if not list(c.children) and c.lemma_.lower() in lexicon.index("acts", "acts")]


def _in_a_life(word: Token) -> frozenset[str]:
    """What comes once to one person, with the name: "=die vandam", in "the killing of Vandam" too."""
    lemma = word.lemma_.lower()
    shot = lemma == "shoot" and any(c.lower_ == "dead" for c in word.children)
    if (shot or lemma in _KILLING) and word.tag_ != "VBG":  # "accused on Monday of killing"
        whom, lemma = {"nsubjpass", "dobj"}, "die"
    elif lemma in _LIFE:
        whom = {"nsubj", "nsubjpass"}
    else:
        return frozenset()
    doers = [c for c in word.children if c.dep_ in whom]
    doers = [word.head if c.tag_ in {"WDT", "WP"} and word.dep_ == "relcl" else c for c in doers]
    return frozenset(f"={lemma} {c.lower_}" for c in doers if c.pos_ == "PROPN")


def _of_a_life(noun: Token) -> frozenset[str]:
    """The same of a noun that is the subject or dated itself: "the murder of Ana Vandam shocked", "the 5 May
    killing of Vandam", but not "guilty of the murder of Vandam on Friday".
    """
    dated = any(c.ent_type_ == "DATE" and c.i < noun.i for c in noun.children)
    if noun.lemma_.lower() not in _DEATHS or not (dated or noun.dep_ in {"nsubj", "nsubjpass"}):
        return frozenset()
    whom = [c for c in noun.children if c.dep_ == "poss"]
    whom += [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return frozenset(f"=die {w.lower_}" for w in whom if w.pos_ == "PROPN" and w.ent_type_ == "PERSON")


def main(words: Sequence[Token]) -> frozenset[str]:
    """Classes of the first verb that has a subject of its own."""
    subjects = {"nsubj", "nsubjpass"}
    verb = next((w for w in words if w.pos_ == "VERB" and any(c.dep_ in subjects for c in w.children)), None)
    return said_of(verb)[0] if verb is not None else frozenset()


def of_day(word: Token) -> frozenset[str]:
    """Classes of what "the third day" is the third day of."""
    nouns = [p for c in word.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return _noun(nouns[0]) if nouns else said_of(head(word))[0]


def rank(word: Token) -> frozenset[str]:
    """Which of several it was, as "#first", as the noun that a time is said of tells: "the first call"."""
    verb = head(word)
    nouns = [verb] if verb.pos_ == "NOUN" else [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    ranks = _RANKS | set(lexicon.load("quantities")["ordinals"])
    told = {c.lower_ for n in nouns if n.tag_ == "NN" for c in n.children if c.dep_ == "amod"}
    return frozenset(f"#{which}" for which in told & ranks)


def ahead(word: Token) -> bool:
    """Whether what the time is said of lay in the future when it was written: "will open on Monday"."""
    verb = head(word)
    while verb.pos_ in {"NOUN", "PROPN"} and verb.head != verb:
        verb = verb.head
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    said = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}}  # "is due in court on"
    hoped = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _HOPES
    return hoped or bool(auxiliaries & _WILL or {verb.lower_, verb.head.lower_, *said} & _DUE)


def planned(word: Token) -> bool:
    """Whether what the time is said of was only planned: "is due to lift off", "will last"."""
    if ahead(word) or any(w.lower_ == "tomorrow" for w in (word, *word.children)):
        return True
    verb = head(word)
    while verb.pos_ in {"NOUN", "PROPN"} and verb.head != verb:
        verb = verb.head
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return to and verb.dep_ == "xcomp" and verb.head.lower_ in _DUE | _BEING


def _noun(word: Token) -> frozenset[str]:
    acts = lexicon.index("acts", "acts")
    lemma = word.lemma_.lower()
    if word.tag_ == "NNPS":  # "Tuesday's Developments" is taken for a name, and keeps its "s"
        lemma = lemma.removesuffix("s")
    if lemma in _DEALS:
        kinds = [c.lemma_.lower() for c in word.children if c.dep_ in {"compound", "amod"}]
        return frozenset(f"={kind}" for kind in [lemma, *kinds])
    if lemma == "call":  # as a verb it tells nothing: "called for calm"
        return frozenset({"=telephone"})
    return acts.get(lemma, frozenset()) or frozenset({f"={lemma}"})


def _phrasal(word: Token) -> frozenset[str]:
    """As in "walked out" as the noun that it makes: a walkout."""
    particles = [c.lower_ for c in word.children if c.dep_ in {"prt", "advmod"} and c.i == word.i + 1]
    return frozenset(
        {f"={word.lemma_.lower()}{p}" for p in particles if p in {"out", "off", "down", "over", "in"}}
    )
