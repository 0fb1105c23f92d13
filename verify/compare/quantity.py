"""Numbers that count or measure the same thing in the same event."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from verify import lexicon
from verify.compare import _one_question
from verify.compare._asked_amounts import KIND, Amount, key, question
from verify.compare._sameness import alike, other_names
from verify.compare._sites import two_sites
from verify.compare._typed import couples, typed
from verify.lexicon import kinds
from verify.records import Claim, Finding, Pair, Quantity, Span, Stance

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
PART_COSINE = 0.65
ABOUT = 0.1  # "about 1,000" may be a tenth off
BOUND_RATIO = 0.1
OFF_RATIO = 3.0
REACH = 1.5  # "at least 4" can be 6; nobody writes "more than 200" of 400
VAGUE_RATIO = 2.0  # "dozens" [24, 99]: nobody is held to such a word
AFTERSHOCK = "aftershock"
LARGE = 1000
WHOLE = 10  # below it a decimal is told on purpose
SPREAD = frozenset({"arrest", "displace"})  # what one day brings in many places
COMMON = 2  # one and two of something are everywhere
EQUAL_BONUS = 0.15  # the same uncommon number is itself a sign of one thing
_POLL = re.compile(
    r"\b(?:polls?|polled|surveys?|surveyed|voters?|respondents?|points?|margin|favou?rs?|approv\w*|ratings?|supporting"
    r"|undecided|likely|oppos\w+)\b",
    re.IGNORECASE,
)  # shares of opinion differ from question to question
_ATTACKER = re.compile(
    r"\b(?:gunm[ae]n|shooter|attackers?|bombers?|assailants?|himself|herself|themselves)\b", re.IGNORECASE
)
BOTH_ABOUT = 0.05  # "about 40 nautical miles" and "roughly 45 miles" are one figure
OPEN_SLACK = 0.03  # "more than 40" and "40" are one figure
ROUNDING = 0.04  # 930 and 940 miles, 58 km and 36 miles
ONE_FIGURE = 0.02  # "roughly 5,200" and "5,200", 50 miles and 80 km


def compare(pair: Pair) -> Iterator[Finding]:
    """A finding for each two numbers that answer one question, the nearest contexts first."""
    met = couples(pair, Quantity)
    found = [c for c in met if _comparable(pair, c[1].value, c[2].value, c[0])]
    found += [c for c in _ranks(met) if _one_row(pair, c[1].value, c[2].value, c[0])]
    used: set[tuple[str, int]] = set()
    for cosine, a, b in sorted(found, key=lambda f: (-f[0], f[1].at, f[2].at)):
        if ("left", a.at) in used or ("right", b.at) in used:
            continue
        used |= {("left", a.at), ("right", b.at)}
        finding = _finding(pair, a, b, cosine)
        if finding.stance == "agree" or not (
            _summed(pair, a, b) or _stated(pair, a, b) or _inclusive(pair, a, b)
        ):
            yield finding


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
        and not pair.apart
        and _open(pair, a, b)
        and (_one_question.probability(pair, a, b, cosine) >= ONE_QUESTION)
    )


def _comparable(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    """Whether both answer one question: told alike, or of one measure and probably of one thing."""
    if a.of in lexicon.load("roles")["kin"] and not pair.left.anchors.names & pair.right.anchors.names:
        return False  # whose they are decides how many
    if _polled(pair, a, b) and min(cosine, pair.similarity) < ALONE_COSINE:
        return False
    if _told_alike(pair, a, b, cosine):
        return True
    if (pair.apart and not (pair.apart_by == "aside" and _lasting(a, b))) or not _open(pair, a, b):
        return False
    probability = _one_question.probability(pair, a, b, cosine)
    if _one_question.one_measure(a, b) or _one_question.fates(a, b) or a.unit in {"age", "percent"}:
        return probability >= ONE_QUESTION
    alike_enough = pair.similarity >= ONE_THING_CLAIMS and (not _one_question.money(a) or alike(pair))
    telling_too = bool(_telling(a.acts & b.acts)) or cosine >= MEASURE_COSINE
    return probability >= ONE_THING and alike_enough and telling_too


def _lasting(a: Quantity, b: Quantity) -> bool:
    """Whether the amount is of no single moment: someone's age, the staff of a company."""
    lasts = _one_question.one_measure(a, b) and bool(_one_question.measure(a.measure).get("lasting"))
    return lasts or a.unit == b.unit == "age"


def _open(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether nothing about the two amounts says that they are of two things."""
    one = _one_question.one_measure(a, b)
    kind = a.group if a.group == b.group else ""  # "nine, including three civilians": all the civilians
    if (
        "second" in {a.unit, b.unit}
        or a.more != b.more
        or (a.part != b.part and not kind)
        or _apart(a.acts, b.acts)
    ):
        return False
    if not one and (a.measure and b.measure or a.unit != b.unit or not _same_thing(a, b)):
        return False
    if a.supposed != b.supposed and not (one and _one_question.measure(a.measure).get("planned")):
        return False
    if a.unit == "age" and not _one_name(a.of, b.of):
        return False
    named = bool(_one_question.measure(a.measure).get("named")) if one else bool(_one_question.fates(a, b))
    if named and other_names(pair):
        return False
    if not a.unit and _far_off(a, b) and not _grew(pair, a, b):
        return False
    if not one and (
        two_sites(pair) or (_far_off(a, b) and not _grew(pair, a, b)) or not _telling_share(pair, a, b)
    ):
        return False
    whole = one and not _one_question.measure(a.measure).get("parts")
    return (
        (whole or _one_group(a, b))
        and (one or a.running == b.running)
        and _itemised(pair.left, a) == _itemised(pair.right, b)
    )


def _telling_share(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether shares are the only ones of two articles: in one, they stand in a row of questions."""
    if a.unit != "percent" and "point" not in {a.of, b.of}:
        return True
    one_row = pair.left.article == pair.right.article or not _only(pair, a, b)
    return bool(_telling(a.acts & b.acts)) and not (one_row or _two_groups(a, b))


def _polled(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether they are shares or leads of opinion, which differ from question to question."""
    shares = {a.unit, b.unit} & {"percent", "percentage point"} or "point" in {a.of, b.of}
    return bool(shares) and any(_POLL.search(claim.text) for claim in (pair.left, pair.right))


def _one_group(a: Quantity, b: Quantity) -> bool:
    """Whether neither counts a kind of person that the other does not: soldiers among people are a part."""
    return a.group == b.group or not {a.group, b.group} & set(lexicon.load("quantities")["groups"])


def _told_alike(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if (
        a.unit != b.unit
        or a.unit == "second"  # a length of time
        or a.more != b.more
        or a.part != b.part
        or (a.supposed != b.supposed and not pair.apart)
        or (a.supposed and cosine < (MEASURE_COSINE if alike(pair) else SUPPOSED_COSINE))
    ):
        return False
    if (a.lo, a.hi) == (b.lo, b.hi) and a.lo > COMMON:
        cosine += EQUAL_BONUS
    return _measures(pair, a, b, cosine) if a.unit else _counts(pair, a, b, cosine)


def _measures(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if a.unit == "age":
        return _one_name(a.of, b.of)
    if a.unit == "magnitude":
        return cosine >= HARM_COSINE and _after(pair.left, a) == _after(pair.right, b)
    if a.unit == "ordinal":
        return a.of == b.of and cosine >= SAME_COSINE and _one_count(pair)
    if a.unit == "percent":
        one = _only(pair, a, b) and not other_names(pair) and not _two_groups(a, b)
        return one and alike(pair) and cosine >= SAME_COSINE
    if cosine >= ALONE_COSINE or " per " in f" {a.unit}" or not _only(pair, a, b):
        return cosine >= ALONE_COSINE
    same = bool(_telling(a.acts & b.acts)) or (bool(a.of) and a.of == b.of)
    return cosine >= MEASURE_COSINE and (same or pair.similarity >= ALIKE_COSINE) and not other_names(pair)


def _after(claim: Claim, magnitude: Quantity) -> bool:
    """Whether it is the magnitude of an aftershock."""
    told = magnitude.of in {"", "magnitude", "degree"} and AFTERSHOCK in claim.text.lower()
    return told or magnitude.of == AFTERSHOCK


def _one_count(pair: Pair) -> bool:
    """Whether both can be of one row up to one day: later the next one is the fourth."""
    days = {pair.left.published, pair.right.published} - {None}
    return len(days) < 2 and alike(pair) and not other_names(pair)


def _two_groups(a: Quantity, b: Quantity) -> bool:
    """Whether they are shares of two kinds of person: "62 percent of women", "41 percent of men"."""
    persons = set(lexicon.load("quantities")["persons"])
    return a.of != b.of and a.of in persons and b.of in persons


def _only(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether no claim has another amount of the same kind: where shares or points stand in rows, the
    words around one say too little of which it is.
    """
    return all(
        overlap(t.value, own)
        for claim, own in ((pair.left, a), (pair.right, b))
        for t in typed(claim, Quantity)
        if t.value.unit == own.unit and t.value.of == own.of
    )


def _one_name(a: str, b: str) -> bool:
    """Whether two names can be of one person: the last words are equal, and the first where both have one."""
    left, right = a.split(), b.split()
    if not left or not right or left[-1] != right[-1]:
        return False
    return left[0] == right[0] or 1 in (len(left), len(right))


def _counts(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if _itemised(pair.left, a) != _itemised(pair.right, b):
        return False
    if not _same_kind(a, b, cosine) or _apart(a.acts, b.acts) or two_sites(pair):
        return False
    shared = a.acts & b.acts
    if _far_off(a, b) and not _grew(pair, a, b) and max(cosine, pair.similarity) < SAME_COSINE:
        return False
    if shared & frozenset(lexicon.load("acts")["of_persons"]):
        return cosine >= _harm_cosine(pair, a, b)
    if not _telling(shared):
        whole = cosine >= MEASURE_COSINE and pair.similarity >= ALIKE_COSINE and alike(pair)
        return _only(pair, a, b) and (whole or (a.of != "person" and cosine >= ALONE_COSINE))
    lone = pair.apart or (_only(pair, a, b) and not other_names(pair))
    return cosine >= (COUNT_COSINE if lone else ALONE_COSINE)


def _harm_cosine(pair: Pair, a: Quantity, b: Quantity) -> float:
    if a.acts & b.acts & SPREAD and other_names(pair) and not pair.apart:
        return ALONE_COSINE
    return _zero_cosine(pair) if 0 in (a.hi, b.hi) else HARM_COSINE


def _zero_cosine(pair: Pair) -> float:
    """How near the contexts must be where one count is none: "no arrests" may be of one night or place."""
    named = bool(pair.left.anchors.names & pair.right.anchors.names)
    return COUNT_COSINE if alike(pair) and named else ALONE_COSINE


def _summed(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether the counts of one claim add up to that of the other: 2 officers and 5 others are 7."""
    return _adds_up(pair.left, a.value, b.value) or _adds_up(pair.right, b.value, a.value)


def _stated(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether a claim also gives the other's amount: "180,000 a month, down from 223,000"."""
    if _digits(b.slot.text) & _digits(pair.left.text) or _digits(a.slot.text) & _digits(pair.right.text):
        return True
    return any(
        t.at != own.at and t.value.unit == amount.unit and _fits(t.value, amount)
        for claim, own, amount in ((pair.left, a, b.value), (pair.right, b, a.value))
        for t in typed(claim, Quantity)
    )


def _inclusive(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether the larger count of the dead is that of a claim that tells of the attacker's end, too."""
    if "kill" not in a.value.acts | b.value.acts or abs(a.value.lo - b.value.lo) > COMMON:
        return False
    more = pair.left if a.value.lo > b.value.lo else pair.right
    return bool(_ATTACKER.search(more.text))


def _digits(text: str) -> frozenset[str]:
    """The numbers of two digits or more in a text, as written."""
    return frozenset(re.findall(r"\d[\d,.]*\d", text))


def _fits(one: Quantity, other: Quantity) -> bool:
    return (
        (one.lo, one.hi) == (other.lo, other.hi)
        and _same_thing(one, other)
        and not _apart(one.acts, other.acts)
    )


def _same_thing(a: Quantity, b: Quantity) -> bool:
    return bool(a.unit) or a.of == b.of or kinds.related(a.of, b.of)


def _itemised(claim: Claim, one: Quantity) -> bool:
    """Whether the count is an item of a list that breaks a larger one down: "12, three of them women"."""
    peers = [t.value for t in typed(claim, Quantity) if t.value.of == one.of and t.value.acts & one.acts]
    return len(peers) > 2 and one.lo < max(q.lo for q in peers)


def _adds_up(claim: Claim, one: Quantity, total: Quantity) -> bool:
    amounts = [t.value for t in typed(claim, Quantity) if t.value.unit == one.unit and not t.value.part]
    parts = [q.lo for q in amounts if q.of == one.of and q.acts & one.acts]
    if len(parts) > 1 and total.lo <= sum(parts) <= total.hi:
        return True
    others = {q.lo for q in amounts if q is not one and not _apart(q.acts, one.acts)}
    if total.lo >= LARGE:  # small sums come about by chance
        others |= {float(n.replace(",", "")) for n in _digits(claim.text) if "." not in n}
    return total.lo - one.lo in others


def _far_off(a: Quantity, b: Quantity) -> bool:
    """Whether the counts differ by more than reports of one event do: 3 and 40 dead are two events."""
    low, high = sorted((a, b), key=lambda q: q.lo)
    reach = low.lo * REACH if math.isinf(low.hi) else low.hi
    return reach > 0 and high.lo > OFF_RATIO * max(reach, 1.0)


def _same_kind(a: Quantity, b: Quantity, cosine: float) -> bool:
    """Whether both count one kind of thing; soldiers among people are a part, unless the rest is the same."""
    if (a.of != b.of and not kinds.related(a.of, b.of)) or a.running != b.running:
        return False
    if a.group == b.group:
        return True
    part = {a.group, b.group} & set(lexicon.load("quantities")["groups"])
    return not (a.group and b.group) and (not part or cosine >= PART_COSINE)


def _harm() -> frozenset[str]:
    return frozenset({"kill", "injure", "critical", "miss", "trap", "arrest", "displace"})


def _telling(acts: frozenset[str]) -> frozenset[str]:
    """The acts that say something: "there were", "had" and "made" go with anything."""
    return acts - {"last", "=be", "=have", "=do", "=make", "=get", "=see", "=say", "=put", "=take", "=give"}


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the two count different fates: killed is not injured."""
    for group in lexicon.load("acts")["apart"]:
        left, right = a & set(group), b & set(group)
        if left and right and not left & right:
            return True
    return False


def _finding(pair: Pair, a: Amount, b: Amount, cosine: float) -> Finding:
    same = overlap(a.value, b.value) and not settled(pair, a.value, b.value)
    grown = _grew(pair, a.value, b.value) or _counted_on(a.value, b.value)
    stance: Stance = "updated" if grown else "agree" if same else "conflict"
    left, right = pair.left.article, pair.right.article
    what = (
        f"{left} says {a.slot.text!r}, {right} says {b.slot.text!r}"
        if left != right
        else f"One says {a.slot.text!r}, the other {b.slot.text!r}"
    )
    reason = f"{what}: {'one amount fits both' if same else 'no amount fits both'}."
    score = min(1.0, 0.3 + 0.5 * cosine + 0.2 * pair.similarity)
    return Finding(
        pair, stance, KIND, KIND, reason, question(pair, a, b), key(a.value, b.value),
        Span(a.slot.start, a.slot.end), Span(b.slot.start, b.slot.end), a.slot.text, b.slot.text,
        round(score, 4), f"{a.value.lo:g}-{a.value.hi:g}", f"{b.value.lo:g}-{b.value.hi:g}",
        stance == "agree" and two_figures(a.value, b.value) and _sure(pair, a.value, b.value, cosine),
        _lasting(a.value, b.value),
    )  # fmt: skip


def overlap(a: Quantity, b: Quantity) -> bool:
    """Whether one amount can satisfy both, rounding, "about" and rates of exchange taken into account."""
    if a.unit != b.unit:
        (low, high), (least, most) = _one_question.dollars(a), _one_question.dollars(b)
        return max(_lo(a) * low, _lo(b) * least) <= min(_hi(a) * high, _hi(b) * most)
    lo, hi = max(_lo(a), _lo(b)), min(_hi(a), _hi(b))
    return lo <= hi or _rounded(a, b) or _rounded(b, a)


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether the second is the first in whole numbers: 274.88 points are 275."""
    return not a.unit and a.lo >= WHOLE and a.lo != int(a.lo) and round(a.lo) == b.lo


def two_figures(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts that can be one are told with two figures: "at least 70" and "about 100",
    "dozens" and 70. "More than 40" tells of the figure 40.
    """
    if a.unit != b.unit:
        return False
    if any(q.lo < q.hi < math.inf for q in (a, b)):
        return (a.lo, a.hi) != (b.lo, b.hi)
    step = 1.0 if not a.unit and math.inf in (a.hi, b.hi) else 0.0
    rounded = BOTH_ABOUT if a.about and b.about else ONE_FIGURE
    slack = 0.0 if a.unit in {"magnitude", "age", "ordinal"} else rounded * max(a.lo, b.lo)
    return abs(a.lo - b.lo) > max(step, slack)


def _sure(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    """Whether it is sure enough that both answer one question for telling that they do so differently."""
    told = _one_question.one_measure(a, b) or _one_question.fates(a, b) or a.unit in {"age", "magnitude"}
    one_thing = bool(_telling(a.acts & b.acts)) or (bool(a.of) and a.of == b.of and cosine >= MEASURE_COSINE)
    return bool(told) or (one_thing and a.unit != "percent") or cosine >= SAME_COSINE


def settled(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether two lower bounds of a closed event differ: of an old disaster, "more than 26,000"
    and "more than 31,000" are two counts, though 40,000 would satisfy both.
    """
    both = (
        math.isinf(a.hi) and math.isinf(b.hi) and bool(pair.left.anchors.aside and pair.right.anchors.aside)
    )
    return both and abs(a.lo - b.lo) > BOUND_RATIO * max(a.lo, b.lo)


def _grew(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether the later article has the larger count of something that only grows."""
    left, right = pair.left.published, pair.right.published
    if (
        not left
        or not right
        or left == right
        or not a.acts & b.acts & frozenset(lexicon.load("acts")["growing"])
    ):
        return False
    early, late = (a, b) if left < right else (b, a)
    return late.lo > early.hi


def _counted_on(a: Quantity, b: Quantity) -> bool:
    """Whether both are lower bounds of a total that goes on growing: "over 600" and "over 640 so far"."""
    growing = a.acts & b.acts & frozenset(lexicon.load("acts")["growing"])
    bounds = a.running and b.running and math.isinf(a.hi) and math.isinf(b.hi)
    return bool(growing) and bounds and abs(a.lo - b.lo) > ROUNDING * max(a.lo, b.lo)


def _lo(q: Quantity) -> float:
    return q.lo * (1 - (OPEN_SLACK if math.isinf(q.hi) else _slack(q)))


def _hi(q: Quantity) -> float:
    if math.isinf(q.hi):
        return q.lo * REACH
    return q.hi * (REACH if q.hi >= VAGUE_RATIO * q.lo > 0 else 1 + _slack(q))


def _slack(q: Quantity) -> float:
    if q.about:
        return ABOUT
    return ROUNDING / 2 if q.unit not in {"", "magnitude", "age", "ordinal"} else 0.0
