"""`verify explain`: every step that led to one dispute or fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verify.cli import decided, output, terminal
from verify.cli.errors import explained
from verify.cli.options import Model, Nli, Quiet
from verify.cli.store import Named, place
from verify.records import Claim, Dispute, Fact, Finding, Mention, Origin, Slot, Span, VerifyError
from verify.sources import Limits, within

if TYPE_CHECKING:
    import networkx as nx

    from verify.pipeline import Traced

NEAR = 3  # ids that an unknown one is offered
ALIKE = 0.5  # share of an id's characters: two wrong ones of eight are forgiven
QUESTION_CHARACTERS = 90


def explain(  # noqa: PLR0913, PLR0917 - one argument for each option
    identity: Annotated[str, typer.Argument(metavar="ID", help="Of a dispute or fact, as in a report.")],
    path: Annotated[
        Path, typer.Argument(metavar="FOLDER|REPORT", help="The articles, or a report made of them.")
    ],
    model: Model = None,
    nli: Nli = None,
    keep: Named = None,
    quiet: Quiet = False,
) -> None:
    """Print every step that led to one dispute or fact.

    The claims with their slots, what each comparator found and why, what gates they passed, and who
    counts as one origin. Reads the articles again, which takes seconds where a store has them.

    \b
    Example:
      verify explain d-56ac5655 seeds/
    """
    with explained():
        folder = _folder(path)
        entries = decided.entries(output.target([folder], None, "json"))
        from verify import archive, graph

        recipe = archive.Recipe(model, nli, place(keep, [folder]), entries)
        with terminal.progress(quiet) as progress, archive.opened(recipe, terminal.complain) as using:
            with within(Limits(english=model is None)):
                found = archive.read([folder], using, progress=progress)
            traced = list(archive.traces(found, using))
        item, linked = _item(identity, traced)
        claims = {(c.article, c.start, c.end): c for c in graph.claims(linked)}
        mentions = _mentions(item)
        quoted = [claims[m.article, m.start, m.end] for m in mentions]
        stances = (
            ("agree",) if isinstance(item, Fact) else ("agree", "conflict", "updated", "different event")
        )
        about = _about(mentions, quoted, graph.findings(linked, *stances))
        typer.echo("\n".join(terminal.indented(line) for line in _lines(item, quoted, about)))


def _folder(path: Path) -> Path:
    """The articles: the path itself, or the folder of a report's name that lies near it.

    Raises:
        VerifyError: a report whose articles are not to be found.
    """
    if path.suffix.lower() not in {".json", ".md", ".html"} or not path.is_file():
        return path
    near = (base / path.stem for base in (path.parent, path.parent.parent, Path()))
    found = next((folder for folder in near if folder.is_dir()), None)
    if found is None:
        raise VerifyError(
            f"The articles of {path} are not beside it.", "Name their folder: verify explain ID FOLDER."
        )
    return found


def _item(identity: str, traced: Sequence[Traced]) -> tuple[Dispute | Fact, nx.MultiGraph[str]]:
    """The dispute or fact of an id, and the graph that it was read from.

    Raises:
        VerifyError: there is none; names those whose ids come near.
    """
    items: dict[str, Dispute | Fact] = {}
    for story in traced:
        items |= {dispute.id: dispute for dispute in story.report.disputes}
        items |= {fact.id: fact for fact in story.report.facts}
        if identity in items:
            return items[identity], story.graph
    begun = [known for known in items if known.startswith(identity)]
    near = (begun or get_close_matches(identity, items, NEAR, ALIKE))[:NEAR]
    offered = "; ".join(f"{known} ({shorten(_title(items[known]), QUESTION_CHARACTERS)})" for known in near)
    advice = f"Near it: {offered}." if near else "The ids stand in the report, in brackets."
    raise VerifyError(f"There is no dispute or fact {identity}.", advice)


def _title(item: Dispute | Fact) -> str:
    return item.question if isinstance(item, Dispute) else item.text


def _mentions(item: Dispute | Fact) -> list[Mention]:
    if isinstance(item, Fact):
        return list(item.mentions)
    return [mention for position in item.positions for mention in position.mentions]


def _about(
    mentions: Sequence[Mention], quoted: Sequence[Claim], findings: Sequence[Finding]
) -> list[Finding]:
    """The findings between these quotes on these answers, conflicts first, the surest first."""
    answers = {(c.id, m.value) for c, m in zip(quoted, mentions, strict=True)}
    whole = {c.id for c, m in zip(quoted, mentions, strict=True) if m.value is None}

    def told(claim: Claim, span: Span) -> bool:
        return claim.id in whole or (claim.id, span) in answers

    among = [f for f in findings if told(f.pair.left, f.left) and told(f.pair.right, f.right)]
    return sorted(among, key=lambda f: (f.stance == "agree", -f.score, f.pair.left.id, f.pair.right.id))


def _lines(item: Dispute | Fact, quoted: Sequence[Claim], found: Sequence[Finding]) -> Iterator[str]:
    """The whole explanation, a line at a time; two spaces of indent for each level."""
    yield f"{item.id}: {_title(item)}"
    if isinstance(item, Dispute):
        yield (
            f"{item.kind}, {item.scope}, same event: {_yes(item.same_event)}, updated: {_yes(item.updated)}, "
            f"compatible: {_yes(item.compatible)}"
        )
        yield f"why: {item.reason}"
        yield f"score {item.score:.2f}: the share of disputes of such kinds that were right"
        for position in item.positions:
            yield f"position {position.value!r}: {_told(position.origins)} in {len(position.mentions)} quotes"
            yield from _origins(position.voices)
    else:
        yield f"{item.status}: {_told(len(item.origins))} in {len(item.mentions)} quotes"
        yield from _origins(item.origins)
    names = {claim.id: f"[{number}]" for number, claim in enumerate(dict.fromkeys(quoted), start=1)}
    yield "claims"
    for claim in dict.fromkeys(quoted):
        yield from _claim(claim, names[claim.id])
    yield f"findings: {len(found)}"
    for finding in found:
        yield from _finding(finding, names)


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def _told(origins: int) -> str:
    return "1 origin" if origins == 1 else f"{origins} origins"


def _origins(origins: Sequence[Origin]) -> Iterator[str]:
    for origin in origins:
        yield f"  origin {', '.join(origin.articles)}: {origin.why}"


def _claim(claim: Claim, name: str) -> Iterator[str]:
    """A claim with its place, its frame and its slots."""
    yield f"  {name} {claim.article} {claim.start}-{claim.end}: {claim.text}"
    said = f", by {claim.attribution.text!r}" if claim.attribution else ""
    yield f"    {claim.role}, {claim.certainty}{said}, published {claim.published or 'unknown'}"
    anchors = claim.anchors
    when = f"{anchors.moment.label!r} ({anchors.moment_is})" if anchors.moment else "none"
    where = ", ".join(sorted(anchors.places)) or "none"
    yield f"    anchors: time {when}, places {where}{', aside: ' + anchors.aside if anchors.aside else ''}"
    for slot in claim.slots:
        yield f"    slot {slot.kind} {slot.start}-{slot.end} {slot.text!r} = {_value(slot)}"
        yield f"      context: {slot.context}"


def _value(slot: Slot) -> str:
    """The fields of a value that say something."""
    fields = {name: getattr(slot.value, name) for name in slot.value.__slots__}
    told = (
        f"{name}={_written(value)}"
        for name, value in fields.items()
        if value not in {False, None, ""} and value
    )
    return f"{type(slot.value).__name__}({', '.join(told)})"


def _written(value: Any) -> str:
    """A set in the order of its words, anything else as it is."""
    return "{" + ", ".join(sorted(value)) + "}" if isinstance(value, frozenset) else str(value)


def _finding(finding: Finding, names: dict[str, str]) -> Iterator[str]:
    """What a comparator said of two claims, and what they had passed to be asked about."""
    pair = finding.pair
    ends = f"{names[pair.left.id]} {finding.left_value!r} and {names[pair.right.id]} {finding.right_value!r}"
    yield f"  {finding.stance}: {ends}"
    yield f"    rule {finding.comparator}, score {finding.score:.2f}, asks {finding.key}: {finding.reason}"
    yield f"    claims: cosine {pair.similarity:.2f}, weight of shared words {pair.shared:.1f}"
    for left, row in zip(pair.left.slots, pair.contexts, strict=False):
        for right, cosine in zip(pair.right.slots, row, strict=False):
            if _meets(left, finding, finding.left) and _meets(right, finding, finding.right):
                yield f"    contexts of {left.text!r} and {right.text!r}: cosine {cosine:.2f}"
    gate = f"apart by {pair.apart_by}: {pair.apart}" if pair.apart else "nothing tells the two apart"
    yield f"    gate: {gate}"
    if pair.judged:
        ways = zip(("[left] to [right]", "[right] to [left]"), pair.judged, strict=True)
        for way, made in ways:
            yield (
                f"    model, {way}: contradiction {made.contradiction:.2f}, "
                f"entailment {made.entailment:.2f}, neutral {made.neutral:.2f}"
            )


def _meets(slot: Slot, finding: Finding, span: Span) -> bool:
    """Whether the slot is what the finding is about."""
    return slot.kind == finding.kind and slot.start < span.end and span.start < slot.end
