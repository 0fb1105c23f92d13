"""Who or what it is: holders of offices, names given, nationalities and occupations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify import lexicon
from verify.parse import Clause
from verify.records import Party, Slot
from verify.slots import _happening
from verify.slots._bearer import bearer
from verify.slots._described import being, described, given_to, nation
from verify.slots._events import classes, governor
from verify.slots._full import full
from verify.slots._naming import given, proper_after, proper_beside
from verify.slots._where import real

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "identity"
BEFORE = 6  # words before a name in which its office is looked for: "Lower Saxony state governor"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})  # after a name
_NO_PERSON = frozenset({"GPE", "LOC", "NORP", "DATE", "TIME", "FAC", "EVENT"})


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each person in an office, each thing called by a name, nationality and occupation.

    The part of the value is "office", "chosen", "called", "nation", "occupation", "kin", "side",
    "rank", "sex", "full" (a first and a last name) or "being"; `of` says of what or whom.
    """
    for words in _persons(clause):
        yield from _office(clause, words)
        yield from _post(clause, words)
        yield from _occupation(clause, words)
        if (person := full(words, _text(clause, words))) is not None:
            yield _slot(clause, words, person)
    known = set(clause.words)
    for word in clause.words:
        yield from _called(clause, word)
        yield from _chosen(clause, word)
        yield from _nation(clause, word)
        for words, value in (*described(word), *being(word)):
            if known >= set(words):
                yield _slot(clause, words, value)


def _persons(clause: Clause) -> Iterator[list[Token]]:
    """Runs of words that can be one person's name, without the titles and places before it."""
    before_name = frozenset(lexicon.load("names")["titles"]) | _unique() | _loose()
    run: list[Token] = []
    for word in (*clause.words, None):
        if (
            word is not None
            and (word.pos_ == "PROPN" or (run and word.text == "-"))
            and word.ent_type_ not in _NO_PERSON
        ):
            run.append(word)
            continue
        at = max((i + 1 for i, w in enumerate(run) if w.lower_.strip(".") in before_name), default=0)
        name = run[at:]
        if name and name[0].lower_.strip(".") in _SUFFIXES:  # "Walter King Jr.": King is no office there
            name = run
        if len(name) >= 2 or (name and name[-1].ent_type_ == "PERSON"):
            yield name
        run = []


def _office(clause: Clause, words: list[Token]) -> Iterator[Slot]:
    found = _before(clause, words) or _beside(words)
    if found is None:
        return
    role, of = found
    if of and not of & {w.lower_ for w in words}:
        value = Party(_text(clause, words).lower(), "office", " ".join(sorted(of)), frozenset(), (role,))
        yield _slot(clause, words, value)


def _post(clause: Clause, words: list[Token]) -> Iterator[Slot]:
    """As in "Ana Ruiz, governor of Salto": which post the person has."""
    noun = _noun_beside(words)
    found = _of_noun(noun) if noun is not None and noun in clause.words else None
    if noun is not None and found is not None:
        role, of = found
        run = [w for w in clause.words if noun.i - len(role.split()) < w.i <= noun.i]
        value = Party(role, "post", _text(clause, words).lower(), target=frozenset(of))
        yield _slot(clause, run, value)


def _before(clause: Clause, words: list[Token]) -> tuple[str, set[str]] | None:
    """As in "Salto Governor Ana Ruiz", "the mayor of Salto, Ana Ruiz": the office and what it is of."""
    at = next(i for i, w in enumerate(clause.words) if w.i == words[0].i)
    before = list(clause.words[max(0, at - BEFORE) : at])
    if before and before[-1].text == ",":
        head = words[-1].head
        return _of_noun(head) if words[-1].dep_ == "appos" and head.pos_ in {"NOUN", "PROPN"} else None
    start = next(
        (
            i
            for i in range(len(before) - 1, -1, -1)
            if (before[i].is_punct and before[i].text != "-")
            or before[i].pos_ in {"VERB", "ADP", "CCONJ", "SCONJ", "AUX", "DET"}
        ),
        -1,
    )
    before = before[start + 1 :]
    for width in (2, 1):
        role = " ".join(w.lower_ for w in before[len(before) - width :])
        named = any(w.pos_ == "PROPN" or w.ent_type_ == "NORP" for w in before[: len(before) - width])
        if named and role in _unique() and not _past(before):
            return role, _content(before[: len(before) - width])
    return None


def _beside(words: list[Token]) -> tuple[str, set[str]] | None:
    """As in "Ana Ruiz, governor of Salto", "Ana Ruiz is the governor of Salto"."""
    noun = _noun_beside(words)
    return _of_noun(noun) if noun is not None else None


def _noun_beside(words: list[Token]) -> Token | None:
    last = words[-1]
    beside = [c for c in last.children if c.dep_ == "appos" and c.i > last.i]
    if last.dep_ == "nsubj" and last.head.lemma_ == "be":
        beside += [c for c in last.head.children if c.dep_ == "attr" and c.tag_ == "NN"]
    return next(iter(beside), None)


def _of_noun(noun: Token, *, chosen: bool = False) -> tuple[str, set[str]] | None:
    left = [c for c in noun.subtree if c.i < noun.i]
    if (first := left[0] if left else noun).i > noun.doc[0].i and first.nbor(-1).lower_ == "then":
        return None  # "Ruiz, then governor": the parser may hang the word elsewhere
    two = f"{noun.nbor(-1).lower_} {noun.lower_}" if noun.i > noun.doc[0].i else ""
    role = two if two in _unique() else noun.lower_
    if role not in _unique() or (_past(left) and not chosen):
        return None
    after = [
        w
        for c in noun.children
        if c.lower_ in {"of", "in", "at", "for"} and c.i > noun.i
        for w in c.subtree
        if w != c
    ]
    stop = next((i for i, w in enumerate(after) if w.is_punct and w.text != "-"), len(after))
    past = lexicon.load("roles")["past"] if chosen else ()
    before = [w for w in left if w.lower_ not in role.split() and w.lower_ not in past]
    return role, _content(before + after[:stop])


def _content(words: list[Token]) -> set[str]:
    return {
        w.lower_
        for w in words
        if w.pos_ in {"PROPN", "NOUN", "ADJ"} and w.lower_ not in _loose() and w.is_alpha
    }


def _past(words: list[Token]) -> bool:
    return any(w.lower_ in lexicon.load("roles")["past"] for w in words)


def _unique() -> frozenset[str]:
    return frozenset(lexicon.load("roles")["unique"])


def _loose() -> frozenset[str]:
    return frozenset(lexicon.load("roles")["loose"])


def _occupation(clause: Clause, words: list[Token]) -> Iterator[Slot]:
    """As in "Ana Ruiz, an engineer at the mill", "Ana Ruiz was an accountant"."""
    last = words[-1]
    nouns = [c for c in last.children if c.dep_ == "appos" and c.i > last.i]
    if last.dep_ == "nsubj" and last.head.lemma_ == "be":
        nouns += [c for c in last.head.children if c.dep_ == "attr"]
    for noun in nouns:
        if noun.lemma_.lower() in lexicon.load("roles")["occupations"] and not _past(list(noun.lefts)):
            value = Party(noun.lemma_.lower(), "occupation", _text(clause, words).lower())
            yield clause.slot(KIND, noun.idx, noun.idx + len(noun.text), value, "what")


def _called(clause: Clause, word: Token) -> Iterator[Slot]:
    """As in "the trawler Saint Brendan", "the cook is called Ramon Ybarra", "named as Luis"."""
    roles = lexicon.load("roles")
    if word.lemma_.lower() in roles["named"] and word.pos_ in {"NOUN", "PROPN"}:
        run = proper_after(clause, word) or proper_beside(clause, word)
        if run:
            acts = classes(governor(run[-1]))
            yield _slot(clause, run, Party(_text(clause, run).lower(), "called", word.lemma_.lower(), acts))
    elif word.lemma_ in roles["naming"] and word.pos_ == "VERB":
        name = given(word)
        noun = next((c for c in word.children if c.dep_ in {"nsubjpass", "dobj"} and c.pos_ == "NOUN"), None)
        if name is not None and noun is not None:
            run = [
                w for w in clause.words if w.i in range(name.left_edge.i, name.i + 1) and w.pos_ == "PROPN"
            ]
            office = _of_noun(noun)
            if run and office and office[1]:
                value = Party(
                    _text(clause, run).lower(),
                    "office",
                    " ".join(sorted(office[1])),
                    frozenset(),
                    (office[0],),
                )
                yield _slot(clause, run, value)
            elif run:
                yield _slot(clause, run, given_to(noun, run))


def _chosen(clause: Clause, verb: Token) -> Iterator[Slot]:
    """As in "chose Ana Ruiz as its new chief executive": who got an office, and what it is of."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in lexicon.load("roles")["choosing"] or not real(verb):
        return
    person = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and c.pos_ == "PROPN"), None)
    posts = [c for c in verb.children if c.dep_ in {"oprd", "attr"}]
    posts += [p for c in verb.children if c.lower_ == "as" for p in c.children if p.dep_ == "pobj"]
    named = bearer(person) if person is not None else []
    run = [w for w in named if w in clause.words]
    office = next((o for p in posts if (o := _of_noun(p, chosen=True))), None)
    if run and office:
        value = Party(
            _text(clause, run).lower(), "chosen", " ".join(sorted(office[1])), frozenset(), (office[0],)
        )
        yield _slot(clause, run, value)


def _nation(clause: Clause, word: Token) -> Iterator[Slot]:
    """As in "a Belgian tourist fell", "the tourist who fell was Dutch"."""
    if not nation(word):
        return
    noun = word.head if word.dep_ in {"amod", "compound", "nmod"} else None
    if word.dep_ in {"acomp", "attr"}:
        noun = next((c for c in word.head.children if c.dep_ == "nsubj"), None)
    roles = lexicon.load("roles")
    persons = {*roles["persons"], *roles["occupations"], *roles["unique"]}
    if noun is None or noun.lemma_.lower() not in persons or noun.tag_ == "NNS":
        return
    inner = next((c for c in noun.children if c.dep_ == "relcl"), None)
    acts, _ = _happening.said_of(inner if inner is not None else _happening.head(noun))
    yield _slot(clause, [word], Party(word.lower_, "nation", noun.lemma_.lower(), acts))


def _text(clause: Clause, words: list[Token]) -> str:
    return clause.view.text[words[0].idx : words[-1].idx + len(words[-1].text)]


def _slot(clause: Clause, words: list[Token], value: Party) -> Slot:
    blank = {"nation": "what nationality", "side": "what party"}.get(value.part, "who")
    return clause.slot(KIND, words[0].idx, words[-1].idx + len(words[-1].text), value, blank)
