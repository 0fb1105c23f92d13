"""What two claims have to share, and may not differ in, to be called one fact."""

from __future__ import annotations

import pytest

from verify import pipeline

pytestmark = pytest.mark.model


def _agree(left: str, right: str) -> bool:
    return any(f.comparator == "paraphrase" and f.stance == "agree" for f in pipeline.compare(left, right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ada Lind promised to leave the Harbour Trust.", "Ada Lind called the Harbour Trust a disaster."),
        ("The first gunman was asleep at the inn.", "The second gunman was asleep at the inn."),
        ("The Alder bridge kept its old lamps.", "The Alder bridge lost its old lamps."),
    ],
    ids=["only names are shared", "two of a row", "a word contradicts"],
)
def test_likeness_is_no_agreement(left: str, right: str) -> None:
    assert not _agree(left, right)


def test_the_same_in_other_words_is_one() -> None:
    assert _agree(
        "Ada Lind promised to leave the Harbour Trust.",
        "Lind has promised that she will leave the Harbour Trust.",
    )
