"""What place a noun phrase names: its name, what kind of place it is, and which part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify import lexicon
from verify.lexicon import atlas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WITHIN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "ADV"})
_OTHERS = frozenset({"another", "other", "different", "which", "any", "no", "every", "each"})
LONGEST = 8  # words of a noun phrase that names a place
PARTS = 10  # of parts of a place: "the end of the north side of the square" has two


@dataclass(frozen=True, slots=True)
class Site:
    """A place as a noun phrase names it; `words` is the phrase, with "of ..." where it names more."""

    words: tuple[Token, ...]
    name: str
    kind: str = ""
    part: str = ""
    names: frozenset[str] = frozenset()
    proper: bool = False
    whole: bool = False


def site(words: Sequence[Token], at: int, *, any_name: bool = False, parts: int = 0) -> Site | None:
    """The place that the noun phrase beginning at `words[at]` names, or None if it names none.

    With `any_name`, every proper name counts as a place: "north of" says that it is one. `parts` is how
    many parts of parts were gone through to here.
    """
    phrase = _phrase(words, at)
    if phrase and phrase[-1].lemma_.lower() in lexicon.load("places")["numbered"]:
        return _numbered(phrase)
    if not phrase or any(w.lower_ in _OTHERS or w.ent_type_ == "ORDINAL" for w in phrase):
        return None  # "another school", "the second school": which one is not known
    last = phrase[-1]
    known = lexicon.load("places")
    lemma = last.lemma_.lower()
    if lemma in known["parts"] and last.pos_ != "PROPN":
        return _part(words, at, phrase, parts)
    if last.pos_ == "PROPN" and lemma not in known["sites"]:
        return _named(phrase, any_name=any_name)
    if lemma in known["regions"]:
        return _region(words, at, phrase)
    return _building(phrase)


def _phrase(words: Sequence[Token], at: int) -> tuple[Token, ...]:
    """The words from `at` on up to the last noun of an unbroken noun phrase."""
    taken: list[Token] = []
    for word in words[at : at + LONGEST]:
        hyphen = word.text in {"-", "'s", "'", "al"} and taken
        if not hyphen and (
            word.pos_ not in _WITHIN_PHRASE or word.lower_ in {"where", "which", "who", "that"}
        ):
            break
        if taken and (word.pos_ in {"DET", "PRON"} or _new_direction(words, taken, word)):
            break
        taken.append(word)
    while taken and taken[-1].pos_ not in {"NOUN", "PROPN"}:
        taken.pop()
    return tuple(taken)


def _new_direction(words: Sequence[Token], taken: Sequence[Token], word: Token) -> bool:
    """As "the airbase | north of the city": a place of its own begins."""
    after = next((w for w in words if w.i == word.i + 1), None)
    named = any(w.pos_ in {"NOUN", "PROPN"} for w in taken)
    return bool(named and atlas.direction(word.lower_) and after is not None and after.lower_ in {"of", "-"})


def _following(words: Sequence[Token], end: int) -> int | None:
    """Index of the noun phrase after an "of" at `end`, if there is one."""
    return end + 1 if end + 1 < len(words) and words[end].lower_ == "of" else None


def _part(words: Sequence[Token], at: int, phrase: tuple[Token, ...], parts: int) -> Site | None:
    last = phrase[-1]
    part = atlas.direction(last.lower_) or _direction(phrase[:-1])
    follow = _following(words, at + len(phrase))
    if follow is not None:
        inner = site(words, follow, any_name=True, parts=parts + 1) if parts < PARTS else None
        if inner is None:
            return None
        return Site(
            (*phrase, words[follow - 1], *inner.words),
            inner.name,
            inner.kind,
            part,
            inner.names,
            inner.proper,
        )
    named = tuple(w for w in phrase[:-1] if w.pos_ == "PROPN" and not atlas.direction(w.lower_))
    if named:
        return Site(phrase, _text(named), "", part, frozenset(), proper=True)
    return Site(phrase, last.lemma_.lower(), last.lemma_.lower(), part) if part and len(phrase) > 1 else None


def _named(phrase: tuple[Token, ...], *, any_name: bool) -> Site | None:
    run: list[Token] = []
    for word in reversed(phrase):
        if word.pos_ != "PROPN" and word.text != "-":
            break
        run.insert(0, word)
    name = tuple(w for w in run if not atlas.direction(w.lower_) or w.ent_iob_ == "I")
    if not name:
        return None
    known = atlas.atlas() if not any_name and name[-1].ent_type_ not in _PLACES else None
    text = _text(name)
    if known is not None and text not in known.countries and text not in known.capital_of:
        return None
    part = _direction(phrase[: len(phrase) - len(name)])
    poss = any(w.text in {"'s", "'"} for w in phrase)
    lead = phrase if not poss else tuple(run)
    settled = any(w.lemma_.lower() in lexicon.load("places")["regions"] for w in phrase if w.pos_ == "NOUN")
    town = any_name or name[-1].ent_type_ == "GPE" or text in atlas.atlas().capital_of
    kind = "" if town and name[-1].ent_type_ not in {"LOC", "FAC"} else "area"
    return Site(lead, text, kind, "" if settled else part, proper=True, whole=_whole(phrase))


def _region(words: Sequence[Token], at: int, phrase: tuple[Token, ...]) -> Site | None:
    """As "the town of X", "X province", "the Iraqi capital", "the country"."""
    kind = phrase[-1].lemma_.lower()
    follow = _following(words, at + len(phrase))
    if follow is not None and follow < len(words):
        name = tuple(w for w in _phrase(words, follow) if w.pos_ == "PROPN" or w.text == "-")
        if name:
            if kind in {"capital", "coast"}:
                return Site(
                    (*phrase, words[follow - 1], *name),
                    _capital(_text(name)) or _text(name),
                    kind,
                    proper=True,
                )
            return Site((*phrase, words[follow - 1], *name), _text(name), kind, proper=True)
    if kind in {"capital", "country", "nation"} and phrase[-1].tag_ == "NN":
        people = next((w.lower_ for w in phrase[:-1] if w.ent_type_ in {"NORP", "GPE"}), "")
        country = atlas.atlas().country_of_people.get(people, people)
        name_of = _capital(country) if kind == "capital" else country
        return Site(
            phrase, name_of or kind, kind, _direction(phrase[:-1]), proper=bool(name_of), whole=_whole(phrase)
        )
    named = tuple(w for w in phrase[:-1] if w.pos_ == "PROPN" or w.ent_type_ in {"GPE", "LOC", "FAC"})
    if named:
        return Site(phrase, _text(named), kind, "", proper=True, whole=_whole(phrase))
    if kind in lexicon.load("places")["sites"] or _whole(phrase):
        return Site(phrase, kind, kind, whole=_whole(phrase))
    return None


def _numbered(phrase: tuple[Token, ...]) -> Site | None:
    """As "the third floor": which one is its name."""
    kind = phrase[-1].lemma_.lower()
    which = [w.lower_ for w in phrase[:-1] if w.tag_ in {"JJ", "CD"} and w.ent_type_ == "ORDINAL"]
    if len(which) != 1 or phrase[-1].tag_ != "NN" or any(w.lower_ in _OTHERS for w in phrase):
        return _building(phrase)
    return Site(phrase, f"{which[0]} {kind}", "numbered")


def _building(phrase: tuple[Token, ...]) -> Site | None:
    known = lexicon.load("places")
    nouns = [w for w in phrase if w.pos_ in {"NOUN", "PROPN"}]
    head = nouns[-1]
    if (
        head.lemma_.lower() in known["grounds"]
        and len(nouns) > 1
        and nouns[-2].lemma_.lower() in known["sites"]
    ):
        head = nouns[-2]
    lemma = head.lemma_.lower()
    part = _direction(phrase[:-1])
    if lemma not in known["sites"] and not (lemma in known["sides"] and part):
        return None
    names = frozenset(w.lower_ for w in phrase if w.pos_ == "PROPN" and w != head and not w.text.isupper())
    before = nouns[nouns.index(head) - 1] if nouns.index(head) else None
    kind = f"{before.lemma_.lower()} {lemma}" if before is not None and before.pos_ == "NOUN" else lemma
    return Site(phrase, lemma, kind, part, names)


def _direction(words: Sequence[Token]) -> str:
    text = "".join(w.lower_ for w in words if w.text == "-" or atlas.direction(w.lower_))
    return atlas.direction(text) if text else ""


def _whole(phrase: Sequence[Token]) -> bool:
    return any(w.lower_ in lexicon.load("places")["whole"] for w in phrase)


def _capital(country: str) -> str:
    return next((c for c, of in atlas.atlas().capital_of.items() if of == country), "")


def _text(words: Sequence[Token]) -> str:
    return atlas.plain(" ".join(w.text for w in words).replace(" - ", "-").removesuffix(" 's"))
