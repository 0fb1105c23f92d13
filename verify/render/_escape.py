"""Article text on a page of ours: cleaned for display, then escaped, so that it is never markup.

Display clean-up, the only difference between a quote and its text on the page: characters without
a shape of their own (zero-width characters, joiners, direction marks, soft hyphens) are left out;
control characters, bidirectional overrides and broken characters show as U+FFFD, a run of them
once; every run of white space, newlines included, is one space.

Escaping is minimal: a backslash stands only where the character would act in CommonMark or on
GitHub, so that "Jan. 4", "(AP)" and "$5" stay as they are. One thing no backslash prevents: GitHub makes
a mail address a link after it has resolved the escapes.
"""

from __future__ import annotations

import re
import unicodedata

from verify.records import Span

# Marks of no width and fillers that show nothing, in a class of characters; a picture's choice of form
# (U+FE0F) stays.
SHAPELESS = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164"
    r"\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0100-\U000e01ef"
)
# No characters at all: the last two of each plane, and a block of them.
NONE = r"\ufdd0-\ufdef" + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17))
_SHAPELESS = re.compile(f"[{SHAPELESS}]")
_HARMFUL = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2065-\u2069\ufff9-\ufffb"
    rf"\ud800-\udfff\U000e0000-\U000e007f{NONE}]+"
)
_SPACE = re.compile(r"\s+")

# The last character of each match gets the backslash.
_ACTS = re.compile(
    r"""
      [\\`*\[\]<|~]                     # code, emphasis, links, tags, tables, strikethrough
    | (?<![^\W_])_ | _(?![^\W_])        # emphasis; inside a word it is none
    | \$(?!\d)                          # mathematics on GitHub; "$5" opens none
    | &(?=\#?[A-Za-z0-9]+;)             # entities
    | :(?=//) | (?<=[wW]{3})\.          # web addresses that become links by themselves
    | (?<=[\w.+-])@(?=\w)               # and mail addresses
    | (?:(?<=\s)|^)\#(?=\#*(?:\s|$))    # headings, and the closing marks of a heading
    | ^> | ^[-+](?=\s|$) | ^[-=]+(?=\s*$) | ^\d{1,9}[.)](?=\s|$)    # a line that starts a block
    """,
    re.VERBOSE,
)


def squeeze(text: str) -> str:
    """The text after display clean-up; the squeezed beginning of a text begins the squeezed text."""
    return _SPACE.sub(" ", _HARMFUL.sub("\ufffd", _SHAPELESS.sub("", text)))


def clean(text: str) -> str:
    """The text as it is displayed, without space at either end."""
    return squeeze(text).strip()


def escape(text: str, highlight: Span | None = None) -> str:
    """Cleaned text as inline markdown, fit for any place of a line; `highlight` is set in bold.

    Takes text after `clean`. Where punctuation at an edge would keep the bold marks from
    working, the edge is left out of the bold part.
    """
    marks = {found.end() - 1: "\\" for found in _ACTS.finditer(text)}
    bold = highlight and _markable(text, highlight)
    for at in (bold.start, bold.end) if bold else ():
        marks[at] = "**" + marks.get(at, "")
    return "".join(marks.get(at, "") + char for at, char in enumerate(text)) + marks.get(len(text), "")


def line(text: str) -> str:
    """Any text as one line of inline markdown."""
    return escape(clean(text))


def strong(text: str) -> str:
    """Any text in bold, between spaces or punctuation; nothing where it has nothing to show."""
    shown = line(text)
    return f"**{shown}**" if shown else ""


def code(path: str) -> str:
    """A file name in code type; one with a character that ends a code span or cell is escaped."""
    shown = clean(path)
    return escape(shown) if not shown or set("`|") & set(shown) else f"`{shown}`"


def _markable(text: str, span: Span) -> Span | None:
    """The part of a span that "**" can mark: no mark between a letter and punctuation."""
    start, end = span.start, span.end
    while start < end and not _fits(text[start], text[start - 1 : start]):
        start += 1
    while start < end and not _fits(text[end - 1], text[end : end + 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _fits(inner: str, outer: str) -> bool:
    """A mark works between these two; `outer` is empty at the edge of the text."""
    return inner.isalnum() or not (inner.isspace() or (outer and not _loose(outer)))


def _loose(char: str) -> bool:
    return char.isspace() or unicodedata.category(char).startswith("P")
