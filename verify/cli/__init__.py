"""The command line: options in, report out. torch and spaCy are imported only once work begins."""

from __future__ import annotations

import gc
import webbrowser
from typing import Annotated

import typer

import verify
from verify import plugins, render
from verify.cli import decided, output, store, stories, terminal
from verify.cli.doctor import doctor
from verify.cli.errors import explained
from verify.cli.explain import explain
from verify.cli.fetch import MaxBytes, fetch_pages, local
from verify.cli.options import Engine, Model, Nli, Quiet
from verify.cli.review import review
from verify.records import Index, Report, VerifyError
from verify.sources import MAX_BYTES, Limits, within

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
      verify report articles/ --open      show it in the browser
      verify report a.txt b.html -o -     print the report
      verify review articles/ --open      decide on each dispute, in the browser
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
    show: Annotated[
        bool, typer.Option("--open", help="Open the written file in the browser; html if no form is named.")
    ] = False,
    model: Model = None,
    nli: Nli = None,
    keep: store.Named = None,
    max_bytes: MaxBytes = MAX_BYTES,
    story: Annotated[
        str | None,
        typer.Option(
            "--story",
            metavar="ID_OR_ARTICLE",
            help="Only the story with this id, or with this article, as `verify stories` lists them.",
        ),
    ] = None,
    engine: Engine = "local",
    quiet: Quiet = False,
) -> None:
    """Read articles and write which facts agree and which are disputed.

    Articles on several stories get an index and a report for each story.

    \b
    Examples:
      verify report articles/
      verify report articles/ more.jsonl -o out.json
      verify report articles/ --open
      verify report articles/ --format json -o - --quiet | jq .disputes
    """
    with explained():
        paths = local(inputs, max_bytes)
        target = output.target(paths, out, form or ("html" if show and out is None else None))
        if show and target.path is None:
            raise VerifyError("--open has no file to open.", "Leave out -o -, or --open.")
        entries = decided.entries(target)
        from verify import archive  # after the options are checked: it takes a second

        recipe = archive.Recipe(model, nli, store.place(keep, paths), entries)
        made: Report | Index
        with terminal.progress(quiet) as progress, archive.opened(recipe, terminal.complain) as using:
            with within(Limits(max_bytes, english=model is None)):
                found = archive.read(paths, using, progress=progress)
            if story:
                one = archive.report_on(found, story, using, progress=progress)
                target, made = stories.publish_one(target, one, beside=out is None), one
            else:
                told = archive.reports(found, using, engine=engine, recipe=recipe, progress=progress)
                made = stories.publish(target, found, told, archive.method(using))
        terminal.warn_skipped(made)
        if not story:
            decided.warn_lost(made, entries)
        terminal.summarise(made, target.name, quiet)
        if show and target.path is not None and not webbrowser.open(target.path.resolve().as_uri()):
            terminal.complain(f"No browser could be started; open {target.path} by hand.")


app.command(name="stories")(stories.stories)


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


app.command()(review)
app.command()(explain)
