"""Figures as geometry: what stands where, in units of the drawing; the templates draw it as SVG.

Every figure has its numbers in words beside it, so nothing is told by a picture alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from verify.records import Report
from verify.render._disputes import by_time, published, real, updates
from verify.render._excerpt import cut
from verify.render._origins import SHARE_SHOWN
from verify.render._sources import Sources, counted
from verify.render._view import written

BAR_WIDTH = 220
CELL = 34
LEVELS = 5  # shades of a share
ROWS_SHOWN = 12  # figures that changed, in the timeline
ROW_HEIGHT = 46
TOP = 12  # above the first row of dots
DOT = 24
LETTER = 8  # a wide one
VALUE_CHARACTERS = 16
QUESTION_CHARACTERS = 70


@dataclass(frozen=True, slots=True)
class Bar:
    """How many disputes of a kind; `width` in units."""

    kind: str
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How much of the words of article `row` is in article `column` (both from 1)."""

    row: int
    column: int
    x: int
    y: int
    percent: int
    level: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who shares text with whom; `numbers` are the articles in the order of rows and columns."""

    size: int
    numbers: tuple[int, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A day of the timeline; `gap` says how long after the day before it."""

    x: int
    label: str
    gap: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An article in the column of its day."""

    number: int
    label: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Step:
    """A value of a figure that changed, in the column of the day that first gave it."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A figure that changed."""

    y: int
    id: str
    question: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles and changed figures by day; only days with an article have a column."""

    width: int
    height: int
    base: int
    columns: tuple[Column, ...]
    dots: tuple[Dot, ...]
    rows: tuple[Row, ...]


def bars(report: Report) -> list[Bar]:
    """Disputes by kind, most first."""
    counts = Counter(dispute.kind for dispute in real(report))
    most = max(counts.values(), default=1)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Bar(kind, count, max(2, BAR_WIDTH * count // most)) for kind, count in ordered]


def matrix(report: Report, sources: Sources) -> Matrix | None:
    """The articles that share text with another; None where none does."""
    close = [share for share in report.shares if share.contained >= SHARE_SHOWN]
    sharing = {path for share in close for path in (share.left, share.right)}
    numbers = tuple(sorted({sources.number(path) for path in sharing}))
    if not numbers:
        return None
    at = {number: place for place, number in enumerate(numbers, start=1)}
    parts = [(s.left, s.right, s.of_left) for s in close] + [(s.right, s.left, s.of_right) for s in close]
    cells = [_cell(sources.number(row), sources.number(column), part, at) for row, column, part in parts]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return Matrix((len(numbers) + 1) * CELL, numbers, tuple(ordered))


def timeline(report: Report, sources: Sources) -> Timeline | None:
    """The days with an article, in order; None where fewer than two articles have a date."""
    days: dict[date, list[int]] = defaultdict(list)
    for source in report.sources:
        if source.published.value:
            days[source.published.value].append(sources.number(source.path))
    if sum(map(len, days.values())) < 2:
        return None
    ordered = sorted(days)
    step = 150 if len(ordered) <= 8 else 110
    x_of = {day: 80 + place * step for place, day in enumerate(ordered)}
    base = TOP + DOT * max(map(len, days.values()))
    labels = {sources.number(source.path): sources.plain(source.path) for source in report.sources}
    dots = [
        Dot(number, labels[number], x_of[day], base - DOT // 2 - DOT * place)
        for day in ordered
        for place, number in enumerate(days[day])
    ]
    rows = _rows(report, sources, x_of, base + 50)
    return Timeline(
        width=max([max(x_of.values()) + 90, *(30 + LETTER * len(row.question) for row in rows)]),
        height=base + 56 + ROW_HEIGHT * len(rows),
        base=base,
        columns=_columns(ordered, x_of),
        dots=tuple(dots),
        rows=rows,
    )


def _cell(row: int, column: int, part: float, at: Mapping[int, int]) -> Cell:
    percent = round(100 * part)
    return Cell(
        row, column, at[column] * CELL, at[row] * CELL, percent, min(LEVELS - 1, percent * LEVELS // 100)
    )


def _columns(days: Sequence[date], x_of: Mapping[date, int]) -> tuple[Column, ...]:
    gaps = ["", *(_gap(before, after) for before, after in pairwise(days))]
    return tuple(Column(x_of[day], written(day), gap) for day, gap in zip(days, gaps, strict=True))


def _gap(before: date, after: date) -> str:
    """Nothing for the next day: "3 days", "2 years" where a column does not show how long it was."""
    days = (after - before).days
    if days >= 365:
        return counted(round(days / 365.25), "year")
    if days >= 60:
        return counted(round(days / 30.44), "month")
    return counted(days, "day") if days > 1 else ""


def _rows(report: Report, sources: Sources, x_of: Mapping[date, int], top: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    for dispute in updates(report):
        values: dict[int, list[str]] = defaultdict(list)
        for position in by_time(dispute, sources).positions:
            if (day := published(position, sources)) in x_of:
                values[x_of[day]].append(_cut(position.value, VALUE_CHARACTERS))
        if len(values) > 1 and len(rows) < ROWS_SHOWN:
            steps = tuple(Step(x, _cut(" / ".join(told), VALUE_CHARACTERS)) for x, told in values.items())
            question = _cut(dispute.question, QUESTION_CHARACTERS)
            rows.append(Row(top + ROW_HEIGHT * len(rows), dispute.id, question, steps))
    return tuple(rows)


def _cut(text: str, limit: int) -> str:
    return cut(text, limit=limit)[0]
