"""The other end of `_apart`: reads the files that it is asked for, one line of JSON in, several out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from verify.records import VerifyError
from verify.sources import _apart, _limits, _reading
from verify.sources._walk import unreadable


def serve(max_bytes: int, memory: int) -> None:
    """Answer questions on stdin until there are no more; nothing else reaches stdout."""
    _confine(memory)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library may print
    with _limits.within(_limits.Limits(max_bytes)):
        for line in sys.stdin.buffer:
            question = json.loads(line)
            for answer in _answers(Path(question["path"]), question["name"]):
                answers.write(_apart.dumps(answer))


def _answers(path: Path, name: str) -> Iterator[dict[str, object]]:
    """What is read, and at the end what went wrong: a message and an advice, or nothing."""
    wrong: list[str] = []
    try:
        for item in _reading.items(_reading.reader(path), path, name):
            yield _apart.plain(item)
    except VerifyError as error:
        wrong = [error.message, error.advice]
    except OSError as error:
        wrong = [unreadable(error)]
    except MemoryError:
        wrong = ["it takes too much memory to read.", "Split it into smaller documents."]
    except Exception as error:  # a damaged file raises whatever the reader of its format raises
        wrong = [f"its reader failed ({type(error).__name__}).", "Convert it to .txt to have it read."]
    yield {"done": wrong}


def _confine(memory: int) -> None:
    """No more memory than that, no file larger than nothing, no core: where the system knows limits."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # a system that knows the limit but does not let us set it
            continue
