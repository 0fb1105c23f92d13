"""RSS and Atom: the entries that carry their whole text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from verify.records import Article, Skipped, VerifyError
from verify.sources._article import build
from verify.sources._told import broken

SUFFIXES = (".rss", ".atom", ".xml")
LIBRARIES = ("feedparser", "lxml.html")

MIN_WORDS = 40  # a teaser has 15 to 35, the shortest dispatches of agencies 45

_BLOCKS = (
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"),
    *("section", "table", "td", "th", "tr", "ul"),
)


def read(path: Path, name: str, content: bytes) -> Iterable[Article | Skipped]:
    """An article for each entry with enough text, as `name#3`; a Skipped for each teaser.

    Raises VerifyError for XML that is no feed, or that declares entities of its own.
    """
    if b"<!ENTITY" in content.replace(b"\0", b""):  # in UTF-16, too
        raise VerifyError("XML that declares entities of its own.", "Save it without them.")
    with broken("a feed", "Save it again, or its articles as web pages."):
        feed = _parsed(content)
        if not feed.version:
            raise VerifyError("XML that is no feed (RSS or Atom).", "Convert it to a feed, or to .txt.")
        outlet = _said(feed.feed, "title")
        items = [_item(f"{name}#{number}", entry, outlet) for number, entry in enumerate(feed.entries, 1)]
    yield from items


def _parsed(content: bytes) -> Any:
    import feedparser

    return feedparser.parse(io.BytesIO(content), resolve_relative_uris=False, sanitize_html=False)


def _item(name: str, entry: Mapping[str, Any], outlet: str) -> Article | Skipped:
    contents = [_said(part, "value") for part in entry.get("content") or ()]
    text = max((_text(part) for part in (*contents, _said(entry, "summary"))), key=len)
    words = len(text.split())
    if words < MIN_WORDS:
        return Skipped(name, f"a teaser (words: {words}), no whole article. Save the page that it leads to.")
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    fields = {
        "headline": _text(_said(entry, "title")).replace("\n", " "),
        "outlet": outlet,
        "byline": _said(entry, "author"),
        "published": f"{day[0]:04}-{day[1]:02}-{day[2]:02}" if day else "",
        "url": _said(entry, "link"),
    }
    return build(name, text, fields)


def _said(among: Mapping[str, Any], key: str) -> str:
    """The text of an element; feedparser has None for some that are empty."""
    return str(among.get(key) or "")


def _text(markup: str) -> str:
    """The words of a piece of a page, a line for each of its blocks."""
    from lxml import etree, html

    clean = "".join(c for c in markup if c.isprintable() or c in "\t\n\r")
    if not clean.strip():
        return ""
    root = html.fragment_fromstring(clean, create_parent="div")
    etree.strip_elements(root, "script", "style", etree.Comment, with_tail=False)
    for element in root.iter(*_BLOCKS):
        element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
