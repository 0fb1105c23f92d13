#!/usr/bin/env python3
"""Time and memory to find what every two of many articles have in common, and the pairs that it finds.

Takes a file of records, one JSON object with "text" a line, gzipped or not. `--list N` prints the
pairs of different outlets from the largest share down.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from pathlib import Path
from typing import Any

from verify import origins, roles
from verify.records import Article

BAR_SECONDS, BAR_BYTES = 120, 2_000_000_000


def main() -> None:
    """Print the seconds, the memory of the process and how many pairs share how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--list", type=int, default=0)
    options = parser.parse_args()
    rows = _rows(options.records)
    articles = [roles.assign(Article(str(n), row["text"])) for n, row in enumerate(rows)]
    began = time.perf_counter()
    shares = origins.shares(articles)
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{len(articles):,} articles: {seconds:.1f} s (bar {BAR_SECONDS}), peak {memory / 1e9:.2f} GB")
    for least in (0.05, 0.1, origins.COPY_SHARE, 0.5):
        print(f"{sum(s.contained >= least for s in shares):,} pairs share {least:.0%} or more")
    copies = [
        s
        for s in shares
        if s.contained >= origins.COPY_SHARE and _outlet(rows, s.left) != _outlet(rows, s.right)
    ]
    print(f"{len(copies)} of them, of {origins.COPY_SHARE:.0%} or more, are of different outlets")
    for share in sorted(copies, key=lambda s: -s.contained)[: options.list]:
        print(f"{share.contained:.2f} {_named(rows, share.left)} | {_named(rows, share.right)}")
    if seconds > BAR_SECONDS or memory > BAR_BYTES:
        raise SystemExit(1)


def _rows(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _outlet(rows: list[dict[str, Any]], number: str) -> str:
    return str(rows[int(number)].get("outlet"))


def _named(rows: list[dict[str, Any]], number: str) -> str:
    row = rows[int(number)]
    return f"{row.get('outlet')} {row.get('published')} {row.get('headline', '')[:60]}"


if __name__ == "__main__":
    main()
