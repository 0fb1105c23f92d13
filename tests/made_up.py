"""Parses that no parser gave: those of invented passages, with words, heads and names exchanged.

Rules read trees, and text leads a parser to few of them. Bytes say which passage and which changes, so a
thousand trees take the time of a parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING
from unittest import mock

import fuzz_seeds

from verify import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

ROOT = "ROOT"
EDIT = 4  # bytes of a change: which, where, and two of what


@dataclass(slots=True)
class Word:
    """A parsed word; `head` is the place of its head, its own for the root."""

    text: str
    space: bool
    tag: str
    pos: str
    morph: str
    lemma: str
    dep: str
    ent: str
    head: int


@cache
def passages() -> tuple[tuple[tuple[Word, ...], tuple[Word, ...]], ...]:
    """Both sides of each pair, parsed."""
    told = [text for case in fuzz_seeds.pairs() for text in (case.a, case.b)]
    views = [parse.view(text, 0, len(text), split=False).text for text in told]
    docs = [tuple(_words(doc)) for doc in parse.parse(views)]
    return tuple(zip(docs[::2], docs[1::2], strict=True))


@cache
def vocabulary() -> tuple[Word, ...]:
    """Each word that the passages have, in each of its readings."""
    every = (word for pair in passages() for side in pair for word in side)
    return tuple({(w.text, w.tag, w.dep, w.ent): w for w in every}.values())


def edited(words: tuple[Word, ...], changes: bytes) -> Doc:
    """The passage after the changes; heads stay a forest."""
    made = [replace(word) for word in words]
    for place in range(0, len(changes) - EDIT + 1, EDIT):
        which, at, high, low = changes[place : place + EDIT]
        _change(made, which % 7, at % len(made), high * 256 + low)
    return _doc(made)


@contextmanager
def parsed(*docs: Doc) -> Iterator[None]:
    """Whatever is parsed, these come of it, in turn."""
    left = iter(docs)
    with mock.patch.object(parse, "parse", lambda texts: [next(left) for _ in texts]):
        yield


def _words(doc: Doc) -> Iterator[Word]:
    for w in doc:
        tree = w.dep_, w.ent_type_, w.head.i
        yield Word(w.text, bool(w.whitespace_), w.tag_, w.pos_, str(w.morph), w.lemma_, *tree)


def _change(made: list[Word], which: int, at: int, value: int) -> None:
    other = vocabulary()[value % len(vocabulary())]
    word = made[at]
    match which:
        case 0:
            made[at] = replace(other, head=word.head, dep=word.dep, space=word.space)
        case 1 if value % len(made) == at or not _below(made, at, value % len(made)):
            word.head = value % len(made)
        case 2:
            word.dep = other.dep
        case 3:
            word.ent = other.ent
        case 4 if len(made) > 1:
            _cut(made, at)
        case 5:
            _put(made, at, replace(other, head=at))
        case 6:
            word.tag, word.pos, word.morph, word.lemma = other.tag, other.pos, other.morph, other.lemma


def _below(made: list[Word], at: int, place: int) -> bool:
    """Whether the word at `place` hangs on another, and by it on that `at`."""
    while place != at and made[place].head != place:
        place = made[place].head
    return place == at


def _cut(made: list[Word], at: int) -> None:
    gone = made.pop(at)
    for place, word in enumerate(made):
        if word.head == at:
            word.head = gone.head if gone.head != at else (place if place < at else place + 1)
    for word in made:
        word.head -= word.head > at


def _put(made: list[Word], at: int, new: Word) -> None:
    for word in made:
        word.head += word.head > at
    made.insert(at + 1, new)


def _doc(made: list[Word]) -> Doc:
    from spacy.tokens import Doc

    for place, word in enumerate(made):  # a parser calls nothing else a root
        if (word.dep == ROOT) != (word.head == place):
            word.dep = ROOT if word.head == place else "dep"
    before = ["", *(w.ent for w in made)]
    ents = [
        f"{'I' if w.ent == b else 'B'}-{w.ent}" if w.ent else "O" for w, b in zip(made, before, strict=False)
    ]
    return Doc(
        parse._pipeline().vocab,
        words=[w.text for w in made],
        spaces=[w.space for w in made],
        tags=[w.tag for w in made],
        pos=[w.pos for w in made],
        morphs=[w.morph for w in made],
        lemmas=[w.lemma for w in made],
        heads=[w.head for w in made],
        deps=[w.dep for w in made],
        ents=ents,
    )
