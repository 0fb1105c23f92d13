"""Disputes and facts as a table for a spreadsheet: one row per mention, in the order of the report.

RFC 4180: commas, CRLF, quotation marks doubled; UTF-8 with a byte order mark, without which Excel
takes it for another encoding. Texts are cleaned as on a page (one line, nothing invisible) and cut
to what a cell holds; `article`, `start` and `end` lead to the untouched words. A text that a spreadsheet
would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from verify.records import Mention, Report
from verify.render._escape import clean
from verify.render._excerpt import cut
from verify.render._network import stance
from verify.render._quotes import value
from verify.render._sources import Sources

SUFFIX = ".csv"

COLUMNS = (
    "id", "status", "kind", "scope", "question", "position", "origins", "reason", "score", "article",
    "outlet", "published", "role", "certainty", "speaker", "start", "end", "quote", "answer",
)  # fmt: skip
CELL_CHARACTERS = 32_000  # Excel cuts at 32,767
FORMULA = tuple("=+-@\t\r＝＋－＠")  # some spreadsheets take the full width forms for the same

Cell = str | int


def render(report: Report) -> str:
    """The table, its first row the names of the columns."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in row] for row in _rows(report))
    return "\ufeff" + out.getvalue()


def _rows(report: Report) -> Iterator[list[Cell]]:
    sources = Sources(report.sources)
    for dispute in report.disputes:
        about: list[Cell] = [dispute.id, stance(dispute), dispute.kind, dispute.scope, dispute.question]
        why = [dispute.reason, f"{dispute.score:.2f}"]
        for position in dispute.positions:
            told: list[Cell] = [*about, position.value, position.origins, *why]
            yield from ([*told, *_mention(mention, sources)] for mention in position.mentions)
    for fact in report.facts:
        known: list[Cell] = [fact.id, fact.status, "", "", fact.text, "", len(fact.origins), "", ""]
        yield from ([*known, *_mention(mention, sources)] for mention in fact.mentions)


def _mention(mention: Mention, sources: Sources) -> list[Cell]:
    day = sources.published(mention.article)
    quote, answer = cut(mention.text, value(mention), limit=CELL_CHARACTERS)
    return [
        mention.article,
        sources.outlet(mention.article),
        day.isoformat() if day else "",
        mention.role,
        mention.certainty,
        mention.attribution or "",
        mention.start,
        mention.end,
        quote,
        quote[answer.start : answer.end],
    ]


def _safe(cell: Cell) -> Cell:
    """The cell as text that no spreadsheet runs; numbers of ours stay numbers."""
    if isinstance(cell, int):
        return cell
    text = cut(cell, limit=CELL_CHARACTERS)[0]
    return f"'{text}" if clean(text).startswith(FORMULA) else text
