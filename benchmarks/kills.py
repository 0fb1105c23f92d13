#!/usr/bin/env python3
"""Whether a killed `verify report` costs more than its time: random kills, then an unharmed run.

Each round has one copy of the seeds. A run on it is killed (SIGKILL) at a random moment between 0.2 s
and the time that an unharmed run from the same store takes; one that ends before is no kill, though
its rows stay, and another moment is drawn. Then a copy of all that is left is reported on unharmed:
a copy, so that damage could pile up. It is recovered where that run ends with 0 and without a word,
its report is to the byte that of a run without a store, `verify store info` opens the store, and the
killed run left no report or a whole one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SOONEST_SECONDS = 0.2
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "VERIFY_STORE"}
ENVIRONMENT["HF_HUB_OFFLINE"] = "1"


def main() -> None:
    """Print a line for each kill, then how many were recovered; exit with 1 where one was not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kills", type=int, default=4, help="in each round, on one store")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    total = options.rounds * options.kills
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder, "first")
        shutil.copytree(SEEDS, first / "seeds")
        unharmed, _ = _run(first, "--store", "none")
        expected = (first / "out.json").read_bytes()
        print(f"unharmed, without a store: {unharmed:.1f} s, {len(expected):,} bytes")
        recovered = 0
        for number in range(options.rounds):
            place = Path(folder, str(number))
            shutil.copytree(SEEDS, place / "seeds")
            recovered += _round(place, options.kills, unharmed, expected, draw)
    print(f"{recovered} of {total} recovered")
    sys.exit(recovered < total)


def _round(place: Path, kills: int, longest: float, expected: bytes, draw: random.Random) -> int:
    """Kills on one store, of which so many are recovered."""
    recovered = 0
    for _ in range(kills):
        moment, longest = _killed(place, longest, draw)
        kept = sum(file.stat().st_size for file in place.glob("seeds/.verify/store.sqlite*")) / 1e6
        torn = (place / "out.json").exists() and (place / "out.json").read_bytes() != expected
        print(
            f"round {place.name}: killed after {moment:5.2f} of {longest:5.2f} s, store {kept:.2f} MB", end=""
        )
        longest, wrong = _mended(place, expected)
        wrong += ["the killed run left a torn report"] if torn else []
        print(f", again in {longest:5.2f} s: {'; '.join(wrong) or 'recovered'}", flush=True)
        recovered += not wrong
    return recovered


def _killed(place: Path, longest: float, draw: random.Random) -> tuple[float, float]:
    """Kill a run: after how many seconds, and the most that might have been drawn."""
    while True:
        (place / "out.json").unlink(missing_ok=True)
        moment = draw.uniform(SOONEST_SECONDS, longest)
        started = time.perf_counter()
        run = subprocess.Popen(_command(place), env=ENVIRONMENT)
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            run.kill()
            if run.wait() < 0:  # else it ended by itself in the last instant
                return moment, longest
        longest = time.perf_counter() - started


def _mended(killed: Path, expected: bytes) -> tuple[float, list[str]]:
    """Seconds of an unharmed run on a copy of what the kills left, and what is wrong with it."""
    place = killed.with_name("again")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(killed, place)
    (place / "out.json").unlink(missing_ok=True)
    seconds, done = _run(place)
    out = place / "out.json"
    info = [sys.executable, "-m", "verify", "store", "info", str(place / "seeds")]
    opens = subprocess.run(info, env=ENVIRONMENT, capture_output=True, check=False).returncode == 0
    wrong = {
        f"exit code {done.returncode}": done.returncode != 0,
        f"it said {done.stderr.strip()!r}": bool(done.stderr),
        "another report": not out.exists() or out.read_bytes() != expected,
        "the store does not open": not opens,
    }
    return seconds, [what for what, is_so in wrong.items() if is_so]


def _run(place: Path, *more: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    started = time.perf_counter()
    done = subprocess.run(
        [*_command(place), *more], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    return time.perf_counter() - started, done


def _command(place: Path) -> list[str]:
    command = [sys.executable, "-m", "verify", "report", str(place / "seeds"), "--quiet"]
    return [*command, "--format", "json", "-o", str(place / "out.json")]


if __name__ == "__main__":
    main()
