"""Proper names in a clause, and those that say where it plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from verify import parse
from verify.letters import plain

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMES = _PLACES | {"PERSON", "ORG", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"}
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "lord", "the", "prime", "minister", "president", "ayatollah"}
    | {"general", "gen", "brigadier", "major", "maj", "colonel", "col", "lt", "captain", "capt"}
)
_NATIONS = frozenset({"us", "uk", "un", "eu", "america"})
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside"}
)
_LOCATIVE = frozenset(
    {"in", "at", "on", "near", "inside", "outside", "across", "throughout", "around", "into", "within"}
    | {"above", "over", "through", "against", "toward", "towards", "off", "between"}
)


def normal_name(text: str) -> str:
    """A speaker or name in lower case without articles, titles and possessive."""
    words = text.lower().replace("'s", "").replace(",", " , ").split()
    return " ".join(w for w in words if w.strip(".") not in _TITLES).replace(" , ", ", ").strip(" ,.")


def named(clause: parse.Clause) -> frozenset[str]:
    """Names of people, bodies, places and the like in the clause, normalised."""
    names = {_plain(run) for run in _runs(clause, _NAMES)}
    return frozenset(n for n in names if len(n) > 1)


def scene(clause: parse.Clause) -> frozenset[str]:
    """Named places where something happens: "in Basra", "hit the Green Zone"; not "US troops"."""
    names: set[str] = set()
    for run in _runs(clause, _PLACES):
        root = next((w for w in run if w.head not in run), run[-1])
        if root.dep_ in {"compound", "nmod"} and _plain(run).replace(".", "") in _NATIONS:
            continue  # "US troops": whose, not where
        while root.dep_ in {"compound", "nmod", "poss"} and root.head != root:
            root = root.head
        if root.dep_ in {"dobj", "nsubjpass"} or (root.dep_ in {"pobj", "conj", "appos"} and _locative(root)):
            names.add(_plain(run))
    return frozenset(n for n in names if len(n) > 1)


def _plain(run: Sequence[Token]) -> str:
    name = normal_name(plain(" ".join(w.text for w in run))).replace(" - ", "-").strip(" '-\"")
    return re.sub(r"^(?:al|the)[ -]", "", name)


def _runs(clause: parse.Clause, labels: frozenset[str]) -> Iterator[list[Token]]:
    """The words of each named entity of the clause that has one of these labels."""
    run: list[Token] = []
    for word in clause.words:
        inside = word.ent_type_ in labels
        if run and (not inside or word.ent_iob_ == "B"):
            yield run
            run = []
        if inside:
            run.append(word)
    if run:
        yield run


def _locative(word: Token) -> bool:
    at, steps = word, 0
    while steps < 4:
        if at.dep_ == "prep" and at.lower_ in _LOCATIVE:
            return True
        if at.dep_ == "prep":
            if at.lower_ != "of" or at.head.pos_ != "NOUN" or at.head.lower_ in _DIRECTIONS or at == at.head:
                return False
            steps = -1  # "in the north of the town of ...": from the noun anew
        at, steps = at.head, steps + 1
    return False
