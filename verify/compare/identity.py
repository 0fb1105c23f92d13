"""Another name, nationality or occupation of one and the same person or thing."""

from __future__ import annotations

from collections.abc import Iterator

from verify import lexicon
from verify.compare._sameness import one_age, two_names
from verify.lexicon import atlas
from verify.names import first_names_differ, is_form, same_name, words
from verify.records import Claim, Finding, Pair, Party, Slot, Span

KIND = "identity"
CALLED_COSINE = 0.6  # contexts of two names of a ship, a suspect
SEAT_COSINE = 0.5  # contexts of two holders of an office of "the team"
NATION_NOUN_COSINE = 0.75  # where the nouns for the person differ
CALLED_SHARED = 15.0  # weight of the shared words where the two acts differ in wording
CHOSEN_SHARED = 12.0
CHOSEN_CLAIM_COSINE = 0.55
KIN_COSINE = 0.6
SEX_COSINE = 0.6
BEING_COSINE = 0.6
BEING_WORDS = 2  # content words that both say of it
NATION_COSINE = 0.7  # two persons of one event have like contexts too


_BIRTH = frozenset({"=birth", "=bear"})  # one child, mostly


def compare(pair: Pair) -> Iterator[Finding]:
    """A finding for each two names, nationalities or occupations that one bearer cannot both have.

    Silent for spellings and short forms of one name, for offices that several can hold, and
    where a claim names both.
    """
    if "denied" in {pair.left.certainty, pair.right.certainty}:
        return
    for i, a, one in _parties(pair.left):
        for j, b, other in _parties(pair.right):
            if one.part == other.part and _excludes(pair, one, other, pair.contexts[i][j]):
                asked = min(one, other, key=lambda p: (p.of, p.kinds, sorted(p.target)))
                yield _finding(pair, (a, b), asked, pair.contexts[i][j])


def _parties(claim: Claim) -> list[tuple[int, Slot, Party]]:
    slots = enumerate(claim.slots)
    return [(i, s, s.value) for i, s in slots if s.kind == KIND and isinstance(s.value, Party)]


def _excludes(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    rule = _RULES.get(a.part)
    return rule is not None and rule(pair, a, b, cosine)


def _office(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    return a.kinds == b.kinds and _same_seat(a.of, b.of, cosine) and two_names(pair, a.name, b.name)


def _post(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    """Two posts of one person in one body, of which nobody holds both."""
    if a.name == b.name or not same_name(a.of, b.of) or _alike("posts_alike", a.name, b.name):
        return False
    seats = " ".join(sorted(a.target)), " ".join(sorted(b.target))
    return _same_seat(*seats, cosine) and not _one_has(pair, a.name, b.name)


def _chosen(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    """Two for one post; where a side does not say what it is of, the claims must be near."""
    if a.kinds != b.kinds or not two_names(pair, a.name, b.name):
        return False
    if a.of and b.of:
        return _same_seat(a.of, b.of, cosine)
    return pair.shared >= CHOSEN_SHARED and pair.similarity >= CHOSEN_CLAIM_COSINE


def _occupation(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    return same_name(a.of, b.of) and a.name != b.name and not _alike("alike", a.name, b.name)


def _nation(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    if "=be" in a.acts & b.acts:  # of a person with a name
        country = atlas.atlas().country_of_people
        differ = country.get(a.name) != country.get(b.name)
        return same_name(a.of, b.of) and differ and not _one_has(pair, a.name, b.name)
    if not a.acts & b.acts or not _one_noun(a.of, b.of):
        return False
    least = NATION_COSINE if a.of == b.of else NATION_NOUN_COSINE
    return cosine >= least and not same_name(a.name, b.name)


def _called(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    shared = a.acts & b.acts
    if a.of != b.of and not (_one_noun(a.of, b.of) and shared):
        return False
    near = cosine >= CALLED_COSINE and (bool(shared) or pair.shared >= CALLED_SHARED)
    return near and two_names(pair, a.name, b.name)


def _kin(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    if a.name == b.name or _alike("kin_alike", a.name, b.name):
        return False
    if not any(same_name(x, y) for x in a.target for y in b.target):
        return False
    if " " in a.of and " " in b.of:
        return same_name(a.of, b.of)
    return a.of == b.of and min(cosine, pair.similarity) >= KIN_COSINE


def _side(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    if a.name == b.name or not _alike("sides", a.name, b.name):
        return False
    return same_name(a.of, b.of) and not _one_has(pair, a.name, b.name)


def _rank(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    return a.name != b.name and same_name(a.of, b.of) and not _one_has(pair, a.name, b.name)


def _being(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    """Two things that one is said to be, where both tell the same of him, her or it."""
    if a.kinds != b.kinds or cosine < BEING_COSINE or not _one_bearer(pair, a, b):
        return False
    if a.kinds == ("name",):
        return two_names(pair, a.name, b.name)
    if a.name == b.name or _one_has(pair, a.name, b.name):
        return False
    if a.kinds == ("nation",):
        country = atlas.atlas().country_of_people
        return country[a.name] != country[b.name]
    return _alike("sexes", a.name, b.name) if a.kinds == ("sex",) else not _alike("alike", a.name, b.name)


def _one_bearer(pair: Pair, a: Party, b: Party) -> bool:
    """Whether the nouns and what is told with them mean one person or thing."""
    roles = lexicon.load("roles")
    if not a.target or not b.target:  # "the man" may be anyone
        return a.of == b.of and a.of not in roles["persons"] and pair.similarity >= BEING_COSINE
    if not (_one_noun(a.of, b.of) or {a.of, b.of} <= set(roles["vessels"])):
        return False
    nested = a.target <= b.target or b.target <= a.target
    return nested or len(a.target & b.target) >= BEING_WORDS


def _sex(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    """A boy and a girl are one child where all else is told alike: the act, and the age."""
    if a.name == b.name or not _alike("sexes", a.name, b.name) or not a.acts & b.acts:
        return False
    alone = one_age(pair) or bool(_BIRTH & a.acts & b.acts)
    return cosine >= SEX_COSINE and alone and not _one_has(pair, a.name, b.name)


def _full(pair: Pair, a: Party, b: Party, cosine: float) -> bool:
    """Two first names of one last name and one post or age, each unknown to the other article."""
    if pair.left.article == pair.right.article or not first_names_differ(a.name, b.name):
        return False
    if not (set(a.kinds) & set(b.kinds) or a.target & b.target) or (
        a.target and b.target and a.target != b.target
    ):
        return False
    left, right = pair.left.anchors.cast, pair.right.anchors.cast
    return not _in_cast(a.name, right) and not _in_cast(b.name, left)


def _in_cast(name: str, cast: frozenset[str]) -> bool:
    first, last = words(name)[0], words(name)[-1]
    return any(
        len(word) > 1 and word != last and is_form(first, word) for known in cast for word in words(known)
    )


_RULES = {
    "full": _full,
    "office": _office,
    "post": _post,
    "chosen": _chosen,
    "occupation": _occupation,
    "nation": _nation,
    "called": _called,
    "kin": _kin,
    "side": _side,
    "sex": _sex,
    "rank": _rank,
    "being": _being,
}


def _same_seat(a: str, b: str, cosine: float) -> bool:
    """Whether two offices are of one place or body: each word of the shorter is in the longer.

    One word ("team", "province") may be that of many: then the contexts must be near too.
    """
    short, long = sorted((a.split(), b.split()), key=len)
    within = all(any(same_name(s, w, thing=True) for w in long) for s in short)
    return bool(short) and within and (len(short) > 1 or cosine >= SEAT_COSINE)


def _one_noun(a: str, b: str) -> bool:
    """Whether the nouns are one, or both are words for a person."""
    roles = lexicon.load("roles")
    return a == b or {a, b} <= {*roles["persons"], *roles["occupations"], *roles["unique"]}


def _one_has(pair: Pair, a: str, b: str) -> bool:
    """Whether one claim has both words: then it tells of two, or of one that is both."""
    return {a, b} <= pair.left.words or {a, b} <= pair.right.words


def _alike(section: str, a: str, b: str) -> bool:
    """Whether a list of that section of the lexicon has both words."""
    return any(a in group and b in group for group in lexicon.load("roles")[section])


def _finding(pair: Pair, slots: tuple[Slot, Slot], asked: Party, cosine: float) -> Finding:
    a, b = slots
    return Finding(
        pair, "conflict", KIND, KIND, f"One says {a.text!r}, the other {b.text!r}, {_what(asked)}.",
        question(asked), "/".join((KIND, asked.part, *asked.kinds, asked.of)),
        Span(a.start, a.end), Span(b.start, b.end), a.text, b.text,
        round(min(1.0, 0.35 + 0.4 * cosine + 0.2 * pair.similarity), 4),
    )  # fmt: skip


def _what(party: Party) -> str:
    of = party.of.title()
    return {
        "office": f"as the {' '.join(party.kinds)} of {party.of}",
        "post": f"as the post of {of}",
        "chosen": f"as the one chosen as {' '.join(party.kinds)}",
        "occupation": f"as the occupation of {of}",
        "nation": f"as the nationality of {of if '=be' in party.acts else f'the {party.of}'}",
        "called": f"as the name of the {party.of}",
        "kin": f"as the relative of the {', '.join(sorted(party.target))}",
        "side": f"as the party of {of}",
        "sex": "of what seems to be one person",
        "rank": f"as the rank of {of}",
        "being": f"of the {party.of}",
        "full": f"as the name of the {' '.join(party.kinds[:1]) or 'person'}",
    }[party.part]


def question(party: Party) -> str:
    """What a person would ask."""
    of, whose = party.of.title(), ", ".join(sorted(party.target))
    return {
        "office": f"Who is the {' '.join(party.kinds)} of {of}?",
        "post": f"What post has {of}?",
        "chosen": f"Who was chosen as {' '.join(party.kinds)}{f' of {of}' if of else ''}?",
        "occupation": f"What is the occupation of {of}?",
        "nation": f"What is the nationality of {of if '=be' in party.acts else f'the {party.of}'}?",
        "called": f"What is the name of the {party.of}?",
        "kin": f"How is the {party.of} related to the {whose}?"
        if " " not in party.of
        else f"How is {of} related to the {whose}?",
        "side": f"Of what party is {of}?",
        "sex": "Who was it?",
        "rank": f"What rank has {of}?",
        "being": f"Who or what is the {party.of}?",
        "full": f"What is the first name of {of}?",
    }[party.part]
