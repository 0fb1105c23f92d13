"""The doctor names what is missing or damaged and the way out, and is content with what is whole."""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from typer.testing import CliRunner

from verify.cli import app
from verify.cli.doctor import Check

doctor = sys.modules["verify.cli.doctor"]  # `verify.cli.doctor` is the command of that name


def examined(folder: Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["doctor", str(folder)])
    return done.exit_code, done.stdout


def test_a_sound_environment_has_no_problem(tmp_path: Path) -> None:
    code, said = examined(tmp_path)

    assert (code, "problem" in said) == (0, False)
    for what in (
        "Python: 3.",
        "torch: ",
        "model all-MiniLM-L6-v2: whole",
        "readers: ",
        "store: none",
        "cores",
    ):
        assert what in said


def test_a_store_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / ".verify").mkdir()
    (tmp_path / ".verify" / "store.sqlite").write_bytes(b"no database at all, but long enough" * 9)

    code, said = examined(tmp_path)

    assert code == 1
    assert "problem store: The store" in said
    assert "-> Delete it" in said


def test_a_package_of_another_version_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        requires = ("spacy>=99", "no-such-package", 'other; extra == "dev"')
        version = "0"

    real = distribution
    monkeypatch.setattr(doctor, "distribution", lambda name: Old() if name == "verify" else real(name))

    checks = {check.what: check for check in doctor._packages()}

    assert "has to be >=99" in checks["spacy"].advice
    assert checks["no-such-package"].found == "not installed"
    assert "other" not in checks


def test_a_damaged_model_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_digest", lambda path: b"other")

    checks = list(doctor._models())

    assert any("is not as it was installed" in check.found and check.advice for check in checks)


def test_a_wrong_precision_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFY_PRECISION", "float8")

    assert doctor._processor() == Check(
        "processor",
        "VERIFY_PRECISION is float8, not one of float32, bfloat16.",
        "Set VERIFY_PRECISION to one of these, or unset it.",
    )
