"""Which claims speak of the same thing: near by meaning as a whole, or once a value is blanked out."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from verify import lexicon, telling
from verify.records import Claim, Pair, Party, Place, Quantity, Slot, State, Thing

Vectors = NDArray[np.float32]
Asked = tuple[str, str]

CLAIM_COSINE = 0.45  # claims as a whole; P .81, R .91 on 40 labelled pairs
ALIKE_COSINE = 0.5  # where nothing but the likeness of the claims speaks for comparing two places
ANY = "*"
MATTER = "matter"  # the kind of slot that is asked by its matter alone
THING = "object"  # the kind of slot whose sorts the lexicon of things has
# P(same fact) of claims without an equal value, by the weights of paraphrase.py: those that can reach LEAST.
COSINE_WEIGHT, WORDS_WEIGHT, LIKELY = 3.7, 0.23, 4.4
SMOOTHING = 200  # claims that a pair of sentences is weighed as if it stood among
RELATED_COSINE = 0.25  # below it two claims share no topic
CONTEXT_COSINE = 0.4  # contexts of slots of one kind


def answerable(claims: Sequence[Claim], vectors: Vectors) -> list[list[bool]]:
    """For each slot of each claim, whether a claim near enough has a slot that could answer it.

    The context of any other slot is never looked at and needs no vector.
    """
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1.0)
    askers: dict[Asked, list[tuple[int, int, str]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for at, slot in enumerate(claim.slots):
            for key, answer in _asked(slot, f"{number}/{at}"):
                askers[key].append((number, at, answer))
    met = {
        slot
        for key, entries in askers.items()
        for slot in _met(cosines >= (ALIKE_COSINE if key[1] == ANY else RELATED_COSINE), entries)
    }
    return [[(number, at) in met for at in range(len(claim.slots))] for number, claim in enumerate(claims)]


def _met(near: NDArray[np.bool_], entries: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The slots for which a near claim has a slot of the same key with another answer."""
    numbers = [number for number, _, _ in entries]
    answers = np.array([answer for _, _, answer in entries], dtype=object)
    among = near[np.ix_(numbers, numbers)] & (answers[:, None] != answers[None, :])
    return [(number, at) for (number, at, _), has in zip(entries, among.any(axis=1), strict=True) if has]


def _asked(slot: Slot, own: str) -> list[tuple[Asked, str]]:
    """What a slot can be compared by (its kind, and the unit, sort or act of its value), and its answer.

    Only things can be told to be equal at a glance; any other answer counts as its `own`.
    """
    value = slot.value
    if isinstance(value, Quantity):
        money = lexicon.load("measures")["dollars"]  # any sum can answer any other
        unit = "dollar" if value.unit in money else value.unit
        return [((slot.kind, unit), own) for unit in (("ordinal", "") if unit == "ordinal" else (unit,))]
    if isinstance(value, Thing):
        sorts = set(value.kinds) & set(lexicon.load("things")["exclusive"]) if slot.kind == THING else {""}
        sorts |= {value.role} & {"cargo"}
        return [((slot.kind, sort), value.name) for sort in sorted(sorts)]
    if isinstance(value, Place):
        return [((slot.kind, what), own) for what in (ANY, *sorted({*value.acts, *value.things}))]
    if isinstance(value, Party):
        asked = value.acts if value.part == "agent" else {value.part}
        return [((slot.kind, what), own) for what in sorted(asked)]
    if isinstance(value, State) and slot.kind == MATTER:
        return [((slot.kind, value.scale), value.name)]
    return [((slot.kind, ""), own)]


def pairs(claims: Sequence[Claim], vectors: Vectors, contexts: Sequence[Vectors]) -> Iterator[Pair]:
    """Pairs of claims of different sentences worth comparing, by place of the left, then the right.

    `vectors` has a row per claim, `contexts[i]` a row per slot of claim i, all of unit length.
    """
    owners = np.repeat(np.arange(len(claims)), [len(c.slots) for c in claims])
    kinds = np.array([slot.kind for c in claims for slot in c.slots], dtype=object)
    rows = (
        np.concatenate([c for c in contexts if len(c)])
        if len(owners)
        else np.zeros((0, vectors.shape[1]), np.float32)
    )
    whole = vectors @ vectors.T
    weights = _weights(claims)
    near = _near(whole, rows, owners, kinds)
    near |= COSINE_WEIGHT * whole + WORDS_WEIGHT * _shared(claims, weights) >= LIKELY
    for numbers in _meeting(claims):
        near[np.ix_(numbers, numbers)] = True
    for left, right in _pairs(near):
        if claims[left].article == claims[right].article and claims[left].sentence == claims[right].sentence:
            continue
        inner = (
            contexts[left] @ contexts[right].T
            if len(contexts[left]) and len(contexts[right])
            else np.zeros((0, 0))
        )
        shared = math.fsum(weights[w] for w in claims[left].words & claims[right].words)
        yield Pair(
            claims[left],
            claims[right],
            _round(whole[left, right]),
            _round(shared),
            tuple(tuple(map(_round, r)) for r in inner),
        )


def _weights(claims: Sequence[Claim]) -> dict[str, float]:
    """How telling each word is: 5 to 6 for one that a single claim has, near 0 for a common one."""
    spread = Counter(word for claim in claims for word in claim.words)
    return {word: math.log((len(claims) + SMOOTHING) / (count + 0.5)) for word, count in spread.items()}


def _pairs(near: NDArray[np.bool_]) -> list[tuple[int, int]]:
    left, right = np.nonzero(np.triu(near, 1))
    return list(zip(left.tolist(), right.tolist(), strict=True))


def _shared(claims: Sequence[Claim], weights: Mapping[str, float]) -> NDArray[np.float32]:
    """The weight of the words that each two claims share."""
    from scipy.sparse import csr_array

    column = {word: number for number, word in enumerate(sorted(weights))}
    at = [(row, column[word]) for row, claim in enumerate(claims) for word in sorted(claim.words)]
    rows, columns = (np.array([place[side] for place in at], np.int64) for side in (0, 1))
    root = np.sqrt(np.array([weights[word] for word in sorted(weights)], np.float32))
    shape = len(claims), max(1, len(column))
    words = csr_array((root[columns] if at else np.zeros(0, np.float32), (rows, columns)), shape=shape)
    return np.asarray((words @ words.T).toarray(), np.float32)


def _meeting(claims: Sequence[Claim]) -> list[list[int]]:
    """Groups of claims that answer one question in whatever words (a measure, a fate, someone's age,
    first name or way to die, what someone bears or carries), or that give one telling value.
    """
    found: dict[Hashable, set[int]] = defaultdict(set)
    for number, claim in enumerate(claims):
        for value, weight in telling.values(claim).items():
            if weight >= telling.KNOWN:
                found[value].add(number)
        for slot in claim.slots:
            for key in _questions(slot):
                found[key].add(number)
    return [sorted(numbers) for numbers in found.values() if len(numbers) > 1]


def _questions(slot: Slot) -> Iterator[Hashable]:
    """What the slot answers in whatever words, if anything."""
    match slot.value:
        case Quantity() as amount:
            yield from _answers(amount)
        case Thing() as thing if thing.role == "cargo" or "=bear" in thing.acts:
            yield "held", thing.role == "cargo"
        case Party() as party:
            yield from _persons(party)
        case State() as state if slot.kind == MATTER:
            yield MATTER, state.scale


def _answers(value: Quantity) -> Iterator[tuple[str, str]]:
    if value.unit == "age":
        yield from (("age", name) for name in value.of.split()[-1:])
    elif value.measure:
        yield "measure", value.measure
    elif value.unit in {"", "ordinal"} and value.of in lexicon.index("acts", "acts"):
        yield "row", value.of
    elif value.of == "person" and not value.unit:
        yield from (("fate", act) for act in sorted(value.acts & set(lexicon.load("acts")["fates"])))


def _persons(value: Party) -> Iterator[tuple[str, str]]:
    if value.part == "full":
        yield "full", value.of
    if value.part == "hand":
        yield from (("hand", name) for name in (*value.kinds, (value.called or value.of).split()[-1]))


def _near(
    whole: Vectors, rows: Vectors, owners: NDArray[np.int64], kinds: NDArray[np.object_]
) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = whole >= CLAIM_COSINE
    for kind in sorted(set(kinds.tolist())):
        of_kind = np.flatnonzero(kinds == kind)
        close = (rows[of_kind] @ rows[of_kind].T) >= CONTEXT_COSINE
        left, right = np.nonzero(close)
        near[owners[of_kind[left]], owners[of_kind[right]]] = True
    return near


def _round(number: float) -> float:
    return round(float(number), 4)
