"""The command line: options in, report out. torch and spaCy are imported only once work begins."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

import verify
from verify import plugins, render
from verify.cli import output, store, terminal
from verify.cli.doctor import doctor
from verify.cli.errors import explained
from verify.cli.fetch import MaxBytes, fetch_pages, local
from verify.sources import MAX_BYTES, Limits

# Objects made between two searches for garbage. Importing torch and the rest makes much that stays:
# with Python's 700 these imports take 7.4 s of processor time, with this 6.8 s (means of 3, 2 cores).
GC_THRESHOLD = 100_000

app = typer.Typer(
    name="verify",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.add_typer(store.app, name="store")

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


def main() -> None:
    """Run the command line and exit."""
    gc.set_threshold(GC_THRESHOLD)
    app()


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"verify {verify.__version__}")
        raise typer.Exit


def _format(name: str | None) -> str | None:
    if name is not None and name not in plugins.names(render):
        raise typer.BadParameter(f"{name} is none of: {', '.join(plugins.names(render))}.")
    return name


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Check news articles about the same events against each other.

    Says which facts several independent sources confirm and where the sources contradict each
    other, with the exact words of both sides. Works offline and decides nothing by oracle.

    \b
    Examples:
      verify report articles/             write reports/articles.md
      verify report a.txt b.html -o -     print the report
      verify compare "Two rockets hit the base." "Five rockets hit the base."

    \b
    Exit codes:
      0  the report is written
      1  verify doctor has found a problem
      2  the command or its input is at fault
      3  the model is not available
      130  interrupted with Ctrl-C; nothing is left half-written
    """


@app.command()
def report(  # noqa: PLR0913, PLR0917 - one argument for each option
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH_OR_URL",
            help="Folders of articles, files (text, pages, PDF, Word, mail, feeds, archives), or URLs.",
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; - prints. reports/<folder name>.md otherwise.",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(plugins.names(render)),
            callback=_format,
            autocompletion=lambda: list(plugins.names(render)),
            help="Form of the report; by the ending of FILE, or md, otherwise.",
        ),
    ] = None,
    model: Model = None,
    nli: Nli = None,
    keep: store.Named = None,
    max_bytes: MaxBytes = MAX_BYTES,
    quiet: Quiet = False,
) -> None:
    """Read articles and write which facts agree and which are disputed.

    \b
    Examples:
      verify report articles/
      verify report articles/ more.jsonl -o out.json
      verify report articles/ --format json -o - --quiet | jq .disputes
    """
    with explained():
        paths = local(inputs, max_bytes)
        target = output.target(paths, out, form)
        from verify import pipeline  # after the options are checked: it takes a second
        from verify.store import opened

        place = store.place(keep, paths)
        with terminal.progress(quiet) as progress, opened(place, terminal.complain) as kept:
            made = pipeline.run(
                paths, model=model, judge=nli, progress=progress, kept=kept, limits=Limits(max_bytes)
            )
        target.write(made)
        terminal.warn_skipped(made)
        terminal.summarise(made, target.name, quiet)


app.command(name="fetch")(fetch_pages)
app.command(name="doctor")(doctor)


@app.command()
def compare(
    left: Annotated[str, typer.Argument(metavar="SENTENCE_A", help="A sentence, in quotes.")],
    right: Annotated[str, typer.Argument(metavar="SENTENCE_B", help="The sentence to hold against it.")],
    model: Model = None,
    nli: Nli = None,
) -> None:
    """Say what each comparator finds in two sentences, and why.

    \b
    Example:
      verify compare "Two rockets hit the base." "Five rockets hit the base."
    """
    with explained():
        from verify import pipeline

        typer.echo(terminal.findings(pipeline.compare(left, right, model=model, judge=nli)))
