"""What a page shows of a report, as plain text in the order of the page: no markup, nothing left to work out.

Every text here is cleaned for display; the templates escape it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from verify.records import Dispute, Fact, Mention, Origin, Position, Report, Span
from verify.render._decided import words
from verify.render._disputes import by_time, published, speakers
from verify.render._escape import clean
from verify.render._excerpt import cut
from verify.render._network import stance
from verify.render._quotes import MARKED, SPEAKER_CHARACTERS, grouped, value
from verify.render._sources import Sources, counted

QUOTE_CHARACTERS = 600  # a long sentence; more of an article that is one line would not be read
TEXT_CHARACTERS = 300
QUOTES_SHOWN = 3  # per position or fact; the rest opens
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SCOPES = {"between": "between articles", "within": "within one article", "headline": "headline against body"}
STATUSES = {
    "conflict": "disputed",
    "updated": "figures that changed",
    "compatible": "told with different precision",
    "different event": "different events",
    "corroborated": "corroborated",
    "carried": "widely carried, one origin",
    "single": "single source",
}


@dataclass(frozen=True, slots=True)
class Credit:
    """Who printed a quote; `standing` is its role, certainty and speaker ("headline", "denied")."""

    number: int
    label: str
    day: str
    standing: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote with its answer (`marked`) and what stands around both in the article."""

    anchor: str
    before: str
    marked: str
    after: str
    credits: tuple[Credit, ...]
    lead: str
    tail: str


@dataclass(frozen=True, slots=True)
class Side:
    """A position of a dispute."""

    value: str
    day: str
    counts: str
    voices: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A dispute."""

    id: str
    status: str
    kind: str
    scope: str
    scope_text: str
    question: str
    reason: str
    score: str
    between: str
    sides: tuple[Side, ...]
    numbers: tuple[int, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class Known:
    """A fact."""

    id: str
    status: str
    text: str
    counts: str
    voices: tuple[str, ...]
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]
    numbers: tuple[int, ...]
    decision: str


class Viewer:
    """Turns the records of one report into what its page shows."""

    def __init__(self, report: Report) -> None:
        self._sources = Sources(report.sources)
        self._decisions = {decision.of: decision for decision in report.decisions}
        self.anchors: dict[tuple[str, int, int], str] = {}  # where on the page a claim is quoted first

    def card(self, dispute: Dispute) -> Card:
        """A dispute, with its positions side by side; those of a changed figure by time."""
        shown = by_time(dispute, self._sources) if dispute.updated else dispute
        mentions = [m for position in dispute.positions for m in position.mentions]
        return Card(
            id=clean(dispute.id),
            status="compatible" if dispute.compatible else stance(dispute),
            kind=clean(dispute.kind),
            scope=dispute.scope,
            scope_text=SCOPES[dispute.scope],
            question=_short(dispute.question),
            reason=_short(dispute.reason, limit=QUOTE_CHARACTERS),
            score=f"{dispute.score:.2f}",
            between=", ".join(speakers(dispute)) if dispute.scope != "between" else "",
            sides=tuple(
                self._side(position, f"{dispute.id}-{number}", dated=dispute.updated)
                for number, position in enumerate(shown.positions, start=1)
            ),
            numbers=self._numbers(mentions),
            decision=self._decided(dispute.id),
        )

    def fact(self, fact: Fact) -> Known:
        """A fact of several mentions, its clearest wording first."""
        quotes = self._quotes(fact.mentions, fact.id)
        reach = self._sources.reach(mention.article for mention in fact.mentions)
        return Known(
            id=clean(fact.id),
            status=fact.status,
            text=_short(fact.text),
            counts=f"{counted(len(fact.origins), 'origin')} in {reach}",
            voices=self.voices(fact.origins),
            quotes=quotes[:QUOTES_SHOWN],
            more=quotes[QUOTES_SHOWN:],
            numbers=self._numbers(fact.mentions),
            decision=self._decided(fact.id),
        )

    def voices(self, origins: Iterable[Origin]) -> tuple[str, ...]:
        """The origins of several articles, each with why they count as one."""
        return tuple(self._voice(origin) for origin in origins if len(origin.articles) > 1)

    def _decided(self, identity: str) -> str:
        """What a review made of it, in words; nothing where there was none."""
        return _short(words(self._decisions.get(identity)), limit=QUOTE_CHARACTERS)

    def _voice(self, origin: Origin) -> str:
        labels = ", ".join(self._sources.plain(path) for path in origin.articles)
        words = f"; {counted(origin.wordings, 'origin')} of the words, one of the information"
        return f"{labels} ({clean(origin.why)}{words if origin.wordings > 1 else ''})"

    def _side(self, position: Position, anchor: str, *, dated: bool) -> Side:
        articles = {mention.article for mention in position.mentions}
        day = published(position, self._sources)
        counts = [
            counted(position.origins, "origin"),
            *([self._sources.reach(articles)] if len(articles) > 1 else []),
        ]
        quotes = self._quotes(position.mentions, anchor)
        return Side(
            value=_short(position.value) or "(no value)",
            day=written(day) if dated and day != date.max else "",
            counts=", ".join(counts),
            voices=self.voices(position.voices),
            quotes=quotes[:QUOTES_SHOWN],
            more=quotes[QUOTES_SHOWN:],
        )

    def _quotes(self, mentions: Sequence[Mention], anchor: str) -> tuple[Quote, ...]:
        return tuple(
            self._quote(same, f"{clean(anchor)}-q{number}")
            for number, same in enumerate(grouped(mentions), start=1)
        )

    def _quote(self, same: Sequence[Mention], anchor: str) -> Quote:
        for mention in same:
            self.anchors.setdefault((mention.article, mention.start, mention.end), anchor)
        first = same[0]
        text, answer = cut(first.text, value(first), limit=QUOTE_CHARACTERS)
        return Quote(
            anchor,
            text[: answer.start],
            text[answer.start : answer.end],
            text[answer.end :],
            tuple(dict.fromkeys(map(self._credit, same))),
            clean(first.before),
            clean(first.after),
        )

    def _credit(self, mention: Mention) -> Credit:
        day = self._sources.published(mention.article)
        said = clean(mention.attribution or "")
        standing = [
            *([mention.role] if mention.role != "body" else []),
            *([mention.certainty] if mention.certainty in MARKED else []),
            *([f"citing “{_short(said, limit=SPEAKER_CHARACTERS)}”"] if said else []),
        ]
        return Credit(
            self._sources.number(mention.article),
            self._sources.plain(mention.article),
            written(day) if day else "no date",
            ", ".join(standing),
        )

    def _numbers(self, mentions: Iterable[Mention]) -> tuple[int, ...]:
        return tuple(sorted({self._sources.number(mention.article) for mention in mentions}))


def written(day: date) -> str:
    """A day as people write it, the same in every locale: "4 Jan 2020"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _short(text: str, *, limit: int = TEXT_CHARACTERS) -> str:
    return cut(text, Span(0, 0), limit=limit)[0]
