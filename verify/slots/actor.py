"""Who did it: the agents of acts, active, passive or cleft."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from verify import lexicon
from verify.parse import Clause
from verify.records import Party, Slot
from verify.slots import _happening
from verify.slots._bearer import bearer, sort
from verify.slots._deaths import deaths
from verify.slots._where import is_time, real

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "actor"
_NO_ACTS = frozenset({"say", "measure", "locate", "last", "miss", "lose", "vow", "suspend"})
_PATIENTS = frozenset({"dobj", "nsubjpass"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each agent of an act, with its words up to the noun or the name ("the poet Ana Ruiz").

    `of` is the lemma of what was acted on, `kinds` the classes of agents that the noun stands
    in; a pronoun, a plan, and a verb of saying or being, makes none. Another slot says by whose hand
    someone died (part "hand").
    """
    known = set(clause.words)
    for word in clause.words:
        for (said, *_), value in deaths(word):
            if said in known:
                yield clause.slot(KIND, said.idx, said.idx + len(said.text), value, "whom")
    for verb in clause.words:
        if verb.pos_ != "VERB" or not real(verb):
            continue
        claims = _claims_it(verb)
        if verb.lemma_.lower() in lexicon.load("speech")["say"] and not claims:
            continue
        agent = _agent(verb)
        if agent is None or agent not in known or agent.pos_ not in {"NOUN", "PROPN"}:
            continue
        acts = frozenset({"=claim"}) if claims else _acts(verb)
        name = [w for w in bearer(agent) if w in known]
        words = [w for w in agent.subtree if w.i <= agent.i and w in known and not w.is_space]
        if acts and words:
            last = max((agent, *name), key=lambda w: w.i)
            start, end = words[0].idx, last.idx + len(last.text)
            text = clause.view.text[start:end]
            yield clause.slot(KIND, start, end, _party(verb, agent, name, acts, text.lower()), "who")


def _party(verb: Token, agent: Token, name: list[Token], acts: frozenset[str], text: str) -> Party:
    patient = _patient(verb)
    sole = verb.lemma_.lower() in lexicon.index("roles", "sole") or _claims_it(verb)
    return Party(
        text,
        "agent",
        patient.lemma_.lower() if patient is not None else "",
        acts,
        _kinds(agent),
        " ".join(w.text for w in name),
        sort(agent, name),
        _content(patient) if patient is not None else frozenset(),
        patient is not None and patient.tag_ in {"NNS", "NNPS"},
        sole,
    )


def _acts(verb: Token) -> frozenset[str]:
    own = lexicon.index("roles", "sole").get(verb.lemma_.lower(), frozenset())
    return frozenset((_happening.said_of(verb)[0] | {f"={act}" for act in own}) - _NO_ACTS)


def _claims_it(verb: Token) -> bool:
    """As in "claimed responsibility": an act, not a saying."""
    credit = lexicon.load("roles")["credit"]
    return verb.lemma_ == "claim" and any(
        c.dep_ in _PATIENTS and c.lemma_.lower() in credit for c in verb.children
    )


def _agent(verb: Token) -> Token | None:
    by = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
    if by is not None:
        return _of(by)
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    subject = None if passive else next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in {"that", "who"}:
        return _cleft(verb)
    return _of(subject) if subject is not None else None


def _of(noun: Token) -> Token:
    """What "one of the guards" is one of: the guards."""
    if noun.pos_ not in {"NUM", "PRON", "DET"}:
        return noun
    return next((c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), noun)


def _cleft(verb: Token) -> Token | None:
    """The cleaner of "It was a cleaner who opened the door"."""
    noun = verb.head
    at = noun if noun.dep_ == "attr" else next((c for c in noun.children if c.dep_ == "attr"), noun)
    be = at.head
    if at.dep_ == "attr" and be.lemma_ == "be" and any(c.lower_ == "it" for c in be.children):
        return at
    return noun if noun.pos_ in {"NOUN", "PROPN"} and verb.dep_ == "relcl" else None


def _patient(verb: Token) -> Token | None:
    noun = next((c for c in verb.children if c.dep_ in _PATIENTS), None)
    return verb.head if noun is None and verb.dep_ == "acl" else noun


def _content(noun: Token) -> frozenset[str]:
    """Lemmas of the noun phrase, clauses and times left out."""
    clauses = {w.i for c in noun.children if c.dep_ in {"relcl", "acl", "appos", "conj"} for w in c.subtree}
    return frozenset(
        w.lemma_.lower() for w in noun.subtree if w.pos_ in _CONTENT and w.i not in clauses and not is_time(w)
    )


@cache
def _classes() -> dict[str, frozenset[str]]:
    return lexicon.index("roles", "agents")


def _kinds(noun: Token) -> tuple[str, ...]:
    lemma = noun.lemma_.lower()
    joined = (
        noun.doc[noun.left_edge.i : noun.i + 1].text.lower().split()[-1]
    )  # "stand-in" is three words to the parser
    words = [
        lemma,
        noun.lower_,
        joined,
        *(f"{c.lower_} {lemma}" for c in noun.children if c.dep_ == "compound"),
    ]
    if lemma in lexicon.load("roles")["bodies"]:
        words += [c.lemma_.lower() for c in noun.children if c.dep_ in {"poss", "compound"}]
    found = frozenset[str]().union(*(_classes().get(w, frozenset()) for w in words))
    return tuple(sorted(found)) or _own_class(noun)


def _own_class(noun: Token) -> tuple[str, ...]:
    """The word itself, where it is an occupation or a body that no class has."""
    roles = lexicon.load("roles")
    lemma = noun.lemma_.lower()
    listed = noun.pos_ == "NOUN" and lemma in {
        *roles["occupations"],
        *roles["distinct_bodies"],
        *roles["unique"],
    }
    return (lemma,) if listed else ()
