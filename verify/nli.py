"""Whether one sentence follows from another, contradicts it, or neither: a cross-encoder of the library.

torch and sentence-transformers are imported when a model is loaded, not with this module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from verify import models
from verify.models import Model
from verify.progress import Advance, ignore
from verify.records import Judgement

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

Two = tuple[str, str]  # a premise and a hypothesis

DEFAULT = "verify-nli"
NONE = "none"
LABELS = ("contradiction", "entailment", "neutral")

# Pairs whose lengths are found at a time.
CHUNK = 1024

# Decimals kept of a probability: far more than its calibration is worth, far fewer than processors
# differ in.
DECIMALS = 3


class Judge(Protocol):
    """A loaded model."""

    @property
    def name(self) -> str:
        """How a report calls the model: the same on every machine, without a path."""
        ...

    def judge(self, pairs: Sequence[Two], *, advance: Advance = ignore) -> list[Judgement]:
        """One judgement for each premise and hypothesis, in the order of `pairs`.

        Equal pairs have equal judgements, whatever is judged beside them and in whatever order.
        `advance` is told how many more pairs are done.
        """
        ...


def find(name: str | None = None) -> Model:
    """The model that `load` would load: to know it takes no time.

    Raises:
        VerifyError: a folder is missing (exit code 3).
    """
    with models.loading(name or DEFAULT, _advice(name)):
        source = str(models.NLI) if name is None else models.source(name)
        return Model(DEFAULT if name is None else models.public(source), source, models.precision())


def load(name: str | None = None) -> Judge | None:
    """Load the model of verify, the model in the folder `name`, or the hub's; None for the name "none".

    Only a name can lead to the network, and only where HF_HUB_OFFLINE is not set. Weights are read
    from safetensors alone, and code that comes with a model is never run.

    Raises:
        VerifyError: the model is missing or broken, or has other labels (exit code 3).
    """
    if name == NONE:
        return None
    found = find(name)
    with models.loading(name or DEFAULT, _advice(name)):
        return Loaded(_model(found), found.name, _settings(found.source))


class Loaded:
    """A model of the library, as `Judge` describes it.

    Pairs of one length in tokens are judged together, each batch on one thread.
    """

    def __init__(self, model: CrossEncoder, name: str, settings: Mapping[str, Any]) -> None:
        """`settings` is the config of the model: its labels, and what its logits are divided by."""
        self.name = name
        self._model = model
        self._temperature = float(settings.get("temperature", 1.0))
        self._columns = _columns(settings["id2label"])

    def judge(self, pairs: Sequence[Two], *, advance: Advance = ignore) -> list[Judgement]:
        """One judgement per pair; each distinct pair is judged once."""
        distinct = sorted(set(pairs))
        judged: dict[Two, Judgement] = {}
        with models.one_thread_each() as pool:
            batches = [[distinct[at] for at in places] for places in models.batches(self._lengths(distinct))]
            told = 0
            for batch, rows in zip(batches, pool.map(self._batch, batches), strict=True):
                judged |= zip(batch, rows, strict=True)
                done = len(judged) * len(pairs) // len(distinct)
                advance(done - told)
                told = done
        return [judged[pair] for pair in pairs]

    def _lengths(self, pairs: list[Two]) -> list[int]:
        """Tokens of each pair as the model reads it."""
        lengths: list[int] = []
        for start in range(0, len(pairs), CHUNK):
            mask = self._model.preprocess(pairs[start : start + CHUNK])["attention_mask"]
            lengths += mask.sum(dim=1).tolist()
        return lengths

    def _batch(self, pairs: list[Two]) -> list[Judgement]:
        from torch import nn

        logits = self._model.predict(
            pairs, batch_size=len(pairs), activation_fn=nn.Identity(), convert_to_tensor=True,
            show_progress_bar=False,
        )  # fmt: skip
        shares = _probabilities(np.asarray(logits.float().numpy(), dtype=np.float64) / self._temperature)
        return [Judgement(*row) for row in shares[:, self._columns].tolist()]


def _probabilities(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = np.round(powers / powers.sum(axis=1, keepdims=True), DECIMALS)
    return shares


def _columns(names: Mapping[str, str]) -> list[int]:
    """Where the model has each of `LABELS`, by its own config."""
    places = {name.lower(): int(place) for place, name in names.items()}
    if set(places) != set(LABELS):
        raise ValueError(f"its labels are {', '.join(sorted(places))}, not {', '.join(LABELS)}.")
    return [places[label] for label in LABELS]


def _model(found: Model) -> CrossEncoder:
    local = models.local(found.source)
    import torch
    from sentence_transformers import CrossEncoder
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    model: CrossEncoder = CrossEncoder(
        found.source,
        device="cpu",
        local_files_only=local,
        trust_remote_code=False,
        model_kwargs={"dtype": getattr(torch, found.precision), "use_safetensors": True},
    )
    return model


def _settings(source: str) -> Mapping[str, Any]:
    """The model's config as it is written: transformers drops a temperature from its own object."""
    from transformers.utils.hub import cached_file

    path = cached_file(source, "config.json")
    settings: Mapping[str, Any] = json.loads(Path(str(path)).read_text(encoding="utf-8"))
    return settings


def _advice(name: str | None) -> str:
    if name is None:
        return "Install verify again, or pass --nli none."
    return "Pass a folder that holds a cross-encoder with three labels, or --nli none."
