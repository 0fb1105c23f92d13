"""What entries mean for a report: which stand, which dispute they are about, and what they change in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from verify.decisions._entry import Entry, Place
from verify.records import Decision, Dispute, Mention, Origin, Position

VERDICTS = frozenset({"confirmed", "dismissed", "needs a call", "noted"})


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that nobody took back, in their order."""
    found = tuple(entries)
    gone = {e.of for e in found if e.verdict == "undone"}
    return tuple(e for e in found if e.verdict != "undone" and e.record not in gone)


def last_by(entries: Iterable[Entry], reviewer: str) -> Entry | None:
    """What an undo of this reviewer takes back."""
    return next((e for e in reversed(standing(entries)) if e.reviewer == reviewer), None)


def voices(entries: Iterable[Entry]) -> Mapping[frozenset[str], bool]:
    """Pairs of articles that speak with one voice (true) or are independent (false); the last word counts."""
    return {
        frozenset(pair): e.verdict == "same"
        for e in entries
        if e.verdict in {"same", "independent"}
        for pair in combinations(sorted(set(e.articles)), 2)
    }


def attached(entries: Iterable[Entry], disputes: Sequence[Dispute]) -> tuple[Entry, ...]:
    """The entries under the ids that their disputes have now.

    Where an id is gone, the entry goes to the dispute that sets the same answers against each other: two
    or more of its positions have one of the places that the reviewer saw. What a verdict does not tell, a
    merge tells, or at last a split, which has one place only and needs the same question.
    """
    known = {d.id for d in disputes}
    found = tuple(entries)
    gone = [e for e in found if e.places and e.of not in known]
    seen = {e.of: e for e in sorted(gone, key=lambda e: (e.verdict != "split", e.verdict in VERDICTS))}
    homes = {identity: home.id for identity, e in seen.items() if (home := _home(e, disputes))}
    return tuple(replace(e, of=homes.get(e.of, e.of)) for e in found)


def regrouped(dispute: Dispute, entries: Iterable[Entry]) -> Dispute:
    """The dispute with the positions as reviewers merged and split them.

    Origins are those that the positions had; two always remain.
    """
    positions = dispute.positions
    for e in entries:
        if e.of == dispute.id and e.verdict == "merged":
            positions = _merged(positions, e.places)
        elif e.of == dispute.id and e.verdict == "split":
            positions = tuple(part for p in positions for part in _split(p, e.places))
    return replace(dispute, positions=positions) if len(positions) > 1 else dispute


def verdicts(entries: Iterable[Entry], disputes: Iterable[Dispute] = ()) -> tuple[Decision, ...]:
    """What stands on each dispute or fact, in the order in which they were decided.

    The last verdict counts; a note alone leaves the verdict. A dispute that has an answer which none had
    when it was dismissed is "reopened".
    """
    of = {d.id: d for d in disputes}
    found: dict[str, Decision] = {}
    for e in entries:
        if e.verdict not in VERDICTS:
            continue
        before = found.get(e.of)
        if e.verdict == "noted" and before:
            by = before.by if e.reviewer in before.by.split(", ") else f"{before.by}, {e.reviewer}"
            found[e.of] = replace(before, note=e.note, by=by)
            continue
        fresh = e.verdict == "dismissed" and e.of in of and _fresh(e, of[e.of])
        verdict = "reopened" if fresh else e.verdict
        found[e.of] = Decision(e.of, verdict, e.note, e.reviewer, e.reason)  # type: ignore[arg-type]
    return tuple(found.values())


def place(mention: Mention) -> Place:
    """Where the answer of a mention stands; the whole quote if no part of it is the answer."""
    at = mention.value or mention
    return Place(mention.article, at.start, at.end)


def _home(entry: Entry, disputes: Iterable[Dispute]) -> Dispute | None:
    def met(dispute: Dispute) -> tuple[int, bool]:
        sides = sum(_has(p, entry.places) for p in dispute.positions)
        return sides, dispute.question == entry.question

    least = (1, True) if entry.verdict == "split" else (2, False)
    best = max(disputes, key=met, default=None)  # the first of equals
    return best if best and all(has >= needs for has, needs in zip(met(best), least, strict=True)) else None


def _fresh(entry: Entry, dispute: Dispute) -> bool:
    return bool(entry.places) and not all(_has(p, entry.places) for p in dispute.positions)


def _has(position: Position, places: Iterable[Place]) -> bool:
    return any(_meet(place(m), at) for m in position.mentions for at in places)


def _meet(left: Place, right: Place) -> bool:
    return left.article == right.article and left.start < right.end and right.start < left.end


def _merged(positions: Sequence[Position], places: Sequence[Place]) -> tuple[Position, ...]:
    joined = [p for p in positions if _has(p, places)]
    if len(joined) < 2:
        return tuple(positions)
    mentions = sorted((m for p in joined for m in p.mentions), key=lambda m: (m.article, m.start))
    whole = _position(joined[0].value, mentions, joined)
    return tuple(whole if p is joined[0] else p for p in positions if p is joined[0] or p not in joined)


def _split(position: Position, places: Sequence[Place]) -> Iterator[Position]:
    taken = [m for m in position.mentions if any(_meet(place(m), at) for at in places)]
    left = [m for m in position.mentions if m not in taken]
    if not taken or not left:
        yield position
        return
    yield _position(position.value, left, [position])
    at = place(taken[0])
    words = taken[0].text[at.start - taken[0].start : at.end - taken[0].start]
    yield _position(words, taken, [position])


def _position(value: str, mentions: Sequence[Mention], parts: Sequence[Position]) -> Position:
    """A position of these mentions; what spoke with one voice in a part of it does so still."""
    articles = {m.article for m in mentions}
    voices: list[Origin] = []
    for origin in (o for p in parts for o in p.voices):
        here = tuple(path for path in origin.articles if path in articles)
        met = [o for o in voices if set(o.articles) & set(here)]
        voices = [o for o in voices if o not in met]
        told = sorted({*here, *(path for o in met for path in o.articles)})
        if told:
            why = "; ".join(dict.fromkeys([*(o.why for o in met), origin.why]))
            voices.append(Origin(tuple(told), why, max(o.wordings for o in [*met, origin])))
    return Position(value, len(voices) or len(articles), tuple(mentions), tuple(voices))
