"""A report read back from the JSON that `json.render` wrote.

Scores come back as they were rounded. What older versions did not write is left out. Nothing of a file
is trusted: a field of another type than the record has is an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from verify.records import Report, VerifyError

DETAILS = ("headline", "outlet", "agency", "byline", "published")
TYPES = (str, int, bool)


def report(text: str, name: str) -> Report:
    """The report; `name` is what an error calls it.

    Raises:
        VerifyError: the text is no report.
    """
    from cattrs import Converter
    from cattrs.errors import CattrsError

    converter = Converter(detailed_validation=False)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_structure_hook(float, lambda value, _: float("nan") if value is None else float(value))
    for kind in TYPES:
        converter.register_structure_hook(kind, _exactly)
    try:
        return converter.structure(_report(json.loads(text)), Report)
    except (
        AttributeError, CattrsError, KeyError, OverflowError, RecursionError, TypeError, ValueError,
    ) as error:  # fmt: skip
        raise VerifyError(
            f"{name} is no report of verify.", "Make one: verify report FOLDER -o report.json"
        ) from error


def _exactly(value: object, kind: type) -> object:
    if type(value) is not kind:
        raise TypeError(f"{value!r:.40} is no {kind.__name__}")
    return value


def _report(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        **document,
        "title": document.get("title", ""),
        "sources": [_source(article) for article in document["articles"]],
        "facts": [_fact(fact) for fact in document["facts"]],
        "disputes": [_dispute(dispute) for dispute in document["disputes"]],
        "shares": [{**share, "count": share.get("count", 0)} for share in document.get("shares", ())],
    }


def _source(article: Mapping[str, Any]) -> Mapping[str, Any]:
    details = {
        name: {"value": article.get(name), "known": article.get(f"{name}_is", "unknown")} for name in DETAILS
    }
    return {**article, **details}


def _fact(fact: Mapping[str, Any]) -> Mapping[str, Any]:
    omitted = [{"articles": articles, "why": ""} for articles in fact.get("omitted_by", ())]
    return {**fact, "mentions": [_mention(m) for m in fact["mentions"]], "omitted_by": omitted}


def _dispute(dispute: Mapping[str, Any]) -> Mapping[str, Any]:
    positions = [{**p, "mentions": [_mention(m) for m in p["mentions"]]} for p in dispute["positions"]]
    return {**dispute, "positions": positions}


def _mention(mention: Mapping[str, Any]) -> Mapping[str, Any]:
    start, end = mention.get("value_start"), mention.get("value_end")
    value = None if start is None or end is None else {"start": start, "end": end}
    return {**mention, "value": value}
