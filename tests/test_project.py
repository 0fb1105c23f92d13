"""What the project's own files promise."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import verify

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


EXTRAS = ("archive", "cluster", "review")  # of which the program imports what is in them

UNIMPORTED = {"lxml-html-clean"}  # trafilatura's jusText needs it to read a page


def imported() -> set[str]:
    """Top-level modules that the package imports, and those that it loads by name."""
    names = set()
    for path in (ROOT / "verify").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Constant) and str(node.value).startswith("en_core_web"):
                names.add(str(node.value))
    return names


def distribution(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    extras = [requirement for extra in EXTRAS for requirement in PROJECT["optional-dependencies"][extra]]
    declared = {distribution(requirement) for requirement in PROJECT["dependencies"] + extras}
    owners = packages_distributions()

    used = {distribution(owner) for name in imported() for owner in owners.get(name, [])}

    assert (used - {"verify"}) | UNIMPORTED == declared


def test_every_declared_dependency_is_pinned() -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    extras = [requirement for extra in PROJECT["optional-dependencies"].values() for requirement in extra]

    wanted = {distribution(requirement) for requirement in PROJECT["dependencies"] + extras} - {"verify"}

    assert wanted - {distribution(pin) for pin in pins} == set()


def test_the_version_is_written_once() -> None:
    assert "version" in PROJECT["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", verify.__version__)
