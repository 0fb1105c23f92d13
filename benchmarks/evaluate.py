#!/usr/bin/env python3
"""Score reports on events with hand-made gold files, in one process.

EVENTS holds one folder per event, at any depth: `gold.json` and `articles/` (without that folder, the
project's own seeds are read). SCORE is a Python file with `Articles(folder)` and
`score(report, gold, articles, show)`, which returns figures by name (numbers, or lists of
how many and out of how many) and lines to show. Unless they are named here or by VERIFY_EVENTS and
VERIFY_SCORE, they are the invented events of tests/events and scoring.py. The last column adds up all
but the seeds, which the rules were written with.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from verify import archive, plugins, render

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
EVENTS = ROOT / "tests" / "events"
SCORE = ROOT / "benchmarks" / "scoring.py"
TOTAL = "all but seeds"

Figures = dict[str, Any]


def main() -> None:
    """Print one column per event and one for the total; with --keep, leave the reports there."""
    options = _options()
    found = columns(
        module(options.score),
        events(options.events, options.only),
        model=options.model,
        judge=options.nli,
        show=options.show,
        keep=options.keep,
    )
    _print(found)


def columns(  # noqa: PLR0913 - one argument for each option
    scorer: ModuleType,
    events: list[Path],
    *,
    model: str | None = None,
    judge: str | None = None,
    show: bool = False,
    keep: Path | None = None,
) -> dict[str, Figures]:
    """The figures of each event, and under `TOTAL` those of all but the seeds."""
    found: dict[str, Figures] = {}
    for event in events:
        articles = event / "articles" if (event / "articles").is_dir() else SEEDS
        started = time.perf_counter()
        text = _json_report(articles, model, judge)
        seconds = round(time.perf_counter() - started, 1)
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{event.name}.json").write_text(text, encoding="utf-8")
        figures = _score(scorer, event, articles, json.loads(text), show)
        found[event.name] = figures | {"seconds": seconds}
    counted = [figures for event, figures in found.items() if event != SEEDS.name]
    if counted:
        found[TOTAL] = {name: _sum([f[name] for f in counted]) for name in counted[0]}
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=Path, nargs="?", default=os.environ.get("VERIFY_EVENTS") or EVENTS)
    parser.add_argument("score", type=Path, nargs="?", default=os.environ.get("VERIFY_SCORE") or SCORE)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write each event's JSON report there")
    parser.add_argument("--only", nargs="+", default=[], metavar="EVENT", help="score these events only")
    parser.add_argument("--show", action="store_true", help="list what was missed and what was wrong")
    parser.add_argument("--model", help="another sentence-transformers model")
    parser.add_argument("--nli", metavar="FOLDER|none", help="another cross-encoder, or rules alone")
    return parser.parse_args()


def module(path: Path) -> ModuleType:
    """The Python file at `path`."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not a Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def events(folder: Path, only: list[str]) -> list[Path]:
    """The folders of events in `folder`, at any depth, those of these names if there are any."""
    folders = sorted(gold.parent for gold in folder.glob("**/gold.json"))
    return [event for event in folders if not only or event.name in only]


def _json_report(articles: Path, model: str | None, judge: str | None) -> str:
    with archive.opened(archive.Recipe(model, judge)) as using:
        found = archive.read([articles], using)
        made = archive.joined(found, list(archive.reports(found, using)), archive.method(using))
    return str(plugins.load(render, "json").render(made))


def _score(scorer: ModuleType, event: Path, articles: Path, report: Any, show: bool) -> Figures:
    gold = json.loads((event / "gold.json").read_text(encoding="utf-8"))
    figures, lines = scorer.score(report, gold, scorer.Articles(articles), show)
    if show:
        print("\n".join([f"{event.name}:", *lines, ""]))
    return {name: figure for name, figure in figures.items() if not isinstance(figure, str)}


def _print(columns: dict[str, Figures]) -> None:
    names = list(next(iter(columns.values()), {}))
    print(" ".join([f"{'':24}", *(f"{event:>13}" for event in columns)]))
    for name in names:
        print(" ".join([f"{name:24}", *(f"{cell(figures[name]):>13}" for figures in columns.values())]))


def _sum(figures: list[Any]) -> Any:
    if isinstance(figures[0], list):
        return [sum(column) for column in zip(*figures, strict=True)]
    return round(sum(figures), 1)


def cell(figure: Any) -> str:
    """A figure as it is printed."""
    return "/".join(map(str, figure)) if isinstance(figure, list) else str(figure)


if __name__ == "__main__":
    main()
