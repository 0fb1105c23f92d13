"""Drafts of ClaimReview (schema.org) for what a person confirmed in a review, as JSON-LD.

Without a review the list is empty: verify publishes no verdict of its own, and no draft has a `reviewRating`;
who publishes it rates it. A confirmed dispute gives a draft for each position, a confirmed fact one:

    {"@context": "https://schema.org",
     "@graph": [{"@type": "ClaimReview", "identifier": "d-91aa", "creativeWorkStatus": "Draft",
                 "claimReviewed": "Two rockets hit the base.", "reviewBody": "...", "author": {...},
                 "itemReviewed": {"@type": "Claim", "author": [{...}],
                                  "appearance": [{"@type": "NewsArticle", ...}]}}]}

`reviewBody` is the reviewer's note, or else why verify reported it. Texts are cleaned as on a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from verify.records import Decision, Mention, Report, Source
from verify.render._escape import clean

SUFFIX = ".jsonld"


def render(report: Report) -> str:
    """The document, two spaces of indent; what is not known is left out."""
    document = {"@context": "https://schema.org", "@graph": list(_drafts(report))}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _drafts(report: Report) -> Iterator[Mapping[str, Any]]:
    """In the order of the report; a confirmed id that the report lacks gives none."""
    confirmed = {d.of: d for d in report.decisions if d.verdict == "confirmed"}
    sources = {source.path: source for source in report.sources}
    for dispute in report.disputes:
        if decision := confirmed.get(dispute.id):
            told = (p.mentions for p in dispute.positions if p.mentions)
            yield from (_draft(decision, m, m[0].text, dispute.reason, sources) for m in told)
    for fact in report.facts:
        if (decision := confirmed.get(fact.id)) and fact.mentions:
            yield _draft(decision, fact.mentions, fact.text, "", sources)


def _draft(
    decision: Decision, mentions: Sequence[Mention], text: str, why: str, sources: Mapping[str, Source]
) -> Mapping[str, Any]:
    speakers = dict.fromkeys(clean(m.attribution) for m in mentions if m.attribution)
    return _known(
        {
            "@type": "ClaimReview",
            "identifier": clean(decision.of),
            "creativeWorkStatus": "Draft",
            "claimReviewed": clean(text),
            "reviewBody": clean(decision.note or why),
            "author": _named("Person", decision.by),
            "itemReviewed": _known(
                {
                    "@type": "Claim",
                    "author": [_named("Thing", speaker) for speaker in speakers if speaker],
                    "appearance": _appearances((m.article for m in mentions), sources),
                }
            ),
        }
    )


def _appearances(paths: Iterable[str], sources: Mapping[str, Source]) -> list[Mapping[str, Any]]:
    return [_article(sources[path]) for path in dict.fromkeys(paths) if path in sources]


def _article(source: Source) -> Mapping[str, Any]:
    day = source.published.value
    return _known(
        {
            "@type": "NewsArticle",
            "identifier": clean(source.path),
            "headline": clean(source.headline.value or ""),
            "url": clean(source.url or ""),
            "datePublished": day.isoformat() if day else "",
            "publisher": _named("Organization", source.outlet.value),
        }
    )


def _named(kind: str, name: str | None) -> Mapping[str, Any]:
    return {"@type": kind, "name": clean(name)} if name and clean(name) else {}


def _known(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in fields.items() if value}
