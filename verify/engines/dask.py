"""Stories side by side with dask: on this machine, or on the cluster that DASK_SCHEDULER_ADDRESS names."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from verify.records import VerifyError

if TYPE_CHECKING:
    from distributed import Client, Future

REMOTE = True

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4  # tasks for each thread of the cluster that wait there


def run(work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """The results, in the order of the tasks; the task of a worker that is lost goes to another.

    Raises VerifyError where dask is missing.
    """
    with _client() as client:
        rest = iter(tasks)
        width = AHEAD * max(1, sum(client.nthreads().values()))
        waiting: deque[Future] = deque(_sent(client, work, task) for task in islice(rest, width))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(_sent(client, work, task) for task in islice(rest, 1))


def _sent(client: Client, work: Callable[[T], R], task: T) -> Future:
    return client.submit(work, task, pure=False)


def _client() -> Client:
    try:
        import dask
        from distributed import Client
    except ModuleNotFoundError as error:
        raise VerifyError(
            "dask is missing, which the engine needs.", 'Install it: pip install "verify[cluster]".'
        ) from error
    if dask.config.get("scheduler-address", None):
        return Client()
    return Client(threads_per_worker=1, dashboard_address=None)
