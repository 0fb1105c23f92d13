"""A report on a reviewer's desk: what is shown, what is left to decide, and what a form writes down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from verify import decisions
from verify.decisions import REASONS, Entry, Place
from verify.records import Decision, Dispute, Report, VerifyError
from verify.render._disputes import compatible, different_events, real, updates
from verify.render._escape import clean
from verify.render._sources import Sources
from verify.render._view import Viewer

NOTE_CHARACTERS = 2000
SECTIONS = {
    "Disputed": real,
    "Figures that changed": updates,
    "Told with different precision": compatible,
    "Different events": different_events,
}
OPEN = ("", "noted", "reopened")  # verdicts that leave a dispute to be decided

Fields = Mapping[str, Sequence[str]]  # what a form sent


@dataclass(frozen=True, slots=True)
class Now:
    """The report as the file of decisions has it at this moment."""

    report: Report
    entries: tuple[Entry, ...]
    problems: tuple[str, ...]
    decisions: Mapping[str, Decision]

    def verdict(self, identity: str) -> str:
        """What stands on a dispute; nothing where it was not decided."""
        return self.decisions[identity].verdict if identity in self.decisions else ""


class Desk:
    """One reviewer at one report; the file is read anew for each page, so others may write it, too."""

    def __init__(self, report: Report, file: Path, reviewer: str) -> None:
        plain = replace(report, decisions=())
        self._report = report
        self.file, self.reviewer = file, reviewer
        self.sections = {title: [d.id for d in found(plain)] for title, found in SECTIONS.items()}
        self.order = [identity for ids in self.sections.values() for identity in ids]

    def now(self) -> Now:
        """What stands at this moment."""
        log = decisions.read(self.file)
        entries = decisions.attached(decisions.standing(log.entries), self._report.disputes)
        disputes = tuple(decisions.regrouped(d, entries) for d in self._report.disputes)
        made = decisions.verdicts(entries, disputes)
        shown = replace(self._report, disputes=disputes, decisions=made)
        return Now(shown, entries, log.problems, {d.of: d for d in made})

    def overview(self) -> Mapping[str, Any]:
        """What the first page shows."""
        now = self.now()
        viewer = Viewer(now.report)
        cards = {d.id: viewer.card(d) for d in now.report.disputes}
        lists = {title: [cards[i] for i in ids] for title, ids in self.sections.items() if ids}
        return {**self._common(now), "lists": lists, "first": self.following("", now)}

    def page(self, identity: str) -> Mapping[str, Any] | None:
        """What the page of a dispute shows; None where there is no such dispute."""
        now = self.now()
        dispute = _of(now.report, identity)
        if dispute is None:
            return None
        at = self.order.index(identity)
        viewer, sources = Viewer(now.report), Sources(now.report.sources)
        paths = sorted({m.article for p in dispute.positions for m in p.mentions})
        return {
            **self._common(now),
            "card": viewer.card(dispute),
            "number": at + 1,
            "previous": self.order[at - 1] if at else "",
            "next": self.order[at + 1] if at + 1 < len(self.order) else "",
            "positions": [(_named(first), value) for first, value in _firsts(dispute)],
            "quotes": _quotes(dispute, sources),
            "articles": [(path, sources.plain(path)) for path in paths],
            "history": [_told(e) for e in now.entries if e.of == identity or set(e.articles) & set(paths)],
            "reasons": REASONS,
            "note": now.decisions[identity].note if identity in now.decisions else "",
        }

    def decide(self, identity: str, sent: Fields) -> str:
        """Write down what a form says; the dispute to show next, "" for the overview.

        Raises:
            VerifyError: the form says nothing that can be written down.
        """
        now = self.now()
        dispute = _of(now.report, identity)
        if dispute is None:
            raise VerifyError(f"There is no dispute {identity}.", "Go back to the overview.")
        made = self._entry(dispute, sent)
        decisions.append(self.file, made)
        stays = made.verdict not in {"confirmed", "dismissed", "needs a call"}
        return identity if stays else self.following(identity, self.now())

    def undo(self) -> str:
        """Take back this reviewer's last entry; the dispute that it was about, "" for none."""
        entries = decisions.read(self.file).entries
        last = decisions.last_by(entries, self.reviewer)
        if last is None:
            return ""
        decisions.append(self.file, decisions.entry(self.reviewer, "undone", last.record))
        home = decisions.attached([last], self._report.disputes)[0].of
        return home if home in self.order else ""

    def following(self, identity: str, now: Now) -> str:
        """The next dispute in the order, from this one on, that is not decided; "" if all are."""
        at = self.order.index(identity) + 1 if identity in self.order else 0
        turned = [*self.order[at:], *self.order[:at]]
        return next((i for i in turned if now.verdict(i) in OPEN), "")

    def _common(self, now: Now) -> Mapping[str, Any]:
        disputed = self.sections["Disputed"]
        last = decisions.last_by(now.entries, self.reviewer)
        return {
            "title": clean(now.report.title),
            "reviewer": clean(self.reviewer),
            "file": clean(str(self.file)),
            "done": sum(now.verdict(i) not in OPEN for i in disputed),
            "total": len(disputed),
            "all_done": sum(now.verdict(i) not in OPEN for i in self.order),
            "all": len(self.order),
            "problems": [clean(problem) for problem in now.problems],
            "last": clean(f"{last.question}: {_told(last)}") if last else "",
        }

    def _entry(self, dispute: Dispute, sent: Fields) -> Entry:
        """The entry that a form asks for; a button's name is the verdict, or "reason" for a dismissal."""
        note = clean(_one(sent, "note"))[:NOTE_CHARACTERS]
        verdict = "dismissed" if "reason" in sent else _one(sent, "verdict")
        more: dict[str, Any] = {"note": note, "question": clean(dispute.question)}
        if verdict in {"independent", "same"}:
            told = {m.article for p in dispute.positions for m in p.mentions}
            more["articles"] = tuple(sorted(told & set(sent.get("article", ()))))
        elif verdict == "merged":
            more["places"] = _chosen([first for first, _ in _firsts(dispute)], sent.get("position", ()))
        elif verdict == "split":
            every = [decisions.place(m) for p in dispute.positions for m in p.mentions]
            more["places"] = _chosen(every, sent.get("quote", ()))
        else:
            more["places"] = tuple(first for first, _ in _firsts(dispute))
        if verdict == "dismissed":
            more["reason"] = _one(sent, "reason")
        _check(verdict, more, len(dispute.positions))
        of = "" if verdict in {"independent", "same"} else dispute.id
        return decisions.entry(self.reviewer, verdict, of, **more)  # type: ignore[arg-type]


def _check(verdict: str, more: Mapping[str, Any], positions: int) -> None:
    """Raise VerifyError where a form means nothing."""
    if verdict not in decisions.ACTS or verdict == "undone":
        raise VerifyError("That is no verdict.", "Use one of the buttons.")
    if verdict == "dismissed" and more["reason"] not in REASONS:
        raise VerifyError("That is no reason.", "Use one of the buttons.")
    if verdict == "noted" and not more["note"]:
        raise VerifyError("The note is empty.", "Write one, or use another button.")
    if verdict in {"independent", "same"} and len(more["articles"]) < 2:
        raise VerifyError("That takes two sources or more.", "Mark them in the list.")
    if verdict == "split" and not more["places"]:
        raise VerifyError("No quote was chosen.", "Choose one in the list.")
    if verdict == "merged" and len(more["places"]) < 2:
        raise VerifyError("That takes two positions or more.", "Mark them in the list.")
    if verdict == "merged" and len(more["places"]) >= positions:
        raise VerifyError("Nothing would be left to dispute.", "Dismiss it as a synonym instead.")


def _of(report: Report, identity: str) -> Dispute | None:
    return next((d for d in report.disputes if d.id == identity), None)


def _firsts(dispute: Dispute) -> list[tuple[Place, str]]:
    """The first place and the value of each position that has a quote."""
    return [(decisions.place(p.mentions[0]), clean(p.value)) for p in dispute.positions if p.mentions]


def _one(sent: Fields, name: str) -> str:
    return next(iter(sent.get(name, ())), "")


def _named(place: Place) -> str:
    """A place as a form names it."""
    return f"{place.start}-{place.end}-{place.article}"


def _chosen(places: Sequence[Place], names: Sequence[str]) -> tuple[Place, ...]:
    return tuple(place for place in places if _named(place) in names)


def _quotes(dispute: Dispute, sources: Sources) -> list[tuple[str, str]]:
    """What can be split off: the quotes of positions that have several."""
    return [
        (_named(decisions.place(m)), f"{clean(p.value)}: {sources.plain(m.article)}, “{clean(m.text)[:80]}”")
        for p in dispute.positions
        if len(p.mentions) > 1
        for m in p.mentions
    ]


def _told(entry: Entry) -> str:
    """An entry in a line of the history."""
    reason = f" ({entry.reason})" if entry.reason else ""
    about = f" {', '.join(entry.articles)}" if entry.articles else ""
    note = f": {entry.note}" if entry.note else ""
    return clean(f"{entry.verdict}{reason}{about}{note}, {entry.reviewer}, {entry.time}")
