"""What a clause tells beside the states of the lexicon: verbs, what is absent or there, bare denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verify import lexicon
from verify.letters import plain
from verify.lexicon.people import PRONOUN
from verify.parse import Clause
from verify.records import State
from verify.slots import _nouns as nouns
from verify.slots import _questions as questions
from verify.slots._saying import saying

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_EXISTING = frozenset({"be", "have", "face", "exist", "see", "suffer"})  # verbs by which a thing is there
_SOLELY = frozenset({"solely", "merely", "purely", "exclusively", "simply", "necessarily"})
_DEGREES = frozenset(
    {"enough", "all", "every", "everyone", "only", "just", "fully", "always", "much", "entirely"}
)
_WHEN = frozenset({"as", "before", "after", "until", "when", "once", "while", "during", "since"})
_FIRST = frozenset({"initially", "first", "earlier", "later", "then", "eventually", "finally"})
_FURTHER = frozenset(
    {"further", "additional", "other", "more", "new", "such", "only", "one", "better", "bigger", "greater"}
)


def told_in(clause: Clause, word: Token) -> Iterator[State]:
    """What a word tells: that something is absent or there, a bare denial, or a verb and its polarity."""
    if word.pos_ == "NOUN":
        yield from _absence(word)
    if word.pos_ == "VERB" and word.lemma_.lower() in lexicon.load("speech")["deny"]:
        yield from _denial(word)
    elif word.pos_ == "VERB" and _tells(word):
        yield from _verb(clause, word)


def _verb(clause: Clause, word: Token) -> Iterator[State]:
    told = saying(word)
    doers = nouns.subject(word)
    of, by = nouns.lemmas(nouns.done_to(word)), nouns.lemmas(doers) | nouns.names(doers)
    if not told.holds and (_degree(word) or _open(word)):
        return
    if not (of or by) or told.trying or not (told.mood in {"told", "agreed"} or _will(word)):
        return
    if not by and any(w.pos_ == "PRON" for w in doers):
        by = frozenset({PRONOUN})
    within = [w for w in word.subtree if clause.first <= w.idx < clause.last]
    name, asks = f"={word.lemma_.lower()}", questions.of(word)
    yield State(
        name,
        (),
        told.holds,
        "",
        of,
        by,
        _names(within),
        told.mood,
        told.voice,
        part=_then(word) or of_some(word),
        asks=asks,
    )


def _will(word: Token) -> bool:
    """Whether it is told as sure to come: "will open", "is to open"."""
    will = any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "wo"} for c in word.children)
    return will or (word.dep_ == "xcomp" and word.head.lemma_ == "be" and word.head.pos_ == "AUX")


def _open(word: Token) -> bool:
    """Whether only the answer to a question is denied: "does not say how"."""
    clauses = [c for c in word.children if c.dep_ in {"ccomp", "xcomp"}]
    return any(w.tag_ in {"WRB", "WP", "WDT"} or w.lower_ == "whether" for c in clauses for w in c.children)


def _degree(word: Token) -> bool:
    """Whether a negation may leave some of it standing: "did not get enough money"."""
    objects = [c for c in word.children if c.dep_ in {"dobj", "nsubj", "nsubjpass", "advmod"}]
    return any(w.lower_ in _DEGREES for o in objects for w in (o, *o.children)) or any(
        w.lower_ in _SOLELY for w in word.subtree
    )


def _then(word: Token) -> bool:
    """Whether it is told of one stretch of time only: "did not shake hands as they sat down"."""
    if word.dep_ == "relcl" and any(p.tag_ == "WDT" for c in word.children for p in c.children):
        return True  # "the months for which she gave none"
    clauses = [c for c in word.children if c.dep_ == "advcl"]
    marks = {w.lower_ for c in clauses for w in c.children if w.dep_ in {"mark", "advmod"}}
    own = {c.lower_ for c in word.children if c.dep_ in {"prep", "advmod", "mark"}}
    return bool(marks & _WHEN or own & (_WHEN | _FIRST) - {"as"})


def of_some(word: Token) -> bool:
    """Whether it marks out some of many: "states that are not running their own exchanges"."""
    claims = frozenset(lexicon.load("states")["claims"])  # "reports that a guard was hurt"
    marked = word.dep_ in {"relcl", "acl"} and word.head.tag_ == "NNS" and word.head.lemma_ not in claims
    beside = {c.dep_ for c in word.head.children}
    return marked and ("nummod" in beside or not beside & {"det", "poss"})


def _names(words: Iterable[Token], kinds: frozenset[str] = _NOUNS) -> frozenset[str]:
    """Lemmas of the nouns among the words, days and times left out."""
    return frozenset(
        plain(w.lemma_) for w in words if w.pos_ in kinds and w.ent_type_ not in {"DATE", "TIME"}
    )


def _tells(word: Token) -> bool:
    """Whether the verb tells what happened: not that somebody spoke, hopes or can."""
    speech = lexicon.load("speech")
    spoken = any(word.lemma_.lower() in speech[kind] for kind in ("say", "hedge", "plan", "accept"))
    return (
        not spoken
        and word.lemma_ not in {"be", "have", "do"}
        and word.dep_ not in {"aux", "amod", "compound"}
    )


def _absence(word: Token) -> Iterator[State]:
    """What there is or is none of: "no militants were in the school", "we are not facing shortages"."""
    lemma, verb = word.lemma_.lower(), word.head
    if lemma in lexicon.load("states")["empty"] or any(c.lower_ in _FURTHER for c in word.children):
        return
    there = any(c.dep_ == "expl" for c in verb.children)
    said = saying(verb)
    if any(c.lower_ in _DEGREES for c in word.children):
        return  # "did not have enough votes"
    if not _exists(word, there=there) or said.mood != "told" or (said.holds and not there):
        return
    around = _names((w for w in verb.subtree if w.i != word.i), _NOUNS | {"ADJ"})
    of = frozenset({lemma}) | nouns.classes(frozenset({lemma}))
    name = "present" if said.holds else "absent"
    owners = nouns.lemmas(nouns.subject(verb)) if word.dep_ == "dobj" else frozenset[str]()
    yield State(name, (), True, of=of, by=owners, about=around, voice=said.voice, asks=questions.of(verb))


def _exists(noun: Token, *, there: bool) -> bool:
    """Whether the noun is what its verb says to be there: "there is X", "no X is", "they have X"."""
    verb = noun.head.lemma_.lower()
    if noun.dep_ == "nsubj":
        return verb in {"be", "exist"} and any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children)
    return verb in _EXISTING and (there if noun.dep_ == "attr" else noun.dep_ in {"dobj", "nsubjpass"})


def _denial(word: Token) -> Iterator[State]:
    """A denial of what was said before: "denied involvement", "rejected the claim"."""
    noun = next((c for c in word.children if c.dep_ == "dobj"), None)
    if noun is None or noun.lemma_.lower() not in lexicon.load("states")["involvement"]:
        return
    after = [c for c in (*noun.children, *word.children) if c.dep_ in {"acl", "relcl", "ccomp"}]
    own = any(
        '"' not in {w.text for w in word.doc[word.i : c.i]} for c in after
    )  # it says itself what is denied
    if not own and word.dep_ != "relcl" and saying(word).mood == "told":
        about = _names(w for w in noun.subtree if w.i != noun.i)
        yield State("denial", (), False, of=nouns.lemmas([noun]), about=about, voice="denied")
