"""`--store`, and the commands that show and empty a store."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verify.cli import terminal
from verify.cli.errors import explained
from verify.records import VerifyError

if TYPE_CHECKING:
    from verify.store import Survey

NONE = "none"
SUFFIXES = (".sqlite", ".db")
TITLES = {"claims": "articles", "vectors": "vectors", "judgements": "judgements"}

app = typer.Typer(
    help="Show or empty what verify keeps from one run to the next.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Named = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="FILE|none",
        envvar="VERIFY_STORE",
        help="Where to keep what was computed, so that the next run computes only what is new; none keeps "
        "nothing. .verify/store.sqlite beside the articles otherwise.",
    ),
]
Where = Annotated[Path, typer.Argument(metavar="PATH", help="A folder of articles, or the file of a store.")]


def place(named: str | None, paths: Sequence[Path]) -> Path | None:
    """The file that `--store` names, or else the one beside the articles; None for none.

    Raises:
        VerifyError: the name is not one of a store, and the file might be something else.
    """
    if named == NONE:
        return None
    return file_of(Path(named)) if named else file_of(paths[0] if paths[0].is_dir() else paths[0].parent)


@app.command()
def info(path: Where = Path()) -> None:
    """Say where the store of a folder is, how large, and what it holds."""
    with explained():
        from verify import store

        file = file_of(path)
        typer.echo(_described(file, store.survey(file)))


@app.command()
def clear(
    path: Where = Path(),
    stale: Annotated[
        bool, typer.Option("--stale", help="Only what other versions of verify or its libraries made.")
    ] = False,
) -> None:
    """Empty the store of a folder; the next run computes everything again."""
    with explained():
        from verify import store

        file = file_of(path)
        typer.echo(f"{store.clear(file, stale=stale):,} rows dropped from {file}.")


def file_of(path: Path) -> Path:
    """The store of a folder, or the file itself; raises VerifyError for a file that is none."""
    from verify.store import FOLDER, NAME

    if path.is_dir():
        return path / NAME if path.name == FOLDER else path / FOLDER / NAME
    if path.suffix not in SUFFIXES:
        raise VerifyError(f"{path} is no store.", f"Name a file that ends in {' or '.join(SUFFIXES)}.")
    return path


def _described(file: Path, survey: Survey) -> str:
    lines = [str(file), f"{survey.size / 1e6:,.1f} MB"]
    for kind, held in groupby(survey.held, key=lambda h: h.kind):
        for rows in held:
            note = ", stale: made by other code or libraries" if rows.stale else ""
            lines.append(f"{rows.rows:,} {TITLES[kind]} ({rows.name}){note}")
    return "\n".join(terminal.plain(line) for line in lines)
