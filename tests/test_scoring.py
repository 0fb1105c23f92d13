"""What the scorer counts, on an event of two lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "benchmarks"))

import scoring  # noqa: E402

TEXTS = {
    "a.txt": "Two rockets hit the base on Monday.",
    "b.txt": "Five rockets hit the base. It was Monday.",
}
GOLD_FILES = sorted((ROOT / "tests" / "events").glob("**/gold.json"))


@pytest.fixture
def articles(tmp_path: Path) -> scoring.Articles:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return scoring.Articles(tmp_path)


def said(name: str, words: str) -> dict[str, Any]:
    """A mention, as reports and gold files have them."""
    start = TEXTS[name].index(words)
    place = {"article": f"folder/{name}", "start": start, "end": start + len(words), "text": words}
    return place | {"file": name, "quote": words}


def dispute(*mentions: dict[str, Any], **more: Any) -> dict[str, Any]:
    positions = [{"value": one["text"], "mentions": [one]} for one in mentions]
    known = {"id": "D1", "question": "How many rockets?", "kind": "quantity", "same_event": True}
    return known | {"positions": positions} | more


def gold(**sections: Any) -> dict[str, Any]:
    return {"disputed": [], "corroborated": [], "traps": []} | sections


def report(**sections: Any) -> dict[str, Any]:
    return {"disputes": [], "facts": []} | sections


ROCKETS = said("a.txt", "Two rockets hit the base"), said("b.txt", "Five rockets hit the base")
SHORTER = said("a.txt", "Two rockets"), said("b.txt", "Five rockets")
ONE_SIDED = said("a.txt", "on Monday"), said("b.txt", "Five rockets")
MONDAY = [said("a.txt", "Monday"), said("b.txt", "Monday")]


@pytest.mark.parametrize(("positions", "found"), [(ROCKETS, 1), (SHORTER, 1), (ONE_SIDED, 0)])
def test_a_dispute_is_found_by_the_places_of_two_positions(
    articles: scoring.Articles, positions: tuple[dict[str, Any], ...], found: int
) -> None:
    labels = gold(disputed=[dispute(*ROCKETS, severity="hard")])

    figures, _ = scoring.score(report(disputes=[dispute(*positions)]), labels, articles)

    assert figures["dispute_recall_hard"] == [found, 1]
    assert figures["dispute_matched"] == [found, 1]
    assert figures["unmatched"] == 1 - found


def test_what_is_labelled_as_no_dispute_is_certainly_wrong(articles: scoring.Articles) -> None:
    a, b = ROCKETS
    trap = {"file_a": a["file"], "quote_a": a["quote"], "file_b": b["file"], "quote_b": b["quote"]}

    figures, lines = scoring.score(report(disputes=[dispute(*SHORTER)]), gold(traps=[trap]), articles, True)

    assert (figures["false_conflicts"], figures["unmatched"]) == (1, 0)
    assert lines == [
        "  wrong [quantity] How many rockets? :: "
        "Two rockets: a.txt “Two rockets” <> Five rockets: b.txt “Five rockets”"
    ]


@pytest.mark.parametrize(("as_one_event", "apart"), [(True, 0), (False, 1)])
def test_other_events_are_kept_apart_unless_a_dispute_of_one_event_mixes_them(
    articles: scoring.Articles, as_one_event: bool, apart: int
) -> None:
    labels = gold(disputed=[dispute(*ROCKETS, severity="apparent", same_event=False)])

    figures, _ = scoring.score(
        report(disputes=[dispute(*ROCKETS, same_event=as_one_event)]), labels, articles
    )

    assert figures["separated"] == [apart, 1]
    assert figures["false_conflicts"] == 1 - apart


@pytest.mark.parametrize(
    ("status", "mentions", "told"),
    [("corroborated", MONDAY, 1), ("corroborated", MONDAY[:1], 0), ("single", MONDAY, 0)],
)
def test_a_fact_is_found_where_one_that_articles_share_quotes_two_files(
    articles: scoring.Articles, status: str, mentions: list[dict[str, Any]], told: int
) -> None:
    labels = gold(corroborated=[{"id": "C1", "fact": "It was Monday", "mentions": MONDAY}])

    figures, _ = scoring.score(report(facts=[{"status": status, "mentions": mentions}]), labels, articles)

    assert figures["corroboration_recall"] == [told, 1]


def test_a_mention_that_is_not_in_its_article_is_counted(articles: scoring.Articles) -> None:
    wrong = MONDAY[0] | {"start": 0, "end": 6}

    figures, _ = scoring.score(
        report(facts=[{"status": "corroborated", "mentions": [wrong, MONDAY[1]]}]), gold(), articles
    )

    assert figures["quote_errors"] == 1


def test_what_was_missed_is_listed(articles: scoring.Articles) -> None:
    labels = gold(disputed=[dispute(*ROCKETS, severity="soft")])

    assert scoring.score(report(), labels, articles, True)[1] == ["  missed soft: D1 How many rockets?"]
    assert scoring.score(report(), labels, articles)[1] == []


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.parent.name)
def test_the_articles_have_every_quote_of_a_gold_file(path: Path) -> None:
    labels = json.loads(path.read_text(encoding="utf-8"))

    figures, _ = scoring.score(report(), labels, scoring.Articles(path.parent / "articles"))

    assert figures["dispute_recall_hard"][1] > 0
    assert figures["corroboration_recall"][1] > 0


def test_a_quote_that_the_article_does_not_have_is_named(articles: scoring.Articles) -> None:
    labels = gold(disputed=[dispute(ROCKETS[0], ROCKETS[1] | {"quote": "Six rockets"}, severity="hard")])

    with pytest.raises(ValueError, match=r"b\.txt does not have the quote 'Six rockets'\."):
        scoring.score(report(), labels, articles)
