"""From an archive to reports: stories are found first, then each is compared and told for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

import numpy as np

from verify import embed, engines, nli, pipeline, plugins, provenance, roles, sources, topics
from verify.progress import Progress, Silent
from verify.records import Article, Method, Report, Skipped, Source
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
    model: str | None
    judge: str | None

    @property
    def shared(self) -> tuple[Topic, ...]:
        """Topics of several articles; the only topic, however many it has."""
        return tuple(t for t in self.topics if len(t.rows) > 1 or len(self.topics) == 1)

    @property
    def alone(self) -> tuple[Source, ...]:
        """Articles that no other shares a topic with."""
        lone = (t.core[0] for t in self.topics if len(t.rows) == 1 and len(self.topics) > 1)
        return tuple(self.listed[row] for row in lone)

    def method(self) -> Method:
        """What makes the reports, with what finds their stories."""
        made = pipeline.method(_tools(self.model, self.judge))
        return replace(made, thresholds={**made.thresholds, **pipeline.thresholds(topics)})


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


def read(
    paths: Sequence[Path], *, model: str | None = None, judge: str | None = None, progress: Progress = SILENT
) -> Archive:
    """Read all under `paths` once, article by article, and find what belongs together.

    `model` and `judge` are as in `pipeline.tools`; the judge is loaded when a report is made.
    Raises VerifyError where there is nothing to read or no model.
    """
    opened, shelf = sources.stream(paths), Shelf()
    embedder = _embedder(model)
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
        model,
        judge,
    )


def reports(archive: Archive, *, engine: str = "local", progress: Progress = SILENT) -> Iterator[Report]:
    """A report for each story, by the day of its first article; articles that are alone are in none.

    An archive of one story has the report that `pipeline.run` gives. Raises VerifyError where a model
    or what the engine needs is missing.
    """
    shared = archive.shared
    if engine == "local" and len(shared) == 1:
        yield from _told(_task(archive, shared[0]), progress)
        return
    run = plugins.load(engines, engine).run
    with progress.stage("Comparing stories", len(shared)) as advance:
        for told in run(tell, (_task(archive, topic) for topic in shared)):
            yield from told
            advance(1)


def tell(task: Task) -> list[Report]:
    """The report on a topic, or one for each of its stories where its claims tell of several."""
    return _told(task, SILENT)


def stories(archive: Archive, *, progress: Progress = SILENT) -> Iterator[Topic]:
    """The articles of each report that `reports` gives, as rows, in the same order.

    A topic that holds articles without a date is compared to tell its stories apart.
    """
    with progress.stage("Telling stories apart", len(archive.shared)) as advance:
        for topic in archive.shared:
            if _dated(archive.listed, topic):
                yield topic
            else:
                task, rows = _task(archive, topic), _ordered(archive, topic)
                using = _tools(archive.model, archive.judge)
                told = pipeline.story(task.reading.articles, using).told
                yield from (part.renumbered(rows) for part in _parts(task, told))
            advance(1)


def joined(archive: Archive, made: Sequence[Report]) -> Report:
    """One report with all that the reports on its stories have, story by story."""
    if len(made) == 1 and not archive.alone:
        return made[0]
    return Report(
        title=archive.title,
        method=archive.method(),
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


def _ordered(archive: Archive, topic: Topic) -> list[int]:
    return sorted(topic.rows, key=lambda row: sources.order(archive.listed[row].path))


def _task(archive: Archive, topic: Topic) -> Task:
    """The task of one topic; what was skipped is told by the only report, or by the index."""
    rows = _ordered(archive, topic)
    only = len(archive.topics) == 1
    reading = sources.Reading(
        tuple(archive.shelf.take(rows)),
        archive.skipped if only else (),
        archive.independent,
        archive.same,
    )
    return Task(
        archive.title if only else "",
        reading,
        tuple(archive.listed[row] for row in rows),
        archive.vectors[rows],
        topic.renumbered({row: number for number, row in enumerate(rows)}),
        archive.model,
        archive.judge,
    )


@lru_cache(maxsize=1)
def _tools(model: str | None, judge: str | None) -> pipeline.Tools:
    """The models of this process, for all stories that it works on."""
    return pipeline.Tools(_embedder(model), nli.load(judge))


@lru_cache(maxsize=1)
def _embedder(model: str | None) -> embed.Embedder:
    return embed.load(model)


def _told(task: Task, progress: Progress) -> list[Report]:
    using = _tools(task.model, task.judge)
    compared = pipeline.story(task.reading.articles, using, progress)
    parts = _parts(task, compared.told)
    if len(parts) == 1:
        return [_titled(pipeline.told(task.title, compared, task.reading, using))]
    told = replace(task.reading, skipped=())
    paths = ({task.listed[row].path for row in part.rows} for part in parts)
    return [_titled(pipeline.told("", compared.among(part), told, using)) for part in paths]


def _parts(task: Task, told: Mapping[str, int]) -> list[Topic]:
    """The stories of a topic: where all articles have a date, the dates have told them apart already."""
    if _dated(task.listed, task.topic):
        return [task.topic]
    events: dict[int, list[int]] = defaultdict(list)
    for row, source in enumerate(task.listed):
        events[told[source.path]].append(row)
    return topics.split(task.topic, list(events.values()), task.listed, task.vectors)


def _dated(listed: Sequence[Source], topic: Topic) -> bool:
    return all(listed[row].published.value for row in topic.core)


def _titled(report: Report) -> Report:
    return report if report.title else replace(report, title=report.stories[0].headline)
