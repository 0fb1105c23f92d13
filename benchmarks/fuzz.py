#!/usr/bin/env python3
"""Feed hostile inputs to the parts that read what strangers wrote; say how many, and what gave way.

    python benchmarks/fuzz.py --seconds 60                   # every target, inputs by mutation
    python benchmarks/fuzz.py --seconds 60 --target a.pdf

A finding is an exception other than VerifyError, a span that is not exact, or an input that takes
longer than SLOW. Same seed, same inputs.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import documents  # noqa: E402
import hostile  # noqa: E402

import verify.slots  # noqa: E402
from verify import claims, fetch, parse, plugins, provenance, render, roles  # noqa: E402
from verify.records import Article, Detail, VerifyError  # noqa: E402
from verify.sources import _limits, _reading  # noqa: E402

SLOW = 20.0  # seconds of the processor for one input: what a run waits for a file
LONGEST = 3_000  # characters of a text for the parser, which reads some 10,000 words a second
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

Target = Callable[[bytes], None]


def reading(name: str) -> Target:
    """Reads the bytes as a file of that name."""
    folder = Path(tempfile.mkdtemp())
    path = folder / name
    module = _reading.reader(path)

    def target(content: bytes) -> None:
        path.write_bytes(content or b" ")
        for item in _reading.items(module, path, name):
            assert item.path.startswith(name)
            if isinstance(item, Article):
                item.text.encode("utf-8")
                _limits.fitting(item)

    return target


def told(content: bytes) -> Article:
    """The bytes as the text of an article."""
    return Article("a.txt", content.decode("utf-8", "replace"))


def read_roles(content: bytes) -> None:
    """Roles in order, inside the text."""
    article = provenance.fill(roles.assign(told(content)))
    last = 0
    for paragraph in article.paragraphs:
        assert last <= paragraph.start < paragraph.end <= len(article.text)
        last = paragraph.end


@cache
def finders() -> list[ModuleType]:
    """The finders of slots."""
    return [plugins.load(verify.slots, name) for name in plugins.names(verify.slots)]


def split_claims(content: bytes) -> None:
    """Claims without slots."""
    made_of(content, [])


def find_slots(content: bytes) -> None:
    """Claims with their slots."""
    made_of(content, finders())


def made_of(content: bytes, modules: list[ModuleType]) -> None:
    """Claims and their slots, every quote exact."""
    article = told(content[:LONGEST])
    article = roles.assign(Article("a.txt", article.text, published=Detail(date(2020, 1, 4), "stated")))
    found = claims.extract(article, [m.find for m in modules], provenance.begins)
    for claim in found:
        assert article.text[claim.start : claim.end] == claim.text
        for slot in claim.slots:
            assert claim.start <= slot.start < slot.end <= len(article.text)
            words = parse.view(article.text, slot.start, slot.end, split=False).text.split()
            assert "".join(words) == "".join(slot.text.split())


def render_all(content: bytes) -> None:
    """A report with the text in every place; bytes that are no text become half characters."""
    report = hostile.everywhere(content.decode("utf-8", "surrogateescape"))
    for name in plugins.names(render):
        plugins.load(render, name).render(report).encode("utf-8", "replace")


def parse_address(content: bytes) -> None:
    """The address of a page."""
    fetch._parsed(content.decode("utf-8", "replace"))


def targets() -> dict[str, tuple[Target, list[bytes]]]:
    """Each target with the inputs that the first mutations start from."""
    stories = [path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.txt"))]
    odd = [text.encode("utf-8", "replace") for text in hostile.HOSTILE]
    urls = [b"https://press.example:8080/a?b=c#d", b"http://[::1]/", b"https://user@h/%2e%2e/"]
    kinds = {name: (reading(name), [content]) for name, content in documents.all_kinds().items()}
    return kinds | {
        "roles and provenance": (read_roles, stories + odd),
        "claims": (split_claims, stories + odd),
        "slots": (find_slots, stories + odd),
        "renderers": (render_all, stories[:1] + odd),
        "addresses": (parse_address, urls),
    }


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


def attempt(target: Target, content: bytes) -> str:
    """What gave way, or an empty text."""
    begun = time.process_time()
    try:
        target(content)
    except VerifyError:
        pass
    except Exception as error:  # any other is a finding
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}"
    return "slow" if time.process_time() - begun > SLOW else ""


def run(name: str, target: Target, seeds: list[bytes], seconds: float, seed: int) -> None:
    """Try inputs for so long; findings are kept as files, one for each kind."""
    dice = random.Random(f"{name} {seed}")
    findings: dict[str, int] = {}
    attempt(target, seeds[0])  # loads what it needs
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        content = mutated(dice.choice(seeds), seeds, dice)
        count += 1
        finding = attempt(target, content)
        if finding and finding not in findings:
            kept = Path(tempfile.mkdtemp()) / "input"
            kept.write_bytes(content)
            print(f"  {name}: {finding}, {kept}", flush=True)
        if finding:
            findings[finding] = findings.get(finding, 0) + 1
    print(f"{name}: {count:,} inputs, findings {findings or 'none'}", flush=True)


def main() -> None:
    """Run the targets that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", help="all otherwise")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    for name, (target, seeds) in targets().items():
        if given.target and name not in given.target:
            continue
        run(name, target, seeds, given.seconds, given.seed)


if __name__ == "__main__":
    main()
