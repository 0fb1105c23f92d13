"""Quotes as block quotes: the words around the answer, the answer in bold, and who printed them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import indent

from verify.records import Mention, Span
from verify.render._escape import clean, code
from verify.render._excerpt import excerpt
from verify.render._sources import Sources

SPEAKER_CHARACTERS = 100
MARKED = frozenset({"alleged", "denied", "hedged"})  # what a reader must not take as asserted
QUOTES_SHOWN = 4  # per position or fact; the rest is counted and its files are named


def block(mentions: Iterable[Mention], sources: Sources, *, shown: int = QUOTES_SHOWN) -> str:
    """Block quotes in the order given; what several articles share stands once, with all of them."""
    groups = grouped(mentions)
    quotes = [
        f"> {excerpt(same[0].text, value(same[0]))}\n> — {credit(same, sources)}" for same in groups[:shown]
    ]
    if rest := [mention for same in groups[shown:] for mention in same]:
        files = sorted({mention.article for mention in rest})
        quotes.append(f"> and {len(groups) - shown} more in {', '.join(map(code, files))}")
    return "\n>\n".join(quotes)


def item(blocks: Iterable[str]) -> str:
    """One bullet that holds several blocks."""
    return "- " + indent("\n\n".join(blocks), "  ").removeprefix("  ")


def grouped(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions by what they show: equal but for white space and invisible characters."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(clean(mention.text), []).append(mention)
    return list(groups.values())


def credit(mentions: Sequence[Mention], sources: Sources) -> str:
    """Who printed a quote, in what part of the article, and whom they name as its source."""
    printed: dict[str, list[str]] = {}
    for mention in mentions:
        labels = printed.setdefault(_standing(mention), [])
        label = sources.label(mention.article)
        labels.extend([label] if label not in labels else [])
    return "; ".join(", ".join(labels) + standing for standing, labels in printed.items())


def value(mention: Mention) -> Span | None:
    """The answer, counted from the start of the quote."""
    if mention.value is None or not mention.start <= mention.value.start <= mention.value.end <= mention.end:
        return None
    return Span(mention.value.start - mention.start, mention.value.end - mention.start)


def _standing(mention: Mention) -> str:
    role = "" if mention.role == "body" else f", {mention.role}"
    role += f", {mention.certainty}" if mention.certainty in MARKED else ""
    if not mention.attribution or not clean(mention.attribution):
        return role
    return f"{role}, citing “{excerpt(mention.attribution, limit=SPEAKER_CHARACTERS)}”"
