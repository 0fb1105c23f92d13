"""`verify review`: a report on a local page, where a person decides on each dispute."""

from __future__ import annotations

import getpass
import os
import secrets
import socket
import webbrowser
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from verify.cli import decided, output, terminal
from verify.cli.errors import explained
from verify.cli.options import Model, Nli, Quiet
from verify.cli.store import Named, place
from verify.decisions import beside
from verify.records import Report, VerifyError

TOKEN_BYTES = 24

Found = tuple[Report, Path]


def review(  # noqa: PLR0913, PLR0917 - one argument for each option
    path: Annotated[
        Path, typer.Argument(metavar="REPORT.json|FOLDER", help="A report as JSON, or a folder of articles.")
    ],
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who signs the decisions. The login name otherwise.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 0,
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    model: Model = None,
    nli: Nli = None,
    keep: Named = None,
    quiet: Quiet = False,
) -> None:
    """Walk through the disputes of a report on a local page, and decide.

    Confirm, dismiss with a reason, note. Decisions are kept beside the report, in
    NAME.decisions.jsonl; the next verify report takes them over. Ctrl-C ends it.

    \b
    Examples:
      verify review articles/ --open
      verify review reports/articles.json --reviewer "A. Lorne"
    """
    with explained():
        by = _signed(reviewer)
        application = _application()
        report, file = _report(path, model=model, nli=nli, keep=keep, quiet=quiet)
        desk = application.Desk(report, beside(file), by)
        with _bound(port) as bound:
            token = secrets.token_urlsafe(TOKEN_BYTES)
            address = f"http://127.0.0.1:{bound.getsockname()[1]}/{token}/"
            typer.echo(f"Review of {terminal.plain(str(file))}: {address} (Ctrl-C ends it)")
            if show and not webbrowser.open(address):
                terminal.complain("No browser could be started; open the address by hand.")
            try:
                application.serve(desk, bound, token)
            except KeyboardInterrupt:
                terminal.complain(f"Decisions are in {desk.file}.")


def _application() -> ModuleType:
    """The page; what it needs is no part of a plain installation."""
    try:
        from verify import review as application
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("verify"):
            raise
        raise VerifyError(
            f"verify review needs {error.name}, which is not installed.",
            "Install the extra: pip install -c constraints.txt '.[review]'",
        ) from error
    return application


def _signed(reviewer: str | None) -> str:
    try:
        name = terminal.plain(getpass.getuser() if reviewer is None else reviewer)
    except (ImportError, KeyError, OSError):  # what getpass raises has changed from version to version
        name = ""
    if not name:
        raise VerifyError("Nobody signs the decisions.", "Name yourself: --reviewer NAME.")
    return name


def _report(path: Path, *, model: str | None, nli: str | None, keep: str | None, quiet: bool) -> Found:
    """The report to review and its file; of a folder it is made, with the decisions so far."""
    from verify.render import json

    if path.is_dir():
        target = output.target([path], None, "json")
        from verify import archive

        recipe = archive.Recipe(model, nli, place(keep, [path]), decided.entries(target))
        with terminal.progress(quiet) as progress, archive.opened(recipe, terminal.complain) as using:
            found = archive.read([path], using, progress=progress)
            told = archive.reports(found, using, recipe=recipe, progress=progress)
            made = archive.joined(found, list(told), archive.method(using))
        target.write(made)
        terminal.warn_skipped(made)
        return made, Path(str(target.path))
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise VerifyError(f"{path} cannot be read: {reason}.", "Name a report or a folder.") from error
    return json.read(text, str(path)), path


def _bound(port: int) -> socket.socket:
    bound = socket.socket()
    if os.name == "posix":  # elsewhere it would let others take the port as well
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1", port))
    except OSError as error:
        bound.close()
        raise VerifyError(f"Port {port} cannot be had: {error.strerror}.", "Name another one.") from error
    return bound
