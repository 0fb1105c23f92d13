"""A text cut to what a reader needs: the answer and the words around it."""

from __future__ import annotations

from verify.records import Span
from verify.render._escape import clean, escape, squeeze

QUOTE_CHARACTERS = 300  # about three lines of a page; a sentence of a wire story has 150 to 250


def excerpt(text: str, value: Span | None = None, *, limit: int = QUOTE_CHARACTERS) -> str:
    """A quote as inline markdown, cut to about `limit` characters around `value`, never inside it."""
    return escape(*cut(text, value, limit=limit))


def cut(text: str, value: Span | None = None, *, limit: int = QUOTE_CHARACTERS) -> tuple[str, Span]:
    """The same as cleaned text, and where in it the value stands (nowhere: an empty span)."""
    shown = clean(text)
    start, end = (
        (min(len(shown), len(squeeze(text[:at]).lstrip())) for at in (value.start, value.end))
        if value
        else (0, 0)
    )
    start += shown[start:end].startswith(" ")
    left, right = _window(shown, start, end, limit)
    before, after = "… " if left else "", " …" if right < len(shown) else ""
    shift = len(before) - left
    return before + shown[left:right].strip() + after, Span(start + shift, end + shift)


def _window(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """Where to cut: at spaces if there are any, with as much room before `start` as after `end`."""
    if len(text) <= limit:
        return 0, len(text)
    room = max(0, limit - (end - start))
    left = max(0, min(start - room // 2, len(text) - limit))
    right = min(len(text), max(end, left + limit))
    left = min(left, start)
    if left and (space := text.find(" ", left, start)) >= 0:
        left = space + 1
    if right < len(text) and (space := text.rfind(" ", end, right + 1)) >= 0:
        right = space
    return left, right
