"""The sentences around a quote, for a reader who wants to see where it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from verify.records import Claim, Dispute, Fact, Mention

MOST_CHARACTERS = 400  # on either side: two long sentences of a wire story


class Surroundings:
    """Fills in what stands before and after each mention, as the articles have it."""

    def __init__(self, texts: Mapping[str, str], claims: Iterable[Claim]) -> None:
        self._texts = texts
        starts: dict[str, set[int]] = defaultdict(set)
        ends: dict[str, set[int]] = defaultdict(set)
        for claim in claims:
            starts[claim.article].add(claim.sentence.start)
            ends[claim.article].add(claim.sentence.end)
        self._starts = {path: sorted(found) for path, found in starts.items()}
        self._ends = {path: sorted(found) for path, found in ends.items()}

    def facts(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """The facts, their mentions with what stands around them."""
        return tuple(replace(fact, mentions=self._mentions(fact.mentions)) for fact in facts)

    def disputes(self, disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
        """The disputes, their mentions with what stands around them."""
        return tuple(
            replace(d, positions=tuple(replace(p, mentions=self._mentions(p.mentions)) for p in d.positions))
            for d in disputes
        )

    def _mentions(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(replace(m, before=self._before(m), after=self._after(m)) for m in mentions)

    def _before(self, mention: Mention) -> str:
        """From the beginning of the sentence before the quote's own."""
        starts = self._starts[mention.article]
        own = bisect_right(starts, mention.start) - 1
        begin = max(starts[max(0, own - 1)], mention.start - MOST_CHARACTERS)
        return self._texts[mention.article][begin : mention.start]

    def _after(self, mention: Mention) -> str:
        """To the end of the sentence after the quote's own."""
        ends = self._ends[mention.article]
        own = bisect_left(ends, mention.end)
        stop = min(ends[min(len(ends) - 1, own + 1)], mention.end + MOST_CHARACTERS)
        return self._texts[mention.article][mention.end : max(stop, mention.end)]
