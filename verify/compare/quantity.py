"""Numbers that count or measure the same thing in the same event."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from verify import lexicon
from verify.compare import _one_question
from verify.compare._acts import telling
from verify.compare._asked_amounts import KIND, Amount, key, question
from verify.compare._bearers import (
    fates_apart,
    itemised,
    lasting,
    of_aftershock,
    one_group,
    one_name,
    only,
    polled,
    same_kind,
    same_thing,
    telling_share,
    two_groups,
)
from verify.compare._figures import both_right, counted_on, far_off, grew, overlap, settled, two_figures
from verify.compare._sameness import alike, other_names
from verify.compare._sites import two_sites
from verify.compare._tallies import COMMON, inclusive, stated, summed
from verify.compare._typed import couples
from verify.lexicon import kinds
from verify.records import Finding, Pair, Quantity, Span, Stance

ONE_QUESTION = 0.5  # P(one question); of pairs from it on .6 are rivals in the gold of invented events
ONE_THING = 0.65  # where only the thing counted is one
ONE_THING_CLAIMS = 0.4  # cosine of the claims then
HARM_COSINE = 0.4  # contexts of counts of killed, injured, ...: the class of event carries most of it
COUNT_COSINE = 0.5
MEASURE_COSINE = 0.6
SAME_COSINE = 0.75  # contexts so near that the class of event need not be known
SUPPOSED_COSINE = 0.75  # two plans or forecasts may be of two things
ALONE_COSINE = 0.85  # measures whose thing and event are not known to be one
ALIKE_COSINE = 0.75  # claims so near as a whole that only the amount differs
SPREAD = frozenset({"arrest", "displace"})  # what one day brings in many places
AGES_APART = 15  # years: more is the age at another time, or of another person
EQUAL_BONUS = 0.15  # the same uncommon number is itself a sign of one thing


_APART = "both can be right as worded, but the figures are far apart"
_OVER = "two counts of what is over"


def compare(pair: Pair) -> Iterator[Finding]:
    """A finding for each two numbers that answer one question, the nearest contexts first."""
    met = couples(pair, Quantity)
    found = [c for c in met if _comparable(pair, c[1].value, c[2].value, c[0])]
    found += [c for c in _ranks(met) if _one_row(pair, c[1].value, c[2].value, c[0])]
    if len(found) > 1:
        found = _in_one_currency(found)
    used: set[tuple[str, int]] = set()
    for cosine, a, b in sorted(found, key=lambda f: (-f[0], f[1].at, f[2].at)):
        if ("left", a.at) in used or ("right", b.at) in used:
            continue
        used |= {("left", a.at), ("right", b.at)}
        finding = _finding(pair, a, b, cosine)
        if finding.stance == "agree" or not (
            summed(pair, a, b) or stated(pair, a, b) or inclusive(pair, a, b) or _of_two_voices(pair, a.value)
        ):
            yield finding


def _in_one_currency(
    found: list[tuple[float, Amount, Amount]],
) -> list[tuple[float, Amount, Amount]]:
    """Without the other currencies of sums that both give in one: "4.5 million euros ($6.1 million)"."""
    one = dict[str, tuple[float, Amount, Amount]]()
    for couple in found:
        a, b = couple[1].value, couple[2].value
        if _one_question.money(a) and a.unit == b.unit and _one_question.one_measure(a, b):
            one.setdefault(a.measure, couple)
    return [
        c
        for c in found
        if not (_one_question.money(c[1].value) and c[1].value.measure in one)
        or c[1].value.unit == c[2].value.unit == one[c[1].value.measure][1].value.unit
    ]


def _ranks(met: Iterable[tuple[float, Amount, Amount]]) -> Iterator[tuple[float, Amount, Amount]]:
    """Those of which one is a rank and the other a count of the same, the rank as the least that it tells of:
    the sixth makes six or more.
    """
    for cosine, a, b in met:
        if {a.value.unit, b.value.unit} == {"ordinal", ""} and a.value.of == b.value.of:
            yield cosine, _counted_up(a), _counted_up(b)


def _counted_up(amount: Amount) -> Amount:
    value = amount.value
    return amount._replace(value=replace(value, unit="", hi=math.inf)) if value.unit else amount


def _one_row(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    """Whether the rank and the count are probably of one row of happenings."""
    happenings = a.of in lexicon.index("acts", "acts")
    return (
        happenings
        and overlap(a, b)  # "the second bomb" and "one bomb": the one may be any of them
        and not pair.apart
        and _open(pair, a, b)
        and (_one_question.probability(pair, a, b, cosine) >= ONE_QUESTION)
    )


def _comparable(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    """Whether both answer one question: told alike, or of one measure and probably of one thing."""
    if _of_others(pair, a, b) or (polled(pair, a, b) and min(cosine, pair.similarity) < ALONE_COSINE):
        return False
    if _told_alike(pair, a, b, cosine):
        return (
            bool(pair.apart)
            or _telling(a, b)
            or _one_question.probability(pair, a, b, cosine) >= ONE_QUESTION
        )
    if (pair.apart and not (pair.apart_by == "aside" and lasting(pair, a, b))) or not _open(pair, a, b):
        return False
    probability = _one_question.probability(pair, a, b, cosine)
    if _one_question.one_measure(a, b) or _one_question.fates(a, b) or a.unit in {"age", "percent"}:
        return probability >= ONE_QUESTION
    alike_enough = pair.similarity >= ONE_THING_CLAIMS and not _one_question.money(a)
    near = SAME_COSINE if a.of == "person" else MEASURE_COSINE  # there are people in every sentence
    telling_too = bool(telling(a.acts & b.acts)) or (cosine >= near and not _two_deeds(a, b))
    return probability >= ONE_THING and alike_enough and telling_too


def _of_two_voices(pair: Pair, a: Quantity) -> bool:
    """Whether two voices of one article may count two things: the hurt of a town, and of the state."""
    one = pair.left.article == pair.right.article and "headline" not in {pair.left.role, pair.right.role}
    elsewhere = pair.left.anchors.places != pair.right.anchors.places
    return one and elsewhere and not a.unit and pair.similarity < ALIKE_COSINE


def _of_others(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether they are of two persons, things or times: relatives of no one that both name, ages far
    apart, weights of two things, rows of one poll.
    """
    if a.unit == b.unit == "age" and abs(a.lo - b.lo) > AGES_APART:
        return True
    if _weighed(a, b):
        return True
    if pair.left.article == pair.right.article and polled(pair, a, b):
        return True  # one poll has many rows
    return a.of in lexicon.load("roles")["kin"] and not pair.left.anchors.names & pair.right.anchors.names


def _telling(a: Quantity, b: Quantity) -> bool:
    """Whether what is counted and what it did say more than the likeness of words does."""
    if _one_question.one_measure(a, b):
        return True
    return bool(telling(a.acts & b.acts)) if not a.unit else not _one_question.money(a)


def _open(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether nothing about the two amounts says that they are of two things."""
    if "second" in {a.unit, b.unit} or a.more != b.more or fates_apart(a.acts, b.acts):
        return False
    if a.part != b.part and not (a.group and a.group == b.group):  # "nine, including three civilians"
        return False
    if itemised(pair.left, a) != itemised(pair.right, b):
        return False
    return _of_one_measure(pair, a, b) if _one_question.one_measure(a, b) else _of_one_thing(pair, a, b)


def _two_deeds(a: Quantity, b: Quantity) -> bool:
    """Whether they count holders of a post by different deeds: these are others, as a rule."""
    roles = lexicon.load("roles")
    return a.of in {*roles["occupations"], *roles["posts"]} and not telling(a.acts & b.acts)


def _of_one_measure(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether two amounts of a measure can be of one thing, by what the lexicon says of the measure."""
    measure = _one_question.measure(a.measure)
    if (measure.get("named") and other_names(pair)) or (not a.unit and _far(pair, a, b)):
        return False
    planned = a.supposed == b.supposed or bool(measure.get("planned"))
    return planned and (not measure.get("parts") or one_group(a, b))


def _of_one_thing(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether two amounts that no measure brings together can be of one thing."""
    if (a.measure and b.measure) or a.unit != b.unit or not same_thing(a, b) or a.supposed != b.supposed:
        return False
    if a.unit == "age" and not one_name(a.of, b.of):
        return False
    if (_one_question.fates(a, b) or a.unit == "percent") and other_names(pair):
        return False
    if two_sites(pair) or _far(pair, a, b) or not telling_share(pair, a, b):
        return False
    return one_group(a, b) and a.running == b.running


def _far(pair: Pair, a: Quantity, b: Quantity) -> bool:
    return far_off(a, b) and not grew(pair, a, b)


def _told_alike(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if (
        a.unit != b.unit
        or a.unit == "second"  # a length of time
        or a.more != b.more
        or a.part != b.part
        or (a.supposed != b.supposed and not pair.apart)
        or ((a.supposed or b.supposed) and cosine < (MEASURE_COSINE if alike(pair) else SUPPOSED_COSINE))
    ):
        return False
    if (a.lo, a.hi) == (b.lo, b.hi) and a.lo > COMMON:
        cosine += EQUAL_BONUS
    return _measures(pair, a, b, cosine) if a.unit else _counts(pair, a, b, cosine)


def _measures(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if a.unit == "age":
        return one_name(a.of, b.of)
    if a.unit == "magnitude":
        return cosine >= HARM_COSINE and of_aftershock(pair.left, a) == of_aftershock(pair.right, b)
    if a.unit == "ordinal":
        return a.of == b.of and cosine >= SAME_COSINE and _one_count(pair)
    if a.unit == "percent":
        one = only(pair, a, b) and not other_names(pair) and not two_groups(a, b)
        return one and alike(pair) and cosine >= SAME_COSINE
    if cosine >= ALONE_COSINE or " per " in f" {a.unit}" or not only(pair, a, b):
        return cosine >= ALONE_COSINE
    same = bool(telling(a.acts & b.acts)) or (bool(a.of) and a.of == b.of)
    return cosine >= MEASURE_COSINE and (same or pair.similarity >= ALIKE_COSINE) and not other_names(pair)


def _weighed(a: Quantity, b: Quantity) -> bool:
    """Whether they are the weights of two things: of the cement, and of the ship that carries it."""
    known = bool(a.of and b.of) and a.of != b.of and not kinds.related(a.of, b.of)
    return known and a.unit == b.unit == "kilogram"


def _one_count(pair: Pair) -> bool:
    """Whether both can be of one row up to one day: later the next one is the fourth."""
    days = {pair.left.published, pair.right.published} - {None}
    return len(days) < 2 and alike(pair) and not other_names(pair)


def _counts(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if itemised(pair.left, a) != itemised(pair.right, b):
        return False
    if not same_kind(a, b, cosine) or fates_apart(a.acts, b.acts) or two_sites(pair):
        return False
    shared = a.acts & b.acts
    if far_off(a, b) and not grew(pair, a, b) and max(cosine, pair.similarity) < SAME_COSINE:
        return False
    if shared & frozenset(lexicon.load("acts")["of_persons"]):
        return cosine >= _harm_cosine(pair, a, b)
    if not telling(shared):
        whole = cosine >= MEASURE_COSINE and pair.similarity >= ALIKE_COSINE and alike(pair)
        return only(pair, a, b) and (whole or (a.of != "person" and cosine >= ALONE_COSINE))
    lone = pair.apart or (only(pair, a, b) and not other_names(pair))
    return cosine >= (COUNT_COSINE if lone else ALONE_COSINE)


def _harm_cosine(pair: Pair, a: Quantity, b: Quantity) -> float:
    if a.acts & b.acts & SPREAD and other_names(pair) and not pair.apart:
        return ALONE_COSINE
    if a.acts & b.acts & {"kill"} and other_names(pair) and not pair.apart:
        return COUNT_COSINE
    return _zero_cosine(pair) if 0 in (a.hi, b.hi) else HARM_COSINE


def _zero_cosine(pair: Pair) -> float:
    """How near the contexts must be where one count is none: "no arrests" may be of one night or place."""
    named = bool(pair.left.anchors.names & pair.right.anchors.names)
    return COUNT_COSINE if alike(pair) and named else ALONE_COSINE


def _finding(pair: Pair, a: Amount, b: Amount, cosine: float) -> Finding:
    closed = settled(pair, a.value, b.value)
    same = overlap(a.value, b.value) and not closed
    grown = grew(pair, a.value, b.value) or counted_on(a.value, b.value)
    stance: Stance = "updated" if grown else "agree" if same else "conflict"
    loose = not same and not closed and both_right(a.value, b.value)
    left, right = pair.left.article, pair.right.article
    what = (
        f"{left} says {a.slot.text!r}, {right} says {b.slot.text!r}"
        if left != right
        else f"One says {a.slot.text!r}, the other {b.slot.text!r}"
    )
    why = "one amount fits both" if same else _APART if loose else _OVER if closed else "no amount fits both"
    score = min(1.0, 0.3 + 0.5 * cosine + 0.2 * pair.similarity)
    sure = same and two_figures(a.value, b.value) and _sure(pair, a.value, b.value, cosine)
    return Finding(
        pair, stance, KIND, KIND, f"{what}: {why}.", question(pair, a, b), key(a.value, b.value),
        Span(a.slot.start, a.slot.end), Span(b.slot.start, b.slot.end), a.slot.text, b.slot.text,
        round(score, 4), f"{a.value.lo:g}-{a.value.hi:g}", f"{b.value.lo:g}-{b.value.hi:g}",
        not grown and (sure or loose), lasting(pair, a.value, b.value),
    )  # fmt: skip


def _sure(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    """Whether it is sure enough that both answer one question for telling that they do so differently."""
    told = _one_question.one_measure(a, b) or _one_question.fates(a, b) or a.unit in {"age", "magnitude"}
    one_thing = bool(telling(a.acts & b.acts)) or (bool(a.of) and a.of == b.of and cosine >= MEASURE_COSINE)
    return bool(told) or (a.unit != "percent" and (one_thing or cosine >= SAME_COSINE))
