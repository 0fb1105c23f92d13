"""Readers of intricate formats run in a process of their own, which may crash, hang or fill up alone.

The process is started at the first such file, serves all others, and is started anew after a failure. It
has no more memory than `Limits.memory` (where the system can hold it to that) and no secrets that its
parent lacks.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, cast

from verify.records import Article, Skipped, VerifyError
from verify.sources import _limits

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

_MAIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from verify.sources._worker import serve; serve(int(sys.argv[2]), int(sys.argv[3]))"
)
_ADVICE = "Convert it to .txt to have it read."


class Apart:
    """The process, and what it reads; a context manager that ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: Queue[bytes] = Queue()

    def __enter__(self) -> Apart:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, path: Path, name: str) -> Iterator[Article | Skipped]:
        """The articles of a file and what of it is skipped.

        Raises VerifyError where it cannot be read, or where nothing comes for too long.
        """
        self._ask({"path": str(path), "name": name})
        answered = False
        try:
            for answer in self._answers():
                match answer:
                    case {"article": fields}:
                        yield _converter().structure(fields, Article)
                    case {"skipped": [where, reason]}:
                        yield Skipped(str(where), str(reason))
                    case {"done": wrong}:
                        answered = True
                        if wrong:
                            raise VerifyError(*wrong)
        finally:
            if not answered:  # it would answer this question to the next
                self._stop()

    def _ask(self, question: dict[str, str]) -> None:
        if self._process is None or self._process.poll() is not None:
            self._start()
        stdin = cast("subprocess.Popen[bytes]", self._process).stdin
        cast("IO[bytes]", stdin).write(json.dumps(question).encode() + b"\n")
        cast("IO[bytes]", stdin).flush()

    def _answers(self) -> Iterator[dict[str, Any]]:
        """What the process says until it is done; an article starts the clock anew."""
        seconds = _limits.current().seconds
        deadline = time.monotonic() + seconds
        answer: dict[str, Any] = {}
        while "done" not in answer:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                raise VerifyError(f"nothing could be read of it in {seconds:.0f} seconds.", _ADVICE) from None
            if not line:
                raise VerifyError("its reader crashed.", _ADVICE)
            answer = json.loads(line)
            if "article" in answer:
                deadline = time.monotonic() + seconds
            yield answer

    def _start(self) -> None:
        self._stop()
        limits = _limits.current()
        command = [sys.executable, "-c", _MAIN, json.dumps(sys.path), str(limits.bytes), str(limits.memory)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._lines = Queue()
        Thread(target=_pump, args=(self._process.stdout, self._lines), daemon=True).start()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            with self._process:  # closes its pipes and waits
                pass
        self._process = None


def plain(item: Article | Skipped) -> dict[str, object]:
    """What crosses from one process to the other."""
    if isinstance(item, Skipped):
        return {"skipped": [item.path, item.reason]}
    return {"article": _converter().unstructure(item, Article)}


def dumps(answer: dict[str, object]) -> bytes:
    """One line of JSON; half characters stay as they are."""
    return _converter().dumps(answer).encode() + b"\n"


@cache
def _converter() -> JsonConverter:
    from cattrs.preconf.json import make_converter

    return make_converter()


def _pump(pipe: Iterable[bytes], lines: Queue[bytes]) -> None:
    """Move lines as they come, then an empty one; a pipe that is closed has ended."""
    try:
        for line in pipe:
            lines.put(line)
    except ValueError:
        pass
    lines.put(b"")
