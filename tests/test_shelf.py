"""The shelf: what is put there comes back as it was."""

from __future__ import annotations

from datetime import date

import pytest

from verify import shelf
from verify.records import Article, Detail
from verify.shelf import Shelf

ARTICLES = [
    Article("a.txt", "Two rockets\r\nhit “the base”.\u2028\ud83d"),
    Article(
        "b.jsonl#2",
        "The dam broke.",
        headline=Detail("Dam breaks", "stated"),
        outlet=Detail("Daily News", "inferred"),
        published=Detail(date(2021, 5, 13), "stated"),
        url="https://daily.example/1",
    ),
]


@pytest.mark.parametrize("in_memory", [shelf.IN_MEMORY, 1])
def test_articles_come_back_as_they_were_put_in_any_order(
    monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", in_memory)
    kept = Shelf()

    for article in ARTICLES:
        kept.put(article)

    assert len(kept) == 2
    assert kept.take([1, 0]) == [ARTICLES[1], ARTICLES[0]]
    kept.put(ARTICLES[0])
    assert kept.take([2, 1]) == ARTICLES
