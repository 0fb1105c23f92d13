"""Plain letters, so that what is spelt with and without accents is one."""

from __future__ import annotations

from anyascii import anyascii


def plain(text: str) -> str:
    """The text in lower case and in plain letters: one outlet's "Cobán" is another's "Coban"."""
    return text.lower() if text.isascii() else anyascii(text).lower()
