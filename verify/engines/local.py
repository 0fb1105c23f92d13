"""One story after the other, in this process; its models use all processors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

REMOTE = False

T = TypeVar("T")
R = TypeVar("R")


def run(work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """The results, each made when it is asked for."""
    return map(work, tasks)
