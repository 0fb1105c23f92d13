"""A report on an invented bridge collapse, with something for every part of a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from verify.records import (
    Detail,
    Dispute,
    Fact,
    Mention,
    Method,
    NotCompared,
    Origin,
    Position,
    Report,
    Share,
    Skipped,
    Source,
    Span,
)

GAZETTE, COURIER, RADIO, WIRE, LATER = (
    "gazette.txt",
    "courier.txt",
    "radio.html",
    "wire.jsonl#2",
    "courier-2.txt",
)

ARTICLES = {
    GAZETTE: """Four die as Harrow Bridge falls into the Tamsin
The eastern span of Harrow Bridge fell into the Tamsin at 5:40 p.m. on Tuesday, police said. \
Three people were killed. A tanker truck struck the middle pier, witnesses told the Gazette. \
"We heard [a crack], then nothing," said Ada Lorne, 61, a ferry pilot.""",
    COURIER: """Bridge collapse at Port Ellery
The eastern span of Harrow Bridge fell into the Tamsin at 5:40 p.m. on Tuesday, police said. \
At least three people were killed, and divers were looking for the cabin of a truck that had been \
crossing towards the harbour when the deck gave way under it in heavy rain. A barge struck the \
middle pier shortly before the collapse, the harbour master said, and the crew of a second vessel, \
which had been moored downstream since the morning, watched the pier lean for about 20 minutes \
before the span broke loose and went down, one girder after the other, in front of the evening \
ferry.""",
    RADIO: """Caption: Rescue boats below the bridge. Photo: Ellery Press
On Tuesday evening half of the bridge at Port Ellery collapsed into the river. Three people died. \
The bridge was closed for repairs in May.""",
    WIRE: """A barge struck the middle pier. In 1987 a ferry that struck the pier killed nine people.""",
    LATER: """The death toll at Harrow Bridge has risen to five, the coroner said on Friday.""",
}


def mention(article: str, quote: str, value: str = "", **more: Any) -> Mention:
    start = ARTICLES[article].index(quote)
    at = start + quote.index(value)
    span = Span(at, at + len(value)) if value else None
    return Mention(article, start, start + len(quote), quote, more.pop("role", "body"), value=span, **more)


def source(path: str, outlet: str | None, day: int | None, claims: int, **more: Any) -> Source:
    return Source(
        path=path,
        headline=Detail(ARTICLES[path].splitlines()[0], "stated"),
        outlet=Detail(outlet, "stated") if outlet else Detail(),
        agency=more.get("agency", Detail()),
        byline=Detail(),
        published=Detail(date(2031, 5, day), more.get("dated", "stated")) if day else Detail(),
        claims=claims,
    )


def left_out(article: str, quote: str, reason: str) -> NotCompared:
    start = ARTICLES[article].index(quote)
    return NotCompared(article, start, start + len(quote), quote, reason)


SPAN_FELL = "The eastern span of Harrow Bridge fell into the Tamsin at 5:40 p.m. on Tuesday, police said."
BARGE = ARTICLES[COURIER][ARTICLES[COURIER].index("A barge struck") :]
THREE_DEAD = (
    mention(GAZETTE, "Three people were killed.", "Three"),
    mention(RADIO, "Three people died.", "Three"),
    mention(COURIER, "At least three people were killed", "three", attribution="police"),
)

SOURCES = (
    source(GAZETTE, "Ellery Gazette", 14, 5),
    source(COURIER, "North Shore Courier", 14, 4, agency=Detail("Ellery Press", "inferred")),
    source(RADIO, "Valley Radio", 14, 3, dated="inferred"),
    source(WIRE, None, None, 2),
    source(LATER, "North Shore Courier", 17, 1),
)

DISPUTES = (
    Dispute(
        id="d-51c0",
        kind="actor",
        scope="between",
        same_event=True,
        updated=False,
        question="What struck the middle pier of Harrow Bridge?",
        reason="Ellery Gazette says a tanker truck, North Shore Courier says a barge: no thing is both.",
        score=0.914,
        positions=(
            Position(
                "a tanker truck",
                1,
                (
                    mention(
                        GAZETTE,
                        "A tanker truck struck the middle pier",
                        "tanker truck",
                        attribution="witnesses",
                    ),
                ),
            ),
            Position(
                "a barge",
                2,
                (
                    mention(COURIER, BARGE, "barge", attribution="the harbour master"),
                    mention(WIRE, "A barge struck the middle pier.", "barge", certainty="hedged"),
                ),
            ),
        ),
    ),
    Dispute(
        id="d-77be",
        kind="quantity",
        scope="headline",
        same_event=True,
        updated=False,
        question="How many people were killed?",
        reason="The headline of Ellery Gazette says four, its text says three.",
        score=0.8,
        positions=(
            Position(
                "four",
                1,
                (
                    mention(
                        GAZETTE, "Four die as Harrow Bridge falls into the Tamsin", "Four", role="headline"
                    ),
                ),
            ),
            Position(
                "three",
                2,
                THREE_DEAD,
                (
                    Origin((COURIER, GAZETTE), "text in common: 62% of the shorter article"),
                    Origin((RADIO,), "counts on its own"),
                ),
            ),
        ),
    ),
    Dispute(
        id="d-0a11",
        kind="quantity",
        scope="between",
        same_event=True,
        updated=True,
        question="How many people were killed in the collapse of Harrow Bridge?",
        reason="The figure rose from three on 14 May to five on 17 May.",
        score=0.7,
        positions=(
            Position("five", 1, (mention(LATER, ARTICLES[LATER], "five", attribution="the coroner"),)),
            Position("three", 2, THREE_DEAD),
        ),
    ),
    Dispute(
        id="d-c3d9",
        kind="quantity",
        scope="between",
        same_event=False,
        updated=False,
        question="How many people were killed when the pier was struck?",
        reason="One is about 1987, the other about Tuesday, 13 May 2031.",
        score=0.66,
        positions=(
            Position(
                "nine",
                1,
                (mention(WIRE, "In 1987 a ferry that struck the pier killed nine people.", "nine"),),
            ),
            Position("three", 1, THREE_DEAD[:1]),
        ),
    ),
)

FACTS = (
    Fact(
        "f-1d20",
        "corroborated",
        SPAN_FELL,
        (
            Origin((COURIER, GAZETTE), "they share 62% of their words"),
            Origin((RADIO,), "no shared text or credit"),
        ),
        (
            mention(GAZETTE, SPAN_FELL, attribution="police"),
            mention(COURIER, SPAN_FELL, attribution="police"),
            mention(RADIO, "On Tuesday evening half of the bridge at Port Ellery collapsed into the river."),
        ),
    ),
    Fact(
        "f-9e44",
        "carried",
        "A barge struck the middle pier.",
        (Origin((COURIER, WIRE), "all have it from one speaker: the harbour master", 2),),
        (mention(WIRE, "A barge struck the middle pier."), mention(COURIER, BARGE, "barge")),
        (Origin((RADIO,), "counts on its own"),),
    ),
    Fact(
        "f-22aa",
        "single",
        "The bridge was closed for repairs in May.",
        (Origin((RADIO,), ""),),
        (mention(RADIO, "The bridge was closed for repairs in May."),),
    ),
    Fact(
        "f-3b07",
        "single",
        '"We heard [a crack], then nothing," said Ada Lorne, 61, a ferry pilot.',
        (Origin((GAZETTE,), ""),),
        (mention(GAZETTE, '"We heard [a crack], then nothing," said Ada Lorne, 61, a ferry pilot.'),),
    ),
)

REPORT = Report(
    title="Harrow Bridge",
    method=Method(
        version="0.1.0",
        embedder="all-MiniLM-L6-v2",
        nli="",
        comparators=("actor", "quantity"),
        thresholds={"window_days": 2, "context_cosine": 0.55},
    ),
    sources=SOURCES,
    facts=FACTS,
    disputes=DISPUTES,
    not_compared=(
        left_out(GAZETTE, "then nothing", "No word of content is left beside the value."),
        left_out(RADIO, "Rescue boats below the bridge.", "A caption that names no place or time."),
    ),
    skipped=(Skipped("scan.pdf", "verify does not read .pdf files."),),
    origins=(
        Origin((COURIER, GAZETTE, LATER), "text in common: 62% of the shorter article; one newsroom"),
        Origin((RADIO,), "counts on its own"),
        Origin((WIRE,), "counts on its own"),
    ),
    shares=(Share(GAZETTE, COURIER, 0.62, 0.31, 40), Share(GAZETTE, RADIO, 0.02, 0.03, 12)),
)
