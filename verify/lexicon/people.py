"""Common nouns for persons."""

from __future__ import annotations

from functools import cache

from verify import lexicon


@cache
def nouns() -> frozenset[str]:
    """Those of roles, of trades, and of people who are counted."""
    roles = lexicon.load("roles")
    return frozenset((*roles["persons"], *roles["occupations"], *lexicon.load("quantities")["persons"]))
