"""States that exclude each other, told of the same thing at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verify import lexicon
from verify.compare import _states
from verify.compare._states import Side
from verify.lexicon import atlas
from verify.records import Finding, Moment, Pair, State

KIND = "status"
SURE = 0.45  # of a finding before the nearness of the claims is added
COSINE = 0.5  # of the claims, or of the subjects where those alone make states comparable
FAR = 0.3  # of the claims, below which they have to name the same
FLOOR = 0.2  # of the claims, where the subjects alone make states comparable
SOON_DAYS = 3  # a weekday that follows another by so much is the next one to come
ALIKE = 0.75  # of the claims, for states that clash only in sentences that tell the same of the same


def compare(pair: Pair) -> Iterator[Finding]:
    """A conflict for each question on which the two claims give states that exclude each other.

    Silent on plans, hedges, questions and parts; on states that follow each other in the course of
    things unless both are told of the same time; and within one article told in one voice.
    """
    if _states.one_voice(pair) or _states.two_subjects(pair):
        return
    seen: set[str] = set()
    for a, b in _on_one_scale(pair):
        if a.state.scale not in seen and _clash(pair, a.state, b.state):
            seen.add(a.state.scale)
            yield _finding(pair, a, b)
    denied = "denied" in {pair.left.certainty, pair.right.certainty}  # "denied that he is giving cover"
    for a, b in () if denied else _states.polar(pair):
        if not seen and not a.state.scale and not _states.disputed(pair, a.state, b.state):
            seen.add(a.state.name)
            yield _finding(pair, a, b)


def _on_one_scale(pair: Pair) -> Iterator[tuple[Side, Side]]:
    """States of one scale in claims, or of subjects, that are near enough."""
    for a in _states.sides(pair.left):
        for b in _states.sides(pair.right):
            if a.state.scale and a.state.scale == b.state.scale:
                alone = pair.similarity >= FLOOR and _scale(a.state).get("alone")
                if a.state.name == b.state.name and _states.both_negated(pair, a, b):
                    continue
                near = max(pair.similarity, _states.context(pair, a.slot, b.slot) if alone else 0.0)
                if near >= COSINE and (pair.similarity >= FAR or _of_one(pair)):
                    yield a, b


def _of_one(pair: Pair) -> bool:
    """Whether neither claim names a country that the other does not, where it may be otherwise."""
    countries = atlas.atlas().countries
    left, right = ({n for n in c.anchors.names if n in countries} for c in (pair.left, pair.right))
    return left == right


def _told(a: State, b: State) -> bool:
    """Whether both are told as done, or one as done and the other as refused, by one and the same."""
    done = a.mood == b.mood == "told" or (a.name == b.name and _states.moods_meet(a, b))
    return done and "planned" not in (a.mood, b.mood) and _states.doers_meet(a, b)


def _scale(state: State) -> dict[str, Any]:
    scales: dict[str, dict[str, Any]] = lexicon.load("states")["scales"]
    return scales.get(state.scale, {})


def _clash(pair: Pair, a: State, b: State) -> bool:
    told = _told(a, b) and not (a.part or b.part) and "denied" not in (a.voice, b.voice)
    if not (told and _opposed(a, b) and _states.shared(a, b)) or (
        a.about and b.about and not (a.about <= b.about or b.about <= a.about)
    ):
        return False
    scale = _scale(a)
    changed = scale.get("changes") and not _same_time(pair, a, b, all_day=scale["changes"] == "daily")
    if changed and not _ended(pair, a, b, str(scale.get("final", ""))):
        return False
    if scale.get("planned") and not _before(pair, a, b, str(scale["planned"])):
        return False
    near = {a.name, b.name} in [set(p) for p in scale.get("near", ())]
    return (not near or pair.similarity >= ALIKE) and not _both(pair, a, b)


def _before(pair: Pair, a: State, b: State, planned: str) -> bool:
    """Whether the outcome is told of a day before that of the plan: later it may well have come about."""
    plan, done = (pair.left, pair.right) if a.name == planned else (pair.right, pair.left)
    x, y = plan.anchors.moment, done.anchors.moment
    if x is None or y is None or plan.anchors.moment_is != "stated" or {a.name, b.name} == {planned}:
        return False
    if x.first and y.last:
        return x.first > y.last
    return x.weekday is not None and y.weekday is not None and 1 <= (x.weekday - y.weekday) % 7 <= SOON_DAYS


def _ended(pair: Pair, a: State, b: State, final: str) -> bool:
    """Whether what does not end is told of an earlier day than its opposite: a fallen bridge that stands."""
    if {a.name, b.name} == {final} or not (a.holds and b.holds):
        return False
    first, after = (pair.left, pair.right) if a.name == final else (pair.right, pair.left)
    x, y = _states.told_on(first), _states.told_on(after)
    return bool(final) and final in (a.name, b.name) and x is not None and y is not None and x < y


def _opposed(a: State, b: State) -> bool:
    if a.name == b.name:
        return a.holds != b.holds
    return a.holds and b.holds and b.name in a.opposites


def _both(pair: Pair, a: State, b: State) -> bool:
    """Whether either claim itself tells of both states: then it tells how the one became the other."""
    left = [s.state for s in _states.sides(pair.left)]
    right = [s.state for s in _states.sides(pair.right)]
    return any(_opposed(s, a) and _states.shared(s, a) for s in left if s.scale == a.scale) or any(
        _opposed(s, b) and _states.shared(s, b) for s in right if s.scale == b.scale
    )


def _same_time(pair: Pair, a: State, b: State, *, all_day: bool) -> bool:
    """Whether both name the same day, and the same part of it or one that the earlier state still lasts.

    A state that lasts `all_day` mostly needs no part of it.
    """
    x, y = pair.left.anchors, pair.right.anchors
    if "stated" not in (x.moment_is, y.moment_is) and (all_day or pair.similarity >= ALIKE):
        return pair.left.published is not None and pair.left.published == pair.right.published
    if not (
        x.moment_is == y.moment_is == "stated" and x.moment and y.moment and _same_day(x.moment, y.moment)
    ):
        return False
    if x.moment.minutes and y.moment.minutes:
        return x.moment.minutes[0] <= y.moment.minutes[1] and y.moment.minutes[0] <= x.moment.minutes[1]
    return all_day or a.still or b.still


def _same_day(a: Moment, b: Moment) -> bool:
    if a.first and b.first:
        return a.grain == b.grain == "day" and a.first == b.first
    return a.weekday is not None and a.weekday == b.weekday


def _finding(pair: Pair, a: Side, b: Side) -> Finding:
    both = _states.shared(a.state, b.state) or a.state.by & b.state.by
    of = sorted(both, key=lambda w: (w[0] != "*", w[0] == "@", w))
    what = of[0].lstrip("*@")
    either = " or ".join(sorted({a.state.name, b.state.name}))
    plain = f"Was the {what} {either}?" if a.state.scale else f"Is it so: {a.slot.text}?"
    graded = str(_scale(a.state).get("question", "")).format(what=what)
    question = graded or _states.ask(a.state, b.state) or plain
    reason = f"One says {a.slot.text!r}, the other {b.slot.text!r}, of the same {what}."
    key = f"{a.state.scale or a.state.name}/{what}"
    account = _states.Account(question, key, reason, SURE)
    return _states.finding(pair, KIND, a.slot, b.slot, account)
