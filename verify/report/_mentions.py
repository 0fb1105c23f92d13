"""What facts and disputes are both made of: mentions, and ids that outlive a run."""

from __future__ import annotations

import hashlib

from verify.records import Claim, Mention, Span


def mention(claim: Claim, span: Span | None = None) -> Mention:
    """The claim as a quote; `span` is where in the article its answer stands."""
    speaker = claim.attribution.text if claim.attribution else None
    return Mention(
        claim.article, claim.start, claim.end, claim.text, claim.role, speaker, span, claim.certainty
    )


def identify(prefix: str, *parts: str) -> str:
    """An id made of content alone."""
    return f"{prefix}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:8]}"
