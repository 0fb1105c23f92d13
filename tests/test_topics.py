"""Topics: what opens alike and appeared together is compared, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify import topics
from verify.records import Article, Detail, Paragraph, Source
from verify.topics import FAR_DAYS, HAND_PICKED, Topic, Vectors

DAY = date(2021, 5, 13)
NOTHING: Detail[str] = Detail()


def source(path: str, days: int | None = 0, headline: str | None = None) -> Source:
    """An article that appeared so many days after DAY; None: nobody knows when."""
    told = Detail(headline, "stated") if headline else NOTHING
    day = None if days is None else DAY + timedelta(days)
    return Source(path, told, NOTHING, NOTHING, NOTHING, Detail(day, "stated" if day else "unknown"), 0)


def listed(*days: int | None) -> list[Source]:
    return [source(f"{number:02}.txt", day) for number, day in enumerate(days)]


def unit(*angles: float) -> Vectors:
    """Vectors in a plane, at these angles in degrees."""
    turned = np.radians(angles)
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


def rows(found: list[Topic]) -> list[tuple[int, ...]]:
    return [topic.rows for topic in found]


def test_what_opens_alike_is_one_topic_and_the_rest_another() -> None:
    assert rows(topics.find(listed(0, 0, 1, 1), unit(0, 90, 10, 100))) == [(0, 2), (1, 3)]


def test_articles_of_different_years_are_two_topics_however_alike() -> None:
    assert rows(topics.find(listed(0, 0, 900, 901), unit(0, 1, 2, 3))) == [(0, 1), (2, 3)]


def test_an_article_without_a_date_goes_where_it_is_nearest() -> None:
    assert rows(topics.find(listed(0, 0, 900, 901, None), unit(0, 1, 20, 21, 24))) == [(0, 1), (2, 3, 4)]


def test_one_article_of_another_year_stays_with_what_it_is_like_and_is_only_related() -> None:
    (found,) = topics.find(listed(0, 0, 900), unit(0, 1, 20))

    assert (found.core, found.related) == ((0, 1), (2,))


def test_a_few_articles_that_have_nothing_in_common_stay_together() -> None:
    assert rows(topics.find(listed(0, 900), unit(0, 90))) == [(0, 1)]


def test_in_an_archive_what_is_alone_stays_alone() -> None:
    count = HAND_PICKED + 1

    found = topics.find(listed(*(100 * n for n in range(count))), unit(*np.zeros(count)))

    assert rows(found) == [(n,) for n in range(count)]


def test_the_bar_rises_with_the_number_of_articles_and_then_stays() -> None:
    bars = [topics.least_cosine(count) for count in (2, 50, 200, 20_000, 1_000_000)]

    assert bars[0] == bars[1] < bars[2] < bars[3] == bars[4] == topics.TIGHT_COSINE


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60) | st.none(), st.floats(0, 359)), min_size=1, max_size=70))
def test_each_article_is_in_one_topic_and_no_core_spans_more_than_far_days(
    drawn: list[tuple[int | None, float]],
) -> None:
    found = topics.find(listed(*(day for day, _ in drawn)), unit(*(angle for _, angle in drawn)))

    assert sorted(row for topic in found for row in topic.rows) == list(range(len(drawn)))
    if len(found) > 1:
        for topic in found:
            days = [day for row in topic.core if (day := drawn[row][0]) is not None]
            assert not days or max(days) - min(days) <= FAR_DAYS


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0, 359)), min_size=2, max_size=60))
def test_blocks_and_raised_bars_change_nothing_but_the_memory(drawn: list[tuple[int, float]]) -> None:
    sources, vectors = listed(*(day for day, _ in drawn)), unit(*(angle for _, angle in drawn))
    whole = topics.find(sources, vectors)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(topics, "BLOCK", 3)
        assert topics.find(sources, vectors) == whole


def test_a_topic_too_large_for_all_its_pairs_is_parted_at_a_higher_bar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(topics, "MOST", 3)

    found = topics.find(listed(0, 0, 0, 0), unit(0, 1, 55, 56))

    assert rows(found) == [(0, 1), (2, 3)]


def test_a_topic_is_split_by_its_events_and_what_stands_alone_goes_where_it_is_nearest() -> None:
    sources = listed(None, None, 0, 1, None, 40)
    vectors = unit(0, 1, 30, 31, 3, 15)
    topic = Topic((0, 1, 2, 3, 4), (5,))

    found = topics.split(topic, [(0, 1, 5), (2, 3), (4,)], sources, vectors)

    assert rows(found) == [(0, 1, 4), (2, 3, 5)]


def test_a_topic_of_one_event_and_a_straggler_is_not_split() -> None:
    topic = Topic((0, 1, 2))

    assert topics.split(topic, [(0, 1), (2,)], listed(0, 0, None), unit(0, 1, 2)) == [topic]


def test_a_story_keeps_its_id_and_headline_when_later_articles_join() -> None:
    first, later = source("b.txt", 0, "Dam breaks"), source("a.txt", 2, "Dam: what we know")

    alone, both = topics.story([first], {}), topics.story([later, first], {"a.txt": 1, "b.txt": 0})

    assert (alone.id, alone.headline) == (both.id, both.headline)
    assert (both.first, both.last) == (DAY, DAY + timedelta(2))
    assert both.events == (("b.txt",), ("a.txt",))


def test_an_opening_leaves_page_furniture_out() -> None:
    text = "Share this\n\nThe dam broke."
    article = Article("a", text, paragraphs=(Paragraph(0, 10, "boilerplate"), Paragraph(12, 26, "body")))

    assert topics.opening(article) == "The dam broke."


def test_of_a_few_articles_those_that_share_names_are_one_topic_though_they_open_in_other_ways() -> None:
    words = [frozenset("abcdefgh"), frozenset("abcdefxy"), frozenset("klmnopqr"), frozenset("klmnopst")]

    assert rows(topics.find(listed(0, 0, 0, 0), unit(0, 75, 170, 245), words)) == [(0, 1), (2, 3)]


def test_names_change_nothing_of_what_is_told_of_the_openings() -> None:
    words = [frozenset("abcdefgh")] * 2

    (found,) = topics.find(listed(0, 0), unit(0, 60), words)

    assert (found.least, found.mean) == (0.5, 0.5)
