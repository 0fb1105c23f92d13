#!/usr/bin/env python3
"""Time and memory of finding stories in an archive and reporting on each, by the number of articles.

CORPUS is a file of records (.jsonl, .jsonl.gz or .parquet). Each size takes its first records and runs in
a process of its own, models loading included. Growth is the exponent between two sizes: 1.0 is linear.
The yardstick is every sentence of the same articles embedded once with the same model, by the rate of a
sample in the same run.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from verify import archive, pipeline, sources
from verify.progress import Advance, ignore
from verify.records import Article
from verify.render import md

SIZES = (100, 1000, 10_000)
SAMPLE = 1500  # sentences
READING = "Reading articles"  # with the vectors of their openings


class Clock:
    """A progress that adds up the seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Time a stage."""
        started = time.perf_counter()
        yield ignore
        self.seconds[name] += time.perf_counter() - started


def main() -> None:
    """Run each size, print the table and the growth, draw the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--nli", default=None, metavar="FOLDER|none")
    parser.add_argument("--json", type=Path, help="add the figures to this file, and read others from it")
    parser.add_argument("--plot", type=Path, help="draw the file's figures as SVG")
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.corpus, options.only, options.nli)))
        return
    kept: dict[str, Any] = {}
    if options.json and options.json.exists():
        kept = json.loads(options.json.read_text(encoding="utf-8"))
    for size in options.sizes:
        command = [sys.executable, __file__, str(options.corpus), "--only", str(size)]
        command += ["--nli", options.nli] if options.nli else []
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        kept[str(size)] = json.loads(done.stdout.splitlines()[-1])
        if options.json:
            options.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        show(kept)
    if options.plot:
        options.plot.write_text(plot(kept), encoding="utf-8")


def measure(corpus: Path, size: int, nli: str | None) -> dict[str, Any]:
    """One run over the first records, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.jsonl"
        records = (i for i in sources.stream([corpus]).items if isinstance(i, Article))
        with part.open("w", encoding="utf-8") as file:
            for article in islice(records, size):
                file.write(json.dumps(_record(article)) + "\n")
        clock = Clock()
        archive.SILENT = clock  # type: ignore[assignment]
        started, busy = time.perf_counter(), time.process_time()
        disputes = facts = 0
        with archive.opened(archive.Recipe(judge=nli, store=Path(folder) / "store.sqlite")) as using:
            found = archive.read([part], using, progress=clock)
            for report in archive.reports(found, using):
                disputes += sum(d.same_event and not d.updated for d in report.disputes)
                facts += sum(f.status == "corroborated" for f in report.facts)
                md.render(report)
            seconds, busy = time.perf_counter() - started, time.process_time() - busy
            stages = dict(clock.seconds)
            added = _added(part, found, using)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        stages["the rest"] = seconds - sum(stages.values())
        return {
            "articles": len(found.listed),
            "stories": len(found.shared),
            "alone": len(found.alone),
            "seconds": round(seconds, 1),
            "processor": round(busy, 1),
            "added": round(added, 1),
            "gigabytes": round(peak, 2),
            "disputes": disputes,
            "corroborated": facts,
            "stages": {name: round(spent, 1) for name, spent in stages.items()},
            "yardstick": round(_yardstick(part), 1),
        }


def _added(part: Path, found: archive.Archive, using: pipeline.Tools) -> float:
    """Seconds until a story is told anew of which one more article has come in; all else is kept."""
    largest = max(found.shared, key=lambda topic: len(topic.rows))
    (known,) = found.shelf.take(largest.core[:1])
    first, *rest = known.text.split(". ")
    record = _record(known) | {"outlet": "Another", "url": "", "text": ". ".join([*rest[:20], first])}
    with part.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    started = time.perf_counter()
    now = archive.read([part], using)
    md.render(archive.report_on(now, now.listed[-1].path, using))
    return time.perf_counter() - started


def _record(article: Article) -> dict[str, str]:
    day = article.published.value
    known = {"headline": article.headline.value, "outlet": article.outlet.value, "url": article.url}
    known |= {"published": day.isoformat() if day else None, "text": article.text}
    return {key: value for key, value in known.items() if value}


def _yardstick(part: Path) -> float:
    """Seconds to embed every sentence once, by the rate of a sample."""
    from verify import embed

    sentences = [
        sentence
        for item in sources.stream([part]).items
        if isinstance(item, Article)
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", item.text)
        if sentence.strip()
    ]
    sample = random.Random(0).sample(sentences, min(SAMPLE, len(sentences)))
    embedder = embed.load()
    embedder.encode(sample[:20])
    started = time.perf_counter()
    embedder.encode(sample)
    return (time.perf_counter() - started) * len(sentences) / len(sample)


def show(kept: dict[str, Any]) -> None:
    """The table as markdown, the share of each stage, and the growth from size to size."""
    rows = [kept[key] for key in sorted(kept, key=int)]
    print(
        "| articles | in stories | alone | time (of a processor) | per article | memory | to embedding all |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for row in rows:
        cells = [
            f"{row['articles']:,}",
            f"{row['articles'] - row['alone']:,} in {row['stories']:,}",
            f"{row['alone']:,}",
            f"{row['seconds']:,.0f} s ({row['processor']:,.0f} s)",
            f"{1000 * row['seconds'] / row['articles']:.0f} ms",
            f"{row['gigabytes']:.2f} GB",
            f"{row['seconds'] / row['yardstick']:.2f}",
        ]
        print(f"| {' | '.join(cells)} |")
    for row in rows:
        parts = Counter(row["stages"]).most_common()
        shares = ", ".join(f"{name} {spent / row['seconds']:.0%}" for name, spent in parts)
        print(f"{row['articles']:,}: {shares}")
    for one, other in pairwise(rows):
        tenfold = math.log(other["articles"] / one["articles"])
        spent, work = (math.log(other[what] / one[what]) / tenfold for what in ("seconds", "processor"))
        sizes = f"from {one['articles']:,} to {other['articles']:,}"
        print(f"growth {sizes}: exponent {spent:.2f} of the time, {work:.2f} of the processor's time")
    for row in rows:
        print(f"one article more than {row['articles']:,}: {row['added']:.1f} s")


def plot(kept: dict[str, Any]) -> str:
    """Time over articles, both logarithmic, beside a straight line from the first point."""
    rows = [kept[key] for key in sorted(kept, key=int)]
    wide, high, edge = 480, 300, 50
    last = rows[-1]
    x_span = math.log10(last["articles"] / rows[0]["articles"]) or 1
    linear = rows[0]["seconds"] * last["articles"] / rows[0]["articles"]
    y_span = math.log10(max(last["seconds"], linear) / rows[0]["seconds"]) or 1

    def at(articles: float, seconds: float) -> tuple[float, float]:
        x = math.log10(articles / rows[0]["articles"]) / x_span
        y = math.log10(seconds / rows[0]["seconds"]) / y_span
        return round(edge + x * (wide - 2 * edge), 1), round(high - edge - y * (high - 2 * edge), 1)

    points = [at(row["articles"], row["seconds"]) for row in rows]
    line = " ".join(f"{x},{y}" for x, y in points)
    straight = " ".join(f"{x},{y}" for x, y in (points[0], at(last["articles"], linear)))
    marks = [
        f'<circle cx="{x}" cy="{y}" r="4" fill="#1f6feb"/>'
        f'<text x="{x}" y="{y - 10}" text-anchor="middle">{row["seconds"]:,.0f} s</text>'
        f'<text x="{x}" y="{high - 20}" text-anchor="middle">{row["articles"]:,}</text>'
        for row, (x, y) in zip(rows, points, strict=True)
    ]
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    look = 'font-family="sans-serif" font-size="12" fill="#24292f"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {look}>',
        f'<rect width="{wide}" height="{high}" fill="#fff"/>',
        f'<polyline points="{straight}" fill="none" stroke="#8c959f" stroke-dasharray="4 4"/>',
        f'<polyline points="{line}" fill="none" stroke="#1f6feb" stroke-width="2"/>',
        *marks,
        f'<text x="{wide / 2}" y="{high - 4}" text-anchor="middle">articles (dashed: linear)</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
