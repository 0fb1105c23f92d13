"""Persons with first and last name, and what tells who they are: their post and their age."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from verify import lexicon, names
from verify.records import Party

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 4  # words before a name among which its post is looked for
AFTER = 14  # words after it
_AGE = re.compile(r"^(?:1[0-9]|[2-9][0-9])$")


def full(words: Sequence[Token], text: str) -> Party | None:
    """The person, where the run of words is a first and a last name with a post or an age beside it.

    `of` is the last name, `kinds` the posts, `target` the age.
    """
    known = names.words(text)
    if len(known) < 2 or len(known[0]) < 2:
        return None
    posts, ages = _posts(words), _ages(words)
    if not posts and not ages:
        return None
    return Party(text.lower(), "full", known[-1], frozenset(), posts, target=ages)


@cache
def _known() -> frozenset[str]:
    roles = lexicon.load("roles")
    return frozenset(roles["unique"]) | frozenset(roles["occupations"]) | frozenset(roles["posts"])


def _posts(words: Sequence[Token]) -> tuple[str, ...]:
    doc, first, last = words[0].doc, words[0], words[-1]
    found = []
    before = [doc[i] for i in range(max(first.sent.start, first.i - NEAR), first.i)]
    if before and before[-1].text == "," and (first.dep_ == "appos" or last.dep_ == "appos"):
        before = before[:-1]  # "the mayor, Ana Ruiz"
    if before and before[-1].lemma_.lower() in _known():
        found.append(before[-1].lemma_.lower())
    beside = (c for c in last.children if c.dep_ == "appos" and last.i < c.i < last.i + AFTER)
    found += [c.lemma_.lower() for c in beside if c.lemma_.lower() in _known()]
    return tuple(sorted(set(found)))


def _ages(words: Sequence[Token]) -> frozenset[str]:
    """As in "Ana Ruiz, 24,"."""
    last = words[-1]
    after = [w.text for w in last.doc[last.i + 1 : min(last.sent.end, last.i + 4)]]
    if (
        len(after) >= 2
        and after[0] == ","
        and _AGE.match(after[1])
        and (len(after) < 3 or after[2] in ",.;)")
    ):
        return frozenset({after[1]})
    return frozenset()
