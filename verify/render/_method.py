"""What was left out, and what made the report."""

from __future__ import annotations

from collections import Counter

from verify.records import Index, NotCompared, Report
from verify.render._escape import code, line, strong
from verify.render._excerpt import excerpt
from verify.render._sources import Sources, counted

EXAMPLES_SHOWN = 3
EXAMPLE_CHARACTERS = 120

READING = (
    "How to read it: a score is the share that was right of disputes of its kind, or of kinds right more "
    "often, when they were read beside their articles; the list begins with the surest and weightiest. An "
    "origin is a group of articles that speak with one voice, by shared text, credit or speaker, and "
    "counts once however many outlets print it. The report decides nothing: it shows where to look."
)
QUOTING = (
    "Quotes are verbatim but for display: white space is shown as one space, invisible characters are "
    "left out, control characters show as \ufffd, an ellipsis set off by a space marks a cut. The JSON "
    "report has the exact text and the position of every quote."
)


def not_compared(report: Report, sources: Sources) -> str:
    """Claims that took no part, by reason: how many of each article, and a few of them."""
    reasons: dict[str, list[NotCompared]] = {}
    for claim in report.not_compared:
        reasons.setdefault(claim.reason, []).append(claim)
    groups = [_left_out(claims, sources) for claims in reasons.values()]
    return "\n\n".join(["## Not compared", *groups]) if groups else ""


def skipped(report: Report | Index, sources: Sources) -> str:
    """Inputs that were not read."""
    files = [f"- {code(file.path)}: {line(file.reason)}" for file in report.skipped]
    return "\n\n".join(["## Skipped files", "\n".join(files)]) if files else ""


def method(report: Report | Index, sources: Sources) -> str:
    """Versions, models and thresholds."""
    made = report.method
    comparators = ", ".join(map(line, made.comparators)) or "none"
    thresholds = ", ".join(f"{line(name)} {value:g}" for name, value in sorted(made.thresholds.items()))
    facts = [
        f"- verify {line(made.version)}",
        f"- Sentence embeddings: {line(made.embedder) or 'none'}",
        f"- Language inference: {line(made.nli) or 'none'}",
        f"- Comparators: {comparators}",
        *([f"- Thresholds: {thresholds}"] if thresholds else []),
    ]
    return "\n\n".join(["## Method", "\n".join(facts), READING, QUOTING])


def _left_out(claims: list[NotCompared], sources: Sources) -> str:
    articles = Counter(claim.article for claim in claims)
    where = ", ".join(f"{sources.label(article)} {count}" for article, count in articles.items())
    lines = [f"- {excerpt(claim.text, limit=EXAMPLE_CHARACTERS)}" for claim in claims[:EXAMPLES_SHOWN]]
    if len(claims) > EXAMPLES_SHOWN:
        lines.append(f"- and {len(claims) - EXAMPLES_SHOWN} more")
    reason = strong(claims[0].reason.rstrip(". ")) or "No reason given"
    return f"{reason}: {counted(len(claims), 'claim')} ({where})\n\n" + "\n".join(lines)
