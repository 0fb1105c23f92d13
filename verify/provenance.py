"""Provenance: who published an article, whose words it carries, and when.

Only what the text says counts. "Stated" is a line that exists to say it (a byline, a date under
the headline, a copyright line); "inferred" is a trace of it (an address, "told Reuters", the day
named in a caption). What the format or a person has given before is kept. A year alone, on a
copyright line or in a sentence, never makes a publication date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TypeVar

from verify.lexicon import agencies, dates, lines, load
from verify.records import Article, Detail, Paragraph, Span

LEADING_PARAGRAPHS = 5  # of the body, in which a full date with its weekday places the story
DATELINE_PARAGRAPHS = 3  # of the body, that may open with a place; later ones belong to sentences
DATELINE_WORDS = 8  # "CITY, Country, Month day, year (Agency) -"

_URL = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©:]*(?:\(c\)\s?)?(?:\d{4}[-–\d]*)?[\s,]*(?:by )?(?P<who>[^.|,©]*)",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:(?:Written|Reported|Story|Text|Words|Report) )?(?:[Bb]y|BY)\b[\s:]*(?P<who>.*)$")
_TODAY = re.compile(r"\btoday\s\(\s?$", re.IGNORECASE)
_CITED = re.compile(r"\b(?:told|(?:cited|quoted|reported)(?: as saying)? by)\s+(?:the\s+)?$", re.IGNORECASE)
_PLACE = r"[A-Z][\w.'’]*(?:[ /-][A-Z][\w.'’]*){0,3}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})?(?P<more>(?:\s?,\s?[A-Z\d][\w.]*(?:\s\w[\w.]*){{0,2}}){{0,3}}?)"
    r"\s?(?P<credit>\([^()]{2,40}\))?\s?(?P<mark>[-–—]{1,2}|:)\s+(?=[\"“'‘A-Z\d])"
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    kind: lines.Kind | None


def fill(article: Article) -> Article:
    """The article with the details that its text tells; call it after roles are assigned."""
    meta = [_Line(text, lines.kind(text)) for text in _texts(article, "boilerplate")]
    url = article.url or next((_address(line.text) for line in meta if line.kind == "url"), None)
    article = replace(article, url=url)
    return replace(
        article,
        headline=_first(article.headline, _headline(article)),
        byline=_first(article.byline, _byline(meta)),
        agency=_first(article.agency, _credited(article, meta), _cited(article)),
        outlet=_first(article.outlet, _outlet(meta), _host(url)),
        published=_first(article.published, _labelled(meta, url), _opening(article), _traced(article, url)),
    )


def dateline(article: Article, paragraph: Paragraph) -> Span | None:
    """The place, day and agency that open a story ("CAIRO, Dec 19 (Reuters) - "), with their dash.

    Only in the first paragraphs of the body; a claim may begin where the span ends. A place in
    small letters counts in the very first one or before an agency in brackets.
    """
    leading = [p for p in article.paragraphs if p.role == "body"][:DATELINE_PARAGRAPHS]
    if paragraph not in leading:
        return None
    match = _DATELINE.match(article.text[paragraph.start : paragraph.end])
    if not match or len(lines.words(match[0])) > DATELINE_WORDS:
        return None
    opens = _opens(match, paragraph == leading[0])
    return Span(paragraph.start, paragraph.start + match.end()) if opens else None


def begins(article: Article, paragraph: Paragraph) -> int:
    """Where the text of the paragraph begins: after its dateline, if it has one."""
    opening = dateline(article, paragraph)
    return opening.end if opening else paragraph.start


def _opens(match: re.Match[str], first: bool) -> bool:
    """An agency in brackets, a town in capitals and a dash, or a name and a colon at the very start."""
    if match["credit"] and agencies.find(match["credit"], credit=True):
        return True
    place = match["place"] or ""
    if match["mark"] == ":":
        return first and bool(place) and not match["more"] and not match["credit"]
    if match["credit"] and not match["more"]:
        return False  # "UPDATE (first of many) - "; with a country or a day it is where someone unknown wrote
    return len(place) > 2 and place.isupper()


def _texts(article: Article, *roles: str) -> list[str]:
    """Lines of these roles; of an article without roles, all lines."""
    if not article.paragraphs:
        return [line.strip() for line in article.text.splitlines() if line.strip()]
    return [article.text[p.start : p.end] for p in article.paragraphs if p.role in roles]


def _first(*details: Detail[T]) -> Detail[T]:
    return next((detail for detail in details if detail.value is not None), Detail())


def _stated(value: T | None) -> Detail[T]:
    return Detail() if value is None else Detail(value, "stated")


def _inferred(value: T | None) -> Detail[T]:
    return Detail() if value is None else Detail(value, "inferred")


def _headline(article: Article) -> Detail[str]:
    """A line becomes the headline by its place, so it is inferred."""
    found = (article.text[p.start : p.end] for p in article.paragraphs if p.role == "headline")
    return _inferred(next(found, None))


def _bylines(meta: Sequence[_Line]) -> Iterator[list[str]]:
    """The parts of each byline between commas and bars; the first is empty in "By , Desk"."""
    for line in meta:
        match = _BY.match(line.text) if line.kind == "byline" else None
        if match:
            yield [part.strip() for part in re.split(r"[,|]", match["who"])]


def _byline(meta: Sequence[_Line]) -> Detail[str]:
    names = (parts[0] for parts in _bylines(meta) if parts[0] and not agencies.find(parts[0], credit=True))
    return _stated(next(names, None))


def _credited(article: Article, meta: Sequence[_Line]) -> Detail[str]:
    """An agency that a byline, a dateline, a copyright or a contributors' line names.

    "The Associated Press contributed" says that a part is theirs, so it is inferred.
    """
    for line in meta:
        named = agencies.find(line.text, credit=True)
        if named and line.kind in ("byline", "rights"):
            partial = line.text[named[0].end :].lstrip().startswith("contributed")
            return (_inferred if partial else _stated)(named[0].agency)
    for paragraph in (p for p in article.paragraphs if p.role == "body"):
        span = dateline(article, paragraph)
        named = agencies.find(article.text[span.start : span.end], credit=True) if span else ()
        if named:
            return _stated(named[0].agency)
    return Detail()


def _cited(article: Article) -> Detail[str]:
    """The agency that the story's sources spoke to; none where two are named equally often."""
    counts: Counter[str] = Counter()
    for text in _texts(article, "body"):
        for named in agencies.find(text):
            if _CITED.search(text[: named.start]):
                counts[named.agency] += 1
    most = [agency for agency, count in counts.items() if count == max(counts.values())]
    return _inferred(most[0] if len(most) == 1 else None)


def _outlet(meta: Sequence[_Line]) -> Detail[str]:
    """The desk of a byline ("By Name, Outlet") or the owner of the copyright, if no agency."""
    for parts in _bylines(meta):
        for part in parts[1:]:
            if part and not agencies.find(part, credit=True) and not _job(part):
                return _stated(part)
    for line in meta:
        match = _OWNER.search(line.text) if line.kind == "rights" else None
        if match and match["who"].strip() and not agencies.find(match["who"], credit=True):
            return _stated(match["who"].strip())
    return Detail()


def _job(part: str) -> bool:
    """A function ("staff writer") or a town ("in Cairo"), not an outlet."""
    known = load("pages")["byline_words"]
    return any(word.lower() in known for word in lines.words(part)) or bool(dates.find(part))


def _address(line: str) -> str:
    """An address as it was before tokenising: without spaces."""
    return re.sub(r"\s+", "", line)


def _host(url: str | None) -> Detail[str]:
    match = _URL.match(url) if url else None
    return _inferred(match["host"].lower() if match else None)


def _labelled(meta: Sequence[_Line], url: str | None) -> Detail[date]:
    """The day of a line that exists to say it: "Published" before no label before "Updated"."""
    ranked = []
    for place, line in enumerate(meta):
        for dated in dates.find(line.text) if line.kind == "dated" else ():
            day = _settled(dated, url)
            if day:
                ranked.append((_rank(line.text[: dated.start]), place, dated.start, day))
    return _stated(min(ranked)[-1] if ranked else None)


def _rank(before: str) -> int:
    """0 after "Published", 2 after "Updated", whichever stands nearer, else 1."""
    published, updated = (
        max((match.end() for match in _label(key).finditer(before)), default=-1)
        for key in ("published", "updated")
    )
    if max(published, updated) < 0:
        return 1
    return 2 if updated >= published else 0


@cache
def _label(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load('pages')[key]))})\b", re.IGNORECASE)


def _settled(dated: dates.Dated, url: str | None) -> date | None:
    """The one day that it means; "3/4/2020" is settled by its weekday or by the address."""
    days = {day for day in dated.days if dated.weekday in (None, day.weekday())}
    if len(days) > 1 and url:
        days &= {day for other in dates.find(url) for day in other.days}
    return days.pop() if len(days) == 1 else None


def _opening(article: Article) -> Detail[date]:
    """The full date of a dateline."""
    for paragraph in (p for p in article.paragraphs if p.role == "body"):
        span = dateline(article, paragraph)
        for dated in dates.find(article.text[span.start : span.end]) if span else ():
            return _stated(_settled(dated, None))
    return Detail()


def _traced(article: Article, url: str | None) -> Detail[date]:
    """The day in the address, else the last one in a caption, else one that the story opens with.

    A picture can be older than its story but hardly younger; a day in the story counts with its
    weekday ("Wednesday, Jan. 5, 2022") or as "today (4 November 2011)".
    """
    address = [day for dated in dates.find(url or "") if (day := _settled(dated, None))]
    captions = [day for text in _texts(article, "caption") if article.paragraphs for day in _days(text)]
    if address or captions:
        return _inferred(address[0] if address else max(captions))
    for text in _texts(article, "headline", "subhead", "body")[: LEADING_PARAGRAPHS + 1]:
        for dated in dates.find(text):
            if dated.weekday is not None or _TODAY.search(text[: dated.start]):
                return _inferred(_settled(dated, url))
    return Detail()


def _days(text: str) -> Iterator[date]:
    return (day for dated in dates.find(text) if (day := _settled(dated, None)))
