"""Texts that would like to be markup, a report full of them, and a reader of markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from verify.records import (
    Detail,
    Dispute,
    Fact,
    Mention,
    Method,
    NotCompared,
    Origin,
    Position,
    Report,
    Share,
    Skipped,
    Source,
    Span,
)

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = (
    "# a heading",
    "###### a heading ######",
    "closed heading ##",
    "> a block quote",
    "- an item",
    "+ an item",
    "* an item",
    "1. an item",
    "2) an item",
    "- [x] a task",
    "---",
    "===",
    "* * *",
    "_ _ _",
    "```\ncode\n```",
    "~~~ code",
    "    code by indent",
    "`code`",
    "``co`de``",
    "*emphasis*",
    "**strong**",
    "_emphasis_",
    "__strong__",
    "***both***",
    "a_b_ _c_d",
    "~~struck~~",
    "~struck~",
    "[link](http://example.org)",
    "[link][ref]\n\n[ref]: http://example.org",
    "[ref]: javascript:alert(1)",
    "![image](http://example.org/a.png)",
    "[^1]: a footnote",
    "<http://example.org>",
    "<a@example.org>",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- a comment",
    "<?php echo 1 ?>",
    "<![CDATA[ data ]]>",
    "</div>",
    "&lt;b&gt; &amp; &#60; &#x3c; &copy;",
    "a | b | c",
    "| a |\n| --- |\n| b |",
    ":-- | --:",
    "a hard break  \nthen more",
    "a hard break\\\nthen more",
    "a last backslash\\",
    "\\*escaped\\* \\\\*twice\\\\*",
    "\\`escaped\\`",
    "\x1b[31mred\x1b[0m \x9b2J",
    "\u202egnp.exe\u202c \u2066left\u2069",
    "zero\u200bwidth\ufeff and soft\u00adhyphen",
    "nul \x00 and bell \x07",
    "line\u2028separator\u2029and\x0bmore\x85",
    "lone \ud800 surrogate",
    "tags \U000e0041\U000e007f",
    "$\\rm x$ and $$y$$",
    "\r\n\r\n# after a blank line",
)


def everywhere(text: str) -> Report:
    """A report with the text in every place that an article, a path or a reason can fill."""
    stated = Detail(text, "stated")
    quote = text + " three"
    value = Span(len(text) + 1, len(quote))
    mention = Mention(text, 0, len(quote), quote, "body", text, value)
    positions = (
        Position(text + " a", 1, (mention,)),
        Position(text + " b", 1, (mention, mention), (Origin((text, text), text),)),
    )
    dispute = Dispute("d-1", "object", "between", True, False, text, text, 0.5, positions)
    origin = Origin((text, text), text)
    published = Detail(date(2031, 5, 14), "stated")
    return Report(
        text + " title",
        Method(text, text, text, (text,), {text: 1.0}),
        (Source(text, stated, stated, stated, stated, published, 1),),
        (
            Fact("f-1", "corroborated", text + " fact", (origin,), (mention,)),
            Fact("f-2", "carried", quote, (origin,), (mention,), (origin,)),
            Fact("f-3", "single", text, (origin,), (mention,)),
        ),
        (dispute, replace(dispute, updated=True), replace(dispute, same_event=False)),
        (NotCompared(text, 0, len(text), text, text + " reason"),),
        (Skipped(text, text),),
        (origin,),
        (Share(text, text, 0.5, 0.5, 20),),
    )


def flat(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield from token.children if token.type == "inline" and token.children is not None else [token]
