"""How fast the web page is with many disputes: writing it, opening it, filtering it, drawing its graph.

    python benchmarks/page.py [DISPUTES] [CLAIMS]

Needs the extra "browser" and Chromium. The report is made up: positions and facts of a few words, from
forty articles. Each time is the median of five, in milliseconds; filtering includes the layout after it.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from verify.records import Detail, Dispute, Fact, Mention, Method, Origin, Position, Report, Source, Span
from verify.render import html

ARTICLES = 40
KINDS = ("quantity", "place", "time", "actor", "status")
WORDS = (
    "a",
    "barge",
    "struck",
    "the",
    "pier",
    "and",
    "crews",
    "searched",
    "for",
    "people",
    "near",
    "harbour",
)
RUNS = 5

FILTER = """([selector, value]) => {
    const field = document.querySelector(selector);
    const start = performance.now();
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - start;
}"""
DRAW = """() => new Promise((done) => {
    const canvas = document.getElementById("canvas");
    const start = performance.now();
    new MutationObserver(() => "drawn" in canvas.dataset && done(performance.now() - start))
        .observe(canvas, { attributes: true });
    document.getElementById("draw").click();
})"""


def mentions(chance: random.Random) -> Iterator[Mention]:
    """Claims that are all different, of articles in turn."""
    for number in range(10**9):
        words = [chance.choice(WORDS) for _ in range(18)]
        answer = f"{number} people"
        text = f"{' '.join(words[:9])} {answer} {' '.join(words[9:])}"
        start = 100 * number
        at = start + text.index(answer)
        around = " ".join(words)
        yield Mention(
            f"{number % ARTICLES:02}.txt", start, start + len(text), text, "body", "the harbour master",
            Span(at, at + len(answer)), before=around, after=around,
        )  # fmt: skip


def made_up(disputes: int, claims: int) -> Report:
    """Disputes of two positions with two claims each, facts of two claims, and single claims."""
    chance = random.Random(2031)
    told = mentions(chance)
    fresh = [tuple(islice(told, 2)) for _ in range(2 * disputes)]
    asked = tuple(
        Dispute(
            f"d-{n:04}", KINDS[n % len(KINDS)], "between", n % 10 > 0, n % 10 > 7, f"How many, case {n}?",
            "No amount fits both.", 0.9, (position(fresh[2 * n]), position(fresh[2 * n + 1])),
        )
        for n in range(disputes)
    )  # fmt: skip
    left = claims - 4 * disputes
    several = [tuple(islice(told, 2)) for _ in range(left // 4)]
    alone = [tuple(islice(told, 1)) for _ in range(left - 2 * len(several))]
    facts = tuple(fact(f"f-{n:04}", m) for n, m in enumerate([*several, *alone]))
    paths = [f"{n:02}.txt" for n in range(ARTICLES)]
    days = [date(2031, 5, 14) + timedelta(n % 5) for n in range(ARTICLES)]
    sources = tuple(
        Source(p, Detail(), Detail(f"Outlet {p[:2]}", "stated"), Detail(), Detail(), Detail(d, "stated"), 75)
        for p, d in zip(paths, days, strict=True)
    )
    return Report("made up", Method("0", "none", "none", ()), sources, facts, asked, (), ())


def position(told: tuple[Mention, ...]) -> Position:
    """A position whose claims have an origin each."""
    return Position("some people", len(told), told, tuple(Origin((m.article,), "its own") for m in told))


def fact(identity: str, told: tuple[Mention, ...]) -> Fact:
    """A fact whose claims have an origin each."""
    origins = tuple(Origin((m.article,), "its own") for m in told)
    return Fact(identity, "corroborated" if len(told) > 1 else "single", told[0].text, origins, told)


def timed(page: Page, path: Path) -> dict[str, float]:
    """Milliseconds until the page stands, for a search, for a filter, for the graph."""
    page.goto(path.as_uri())
    stands = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    page.wait_for_timeout(500)
    return {
        "page stands": stands,
        "search": page.evaluate(FILTER, ["#search", "harbour pier"]),
        "search for what is not there": page.evaluate(FILTER, ["#search", "nothing such"]),
        "search cleared": page.evaluate(FILTER, ["#search", ""]),
        "filter by kind": page.evaluate(FILTER, ['[data-filter="kind"]', "place"]),
        "filter cleared": page.evaluate(FILTER, ['[data-filter="kind"]', ""]),
        "graph drawn": page.evaluate(DRAW),
    }


def main() -> None:
    """Make the report, write its page, and time it."""
    disputes, claims = (*map(int, sys.argv[1:]), *(500, 3000)[len(sys.argv) - 1 :])
    report = made_up(disputes, claims)
    start = time.perf_counter()
    text = html.render(report)
    print(f"{disputes} disputes, {claims} claims: {len(text) / 1e6:.1f} MB")
    print(f"rendered in {1000 * (time.perf_counter() - start):.0f} ms")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "page.html"
        path.write_text(text, "utf-8")
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=found, args=arguments)
        runs = [timed(browser.new_page(), path) for _ in range(RUNS)]
        browser.close()
    for name in runs[0]:
        print(f"{name}: {statistics.median(run[name] for run in runs):.0f} ms")


if __name__ == "__main__":
    main()
