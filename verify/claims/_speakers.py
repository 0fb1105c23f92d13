"""Who says what a claim states, and how sure it is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from verify import lexicon, parse
from verify.claims._clauses import Draft
from verify.claims._names import normal_name
from verify.records import Attribution, Certainty

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})


def speaker(draft: Draft, last: Attribution | None) -> Attribution | None:
    """Who the clause, or else its sentence, has it from: subject of a verb of saying, "according to"."""
    found = _said_by(draft.clause.words) or _said_by(draft.sentence)
    return _attribution(draft, found, last) if found is not None else None


def _said_by(words: Iterable[Token]) -> Token | None:
    saying = frozenset(lexicon.load("speech")["say"]) | frozenset(lexicon.load("speech")["deny"])
    for word in words:
        found = None
        if word.lower_ == "according":
            after = (p for c in word.children if c.lower_ == "to" for p in c.children)
            found = next((p for p in after if p.dep_ == "pobj"), None)
        elif word.lemma_.lower() in saying and word.pos_ == "VERB" and _reports(word):
            found = next((c for c in word.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if found is not None:
            return found
    return None


def _reports(word: Token) -> bool:
    """Whether the verb brings in what somebody says: "denied that", not "denied entry"."""
    if word.lower_ in {"said", "says", "told", "added"}:
        return True
    if any(
        c.dep_ in {"ccomp", "parataxis"} or (c.dep_ == "prep" and c.lower_ == "by") for c in word.children
    ):
        return True
    return word.dep_ in {"parataxis", "ROOT"} and '"' in word.sent.text


def _attribution(draft: Draft, noun: Token, last: Attribution | None) -> Attribution:
    words = [noun] if noun.pos_ == "PRON" else [w for w in noun.subtree if not w.is_space]
    cut = next((w.i for w in words if w.dep_ in {"relcl", "acl", "appos"} and w.i > noun.i), None)
    if cut is not None and noun.pos_ == "PROPN":
        cut = None
    words = [w for w in words if cut is None or w.i < cut]
    while words and words[-1].is_punct:
        words = words[:-1]
    begin, end = words[0].idx, words[-1].idx + len(words[-1].text)
    text = draft.view.text[begin:end]
    place = draft.view.span(begin, end)
    if noun.lower_ in _PRONOUNS and last:  # "he said": the words stand here, the name above
        return Attribution(*place, last.text, last.speaker)
    return Attribution(*place, text, normal_name(text))


def certainty(clause: parse.Clause, attribution: Attribution | None) -> Certainty:
    """How sure it is told: by its words of doubt or denial, else by who is named as its source."""
    speech = lexicon.load("speech")
    lemmas = {w.lemma_.lower() for w in clause.words}
    if lemmas & set(speech["deny"]):
        return "denied"
    if any(w.lemma_.lower() in speech["hedge"] and w.dep_ != "amod" for w in clause.words):
        return "hedged"
    if attribution is None:
        return "asserted"
    return "alleged" if lemmas & set(speech["claim"]) else "reported"
