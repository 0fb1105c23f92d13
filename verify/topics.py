"""Topic detection: which articles can tell of one event, by what they open with and when they appeared.

The cheap stage before claims are read: a vector for the opening of each article, and its date.
What it puts together is compared; `stories` then tells events apart by their claims.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster import hierarchy
from scipy.sparse import csgraph

from verify.names import shared_words
from verify.records import Article, Source, Story

Vectors = NDArray[np.float32]
Rows = tuple[int, ...]

OPENING_WORDS = 90  # the headline and what an agency calls the lead
WINDOW_DAYS = 4  # between the dates of two articles that can begin a topic
FAR_DAYS = 21  # no topic has two articles further apart; as in `stories`
HAND_PICKED = 50  # articles that a person puts together; the best chance cosine among them is .41
LOOSE_COSINE = 0.45  # mean of two groups of articles, in a run of up to HAND_PICKED
NAMES = 0.1  # of a cosine, per unit of the names that two of up to HAND_PICKED articles share
COSINE_PER_TENFOLD = 0.1  # the best chance cosine: .41 of 50 articles, .53 of 500, .60 of 5,000
TIGHT_COSINE = 0.7  # stories from here on give twice the findings an article of those at .55 to .7
BLOCK = 1024  # rows of one matrix product
MOST = 4000  # articles that are linked by all their pairs; with more the bar is raised by STEP
STEP = 0.05
NEVER = 1e6  # distance of two articles that no topic can hold
DECIMALS = 4  # of a cosine: machines differ in the last bits


@dataclass(frozen=True, slots=True)
class Topic:
    """Rows of articles that are compared with each other.

    `related` are of another time than `core`, each the only one of its time. `least` and `mean` are
    cosines between their openings.
    """

    core: Rows
    related: Rows = ()
    least: float = 1.0
    mean: float = 1.0

    @property
    def rows(self) -> Rows:
        """All of them, in their order."""
        return tuple(sorted(self.core + self.related))

    def renumbered(self, rows: Mapping[int, int] | Sequence[int]) -> Topic:
        """The same with `rows[row]` for each of its rows."""
        core, related = (tuple(rows[row] for row in part) for part in (self.core, self.related))
        return replace(self, core=core, related=related)


def opening(article: Article) -> str:
    """The first words of an article, without what is page furniture."""
    blocks = [article.text[p.start : p.end] for p in article.paragraphs if p.role != "boilerplate"]
    text = " ".join(blocks) if blocks else article.text[: OPENING_WORDS * 40]
    return " ".join(text.split()[:OPENING_WORDS])


def find(sources: Sequence[Source], vectors: Vectors, words: Sequence[Set[str]] | None = None) -> list[Topic]:
    """The topics, by the day and name of their first articles; each row is in one of them.

    `vectors` has a row of unit length for the opening of each article. Articles up to HAND_PICKED of
    which no two share a topic are one: whoever put them together had a reason. Of so few `words` may
    have the proper words of each: articles that open in other ways can name the same people and places.
    """
    near = vectors if words is None else _with_names(vectors, words)
    days = np.array([s.published.value.toordinal() if s.published.value else 0 for s in sources])
    least = least_cosine(len(sources))
    groups = _groups(np.arange(len(sources)), near, days, least)
    if len(sources) <= HAND_PICKED:
        groups = [sorted(range(len(sources)))] if all(len(g) == 1 for g in groups) else groups
        topics = _with_related(groups, near, least)
    else:
        topics = [Topic(tuple(g)) for g in groups]
    measured = [_measured(t, vectors) for t in topics]
    return sorted(measured, key=lambda t: min(_first(sources[i]) for i in t.core))


def least_cosine(count: int) -> float:
    """The mean cosine that two groups need to be one: among more articles chance reaches higher."""
    tenfold = math.log10(max(count, HAND_PICKED) / HAND_PICKED)
    return min(TIGHT_COSINE, LOOSE_COSINE + COSINE_PER_TENFOLD * tenfold)


def split(
    topic: Topic, parts: Iterable[Sequence[int]], sources: Sequence[Source], vectors: Vectors
) -> list[Topic]:
    """The topic by the events that its claims tell apart; `parts` are their rows.

    An event of one article, and what is only related, goes where it is nearest: by its day, and
    by its opening where a day is unknown.
    """
    core = set(topic.core)
    events = [tuple(sorted(core.intersection(part))) for part in parts]
    whole = [event for event in events if len(event) > 1]
    if len(whole) < 2:
        return [topic]
    added: dict[int, list[int]] = defaultdict(list)
    for row in sorted(set(topic.rows).difference(*whole)):
        added[max(range(len(whole)), key=lambda k: _nearness(row, whole[k], sources, vectors))].append(row)
    return [_measured(Topic((*event, *added[k])), vectors) for k, event in enumerate(whole)]


def story(sources: Sequence[Source], told: Mapping[str, int]) -> Story:
    """The story of these articles; `told` numbers the event of each by its path."""
    ordered = sorted(sources, key=_first)
    headlines = (s.headline.value for s in ordered if s.headline.value)
    days = sorted(day for s in sources if (day := s.published.value))
    events: dict[int, list[str]] = defaultdict(list)
    for source in sources:
        events[told.get(source.path, 0)].append(source.path)
    return Story(
        id=identity(ordered[0].path),
        headline=next(headlines, ordered[0].path),
        articles=tuple(s.path for s in sources),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        events=tuple(tuple(events[number]) for number in sorted(events)),
    )


def identity(path: str) -> str:
    """The id of the story whose first article this is."""
    return "s-" + blake2b(path.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _first(source: Source) -> tuple[date, str]:
    return (source.published.value or date.max, source.path)


def _with_names(vectors: Vectors, words: Sequence[Set[str]]) -> Vectors:
    """Rows whose products with each other are the cosines of the openings and what shared names add.

    They are the scaled eigenvectors of that matrix, its diagonal raised until none is negative: only
    products of two different rows are ever asked for.
    """
    shared = np.array([[shared_words(a, b) for b in words] for a in words])
    likeness = np.asarray(vectors @ vectors.T, np.float64) + NAMES * shared
    values, axes = np.linalg.eigh(likeness)
    rows: Vectors = np.asarray(axes * np.sqrt(values - values.min()), np.float32)
    return rows


def _groups(
    rows: NDArray[np.int64], vectors: Vectors, days: NDArray[np.int64], least: float
) -> list[list[int]]:
    """Rows that are near each other on average, none with two that are FAR_DAYS apart."""
    found: list[list[int]] = []
    for part in _connected(rows, vectors, days, least):
        if len(part) == 1:
            found.append(part.tolist())
        elif len(part) > MOST and least + STEP < 1:
            found += _groups(part, vectors, days, least + STEP)
        else:
            found += _linked(part, vectors, days, least)
    return found


def _connected(
    rows: NDArray[np.int64], vectors: Vectors, days: NDArray[np.int64], least: float
) -> list[NDArray[np.int64]]:
    """Rows that a chain of near ones connects."""
    rows = rows[np.argsort(days[rows], kind="stable")]
    ends = list(_near(vectors[rows], days[rows], least))
    left, right = (np.concatenate([e[side] for e in ends]) for side in (0, 1))
    graph = sparse.coo_array((np.ones(len(left), bool), (left, right)), shape=(len(rows), len(rows)))
    count, labels = csgraph.connected_components(graph, directed=False)
    order = np.argsort(labels, kind="stable")
    return [
        np.sort(part) for part in np.split(rows[order], np.cumsum(np.bincount(labels, minlength=count))[:-1])
    ]


def _near(
    vectors: Vectors, days: NDArray[np.int64], least: float
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs of rows, sorted by day, whose cosine and days let them meet; undated rows (day 0) meet any."""
    undated = int(np.searchsorted(days, 1))
    ends = np.searchsorted(days, days + WINDOW_DAYS, "right")
    ends[:undated] = len(days)
    for start in range(0, len(days), BLOCK):
        stop = min(start + BLOCK, len(days))
        reach = int(ends[start:stop].max())
        cosines = np.round(vectors[start:stop] @ vectors[start:reach].T, DECIMALS)
        left, right = np.nonzero(cosines >= least)
        kept = (left < right) & (right + start < ends[left + start])
        yield left[kept] + start, right[kept] + start


def _linked(
    part: NDArray[np.int64], vectors: Vectors, days: NDArray[np.int64], least: float
) -> list[list[int]]:
    """Average linkage over all pairs."""
    left, right = np.triu_indices(len(part), 1)
    distances = 1 - _cosines(part, vectors)[left, right]
    a, b = days[part[left]], days[part[right]]
    distances[(a > 0) & (b > 0) & (np.abs(a - b) > FAR_DAYS)] = NEVER
    tree = hierarchy.linkage(np.maximum(distances, 0), "average")
    labels = hierarchy.fcluster(tree, 1 - least, "distance")
    return [part[labels == label].tolist() for label in sorted(set(labels.tolist()))]


def _with_related(groups: Sequence[Sequence[int]], vectors: Vectors, least: float) -> list[Topic]:
    """Each article that is left alone joins the group it is nearest to, whatever its day, if it is near."""
    whole = [tuple(g) for g in groups if len(g) > 1]
    related: dict[int, list[int]] = defaultdict(list)
    alone = []
    for (row,) in (g for g in groups if len(g) == 1):
        near = [float(np.mean(vectors[list(g)] @ vectors[row])) for g in whole]
        best = max(range(len(whole)), key=lambda k: near[k], default=None)
        if best is not None and near[best] >= least:
            related[best].append(row)
        else:
            alone.append(Topic((row,)))
    return [Topic(g, tuple(related[k])) for k, g in enumerate(whole)] + alone


def _nearness(row: int, group: Rows, sources: Sequence[Source], vectors: Vectors) -> tuple[float, float]:
    day = sources[row].published.value
    gaps = [abs((day - other).days) for i in group if day and (other := sources[i].published.value)]
    return (-min(gaps, default=math.inf), float(np.mean(vectors[list(group)] @ vectors[row])))


def _measured(topic: Topic, vectors: Vectors) -> Topic:
    rows = np.array(topic.rows)
    if len(rows) == 1:
        return topic
    cosines = _cosines(rows, vectors)[np.triu_indices(len(rows), 1)]
    return Topic(topic.core, topic.related, float(cosines.min()), float(cosines.mean()))


def _cosines(rows: NDArray[np.int64], vectors: Vectors) -> NDArray[np.float64]:
    cosines: NDArray[np.float64] = np.asarray(vectors[rows] @ vectors[rows].T, np.float64).round(DECIMALS)
    return cosines
