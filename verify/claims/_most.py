"""How much of one article is compared: far more than any story has, so that no text can hold up a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        claims = list(several)
        for claim, slots in zip(claims[:MOST_CLAIMS], _slots(claims), strict=False):
            kept.append(claim if slots == claim.slots else replace(claim, slots=slots))
            left += _beyond(claim, len(slots))
        if len(claims) > MOST_CLAIMS:
            rest = claims[MOST_CLAIMS].start
            end = max(p.end for p in texts[path].paragraphs)
            why = f"the text goes on after {MOST_CLAIMS:,} claims, as many as are compared"
            left.append(NotCompared(path, rest, end, texts[path].text[rest:end], why))
    return kept, left


def _slots(claims: Sequence[Claim]) -> Iterator[tuple[Slot, ...]]:
    """The values of each claim that are compared."""
    slots, words = ALL_SLOTS, CONTEXTS
    for claim in claims:
        kept = list[Slot]()
        for slot in claim.slots[:MOST_SLOTS]:
            slots, words = slots - 1, words - parse.size(slot.context)
            if min(slots, words) < 0:
                break
            kept.append(slot)
        yield tuple(kept)


def _beyond(claim: Claim, compared: int) -> Iterator[NotCompared]:
    if compared < len(claim.slots):
        start = claim.slots[compared].start
        why = "more values than are compared of one sentence or article"
        yield NotCompared(claim.article, start, claim.end, claim.text[start - claim.start :], why)
