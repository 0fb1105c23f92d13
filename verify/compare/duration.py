"""Two lengths given for one thing: how long it lasted, how long before or after another it came."""

from __future__ import annotations

import math
from collections.abc import Iterator

from verify.compare import _sameness
from verify.compare._asking import ask
from verify.compare._typed import Typed, couples
from verify.records import Finding, Length, Pair, Span, Stance

KIND = "time"
CONTEXT_COSINE = 0.55  # contexts of lengths of one class of event
LAST = "last"
GONE = "=gone"  # "they were gone within minutes"
RAIDS = frozenset({"attack", "rob", "strike"})
OF_A_LIFE = frozenset({"=work"})  # of one person and one employer, in whatever words
TERM = "term"  # the class of a sentence of prison
TERM_COSINE = 0.3
LAST_COSINE = 0.4  # where both say of something that it lasted so long
SAME_COSINE = 0.75  # contexts and claims so near that the class need not be known
ABOUT = 0.25  # "about an hour" can be a quarter off
UNIT = 0.25  # of the smallest unit it is told in: "two days" may be 42 hours
REACH = 2.0  # "more than an hour" can be two; nobody writes it of three
ONE_FIGURE = 0.05  # of the longer: "an hour" and "60 minutes"
FAR = 15.0  # times as long: two reports of one thing are not that far off
LOOSE = frozenset({"say", "locate", "=be", "=have", "=do", "=make", "=get", "=see", "=include", "=come"})


def compare(pair: Pair) -> Iterator[Finding]:
    """A finding for the two lengths whose contexts are nearest, where they are told of one thing.

    Silent on plans against what came of them, and where one voice tells both in one article.
    """
    if pair.apart or _sameness.one_voice(pair):
        return
    found = [c for c in couples(pair, Length) if _comparable(pair, c[1].value, c[2].value, c[0])]
    if found:
        yield _finding(pair, *max(found, key=lambda f: (f[0], -f[1].at, -f[2].at)))


def _comparable(pair: Pair, a: Length, b: Length, cosine: float) -> bool:
    if a.planned != b.planned or max(a.lo, b.lo) > FAR * min(a.lo, b.lo) or _unlike(a, b):
        return False
    alike = min(cosine, pair.similarity) >= SAME_COSINE and _sameness.alike(pair)
    if a.edge != b.edge:  # "took two days", "came two days after"
        return alike and {a.edge, b.edge} == {"", "after"}
    shared = (a.acts & b.acts) - LOOSE
    if TERM in shared:
        return cosine >= TERM_COSINE and not _sameness.other_names(pair)
    if shared & OF_A_LIFE:
        return cosine >= TERM_COSINE and _sameness.names_meet(pair)
    two = shared == {LAST} and _two(_told(a), _told(b))
    least = LAST_COSINE if LAST in shared and GONE not in a.acts | b.acts else CONTEXT_COSINE
    return alike or (bool(shared) and not two and cosine >= least)


def _told(length: Length) -> frozenset[str]:
    """What is said to have lasted, where it is named."""
    return length.acts - LOOSE - {LAST}


def _two(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two things lasted: a meeting and a raid; who is gone within minutes has raided."""
    return bool(a and b) and not (GONE in a | b and RAIDS & (a | b))


def _unlike(a: Length, b: Length) -> bool:
    """Whether two other things came so long before or after."""
    since = {act for act in a.acts & b.acts if act[0] == ">"}
    left, right = ({act for act in x.acts - LOOSE if act[0] != ">"} for x in (a, b))
    return bool(since and left and right) and not left & right


def _finding(pair: Pair, cosine: float, a: Typed[Length], b: Typed[Length]) -> Finding:
    same = _meet(a.value, b.value)
    stance: Stance = "agree" if same else "conflict"
    happened = min((a.value.acts & b.value.acts) - LOOSE, default="length").lstrip(">=")
    both = "one length fits both" if same else "no length fits both"
    score = min(1.0, 0.2 + 0.5 * cosine + 0.2 * pair.similarity)
    return Finding(
        pair, stance, KIND, "duration", f"One says {a.slot.text!r}, the other {b.slot.text!r}: {both}.",
        _question(a, b, happened), f"{KIND}/length/{happened}",
        Span(a.slot.start, a.slot.end), Span(b.slot.start, b.slot.end), a.slot.text, b.slot.text,
        round(score, 4), f"{_figure(a.value):g}", f"{_figure(b.value):g}",
        same and not math.isclose(_figure(a.value), _figure(b.value), rel_tol=ONE_FIGURE),
    )  # fmt: skip


def _figure(length: Length) -> float:
    """The length that the words name: of "less than an hour" the hour."""
    return length.lo if math.isinf(length.hi) else length.hi


def _question(a: Typed[Length], b: Typed[Length], happened: str) -> str:
    if happened in {LAST, TERM}:
        return "How long did it last?" if happened == LAST else "How long is the sentence?"
    return ask((a.slot.context, b.slot.context), "how long", "How long")


def _meet(a: Length, b: Length) -> bool:
    """Whether one length can be both, with the rounding of the words."""
    return max(_least(a), _least(b)) <= min(_most(a), _most(b))


def _least(length: Length) -> float:
    return length.lo * (1 - ABOUT) if length.about else length.lo - UNIT * length.unit


def _most(length: Length) -> float:
    if math.isinf(length.hi):
        return length.lo * REACH
    return length.hi * (1 + ABOUT) if length.about else length.hi + UNIT * length.unit
