"""What the articles agree on, and what only one of them says."""

from __future__ import annotations

from verify.records import Fact, Report, Status
from verify.render._escape import clean, line
from verify.render._excerpt import excerpt
from verify.render._origins import voice
from verify.render._quotes import QUOTES_SHOWN, block, credit, item
from verify.render._sources import Sources, counted

SINGLE_CHARACTERS = 200  # two lines of a page


def corroborated(report: Report, sources: Sources) -> str:
    """Facts with two or more independent origins."""
    found = [_fact(fact, sources) for fact in of_status(report, "corroborated")]
    lead = "Stated by two or more independent origins." if found else "Nothing found."
    return "\n\n".join(["## Corroborated", lead, *found])


def carried(report: Report, sources: Sources) -> str:
    """Facts of several articles that speak with one voice."""
    found = [_fact(fact, sources) for fact in of_status(report, "carried")]
    lead = "Stated by several articles that speak with one voice: no confirmation of one by the other."
    return "\n\n".join(["## Widely carried, one origin", lead, *found]) if found else ""


def single(report: Report, sources: Sources) -> str:
    """Facts of one article each, by article."""
    groups: dict[str, list[str]] = {source.path: [] for source in report.sources}
    for fact in of_status(report, "single"):
        article = fact.mentions[0].article if fact.mentions else ""
        groups.setdefault(article, []).append(f"- {excerpt(fact.text, limit=SINGLE_CHARACTERS)}")
    lists = [
        f"**{sources.label(article)}**: {counted(len(facts), 'claim')}\n\n" + "\n".join(facts)
        for article, facts in groups.items()
        if facts
    ]
    lead = "No other article says the same or the contrary. Silence is not doubt."
    return "\n\n".join(["## Single source", lead, *lists]) if lists else ""


def of_status(report: Report, status: Status) -> list[Fact]:
    """The facts of one status, in the order of the report."""
    return [fact for fact in report.facts if fact.status == status]


def _fact(fact: Fact, sources: Sources) -> str:
    """The fact in bold with those who word it so, then its origins, then the other wordings."""
    same = [mention for mention in fact.mentions if clean(mention.text) == clean(fact.text)]
    others = [mention for mention in fact.mentions if mention not in same]
    title = f"**{excerpt(fact.text)}**" + (f" — {credit(same, sources)}" if same else "")
    shown = QUOTES_SHOWN - bool(same)
    quotes = [block(others, sources, shown=shown)] if others else []
    return item([title, _origins(fact, sources), *quotes])


def _origins(fact: Fact, sources: Sources) -> str:
    reach = sources.reach(mention.article for mention in fact.mentions)
    parts = [f"{counted(len(fact.origins), 'origin')} in {reach} ({line(fact.id)})."]
    parts += [f"One voice: {voice(origin, sources)}." for origin in fact.origins if len(origin.articles) > 1]
    return " ".join(parts)
