"""Which in a row: "the third school to be hit", "its second defeat"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify import lexicon
from verify.parse import Clause
from verify.records import Quantity, Slot
from verify.slots._events import classes, governor

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "quantity"
_DIGITS = re.compile(r"(?P<number>\d{1,3})(?:st|nd|rd|th)")


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each ordinal that says the how manieth of its kind one is; its unit is "ordinal".

    Ordinals of times ("the second day"), ranks by size ("the second largest") and names
    ("Third Avenue") say something else.
    """
    for word in clause.words:
        place = _place(word.lower_)
        noun = word.head
        if place is None or noun not in clause.words or not _one_of_a_row(word, noun):
            continue
        value = Quantity(
            place, place, about=False, unit="ordinal", of=noun.lemma_.lower(), acts=classes(governor(noun))
        )
        yield clause.slot(KIND, word.idx, word.idx + len(word.text), value, "which")


def _place(word: str) -> float | None:
    digits = _DIGITS.fullmatch(word)
    if digits:
        return float(digits["number"])
    known: dict[str, int] = lexicon.load("quantities")["ordinals"]
    return float(known[word]) if word in known else None


def _one_of_a_row(word: Token, noun: Token) -> bool:
    """Whether the ordinal counts single things of a common noun, one of which is meant."""
    if word.dep_ != "amod" or noun.pos_ != "NOUN" or noun.tag_ != "NN" or noun.i < word.i:
        return False
    if noun.lemma_.lower() in lexicon.load("quantities")["not_in_a_row"]:
        return False
    between = word.doc[word.i + 1 : noun.i]
    meant = any(c.lower_ == "the" or c.dep_ == "poss" for c in noun.children)
    return meant and not any(w.tag_ in {"JJS", "RBS"} or w.pos_ == "PROPN" for w in between)
