"""Pairs per second of the shipped model at about 40 tokens: plain CrossEncoder.predict against faster ways.

python training/speed.py --model verify/models/nli --pairs dev.jsonl.gz
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import torch
from pairs import read_pairs
from sentence_transformers import CrossEncoder

from verify import nli

TOKENS = (36, 44)  # of a pair, special ones included
ROUNDS = 3  # the ways take turns, so that a busy neighbour slows them alike; the median counts

Texts = list[tuple[str, str]]


def cross_encoder(folder: Path, dtype: torch.dtype, attention: str) -> CrossEncoder:
    """The model as a user would load it."""
    encoder: CrossEncoder = CrossEncoder(
        str(folder), device="cpu", model_kwargs={"dtype": dtype, "attn_implementation": attention}
    )
    return encoder


def of_forty_tokens(path: Path, encoder: CrossEncoder, count: int) -> Texts:
    """So many pairs of about forty tokens."""
    texts = [(pair.premise, pair.hypothesis) for pair in read_pairs(path)][: count * 12]
    sizes = [len(ids) for ids in encoder.tokenizer(*map(list, zip(*texts, strict=True)))["input_ids"]]
    return [text for text, size in zip(texts, sizes, strict=True) if TOKENS[0] <= size <= TOKENS[1]][:count]


def sorted_predict(encoder: CrossEncoder, texts: Texts, batch: int) -> None:
    """Predict with pairs of like length together: less padding."""
    encoder.predict(sorted(texts, key=lambda text: len(text[0]) + len(text[1])), batch_size=batch)


def ours(folder: Path, precision: str) -> Callable[[Texts], object]:
    """The model as verify asks it."""
    os.environ["VERIFY_PRECISION"] = precision
    model = nli.load(str(folder))
    return lambda texts: model.judge(texts) if model else None


def main() -> int:
    """Time all ways in turns and print the median of each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--count", type=int, default=512)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    plain = cross_encoder(args.model, torch.float32, "sdpa")
    eager = cross_encoder(args.model, torch.bfloat16, "eager")
    half = cross_encoder(args.model, torch.bfloat16, "sdpa")
    exact, fast = ours(args.model, "float32"), ours(args.model, "bfloat16")
    texts = of_forty_tokens(args.pairs, plain, args.count)
    ways: dict[str, Callable[[], object]] = {
        "predict, float32": lambda: plain.predict(texts),
        "verify, float32": lambda: exact(texts),
        "verify, bfloat16": lambda: fast(texts),
        "predict, bfloat16, sdpa": lambda: half.predict(texts),
        "sorted, bfloat16, sdpa, batch 16": lambda: sorted_predict(half, texts, 16),
        "sorted, bfloat16, sdpa, batch 32": lambda: sorted_predict(half, texts, 32),
        "sorted, bfloat16, eager, batch 32": lambda: sorted_predict(eager, texts, 32),
        "sorted, bfloat16, eager, batch 64": lambda: sorted_predict(eager, texts, 64),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - began)
    for name, taken in seconds.items():
        print(f"{name:36} {len(texts) / statistics.median(taken):7.1f} pairs/s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
