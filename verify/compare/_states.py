"""What the comparators of states share: who speaks, what both sides speak of, and how a finding is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from verify import lexicon
from verify.lexicon.people import PRONOUN
from verify.records import Claim, Finding, Pair, Slot, Span, State

COSINE = 0.5  # of the claims; below it, equal subjects are chance
ALIKE = 0.75  # of the claims, where a verb is told of one stretch of time only
WEEK = 7
_RANKED = re.compile(r"\b(first|second|third|fourth|fifth|other) (\w+)", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
NEGATED = 10  # words up to a state among which a negation is looked for
SHARED = 2  # nouns that the two sides of one verb share at the least


class Side(NamedTuple):
    """A state and the slot that it stands in."""

    slot: Slot
    state: State


def sides(claim: Claim) -> Iterator[Side]:
    """The states of a claim, in order of place."""
    for slot in claim.slots:
        if slot.kind == "status" and isinstance(slot.value, State):
            yield Side(slot, slot.value)


def shared(a: State, b: State) -> frozenset[str]:
    """Lemmas, and classes other than that of people, that both are said of."""
    return (a.of & b.of) - {"*person"}


def polar(pair: Pair) -> Iterator[tuple[Side, Side]]:
    """The same verb or state of the same things, once with and once without a negation."""
    if pair.similarity < COSINE:
        return
    for a in sides(pair.left):
        for b in sides(pair.right):
            if a.state.name == b.state.name and a.state.holds != b.state.holds and _same(a.state, b.state):
                if both_negated(pair, a, b) or _UNTIL.search(_rest(pair, a, b)):
                    continue
                denied = b.state if a.state.holds else a.state
                then = not a.state.scale and denied.part  # it may have happened at another time
                if (
                    a.state.voice
                    or b.state.voice
                    or (_covered(pair, a.state, b.state) and (not then or pair.similarity >= ALIKE))
                ):
                    yield a, b


def both_negated(pair: Pair, a: Side, b: Side) -> bool:
    """Whether both are told with a negation, of which the parser lost one: "are not 'lost,'"."""
    return _negated(pair.left, a) and _negated(pair.right, b)


def _rest(pair: Pair, a: Side, b: Side) -> str:
    """What the side that is negated says after it: "did not apologise until the debate"."""
    claim, side = (pair.right, b) if a.state.holds else (pair.left, a)
    return claim.text[side.slot.end - claim.start :]


def _negated(claim: Claim, side: Side) -> bool:
    """Whether the words before a state have a negation."""
    before = re.findall(r"n't\b|[\w']+", claim.text[: side.slot.end - claim.start].lower().replace("’", "'"))
    return any(w in lexicon.load("speech")["negation"] or w.endswith("n't") for w in before[-NEGATED:])


def _covered(pair: Pair, a: State, b: State) -> bool:
    """Whether what is denied is what is told, not something narrower ("none based on his findings")."""
    denied, claim = (b, pair.left) if a.holds else (a, pair.right)
    told = claim.words | (a.of | a.by | a.about if a.holds else b.of | b.by | b.about)
    return 2 * len(denied.about & told) >= len(denied.about)


def _same(a: State, b: State) -> bool:
    if a.scale:
        return (
            a.scale == b.scale
            and "planned" not in (a.mood, b.mood)
            and moods_meet(a, b)
            and doers_meet(a, b)
            and bool(shared(a, b))
            and not (a.part or b.part)
        )
    return a.name[0] == "=" and moods_meet(a, b) and doers_meet(a, b) and same_parts(a, b)


def moods_meet(a: State, b: State) -> bool:
    """Whether what one tells can be what the other denies.

    Of a refusal both that it was agreed to and that it was done are denials; to agree is not yet to do.
    """
    if a.mood == b.mood:
        return a.mood in {"told", "agreed", "planned"}
    refused, other = (a, b) if a.mood == "agreed" else (b, a)
    return refused.mood == "agreed" and not refused.holds and other.mood == "told" and other.holds


def doers_meet(a: State, b: State) -> bool:
    """Whether both can be the doing of one: names of those who do it, where both give any, meet.

    "Ada Lind and Max Lind" shook hands says nothing of Ada Lind and Bo Karl.
    """
    left, right = ({w for w in s.by if w[0] == "@"} for s in (a, b))
    if left and right:
        return bool(left & right) and not (left - right and right - left)
    ours, theirs = (s.by - {"*person"} for s in (a, b))
    return not (ours and theirs) or bool(ours & theirs) or not (a.scale and b.scale)


def same_parts(a: State, b: State) -> bool:
    """Whether the same is done to the same by the same, as far as both say who and what."""
    if bool(a.of) != bool(b.of) or (a.of and not shared(a, b)):
        return False
    if PRONOUN in a.by & b.by:
        return False  # "they used the term", "he has not used it"
    left, right = a.by - {PRONOUN}, b.by - {PRONOUN}
    if left and right and not (left & right) - {"*person"}:
        return False
    words = (a.of | a.by | a.about) & (b.of | b.by | b.about)
    return bool(a.of or (left and right)) and len([w for w in words if w[0] not in "*@"]) >= SHARED


def context(pair: Pair, a: Slot, b: Slot) -> float:
    """The cosine of the contexts of two slots of a pair, whichever side each stands on; 0 if it has none."""
    if not pair.contexts:
        return 0.0
    left, right = (a, b) if a in pair.left.slots else (b, a)
    return pair.contexts[pair.left.slots.index(left)][pair.right.slots.index(right)]


def speakers_differ(pair: Pair) -> bool:
    """Whether each side has a speaker of its own."""
    left, right = pair.left.attribution, pair.right.attribution
    if not (left and right and left.speaker and right.speaker):
        return False
    return left.speaker.split()[-1] != right.speaker.split()[-1]  # "donald trump" is "trump"


def disputed(pair: Pair, a: State, b: State) -> bool:
    """Whether it is one's word against another's: a denial, or two speakers."""
    return bool(a.voice or b.voice) or speakers_differ(pair)


def told_on(claim: Claim) -> date | None:
    """The day that a claim names for what it tells, else that on which it was published."""
    moment, published = claim.anchors.moment, claim.published
    if claim.anchors.moment_is == "stated" and moment and moment.first:
        return moment.first
    if claim.anchors.moment_is == "stated" and moment and published and moment.weekday is not None:
        return published - timedelta(days=(published.weekday() - moment.weekday) % WEEK)
    return published


def one_voice(pair: Pair) -> bool:
    """Whether one article tells both in one voice: it then tells a course of things, no conflict."""
    return pair.left.article == pair.right.article and not speakers_differ(pair)


def two_subjects(pair: Pair) -> bool:
    """Whether both claims name places, and none in common, or others of a row."""
    left, right = pair.left.anchors.places, pair.right.anchors.places
    apart = left and right and not any(a in b or b in a for a in left for b in right)
    return bool(apart) or ranks_differ(pair)


def ranks_differ(pair: Pair) -> bool:
    """Whether each tells of another of a row: of the first car, and of the second."""
    ranks, others = _ranks(pair.left.text), _ranks(pair.right.text)
    return any(noun in others and others[noun] != which for noun, which in ranks.items())


@lru_cache(maxsize=4096)
def _ranks(text: str) -> Mapping[str, str]:
    """Which of a row the text names of each noun."""
    return {match[2].lower(): match[1].lower() for match in _RANKED.finditer(text)}


class Account(NamedTuple):
    """What a finding says of two slots: the question, its key, the reason and how sure the rule is.

    `comparator` is who says so; "" where it bears the name of the kind.
    """

    question: str
    key: str
    reason: str
    sure: float
    comparator: str = ""


def finding(pair: Pair, kind: str, a: Slot, b: Slot, account: Account) -> Finding:
    """A conflict between two slots, the surer the nearer the claims."""
    score = round(min(1.0, account.sure + 0.4 * pair.similarity), 4)
    return Finding(
        pair, "conflict", kind, account.comparator or kind,
        account.reason, account.question, f"{kind}/{account.key}",
        Span(a.start, a.end), Span(b.start, b.end), a.text, b.text, score,
    )  # fmt: skip


def ask(a: State, b: State) -> str:
    """The question that one side answers with yes: the side that tells something to be so, if one does."""
    asked = sorted((s for s in (a, b) if s.asks), key=lambda s: (not s.holds, s.name == "absent", s.asks))
    return asked[0].asks if asked else ""
