"""How a report does on an event that was labelled by hand: figures, and what stands behind them.

Labels and report are compared by places in the articles, never by wording. Two places meet where they
lie in one file and share at least half of the shorter one. A reported dispute *hits* a labelled one
where two of its positions meet two different positions of that one. Reported disputes are those of one
event, reported facts those that more than one article states. tests/events/README.md has the format of
the labels.

dispute_recall_hard, _soft  labelled disputes that a reported one hits, of how many
disputes_reported           how many are reported
dispute_matched             of those, how many hit a hard or a soft one
false_conflicts             how many hit none of these but an apparent one or a trap: certainly wrong
unmatched                   how many hit nothing that is labelled: a reader has to judge them
separated                   apparent disputes of different events that no reported one hits, of how many
corroboration_recall        strong facts of which one reported fact meets two files or more, of how many
facts_corroborated          how many facts are reported
quote_errors                reported mentions that are not what the article has at their place
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

Json = dict[str, Any]
Place = tuple[str, int, int]  # file, first character, character after the last

Item = TypeVar("Item")
Split = tuple[list[Item], list[Item]]  # those of which something holds, and the others


def score(report: Json, gold: Json, articles: Articles, show: bool = False) -> tuple[Json, list[str]]:
    """The figures of a JSON report; with `show`, also what was missed and what was wrong, a line each."""
    outcome = _outcome(report, _labels(gold, articles))
    figures = outcome.figures() | {
        "facts_corroborated": len(_shared_facts(report)),
        "quote_errors": sum(not articles.says(mention) for mention in _reported_mentions(report)),
    }
    return figures, outcome.lines() if show else []


class Articles:
    """The texts of a folder by file name, with line ends as they are: the report counts them too."""

    def __init__(self, folder: Path) -> None:
        files = [path for path in sorted(folder.iterdir()) if path.is_file()]
        self._texts = {path.name: path.read_bytes().decode("utf-8-sig") for path in files}

    def says(self, mention: Json) -> bool:
        """Whether a reported mention is what its article has at that place."""
        name, start, end = _reported_place(mention)
        return bool(self._texts.get(name, "")[start:end] == mention["text"])

    def places(self, mention: Json) -> list[Place]:
        """Where a labelled mention stands: at its `spans`, or else wherever the file has its `quote`.

        Raises:
            ValueError: the file does not have the quote, or there is no such file.
        """
        name, quote = mention["file"], mention.get("quote", "")
        if spans := mention.get("spans"):
            return [(name, start, end) for start, end in spans]
        text = self._texts.get(name, "")
        starts = [at for at in range(len(text)) if quote and text.startswith(quote, at)]
        if not starts:
            raise ValueError(f"{name} does not have the quote {quote[:80]!r}.")
        return [(name, start, start + len(quote)) for start in starts]


class Dispute(NamedTuple):
    """A reported or a labelled dispute: the record, and where each position stands."""

    record: Json
    positions: list[list[Place]]

    def hits(self, labelled: Dispute) -> bool:
        """Whether two positions of this one meet two different positions of that one."""
        met = [
            {at for at, other in enumerate(labelled.positions) if _meet(position, other)}
            for position in self.positions
        ]
        return any(left and right and len(left | right) > 1 for left, right in combinations(met, 2))


class Fact(NamedTuple):
    """A labelled fact: the record, and where each file states it."""

    record: Json
    files: list[list[Place]]

    def is_told(self, reported: list[list[Place]]) -> bool:
        """Whether one reported fact meets the places of at least two files."""
        return any(sum(_meet(fact, places) for places in self.files) > 1 for fact in reported)


class Labels(NamedTuple):
    """What a gold file says of an event, with the places of all it quotes."""

    real: list[Dispute]  # hard and soft
    apparent: list[Dispute]
    traps: list[Dispute]
    facts: list[Fact]  # strong ones, of two files or more

    def of(self, severity: str) -> list[Dispute]:
        """Real disputes of that severity, without those that the reader was not sure of."""
        sure = [one for one in self.real if one.record.get("confidence") != "low"]
        return [one for one in sure if one.record["severity"] == severity]

    def of_other_events(self) -> list[Dispute]:
        """What looks like a dispute because the articles tell of two events."""
        return [one for one in self.apparent if one.record.get("same_event") is False]


class Outcome(NamedTuple):
    """Which labels were found, and what became of the reported disputes."""

    hard: Split[Dispute]  # found, missed
    soft: Split[Dispute]
    reported: Split[Dispute]  # matched, not matched
    others: Split[Dispute]  # of those not matched: wrong, not labelled
    mixed: Split[Dispute]  # of other events: reported as of one, kept apart
    facts: Split[Fact]  # told, missed

    def figures(self) -> Json:
        """What is counted of them, by name."""
        return {
            "dispute_recall_hard": _of(self.hard),
            "dispute_recall_soft": _of(self.soft),
            "disputes_reported": len(self.reported[0] + self.reported[1]),
            "dispute_matched": _of(self.reported),
            "false_conflicts": len(self.others[0]),
            "unmatched": len(self.others[1]),
            "separated": _of(self.mixed[::-1]),
            "corroboration_recall": _of(self.facts),
        }

    def lines(self) -> list[str]:
        """What was missed, and what was wrong or is not labelled."""
        missed = self.hard[1] + self.soft[1]
        return [
            *(f"  missed {one.record['severity']}: {_label(one.record)}" for one in missed),
            *(f"  missed fact: {_label(one.record)}" for one in self.facts[1]),
            *(f"  wrong {_told(one.record)}" for one in self.others[0]),
            *(f"  not labelled {_told(one.record)}" for one in self.others[1]),
        ]


def _outcome(report: Json, labels: Labels) -> Outcome:
    reported = [one for one in map(_reported, report["disputes"]) if one.record["same_event"]]
    facts = [_places(fact["mentions"]) for fact in _shared_facts(report)]
    matched, others = _split(reported, lambda one: _hits_any(one, labels.real))
    return Outcome(
        hard=_split(labels.of("hard"), lambda one: _is_hit(one, reported)),
        soft=_split(labels.of("soft"), lambda one: _is_hit(one, reported)),
        reported=(matched, others),
        others=_split(others, lambda one: _hits_any(one, labels.apparent + labels.traps)),
        mixed=_split(labels.of_other_events(), lambda one: _is_hit(one, reported)),
        facts=_split(labels.facts, lambda one: one.is_told(facts)),
    )


def _labels(gold: Json, articles: Articles) -> Labels:
    disputes = [_labelled(record, articles) for record in gold["disputed"]]
    apparent, real = _split(disputes, lambda one: one.record["severity"] == "apparent")
    facts = [_fact(record, articles) for record in gold["corroborated"]]
    strong = [fact for fact in facts if fact.record.get("strength", "strong") == "strong"]
    return Labels(
        real,
        apparent,
        traps=[_trap(record, articles) for record in gold["traps"]],
        facts=[fact for fact in strong if len(fact.files) > 1],
    )


def _labelled(record: Json, articles: Articles) -> Dispute:
    positions = [position["mentions"] for position in record["positions"]]
    return Dispute(record, [[at for said in side for at in articles.places(said)] for side in positions])


def _trap(record: Json, articles: Articles) -> Dispute:
    """A trap as a dispute of two positions; its mentions are `file_a`, `quote_a` and so on."""
    names = ("file", "quote", "spans")
    sides = [{n: record[f"{n}_{side}"] for n in names if f"{n}_{side}" in record} for side in "ab"]
    return Dispute(record, [articles.places(said) for said in sides])


def _fact(record: Json, articles: Articles) -> Fact:
    files: dict[str, list[Place]] = {}
    for mention in record["mentions"]:
        files.setdefault(mention["file"], []).extend(articles.places(mention))
    return Fact(record, list(files.values()))


def _reported(record: Json) -> Dispute:
    return Dispute(record, [_places(position["mentions"]) for position in record["positions"]])


def _shared_facts(report: Json) -> list[Json]:
    return [fact for fact in report["facts"] if fact["status"] != "single"]


def _reported_mentions(report: Json) -> list[Json]:
    """All mentions of disputes, of one event or of several, and of facts that articles share."""
    positions = [position for dispute in report["disputes"] for position in dispute["positions"]]
    return [mention for one in positions + _shared_facts(report) for mention in one["mentions"]]


def _places(mentions: list[Json]) -> list[Place]:
    return [_reported_place(mention) for mention in mentions]


def _reported_place(mention: Json) -> Place:
    return Path(mention["article"]).name, mention["start"], mention["end"]


def _meet(some: list[Place], others: list[Place]) -> bool:
    return any(_overlap(one, other) for one in some for other in others)


def _overlap(one: Place, other: Place) -> bool:
    """Whether two places of one file share at least half of the shorter one."""
    shared = min(one[2], other[2]) - max(one[1], other[1])
    shorter = min(one[2] - one[1], other[2] - other[1])
    return one[0] == other[0] and shared > 0 and 2 * shared >= shorter


def _is_hit(labelled: Dispute, reported: list[Dispute]) -> bool:
    return any(one.hits(labelled) for one in reported)


def _hits_any(reported: Dispute, labelled: list[Dispute]) -> bool:
    return any(reported.hits(one) for one in labelled)


def _split(items: list[Item], holds: Callable[[Item], bool]) -> Split[Item]:
    """The items of which it holds, and the others."""
    split: Split[Item] = ([], [])
    for item in items:
        split[not holds(item)].append(item)
    return split


def _of(split: Split[Item]) -> list[int]:
    """How many of how many: `[3, 10]`."""
    return [len(split[0]), len(split[0]) + len(split[1])]


def _label(record: Json) -> str:
    return f"{record['id']} {record.get('question') or record['fact']}"


def _told(record: Json) -> str:
    """A reported dispute on a line, with two mentions of each position."""
    sides = [f"{one['value']}: {_quoted(one['mentions'][:2])}" for one in record["positions"]]
    return f"[{record['kind']}] {record['question']} :: {' <> '.join(sides)}"


def _quoted(mentions: list[Json]) -> str:
    return " | ".join(f"{Path(one['article']).name[:12]} “{one['text'][:110]}”" for one in mentions)
