"""What the comparators make of a labelled case, beside what its label expects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from case_files import Case

from verify import embed, nli, pipeline
from verify.progress import Advance, ignore
from verify.records import Finding


def verdict(case: Case) -> tuple[bool, str]:
    """Whether the findings on a case are what its label expects, and what they were."""
    found = pipeline.compare(case.a, case.b, dates=(case.date_a, case.date_b))
    conflicts = [f for f in found if f.stance == "conflict"]
    said = "; ".join(f"{f.stance} {f.kind} {f.left_value!r} | {f.right_value!r}" for f in found) or "nothing"
    if case.expect == "conflict":
        return any(f.kind == case.kind and _names(f, case) for f in conflicts), said
    if case.expect == "agree":
        return not conflicts and any(f.stance == "agree" for f in found), said
    if case.expect == "updated":
        return not conflicts and any(f.stance == "updated" for f in found), said
    return not conflicts and not any(f.stance == "updated" for f in found), said


def verdicts(cases: Iterable[Case], judge: str | None = None) -> list[tuple[Case, bool, str]]:
    """Each case with its verdict, all texts embedded in one go: a third of the time of one by one.

    `judge` names the NLI model as `--nli` does.
    """
    judged = list(cases)
    learnt, model = _Memory(), nli.load(judge)
    with pytest.MonkeyPatch.context() as patch:
        load = embed.load
        patch.setattr(embed, "load", lambda name: learnt)
        patch.setattr(nli, "load", lambda name: model)
        for case in judged:
            verdict(case)
        learnt.learn(load())
        return [(case, *verdict(case)) for case in judged]


class _Memory:
    """An embedder that notes what it is asked for, with one vector for all, until it has learnt."""

    name = "from memory"

    def __init__(self) -> None:
        self._rows: dict[str, embed.Vectors] = {}

    def encode(self, texts: Sequence[str], *, advance: Advance = ignore) -> embed.Vectors:
        """A row per text."""
        alike = np.eye(1, 384, dtype=np.float32)[0]
        rows = [self._rows.setdefault(text, alike) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(-1, 384)

    def learn(self, embedder: embed.Embedder) -> None:
        """Have the model's own vectors for every text that was asked for."""
        texts = sorted(self._rows)
        self._rows = dict(zip(texts, embedder.encode(texts), strict=True))


def _names(finding: Finding, case: Case) -> bool:
    return _meet(finding.left_value, case.words_a) and _meet(finding.right_value, case.words_b)


def _meet(value: str, words: str) -> bool:
    """Whether the value and the labelled words share a word."""
    return bool(set(_words(value)) & set(_words(words)))


def _words(text: str) -> list[str]:
    return [w.strip(".,;:'\"()").lower() for w in text.replace("-", " ").split()]
