#!/usr/bin/env python3
"""Feed hostile inputs to the parts that read what strangers wrote; say how many, and what gave way.

    python benchmarks/fuzz.py --seconds 60                   # every target, inputs by mutation
    python benchmarks/fuzz.py --seconds 60 --target pdf

tests/targets.py says what is fuzzed and what has to hold. A finding is an exception other than VerifyError,
a span that is not exact, or an input that takes longer than SLOW; with one the exit code is 1. Same seed,
same inputs. benchmarks/guided.py is guided by what the code does.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import targets  # noqa: E402
from targets import Check  # noqa: E402

PRESS = ("roles", "claims", "slots", "renderers")  # targets that begin with real articles, too
ODD = [
    "\0",
    "\u00ad",
    "\u202e",
    "\ufeff",
    "\u2028",
    "ﬁ",
    "﷽",
    "½",
    "٣",
    "\ud83d",
    "e\u0301",
    "\r",
    "\x1b[2J",
    "🇬🇧",
]
MAGIC = [
    b"<!ENTITY",
    b"\0",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"%PDF",
    b"stream\r\n",
    b"]]>",
    b"<![CDATA[",
    b"\x1f\x8b",
]


def seeds(name: str) -> list[bytes]:
    """What the first mutations of a target start from."""
    begun = [*targets.targets()[name].seeds(), *(path.read_bytes() for path in targets.kept(name))]
    press = sorted((ROOT / "seeds").glob("*.txt")) if name in PRESS else []
    return begun + [path.read_bytes() for path in press]


def mutated(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The content with one to eight changes: cut, doubled, spliced, flipped, or with odd pieces put in."""
    made = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(made) + 1)
        length = dice.choice((1, 2, 8, 64, 512))
        match dice.randrange(6):
            case 0:
                del made[at : at + length]
            case 1:
                made[at:at] = made[at : at + length] * dice.choice((1, 2, 50))
            case 2:
                other = dice.choice(others)
                start = dice.randrange(len(other) + 1)
                made[at:at] = other[start : start + length]
            case 3:
                made[at:at] = dice.choice(ODD).encode("utf-8", "surrogatepass") * dice.choice((1, 1, 30))
            case 4:
                made[at:at] = dice.choice(MAGIC)
            case _ if made:
                made[at % len(made)] = dice.randrange(256)
    return bytes(made[:200_000])


def run(name: str, check: Check, seconds: float, seed: int) -> bool:
    """Try inputs for so long, and whether all went well; findings are kept as files, one for each kind."""
    dice = random.Random(f"{name} {seed}")
    begun = seeds(name)
    findings: dict[str, int] = {}
    targets.attempt(check, begun[0])  # loads what it needs
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        content = mutated(dice.choice(begun), begun, dice)
        count += 1
        finding = targets.attempt(check, content)
        if finding and finding not in findings:
            kept = Path(tempfile.mkdtemp()) / "input"
            kept.write_bytes(content)
            print(f"  {name}: {finding}, {kept}", flush=True)
        if finding:
            findings[finding] = findings.get(finding, 0) + 1
    print(f"{name}: {count:,} inputs, findings {findings or 'none'}", flush=True)
    return not findings


def main() -> None:
    """Run the targets that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    every = targets.targets()
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", choices=every, help="all otherwise")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    named = given.target or every
    well = [run(name, every[name].check, given.seconds, given.seed) for name in named]
    sys.exit(not all(well))


if __name__ == "__main__":
    main()
