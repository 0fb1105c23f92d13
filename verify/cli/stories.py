"""The stories of an archive: listing them, and writing a report on each with an index above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from anyascii import anyascii

from verify.cli import store, terminal
from verify.cli.errors import explained
from verify.cli.options import Model, Nli, Quiet
from verify.cli.output import Target
from verify.records import Entry, Index, Method, Report, Source, Story

if TYPE_CHECKING:
    from verify.archive import Archive
    from verify.topics import Topic

SLUG_WORDS = 7


def stories(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Folders of articles, or single files.")
    ],
    model: Model = None,
    nli: Nli = None,
    keep: store.Named = None,
    quiet: Quiet = False,
) -> None:
    """List which articles tell of one event, and which stand alone.

    \b
    Example:
      verify stories archive.jsonl.gz
    """
    with explained():
        from verify import archive

        recipe = archive.Recipe(model, nli, store.place(keep, paths))
        with terminal.progress(quiet) as progress, archive.opened(recipe, terminal.complain) as using:
            found = archive.read(paths, using, progress=progress)
            listed = [_listed(story, found) for story in archive.stories(found, using, progress=progress)]
        for story in listed:
            typer.echo(story)
        if found.alone:
            typer.echo(f"{terminal.counted(len(found.alone), 'article')} alone")
            typer.echo("\n".join(_line(source) for source in found.alone))


def publish(target: Target, archive: Archive, reports: Iterator[Report], method: Method) -> Report | Index:
    """Write the report; where there are several, each by itself as soon as it is made, and then the index.

    A form that knows no index gets all in one document. What was written comes back.
    """
    from verify.archive import joined

    begun = list(islice(reports, 2))
    if not target.indexed or (len(begun) == 1 and not archive.alone):
        made = joined(archive, [*begun, *reports], method)
        target.write(made)
        return made
    entries = []
    for report in chain(begun, reports):
        place = target.write_part(report, _name(report.stories[0]))
        entries.append(_entry(report, place))
    index = Index(archive.title, method, tuple(entries), archive.alone, archive.skipped)
    target.write_index(index)
    return index


def publish_one(target: Target, report: Report, *, beside: bool) -> Target:
    """Write the report on one story, `beside` those on the others or where the user says; the place."""
    place = target.part(_name(report.stories[0])) if beside else target
    place.write(report)
    return place


def _entry(report: Report, place: str) -> Entry:
    dismissed = report.dismissed
    left = [dispute for dispute in report.disputes if dispute.id not in dismissed]
    return Entry(
        report.stories[0],
        place,
        sum(source.claims for source in report.sources),
        sum(dispute.contested for dispute in left),
        sum(dispute.same_event and dispute.updated for dispute in left),
        sum(fact.status == "corroborated" for fact in report.facts),
    )


def _name(story: Story) -> str:
    """A file name that sorts by day and stays the same when later articles join."""
    words = re.findall(r"[a-z0-9]+", anyascii(story.headline).lower())[:SLUG_WORDS]
    return "-".join([str(story.first or "undated"), *words, story.id.removeprefix("s-")])


def _listed(topic: Topic, archive: Archive) -> str:
    from verify import topics

    listed = [archive.listed[row] for row in topic.rows]
    story = topics.story(listed, {})
    days = " to ".join(str(day) for day in sorted({story.first, story.last} - {None}, key=str)) or "undated"
    alike = f"openings alike {topic.least:.2f} and more, {topic.mean:.2f} on average"
    head = f"{story.id}  {days}  {terminal.counted(len(listed), 'article')}  "
    return "\n".join([head + terminal.plain(story.headline), f"  {alike}", *map(_line, listed), ""])


def _line(source: Source) -> str:
    day = source.published.value or "undated"
    return f"  {terminal.plain(source.path)}  {day}  {terminal.plain(source.headline.value or '')}"
