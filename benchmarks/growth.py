#!/usr/bin/env python3
"""How the time of a report grows with the articles of one story, in one process.

FOLDER holds the articles of one story. Models are loaded and warmed up first; each size takes the
first articles by name, and its time is the least of the rounds. Growth is the time per character at a
size, over that at the smallest: 1.0 is linear.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from verify import pipeline

SIZES = (5, 10, 20, 40)
ROUNDS = 2


def main() -> None:
    """Print characters, seconds and growth for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    files = sorted(path for path in options.folder.iterdir() if path.suffix in {".txt", ".md", ".html"})
    if len(files) < max(SIZES):
        parser.error(f"{options.folder} has {len(files)} articles; {max(SIZES)} are needed")
    pipeline.run(files[:2])
    print(f"{'articles':>8} {'characters':>10} {'seconds':>8} {'growth':>6}")
    base = 0.0
    for size in SIZES:
        seconds = min(_timed(files[:size]) for _ in range(ROUNDS))
        length = sum(len(path.read_text(encoding="utf-8")) for path in files[:size])
        base = base or seconds / length
        print(f"{size:8} {length:10,} {seconds:8.1f} {seconds / length / base:6.2f}")


def _timed(files: list[Path]) -> float:
    started = time.perf_counter()
    pipeline.run(files)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
