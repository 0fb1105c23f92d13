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
        raise ValueError(f"{value!r:.40} is no {kind.__name__}")
    return value


def _list(part: Mapping[str, Any], name: str, otherwise: object = None) -> list[Any]:
    if type(found := part.get(name, otherwise)) is not list:
        raise ValueError(f"{name} is no list")
    return found


def _objects(part: Mapping[str, Any], name: str, otherwise: object = None) -> list[dict[str, Any]]:
    found = _list(part, name, otherwise)
    if not all(type(item) is dict for item in found):
        raise ValueError(f"{name} holds what is no object")
    return found


def _report(document: object) -> Mapping[str, Any]:
    if type(document) is not dict:
        raise ValueError("no object")
    return {
        **document,
        "title": document.get("title", ""),
        "sources": [_source(article) for article in _objects(document, "articles")],
        "facts": [_fact(fact) for fact in _objects(document, "facts")],
        "disputes": [_dispute(dispute) for dispute in _objects(document, "disputes")],
        "shares": [{**share, "count": share.get("count", 0)} for share in _objects(document, "shares", [])],
    }


def _source(article: Mapping[str, Any]) -> Mapping[str, Any]:
    details = {
        name: {"value": article.get(name), "known": article.get(f"{name}_is", "unknown")} for name in DETAILS
    }
    return {**article, **details}


def _fact(fact: Mapping[str, Any]) -> Mapping[str, Any]:
    omitted = [{"articles": articles, "why": ""} for articles in _list(fact, "omitted_by", [])]
    return {**fact, "mentions": _mentions(fact), "omitted_by": omitted}


def _dispute(dispute: Mapping[str, Any]) -> Mapping[str, Any]:
    positions = [{**p, "mentions": _mentions(p)} for p in _objects(dispute, "positions")]
    return {**dispute, "positions": positions}


def _mentions(part: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [_mention(m) for m in _objects(part, "mentions")]


def _mention(mention: Mapping[str, Any]) -> Mapping[str, Any]:
    start, end = mention.get("value_start"), mention.get("value_end")
    value = None if start is None or end is None else {"start": start, "end": end}
    return {**mention, "value": value}
