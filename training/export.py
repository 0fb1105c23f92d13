"""Turn a run's checkpoint into the model that ships: half-size weights, a temperature fitted on dev.

python training/export.py --checkpoint RUN/checkpoint --dev dev.jsonl.gz --out verify/models/nli
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from calibration import fit_temperature
from evaluate import MAX_TOKENS, load, logits_of, three_way
from pairs import LABELS, Pair, read_pairs


def temperature_on(model: Any, tokenizer: Any, pairs: Sequence[Pair]) -> float:
    """The temperature that fits the three-way ones of the pairs best."""
    kept = [pairs[at] for at in three_way(pairs)]
    labels = torch.tensor([LABELS.index(pair.label) for pair in kept])
    return fit_temperature(logits_of(model, tokenizer, kept), labels)


def export(checkpoint: Path, dev: Sequence[Pair], out: Path, device: str) -> float:
    """Write the model folder and return its temperature.

    Weights are stored as float16, half the size; the config names float32, so that loaders widen them:
    float16 arithmetic is slow or missing on CPUs.
    """
    model, tokenizer = load(checkpoint, device)
    model.half().save_pretrained(out)
    tokenizer.model_max_length = MAX_TOKENS
    tokenizer.save_pretrained(out)
    temperature = temperature_on(*load(out, device), dev)
    config = json.loads((out / "config.json").read_text())
    config |= {"dtype": "float32", "temperature": temperature}
    config.pop("_name_or_path", None)
    (out / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    return temperature


def main() -> int:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()

    print("temperature", export(args.checkpoint, list(read_pairs(args.dev)), args.out, args.device))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
