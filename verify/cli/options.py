"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

from verify import engines, plugins


def _engine(name: str) -> str:
    if name not in plugins.names(engines):
        raise typer.BadParameter(f"{name} is none of: {', '.join(plugins.names(engines))}.")
    return name


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
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="|".join(plugins.names(engines)),
        callback=_engine,
        help="Where stories are worked on: local, one after the other; dask, side by side on this machine "
        "or on the cluster that DASK_SCHEDULER_ADDRESS names. The report is the same.",
    ),
]
