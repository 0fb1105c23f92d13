"""Of what an amount is: the thing, the kind of person, the row that it stands in."""

from __future__ import annotations

import re

from verify import lexicon
from verify.compare import _one_question
from verify.compare._acts import telling
from verify.compare._figures import overlap
from verify.compare._typed import typed
from verify.lexicon import kinds
from verify.records import Claim, Moment, Pair, Quantity

PART_COSINE = 0.65
AFTERSHOCK = "aftershock"
BY_LAW = frozenset({"arrest", "charge", "jail", "convict", "release"})
_POLL = re.compile(
    r"\b(?:polls?|polled|surveys?|surveyed|voters?|respondents?|points?|margin|favou?rs?|approv\w*|ratings?|supporting"
    r"|undecided|unsure|believes?|likely|oppos\w+)\b",
    re.IGNORECASE,
)  # shares of opinion differ from question to question


def same_thing(a: Quantity, b: Quantity) -> bool:
    return bool(a.unit) or a.of == b.of or kinds.related(a.of, b.of)


def same_kind(a: Quantity, b: Quantity, cosine: float) -> bool:
    """Whether both count one kind of thing.

    Soldiers among people are a part, unless the rest is the same and they are no fewer.
    """
    if (a.of != b.of and not kinds.related(a.of, b.of)) or a.running != b.running:
        return False
    left, right = _group(a), _group(b)
    if left == right:
        return True
    part = {left, right} & set(lexicon.load("quantities")["groups"])
    if left and right:
        return False
    group, whole = (a, b) if left else (b, a)
    return not part or (cosine >= PART_COSINE and group.lo >= whole.lo)


def one_group(a: Quantity, b: Quantity) -> bool:
    """Whether neither counts a kind of person that the other does not: soldiers among people are a part."""
    left, right = _group(a), _group(b)
    return left == right or not {left, right} & set(lexicon.load("quantities")["groups"])


def _group(one: Quantity) -> str:
    """The kind of person counted, "" for suspects before the law: all who are arrested are."""
    return "" if one.group == "suspect" and one.acts & BY_LAW else one.group


def two_groups(a: Quantity, b: Quantity) -> bool:
    """Whether they are shares of two kinds of person: "62 percent of women", "41 percent of men"."""
    persons = set(lexicon.load("quantities")["persons"])
    return a.of != b.of and a.of in persons and b.of in persons


def itemised(claim: Claim, one: Quantity) -> bool:
    """Whether the count is an item of a list that breaks a larger one down: "12, three of them women"."""
    peers = [
        t.value
        for t in typed(claim, Quantity)
        if (t.value.of, t.value.unit) == (one.of, one.unit) and t.value.acts & one.acts
    ]
    return len(peers) > 2 and one.lo < max(q.lo for q in peers)


def only(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether no claim has another amount of the same kind: where shares or points stand in rows, the
    words around one say too little of which it is.
    """
    return all(
        overlap(t.value, own)
        for claim, own in ((pair.left, a), (pair.right, b))
        for t in typed(claim, Quantity)
        if t.value.unit == own.unit and t.value.of == own.of
    )


def fates_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the two count different fates: killed is not injured."""
    for group in lexicon.load("acts")["apart"]:
        left, right = a & set(group), b & set(group)
        if left and right and not left & right:
            return True
    return False


def one_name(a: str, b: str) -> bool:
    """Whether two names can be of one person: the last words are equal, and the first where both have one."""
    left, right = a.split(), b.split()
    if not left or not right or left[-1] != right[-1]:
        return False
    return left[0] == right[0] or 1 in (len(left), len(right))


def polled(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether they are shares or leads of opinion, which differ from question to question."""
    shares = {a.unit, b.unit} & {"percent", "percentage point"} or "point" in {a.of, b.of}
    return bool(shares) and any(_POLL.search(claim.text) for claim in (pair.left, pair.right))


def of_aftershock(claim: Claim, magnitude: Quantity) -> bool:
    """Whether it is the magnitude of an aftershock."""
    told = magnitude.of in {"", "magnitude", "degree"} and AFTERSHOCK in claim.text.lower()
    return told or magnitude.of == AFTERSHOCK


def lasting(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether the amount is of no single moment: someone's age, or, of one year, the staff of a company."""
    if a.unit == b.unit == "age":
        return True
    years = any(
        c.anchors.moment_is == "stated" and _of_a_year(c.anchors.moment) for c in (pair.left, pair.right)
    )
    lasts = _one_question.one_measure(a, b) and bool(_one_question.measure(a.measure).get("lasting"))
    return lasts and not years


def _of_a_year(moment: Moment | None) -> bool:
    return moment is not None and moment.grain == "year"


def telling_share(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether shares are the only ones of two articles: in one, they stand in a row of questions."""
    if a.unit != "percent" and "point" not in {a.of, b.of}:
        return True
    one_row = pair.left.article == pair.right.article or not only(pair, a, b)
    return bool(telling(a.acts & b.acts)) and not (one_row or two_groups(a, b))
