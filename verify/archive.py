"""From an archive to reports: stories are found first, then each is compared and told for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

import numpy as np

from verify import embed, engines, pipeline, plugins, provenance, roles, sources, topics
from verify.progress import Progress, Silent
from verify.records import Article, Report, Skipped, Source
from verify.shelf import Shelf
from verify.topics import Topic, Vectors

SILENT = Silent()
AHEAD = 1024  # openings that are embedded together


@dataclass(frozen=True, slots=True)
class Archive:
    """Articles, still on their shelf, and the topics that they fall into.

    `listed` and `vectors` have a row for each article; a topic names rows.
    """

    title: str
    shelf: Shelf
    listed: tuple[Source, ...]
    vectors: Vectors
    topics: tuple[Topic, ...]
    skipped: tuple[Skipped, ...]
    independent: tuple[frozenset[str], ...]
    same: tuple[frozenset[str], ...]

    @property
    def shared(self) -> tuple[Topic, ...]:
        """Topics of several articles; the only topic, however many it has."""
        return tuple(t for t in self.topics if len(t.rows) > 1 or len(self.topics) == 1)

    @property
    def alone(self) -> tuple[Source, ...]:
        """Articles that no other shares a topic with."""
        lone = (t.core[0] for t in self.topics if len(t.rows) == 1 and len(self.topics) > 1)
        return tuple(self.listed[row] for row in lone)


@dataclass(frozen=True, slots=True)
class Task:
    """One topic as it is handed to a worker: its rows count its own articles."""

    title: str
    reading: sources.Reading
    listed: tuple[Source, ...]
    vectors: Vectors
    topic: Topic
    model: str | None
    judge: str | None


def read(paths: Sequence[Path], *, model: str | None = None, progress: Progress = SILENT) -> Archive:
    """Read all under `paths` once, article by article, and find what belongs together.

    Raises VerifyError where there is nothing to read or no model.
    """
    opened, shelf = sources.stream(paths), Shelf()
    embedder = embed.load(model)
    skipped: list[Skipped] = []
    listed: list[Source] = []
    vectors: list[Vectors] = []
    articles = _articles(opened.items, skipped)
    with progress.stage("Reading articles") as advance:
        while rows := [_shelved(article, shelf) for article in islice(articles, AHEAD)]:
            listed += [source for source, _ in rows]
            vectors.append(embedder.encode([opening for _, opening in rows]))
            advance(len(rows))
    found = np.concatenate(vectors)
    return Archive(
        paths[0].resolve().stem,
        shelf,
        tuple(listed),
        found,
        tuple(topics.find(listed, found)),
        tuple(sorted(skipped, key=lambda item: sources.order(item.path))),
        opened.independent,
        opened.same,
    )


def reports(
    archive: Archive,
    *,
    model: str | None = None,
    judge: str | None = None,
    engine: str = "local",
    progress: Progress = SILENT,
) -> Iterator[Report]:
    """A report for each story, by the day of its first article; articles that are alone are in none.

    An archive of one story has the report that `pipeline.run` gives. Raises VerifyError where a model
    or what the engine needs is missing.
    """
    shared = archive.shared
    if engine == "local" and len(shared) == 1:
        yield from _told(_task(archive, shared[0], model, judge), progress)
        return
    run = plugins.load(engines, engine).run
    with progress.stage("Comparing stories", len(shared)) as advance:
        for told in run(tell, (_task(archive, topic, model, judge) for topic in shared)):
            yield from told
            advance(1)


def tell(task: Task) -> list[Report]:
    """The report on a topic, or one for each of its stories where its claims tell of several."""
    return _told(task, SILENT)


def joined(archive: Archive, made: Sequence[Report]) -> Report:
    """One report with all that the reports on its stories have, story by story."""
    if len(made) == 1 and not archive.alone:
        return made[0]
    return Report(
        title=archive.title,
        method=made[0].method,
        sources=tuple(
            sorted(
                chain(archive.alone, *(report.sources for report in made)),
                key=lambda source: sources.order(source.path),
            )
        ),
        facts=tuple(chain.from_iterable(report.facts for report in made)),
        disputes=tuple(chain.from_iterable(report.disputes for report in made)),
        not_compared=tuple(chain.from_iterable(report.not_compared for report in made)),
        skipped=archive.skipped,
        origins=tuple(chain.from_iterable(report.origins for report in made)),
        shares=tuple(chain.from_iterable(report.shares for report in made)),
        stories=tuple(chain.from_iterable(report.stories for report in made)),
        alone=tuple(source.path for source in archive.alone),
    )


def _articles(items: Iterable[Article | Skipped], skipped: list[Skipped]) -> Iterator[Article]:
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            yield item


def _shelved(article: Article, shelf: Shelf) -> tuple[Source, str]:
    """The article as it is listed, and its opening; a record that states its day is taken as it is."""
    shelf.put(article)
    if not (article.headline.value and article.published.value):
        article = provenance.fill(roles.assign(article))
    return pipeline.source(article), topics.opening(article)


def _task(archive: Archive, topic: Topic, model: str | None, judge: str | None) -> Task:
    """The task of one topic; what was skipped is told by the only report, or by the index."""
    rows = sorted(topic.rows, key=lambda row: sources.order(archive.listed[row].path))
    place = {row: number for number, row in enumerate(rows)}
    only = len(archive.topics) == 1
    return Task(
        archive.title if only else "",
        sources.Reading(
            tuple(archive.shelf.take(rows)),
            archive.skipped if only else (),
            archive.independent,
            archive.same,
        ),
        tuple(archive.listed[row] for row in rows),
        archive.vectors[rows],
        replace(
            topic,
            core=tuple(place[row] for row in topic.core),
            related=tuple(place[row] for row in topic.related),
        ),
        model,
        judge,
    )


@lru_cache(maxsize=1)
def _tools(model: str | None, judge: str | None) -> pipeline.Tools:
    """Models of this process, for all stories that it works on."""
    return pipeline.tools(model, judge)


def _told(task: Task, progress: Progress) -> list[Report]:
    using = _tools(task.model, task.judge)
    compared = pipeline.story(task.reading.articles, using, progress)
    parts = _parts(task, compared.told)
    if len(parts) == 1:
        return [_titled(pipeline.told(task.title, compared, task.reading, using))]
    told = replace(task.reading, skipped=())
    return [_titled(pipeline.told("", compared.among(part), told, using)) for part in parts]


def _parts(task: Task, told: Mapping[str, int]) -> list[frozenset[str]]:
    """The articles of each story: where all have a date, the dates have told them apart already."""
    if all(task.listed[row].published.value for row in task.topic.core):
        return [frozenset(told)]
    events: dict[int, list[int]] = defaultdict(list)
    for row, source in enumerate(task.listed):
        events[told[source.path]].append(row)
    parts = topics.split(task.topic, list(events.values()), task.listed, task.vectors)
    return [frozenset(task.listed[row].path for row in part.rows) for part in parts]


def _titled(report: Report) -> Report:
    return report if report.title else replace(report, title=report.stories[0].headline)
