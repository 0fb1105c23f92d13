"""Same event first: what says that two claims tell of different events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from verify import lexicon
from verify.records import Anchors, Claim, Finding, Moment, Pair

Together = frozenset[frozenset[str]]

APART_DAYS = 1  # a day that both claims state
LOOSE_DAYS = 8  # where one of them takes its day from what stands around it
FAR_DAYS = 22  # where both do


def gate(pair: Pair, together: Together) -> Pair:
    """The pair, with why its claims tell of different events where something in them says so."""
    for by, reason in (
        ("aside", _aside(pair.left.anchors, pair.right.anchors)),
        ("time", _time(pair.left.anchors, pair.right.anchors, pair.left.article == pair.right.article)),
        ("place", _place(pair.left.anchors, pair.right.anchors, together)),
    ):
        if reason:
            return replace(pair, apart=reason, apart_by=by)
    return pair


def gated(finding: Finding) -> Finding | None:
    """The finding in the light of its pair: across events a conflict is none, and values that agree
    say nothing; claims that say the same as a whole have weighed that already.

    A difference between times is left alone where only the times told the two apart. Within one
    article only two voices, or the headline and the text, can contradict each other: one voice
    that gives two figures speaks of two things.
    """
    one = finding.comparator not in {"time", "denial"} and _one_voice(finding.pair.left, finding.pair.right)
    if one and (finding.stance != "agree" or finding.differs):
        return None
    if not finding.pair.apart or finding.kind == finding.pair.apart_by:
        return finding
    if finding.lasting and finding.pair.apart_by == "aside":
        return finding
    if finding.stance == "agree":
        return finding if finding.kind == "paraphrase" else None
    reason = f"{finding.reason} {finding.pair.apart}"
    return replace(finding, stance="different event", reason=reason, differs=False)


def _timeless(finding: Finding) -> bool:
    """Whether two stories can share the fact: one tells of its own event what the other looks back on."""
    left, right = finding.pair.left.anchors, finding.pair.right.anchors
    return bool(left.aside or right.aside) or days_apart(left.moment, right.moment) == 0


def _one_voice(left: Claim, right: Claim) -> bool:
    if left.article != right.article or "headline" in (left.role, right.role):
        return False
    if left.role == right.role == "caption":  # of two photographs
        return True
    a, b = left.attribution, right.attribution
    return (
        not a or not b or a.speaker == b.speaker
    )  # what is told without a speaker is the author's own voice


def across(finding: Finding, stories: Mapping[str, int]) -> Finding | None:
    """The finding, as a difference between events where its articles belong to two stories.

    Claims that both look back may look back on one event, from whatever story.
    """
    left, right = finding.pair.left, finding.pair.right
    looks_back = left.anchors.aside and right.anchors.aside
    if looks_back or stories.get(left.article) == stories.get(right.article):
        return finding
    if finding.stance == "agree":
        return finding if _timeless(finding) else None
    reason = f"{finding.reason} The articles tell of different events."
    return replace(finding, stance="different event", reason=reason)


def _aside(a: Anchors, b: Anchors) -> str:
    if bool(a.aside) == bool(b.aside) or (
        a.moment_is == b.moment_is == "stated" and days_apart(a.moment, b.moment) == 0
    ):
        return ""
    return f"One tells of another event ({a.aside or b.aside})."


def together(claims: Iterable[Claim]) -> Together:
    """Names that some claim has side by side: a town and its country, a district and its town."""
    found: set[frozenset[str]] = set()
    for claim in claims:
        found |= {frozenset(two) for two in combinations(sorted(claim.anchors.places), 2)}
    return frozenset(found)


def _place(a: Anchors, b: Anchors, together: Together) -> str:
    """Two named scenes that no claim brings together are two scenes, unless one is a spot in the other."""
    if not a.places or not b.places or any(_one_place(x, y, together) for x in a.places for y in b.places):
        return ""
    if _spot_in(a, b) or _spot_in(b, a):
        return ""
    one, other = (", ".join(sorted(places)).title() for places in (a.places, b.places))
    return f"One plays in {one}, the other in {other}."


def _spot_in(a: Anchors, b: Anchors) -> bool:
    """Whether one plays at streets and squares alone, in an article that names the other's town too."""
    spots = set(lexicon.load("places")["streets"])
    return all(spots & set(name.split()) for name in a.places) and bool(b.places & a.cast)


def _one_place(x: str, y: str, together: Together) -> bool:
    return x in y or y in x or frozenset((x, y)) in together


def _time(a: Anchors, b: Anchors, one_article: bool) -> str:
    gap = days_apart(a.moment, b.moment)
    if gap is None or not (a.moment and b.moment):
        return ""
    if "stated" not in (a.moment_is, b.moment_is) and not (a.aside and b.aside):
        least = FAR_DAYS
    elif a.moment_is == b.moment_is == "stated":
        least = APART_DAYS
    else:
        known = one_article and "published" not in (a.moment.label, b.moment.label)
        least = APART_DAYS if known else LOOSE_DAYS
    if gap < least:
        return ""
    return f"One tells of {_when(a.moment)}, the other of {_when(b.moment)}."


def days_apart(a: Moment | None, b: Moment | None) -> int | None:
    """Days between the two spans of days, 0 where they can meet; None where that is not known."""
    if a is None or b is None:
        return None
    if a.first and a.last and b.first and b.last:
        return max(0, (b.first - a.last).days, (a.first - b.last).days)
    if a.month and b.month and a.month != b.month:
        return 30
    if a.weekday is not None and b.weekday is not None and a.weekday != b.weekday:
        return 1
    return None


def _when(moment: Moment | None) -> str:
    if moment is None:
        return "an unknown day"
    if moment.first and moment.first == moment.last:
        return (
            f"{moment.label} ({moment.first.isoformat()})"
            if moment.label != "published"
            else moment.first.isoformat()
        )
    return moment.label
