"""One line of the file, checked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from verify.records import Reason

if TYPE_CHECKING:
    from cattrs import Converter

Act = Literal[
    "confirmed", "dismissed", "needs a call", "noted", "merged", "split", "independent", "same", "undone"
]
ACTS: tuple[Act, ...] = get_args(Act)
REASONS: tuple[str, ...] = tuple(reason for reason in get_args(Reason) if reason)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: characters `start` to `end` of an article's text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reviewer did, once.

    `record` names it for an undo, `time` is in UTC (ISO 8601). `of` is the id of a dispute or fact; of an
    "undone" the record that is taken back; empty for "independent" and "same", which are about `articles`.
    `places` has the first answer of each position as the reviewer saw them; of a "merged" those of the
    positions that are one, of a "split" the answer that is one of its own.
    """

    record: str
    time: str
    reviewer: str
    verdict: Act
    of: str = ""
    reason: Reason = ""
    note: str = ""
    question: str = ""
    places: tuple[Place, ...] = ()
    articles: tuple[str, ...] = ()


def entry(reviewer: str, verdict: Act, of: str = "", **more: Any) -> Entry:
    """An entry made now, with a name of its own."""
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Entry(secrets.token_hex(6), now, reviewer, verdict, of, **more)


def checked(row: object) -> Entry:
    """The entry that a line holds; fields that are not known are left out.

    Raises:
        ValueError: it is none; the message says why.
    """
    if not isinstance(row, dict):
        raise ValueError("it is no record")  # noqa: TRY004 - the caller handles one kind of error
    from cattrs import transform_error
    from cattrs.errors import BaseValidationError

    try:
        made = _converter().structure(row, Entry)
    except BaseValidationError as error:
        raise ValueError("; ".join(transform_error(error))) from error
    if datetime.fromisoformat(made.time).tzinfo is None:
        raise ValueError("its time names no zone")
    if wanting := _wanting(made):
        raise ValueError(f"a {made.verdict!r} needs {wanting}")
    return made


def _wanting(made: Entry) -> str:
    """What an entry lacks to mean anything."""
    if made.verdict in {"independent", "same"}:
        return "" if len(set(made.articles)) > 1 else "two articles"
    if not made.of:
        return "an id in 'of'"
    if made.verdict == "dismissed" and not made.reason:
        return "a reason"
    return "places" if made.verdict in {"merged", "split"} and not made.places else ""


@cache
def _converter() -> Converter:
    """Takes no number for a text and no text for a number."""
    from cattrs import Converter

    made = Converter()
    made.register_structure_hook(str, lambda value, _: _exactly(str, value))
    made.register_structure_hook(int, lambda value, _: _exactly(int, value))
    return made


def _exactly(kind: type, value: object) -> object:
    if type(value) is not kind:
        raise TypeError(f"{value!r:.40} is no {kind.__name__}")
    return value
