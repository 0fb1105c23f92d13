"""What someone is said to be beside office and work: a relative, of a party, a boy or a girl, chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from verify import lexicon, parse
from verify.lexicon import atlas
from verify.records import Party
from verify.slots import _happening
from verify.slots._bearer import bearer
from verify.slots._where import is_time

if TYPE_CHECKING:
    from spacy.tokens import Token

Described = tuple[list["Token"], Party]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def described(word: Token) -> Iterator[Described]:
    """The words that describe someone, with the value: `of` is who it is said of.

    The part is "kin" (of whom is in `target`), "side", "rank", "sex" or "nation" of a person with a
    name.
    """
    yield from _kin(word)
    yield from _side(word)
    yield from _sex(word)
    yield from _nation(word)
    yield from _rank(word)


def being(verb: Token) -> Iterator[Described]:
    """As in "the pilot who died was Esteban Ruiz", "the man arrested in Split is a Croat".

    The part is "being", its kind "name", "nation", "work" or "sex"; `of` and `target` are the noun
    and the content words of what it is said of.
    """
    subject = _subject(verb) if verb.lemma_ == "be" else None
    if subject is None or subject.pos_ != "NOUN" or subject.tag_ != "NN" or subject.i > verb.i:
        return
    if not any(c.lower_ == "the" or c.dep_ == "poss" for c in subject.children):
        return
    for noun in verb.children:
        if noun.dep_ in {"attr", "acomp"} and noun.i > verb.i:
            for words, sort, name in _sorted(noun):
                yield words, _being(subject, verb, sort, name)


def _being(subject: Token, verb: Token, sort: str, name: str) -> Party:
    """The value, with the content words between the noun and the verb that say which one is meant."""
    told = (w for w in verb.doc[subject.left_edge.i : verb.i] if w.pos_ in _CONTENT and w != subject)
    target = frozenset(w.lemma_.lower() for w in told if not is_time(w) and w.head != verb)
    return Party(name, "being", subject.lemma_.lower(), frozenset(), (sort,), target=target)


def given_to(noun: Token, run: list[Token]) -> Party:
    """As "the man killed by the train was named as Luis Mota": the name given to the noun."""
    told = (w for w in noun.subtree if w.pos_ in _CONTENT and w != noun and w not in run)
    target = frozenset(w.lemma_.lower() for w in told if not is_time(w))
    name = " ".join(w.lower_ for w in run)
    return Party(name, "being", noun.lemma_.lower(), frozenset(), ("name",), target=target)


def _sorted(noun: Token) -> Iterator[tuple[list[Token], str, str]]:
    """The words, the sort and the value of what someone is said to be."""
    known = atlas.atlas().country_of_people
    roles = lexicon.load("roles")
    people = next((w for w in (noun, *noun.lefts) if w.lower_ in known), None)
    if people is not None:
        if nation(people):
            yield [people], "nation", people.lower_
    elif noun.pos_ == "PROPN":
        run = bearer(noun)
        yield run, "name", " ".join(w.lower_ for w in run)
    elif noun.lemma_.lower() in roles["occupations"] and noun.tag_ == "NN":
        yield [noun], "work", noun.lemma_.lower()
    if any(noun.lower_ in listed for listed in roles["sexes"]):
        yield [noun], "sex", noun.lower_


def _rank(word: Token) -> Iterator[Described]:
    """As in "Colonel Ahmed Saleh"."""
    ranks = lexicon.load("roles")["ranks"]
    if word.lower_ not in ranks or not word.text[:1].isupper() or word.dep_ != "compound":
        return
    if (
        word.i > parse.sentence(word).start
        and word.nbor(-1).dep_ == "compound"
        and word.nbor(-1).head == word.head
    ):
        return  # "Lieutenant Colonel", "Brigadier General"
    run = [w for w in bearer(word.head) if w.i > word.i]
    if len(run) >= 2 and run[0].i == word.i + 1 and run[0].lower_ not in ranks:
        yield [word], Party(word.lower_, "rank", " ".join(w.lower_ for w in run))


def _kin(word: Token) -> Iterator[Described]:
    term = _term(word)
    if term not in lexicon.load("roles")["kin"] or word.tag_ not in {"NN", "NNP"}:
        return
    whose = _whose(word)
    who = _who(word)
    if whose is not None and who is not None and whose.pos_ in _NOUNS:
        words = list(word.doc[word.i : min(word.i + _length(term), parse.sentence(word).end)])
        value = Party(term, "kin", _name(who), frozenset(), (), target=frozenset({_name(whose)}))
        yield words, value


def _term(word: Token) -> str:
    tail = [w.lower_ for w in word.doc[word.i + 1 : word.i + 5]]
    return f"{word.lemma_.lower()}-in-law" if tail == ["-", "in", "-", "law"] else word.lemma_.lower()


def _length(term: str) -> int:
    return 5 if term.endswith("-in-law") else 1


def _whose(word: Token) -> Token | None:
    poss = next((c for c in word.children if c.dep_ == "poss"), None)
    return poss or next(
        (p for c in word.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None
    )


def _who(word: Token) -> Token | None:
    """Whom the noun describes: the name it stands beside, or the subject of "was"."""
    if word.dep_ == "appos" and word.head.pos_ in _NOUNS:
        return word.head
    if word.dep_ == "attr" and word.head.lemma_ == "be":
        return _subject(word.head)
    name = bearer(word)
    return name[-1] if name and word.pos_ == "NOUN" else None


def _subject(verb: Token) -> Token | None:
    """The subject of "was", or of the verb that the parser took a clause on it for."""
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if own is not None or verb.head == verb or verb.head.i > verb.i:
        return own
    return next((c for c in verb.head.children if c.dep_ in _SUBJECTS), None)


def _name(noun: Token) -> str:
    """A person's name in lower case, or the lemma of a noun."""
    if noun.pos_ != "PROPN":
        return noun.lemma_.lower()
    return " ".join(w.lower_ for w in bearer(noun))


@cache
def _sides() -> frozenset[str]:
    roles = lexicon.load("roles")
    return frozenset(w for listed in roles["sides"] for w in listed) | frozenset(roles["side_of"])


def _side(word: Token) -> Iterator[Described]:
    """As in "Rolf Aas, a Liberal", "Rolf Aas, the Conservative senator", "Conservative senator Rolf Aas"."""
    if word.lower_ not in _sides() or not word.text[:1].isupper() or word.ent_iob_ == "I":
        return
    noun = word.head if word.dep_ in {"amod", "compound", "nmod"} else word
    who = _who(noun)
    if who is None and word.dep_ in {"amod", "compound", "nmod"} and noun.pos_ == "PROPN":
        who = noun
    if who is not None and who.pos_ == "PROPN" and who != word and who.ent_type_ == "PERSON":
        side = lexicon.load("roles")["side_of"].get(word.lower_, word.lower_)
        yield [word], Party(side, "side", _name(who))


def _sex(word: Token) -> Iterator[Described]:
    if word.tag_ != "NN" or not any(word.lower_ in listed for listed in lexicon.load("roles")["sexes"]):
        return
    inner = next((c for c in word.children if c.dep_ == "relcl"), None)
    acts, _ = _happening.said_of(inner if inner is not None else _happening.head(word))
    yield [word], Party(word.lower_, "sex", "", acts)


def nation(word: Token) -> bool:
    """Whether the word alone says of what country one is: not "non-European", "South American"."""
    if word.lower_ not in atlas.atlas().country_of_people or word.tag_ in {"NNS", "NNPS"}:
        return False
    before = word.nbor(-1) if word.i > parse.sentence(word).start else None
    after = word.nbor(1) if word.i + 1 < parse.sentence(word).end else None
    joined = any(w is not None and w.text == "-" for w in (before, after))
    return not joined and (before is None or not (before.pos_ == "PROPN" or atlas.direction(before.lower_)))


def _nation(word: Token) -> Iterator[Described]:
    """As in "Ana Ruiz, a Belgian diver", "Ana Ruiz, a Belgian"."""
    if not nation(word):
        return
    noun = word.head if word.dep_ in {"amod", "compound", "nmod"} else word
    who = noun.head if noun.dep_ == "appos" else None
    if who is not None and who.pos_ == "PROPN" and who.ent_type_ == "PERSON":
        yield [word], Party(word.lower_, "nation", _name(who), frozenset({"=be"}))
