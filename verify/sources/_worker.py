"""The other end of `_apart`: reads the files that it is asked for, one line of JSON in, several out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from verify.records import Article, VerifyError
from verify.sources import _apart, _limits, _memory, _reading
from verify.sources._walk import unreadable


def serve(max_bytes: int) -> None:
    """Answer questions on stdin until there are no more; nothing else reaches stdout."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library may print
    limits = _limits.Limits(max_bytes)
    _apart.dumps(_apart.plain(Article("", "")))  # loads what writes answers
    _reading.readers()
    _memory.hold(limits.memory)
    with _limits.within(limits):
        for line in sys.stdin.buffer:
            question = json.loads(line)
            for answer in _answers(Path(question["path"]), question["name"]):
                answers.write(_apart.dumps(answer))


def _answers(path: Path, name: str) -> Iterator[dict[str, object]]:
    """What is read, and at the end what went wrong: a message and an advice, or nothing.

    `full` is whether this process has to be the last of its kind, as it cannot let go of what it read.
    """
    wrong: list[str] = []
    try:
        for item in _reading.items(_reading.reader(path), path, name):
            yield _apart.plain(item)
    except VerifyError as error:
        wrong = [error.message, error.advice]
    except OSError as error:
        wrong = [unreadable(error)]
    except Exception as error:  # a damaged file raises whatever the reader of its format raises
        wrong = [f"its reader failed ({type(error).__name__}).", "Convert it to .txt to have it read."]
        if _memory.ran_out(error):
            told = _memory.too_much(error)
            wrong = [told.message, told.advice]
    yield {"done": [_limits.short(text) for text in wrong], "full": _memory.swollen()}
