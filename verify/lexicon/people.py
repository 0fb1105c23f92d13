"""Common nouns for persons, and what stands for people whom no noun names."""

from __future__ import annotations

from functools import cache

from verify import lexicon

NOBODY = "*nobody"  # of whom it is denied of everyone
PRONOUN = "*pronoun"  # of whom only a pronoun is told
MANY = "*many"  # of whom there are several
OLDEST = "the oldest"  # of those whose ages have a range


@cache
def nouns() -> frozenset[str]:
    """Those of roles, of trades, and of people who are counted."""
    roles = lexicon.load("roles")
    return frozenset((*roles["persons"], *roles["occupations"], *lexicon.load("quantities")["persons"]))
