"""Names that are given to someone or something, and where they stand to the noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify import parse
from verify.parse import Clause
from verify.slots._bearer import bearer

if TYPE_CHECKING:
    from spacy.tokens import Token


def given(verb: Token) -> Token | None:
    """The name that a verb of naming gives: "called Ana Ruiz", "identified as Ana Ruiz"."""
    for child in verb.children:
        if child.dep_ in {"oprd", "attr"} and child.pos_ == "PROPN":
            return child
    after = [
        w for w in verb.doc[verb.i : parse.sentence(verb).end] if w.lower_ == "as"
    ]  # often hung on a verb in between
    return next((c for w in after for c in w.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)


def proper_after(clause: Clause, noun: Token) -> list[Token]:
    """The name right after a noun: "the trawler Saint Brendan"."""
    run: list[Token] = []
    for word in clause.words:
        if word.i == noun.i + 1 + len(run) and word.pos_ == "PROPN" and word.text[:1].isupper():
            run.append(word)
    return run


def proper_beside(clause: Clause, noun: Token) -> list[Token]:
    """The name in "the Blue Heron ferry" and "the Blue Heron, a ferry"."""
    if noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        return [w for w in bearer(noun.head) if w in clause.words]
    names = [c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
    run = bearer(names[-1]) if names and names[-1].i == noun.i - 1 else []
    bare = run and not {w.ent_type_ for w in run} & {"GPE", "NORP", "LOC"}
    return [w for w in run if w in clause.words] if bare else []
