"""The index of an archive: its stories, each with a report of its own, and what is in none."""

from __future__ import annotations

from verify.records import Entry, Index, Source
from verify.render._escape import code, line
from verify.render._excerpt import excerpt
from verify.render._sources import CELL_CHARACTERS, NOTHING, counted

ALONE_SHOWN = 200

SCOPE = (
    "Every story has a report of its own. Articles are put together by what they open with and when they "
    "appeared, and compared inside their story only."
)
NOT_READ = "There is nothing here to hold these articles against, so their claims were not read."


def summary(index: Index) -> str:
    """How much was read, and what came of it."""
    articles = sum(len(entry.story.articles) for entry in index.entries)
    disputed, corroborated = (
        sum(getattr(entry, what) for entry in index.entries) for what in ("disputed", "corroborated")
    )
    alone = f", [{len(index.alone):,} alone](#alone)" if index.alone else ""
    skipped = f", [{len(index.skipped):,} skipped](#skipped-files)" if index.skipped else ""
    shared = f"{counted(articles, 'article')} in {_stories(len(index.entries))}"
    return f"{shared}{alone}{skipped}: {disputed:,} disputed, {corroborated:,} corroborated.\n\n{SCOPE}"


def table(index: Index) -> str:
    """The stories, those with the most disputes first, then those with the most in common."""
    ordered = sorted(index.entries, key=lambda e: (-e.disputed, -e.corroborated, e.place, e.story.id))
    head = [
        "Story | Published | Articles | Disputed | Changed | Corroborated",
        "--- | --- | --: | --: | --: | --:",
    ]
    return "\n".join(["## Stories", "", *(f"| {row} |" for row in [*head, *map(_row, ordered)])])


def alone(index: Index) -> str:
    """Articles that were compared with none; the first of them, where there are many."""
    if not index.alone:
        return ""
    lines = [f"- {_article(source)}" for source in index.alone[:ALONE_SHOWN]]
    if len(index.alone) > ALONE_SHOWN:
        lines.append(f"- and {len(index.alone) - ALONE_SHOWN:,} more, which `verify stories` lists")
    listed = "\n".join(lines)
    return (
        f"## Alone\n\n{counted(len(index.alone), 'article')} in no story with another. {NOT_READ}\n\n{listed}"
    )


def _row(entry: Entry) -> str:
    story = entry.story
    headline = excerpt(story.headline, limit=CELL_CHARACTERS) or NOTHING
    first, last = story.first, story.last
    published = NOTHING if first is None else f"{first}" if first == last else f"{first} to {last}"
    cells = [
        f"[{headline}]({entry.place})" if entry.place else headline,
        published,
        *(
            f"{number:,}"
            for number in (len(story.articles), entry.disputed, entry.updated, entry.corroborated)
        ),
    ]
    return " | ".join(cells)


def _article(source: Source) -> str:
    headline = excerpt(source.headline.value or "", limit=CELL_CHARACTERS)
    day = source.published.value
    told = ", ".join(part for part in (headline, line(str(day)) if day else "") if part)
    return f"{code(source.path)}: {told}" if told else code(source.path)


def _stories(number: int) -> str:
    return "1 story" if number == 1 else f"{number:,} stories"
