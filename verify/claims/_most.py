"""How much of one article is compared: far more than any story has, so that no text can hold up a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from verify import parse
from verify.records import Article, Claim, NotCompared, Slot

MOST_CLAIMS = 700  # of an article: the most sentences of 10,000 news articles are 466, some of two claims
MOST_SLOTS = 40  # of a claim; a sentence of an article has 4
ALL_SLOTS = 1_000  # of an article; one of 30,000 characters has so many, 40 of 10,000 are longer
CONTEXTS = 16_000  # words and marks that are embedded for the values of one article


def within(articles: Sequence[Article], made: Sequence[Claim]) -> tuple[list[Claim], list[NotCompared]]:
    """The claims of articles with as much as is compared, and what is not, with the reason.

    `made` has the claims of one article after those of another, with one claim or value more than is
    compared where there were more.
    """
    texts = {a.path: a for a in articles}
    kept, left = list[Claim](), list[NotCompared]()
    for path, several in groupby(made, key=lambda c: c.article):
        article, claims, room = texts[path], list(several), Room()
        last = max(p.end for p in article.paragraphs)
        for claim in claims[:MOST_CLAIMS]:
            told = room.full  # that no more values are compared
            slots = room.taken(claim.slots)
            kept.append(claim if slots == claim.slots else replace(claim, slots=slots))
            if slots == claim.slots or told:
                continue
            of = "article, from here on" if room.full else "sentence"
            end = last if room.full else claim.end
            why = f"more values than are compared of one {of}"
            left.append(_between(article, claim.slots[len(slots)].start, end, why))
        if len(claims) > MOST_CLAIMS:
            why = f"the text goes on after {MOST_CLAIMS:,} claims, as many as are compared"
            left.append(_between(article, claims[MOST_CLAIMS].start, last, why))
    return kept, left


class Room:
    """How many values, and words of their contexts, an article still has room for."""

    def __init__(self) -> None:
        self._slots, self._words = ALL_SLOTS, CONTEXTS

    @property
    def full(self) -> bool:
        """Whether a value found no room."""
        return min(self._slots, self._words) < 0

    def taken(self, slots: Sequence[Slot]) -> tuple[Slot, ...]:
        """The values of the next claim that are compared."""
        kept = list[Slot]()
        for slot in slots[:MOST_SLOTS]:
            self._slots, self._words = self._slots - 1, self._words - parse.size(slot.context)
            if self.full:
                break
            kept.append(slot)
        return tuple(kept)


def _between(article: Article, start: int, end: int, why: str) -> NotCompared:
    return NotCompared(article.path, start, end, article.text[start:end], why)
