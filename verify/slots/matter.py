"""What newsrooms ask with yes or no, in whatever words it is told: a ransom paid, shots fired, someone charged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify import lexicon
from verify.parse import Clause
from verify.records import Slot, State
from verify.slots import _nouns as nouns
from verify.slots._matters import Answer, answers, known
from verify.slots._saying import Saying, saying
from verify.slots._told import of_some

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "matter"
NOBODY = "*nobody"  # of whom it is denied of everyone
PRONOUN = "*pronoun"  # of whom only a pronoun is told
_NOBODY = frozenset({"nobody", "none", "no-one", "no"})
_ONTO = frozenset({"against", "to", "on", "for", "of"})


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each matter that the clause answers; its context is the question alone."""
    for answer in answers(clause):
        state, marker = _state(clause, answer)
        if state is None:
            continue
        words = [*answer.words, *([marker] if marker is not None else [])]
        within = [w for w in words if clause.first <= w.idx < clause.last]
        start, end = min(w.idx for w in within), max(w.idx + len(w.text) for w in within)
        slot = clause.slot(KIND, start, end, state, "")
        yield Slot(KIND, slot.start, slot.end, slot.text, state, str(known(state.scale)["ask"]))


def _state(clause: Clause, answer: Answer) -> tuple[State | None, Token | None]:
    matter, main = answer.entry.matter, answer.main
    entry, told = known(matter), _told(main)
    if told.mood != "told" or told.trying or main.dep_ in {"amod", "compound"}:
        return None, None
    heads = _who(main, str(entry.get("who", "")))
    who = _names(heads)
    kinds = set(entry.get("kinds", ()))
    if kinds and not _fits(heads, kinds):
        return None, None
    yes = told.holds == (answer.entry.side == "yes")
    part = of_some(main) or nouns.partial(heads, counted=False)
    state = State(
        "yes" if yes else "no", ("no" if yes else "yes",), True, matter, who,
        about=_about(clause, answer, heads), voice=told.voice, part=part, still=_never(told.marker),
    )  # fmt: skip
    return state, told.marker


def _told(main: Token) -> Saying:
    """How it is told; where there is no record or sign of it, that it was not."""
    told = saying(main)
    above = main.head.head if main.dep_ == "pobj" else main.head
    if told.holds and above.lemma_.lower() in lexicon.load("matters")["traces"]:
        over = saying(above)
        return over if over.mood == "told" else told
    return told


def _never(marker: Token | None) -> bool:
    return marker is not None and marker.lower_ == "never"


def _who(main: Token, asked: str) -> list[Token]:
    """Who did it, or whom it befell, as the matter asks."""
    verb = main if main.pos_ in {"VERB", "AUX"} or main.head.pos_ not in {"VERB", "AUX"} else main.head
    doers, done_to = nouns.subject(verb), nouns.done_to(verb) if verb == main else []
    if asked == "by":
        return doers
    if asked == "of":
        onto = [c for at in (main, verb) for p in at.children if p.lower_ in _ONTO for c in p.children]
        return done_to or ([] if main.pos_ == "VERB" else [c for c in onto if c.dep_ == "pobj"])
    return (done_to or doers) if asked else []


def _names(heads: list[Token]) -> frozenset[str]:
    found = set(nouns.lemmas(heads) | nouns.names(heads))
    if any(w.lower_ in _NOBODY or any(c.lower_ == "no" for c in w.children) for w in heads):
        return frozenset({NOBODY})
    if any(w.pos_ == "PRON" for w in heads) and not found:
        found.add(PRONOUN)
    return frozenset(found)


def _fits(heads: list[Token], kinds: set[str]) -> bool:
    of = nouns.lemmas(heads)
    if of & {*kinds, *(f"*{k}" for k in kinds)} or ("name" in kinds and any(w.pos_ == "PROPN" for w in heads)):
        return True
    return "person" in kinds and any(w.pos_ == "PRON" or w.ent_type_ == "PERSON" for w in heads)


def _about(clause: Clause, answer: Answer, heads: list[Token]) -> frozenset[str]:
    """The other nouns beside it, which may narrow what is told: "inside the shop"."""
    told = {w.i for w in (*answer.words, *heads)}
    verb = answer.main if answer.main.pos_ == "VERB" else answer.main.head
    within = [w for w in verb.subtree if clause.first <= w.idx < clause.last and w.i not in told]
    return frozenset(
        w.lemma_.lower() for w in within if w.pos_ == "NOUN" and w.ent_type_ not in {"DATE", "TIME"}
    )
