"""Sentences to clauses: a new one where a subject with a verb of its own begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify import parse
from verify.records import Article, Role

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

MIN_WORDS = 3  # a claim has at least a subject, a verb and something about it
_WHILE = frozenset({"while", "whereas", "whilst"})
_OPENING = frozenset({'"', "'", "(", "$"})
_JOINING = frozenset({"while", "whereas", "whilst", "and", "but", "or", "yet"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause with the sentence it stands in, before it becomes a claim."""

    clause: parse.Clause
    sentence: Words
    view: parse.View
    role: Role


def clauses(article: Article, sentence: Words, view: parse.View, role: Role) -> Iterator[Draft]:
    """The clauses of a sentence that state something, in order; a joining word is no part of one."""
    words = [w for w in sentence if not w.is_space]
    starts = [0, *sorted(_cuts(words))]
    for a, b in zip(starts, [*starts[1:], len(words)], strict=True):
        part = tuple(words[a:b])
        while part and a and _joins(part[0]):
            part = part[1:]
        if part and part[0].text == "(" and ")" in {w.text for w in part[-2:]}:
            continue  # a photo credit
        if part and sum(w.is_alpha or w.like_num for w in part) >= MIN_WORDS:
            yield Draft(parse.Clause(part, view, article.published.value), sentence, view, role)


def _joins(word: Token) -> bool:
    return (word.is_punct and word.text not in _OPENING) or word.lower_ in _JOINING


def _cuts(words: Sequence[Token]) -> set[int]:
    """Indices of words where a clause with a subject and a verb of its own begins."""
    first = words[0].i
    cuts = set()
    for word in words:
        if word.pos_ in {"VERB", "AUX"} and (_beside(word) or (_subject(word) and _joined(word))):
            start = (_lost_subject(word) or word).left_edge.i
            while start > first and words[start - first - 1].dep_ == "cc":
                start -= 1
            if 2 < start - first < len(words) - 3 and word.head.i < start:
                cuts.add(start - first)
    return cuts


def _joined(word: Token) -> bool:
    """Whether "and" or a semicolon joins its clause to another."""
    if word.dep_ == "conj":
        return word.head.pos_ in {"VERB", "AUX"}
    return word.dep_ in {"parataxis", "ccomp"} and any(c.text == ";" for c in word.head.children)


def _beside(word: Token) -> bool:
    marks = (c.lower_ for c in word.children if c.dep_ in {"mark", "advmod"})
    return word.dep_ == "advcl" and any(mark in _WHILE for mark in marks)


def _subject(word: Token) -> bool:
    return _own_subject(word) or _lost_subject(word) is not None


def _lost_subject(word: Token) -> Token | None:
    """The subject that the parser gave to the clause before: "hit the zone and two rockets slammed"."""
    if word.tag_ not in {"VBD", "VBZ", "VBP"} or word.i == parse.sentence(word).start or _own_subject(word):
        return None
    noun = word.nbor(-1)
    return noun if noun.dep_ == "conj" and noun.pos_ in {"NOUN", "PROPN"} else None


def _own_subject(word: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "expl"} and c.i < word.i for c in word.children)
