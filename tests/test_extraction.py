"""The article of a web page is found no worse than by trafilatura as it comes."""

from __future__ import annotations

import pytest
import trafilatura
from pages import PAGES, Page, shares

from verify.sources import html

LEAST = 0.95  # of the words found that are the article's, and of the article's that are found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_words_of_an_article_are_found_no_worse_than_by_trafilatura_alone(page: Page) -> None:
    ours = shares(html.page("a.html", page.markup.encode()).text, page.told)
    plain = shares(trafilatura.extract(page.markup) or "", page.told)

    assert ours[0] >= plain[0]
    assert ours[1] >= plain[1]


def test_readers_comments_are_no_part_of_an_article() -> None:
    (page,) = (page for page in PAGES if page.name == "comments")

    assert "nine people were hurt" not in html.page("a.html", page.markup.encode()).text
