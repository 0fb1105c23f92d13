"""What kind of thing: words of the lexicon of things, the most special reading of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify.lexicon.kinds import kinds
from verify.parse import Clause
from verify.records import Slot, Thing
from verify.slots._events import classes, governor
from verify.slots._held import borne, cargo, denied

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "object"
LIST = 3  # things joined by commas and "and"
LONGEST = 4  # words in the longest entry of the lexicon


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each thing of the lexicon, by the longest entry that fits at each word.

    Items of a list ("soybeans, cars and whiskey") are none: no other thing contradicts one of many;
    nor is what is said not to be it ("not rifles") or what it is measured by ("worse than the missile").
    """
    known = kinds()
    at = 0
    while at < len(clause.words):
        for width in range(min(LONGEST, len(clause.words) - at), 0, -1):
            words = clause.words[at : at + width]
            if (
                words[-1].pos_ not in {"NOUN", "PROPN"}
                or words[0].is_punct
                or _listed(words[-1])
                or _part(words[-1])
                or denied(words[-1])
                or _compared(words[-1])
            ):
                continue
            name = _entry([w.lower_ for w in words], words[-1].lemma_.lower())
            if name in known:
                canonical, more_general = known[name]
                acts = classes(governor(words[-1]))
                if "weapon" in more_general:
                    acts |= borne(words[-1])
                role = "cargo" if cargo(words[-1]) else _role(words[-1])
                value = Thing(canonical, more_general, acts, role)
                yield clause.slot(KIND, words[0].idx, words[-1].idx + len(words[-1].text), value, "what")
                at += width - 1
                break
        at += 1


def _listed(word: Token) -> bool:
    return len(word.conjuncts) >= LIST - 1


def _compared(word: Token) -> bool:
    """Whether it belongs to what something else is measured by: "worse than that missile launch"."""
    noun = word.head if word.dep_ == "compound" else word
    return noun.dep_ == "pobj" and noun.head.lower_ in {"than", "unlike"}


def _role(word: Token) -> str:
    """Its part in what happens: "agent", "patient" or "means", "" where the words around it give none."""
    does = word.dep_ == "nsubj" and word.head.lemma_ != "be"
    if does or (word.dep_ == "pobj" and word.head.dep_ == "agent"):
        return "agent"
    before = word.head.lower_ if word.dep_ == "pobj" else ""
    if before in {"in", "on", "by", "aboard"}:
        return "means"
    return "patient" if word.dep_ in {"dobj", "nsubjpass"} or before in {"into", "against"} else ""


def _part(word: Token) -> bool:
    """Whether the things belong to another one: "the train and some of its cars"."""
    return word.tag_ == "NNS" and any(
        c.dep_ == "poss" and c.lower_ in {"its", "whose"} for c in word.children
    )


def _entry(words: list[str], last: str) -> str:
    plain = " ".join([*words[:-1], last]).replace(" - ", "-")
    return plain if plain in kinds() else plain.replace("-", " ")
