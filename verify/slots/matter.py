"""What newsrooms ask with yes or no, however it is told: a ransom paid, shots fired, someone charged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from verify import lexicon
from verify.letters import plain
from verify.lexicon.people import MANY, NOBODY, PRONOUN
from verify.parse import Clause
from verify.records import Slot, State
from verify.slots import _nouns as nouns
from verify.slots._matters import Answer, answers, known
from verify.slots._saying import Saying, saying
from verify.slots._told import of_some

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "matter"
_NOBODY = frozenset({"nobody", "none", "no-one", "no"})
_SOME = frozenset({"some", "other", "others", "another", "most", "half"})
_WHERE = frozenset({"in", "inside", "at", "on", "during", "near", "within", "outside", "aboard", "into"})
_ONTO = frozenset({"against", "to", "on", "for", "of"})


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each matter that the clause answers; its context is the question alone."""
    told = [(answer, *_state(clause, answer)) for answer in answers(clause)]
    for answer, state, marker in told:
        if state is None or (marker is None and any(_negated(answer, *other) for other in told)):
            continue
        words = [*answer.words, *([marker] if marker is not None else [])]
        within = [w for w in words if clause.first <= w.idx < clause.last]
        start, end = min(w.idx for w in within), max(w.idx + len(w.text) for w in within)
        slot = clause.slot(KIND, start, end, state, "")
        yield Slot(KIND, slot.start, slot.end, slot.text, state, str(known(state.scale)["ask"]))


def _negated(answer: Answer, other: Answer, state: State | None, marker: Token | None) -> bool:
    """Whether another entry of the same matter takes in a word of this one, and is negated."""
    same = other.entry.matter == answer.entry.matter and state is not None and marker is not None
    return same and bool(set(other.words) & set(answer.words))


def _state(clause: Clause, answer: Answer) -> tuple[State | None, Token | None]:
    matter, main = answer.entry.matter, answer.main
    entry, told = known(matter), _told(main, answer.words)
    if told.mood not in _moods(entry) or told.trying or _modifies(main) or (not told.holds and _until(main)):
        return None, None
    kinds = frozenset(entry.get("kinds", ()))
    heads = _who(main, str(entry.get("who", "")), kinds)
    if kinds and not _fits(heads, kinds):
        return None, None
    yes = told.holds == (answer.entry.side == "yes")
    who = _names(heads)
    if not who and told.marker is not None and told.marker.lower_ in _NOBODY:
        who = frozenset({NOBODY})  # "no shots were fired"
    state = State(
        "yes" if yes else "no", ("no" if yes else "yes",), True, matter, who,
        about=_about(clause, answer) if told.marker is not None else frozenset(),
        voice=told.voice, part=of_some(main) or _others(heads), still=_ever(told.marker),
    )  # fmt: skip
    return state, told.marker


def _until(word: Token) -> bool:
    """Whether it came about later: "did not apologise until the debate"."""
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    inner = (c for c in (*verb.children, *(d for c in verb.children for d in c.children)) if c.i > verb.i)
    return any(c.lower_ in {"until", "till"} for c in inner)


def _modifies(word: Token) -> bool:
    """Whether it only tells what sort of thing another is: "an unarmed guard", but not "at random"."""
    return word.dep_ in {"amod", "compound"} and word.head.pos_ != "ADP"


def _moods(entry: Mapping[str, Any]) -> frozenset[str]:
    return frozenset({"told", "planned"} if entry.get("planned") else {"told"})


def _told(main: Token, words: tuple[Token, ...]) -> Saying:
    """How it is told; where there is no record or sign of it, that it was not."""
    told = saying(main)
    if told.marker in words:
        return told._replace(holds=True, marker=None)  # "pleaded not guilty" is an entry of its own
    above = main.head.head if main.dep_ == "pobj" else main.head
    if told.holds and above.lemma_.lower() in lexicon.load("matters")["traces"]:
        over = saying(above)
        return over if over.mood == "told" else told
    return told


def _ever(marker: Token | None) -> bool:
    """Whether it is denied of all time: "never", "at no time"."""
    return marker is not None and (
        marker.lower_ == "never" or (marker.lower_ == "no" and marker.head.lower_ == "time")
    )


def _who(main: Token, asked: str, kinds: frozenset[str]) -> list[Token]:
    """Who did it ("by"), whom it befell ("of"), or whichever of the two is of a kind that the matter asks."""
    verb = main if main.pos_ in {"VERB", "AUX"} or main.head.pos_ not in {"VERB", "AUX"} else main.head
    doers, done_to = nouns.subject(verb), nouns.done_to(verb) if verb == main else []
    if asked == "by":
        return doers
    if asked == "any":
        return done_to if _fits(done_to, kinds) else doers
    if asked != "of":
        return []
    if main.pos_ != "NOUN":
        return done_to or doers or nouns.said_of(main)
    onto = [c for at in (main, verb) for p in at.children if p.lower_ in _ONTO for c in p.children]
    inner = [c for d in verb.children if d.dep_ == "nsubj" for p in d.children for c in p.children]
    return [c for c in onto or inner if c.dep_ == "pobj"]


def _others(heads: list[Token]) -> bool:
    return any({h.lower_, *(c.lower_ for c in h.children)} & _SOME for h in heads)


def _names(heads: list[Token]) -> frozenset[str]:
    found = set(nouns.lemmas(heads) | nouns.names(heads))
    if any(w.lower_ in _NOBODY or any(c.lower_ == "no" for c in w.children) for w in heads):
        return frozenset({NOBODY})
    if any(w.pos_ == "PRON" for w in heads) and not found:
        found.add(PRONOUN)
    if any(w.tag_ == "NNS" or w.lower_ in {"those", "these"} for w in heads):
        found.add(MANY)
    return frozenset(found)


def _fits(heads: list[Token], kinds: frozenset[str]) -> bool:
    of = nouns.lemmas(heads)
    if of & {*kinds, *(f"*{k}" for k in kinds)} or (
        "name" in kinds and any(w.pos_ == "PROPN" for w in heads)
    ):
        return True
    return "person" in kinds and any(w.pos_ == "PRON" or w.ent_type_ == "PERSON" for w in heads)


def _about(clause: Clause, answer: Answer) -> frozenset[str]:
    """Where or in what something is denied, which may narrow it: "inside the shop", "during the arrest"."""
    at = [w for w in {*answer.words, answer.main.head} if w.pos_ in {"VERB", "NOUN"}]
    phrases = [c for w in at for p in w.children if p.lower_ in _WHERE for c in p.children]
    phrases = [c for c in phrases if c.dep_ == "pobj" and not any(d.lower_ == "no" for d in c.children)]
    beside = {w for c in phrases for w in c.subtree if w.pos_ in {"NOUN", "PROPN"} and w not in answer.words}
    found = frozenset(plain(w.lemma_) for w in beside if w.ent_type_ not in {"DATE", "TIME"})
    return found | nouns.classes(found)
