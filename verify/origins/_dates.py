"""Days of publication that an article takes from one whose text it shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from verify.origins import _reuse
from verify.records import Article, Detail, Share


def dated(articles: Sequence[Article], shares: Sequence[Share]) -> list[Article]:
    """The articles; one without a date has that of the dated one it shares most with, as inferred."""
    days = {a.path: a.published.value for a in articles if a.published.value}
    copies = [share for share in shares if _reuse.copied(share)]
    return [a if a.path in days else _taken(a, days, copies) for a in articles]


def _taken(article: Article, days: Mapping[str, date], copies: Sequence[Share]) -> Article:
    others = [
        (-share.contained, other)
        for share in copies
        for other in {share.left, share.right} - {article.path}
        if article.path in (share.left, share.right) and other in days
    ]
    return replace(article, published=Detail(days[min(others)[1]], "inferred")) if others else article
