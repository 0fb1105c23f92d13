"""Engines: every one gives the results of the plain loop, in its order; a lost worker loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from verify import engines, plugins
from verify.engines import local

HERE = Path(__file__).resolve().parent
WORKERS = os.environ | {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}


def test_the_engines_are_the_files_of_their_folder() -> None:
    assert plugins.names(engines) == ("dask", "local")


def test_the_local_engine_takes_a_task_when_its_result_is_asked_for() -> None:
    taken: list[int] = []

    results = local.run(lambda task: task * task, (taken.append(n) or n for n in range(3)))

    assert next(results) == 0
    assert taken == [0]
    assert list(results) == [1, 4]


def test_the_task_of_a_killed_worker_goes_to_another(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason='needs the extra "cluster"')

    done = subprocess.run(
        [sys.executable, HERE / "lost_worker.py", tmp_path / "killed"],
        check=True, capture_output=True, text=True, env=WORKERS, cwd=HERE.parent,
    )  # fmt: skip

    assert (tmp_path / "killed").exists()
    assert done.stdout.strip() == str([number * number for number in range(30)])
