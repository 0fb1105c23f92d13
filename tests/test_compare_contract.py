"""What every comparator keeps to, whatever it compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from builders import article
from case_files import cases
from compared import STANCES, swapped, told

import verify.compare
from verify import embed, nli, pipeline, plugins, store
from verify.progress import Silent
from verify.records import Claim, Finding, Pair

pytestmark = pytest.mark.model

NAMES = plugins.names(verify.compare)
UNRELATED = (
    "A man armed with a knife robbed the Lublin flower market on Monday.",
    "Heavy snow closed 14 schools in northern Sweden.",
    "The central bank raised its main rate to 4.5 percent.",
    "Osk Varn, 61, was elected mayor of a town on the coast.",
    "A ferry with 300 passengers ran aground off Crete late on Friday.",
    "The museum denied that its oldest painting had been sold.",
    "Doctors vaccinated thousands of children across the province.",
    "The film festival opens in June with a comedy from Peru.",
    "Wolves killed nine sheep on a farm near the border.",
    "The striker left the club after two seasons.",
)


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """The pairs of the cases that rules are tuned with, many of them in conflict."""
    tuning = [c for c in cases(Path(__file__).parent / "cases") if not c.held_out]
    sides = [
        article(f"{case.name}/{side}", text, published=on)
        for case in tuning
        for side, text, on in (("a", case.a, case.date_a), ("b", case.b, case.date_b))
    ]
    made = pipeline._claims(sides, store.nothing(), Silent())
    every = list(_every(made, embed.load(), lambda a, b: a.article[:-1] == b.article[:-1]))
    return pipeline._judged(every, nli.load(), Silent())


@pytest.fixture(scope="module")
def copies(pairs: list[Pair]) -> list[Pair]:
    """Each claim of them beside its copy in another article."""
    claims = {c.id: c for p in pairs for c in (p.left, p.right)}
    made = [
        c for claim in claims.values() for c in (claim, replace(claim, id=f"{claim.id}'", article="copy"))
    ]
    every = list(_every(made, embed.load(), lambda a, b: b.id == f"{a.id}'"))
    return pipeline._judged(every, nli.load(), Silent())


@pytest.fixture(scope="module")
def unrelated() -> list[Pair]:
    """Sentences of which no two tell of one thing."""
    made = pipeline._claims(
        [article(str(n), text) for n, text in enumerate(UNRELATED)], store.nothing(), Silent()
    )
    return pipeline._judged(list(_every(made, embed.load(), lambda a, b: True)), nli.load(), Silent())


@pytest.fixture(params=NAMES)
def comparator(request: pytest.FixtureRequest) -> ModuleType:
    return plugins.load(verify.compare, request.param)


def test_it_has_something_to_say(comparator: ModuleType, pairs: list[Pair]) -> None:
    assert any(_findings(comparator, pairs))


def test_evidence_lies_inside_its_claims(comparator: ModuleType, pairs: list[Pair]) -> None:
    for finding in _findings(comparator, pairs):
        left, right = finding.pair.left, finding.pair.right
        assert left.start <= finding.left.start < finding.left.end <= left.end, finding.reason
        assert right.start <= finding.right.start < finding.right.end <= right.end, finding.reason


def test_a_finding_explains_itself(comparator: ModuleType, pairs: list[Pair]) -> None:
    for finding in _findings(comparator, pairs):
        assert finding.stance in STANCES
        assert finding.reason.endswith((".", "?", ")"))
        assert 0 <= finding.score <= 1
        assert finding.left_value
        assert finding.right_value
        assert finding.key.startswith((finding.kind, finding.comparator))


def test_swapping_the_sides_changes_nothing_but_the_order(comparator: ModuleType, pairs: list[Pair]) -> None:
    for pair in pairs:
        there = sorted(told(f) for f in comparator.compare(pair))
        back = sorted(told(f, other=True) for f in comparator.compare(swapped(pair)))

        assert there == back, f"{pair.left.text} | {pair.right.text}"


def test_a_claim_never_contradicts_its_copy(comparator: ModuleType, copies: list[Pair]) -> None:
    for finding in _findings(comparator, copies):
        assert finding.stance == "agree", finding.reason


def test_unrelated_sentences_are_met_with_silence(comparator: ModuleType, unrelated: list[Pair]) -> None:
    assert [f.reason for f in _findings(comparator, unrelated)] == []


def test_the_same_pair_makes_the_same_findings(comparator: ModuleType, pairs: list[Pair]) -> None:
    assert list(_findings(comparator, pairs)) == list(_findings(comparator, pairs))


def _every(
    claims: list[Claim], embedder: embed.Embedder, wanted: Callable[[Claim, Claim], bool]
) -> Iterator[Pair]:
    """Each two wanted claims as a pair, whether or not they are near enough to be aligned."""
    texts = [c.text for c in claims]
    contexts = [s.context for c in claims for s in c.slots]
    vectors = embedder.encode(texts + contexts)
    inner = np.split(vectors[len(texts) :], np.cumsum([len(c.slots) for c in claims])[:-1])
    for i, j in combinations(range(len(claims)), 2):
        if not wanted(claims[i], claims[j]):
            continue
        cosines = tuple(tuple(map(float, row)) for row in inner[i] @ inner[j].T)
        yield Pair(claims[i], claims[j], round(float(vectors[i] @ vectors[j]), 4), contexts=cosines)


def _findings(comparator: ModuleType, pairs: list[Pair]) -> Iterator[Finding]:
    for pair in pairs:
        yield from comparator.compare(pair)
