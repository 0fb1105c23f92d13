"""The report as one JSON document, `verify-report/1`: a contract that other tools read.

`start` and `end` of a mention count characters of the article's text, and `text` is exactly that
slice. `value_start` and `value_end` count from the beginning of the article too, not of the
quote; both are null where no single span holds the answer. Scores have two decimals. `origins` at
the top are those of whole articles; those of a fact and the `voices` of a position count for it
alone, and their `wordings` says how many origins the words have where only the information has one.
`shares` has the part of each article's words that another has too, `omitted_by` the origins of the
same story that do not state a fact: an omission, no denial. `before` and `after` are the article's text
around a mention. `decisions` say what people made of the dispute or fact `of`. `stories` are the groups of
articles that were compared with each other, and in each the events that its claims tell apart; articles that
are `alone` were compared with none, and are in no story and no origin. Fields may be added within a
version of the schema, none is renamed or dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from verify.records import (
    Decision,
    Dispute,
    Fact,
    Mention,
    Method,
    NotCompared,
    Origin,
    Position,
    Report,
    Share,
    Source,
    Story,
)
from verify.render._escape import NONE, SHAPELESS
from verify.render._from_json import report as read

__all__ = ["SCHEMA", "SUFFIX", "read", "render"]

SUFFIX = ".json"
SCHEMA = "verify-report/1"
SCORE_DECIMALS = 2
THRESHOLD_DECIMALS = 6  # hides the noise of float arithmetic, no threshold is finer

# json.dumps escapes only what is below U+0020. These act on a terminal or an editor, too, or (lone
# surrogates of a broken \u escape) cannot be written as UTF-8.
_INVISIBLE = re.compile(
    rf"[\x7f-\x9f{SHAPELESS}\u2028-\u202e\u2060-\u206f\ufff9-\ufffb\ud800-\udfff"
    rf"\U000e0000-\U000e007f{NONE}]"
)


def render(report: Report) -> str:
    """The document, keys in the order of the contract, two spaces of indent, readable Unicode."""
    document = {
        "schema": SCHEMA,
        "title": report.title,
        "method": _method(report.method),
        "articles": [_article(source) for source in report.sources],
        "stories": [_story(story) for story in report.stories],
        "alone": list(report.alone),
        "origins": [_origin(origin) for origin in report.origins],
        "shares": [_share(share) for share in report.shares],
        "facts": [_fact(fact) for fact in report.facts],
        "disputes": [_dispute(dispute) for dispute in report.disputes],
        "decisions": [_decision(decision) for decision in report.decisions],
        "not_compared": [_not_compared(claim) for claim in report.not_compared],
        "skipped": [{"path": skipped.path, "reason": skipped.reason} for skipped in report.skipped],
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    return _INVISIBLE.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


def _method(method: Method) -> Mapping[str, Any]:
    return {
        "version": method.version,
        "embedder": method.embedder,
        "nli": method.nli,
        "comparators": list(method.comparators),
        "thresholds": {
            name: _finite(value, THRESHOLD_DECIMALS) for name, value in sorted(method.thresholds.items())
        },
    }


def _article(source: Source) -> Mapping[str, Any]:
    published = source.published
    return {
        "path": source.path,
        "headline": source.headline.value,
        "headline_is": source.headline.known,
        "outlet": source.outlet.value,
        "outlet_is": source.outlet.known,
        "agency": source.agency.value,
        "agency_is": source.agency.known,
        "byline": source.byline.value,
        "byline_is": source.byline.known,
        "published": published.value.isoformat() if published.value else None,
        "published_is": published.known,
        "url": source.url,
        "claims": source.claims,
    }


def _story(story: Story) -> Mapping[str, Any]:
    return {
        "id": story.id,
        "headline": story.headline,
        "first": story.first.isoformat() if story.first else None,
        "last": story.last.isoformat() if story.last else None,
        "articles": list(story.articles),
        "events": [list(event) for event in story.events],
    }


def _fact(fact: Fact) -> Mapping[str, Any]:
    return {
        "id": fact.id,
        "status": fact.status,
        "text": fact.text,
        "origins": [_origin(origin) for origin in fact.origins],
        "mentions": [_mention(mention) for mention in fact.mentions],
        "omitted_by": [list(origin.articles) for origin in fact.omitted_by],
    }


def _dispute(dispute: Dispute) -> Mapping[str, Any]:
    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "scope": dispute.scope,
        "same_event": dispute.same_event,
        "updated": dispute.updated,
        "compatible": dispute.compatible,
        "question": dispute.question,
        "reason": dispute.reason,
        "score": _finite(dispute.score, SCORE_DECIMALS),
        "positions": [_position(position) for position in dispute.positions],
    }


def _origin(origin: Origin) -> Mapping[str, Any]:
    return {"articles": list(origin.articles), "why": origin.why, "wordings": origin.wordings}


def _share(share: Share) -> Mapping[str, Any]:
    return {
        "left": share.left,
        "right": share.right,
        "of_left": _finite(share.of_left, SCORE_DECIMALS),
        "of_right": _finite(share.of_right, SCORE_DECIMALS),
    }


def _position(position: Position) -> Mapping[str, Any]:
    return {
        "value": position.value,
        "origins": position.origins,
        "voices": [_origin(origin) for origin in position.voices],
        "mentions": [_mention(mention) for mention in position.mentions],
    }


def _decision(decision: Decision) -> Mapping[str, Any]:
    return {
        "of": decision.of,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "note": decision.note,
        "by": decision.by,
    }


def _mention(mention: Mention) -> Mapping[str, Any]:
    return {
        "article": mention.article,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role,
        "attribution": mention.attribution,
        "certainty": mention.certainty,
        "before": mention.before,
        "after": mention.after,
        "value_start": mention.value.start if mention.value else None,
        "value_end": mention.value.end if mention.value else None,
    }


def _not_compared(claim: NotCompared) -> Mapping[str, Any]:
    return {
        "article": claim.article,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "reason": claim.reason,
    }


def _finite(number: float, decimals: int) -> float | None:
    """The number rounded; null for NaN and infinity, which JSON cannot write."""
    return round(number, decimals) + 0 if isfinite(number) else None  # + 0: -0.0 becomes 0.0
