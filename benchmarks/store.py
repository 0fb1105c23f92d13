#!/usr/bin/env python3
"""What the store saves: `verify report` on the seeds as whole processes, and many articles' claims.

Each round takes every case once, in turns: no store, an empty one, a full one, one that lacks an
article, and `verify --version`. The many articles are the seeds again and again, each with a line
of its own; what extracts their claims answers at once, so that only the store takes time.
"""

from __future__ import annotations

import argparse
import gc
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import verify.slots
from verify import claims, plugins, provenance, roles, sources, store

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
BAR_SECONDS = 1.5  # a full store over --version
KB_PER_MB = 1e3 if sys.platform != "darwin" else 1e6


def main() -> None:
    """Print the seconds of each case, their medians and peak memory, then those of the many articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder), options.rounds)
        many(Path(folder, "many.sqlite"), options.articles)


def seeds(folder: Path, rounds: int) -> None:
    """Whole processes on the five seeds."""
    names = sorted(path.name for path in SEEDS.iterdir())
    full, part = folder / "full.sqlite", folder / "part.sqlite"
    articles = Path(shutil.copytree(SEEDS, folder / "seeds"))
    (articles / names[-1]).rename(folder / names[-1])
    _run("report", articles, "--store", part, "-o", folder / "x.md")
    (folder / names[-1]).rename(articles / names[-1])
    _run("report", articles, "--store", full, "-o", folder / "x.md")
    cases = {"no store": "none", "empty store": "empty", "full store": "full", "one article more": "more"}
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in [*cases, "--version"]}
    for _ in range(rounds):
        (folder / "empty.sqlite").unlink(missing_ok=True)
        shutil.copy(part, folder / "more.sqlite")
        for name, kind in cases.items():
            file = "none" if kind == "none" else folder / f"{kind}.sqlite"
            found[name].append(_run("report", articles, "--store", file, "-o", folder / "x.md"))
        found["--version"].append(_run("--version"))
    for name, rows in found.items():
        seconds, processor, megabytes = zip(*rows, strict=True)
        each = " ".join(f"{value:6.2f}" for value in seconds)
        print(f"{name:18} {each}  median {median(seconds):5.2f} s", end="")
        print(f", processor {median(processor):5.2f} s, {max(megabytes):4.0f} MB")
    over = median(r[0] for r in found["full store"]) - median(r[0] for r in found["--version"])
    print(f"{'over --version':18} {over:6.2f} s  (bar {BAR_SECONDS})")


def many(file: Path, count: int) -> None:
    """The claims of many articles, written and read."""
    gc.set_threshold(100_000)  # as the command line does
    finders = [plugins.load(verify.slots, name).find for name in plugins.names(verify.slots)]
    read = [provenance.fill(roles.assign(article)) for article in sources.read([SEEDS]).articles]
    made = [claims.extract(article, finders, provenance.begins) for article in read]
    articles = [
        replace(read[n % len(read)], path=str(n), text=f"{read[n % len(read)].text}\n{n}")
        for n in range(count)
    ]
    for name in ("written", "read"):
        started = time.process_time()
        with store.opened(file, print) as kept:
            found = kept.claims(articles, lambda a: made[int(a.text.rsplit("\n", 1)[1]) % len(made)])
        seconds = time.process_time() - started
        size = file.stat().st_size / 1e6
        print(
            f"{count:,} articles, {len(found):,} claims {name}: {seconds:.1f} s of processor, {size:.0f} MB"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_PER_MB:,.0f} MB")


def _run(*args: str | Path) -> tuple[float, float, float]:
    """Seconds, seconds of processor and peak memory in MB of the command."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    command = [sys.executable, "-c", code, sys.executable, "-m", "verify", *map(str, args)]
    started = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    processor, peak = done.stdout.split()
    return time.perf_counter() - started, float(processor), int(peak) / KB_PER_MB


if __name__ == "__main__":
    main()
