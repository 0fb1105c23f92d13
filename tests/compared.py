"""Comparing and reporting without models: cosines and judgements by the letters of the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np

import verify.compare
from verify import embed, pipeline, plugins, sources, store
from verify.nli import Two
from verify.progress import Advance, ignore
from verify.records import Claim, Finding, Judgement, Mention, Pair, Report

STANCES = {"agree", "conflict", "different event", "updated"}
WIDTH = 8
APART = 0.6  # of a vector's length: two texts have a cosine of .3 to 1, so that most are compared


class Near:
    """An embedder to which all texts are more or less alike."""

    name = "near"

    def encode(self, texts: Sequence[str], *, advance: Advance = ignore) -> embed.Vectors:
        """A row per text."""
        rows = np.array([self._row(text) for text in texts], np.float32).reshape(-1, WIDTH)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def _row(self, text: str) -> list[float]:
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=WIDTH - 1).digest()
        return [1.0, *(APART * (byte / 255 - 0.5) for byte in digest)]


class Sure:
    """A judge who is sure that all texts contradict each other."""

    name = "sure"

    def judge(self, pairs: Sequence[Two], *, advance: Advance = ignore) -> list[Judgement]:
        """A judgement per pair."""
        return [Judgement(0.95, 0.03, 0.02) for _ in pairs]


def held(claims: Sequence[Claim]) -> None:
    """Findings between two articles are explained, lie in their claims and do not depend on the order."""
    comparators = [plugins.load(verify.compare, name) for name in plugins.names(verify.compare)]
    made = [p for p in pipeline._pairs(claims, Near(), pipeline.SILENT) if p.left.article != p.right.article]
    for pair in pipeline._judged(made, Sure(), pipeline.SILENT):
        for comparator in comparators:
            there = list(comparator.compare(pair))
            back = list(comparator.compare(swapped(pair)))
            for finding in there:
                explained(finding)
            assert sorted(map(told, there)) == sorted(told(finding, other=True) for finding in back)
    pipeline._findings(made, pipeline.SILENT)


def explained(finding: Finding) -> None:
    """Its words lie in its claims, and it says why."""
    left, right = finding.pair.left, finding.pair.right
    assert left.start <= finding.left.start < finding.left.end <= left.end
    assert right.start <= finding.right.start < finding.right.end <= right.end
    assert finding.stance in STANCES
    assert finding.reason
    assert finding.left_value
    assert finding.right_value
    assert 0 <= finding.score <= 1


def swapped(pair: Pair) -> Pair:
    """The pair with its sides exchanged."""
    contexts = tuple(zip(*pair.contexts, strict=True)) if pair.contexts else ()
    if not contexts:
        contexts = tuple(() for _ in pair.right.slots)
    judged = (pair.judged[1], pair.judged[0]) if pair.judged else None
    return replace(pair, left=pair.right, right=pair.left, contexts=contexts, judged=judged)


def told(finding: Finding, *, other: bool = False) -> tuple[str, ...]:
    """What it says, whichever side is left."""
    left, right = (finding.right, finding.left) if other else (finding.left, finding.right)
    return finding.stance, finding.kind, finding.key, str(left), str(right)


def report(reading: sources.Reading) -> Report:
    """The report on the articles as one story."""
    using = pipeline.Tools(store.nothing(), Near(), Sure())
    return pipeline.told("told", pipeline.story(reading.articles, using), reading, using)


def mentions(made: Report) -> Iterator[Mention]:
    """Every quote of a report."""
    for fact in made.facts:
        yield from fact.mentions
    for dispute in made.disputes:
        for position in dispute.positions:
            yield from position.mentions
