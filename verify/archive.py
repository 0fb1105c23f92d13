"""From an archive to reports: stories are found first, then each is compared and told for itself."""

from __future__ import annotations

import atexit
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path

import numpy as np

from verify import engines, pipeline, plugins, provenance, roles, sources, store, topics
from verify.decisions import Entry
from verify.names import proper_words
from verify.progress import Progress, Silent
from verify.records import Article, Method, Report, Skipped, Source, VerifyError
from verify.shelf import Shelf
from verify.topics import Topic, Vectors

SILENT = Silent()
_OPEN = ExitStack()  # what a worker has opened, until its process ends
atexit.register(_OPEN.close)
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
class Recipe:
    """What every process of a run opens: models by name as in `pipeline.run`, a store by its file.

    `decided` are the entries of reviewers that stand.
    """

    model: str | None = None
    judge: str | None = None
    store: Path | None = None
    decided: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One topic as it is handed to a worker: its rows count its own articles."""

    title: str
    reading: sources.Reading
    listed: tuple[Source, ...]
    vectors: Vectors
    topic: Topic
    recipe: Recipe


def _unheard(message: str) -> None:
    """A worker has nobody to tell; whoever began the run has been told."""


@contextmanager
def opened(recipe: Recipe, warn: Callable[[str], None] = _unheard) -> Iterator[pipeline.Tools]:
    """The models and the store of a run; `warn` is told where the store cannot be used."""
    with store.opened(recipe.store, warn) as kept:
        yield pipeline.tools(kept, recipe.model, recipe.judge, recipe.decided)


def read(paths: Sequence[Path], using: pipeline.Tools, *, progress: Progress = SILENT) -> Archive:
    """Read all under `paths` once, article by article, and find what belongs together.

    Raises VerifyError where there is nothing to read or no model.
    """
    stream, shelf = sources.stream(paths), Shelf()
    skipped: list[Skipped] = []
    listed: list[Source] = []
    vectors: list[Vectors] = []
    articles = _articles(stream.items, skipped)
    with progress.stage("Reading articles") as advance:
        while rows := [_shelved(article, shelf) for article in islice(articles, AHEAD)]:
            listed += [source for source, _ in rows]
            vectors.append(using.embedder.encode([opening for _, opening in rows]))
            advance(len(rows))
    found = np.concatenate(vectors)
    return Archive(
        sources.title(paths[0]),
        shelf,
        tuple(listed),
        found,
        tuple(topics.find(listed, found, _words(shelf))),
        tuple(sorted(skipped, key=lambda item: sources.order(item.path))),
        stream.independent,
        stream.same,
    )


def reports(
    archive: Archive,
    using: pipeline.Tools,
    *,
    engine: str = "local",
    recipe: Recipe | None = None,
    progress: Progress = SILENT,
) -> Iterator[Report]:
    """A report for each story, by the day of its first article; articles that are alone are in none.

    An archive of one story has the report that `pipeline.run` gives. An engine whose workers are other
    processes opens there what `recipe` says. Raises VerifyError where a model or what the engine needs
    is missing.
    """
    shared, chosen = archive.shared, plugins.load(engines, engine)
    if len(shared) == 1:
        yield from _told(_task(archive, shared[0]), using, progress)
        return
    tasks = (_task(archive, topic, recipe) for topic in shared)
    work = tell if chosen.REMOTE else partial(_told, using=using, progress=SILENT)
    with progress.stage("Comparing stories", len(shared)) as advance:
        for told in chosen.run(work, tasks):
            yield from told
            advance(1)


def traces(archive: Archive, using: pipeline.Tools) -> Iterator[pipeline.Traced]:
    """The reports as `reports` gives them, each with what it was read from."""
    for topic in archive.shared:
        yield from _traced(_task(archive, topic), using, SILENT)


def report_on(archive: Archive, name: str, using: pipeline.Tools, *, progress: Progress = SILENT) -> Report:
    """The report on the story with this id, or with the article of this name; no other is compared.

    Raises VerifyError where there is no such story.
    """
    named = (n for n, s in enumerate(archive.listed) if name in {s.path, topics.identity(s.path)})
    row = next(named, None)
    if row is None:
        raise VerifyError(f"No story or article is called {name}.", "`verify stories` lists them.")
    topic = next(t for t in archive.topics if row in t.rows)
    if topic not in archive.shared:
        raise VerifyError(
            f"{name} shares a story with no other article.", "`verify stories` lists those that do."
        )
    path = archive.listed[row].path
    told = _told(_task(archive, topic), using, progress)
    return next(report for report in told if path in report.stories[0].articles)


def tell(task: Task) -> list[Report]:
    """The report on a topic, or one for each of its stories where its claims tell of several.

    For a process of its own: what it opens stays open until it ends.
    """
    return _told(task, _opened(task.recipe), SILENT)


def stories(archive: Archive, using: pipeline.Tools, *, progress: Progress = SILENT) -> Iterator[Topic]:
    """The articles of each report that `reports` gives, as rows, in the same order.

    A topic that holds articles without a date is compared to tell its stories apart.
    """
    with progress.stage("Telling stories apart", len(archive.shared)) as advance:
        for topic in archive.shared:
            if _dated(archive.listed, topic):
                yield topic
            else:
                task = _task(archive, topic)
                told = pipeline.story(task.reading.articles, using).told
                rows = _ordered(archive, topic)
                yield from (part.renumbered(rows) for part in _parts(task, told))
            advance(1)


def method(using: pipeline.Tools) -> Method:
    """What makes the reports, with what finds their stories."""
    made = pipeline.method(using)
    return replace(made, thresholds={**made.thresholds, **pipeline.thresholds(topics)})


def joined(archive: Archive, made: Sequence[Report], method: Method) -> Report:
    """One report with all that the reports on its stories have, story by story."""
    if len(made) == 1 and not archive.alone:
        return made[0]
    return Report(
        title=archive.title,
        method=method,
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
        decisions=tuple(chain.from_iterable(report.decisions for report in made)),
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


def _words(shelf: Shelf) -> list[frozenset[str]] | None:
    """The proper words of each article, where a person has put the articles together."""
    if len(shelf) > topics.HAND_PICKED:
        return None
    return [proper_words(article.text) for article in shelf.take(range(len(shelf)))]


def _ordered(archive: Archive, topic: Topic) -> list[int]:
    return sorted(topic.rows, key=lambda row: sources.order(archive.listed[row].path))


def _task(archive: Archive, topic: Topic, recipe: Recipe | None = None) -> Task:
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
        recipe or Recipe(),
    )


@cache
def _opened(recipe: Recipe) -> pipeline.Tools:
    return _OPEN.enter_context(opened(recipe))


def _told(task: Task, using: pipeline.Tools, progress: Progress) -> list[Report]:
    return [traced.report for traced in _traced(task, using, progress)]


def _traced(task: Task, using: pipeline.Tools, progress: Progress) -> list[pipeline.Traced]:
    compared = pipeline.story(task.reading.articles, using, progress)
    parts = _parts(task, compared.told)
    if len(parts) == 1:
        return [_titled(pipeline.traced(task.title, compared, task.reading, using))]
    told = replace(task.reading, skipped=())
    paths = ({task.listed[row].path for row in part.rows} for part in parts)
    return [_titled(pipeline.traced("", compared.among(part), told, using)) for part in paths]


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


def _titled(traced: pipeline.Traced) -> pipeline.Traced:
    report = traced.report
    return (
        traced if report.title else replace(traced, report=replace(report, title=report.stories[0].headline))
    )
