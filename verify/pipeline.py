"""The stages in order: files in, a report out."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import ModuleType

import networkx as nx
import numpy as np

import verify.compare
import verify.slots
from verify import (
    __version__,
    align,
    claims,
    decisions,
    embed,
    events,
    graph,
    nli,
    origins,
    parse,
    plugins,
    provenance,
    report,
    roles,
    sources,
    store,
    stories,
    topics,
)
from verify.compare import _figures, _one_question
from verify.decisions import Entry
from verify.progress import Progress, Silent
from verify.records import (
    Article,
    Claim,
    Decision,
    Detail,
    Dispute,
    Fact,
    Finding,
    Method,
    NotCompared,
    Pair,
    Paragraph,
    Report,
    Share,
    Source,
)

SILENT = Silent()

# Pairs that the NLI model is asked about, for each claim: pairs grow faster than claims do.
ASKED_PER_CLAIM = 0.25

Dates = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stories of a run share: the store and the models, which load when they are first asked.

    `decided` are the entries of reviewers that stand.
    """

    kept: store.Store
    embedder: embed.Embedder
    judge: nli.Judge | None
    decided: tuple[Entry, ...] = ()


def tools(
    kept: store.Store,
    model: str | None = None,
    judge: str | None = None,
    decided: Iterable[Entry] = (),
) -> Tools:
    """What embeds, and what tells contradiction and entailment ("none": nothing does).

    Raises VerifyError where a model is missing.
    """
    return Tools(kept, kept.embedder(model), kept.judge(judge), tuple(decided))


@dataclass(frozen=True, slots=True)
class Compared:
    """Articles of one story, their claims and findings; `told` numbers the event of each article.

    `beyond` is what the articles have more of than is compared.
    """

    articles: tuple[Article, ...]
    shares: tuple[Share, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    told: Mapping[str, int]
    beyond: tuple[NotCompared, ...] = ()

    def among(self, paths: Collection[str]) -> Compared:
        """What there is of these articles and between them."""
        return Compared(
            tuple(a for a in self.articles if a.path in paths),
            tuple(s for s in self.shares if s.left in paths and s.right in paths),
            tuple(c for c in self.claims if c.article in paths),
            tuple(f for f in self.findings if {f.pair.left.article, f.pair.right.article} <= set(paths)),
            {path: number for path, number in self.told.items() if path in paths},
            tuple(n for n in self.beyond if n.article in paths),
        )


@dataclass(frozen=True, slots=True)
class Traced:
    """A report, and the graph of claims and findings that it was read from."""

    report: Report
    graph: nx.MultiGraph[str]


def run(  # noqa: PLR0913 - one argument for each option
    paths: Sequence[Path],
    *,
    model: str | None = None,
    judge: str | None = None,
    progress: Progress = SILENT,
    kept: store.Store | None = None,
    decided: Iterable[Entry] = (),
) -> Report:
    """Read all under `paths` as one story, compare and report.

    What is in `kept` is not computed again. Raises VerifyError where there is nothing to read or no
    model.
    """
    reading = sources.read(paths, english=model is None)
    using = tools(kept or store.nothing(), model, judge, decided)
    return told(sources.title(paths[0]), story(reading.articles, using, progress), reading, using)


def story(read: Sequence[Article], using: Tools, progress: Progress = SILENT) -> Compared:
    """Articles compared with each other, as they were read."""
    filled = [provenance.fill(roles.assign(a)) for a in read]
    shares = origins.shares(filled)
    articles = origins.dated(filled, shares)
    made, beyond = claims.within(articles, _claims(articles, using.kept, progress))
    pairs = _judged(_pairs(made, using.embedder, progress), using.judge, progress)
    findings = _findings(pairs, progress)
    return Compared(
        tuple(articles),
        shares,
        tuple(made),
        tuple(findings),
        stories.group(articles, made, findings),
        tuple(beyond),
    )


def told(title: str, compared: Compared, reading: sources.Reading, using: Tools) -> Report:
    """The report on a story; `reading` has what was skipped, and who a person says speaks with one voice."""
    return traced(title, compared, reading, using).report


def traced(title: str, compared: Compared, reading: sources.Reading, using: Tools) -> Traced:
    """The report as `told` gives it, with what it was read from."""
    made, among = compared.claims, compared.told
    reviewed = decisions.voices(using.decided)
    voices = origins.Voices(compared.articles, compared.shares, reading.same, reading.independent, reviewed)
    across = [g for f in compared.findings if (g := events.across(f, among)) is not None]
    linked = graph.build(made, across)
    listed = tuple(source(a, made) for a in compared.articles)
    around = report.Surroundings({a.path: a.text for a in compared.articles}, made)
    facts, disputes = report.facts(linked, voices, among), report.disputes(linked, voices, using.decided)
    made_report = Report(
        title=title,
        method=method(using),
        sources=listed,
        facts=around.facts(facts),
        disputes=around.disputes(disputes),
        not_compared=(*_left_out(compared.articles), *compared.beyond),
        skipped=reading.skipped,
        origins=voices.articles(),
        shares=compared.shares,
        stories=(topics.story(listed, among),),
        decisions=_decisions(using.decided, facts, disputes),
    )
    return Traced(made_report, linked)


def compare(
    left: str,
    right: str,
    *,
    model: str | None = None,
    judge: str | None = None,
    dates: Dates = (None, None),
) -> tuple[Finding, ...]:
    """What the comparators say of two texts of a sentence or two, each published on its date."""
    articles = [
        Article(
            name,
            text,
            published=Detail(day, "stated" if day else "unknown"),
            paragraphs=(Paragraph(0, len(text), "body"),),
        )
        for name, text, day in (("A", left, dates[0]), ("B", right, dates[1]))
    ]
    made, _ = claims.within(articles, _claims(articles, store.nothing(), SILENT))
    across = [p for p in _pairs(made, embed.load(model), SILENT) if p.left.article != p.right.article]
    judged = _judged(across, nli.load(judge), SILENT)
    return tuple(sorted(_findings(judged, SILENT), key=lambda f: (f.left, f.right, f.kind)))


def _claims(articles: Sequence[Article], kept: store.Store, progress: Progress) -> list[Claim]:
    finders = [m.find for m in _all(verify.slots)]
    with progress.stage("Reading claims", len(articles)) as advance:
        return kept.claims(articles, lambda a: claims.extract(a, finders, provenance.begins), advance)


def _pairs(made: Sequence[Claim], embedder: embed.Embedder, progress: Progress) -> list[Pair]:
    texts = [_line(c) for c in made]
    with progress.stage("Embedding claims", len(texts)) as advance:
        vectors = embedder.encode(texts, advance=advance)
    asked = align.answerable(made, vectors)
    contexts = [
        s.context
        for c, flags in zip(made, asked, strict=True)
        for s, flag in zip(c.slots, flags, strict=True)
        if flag
    ]
    with progress.stage("Embedding contexts", len(contexts)) as advance:
        rows = iter(embedder.encode(contexts, advance=advance))
    nothing = np.zeros(vectors.shape[1:], np.float32)
    inner = [
        np.array([next(rows) if flag else nothing for flag in flags]).reshape(-1, len(nothing))
        for flags in asked
    ]
    together = events.together(made)
    return [events.gate(p, together) for p in align.pairs(made, vectors, inner)]


def _judged(pairs: Sequence[Pair], judge: nli.Judge | None, progress: Progress) -> list[Pair]:
    """The pairs; the nearest of those that a comparator asks about with the model's judgement both ways."""
    if judge is None:
        return list(pairs)
    askers = [c for c in _all(verify.compare) if hasattr(c, "asks")]
    open_ones = [number for number, p in enumerate(pairs) if any(c.asks(p) for c in askers)]
    most = math.ceil(ASKED_PER_CLAIM * len({c.id for p in pairs for c in (p.left, p.right)}))
    asked = sorted(open_ones, key=lambda n: (-pairs[n].similarity, n))[:most]
    texts = [(_line(pairs[n].left), _line(pairs[n].right)) for n in asked]
    both_ways = [two for left, right in texts for two in ((left, right), (right, left))]
    with progress.stage("Judging pairs", len(both_ways)) as advance:
        rows = iter(judge.judge(both_ways, advance=advance))
    judged = list(pairs)
    for number in asked:
        judged[number] = replace(pairs[number], judged=(next(rows), next(rows)))
    return judged


def _line(claim: Claim) -> str:
    return parse.plain(claim.text)


def _findings(pairs: Sequence[Pair], progress: Progress) -> list[Finding]:
    comparators = _all(verify.compare)
    found: list[Finding] = []
    with progress.stage("Comparing", len(pairs)) as advance:
        for pair in pairs:
            judged = [g for c in comparators for f in c.compare(pair) if (g := events.gated(f)) is not None]
            found += _consistent(judged)
            advance(1)
    return found


def _consistent(judged: Sequence[Finding]) -> list[Finding]:
    """The findings on one pair, without the agreement as a whole where a part is in conflict.

    The model's word on what conflicts counts only where no rule has found a conflict.
    """
    conflicts = [f for f in judged if f.stance in {"conflict", "updated"}]
    if not conflicts:
        return list(judged)
    ruled = any(f.comparator != "nli" for f in conflicts)
    return [f for f in judged if f.kind != "paraphrase" and not (ruled and f.comparator == "nli")]


def _all(package: ModuleType) -> list[ModuleType]:
    return [plugins.load(package, name) for name in plugins.names(package)]


def _decisions(
    decided: Sequence[Entry], facts: Iterable[Fact], disputes: Sequence[Dispute]
) -> tuple[Decision, ...]:
    """What stands on these; what people decided on other stories is left out."""
    known = {fact.id for fact in facts} | {dispute.id for dispute in disputes}
    made = decisions.verdicts(decisions.attached(decided, disputes), disputes)
    return tuple(decision for decision in made if decision.of in known)


def _left_out(articles: Iterable[Article]) -> tuple[NotCompared, ...]:
    """What makes no claims: page furniture, and why the reader can trust that nothing else is missing."""
    return tuple(
        NotCompared(
            a.path,
            p.start,
            p.end,
            a.text[p.start : p.end],
            "page furniture: navigation, credits, prompts, related links",
        )
        for a in articles
        for p in a.paragraphs
        if p.role == "boilerplate"
    )


def source(article: Article, made: Iterable[Claim] = ()) -> Source:
    """The article as a report lists it, with the number of its claims."""
    count = sum(c.article == article.path for c in made)
    return Source(
        article.path,
        article.headline,
        article.outlet,
        article.agency,
        article.byline,
        article.published,
        count,
        article.url,
    )


def method(using: Tools) -> Method:
    """What makes a report, with every threshold of the alignment and the comparators."""
    return Method(
        __version__,
        using.embedder.name,
        using.judge.name if using.judge else nli.NONE,
        plugins.names(verify.compare),
        thresholds(align, events, stories, origins, _figures, _one_question, *_all(verify.compare)),
    )


def thresholds(*modules: ModuleType) -> dict[str, float]:
    """Every cosine and ratio of these modules, by module and name."""
    return {
        f"{module.__name__.removeprefix('verify.')}.{name}": float(value)
        for module in modules
        for name, value in sorted(vars(module).items())
        if name.isupper() and name[0] != "_" and isinstance(value, int | float)
    }
