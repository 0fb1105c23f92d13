"""Numbers that count or measure the same thing in the same event."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from verify import lexicon
from verify.compare._asking import ask
from verify.compare._sites import two_sites
from verify.compare._typed import Typed, couples, typed
from verify.lexicon import kinds
from verify.records import Claim, Finding, Pair, Quantity, Span, Stance

Amount = Typed[Quantity]

KIND = "quantity"
HARM_COSINE = 0.4  # contexts of counts of killed, injured, ...: the class of event carries most of it
COUNT_COSINE = 0.5
MEASURE_COSINE = 0.6
SAME_COSINE = 0.75  # contexts so near that the class of event need not be known
ALONE_COSINE = 0.85  # measures whose thing and event are not known to be one
ALIKE_COSINE = 0.75  # claims so near as a whole that only the amount differs
PART_COSINE = 0.65
ABOUT = 0.1  # "about 1,000" may be a tenth off
BOUND_RATIO = 0.1
OFF_RATIO = 3.0
REACH = 1.5  # "at least 4" can be 6; nobody writes "more than 200" of 400
COMMON = 2  # one and two of something are everywhere
EQUAL_BONUS = 0.15  # the same uncommon number is itself a sign of one thing
OPEN_SLACK = 0.03  # "more than 40" and "40" are one figure
ROUNDING = 0.04  # 930 and 940 miles, 58 km and 36 miles


def compare(pair: Pair) -> Iterator[Finding]:
    """A finding for each two numbers that answer one question, the nearest contexts first."""
    found = [c for c in couples(pair, Quantity) if _comparable(pair, c[1].value, c[2].value, c[0])]
    used: set[tuple[str, int]] = set()
    for cosine, a, b in sorted(found, key=lambda f: (-f[0], f[1].at, f[2].at)):
        if ("left", a.at) in used or ("right", b.at) in used:
            continue
        used |= {("left", a.at), ("right", b.at)}
        finding = _finding(pair, a, b, cosine)
        if finding.stance == "agree" or not _summed(pair, a, b):
            yield finding


def _comparable(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if (
        a.unit != b.unit
        or a.unit == "second"  # a length of time
        or a.more
        or b.more
        or a.part != b.part
        or (a.supposed != b.supposed and not pair.apart)
    ):
        return False
    if (a.lo, a.hi) == (b.lo, b.hi) and a.lo > COMMON:
        cosine += EQUAL_BONUS
    return _measures(pair, a, b, cosine) if a.unit else _counts(pair, a, b, cosine)


def _measures(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if a.unit == "age":
        return bool(a.of) and a.of == b.of
    if a.unit == "magnitude":
        return cosine >= HARM_COSINE
    return cosine >= ALONE_COSINE or (
        cosine >= MEASURE_COSINE
        and (bool(a.acts & b.acts) or a.of == b.of or pair.similarity >= ALIKE_COSINE)
    )


def _counts(pair: Pair, a: Quantity, b: Quantity, cosine: float) -> bool:
    if _itemised(pair.left, a) != _itemised(pair.right, b):
        return False
    if not _same_kind(a, b, cosine) or _apart(a.acts, b.acts) or two_sites(pair):
        return False
    shared = a.acts & b.acts
    if _far_off(a, b) and not _grew(pair, a, b) and max(cosine, pair.similarity) < SAME_COSINE:
        return False
    if shared & frozenset(lexicon.load("acts")["of_persons"]):
        return cosine >= (COUNT_COSINE if 0 in (a.hi, b.hi) else HARM_COSINE)
    if not shared and pair.similarity < ALIKE_COSINE:
        return a.of != "person" and cosine >= SAME_COSINE
    return cosine >= COUNT_COSINE


def _summed(pair: Pair, a: Amount, b: Amount) -> bool:
    """Whether the counts of one claim add up to that of the other: 2 officers and 5 others are 7."""
    return _adds_up(pair.left, a.value, b.value) or _adds_up(pair.right, b.value, a.value)


def _itemised(claim: Claim, one: Quantity) -> bool:
    """Whether the count is an item of a list that breaks a larger one down: "12, three of them women"."""
    peers = [t.value for t in typed(claim, Quantity) if t.value.of == one.of and t.value.acts & one.acts]
    return len(peers) > 2 and one.lo < max(q.lo for q in peers)


def _adds_up(claim: Claim, one: Quantity, total: Quantity) -> bool:
    amounts = (t.value for t in typed(claim, Quantity))
    parts = [q.lo for q in amounts if q.of == one.of and q.acts & one.acts and not q.part]
    return len(parts) > 1 and total.lo <= sum(parts) <= total.hi


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


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the two count different fates: killed is not injured."""
    for group in lexicon.load("acts")["apart"]:
        left, right = a & set(group), b & set(group)
        if left and right and not left & right:
            return True
    return False


def _finding(pair: Pair, a: Amount, b: Amount, cosine: float) -> Finding:
    same = overlap(a.value, b.value) and not settled(pair, a.value, b.value)
    stance: Stance = "agree" if same else "updated" if _grew(pair, a.value, b.value) else "conflict"
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
    )  # fmt: skip


def overlap(a: Quantity, b: Quantity) -> bool:
    """Whether one amount can satisfy both, rounding and "about" taken into account."""
    lo, hi = max(_lo(a), _lo(b)), min(_hi(a), _hi(b))
    return lo <= hi


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


def _lo(q: Quantity) -> float:
    return q.lo * (1 - (OPEN_SLACK if math.isinf(q.hi) else _slack(q)))


def _hi(q: Quantity) -> float:
    return q.lo * REACH if math.isinf(q.hi) else q.hi * (1 + _slack(q))


def _slack(q: Quantity) -> float:
    if q.about:
        return ABOUT
    return ROUNDING / 2 if q.unit not in {"", "magnitude", "age"} else 0.0


def _what(q: Quantity) -> str:
    return q.unit if q.unit and not q.of else q.of


def key(a: Quantity, b: Quantity) -> str:
    """What is asked, so that findings on one question meet."""
    if a.unit == "magnitude":
        return f"{KIND}/magnitude"
    acts = (
        sorted((a.acts & b.acts) & frozenset(lexicon.load("acts")["of_persons"])) if a.of == "person" else []
    )
    return "/".join([KIND, a.unit, kinds.topmost(a.of) if not a.unit else "", *acts])


def question(pair: Pair, a: Amount, b: Amount) -> str:
    """What a person would ask, with the scene that both claims name."""
    asked = lexicon.load("acts")["asked"]
    scene = sorted(pair.left.anchors.places & pair.right.anchors.places)
    where = f" ({', '.join(place.title() for place in scene[:2])})" if scene else ""
    if a.value.unit == "magnitude":
        return f"What was the magnitude of the quake{where}?"
    if a.value.unit == "age":
        return f"How old is {a.value.of.title()}?"
    act = next((act for act in sorted(a.value.acts & b.value.acts) if act in asked), "")
    if not a.value.unit and a.value.of == "person" and act:
        shared = a.value.group if a.value.group == b.value.group else ""
        group = shared if shared in lexicon.load("quantities")["groups"] else "people"
        return f"How many {group if group == 'people' else plural(group)} {asked[act]}{where}?"
    lead, blank = ("How much", "how much") if a.value.unit else ("How many", "how many")
    asked_for = ask((a.slot.context, b.slot.context), blank, lead)
    for noun in (a.value.of, b.value.of):  # "one projectile" on one side
        asked_for = re.sub(rf"^How many {re.escape(noun)}\b", f"How many {plural(noun)}", asked_for)
    return asked_for


def plural(noun: str) -> str:
    """The plural of a common noun of the lexicon."""
    if noun in {"people", "police", "crew", "personnel"}:
        return noun
    if noun in {"woman", "man"}:
        return noun.replace("man", "men")
    return {"child": "children", "person": "people"}.get(noun) or (
        noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    )
