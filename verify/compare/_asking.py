"""Questions as a person would ask them, from a claim with its value blanked out."""

from __future__ import annotations

import re

LONGEST = 14  # words of a question

_CUT = re.compile(
    r",(?!\d)|;|:| -+ | \(| while | whereas | after | before | as | when | where | which | who | that "
    r"| said\b| says\b| told\b"
    r"| according to | and (?=\w+ \w+ (?:hit|slam|struck|was|were|killed))",
    re.IGNORECASE,
)
SPEAKER = re.compile(
    r"^(?:[^,]{2,60}? (?:said|says|confirmed|reported|announced)(?: that)?|according to [^,]+,) ",
    re.IGNORECASE,
)


def ask(contexts: tuple[str, str], blank: str, lead: str) -> str:
    """The shorter of two blanked claims as a question that begins with `lead`.

    Where the blank is the subject the claim is the question ("What hit the depot"); else the
    words around the blank are given in quotes.
    """
    tails = [t for t in (_tail(c, blank) for c in contexts) if t]
    if tails:
        return f"{lead} {min(tails, key=lambda t: (len(t), t))}?"
    around = min((_around(c, blank) for c in contexts), key=lambda t: (len(t), t))
    return f"{lead}: “{around}”?"


def _tail(context: str, blank: str) -> str:
    """What follows a blank at the head of the claim, up to where the next clause begins."""
    before, found, after = SPEAKER.sub("", context).partition(blank)
    if (
        not found
        or len(before.split()) > 2
        or re.search(r"\b(?:in|on|at|of|by|with)\s*$", before, re.IGNORECASE)
    ):
        return ""
    words = _CUT.split(" " + after.strip(" .?!\"'"))[0].split()
    return " ".join(words[:LONGEST]) if 2 <= len(words) <= LONGEST else ""


def _around(context: str, blank: str) -> str:
    before, _, after = context.partition(blank)
    left = _CUT.split(before)[-1].split()[-LONGEST // 2 :]
    right = _CUT.split(after + " ")[0].split()[: LONGEST // 2]
    return " ".join([*left, "…", *right]).strip(" .,;\"'")
