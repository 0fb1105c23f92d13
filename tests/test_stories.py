"""Which articles tell of one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders import article, claim, finding, slot, stated

from verify import stories
from verify.records import Anchors, Claim, Quantity


def dead(count: int) -> Quantity:
    return Quantity(count, count, False, "", "person", frozenset({"kill"}))


def opening(source: str, *counts: int, on: date | None = None, names: frozenset[str] = frozenset()) -> Claim:
    slots = [slot("quantity", dead(n), at=10 * i) for i, n in enumerate(counts)]
    anchors = stated(on, names=names) if on else Anchors(names=names)
    return claim(source, "Miners were killed.", *slots, anchors=anchors)


def test_articles_about_which_nothing_speaks_stay_together() -> None:
    articles = [article("a", "x", published=None), article("b", "x", published=None)]

    assert stories.group(articles, [], []) == {"a": 0, "b": 0}


def test_articles_of_dates_far_apart_tell_of_two_events() -> None:
    articles = [article("a", "x", published=date(2021, 5, 1)), article("b", "x", published=date(2021, 6, 1))]

    assert stories.group(articles, [], []) == {"a": 0, "b": 1}


def test_openings_that_count_differently_tell_of_two_events() -> None:
    articles = [article("a", "x", published=None), article("b", "x", published=None)]

    told = stories.group(articles, [opening("a", 3), opening("b", 90)], [])

    assert told["a"] != told["b"]


def test_openings_that_name_days_far_apart_in_the_week_tell_of_two_events() -> None:
    articles = [article("a", "x", published=None), article("b", "x", published=None)]
    monday, thursday = opening("a", on=date(2021, 5, 10)), opening("b", on=date(2021, 5, 13))

    told = stories.group(articles, [monday, thursday], [])

    assert told["a"] != told["b"]


def test_a_sentence_that_both_have_outweighs_a_count_that_differs() -> None:
    articles = [article("a", "x", published=None), article("b", "x", published=None)]
    left, right = opening("a", 3), opening("b", 90)
    copy = finding("agree", claim("a", start=50), claim("b", start=50))
    alike = replace(copy, pair=replace(copy.pair, similarity=0.95))

    told = stories.group(articles, [left, right], [alike])

    assert told["a"] == told["b"]


def test_the_widest_story_comes_first() -> None:
    days = {"z": date(2021, 5, 1), "y": date(2021, 5, 2), "a": date(2021, 9, 1)}
    articles = [article(path, "x", published=on) for path, on in days.items()]

    assert stories.group(articles, [], []) == {"z": 0, "y": 0, "a": 1}


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [article(str(n), "x", published=date(2021, n, 1)) for n in range(1, 6)]

    assert stories.group(articles, [], []) == stories.group(articles[::-1], [], [])


NAMES = "Orvel Duarte Lomax Corvin Almsted Marwick Halden Tarn Vessay Quellan Adjani Brandt"


def test_articles_that_name_the_same_people_and_places_are_one_story_though_a_count_differs() -> None:
    articles = [article(path, f"In {NAMES}.", published=None) for path in ("a", "b")]

    told = stories.group(articles, [opening("a", 3), opening("b", 90)], [])

    assert told["a"] == told["b"]


def test_articles_that_name_other_people_and_places_are_two_stories() -> None:
    other = " ".join(f"{name}ville" for name in NAMES.split())
    articles = [article("a", f"In {NAMES}.", published=None), article("b", f"In {other}.", published=None)]

    told = stories.group(articles, [], [])

    assert told["a"] != told["b"]
