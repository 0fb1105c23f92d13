"""Squares on a local cluster, one worker of which is killed; run as a process of its own by test_engines."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from verify.engines import dask


def square(task: tuple[int, str]) -> int:
    number, marker = task
    if number == 5 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


if __name__ == "__main__":
    print(list(dask.run(square, ((number, sys.argv[1]) for number in range(30)))))
