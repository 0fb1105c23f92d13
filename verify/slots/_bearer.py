"""The proper name that a noun bears or stands beside, and what sort of thing bears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify import lexicon, parse

if TYPE_CHECKING:
    from spacy.tokens import Token

_SORTS = {"PERSON": "person", "ORG": "body", "GPE": "place", "NORP": "place", "LOC": "place"}
_SAME_PHRASE = frozenset({"appos", "nsubj", "nsubjpass", "dobj", "pobj", "compound"})


def bearer(noun: Token) -> list[Token]:
    """The words of the name: of "Ana Ruiz", "the poet(,) Ana Ruiz" and "a group called Dawn"."""
    if noun.pos_ == "PROPN":
        return _run_before(noun)
    given = [
        c for v in noun.children if v.dep_ == "acl" and _names(v) for c in v.children if c.dep_ == "oprd"
    ]
    if given:
        return [w for w in given[0].subtree if w.dep_ != "det"]
    beside = _run_after(noun)
    if beside and beside[-1].dep_ in _SAME_PHRASE:
        return beside
    apposed = next((c for c in noun.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    return _run_before(apposed) if apposed is not None and apposed.pos_ == "PROPN" else []


def sort(noun: Token, name: list[Token]) -> str:
    """What bears the name, "person", "body" or "place", from the noun before it or itself; "" if open."""
    roles = lexicon.load("roles")
    lemma = noun.lemma_.lower()
    if noun.pos_ == "NOUN" and lemma in {*roles["persons"], *roles["occupations"], *roles["unique"]}:
        return "person"
    if noun.pos_ == "NOUN" and lemma in roles["organisations"]:
        return "body"
    labels = {w.ent_type_ for w in name} if name else {noun.ent_type_}
    return next((_SORTS[label] for label in ("GPE", "NORP", "LOC", "PERSON", "ORG") if label in labels), "")


def _names(verb: Token) -> bool:
    return verb.lemma_.lower() in lexicon.load("roles")["naming"]


def _run_before(noun: Token) -> list[Token]:
    run = [noun]
    while run[0].i > parse.sentence(noun).start:
        word = run[0].nbor(-1)
        if (word.pos_ != "PROPN" and word.text != "-") or word.i < noun.left_edge.i:
            break
        run.insert(0, word)
    return run


def _run_after(noun: Token) -> list[Token]:
    run: list[Token] = []
    at = noun
    while at.i + 1 < parse.sentence(noun).end:
        at = at.nbor(1)
        if at.pos_ != "PROPN" and not (run and at.text == "-"):
            break
        run.append(at)
    return run
