"""Options that several commands have, and what they open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from verify.cli import store, terminal

Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME_OR_FOLDER",
        help="Another sentence-transformers model: a folder, or a name on the hub (the only thing that "
        "may use the network). The packaged all-MiniLM-L6-v2 otherwise.",
    ),
]
Nli = Annotated[
    str | None,
    typer.Option(
        "--nli",
        metavar="NAME_OR_FOLDER|none",
        help="Another cross-encoder for contradiction and entailment: a folder, or a name on the hub; or "
        "none, for rules alone. The packaged verify-nli otherwise.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors and warnings stay.")
]


@contextmanager
def opened(
    paths: Sequence[Path], model: str | None, nli: str | None, keep: str | None, *, quiet: bool
) -> Iterator[Mapping[str, Any]]:
    """What `pipeline.run` and `trace` take: the models as named, a store, and a bar while they work."""
    from verify.store import opened as opened_store

    place = store.place(keep, paths)
    with terminal.progress(quiet) as progress, opened_store(place, terminal.complain) as kept:
        yield {"model": model, "judge": nli, "progress": progress, "kept": kept}
