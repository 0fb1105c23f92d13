"""Inputs that fuzzing kept: nothing gives way to them."""

from __future__ import annotations

import pytest
import targets

TARGETS = targets.targets()
MOST_FILES, MOST_BYTES, MOST_IN_ALL = (
    40,
    100_000,
    1_000_000,
)  # so that the tests stay quick and the checkout small


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.model if t.model else ()) for n, t in TARGETS.items()]
)
@pytest.mark.filterwarnings("ignore")
def test_nothing_gives_way_to_what_is_kept(name: str) -> None:
    kept = targets.kept(name)

    faults = {path.name: targets.fault(TARGETS[name].check, path.read_bytes()) for path in kept}

    assert kept
    assert {path: told for path, told in faults.items() if told} == {}


def test_what_is_kept_is_little() -> None:
    sizes = {name: [path.stat().st_size for path in targets.kept(name)] for name in TARGETS}

    assert {n: (len(s), sum(s)) for n, s in sizes.items() if len(s) > MOST_FILES or sum(s) > MOST_BYTES} == {}
    assert sum(map(sum, sizes.values())) <= MOST_IN_ALL


def test_every_folder_belongs_to_a_target() -> None:
    assert {path.name for path in targets.CORPUS.iterdir() if path.is_dir()} == set(TARGETS)
