#!/usr/bin/env python3
"""How long one hostile text delays a report on two good articles.

Each text opens as the good articles do, so that it is compared with them, and goes on with one kind of
thing, up to just under every limit on a text. The report is made as `verify report` makes it, with the
NLI model and without a store, each in a process of its own; seconds are of the processor, those without
the hostile text taken off. With --two a second text of the kind stands beside the first; with --profile
the functions that took the time are listed.
"""

from __future__ import annotations

import argparse
import cProfile
import multiprocessing
import os
import pstats
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

from verify import archive, parse, plugins, render
from verify.progress import Advance
from verify.records import Report
from verify.sources import _limits, within
from verify.sources._limits import Limits

os.environ["HF_HUB_OFFLINE"] = "1"

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "tests" / "events" / "tuning" / "ferry" / "articles"
BAR = 30.0  # seconds of the processor that one text may cost
GIVEN_UP = 120  # seconds of the processor after which a run is ended
UNBROKEN = _limits.MAX_UNBROKEN - 100
ALIKE = _limits.MAX_ALIKE - 1  # sentences of one frame
OPENING = 10  # lines of the story that a hostile text begins with
ROWS = 25  # functions that a profile lists

Draw = random.Random
Make = Callable[[Draw], str]
Taken = tuple[dict[str, float], dict[str, int], str]

NAMES = [
    "Tolosa",
    "Salonga",
    "Marinduque",
    "Lucena",
    "Villarin",
    "Manila",
    "Romblon",
    "Felisa",
    "Leyte",
    "Dimaano",
    "Balad",
    "Tikrit",
]
VERBS = [
    "killed",
    "injured",
    "hit",
    "sank",
    "rescued",
    "found",
    "carried",
    "arrested",
    "opened",
    "closed",
    "attacked",
]
NOUNS = ["people", "passengers", "soldiers", "rockets", "boats", "children", "houses", "officers", "missiles"]
PLACES = ["in Manila", "off Marinduque", "near Lucena", "north of Baghdad", "between Basra and Tikrit"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "March", "April", "May", "June", "July", "August", "September", "October", "November"]
LANGUAGE = ["the", "and", "that", "with", "from", "this", "which", "were", "have"]


def _words() -> list[str]:
    """The words of the invented events, in small letters."""
    found = Counter[str]()
    for file in sorted((ROOT / "tests" / "events").rglob("*.txt")):
        found.update(w for w in file.read_text("utf-8").split() if w.isalpha() and w.islower())
    return sorted(found)


WORDS = _words()


def run_of(draw: Draw, item: Make, between: str, length: int, end: str = ".") -> str:
    """Items up to a length, and an end."""
    found = [item(draw)]
    size = len(found[0])
    while size < length:
        found.append(item(draw))
        size += len(found[-1]) + len(between)
    return between.join(found[:-1] if len(found) > 1 else found)[: length - 1] + end


def long(item: Make, between: str = " ") -> Make:
    """One paragraph of sentences as long as a sentence may be."""
    return lambda draw: run_of(
        draw, lambda d: "Seen were " + run_of(d, item, between, UNBROKEN), " ", 10**6, ""
    )


def filled(item: Make, between: str = " ") -> Make:
    """Items as they come, with `between` them."""
    return lambda draw: run_of(draw, item, between, _limits.MAX_CHARACTERS + 1000, "")


def number(draw: Draw) -> str:
    """A number of up to four digits."""
    return str(draw.randrange(2, 10 ** draw.randrange(1, 5)))


def one(words: list[str]) -> Make:
    """One of the words."""
    return lambda draw: draw.choice(words)


def form(pattern: str) -> Make:
    """The pattern with what it asks for: {n} a number, {w} a word, {p} a place and so on."""
    makers = {
        "n": number, "w": one(WORDS), "N": one(NAMES), "v": one(VERBS), "s": one(NOUNS), "p": one(PLACES),
        "d": one(DAYS), "m": one(MONTHS), "l": one(LANGUAGE),
    }  # fmt: skip

    def made(draw: Draw) -> str:
        parts = pattern.split("{")
        return parts[0] + "".join(makers[part[0]](draw) + part[2:] for part in parts[1:])

    return made


def capital(item: Make) -> Make:
    """The item in capitals."""
    return lambda draw: item(draw).upper()


def alike(draw: Draw) -> str:
    """As many sentences of one frame as are let through, frame after frame."""
    found = list[str]()
    while sum(map(len, found)) < _limits.MAX_CHARACTERS:
        told = f"{draw.choice(NOUNS)} were {draw.choice(VERBS)} {draw.choice(WORDS)}"
        frame = form(f"{{N}} and {{n}} {told} in {{N}}.")
        found += [frame(draw) for _ in range(ALIKE)]
    draw.shuffle(found)
    return " ".join(found)


def nested(draw: Draw) -> str:
    """A word after opening marks of several kinds."""
    return "".join(draw.choice("\"'“‘(") for _ in range(4)) + draw.choice(WORDS) + draw.choice("\"'”’)")


KINDS: dict[str, Make] = {
    "numbers": long(number),
    "numbers with words": long(form("{n} {w}")),
    "counts of things": long(form("{n} {s}")),
    "counts with fates": long(form("{n} {s} were {v},")),
    "counts and": long(form("{n} {s} and")),
    "ordinals": long(form("the {n}th {s}")),
    "dates": long(form("on {n} {m} 20{n},")),
    "days": long(form("on {d}")),
    "times": long(form("at 5:{n} pm on {d},")),
    "durations": long(form("for {n} hours after {n} days")),
    "money": long(form("$ {n} million, € {n},")),
    "percentages": long(form("{n}% of {s},")),
    "shares in words": long(form("{n} out of {n} {s}")),
    "ages": long(form("{N} {N}, {n},")),
    "ages of one": long(form("{N}, {n}, a {n}-year-old")),
    "names": long(one(NAMES)),
    "names and": long(form("{N} and {N},")),
    "ranks": long(form("Lt. Col. {N} {N}")),
    "posts": long(form("the president of {N}, {N},")),
    "relatives": long(form("{N}, the wife of {N},")),
    "nicknames": long(form('{N}, known as "{N}",')),
    "places": long(one(PLACES)),
    "things": long(one(["rockets", "missiles", "mortars", "shells", "bombs", "drones", "trucks", "boats"])),
    "states": long(form("{s} were {v} and")),
    "clauses": long(form("{N} said the {s} {v} the {s} and the {s} {v} {n} {s},")),
    "while": long(form("while the {s} {v} {n} {s}")),
    "relative clauses": long(form("the {s} that {v} the {s} who")),
    "negations": long(form("not no never {w} did not {v} {s},")),
    "denials": long(form("{N} denied that {N} denied involvement,")),
    "sayings": long(form("{N} said that {N} told")),
    "lists": long(form("{w}, {s},")),
    "words": long(one(WORDS)),
    "one word again": long(lambda _: "killed"),
    "quotes in quotes": long(nested),
    "open quotes": long(form('"{w} {w}')),
    "brackets": long(form("(({w} [{s}")),
    "ellipses": filled(form("{w} {w}... {s}…")),
    "dashes": long(form("{w} - {s} -- {N} —")),
    "hyphens": long(form("{w}-{w}-{w}-{n}"), "-"),
    "initials": long(form("J. R. {N}")),
    "dots": long(lambda draw: "A." * draw.randrange(1, 5)),
    "possessives": long(form("{N}'s {N}'s {s}")),
    "commas": long(lambda _: ","),
    "marks": long(one([";", ":", "/", "&", "%", "$", "#", "@", "*", "-"])),
    "emoji": long(form("😀👩‍👩‍👧‍👦🇬🇧 {w} {l}")),
    "combining marks": long(form("e\u0301\u0301\u0301\u0300 {w} {l} z\u0351\u0352\u0353")),
    "cjk with latin": long(form("{l} {w}火箭弹 {n}人 {l}")),
    "invisible marks": long(form("{w}\u200b\u00ad{s}\u2066\u202e")),
    "addresses": filled(form("Seen at https://{w}.example/{w}/{n}?{w}={n} by {N} {w}.")),
    "mail addresses": filled(form("{N} wrote to {w}.{w}@{w}.example {w}.")),
    "pipes": filled(form("| {w} | {n} | {N} |"), "\n"),
    "capitals": long(capital(one(WORDS))),
    "headlines": filled(capital(form("{w} {s} {v} {n} {s} {p}")), "\n\n"),
    "title case": filled(lambda draw: form("{w} {s} {v} {n} {s}")(draw).title(), "\n\n"),
    "one-word lines": filled(one(WORDS), "\n"),
    "one-letter lines": filled(one(list("abcdefgh")), "\n"),
    "short lines": filled(form("{w} {s} {v} {n} {s}"), "\n"),
    "short paragraphs": filled(form("The {s} {v} {n} {s}."), "\n\n"),
    "short sentences": filled(form("The {w} {s} {v} the {w} {s}.")),
    "short counts": filled(form("{n} {w} {s} {v}.")),
    "short names": filled(form("{N} {v} {w} {N}.")),
    "short places": filled(form("{s} {v} {w} {p}.")),
    "short denials": filled(form("{N} did not {v} {w} {s}.")),
    "short dates": filled(form("{w} {s} {v} on {d}, {n} {m}.")),
    "short fates": filled(form("{n} people were {v} {p}, {w}.")),
    "short quotes": filled(form('"{w} {s} {v} {s}," {N} said.')),
    "one subject": filled(form("The {w} ferry {v} {n} {s} {p}.")),
    "alike in many frames": alike,
    "alike in capitals": filled(form("{N} {N} {N} and {N} {w} {v} {s}.")),
    "captions": filled(form("{N} {v} {s} in {w} {N}, {d}, {m} {n}, 2031. (AP Photo/{N} {N})"), "\n\n"),
    "posts of people": filled(form("{w} {s} {v} {n} — {N} {N} (@{w}) May {n}, 2021"), "\n\n"),
    "nothing between": long(one(WORDS), ""),
    "a few very long words": filled(lambda d: "".join(d.choice(WORDS) for _ in range(400)) + ".", " "),
}  # fmt: skip

SKIPPED: dict[str, Make] = {
    "a million words": lambda draw: " ".join(draw.choices(WORDS, k=1_000_000)) + ".",
    "50,000 sentences alike": lambda draw: " ".join(
        form("At least {n} people were killed in {N}.")(draw) for _ in range(50_000)
    ),
    "a sentence of 100,000 characters": lambda draw: run_of(draw, one(WORDS), " ", 99_000),
}


def text(kind: str, draw: Draw) -> str:
    """A hostile text: the opening of the story, then the kind, as much as is read of one text."""
    if kind in SKIPPED:
        return SKIPPED[kind](draw)
    opening = "\n".join((STORY / "3_a.txt").read_text("utf-8").splitlines()[:OPENING])
    whole = f"{opening}\n\n{KINDS[kind](draw)}"[: _limits.MAX_CHARACTERS - 10]
    while parse.size(whole) > _limits.MAX_WORDS:
        whole = whole[: len(whole) * _limits.MAX_WORDS // parse.size(whole)]
    while whole[-1].isalnum():
        whole = whole[:-1]
    return whole + "\n"


class Watch:
    """A progress that notes the processor's seconds of each stage."""

    def __init__(self) -> None:
        self.seconds = Counter[str]()

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Time a stage."""
        begun = time.process_time()
        yield lambda _: None
        self.seconds[name] += time.process_time() - begun


def report(folder: Path) -> tuple[list[Report], Watch, list[str]]:
    """Read, compare and write as `verify report` does, in the two forms that people read."""
    watch = Watch()
    with archive.opened(archive.Recipe()) as using, within(Limits()), watch.stage("all"):
        found = archive.read([folder], using, progress=watch)
        made = list(archive.reports(found, using, progress=watch))
        with watch.stage("Writing"):
            for one_report in made:
                for name in ("md", "html"):
                    plugins.load(render, name).render(one_report)
    told = {path for one_report in made for path in one_report.stories[0].articles}
    alone = [f"{s.path} is in no story" for s in found.listed if s.path not in told]
    return made, watch, [*(f"{s.path}: {s.reason}" for s in found.skipped), *alone]


def worked(folder: Path, told: Connection) -> None:
    """What a process of its own does: report, and tell what it took."""
    resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP, GIVEN_UP))
    made, watch, why = report(folder)
    counts = {
        "claims": sum(source.claims for one_report in made for source in one_report.sources),
        "rows": sum(len(r.facts) + len(r.disputes) for r in made),
        "left out": sum(len(r.not_compared) for r in made),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
    }
    told.send((dict(watch.seconds), counts, "; ".join(why)))


def measured(texts: list[str]) -> Taken | None:
    """Seconds by stage, counts, and why it was skipped; None where it took too long."""
    with tempfile.TemporaryDirectory() as name:
        folder = _written(Path(name), texts)
        context = multiprocessing.get_context("fork")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=worked, args=(folder, there))
        process.start()
        there.close()
        try:
            return cast("Taken", here.recv())
        except EOFError:  # it was ended
            return None
        finally:
            process.join()


def _written(folder: Path, texts: list[str]) -> Path:
    for good in ("1_a.txt", "2_a.txt"):
        (folder / good).write_bytes((STORY / good).read_bytes())
    for place, content in enumerate(texts):
        (folder / f"hostile_{place}.txt").write_text(content, "utf-8")
    return folder


def main() -> None:
    """Print a row for each kind, the slowest stages last; exit with 1 where one is over the bar."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", help="only these; `list` names them all")
    parser.add_argument("--two", action="store_true", help="two texts of the kind")
    parser.add_argument("--profile", action="store_true", help="list the functions that take the time")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kinds = options.kinds or [*KINDS, *SKIPPED]
    if kinds == ["list"]:
        print("\n".join([*KINDS, *SKIPPED]))
        return
    texts = {kind: _texts(kind, options.seed, 1 + options.two) for kind in kinds}
    if options.profile:
        for kind in kinds:
            _profiled(texts[kind])
        return
    import sentence_transformers  # noqa: F401 - what takes long to import, once for all processes

    list(parse.parse(["Once for all processes."]))
    sys.exit(_compared(texts))


def _texts(kind: str, seed: int, count: int) -> list[str]:
    return [text(kind, random.Random(f"{kind} {seed} {place}")) for place in range(count)]


def _profiled(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = _written(Path(name), texts)
        profile = cProfile.Profile()
        profile.runcall(report, folder)
    pstats.Stats(profile).sort_stats("tottime").print_stats(ROWS)
    pstats.Stats(profile).sort_stats("cumtime").print_stats(2 * ROWS)


def _compared(texts: dict[str, list[str]]) -> int:
    """Print the rows; how many are over the bar."""
    base = measured([])
    assert base is not None
    print(f"without: {base[0]['all']:.1f} s, {base[1]}")
    over = 0
    for kind, several in texts.items():
        found = measured(several)
        if found is None:
            print(f"{kind:32} ended after {GIVEN_UP} s", flush=True)
            over += 1
            continue
        seconds, counts, why = found
        more = Counter(seconds)
        more.subtract(base[0])
        whole = more.pop("all")
        over += whole > BAR * len(several)
        stages = ", ".join(f"{stage} {value:.1f}" for stage, value in more.most_common(4) if value > 0.5)
        counted = ", ".join(f"{value:,} {name}" for name, value in counts.items())
        print(f"{kind:32} {whole:6.1f} s  {counted}  {why or stages}", flush=True)
    print(f"{over} of {len(texts)} over {BAR:.0f} s a text")
    return int(over > 0)


if __name__ == "__main__":
    main()
