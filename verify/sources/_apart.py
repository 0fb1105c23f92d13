"""Readers run in a process of their own, which may crash, hang or fill up alone.

The process is started at the first file for it, serves all others, and is started anew after a failure or
where a document has left it large. It takes no more memory than `Limits.memory` above what its libraries
take (where the system can hold it to that) and has no secrets that its parent lacks. It reads ahead of its
parent by a few answers, each of them small.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
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
    " from verify.sources._worker import serve; serve(int(sys.argv[2]))"
)
_ADVICE = "Convert it to .txt to have it read."
_ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system"}  # its own would reserve more than is ever read

AHEAD = 16  # pieces of answers that wait to be taken
PIECE = 65_536  # bytes of one, some 20 articles: a piece for each answer takes longer than to read it
LONGEST = 4_000_000  # bytes of an answer: 200,000 characters of text take 2,400,000 where each is escaped
_SOON = 0.01  # seconds


class Apart:
    """The process, and what it reads; a context manager that ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._pieces: Queue[bytes] = Queue(AHEAD)
        self._rest = b""
        self._pump: Thread | None = None

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
                    case {"done": wrong, "full": full}:
                        answered = not full
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
        """What the process says until it is done; an article starts the clock anew.

        The clock runs only while we wait: what our caller does with an article is not the reader's time.
        """
        left = seconds = _limits.current().seconds
        answer: dict[str, Any] = {}
        while "done" not in answer:
            since = time.monotonic()
            answer = json.loads(self._line(since + left))
            left = seconds if "article" in answer else left - (time.monotonic() - since)
            yield answer

    def _line(self, deadline: float) -> bytes:
        """The next line; raises VerifyError where it does not come in time, or never will."""
        pieces, length = [self._rest], len(self._rest)
        while b"\n" not in pieces[-1]:
            try:
                piece = self._pieces.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                seconds = _limits.current().seconds
                raise VerifyError(f"nothing could be read of it in {seconds:.0f} seconds.", _ADVICE) from None
            length += len(piece)
            if not piece or length > LONGEST:
                raise VerifyError("its reader crashed.", _ADVICE)
            pieces.append(piece)
        line, _, self._rest = b"".join(pieces).partition(b"\n")
        return line

    def _start(self) -> None:
        self._stop()
        limits = _limits.current()
        command = [sys.executable, "-c", _MAIN, json.dumps(sys.path), str(limits.bytes)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,  # a piece is what is there
            env=os.environ | _ENVIRONMENT,
        )
        self._pieces, self._rest = Queue(AHEAD), b""
        self._pump = Thread(target=_pump, args=(self._process.stdout, self._pieces), daemon=True)
        self._pump.start()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            while self._pump is not None and self._pump.is_alive():  # it may wait for a place
                with suppress(Empty):
                    self._pieces.get(timeout=_SOON)
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
    return json.dumps(answer).encode() + b"\n"


@cache
def _converter() -> JsonConverter:
    from cattrs.preconf.json import make_converter

    return make_converter()


def _pump(pipe: IO[bytes], pieces: Queue[bytes]) -> None:
    """Move what comes as it comes, and at the end an empty piece."""
    piece = b"more"
    while piece:
        piece = pipe.read(PIECE)
        pieces.put(piece)
