"""Where: places, and how a thing lies to them ("inside", "just outside", "north of", "across")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from verify import lexicon
from verify.lexicon import atlas
from verify.parse import Clause
from verify.records import Place, Slot
from verify.slots import _where
from verify.slots._site import Site, site

if TYPE_CHECKING:
    from spacy.tokens import Token

KIND = "place"
_DIRECTION = r"(?:(?:north|south)(?:[\s-]*(?:east|west))?|east|west)(?:ward|wards)?"
_UNIT = r"(?:kilomet\w+|km|miles?|met(?:er|re)s|feet)\b"
_DISTANCE = rf"(?:(?:about|some|around|roughly|nearly|just)\s)?[\d.,]+[\s-]?{_UNIT}(?:\s\([^)]*\))?\s"


def find(clause: Clause) -> Iterator[Slot]:
    """A slot for each phrase that says where something of the clause is or happens.

    Phrases with a verb of saying ("said in Paris") tell where it was said and are left out, and
    so is what stands in a longer phrase already taken.
    """
    taken = -1
    for start, relation, outright, at in _phrases(clause):
        if clause.words[start].i <= taken:
            continue
        found = site(clause.words, at, any_name=_any_name(clause, start, relation))
        if found and found.proper and relation == "at" and clause.words[start].lower_ != "at":
            continue  # "the attack on Lyon"
        slot = found and _slot(clause, start, relation, found, outright=outright)
        if found and slot:
            taken = found.words[-1].i
            yield slot
    yield from _touched(clause)
    yield from _numbered(clause, taken)


@cache
def _pattern() -> re.Pattern[str]:
    known = lexicon.load("places")["relations"]
    phrases = {phrase: relation for relation, listed in known.items() for phrase in listed}
    listed = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:{_DISTANCE})?(?:(?:to\sthe\s)?(?P<direction>{_DIRECTION})\sof|(?:just\s)?(?P<phrase>{listed}))\s(?=[\w'\"])",
        re.IGNORECASE,
    )


@cache
def _relation(phrase: str) -> str:
    known: dict[str, list[str]] = lexicon.load("places")["relations"]
    return next(relation for relation, listed in known.items() if phrase in listed)


def _phrases(clause: Clause) -> Iterator[tuple[int, str, bool, int]]:
    """First word, relation, whether it is said outright, and first word of the place."""
    index = {w.idx: n for n, w in enumerate(clause.words)}
    at = clause.first
    while match := _pattern().search(clause.view.text, at, clause.last):
        start, end = index.get(match.start()), index.get(match.end())
        at = match.start() + 1 if start is None or end is None else match.end() - 1
        if start is None or end is None:
            continue
        if match["direction"]:
            inside = start and clause.words[start - 1].lower_ == "the"
            relation = "" if inside else atlas.direction(match["direction"])
            if relation:
                yield start, relation, False, end
        else:
            phrase = match["phrase"].lower()
            yield start, _relation(phrase), phrase in lexicon.load("places")["outright"], end


def _any_name(clause: Clause, start: int, relation: str) -> bool:
    """Whether the words before a name say that it is a place's: "north of", "was born in"."""
    if relation in atlas.DIRECTIONS or relation == "between":
        return True
    word, after = clause.words[start], clause.words[start + 1 : start + 2]
    if relation not in {"in", "to", "from", "near"} or not after or after[0].pos_ != "PROPN":
        return False
    if any(w.ent_type_ not in {"PERSON", "ORG", ""} for w in after) or word.head.pos_ != "VERB":
        return False
    known = lexicon.load("places")
    listed = known["motions"] if relation in {"to", "from"} else known["settled"]
    return word.head.lemma_.lower() in listed


def _slot(clause: Clause, start: int, relation: str, found: Site, *, outright: bool) -> Slot | None:
    first = clause.words[start]
    phrase = [w for w in clause.words if first.i <= w.i <= found.words[-1].i]
    other = _other_end(clause, found) if relation == "between" else None
    if relation == "between":
        if other is None:
            return None
        phrase += [w for w in clause.words if phrase[-1].i < w.i <= other.words[-1].i]
    head = _where.host(first, phrase)
    verb = _where.verb_of(head)
    planned = _where.planned(verb)
    if head is None or _said(verb) or not (planned or _where.real(verb)):
        return None
    if relation == "to" and not _moves(head, verb):
        return None
    names = found.names | ({found.name, other.name} if other else set())
    inside = [w.i for w in phrase]
    left = _left_noun(clause, start)
    things = _where.things(head, verb, inside) | (
        _where.things(left, None, inside) if left is not None else frozenset()
    )
    asked = _where.ask(head, verb, inside)
    moved = {"=move"} if relation == "to" else set()
    value = Place(
        relation,
        found.name,
        _kind(found),
        found.part,
        names,
        _where.acts(head, verb) | moved,
        things,
        outright,
        asked,
        _where.several(head, verb),
        _where.known(head, verb),
        planned,
    )
    last = phrase[-1]
    return clause.slot(KIND, first.idx, last.idx + len(last.text), value, "where")


def _kind(found: Site) -> str:
    return "whole" if found.whole else found.kind or ("name" if found.proper else "")


def _other_end(clause: Clause, found: Site) -> Site | None:
    after = found.words[-1].i - clause.words[0].i + 1
    words = clause.words
    position = next((n for n, w in enumerate(words) if w.i == found.words[-1].i), after) + 1
    if position + 1 < len(words) and words[position].lower_ == "and":
        return site(words, position + 1, any_name=True)
    return None


def _left_noun(clause: Clause, start: int) -> Token | None:
    """The noun right before the phrase, which a place often belongs to whatever the parse says."""
    before = clause.words[start - 1] if start else None
    return (
        before
        if before is not None and before.pos_ in {"NOUN", "PROPN"} and not _where.is_time(before)
        else None
    )


def _moves(head: Token, verb: Token | None) -> bool:
    """Whether "to" hangs on a verb of moving: "flown to", not "said to"."""
    return verb is not None and head == verb and verb.lemma_.lower() in lexicon.load("places")["motions"]


def _said(verb: Token | None) -> bool:
    """Whether the phrase says where words were spoken, not where what they tell of happened."""
    return verb is not None and verb.lemma_.lower() in lexicon.load("speech")["say"]


def _numbered(clause: Clause, taken: int) -> Iterator[Slot]:
    """As "a third-floor flat", where no preposition led to it."""
    for at, word in enumerate(clause.words):
        if word.i > taken and word.ent_type_ == "ORDINAL" and word.ent_iob_ == "B":
            found = site(clause.words, at)
            numbered = found is not None and found.kind == "numbered"
            slot = _slot(clause, at, "at", found, outright=False) if found and numbered else None
            if slot:
                yield slot


def _touched(clause: Clause) -> Iterator[Slot]:
    """What is hit, destroyed or cut off: "hit the school", "only the capital was affected"."""
    for verb in clause.words:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in lexicon.load("places")["touches"]:
            continue
        for noun in verb.children:
            if noun.dep_ not in {"dobj", "nsubjpass"}:
                continue
            edge = noun.left_edge.i
            first = next((n for n, w in enumerate(clause.words) if w.i >= edge and w.pos_ != "ADV"), None)
            found = site(clause.words, first) if first is not None else None
            if found and noun in found.words:
                yield _touch(clause, verb, found)


def _touch(clause: Clause, verb: Token, found: Site) -> Slot:
    first, last = found.words[0], found.words[-1]
    before = next((w for w in clause.words if w.i == first.i - 1), None)
    only = {first.lower_, before.lower_ if before is not None else ""} & set(lexicon.load("places")["only"])
    things = _where.things(verb, verb, [w.i for w in found.words])
    relation = "across" if found.whole else "only" if only else "touch"
    value = Place(
        relation, found.name, _kind(found), found.part, found.names, _where.acts(verb, verb), things
    )
    return clause.slot(KIND, first.idx, last.idx + len(last.text), value, "where")
