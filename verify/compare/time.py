"""Two times given for one happening: clock times, parts of a day, days, months and years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.compare import _acts, _sameness, _states
from verify.compare._asking import SPEAKER
from verify.records import Claim, Finding, Moment, Pair, Slot, Span, State

KIND = "time"
CONTEXT_COSINE = 0.55  # contexts of two times of day of one day
RANK_COSINE = 0.45  # where both tell of the first, or the last, of a kind
DAY_COSINE = 0.75  # contexts of two days: another day is most often another event
ONCE_COSINE = 0.6  # contexts of days of what happens once to one person
MISPRINT_COSINE = 0.4  # "19 June" and "19 July" of one act
NTH_COSINE = 0.45  # "the seventh day of protests" and "continued for the eighth day" of one Saturday
CLOCK_MINUTES = 20  # 17:06 and 5:11 p.m. may be one quake felt and measured
ROUND = 5  # two times to the minute are both exact: 7:04 is not 7:08
HOUR = 60
HAPPENING_MINUTES = 120  # two times of one act, no day with them, that far apart are of one day
ABOUT_MINUTES = 60  # "around 5 pm", "shortly before noon"
WINDOW_DAYS = 3  # days that two reports of one event mix up; 4 and more are other events
ONCE_DAYS = 366  # a death, a verdict, a treaty: reports of it can be a month or a year off
COPY_COSINE = 0.88  # of claims and contexts both: a sentence and its close paraphrase
COPY_WORDS = 5  # content words; "Sunday's quake shook the town" has too few to tell
TOLD_COSINE = 0.75  # of claims and contexts, where not the acts but all else says that it is one thing
SAME_COSINE = 0.85  # contexts that are nearly word for word the same
_DAY = 1440
_WHEN = re.compile(r"(?:\b(?:on|at|by|around|about|since|until|from)\s+)?\bwhen\b")
_BRACKETS = re.compile(r"\([^()]*\)")
_DAY_NUMBER = re.compile(r"\b[1-3]?\d\b")


def compare(pair: Pair) -> Iterator[Finding]:
    """At most one finding: the two times of the same happening whose contexts are nearest.

    Silent where one time can lie within the other, where the times are those of different sides
    of the happening (its begin, its end), or where another day more likely means another event.
    """
    if pair.apart_by not in {"", KIND} and not _sameness.counts_shared(pair):
        return
    if "denied" in {pair.left.certainty, pair.right.certainty} or _absent(pair.left) != _absent(pair.right):
        return
    if _several(pair.left) and _several(pair.right):
        return  # "in March and again in July", "in March and July 2012"
    found = []
    for i, a, one in _moments(pair.left):
        for j, b, other in _moments(pair.right):
            cosine = pair.contexts[i][j]
            if _both(pair, one, other) or not _one_happening(
                one, other, alike=_told_alike(pair, one, other, cosine)
            ):
                continue
            gap = _clash(pair, one, other, cosine)
            if gap or _near(pair, one, other, cosine):
                acts = (one.acts & other.acts) - _acts.LOOSE - _rank(one)
                happened = min(acts, default="happen").lstrip("=")
                found.append((bool(gap), cosine, a, b, gap, happened))
    if not found:
        return
    clash, cosine, a, b, gap, happened = max(found, key=lambda f: (f[0], f[1], -f[2].start, -f[3].start))
    yield Finding(
        pair, "conflict" if clash else "agree", KIND, KIND,
        f"One says {a.text!r}, the other {b.text!r}: {gap or 'one time can be both'}.",
        question(a.context, happened), f"{KIND}/{happened}",
        Span(a.start, a.end), Span(b.start, b.end), a.text, b.text,
        round(min(1.0, 0.2 + 0.5 * cosine + 0.2 * pair.similarity), 4), differs=not clash,
    )  # fmt: skip


def _several(claim: Claim) -> bool:
    """Whether it names more days or months than one."""
    named = {m.label for _, _, m in _moments(claim) if m.grain in {"day", "month"}}
    return len(named) > 1


def _absent(claim: Claim) -> bool:
    """Whether it tells that something was not there: "there was no power on Monday" dates no return of it."""
    return any(isinstance(s.value, State) and s.value.name == "absent" for s in claim.slots)


def _near(pair: Pair, a: Moment, b: Moment, cosine: float) -> bool:
    """Whether both are times of one thing, not equal, that one time can be, and either is on the clock."""
    if not (_on_the_clock(a) or _on_the_clock(b)) or a.minutes == b.minutes or a.zone != b.zone:
        return False
    if not a.minutes or not b.minutes or _sameness.one_voice(pair):
        return False
    gap = max(a.minutes[0] - b.minutes[1], b.minutes[0] - a.minutes[1])
    return gap < ABOUT_MINUTES and cosine >= CONTEXT_COSINE and _one_day(pair, a, b)


def _on_the_clock(moment: Moment) -> bool:
    """Whether it is told in hours and minutes, not as a part of the day."""
    return moment.minutes is not None and any(c.isdigit() for c in moment.label)


def _point(moment: Moment) -> bool:
    return moment.minutes is not None and moment.minutes[0] == moment.minutes[1]


def _one_day(pair: Pair, a: Moment, b: Moment) -> bool:
    """Whether both are of one day: as is known, or as two times within the hours of one happening are."""
    if _same_day(pair, a, b):
        return True
    stated = "stated" in (pair.left.anchors.moment_is, pair.right.anchors.moment_is)
    if not a.minutes or not b.minutes or stated or pair.apart:
        return False
    return _point(a) and _point(b) and abs(a.minutes[0] - b.minutes[0]) <= HAPPENING_MINUTES


def _moments(claim: Claim) -> list[tuple[int, Slot, Moment]]:
    return [(i, s, s.value) for i, s in enumerate(claim.slots) if isinstance(s.value, Moment)]


def _one_happening(a: Moment, b: Moment, *, alike: bool) -> bool:
    """Whether both are times of one side of one thing, by what was done then or as the claims are alike."""
    if (a.acts | b.acts) & _acts.STAMPS or a.label == b.label or a.planned != b.planned:
        return False
    if _rank(a) != _rank(b):
        return False
    if not (a.acts & b.acts) - _acts.LOOSE - _acts.STAMPS - _rank(a) and not alike:
        return False
    if a.edge == b.edge:
        return a.edge not in {"before", "after"}
    if {a.edge, b.edge} == {"", "by"}:
        by, some = (a, b) if a.edge == "by" else (b, a)
        return _after(some, by)  # "restored by Monday" excludes Tuesday, not Sunday
    begin, some = (a, b) if a.edge == "begin" else (b, a)
    return {a.edge, b.edge} == {"", "begin"} and _start(some) < _start(begin)


def _after(some: Moment, bound: Moment) -> bool:
    """Whether a time is later than all of another; of two days of the week within some days."""
    if some.first and bound.last:
        return _interval(some)[0] >= _interval(bound)[1]
    if some.weekday is None or bound.weekday is None:
        return False
    return 0 < (some.weekday - bound.weekday) % _states.WEEK <= WINDOW_DAYS


def _rank(moment: Moment) -> frozenset[str]:
    """Which of several happenings it was: "#first" of "the first call"."""
    return frozenset(act for act in moment.acts if act[0] == "#")


def _both(pair: Pair, one: Moment, other: Moment) -> bool:
    """Whether each claim has both times: they tell of two happenings, each with its own."""
    left = {m.label for _, _, m in _moments(pair.left)}
    right = {m.label for _, _, m in _moments(pair.right)}
    return {one.label, other.label} <= left & right


def _told_alike(pair: Pair, a: Moment, b: Moment, cosine: float) -> bool:
    """Whether the claims tell the same in other words, each with one time of its grain and that its own.

    A day tells more apart than a time of day does: what comes again and again is left out.
    """
    if not a.grain == b.grain == "day" or min(cosine, pair.similarity) < TOLD_COSINE:
        return False
    if a.edge or b.edge or bool(a.minutes) != bool(b.minutes):
        return False
    own = (
        [m for _, _, m in _moments(c) if bool(m.minutes) == bool(t.minutes)] == [t] and c.anchors.moment == t
        for c, t in ((pair.left, a), (pair.right, b))
    )
    again = bool((a.acts | b.acts) & _acts.REPEATED) and not a.minutes
    if _sameness.counts_differ(pair):
        return False
    return all(own) and not again and not (a.acts | b.acts) & _acts.SPOKEN and _sameness.alike(pair)


def _start(moment: Moment) -> tuple[int, int]:
    """Day and minute, to tell which of two moments is first; 0 for what is not known."""
    return moment.first.toordinal() if moment.first else 0, moment.minutes[0] if moment.minutes else 0


def _clash(pair: Pair, a: Moment, b: Moment, cosine: float) -> str:
    """How far the two times lie apart, in words; "" where they can meet or tell of two events."""
    photographs = pair.left.role == pair.right.role == "caption"
    if not photographs and _misprint(a, b) and cosine >= MISPRINT_COSINE and _telling(a, b):
        return "one month apart"
    if _sameness.one_voice(pair):
        return ""
    if _nth(a) and _nth(b):
        same_day = _nth(a) != _nth(b) and cosine >= NTH_COSINE and _same_day(pair, a, b)
        return "one day of it" if same_day else ""
    if a.zone == b.zone and cosine >= (RANK_COSINE if _rank(a) else CONTEXT_COSINE) and _one_day(pair, a, b):
        told_apart = _sameness.counts_differ(pair) or not (_rank(a) or _sameness.alike(pair))
        return "" if told_apart else _minutes_apart(a, b)
    return _dates(pair, a, b, cosine)


def _dates(pair: Pair, a: Moment, b: Moment, cosine: float) -> str:
    if a.grain == b.grain == "day":
        return _days(pair, a, b, cosine)
    told_alike = cosine >= DAY_COSINE and _sameness.alike(pair) and not _sameness.counts_differ(pair)
    if a.grain == b.grain and a.grain in {"month", "year"} and told_alike:
        return _longer(a, b)
    return ""


def _nth(moment: Moment) -> str:
    """The rank in "the eighth day", or ""."""
    words = moment.label.split()
    return words[0] if moment.grain == "time" and words[-1] == "day" else ""


def _same_day(pair: Pair, a: Moment, b: Moment) -> bool:
    """Whether both are times of one day, as the claims themselves or what stands around them say."""
    left, right = _day(pair.left, a), _day(pair.right, b)
    if left is None or right is None:
        return False
    if left.first and right.first:
        return left.first == left.last == right.first == right.last
    return left.weekday is not None and left.weekday == right.weekday


def _day(claim: Claim, moment: Moment) -> Moment | None:
    if moment.grain == "day":
        return moment
    own = [s.value for s in claim.slots if isinstance(s.value, Moment) and s.value.grain == "day"]
    if own:
        return own[0] if len({(m.first, m.weekday) for m in own}) == 1 else None
    around = claim.anchors.moment
    return around if around is not None and around.grain == "day" else None


def _minutes_apart(a: Moment, b: Moment) -> str:
    if not a.minutes or not b.minutes:
        return ""
    gap = max(a.minutes[0] - b.minutes[1], b.minutes[0] - a.minutes[1])
    points = _point(a) and _point(b)
    slack = ABOUT_MINUTES if a.about or b.about else CLOCK_MINUTES if points else 0
    if points and slack == CLOCK_MINUTES and a.minutes[0] % ROUND and b.minutes[0] % ROUND:
        slack = 1
    if gap < slack or (points and gap == slack):
        return ""
    if not points:
        return "different parts of the day"
    return f"{gap // 60} hours {gap % 60} minutes apart" if gap >= HOUR else f"{gap} minutes apart"


def _days(pair: Pair, a: Moment, b: Moment, cosine: float) -> str:
    named = any(" " in act for act in a.acts & b.acts)  # "=die vandam"
    once = named or (bool(a.acts & b.acts & _acts.ONCE) and bool(_sameness.people(pair)))
    if pair.left.role == pair.right.role == "headline":
        return ""  # "Five takeaways from Tuesday", "... from Wednesday"
    if not (_told_alike(pair, a, b, cosine) or _one_event(pair, a, b, cosine, once=once)):
        return ""
    if not (a.first and b.first and a.last and b.last):
        weekdays = {a.weekday, b.weekday} - {None}
        return "different days" if len(weekdays) == 2 else ""
    gap = max((b.first - a.last).days, (a.first - b.last).days)
    window = ONCE_DAYS if once or cosine >= SAME_COSINE else WINDOW_DAYS
    if gap < 1 or gap > window or _meet(a, b):
        return ""
    return f"{gap} day{'s' if gap > 1 else ''} apart"


def _one_event(pair: Pair, a: Moment, b: Moment, cosine: float, *, once: bool) -> bool:
    """Whether so much is the same that another day is a discrepancy and not another event."""
    places = pair.left.anchors.places & pair.right.anchors.places
    sure = once or (_sameness.counts_shared(pair) and bool(places))
    if cosine < (ONCE_COSINE if sure else DAY_COSINE) or _sameness.counts_differ(pair):
        return False
    if sure or not _sameness.alike(pair) or a.acts & b.acts & _acts.NATURAL:
        return sure
    single = bool(a.acts & b.acts & _acts.SINGLE) or "begin" in {a.edge, b.edge}
    return single or _same_words(pair, cosine)


def _misprint(a: Moment, b: Moment) -> bool:
    """Whether one slip tells two dates apart: 19 June and 19 July of one year."""
    left, right = _DAY_NUMBER.search(a.label), _DAY_NUMBER.search(b.label)
    if not left or not right or left.group() != right.group() or not a.month or not b.month:
        return False
    if a.first and b.first and a.first.year != b.first.year:
        return False
    return abs(a.month - b.month) == 1


def _telling(a: Moment, b: Moment) -> bool:
    """Whether what happened is not of a kind that happens day after day."""
    return bool((a.acts & b.acts) - _acts.LOOSE - _acts.REPEATED - _rank(a))


def _same_words(pair: Pair, cosine: float) -> bool:
    """Whether the claims are long and nearly word for word the same."""
    shared = len(pair.left.words & pair.right.words)
    return min(cosine, pair.similarity) >= COPY_COSINE and shared >= COPY_WORDS


def _meet(a: Moment, b: Moment) -> bool:
    """Whether a night of one day reaches into the other."""
    left, right = _interval(a), _interval(b)
    return max(left[0], right[0]) < min(left[1], right[1])


def _interval(moment: Moment) -> tuple[int, int]:
    """Minutes since the day 0 of the calendar."""
    start = (moment.first.toordinal() if moment.first else 0) * _DAY
    low, high = moment.minutes or (0, _DAY)
    return start + low, start + high


def _longer(a: Moment, b: Moment) -> str:
    if a.grain == "year":
        return "different years" if a.first and b.first and a.first != b.first else ""
    if (
        a.month
        and b.month
        and a.month != b.month
        and (not a.first or not b.first or a.first.year == b.first.year)
    ):
        return "different months"
    return ""


def question(context: str, happened: str) -> str:
    """What a person would ask: the context with "when" first, or which day of it."""
    if "which day" in context:
        return f"Which day of the {happened} was it?"
    text = _BRACKETS.sub("", _WHEN.sub("", SPEAKER.sub("", context), count=1))
    return f"When: {' '.join(text.split()).replace(' ,', ',').strip(' .,;')}?"
