"""Where the words of a clause answer a matter of the lexicon: which word tells it, and on which side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from verify import lexicon
from verify.parse import Clause

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 8  # words between the first and the last word of an entry
_PARTICLES = frozenset({"off", "up", "down", "out", "over", "away"})
_TAGS = {"v": {"VERB", "AUX"}, "n": {"NOUN", "PROPN"}, "a": {"ADJ", "VERB", "ADV"}}


class Item(NamedTuple):
    """Words of which one has to stand there, the part of speech it must have ("" for any), and whether it
    has to follow the first word of its entry.
    """

    words: frozenset[str]
    tag: str
    after: bool = False


class Entry(NamedTuple):
    """Words that answer a matter; the first item is the one that is negated."""

    matter: str
    side: str
    items: tuple[Item, ...]


class Answer(NamedTuple):
    """An entry found in a clause: the word that tells it, and all the words of it."""

    entry: Entry
    main: Token
    words: tuple[Token, ...]


def known(matter: str) -> Mapping[str, Any]:
    """The entry of the lexicon."""
    matters: Mapping[str, Mapping[str, Any]] = lexicon.load("matters")["matters"]
    return matters[matter]


def answers(clause: Clause) -> Iterator[Answer]:
    """One answer for each matter and side that the clause tells, by the entry with the most words."""
    found: dict[tuple[str, int], Answer] = {}
    for word in clause.words:
        for key in {word.lower_, word.lemma_.lower()}:
            for entry in _by_first().get(key, ()):
                words = _fits(clause, word, entry)
                best = found.get((entry.matter, word.i))
                if words and (best is None or len(words) > len(best.words)):
                    found[entry.matter, word.i] = Answer(entry, word, words)
    yield from found.values()


def _fits(clause: Clause, main: Token, entry: Entry) -> tuple[Token, ...]:
    """The words of the clause that are the entry, () where one is not near enough or it is another matter."""
    first, *others = entry.items
    if not _is(main, first):
        return ()
    near = [w for w in clause.words if abs(w.i - main.i) <= REACH]
    words = [main]
    for item in others:
        fit = [w for w in near if w not in words and _is(w, item) and _placed(w, main, item)]
        if not fit:
            return ()
        words.append(min(fit, key=lambda w: (abs(w.i - main.i), w.i)))
    but = known(entry.matter).get("but", ())
    return () if any({w.lower_, w.lemma_.lower()} & set(but) for w in near) else tuple(words)


def _placed(word: Token, main: Token, item: Item) -> bool:
    """Whether it stands behind the first word where it has to, and belongs to it where it is a particle."""
    if item.after and word.i < main.i:
        return False
    return word.lower_ not in _PARTICLES or word.head == main or main.head == word


def _is(word: Token, item: Item) -> bool:
    if not {word.lower_, word.lemma_.lower()} & item.words:
        return False
    if item.tag == "i":
        return word.pos_ == "VERB" and not any(c.dep_ in {"dobj", "nsubjpass"} for c in word.children)
    return not item.tag or word.pos_ in _TAGS[item.tag]


@cache
def _by_first() -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for matter, told in lexicon.load("matters")["matters"].items():
        for side, key in (("yes", "so"), ("no", "not")):
            for text in told.get(key, ()):
                entry = Entry(matter, side, tuple(_item(part) for part in str(text).split()))
                for word in sorted(entry.items[0].words):
                    found.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


def _item(text: str) -> Item:
    words, _, tag = text.removeprefix(">").partition("/")
    return Item(frozenset(words.split("|")), tag, text.startswith(">"))
