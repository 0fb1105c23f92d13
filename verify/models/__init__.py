"""What loading and running any model shares; the weights that come with verify stand in this folder.

A model runs in batches of equal length, each on one thread. torch is imported only when one does.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from verify.records import VerifyError

Precision = Literal["float32", "bfloat16"]

MISSING = 3  # exit code
PRECISION_VARIABLE = "VERIFY_PRECISION"
NLI = Path(__file__).resolve().parent / "nli"  # the folder of the NLI model that comes with verify

# Tokens in one batch: swept 256-8192 on 600 news sentences with another implementation of MiniLM, 2
# cores: best 1024 and 2048.
BATCH_TOKENS = 2048


@dataclass(frozen=True, slots=True)
class Model:
    """A model to load: where it is (a folder, or a name on the hub), and in which precision to run it.

    `public` is the same on every machine: it holds no path.
    """

    public: str
    source: str
    precision: Precision

    @property
    def name(self) -> str:
        """How a report calls the model."""
        return self.public if self.precision == "float32" else f"{self.public}, {self.precision}"


@contextmanager
def loading(name: str, advice: str) -> Iterator[None]:
    """Prepare to load a model; whatever its reader raises ends as one line with a way out.

    Raises:
        VerifyError: the model is missing or broken (exit code 3).
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        yield
    except Exception as error:  # a damaged file raises whatever the reader of its format raises
        reason = _first_line(error)
        raise VerifyError(f"The model {name} cannot be loaded: {reason}", advice, MISSING) from error


def source(name: str) -> str:
    """The folder or name to load: what looks like a path has to be a folder that exists.

    Only a name can lead to the network, and only where HF_HUB_OFFLINE is not set.

    Raises:
        FileNotFoundError: it is neither a folder nor a name.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return str(folder)
    if folder.exists() or folder.is_absolute() or name.startswith((".", "~")) or name.count("/") > 1:
        raise FileNotFoundError("it is not a folder.")
    return name


def local(source: str) -> bool:
    """Whether the model is a folder; from then on nothing asks the hub."""
    folder = Path(source).is_dir()
    if folder:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return folder


def public(source: str) -> str:
    """What a report calls the model: a folder by its last part, as paths differ by machine."""
    return Path(source).resolve().name if Path(source).is_dir() else source


def precision() -> Precision:
    """The value of VERIFY_PRECISION, else float32, which gives the same report on every machine.

    Raises:
        ValueError: the value is no precision.
    """
    named = os.environ.get(PRECISION_VARIABLE) or "float32"
    for known in get_args(Precision):
        if named == known:
            return known  # type: ignore[no-any-return]  # get_args forgets the type
    raise ValueError(f"{PRECISION_VARIABLE} is {named}, not one of {', '.join(get_args(Precision))}.")


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Places by batches of equal length in tokens, the longest first: no batch is padded."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for place, length in enumerate(lengths):
        by_length[length].append(place)
    return [
        places[start : start + max(1, BATCH_TOKENS // max(length, 1))]
        for length, places in sorted(by_length.items(), reverse=True)
        for start in range(0, len(places), max(1, BATCH_TOKENS // max(length, 1)))
    ]


@contextmanager
def one_thread_each() -> Iterator[ThreadPoolExecutor]:
    """A worker per processor for whole batches, in place of torch's threads within each operation.

    A row is then the same however many processors there are, up to the 1e-7 by which some
    processors' kernels for batches of other sizes differ, and no thread waits for another.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with ThreadPoolExecutor(threads) as pool:
            yield pool
    finally:
        torch.set_num_threads(threads)


def _first_line(error: BaseException) -> str:
    """What went wrong in one line that ends with a full stop."""
    line = str(error).strip().split("\n", 1)[0].strip() or type(error).__name__
    return line if line.endswith(".") else f"{line}."
