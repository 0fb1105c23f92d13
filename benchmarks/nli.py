#!/usr/bin/env python3
"""What the NLI model adds: rules alone, the model alone, and both.

Prints a table of the labelled pairs of tests/cases in each half: conflicts found, by kind, and pairs
without a conflict in which one is reported. With EVENTS, and SCORE where it is not scoring.py, as
`evaluate.py` takes them, the figures of the events follow. The model alone calls a conflict wherever
it is sure, both ways round, of two claims that are near and that the event gate lets through, and says
the same of two claims where one follows from the other.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import evaluate  # noqa: E402
from case_files import KINDS, cases  # noqa: E402
from judge import verdicts  # noqa: E402

import verify.compare  # noqa: E402
from verify import pipeline  # noqa: E402
from verify.compare.nli import SURE  # noqa: E402
from verify.compare.paraphrase import FOLLOWS  # noqa: E402
from verify.records import Finding, Pair, Span  # noqa: E402

NEAR = 0.5  # cosine of claims that the model alone is asked about
WAYS = ("rules alone", "model alone", "both")


def main() -> None:
    """Print the tables in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=Path, nargs="?", default=os.environ.get("VERIFY_EVENTS"))
    parser.add_argument(
        "score", type=Path, nargs="?", default=os.environ.get("VERIFY_SCORE") or evaluate.SCORE
    )
    parser.add_argument("--nli", metavar="FOLDER", help="another model than the one that comes with verify")
    options = parser.parse_args()
    _table(_of_cases(options.nli))
    if options.events:
        print()
        _table(_of_events(options.events, options.score, options.nli))


def _of_cases(judge: str | None) -> dict[str, dict[str, str]]:
    """Per way, figures of the labelled pairs by name."""
    columns = {}
    for way in WAYS:
        found: Counter[tuple[str, str]] = Counter()
        among: Counter[tuple[str, str]] = Counter()
        with _by(way):
            for case, right, said in verdicts(
                cases(ROOT / "tests" / "cases"), "none" if way == "rules alone" else judge
            ):
                half = "held out" if case.held_out else "tuned on"
                conflict = any(one.startswith("conflict ") for one in said.split("; "))
                row = case.kind if case.expect == "conflict" else "false alarms"
                among[half, row] += 1
                hit = right or (way == "model alone" and conflict)  # it has no kinds and no words
                found[half, row] += hit if case.expect == "conflict" else conflict
        columns[way] = {
            f"{row}, {half}": f"{found[half, row]}/{among[half, row]}"
            for half in ("tuned on", "held out")
            for row in (*KINDS, "false alarms")
        }
    return columns


def _of_events(events: Path, score: Path, judge: str | None) -> dict[str, dict[str, str]]:
    """Per way, the figures of all events but the seeds."""
    scorer = evaluate.module(score)
    columns = {}
    for way in WAYS:
        with _by(way):
            judged = "none" if way == "rules alone" else judge
            total = evaluate.columns(scorer, evaluate.events(events, []), judge=judged)[evaluate.TOTAL]
        columns[way] = {name: evaluate.cell(figure) for name, figure in total.items() if name != "seconds"}
    return columns


@contextmanager
def _by(way: str) -> Iterator[None]:
    """Have the pipeline use the rules, the model alone, or both."""
    every = pipeline._all
    alone: Any = SimpleNamespace(__name__="verify.compare.alone", asks=_near, compare=_sure)

    def chosen(package: ModuleType) -> list[ModuleType]:
        return [alone] if package is verify.compare and way == "model alone" else every(package)

    with patch.object(pipeline, "_all", chosen):
        yield


def _near(pair: Pair) -> bool:
    return pair.similarity >= NEAR and not pair.apart and pair.left.article != pair.right.article


def _sure(pair: Pair) -> Iterator[Finding]:
    if pair.judged is None:
        return
    a, b = pair.left, pair.right
    spans = Span(a.start, a.end), Span(b.start, b.end)
    if min(judgement.contradiction for judgement in pair.judged) >= SURE:
        key = f"status/{a.id}/{b.id}"
        yield Finding(
            pair, "conflict", "status", "nli", "They conflict.", "Which?", key, *spans, a.text, b.text, 0.8
        )
    elif max(judgement.entailment for judgement in pair.judged) >= FOLLOWS:
        yield Finding(
            pair, "agree", "paraphrase", "nli", "One follows.", "", "paraphrase", *spans, a.text, b.text, 0.5
        )


def _table(columns: dict[str, dict[str, str]]) -> None:
    print("| | " + " | ".join(columns) + " |")
    print("|---|" + "--:|" * len(columns))
    for name in columns[WAYS[0]]:
        print(f"| {name} | " + " | ".join(figures[name] for figures in columns.values()) + " |")


if __name__ == "__main__":
    main()
