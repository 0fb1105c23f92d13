#!/usr/bin/env python3
"""Feed inputs to the same targets as benchmarks/fuzz.py, guided by which branches they reach (atheris).

    pip install -c constraints.txt -e ".[test,fuzz]"         # Linux on x86-64, Python 3.11 to 3.13
    python benchmarks/guided.py --seconds 600                # every target, one after the other
    python benchmarks/guided.py --seconds 600 --target pdf

Each target runs in a process of its own, and again where that dies, with branches counted in verify and in
the library that reads the format. It begins with the target's own seeds and tests/corpus/TARGET, and of
what it reached keeps there the few inputs that reach most. Findings are as in fuzz.py; a process that dies,
or takes HANG for one input, is one. The exit code is 1 where there is any.
"""

from __future__ import annotations

import argparse
import json
import logging
import mmap
import os
import struct
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module, util
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HERE = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

HANG = 120  # seconds by the clock, on a busy machine; what takes 20 s of the processor is told before
MEMORY = 6_000  # MB of the process, models included
MOST_FILES, MOST_BYTES = 40, 100_000  # kept of a target
CHOOSING = 90  # seconds to look for the inputs that are kept
WORDS = 1_500  # of the lexicon that a dictionary holds
FOUND = "found-"  # inputs that once gave way are always kept

Arc = tuple[CodeType, int, int]


def instrumented(name: str) -> Any:
    """The module of targets, and what `name` uses, imported with their branches counted."""
    import atheris

    libraries = _libraries(name)
    for module in [m for m in sys.modules if m.partition(".")[0] in libraries]:
        del sys.modules[module]  # of the standard library, and imported already
    with atheris.instrument_imports(include=["verify", *libraries]):
        for library in libraries:
            import_module(library)
        targets = import_module("targets")
        target = targets.targets()[name]
        for content in target.seeds():
            targets.attempt(target.check, content)
    return targets


def _libraries(name: str) -> list[str]:
    """Asked of another process: here nothing may be imported before its branches are counted."""
    code = f"import json, targets; print(json.dumps(targets.targets()[{name!r}].libraries))"
    path = os.pathsep.join([*HERE, os.environ.get("PYTHONPATH", "")])
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], env={**os.environ, "PYTHONPATH": path},
        capture_output=True, check=True,
    )  # fmt: skip
    found: list[str] = json.loads(told.stdout)
    return found


def fuzz(name: str, work: Path, seconds: int, seed: int) -> None:
    """Fuzz in this process until the time is over; counts and findings go into the folder `work`."""
    import atheris

    targets = instrumented(name)
    target = targets.targets()[name]
    tried = counter(work)
    seen: set[str] = set()

    def once(content: bytes) -> None:
        struct.pack_into("<Q", tried, 0, struct.unpack_from("<Q", tried, 0)[0] + 1)
        finding = targets.attempt(target.check, content)
        if finding and finding not in seen:
            seen.add(finding)
            keep(work / "findings", content, f"{FOUND}{sha256(finding.encode()).hexdigest()[:6]}-", finding)

    options = {
        "max_total_time": seconds, "timeout": HANG, "rss_limit_mb": MEMORY, "max_len": target.longest,
        "seed": seed, "artifact_prefix": f"{work}/died-", "dict": str(dictionary(work, target.words)),
    }  # fmt: skip
    atheris.Setup(
        [sys.argv[0], *(f"-{key}={value}" for key, value in options.items()), str(work / "corpus")], once
    )
    atheris.Fuzz()


def counter(work: Path) -> mmap.mmap:
    """How many inputs were tried, in a file, which outlives a process that dies."""
    path = work / "tried"
    if not path.exists():
        path.write_bytes(bytes(8))
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), 8)


def keep(folder: Path, content: bytes, prefix: str = "", told: str = "") -> None:
    """Write the input under its digest, and what is told of it beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{prefix}{sha256(content).hexdigest()[:12]}"
    path.write_bytes(content)
    if told:
        path.with_name(f"{path.name}.txt").write_text(f"{told}\n", "utf-8")


def dictionary(work: Path, words: bool) -> Path:
    """Pieces that random bytes never become: those of fuzz.py and, for texts, words of the lexicon."""
    import re

    fuzz_py = import_module("fuzz")
    pieces = [*fuzz_py.MAGIC, *(odd.encode("utf-8", "surrogatepass") for odd in fuzz_py.ODD)]
    if words:
        text = "".join(
            path.read_text("utf-8") for path in sorted((ROOT / "verify" / "lexicon").glob("*.yaml"))
        )
        told = sorted(set(re.findall(r"[a-z][\w'-]+(?: [a-z][\w'-]+)*", text, re.IGNORECASE)))
        pieces += [f" {word} ".encode()[:60] for word in told[:: max(1, len(told) // WORDS)]]
    path = work / "dictionary"
    escaped = ("".join(f"\\x{byte:02x}" for byte in piece) for piece in pieces)
    path.write_text("".join(f'"{piece}"\n' for piece in escaped), "utf-8")
    return path


def choose(name: str, folder: Path) -> None:
    """Keep of the folder's inputs, and of those kept before, the few that reach most of the code."""
    targets = import_module("targets")
    target = targets.targets()[name]
    home = targets.CORPUS / name
    held = {path.name for path in targets.kept(name) if path.name.startswith(FOUND)}
    paths = [path for path in targets.kept(name) if path.name not in held]
    paths += sorted(folder.glob("*"), key=lambda path: (path.stat().st_size, path.name))
    reached = dict(_reached(paths, target.check, _counted(targets.PACKAGE, target.libraries)))
    chosen = dict(_covering(reached, MOST_FILES - len(held), MOST_BYTES - sum(_size(home / n) for n in held)))
    for path in targets.kept(name):
        if path.name not in held:
            path.unlink()
    for content in chosen:
        keep(home, content)
    arcs = len(frozenset().union(*reached.values()))
    print(
        f"{name}: {len(chosen) + len(held)} inputs kept, {sum(map(len, chosen)):,} bytes; "
        f"they take {len(frozenset().union(*chosen.values())):,} of {arcs:,} steps that {len(reached):,} took"
    )


def _size(path: Path) -> int:
    return path.stat().st_size


def _counted(package: str, libraries: tuple[str, ...]) -> tuple[str, ...]:
    """The folders whose steps count."""
    return (
        package,
        *(str(Path(str(import_module(name).__file__)).parent) for name in libraries if name != "zipfile"),
    )


def _reached(
    paths: list[Path], check: Callable[[bytes], None], within: tuple[str, ...]
) -> Iterator[tuple[bytes, frozenset[Arc]]]:
    """The steps from line to line that each input takes, as long as there is time."""
    targets = import_module("targets")
    end = time.monotonic() + CHOOSING
    arcs: set[Arc] = set()

    def enter(frame: FrameType, event: str, arg: object) -> Any:
        if not frame.f_code.co_filename.startswith(within):
            return None
        last = [0]

        def line(frame: FrameType, event: str, arg: object) -> Any:
            if event == "line":
                arcs.add((frame.f_code, last[0], frame.f_lineno))
                last[0] = frame.f_lineno
            return line

        return line

    for path in paths:
        content = path.read_bytes()
        arcs.clear()
        sys.settrace(enter)
        try:
            targets.fault(check, content)
        finally:
            sys.settrace(None)
        yield content, frozenset(arcs)
        if time.monotonic() > end:
            return


def _covering(
    reached: dict[bytes, frozenset[Arc]], files: int, size: int
) -> Iterator[tuple[bytes, frozenset[Arc]]]:
    """Inputs by how many new steps each takes, the smaller of equals first."""
    left = {content: set(arcs) for content, arcs in reached.items()}
    while left and files > 0:
        best = max(left, key=lambda content: (len(left[content]), -len(content), content))
        new = left.pop(best)
        if not new:
            return
        if len(best) > size:
            continue
        yield best, reached[best]
        files, size = files - 1, size - len(best)
        for arcs in left.values():
            arcs.difference_update(new)


def run(name: str, seconds: int, seed: int) -> bool:
    """Fuzz a target in processes of its own, and whether all went well."""
    fast = Path("/dev/shm")  # memory: a file of each input is written
    with tempfile.TemporaryDirectory(dir=fast if fast.is_dir() else None) as folder:
        work = Path(folder)
        (work / "corpus").mkdir()
        counter(work)
        begun, end = time.monotonic(), time.monotonic() + seconds
        own(name, "--begin", work)
        while (left := int(end - time.monotonic())) > 0:
            code = own(name, "--inner", work, "--seconds", str(left), "--seed", str(seed)).returncode
            seed += 1
            if code and not list(work.glob("died-*")):
                print((work / "log").read_text("utf-8", "replace")[-2_000:], flush=True)
                sys.exit(f"{name}: the process ended with {code}, and left no input.")
            for path in sorted(work.glob("died-*")):
                keep(
                    work / "findings",
                    path.read_bytes(),
                    f"{FOUND}{path.name.split('-')[1]}-",
                    f"died: {path.name}",
                )
                path.unlink()
        count = struct.unpack("<Q", (work / "tried").read_bytes())[0]
        findings = sorted((work / "findings").glob("*.txt"))
        out = Path(tempfile.mkdtemp(prefix=f"{name}-")) if findings else work
        for path in findings:
            print(f"  {name}: {path.read_text('utf-8').strip()}, {out / path.stem}", flush=True)
            (out / path.stem).write_bytes(path.with_suffix("").read_bytes())
        took = time.monotonic() - begun
        print(f"{name}: {count:,} inputs in {took:.0f} s, findings {len(findings) or 'none'}", flush=True)
        print((own(name, "--choose", work).stdout or b"").decode().strip(), flush=True)
    return not findings


def own(name: str, what: str, work: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    """This script again, for a part of the work on one target."""
    environment = {**os.environ, "TMPDIR": str(work), "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-W", "ignore", __file__, "--target", name, what, str(work), *more]
    with (work / "log").open("ab") as log:
        out = subprocess.PIPE if what == "--choose" else log
        return subprocess.run(command, env=environment, stdout=out, stderr=log, check=False)


def begin(name: str, work: Path) -> None:
    """The seeds and what is kept, as the inputs to start from."""
    targets = import_module("targets")
    for content in [*targets.targets()[name].seeds(), *(path.read_bytes() for path in targets.kept(name))]:
        keep(work / "corpus", content)


def main() -> None:
    """Run the targets that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", help="all otherwise")
    for part in ("--begin", "--inner", "--choose"):
        parser.add_argument(part, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if util.find_spec("atheris") is None:
        sys.exit(
            'atheris is missing. Install it: pip install -c constraints.txt ".[fuzz]" (Linux on x86-64).'
        )
    sys.path[:0] = HERE
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if given.begin:
        begin(given.target[0], given.begin)
    elif given.inner:
        fuzz(given.target[0], given.inner, given.seconds, given.seed)
    elif given.choose:
        choose(given.target[0], given.choose / "corpus")
    else:
        every = list(import_module("targets").targets())
        if unknown := set(given.target or ()) - set(every):
            sys.exit(f"{', '.join(sorted(unknown))}: none of {', '.join(every)}.")
        well = [run(name, given.seconds, given.seed) for name in given.target or every]
        sys.exit(not all(well))


if __name__ == "__main__":
    main()
