"""Train the three-way NLI cross-encoder from a local base model. See README.md beside this file.

python training/nli.py --base MODEL_DIR --train train.jsonl.gz own.jsonl.gz --dev dev.jsonl.gz --out RUN
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from pairs import LABELS, Pair, length_batches, read_pairs, weighted_sample
from torch.nn.functional import cross_entropy
from transformers import AutoModelForSequenceClassification, AutoTokenizer

Encoded = list[list[int]]
MAX_CHARACTERS = (
    1000  # some "sentences" of the data are whole books: the tokenizer would take minutes to cut them
)


@dataclass(frozen=True, slots=True)
class Config:
    """What decides the result of a run, beside the data: kept as config.json in the run's folder."""

    seed: int = 20
    batch: int = 32
    learning_rate: float = 2e-4
    warmup_steps: int = 300
    weight_decay: float = 0.01
    dropout: float = 0.0  # two epochs do not overfit 22M parameters, and dropout costs a tenth of the speed
    max_tokens: int = 112
    epochs: float = 2.0
    minutes: float = 0.0  # 0: no limit; else the learning rate reaches zero when this time is used up
    freeze_words: bool = True
    checkpoint_minutes: float = 5.0
    dev_sample: int = 2000
    passes: dict[str, float] = field(
        default_factory=lambda: {
            "mnli_20k": 1.5,
            "lingnli": 1.2,
            "olora_mnli": 1.5,
            "cad_nli": 1.5,
            "new_protocols": 0.7,
            "vitaminc_real": 0.9,
            "vitaminc_synthetic": 0.6,
            "semi_auto_nli": 0.8,
        }
    )


@dataclass(slots=True)
class Progress:
    """Where a run stands; enough to go on from a checkpoint."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0


def load_model(folder: Path, config: Config) -> Any:
    """The base model with a fresh three-way head (or a checkpoint's own), label names in its config."""
    model = AutoModelForSequenceClassification.from_pretrained(
        folder,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={name: place for place, name in enumerate(LABELS)},
        # On a CPU eager is half again as fast in bfloat16 (82 against 56 pairs/s), a tenth slower in float32.
        attn_implementation="eager" if fast_half("cpu") else "sdpa",
        hidden_dropout_prob=config.dropout,
        attention_probs_dropout_prob=config.dropout,
        dtype=torch.float32,
    )
    if config.freeze_words:
        model.get_input_embeddings().weight.requires_grad_(False)
    return model


def encode(tokenizer: Any, pairs: Sequence[Pair], max_tokens: int) -> tuple[Encoded, Encoded]:
    """Token ids and segment ids of each pair, cut to max_tokens, not padded."""
    ids: Encoded = []
    segments: Encoded = []
    for start in range(0, len(pairs), 10_000):
        part = pairs[start : start + 10_000]
        coded = tokenizer(
            [pair.premise[:MAX_CHARACTERS] for pair in part],
            [pair.hypothesis[:MAX_CHARACTERS] for pair in part],
            truncation=True,
            max_length=max_tokens,
        )
        ids.extend(coded["input_ids"])
        segments.extend(coded["token_type_ids"])
    return ids, segments


def pad(rows: Encoded, device: str) -> torch.Tensor:
    """Rows as one tensor, filled up with zeros on the right."""
    width = max(map(len, rows))
    return torch.tensor([row + [0] * (width - len(row)) for row in rows], device=device)


def fast_half(device: str) -> bool:
    """Whether bfloat16 is fast: without AVX-512 it is 60 times slower than float32."""
    return device != "cpu" or torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")


def forward(model: Any, ids: Encoded, segments: Encoded, device: str) -> torch.Tensor:
    """Logits of one batch in float32, computed in bfloat16 where that is fast."""
    tokens = pad(ids, device)
    with torch.autocast(device, dtype=torch.bfloat16, enabled=fast_half(device)):
        logits: torch.Tensor = model(
            input_ids=tokens, attention_mask=(tokens != 0).long(), token_type_ids=pad(segments, device)
        ).logits
    return logits.float()


def rate(config: Config, progress: Progress, total_steps: int) -> float:
    """Share of the learning rate: up linearly, then down to zero by steps or time, whichever ends first."""
    done = progress.step / total_steps
    if config.minutes:
        done = max(done, progress.seconds / 60 / config.minutes)
    return min(1.0, (progress.step + 1) / config.warmup_steps) * max(0.0, 1.0 - done)


def accuracy_by_dataset(
    model: Any, tokenizer: Any, pairs: Sequence[Pair], config: Config
) -> dict[str, float]:
    """Accuracy of each data set and of `all`; the model is left in training mode."""
    device = model.device.type
    ids, segments = encode(tokenizer, pairs, config.max_tokens)
    order = sorted(range(len(pairs)), key=lambda place: len(ids[place]))
    right: dict[str, list[bool]] = defaultdict(list)
    model.eval()
    with torch.inference_mode():
        for start in range(0, len(order), 64):
            places = order[start : start + 64]
            logits = forward(model, [ids[at] for at in places], [segments[at] for at in places], device)
            for place, guess in zip(places, logits.argmax(1).tolist(), strict=True):
                hit = LABELS[guess] == pairs[place].label
                right[pairs[place].dataset].append(hit)
                right["all"].append(hit)
    model.train()
    return {name: round(sum(hits) / len(hits), 4) for name, hits in sorted(right.items())}


def save(
    folder: Path, model: Any, tokenizer: Any, optimizer: torch.optim.Optimizer, progress: Progress
) -> None:
    """Write a checkpoint beside the last one, then put it in its place: a kill leaves one that is whole."""
    fresh = folder.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    model.save_pretrained(fresh)
    tokenizer.save_pretrained(fresh)
    torch.save(optimizer.state_dict(), fresh / "optimizer.pt")
    (fresh / "progress.json").write_text(json.dumps(asdict(progress)))
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def epoch_batches(
    pairs: Sequence[Pair], lengths: Sequence[int], config: Config, epoch: int
) -> list[list[int]]:
    """The batches of an epoch: the same for the same seed, whenever they are asked for."""
    rng = random.Random(config.seed * 1000 + epoch)
    order = weighted_sample(pairs, config.passes, rng)
    return length_batches(order, lengths, config.batch, rng)


def remaining(
    pairs: Sequence[Pair], lengths: Sequence[int], config: Config, progress: Progress
) -> Iterator[list[int]]:
    """Batches from where the run stands, epoch after epoch; keeps the place in progress."""
    while True:
        batches = epoch_batches(pairs, lengths, config, progress.epoch)
        while progress.batch < len(batches):
            progress.batch += 1
            yield batches[progress.batch - 1]
        progress.epoch, progress.batch = progress.epoch + 1, 0


class Run:
    """One training run in one folder; a run that was stopped goes on from its last checkpoint."""

    def __init__(self, config: Config, base: Path, out: Path, device: str) -> None:
        self.config, self.out, self.device = config, out, device
        self.checkpoint = out / "checkpoint"
        resumed = (self.checkpoint / "progress.json").exists()
        source = self.checkpoint if resumed else base
        torch.manual_seed(config.seed)
        self.tokenizer = AutoTokenizer.from_pretrained(source)
        self.model = load_model(source, config).to(device).train()
        trained = [weight for weight in self.model.parameters() if weight.requires_grad]
        self.optimizer = torch.optim.AdamW(
            trained, lr=config.learning_rate, weight_decay=config.weight_decay, fused=True
        )
        self.progress = Progress()
        if resumed:
            self.progress = Progress(**json.loads((source / "progress.json").read_text()))
            self.optimizer.load_state_dict(torch.load(source / "optimizer.pt", weights_only=True))

    def save(self) -> None:
        """Write a checkpoint."""
        save(self.checkpoint, self.model, self.tokenizer, self.optimizer, self.progress)

    def step(self, ids: Encoded, segments: Encoded, labels: list[int], share: float) -> float:
        """One update; the batch's loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.config.learning_rate * share
        logits = forward(self.model, ids, segments, self.device)
        loss = cross_entropy(logits, torch.tensor(labels, device=self.device))
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.progress.step += 1
        return loss.item()

    def report(self, dev: Sequence[Pair]) -> None:
        """Print the accuracies on dev pairs as one line of JSON."""
        figures = accuracy_by_dataset(self.model, self.tokenizer, dev, self.config)
        print(json.dumps({"step": self.progress.step, "dev": figures}), flush=True)


def train(run: Run, pairs: Sequence[Pair], dev: Sequence[Pair]) -> None:
    """Train to the end of the epochs or the time, with checkpoints and figures on a dev sample."""
    config, progress = run.config, run.progress
    ids, segments = encode(run.tokenizer, pairs, config.max_tokens)
    labels = [LABELS.index(pair.label) for pair in pairs]
    lengths = [len(row) for row in ids]
    total_steps = round(len(epoch_batches(pairs, lengths, config, 0)) * config.epochs)
    print(json.dumps({"pairs": len(pairs), "steps": total_steps, "from": asdict(progress)}), flush=True)
    began, spent = time.monotonic(), progress.seconds
    saved, losses = spent, []
    for places in remaining(pairs, lengths, config, progress):
        progress.seconds = spent + time.monotonic() - began
        share = rate(config, progress, total_steps)
        if share <= 0.0:
            break
        batch = [ids[at] for at in places], [segments[at] for at in places], [labels[at] for at in places]
        losses.append(run.step(*batch, share))
        if progress.step % 100 == 0:
            mean = sum(losses) / len(losses)
            print(
                f"step {progress.step} loss {mean:.4f} share {share:.3f} s {progress.seconds:.0f}", flush=True
            )
            losses.clear()
        if progress.step % 2000 == 0:
            run.report(dev)
        if progress.seconds - saved > config.checkpoint_minutes * 60:
            run.save()
            saved = progress.seconds
    run.save()
    run.report(dev)


def main() -> int:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--train", type=Path, nargs="+", required=True, help="jsonl.gz files of pairs")
    parser.add_argument("--dev", type=Path, required=True, help="jsonl.gz file for the figures on the way")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder of the run; resumed if it has a checkpoint"
    )
    parser.add_argument("--config", type=Path, help="JSON with values that differ from the defaults")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()

    config = replace(Config(), **json.loads(args.config.read_text())) if args.config else Config()
    torch.set_flush_denormal(True)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "config.json").write_text(json.dumps(asdict(config), indent=1))
    pairs = [pair for path in args.train for pair in read_pairs(path)]
    dev = [pair for pair in read_pairs(args.dev) if pair.label in LABELS]
    dev = random.Random(config.seed).sample(dev, min(config.dev_sample, len(dev)))
    train(Run(config, args.base, args.out, args.device), pairs, dev)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
